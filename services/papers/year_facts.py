"""The inspections of a year or a span read for the papers of the office: whose they are, how far they came, what is late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.rules.draw import required_total
from models.rules.overdue import OverdueFacts
from models.rules.statistics import ClockFacts, InspectionFacts
from models.tables.base import BEIJING
from models.tables.draw import Draw, DrawnPlace, FrameEntry
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Section
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawOrigin, DrawStage, EntryKind, PaperKind, RecordOutcome, RecordStage, ResultCode
from services.office.calendar import work_calendar
from services.records.reading import record_rows, select_records
from services.records.rows import RecordRow
from services.workplace import Workplace

UNASSIGNED = "未定科室"
_OPEN_VISIT = frozenset({RecordStage.PENDING, RecordStage.NOTIFIED})


@dataclass(frozen=True, slots=True)
class YearRecord:
    """One inspection with the 承办科室 that answers for it."""

    row: RecordRow
    section: str
    results: tuple[ResultCode, ...]
    corrections: tuple[date, ...]
    """The last days for what was ordered to be corrected."""

    @property
    def is_inspected(self) -> bool:
        """Whether its result has been entered."""
        return self.row.outcome is not None

    @property
    def clocks(self) -> tuple[ClockFacts, ...]:
        """The publication clocks."""
        return tuple(ClockFacts(clock.channel, clock.due_on, clock.done_on) for clock in self.row.clocks)

    @property
    def is_reviewed(self) -> bool:
        """Whether the orders to correct were looked at again."""
        return self.row.paper_key(PaperKind.REVIEW) is not None

    def facts(self) -> InspectionFacts:
        """Return what the statistics count."""
        row = self.row
        return InspectionFacts(
            section=self.section,
            task=task_label(row.task_number, row.task_name),
            industry=row.industry,
            town=row.town_name,
            is_inspected=self.is_inspected,
            has_problem=row.outcome not in (None, RecordOutcome.NORMAL),
            is_corrected=ResultCode.CORRECTED in self.results,
            is_pending=ResultCode.PENDING_ACTION in self.results,
            is_transferred=row.paper_key(PaperKind.TRANSFER) is not None,
            is_fed_back=row.stage is RecordStage.FED_BACK,
            corrections=int(bool(self.corrections)),
            reviews=int(bool(self.corrections) and self.is_reviewed),
            clocks=self.clocks,
        )

    def overdue(self) -> OverdueFacts:
        """Return what decides whether it is late."""
        row = self.row
        return OverdueFacts(
            due_on=row.due_on,
            is_visit_open=row.stage in _OPEN_VISIT,
            result_on=row.result_on,
            is_fed_back=row.stage is RecordStage.FED_BACK,
            clocks=self.clocks,
            corrections=self.corrections,
            is_reviewed=self.is_reviewed,
        )


def task_label(number: int, name: str) -> str:
    """Return a task as tables name it: 2.机械、轻工 …"""
    return f"{number}.{name}"


def year_records(
    session: Session, workplace: Workplace, first: date, last: date, today: date
) -> list[YearRecord]:
    """Return the inspections dispatched between two days, without those that were ended."""
    begins, ends = _moment(first), _moment(last + timedelta(days=1))
    query = (
        select_records()
        .options(selectinload(InspectionRecord.findings))
        .where(
            InspectionRecord.office_id == workplace.office_id,
            InspectionRecord.stage != RecordStage.ENDED,
            InspectionRecord.dispatched_at >= begins,
            InspectionRecord.dispatched_at < ends,
        )
    )
    return _year_records(session, workplace, session.scalars(query).all(), today)


def draw_records(session: Session, workplace: Workplace, draw_key: int, today: date) -> list[YearRecord]:
    """Return the inspections of one draw, without those that were ended."""
    query = (
        select_records()
        .options(selectinload(InspectionRecord.findings))
        .where(
            InspectionRecord.office_id == workplace.office_id,
            InspectionRecord.draw_id == draw_key,
            InspectionRecord.stage != RecordStage.ENDED,
        )
    )
    return _year_records(session, workplace, session.scalars(query).all(), today)


def planned_by_task(session: Session, workplace: Workplace, year: int) -> dict[str, tuple[str, int | None]]:
    """Return for each task of the year's plan its 承办科室 (empty: by officers) and 计划户次.

    That is ⌈N×p⌉ of the frame it was last drawn from, and those that must be inspected (细则 art. 14); None before its
    first draw.
    """
    tasks = session.execute(
        select(PlanTask, Section.name)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .outerjoin(Section, Section.id == PlanTask.section_id)
        .where(Plan.office_id == workplace.office_id, Plan.year == year)
        .order_by(PlanTask.number)
    ).all()
    return {
        task_label(task.number, task.name): (section or "", _planned(session, task))
        for task, section in tasks
    }


def _planned(session: Session, task: PlanTask) -> int | None:
    draws = session.scalars(
        select(Draw)
        .where(Draw.task_id == task.id, Draw.stage == DrawStage.DISPATCHED, Draw.voided_at.is_(None))
        .order_by(Draw.ordinal)
    ).all()
    if not draws:
        return None
    if any(draw.origin is DrawOrigin.PLATFORM or not draw.ratio for draw in draws):
        query = select(func.count()).where(
            DrawnPlace.draw_id.in_([draw.id for draw in draws]), DrawnPlace.replaced_at.is_(None)
        )
        return session.scalar(query) or 0
    return _required(session, draws[0])


def _required(session: Session, draw: Draw) -> int:
    """Return how many the first draw of a task says there are to be: its frame is the whole of the task."""
    counted = session.execute(
        select(FrameEntry.group, FrameEntry.kind, func.count())
        .where(FrameEntry.draw_id == draw.id, FrameEntry.kind.is_not(None))
        .group_by(FrameEntry.group, FrameEntry.kind)
    ).all()
    ratios = draw.ratio or {}
    bases: dict[str, int] = {}
    compulsory = 0
    for group, kind, count in counted:
        if kind is EntryKind.COMPULSORY:
            compulsory += count
        else:
            bases[group] = bases.get(group, 0) + count
    return compulsory + sum(required_total(base, ratios.get(group, "0")) for group, base in bases.items())


def planned_by_section(
    planned: Mapping[str, tuple[str, int | None]], sections: Iterable[str]
) -> dict[str, int | None]:
    """Return 计划户次 by 承办科室; None for all where a task is nobody's: the plan does not say then."""
    if any(not section for section, _ in planned.values()):
        return dict.fromkeys(sections)
    found: dict[str, int | None] = {}
    for section, number in planned.values():
        known = found.get(section, 0)
        found[section] = None if known is None or number is None else known + number
    return found


def _year_records(
    session: Session, workplace: Workplace, records: Sequence[InspectionRecord], today: date
) -> list[YearRecord]:
    sections = _sections_of_tasks(session, {record.task_id for record in records})
    findings = {record.id: record.findings for record in records}
    rows = record_rows(session, records, workplace.office(session), work_calendar(), today)
    return [
        YearRecord(
            row=row,
            section=sections.get(row.task_key) or _section_of_leader(row) or UNASSIGNED,
            results=tuple(one.result for one in findings[row.key] if one.result is not None),
            corrections=tuple(
                one.rectify_by
                for one in findings[row.key]
                if one.rectify_by is not None and one.result is ResultCode.CORRECTED
            ),
        )
        for row in rows
    ]


def _sections_of_tasks(session: Session, tasks: set[int]) -> dict[int, str]:
    query = (
        select(PlanTask.id, Section.name)
        .join(Section, Section.id == PlanTask.section_id)
        .where(PlanTask.id.in_(tasks))
    )
    return dict(session.execute(query).all())


def _section_of_leader(row: RecordRow) -> str:
    """Return the 科室 of the leader; while the assignment is sealed nobody is told whose it is."""
    return "" if row.is_unopened or not row.officers else row.officers[0].section


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)
