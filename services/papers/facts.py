"""All that the papers of one inspection are made from, read once inside the transaction that issues them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.errors import UserFacingError
from models.tables.draw import Draw, DrawnPlace, OtherVisit, PlatformDraw
from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office
from models.tables.paper import IssuedPaper
from models.tables.plan import Plan, PlanTask
from models.vocab import EntryKind, PaperKind, RecordStage
from services.draw.year_visits import counted_kinds
from services.files.forms.parts import EnterpriseLine, OfficerLine
from services.files.wording import date_span
from services.office.rows import SAMPLE_MARK
from services.records.reading import officers_of
from services.records.rows import RecordOfficerRow
from services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One inspection with everything around it; rows of the database, to be read and not to be kept."""

    record: InspectionRecord
    enterprise: Enterprise
    task: PlanTask
    plan: Plan
    draw: Draw
    place: DrawnPlace
    office: Office
    officers: tuple[RecordOfficerRow, ...]
    items: tuple[InspectionItem, ...]
    visit_ordinal: int
    platform_draw: PlatformDraw | None = None  # where the platform drew the enterprise

    @property
    def platform_number(self) -> str | None:
        """平台任务号 where the platform drew the enterprise."""
        return self.platform_draw.number if self.platform_draw is not None else None

    @property
    def drawn_on(self) -> date | None:
        """The day of the draw, here or on the platform."""
        drawn_at = (self.platform_draw or self.draw).drawn_at
        return drawn_at.date() if drawn_at is not None else None

    @property
    def place_kind(self) -> EntryKind:
        """Drawn, compulsory …"""
        return self.place.kind

    @property
    def mark(self) -> str:
        """What every paper made from practice data says."""
        return SAMPLE_MARK if self.office.is_sample else ""

    @property
    def code(self) -> str:
        """统一社会信用代码, or the 注册号 of an old firm."""
        return self.enterprise.credit_code or self.enterprise.registration_number or ""

    @property
    def task_number(self) -> str:
        """抽查任务编号: the platform's, or the draw's own before there is one."""
        return self.task.platform_task_number or self.draw.draw_code

    @property
    def notice_number(self) -> str:
        """The number of the 检查通知书 in force; empty when there is none."""
        paper = self.paper(PaperKind.NOTICE)
        return paper.number if paper is not None else ""

    def paper(self, kind: PaperKind) -> IssuedPaper | None:
        """Return the last paper of a 文种 of this inspection that is in force."""
        found = [paper for paper in self.record.papers if paper.kind is kind and paper.voided_at is None]
        return found[-1] if found else None

    def papers_in_force(self, *kinds: PaperKind) -> tuple[IssuedPaper, ...]:
        """Return the papers of some 文种 of this inspection that are in force, in the order of their issue."""
        return tuple(paper for paper in self.record.papers if paper.kind in kinds and paper.voided_at is None)

    @property
    def visit(self) -> tuple[date | None, date | None]:
        """The days of the inspection: as it was, else as the notice announced it, else unknown."""
        record = self.record
        if record.inspected_from is not None and record.inspected_to is not None:
            return record.inspected_from.date(), record.inspected_to.date()
        return record.visit_from, record.visit_to

    @property
    def enterprise_line(self) -> EnterpriseLine:
        """The enterprise as forms name it."""
        enterprise = self.enterprise
        return EnterpriseLine(
            name=enterprise.name,
            code=self.code,
            address=enterprise.address,
            legal_representative=enterprise.legal_representative,
            contact=enterprise.contact,
            phone=enterprise.phone,
            industry=enterprise.industry.label,
        )

    @property
    def officer_lines(self) -> tuple[OfficerLine, ...]:
        """The officers as forms name them, leader first."""
        return tuple(
            OfficerLine(officer.name, officer.section, officer.certificate_number, officer.seat.label)
            for officer in self.officers
        )

    @property
    def visit_time(self) -> str:
        """检查时间 as it is announced; empty while it is not."""
        first, last = self.record.visit_from, self.record.visit_to
        return date_span(first, last) if first is not None and last is not None else ""

    @property
    def plan_document(self) -> str:
        """The plan with its number: 《…抽查计划的通知》（偃应急〔2022〕17号）."""
        return plan_document_text(self.office, self.plan)


def plan_document_text(office: Office, plan: Plan) -> str:
    """Return a plan with its number: 《…抽查计划的通知》（偃应急〔2022〕17号）."""
    title = f"《{office.short_name}{plan.document_title}》"
    return f"{title}（{plan.document_number}）" if plan.document_number else title


def load_facts(session: Session, workplace: Workplace, record_key: int) -> PaperFacts:
    """Read an inspection with everything its papers say; raises UserFacingError when it is gone."""
    record = session.scalars(
        select(InspectionRecord)
        .where(InspectionRecord.id == record_key)
        .options(
            selectinload(InspectionRecord.officers),
            selectinload(InspectionRecord.findings),
            selectinload(InspectionRecord.papers),
            selectinload(InspectionRecord.publications),
        )
    ).first()
    if record is None:
        raise UserFacingError("这条检查记录已不存在，请刷新后重试。")
    task = session.scalars(
        select(PlanTask)
        .where(PlanTask.id == record.task_id)
        .options(selectinload(PlanTask.items), selectinload(PlanTask.plan))
    ).one()
    office, place = workplace.office(session), session.get_one(DrawnPlace, record.place_id)
    return PaperFacts(
        record=record,
        enterprise=session.get_one(Enterprise, record.enterprise_id),
        task=task,
        plan=task.plan,
        draw=session.get_one(Draw, record.draw_id),
        place=place,
        office=office,
        officers=officers_of(session, record),
        items=tuple(task.items),
        visit_ordinal=_visit_ordinal(session, office, record, place),
        platform_draw=session.scalars(
            select(PlatformDraw)
            .join(Draw, Draw.platform_draw_id == PlatformDraw.id)
            .where(Draw.id == record.draw_id)
        ).first(),
    )


def _visit_ordinal(session: Session, office: Office, record: InspectionRecord, place: DrawnPlace) -> int:
    """Return which inspection of the year this is, counted as the yearly cap counts (R18–R20, R69)."""
    earlier = (
        select(func.count())
        .select_from(InspectionRecord)
        .join(DrawnPlace, DrawnPlace.id == InspectionRecord.place_id)
        .where(
            InspectionRecord.year == record.year,
            InspectionRecord.enterprise_id == record.enterprise_id,
            InspectionRecord.stage != RecordStage.ENDED,
            InspectionRecord.id < record.id,
            DrawnPlace.visit_with_id.is_(None),
        )
    )
    if place.visit_with_id is not None:  # one visit with another place
        earlier = earlier.where(DrawnPlace.id != place.visit_with_id)
    day = record.visit_from or record.dispatched_at.date()
    others = select(func.count()).where(
        OtherVisit.enterprise_id == record.enterprise_id,
        OtherVisit.visited_on.between(date(record.year, 1, 1), day),
        OtherVisit.cancelled_at.is_(None),
        OtherVisit.kind.in_(counted_kinds(office)),
    )
    return 1 + (session.scalar(earlier) or 0) + (session.scalar(others) or 0)
