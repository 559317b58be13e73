"""Builds the record rows: one query a table, joined in memory, so that a thousand lines cost a dozen statements."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from models.rules.deadlines import Period, WorkCalendar, deadline
from models.tables.draw import Draw, DrawnPlace
from models.tables.enterprise import Enterprise
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office, Section, Town
from models.tables.officer import Officer
from models.tables.plan import PlanTask
from models.vocab import PaperKind, PublicationChannel, RecordStage, Seat
from services.draw.merging import partners_of
from services.records.rows import ClockRow, RecordOfficerRow, RecordRow

N = TypeVar("N", Enterprise, PlanTask, Draw, DrawnPlace)
_OPEN_VISIT = frozenset({RecordStage.PENDING, RecordStage.NOTIFIED})


def select_records() -> Select[InspectionRecord]:
    """Start a query on records with what every row needs."""
    return select(InspectionRecord).options(
        selectinload(InspectionRecord.officers),
        selectinload(InspectionRecord.papers),
        selectinload(InspectionRecord.publications),
    )


def record_rows(
    session: Session, records: Sequence[InspectionRecord], office: Office, calendar: WorkCalendar, today: date
) -> list[RecordRow]:
    """Return the rows of the records, in the order of task, draw and dispatch list."""
    names = _Names(session, records)
    rows = [_record_row(record, names, office, calendar, today) for record in records]
    return sorted(rows, key=lambda row: (row.task_number, row.draw_code, row.position))


class _Names:
    """What the records refer to, by key."""

    def __init__(self, session: Session, records: Sequence[InspectionRecord]) -> None:
        self.enterprises = _by_key(session, Enterprise, {record.enterprise_id for record in records})
        self.tasks = _by_key(session, PlanTask, {record.task_id for record in records})
        self.draws = _by_key(session, Draw, {record.draw_id for record in records})
        self.places = _by_key(session, DrawnPlace, {record.place_id for record in records})
        self.partners = partners_of(session, self.places)
        self.officers = {officer.id: officer for officer in session.scalars(select(Officer))}
        self.sections = dict(session.execute(select(Section.id, Section.name)).all())
        self.towns = dict(session.execute(select(Town.code, Town.name)).all())

    def officers_of(self, record: InspectionRecord) -> tuple[RecordOfficerRow, ...]:
        """The officers of a record, leader first."""
        return tuple(
            _officer_row(self.officers[link.officer_id], link.seat, self.sections) for link in record.officers
        )


def officers_of(session: Session, record: InspectionRecord) -> tuple[RecordOfficerRow, ...]:
    """Return the officers of one record, leader first."""
    keys = [link.officer_id for link in record.officers]
    query = (
        select(Officer, Section.name)
        .outerjoin(Section, Section.id == Officer.section_id)
        .where(Officer.id.in_(keys))
    )
    found = {officer.id: (officer, section or "") for officer, section in session.execute(query)}
    return tuple(
        RecordOfficerRow(link.officer_id, officer.name, officer.certificate_number or "", section, link.seat)
        for link in record.officers
        for officer, section in (found[link.officer_id],)
    )


def _officer_row(officer: Officer, seat: Seat, sections: dict[int, str]) -> RecordOfficerRow:
    section = sections.get(officer.section_id or 0, "")
    return RecordOfficerRow(officer.id, officer.name, officer.certificate_number or "", section, seat)


def _by_key(session: Session, table: type[N], keys: set[int]) -> dict[int, N]:
    found: dict[int, N] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), 500):  # SQLite takes a limited number of parameters
        part = wanted[start : start + 500]
        found.update((row.id, row) for row in session.scalars(select(table).where(table.id.in_(part))))
    return found


def _record_row(
    record: InspectionRecord, names: _Names, office: Office, calendar: WorkCalendar, today: date
) -> RecordRow:
    enterprise = names.enterprises[record.enterprise_id]
    task = names.tasks[record.task_id]
    place, draw = names.places[record.place_id], names.draws[record.draw_id]
    clocks = clocks_of(record, office, calendar, today)
    return RecordRow(
        key=record.id,
        uuid=record.uuid,
        year=record.year,
        task_key=task.id,
        task_number=task.number,
        task_name=task.name,
        draw_key=record.draw_id,
        draw_code=draw.draw_code,
        position=place.position,
        kind=place.kind,
        enterprise_key=enterprise.id,
        enterprise_name=enterprise.name,
        credit_code=enterprise.credit_code or enterprise.registration_number or "",
        town_name=names.towns.get(enterprise.town_code or "", "待定"),
        industry=enterprise.industry.label,
        address=enterprise.address,
        officers=names.officers_of(record),
        stage=record.stage,
        due_on=record.due_on,
        visit_from=record.visit_from,
        visit_to=record.visit_to,
        inspected_from=record.inspected_from,
        inspected_to=record.inspected_to,
        result_on=record.result_on,
        outcome=record.outcome,
        notice_number=_number_in_force(record, PaperKind.NOTICE),
        letter_number=_number_in_force(record, PaperKind.FEEDBACK),
        papers=tuple((paper.kind, paper.id) for paper in record.papers if paper.voided_at is None),
        clocks=clocks,
        is_overdue=_is_overdue(record, clocks, today),
        ended_reason=record.ended_reason,
        visit_with=partner.draw_code if (partner := names.partners.get(place.id)) is not None else "",
        origin=draw.origin,
        is_unopened=draw.is_assignment_sealed and place.opened_at is None,
    )


def _number_in_force(record: InspectionRecord, kind: PaperKind) -> str:
    """Return the number of the paper that has not been voided; empty when there is none."""
    papers = (paper.number for paper in record.papers if paper.kind is kind and paper.voided_at is None)
    return next(papers, "")


def _is_overdue(record: InspectionRecord, clocks: Sequence[ClockRow], today: date) -> bool:
    if record.stage is RecordStage.ENDED:
        return False
    is_visit_late = record.stage in _OPEN_VISIT and today > record.due_on
    return is_visit_late or any(clock.is_overdue and clock.done_on is None for clock in clocks)


def clocks_of(
    record: InspectionRecord, office: Office, calendar: WorkCalendar, today: date
) -> tuple[ClockRow, ...]:
    """Return the three publication clocks, empty before the inspection has ended (domain, §1.2)."""
    if record.inspected_to is None or record.result_on is None:
        return ()
    ended_on = record.inspected_to.date()
    done = {publication.channel: publication.published_on for publication in record.publications}
    starts = (
        (PublicationChannel.PLATFORM, ended_on, Period(office.platform_days, office.platform_day_count)),
        (
            PublicationChannel.CREDIT_SYSTEM,
            record.result_on,
            Period(office.credit_days, office.credit_day_count),
        ),
        (PublicationChannel.PORTAL, ended_on, Period(office.portal_days, office.portal_day_count)),
    )
    clocks: list[ClockRow] = []
    for channel, start, period in starts:
        last = deadline(start, period, calendar)
        done_on = done.get(channel)
        clocks.append(
            ClockRow(channel, last.due_on, last.is_certain, done_on, last.is_overdue(today, done_on))
        )
    return tuple(clocks)
