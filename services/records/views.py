"""Freezes what a paper says: record, office and plan in, one flat view out. The view is what is stored and reprinted."""

from dataclasses import dataclass
from datetime import date

from models.rules.deadlines import Period, WorkCalendar, deadline
from models.tables.draw import Draw
from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office
from models.tables.plan import Plan, PlanTask
from models.vocab import EntryKind, PublicationChannel
from services.files.feedback import FeedbackView, FindingLine, PublicationLine, default_feedback_wording
from services.files.notice import NoticeView, OfficerLine, default_notice_wording
from services.office.founding import code_table
from services.office.rows import SAMPLE_MARK
from services.records.rows import RecordOfficerRow


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """All that the papers of one inspection are made from."""

    record: InspectionRecord
    enterprise: Enterprise
    task: PlanTask
    plan: Plan
    draw: Draw
    place_kind: EntryKind
    office: Office
    officers: tuple[RecordOfficerRow, ...]
    items: tuple[InspectionItem, ...]
    visit_ordinal: int
    notice_number: str
    platform_number: str | None = None  # 平台任务号 where the platform drew the enterprise


def notice_view(facts: PaperFacts, number: str, issued_on: date) -> NoticeView:
    """Freeze the 检查通知书 (F2)."""
    office, record, task = facts.office, facts.record, facts.task
    assert record.visit_from is not None and record.visit_to is not None
    return NoticeView(
        bureau=office.bureau_name,
        number=number,
        enterprise_name=facts.enterprise.name,
        credit_code=facts.enterprise.credit_code or facts.enterprise.registration_number or "",
        task_name=task.name,
        task_number=task.platform_task_number or facts.draw.draw_code,
        plan_document=_plan_document(office, facts.plan),
        items=tuple(item.title for item in facts.items),
        inspect_from=record.visit_from,
        inspect_to=record.visit_to,
        methods=tuple(task.inspection_method.split("、")),
        materials=tuple(code_table("notice_materials")["materials"]),
        officers=_officer_lines(facts),
        visit_ordinal=facts.visit_ordinal,
        yearly_cap=office.yearly_cap,
        contact_name=office.contact_name,
        contact_phone=office.phone,
        supervision_phone=office.supervision_phone,
        bureau_address=office.address,
        draw_ordinal=facts.draw.ordinal,
        publicly_witnessed=facts.draw.is_publicly_witnessed,
        issued_on=issued_on,
        mark=SAMPLE_MARK if office.is_sample else "",
        wording=default_notice_wording(),
        seed_source=facts.draw.seed_source,
        is_compulsory=facts.place_kind is EntryKind.COMPULSORY and facts.platform_number is None,
        platform_number=facts.platform_number,
    )


def feedback_view(facts: PaperFacts, number: str, issued_on: date, calendar: WorkCalendar) -> FeedbackView:
    """Freeze the 检查结果反馈函 (F10)."""
    office, record = facts.office, facts.record
    assert record.inspected_from and record.inspected_to and record.result_on and record.outcome
    return FeedbackView(
        bureau=office.bureau_name,
        number=number,
        enterprise_name=facts.enterprise.name,
        credit_code=facts.enterprise.credit_code or facts.enterprise.registration_number or "",
        task_name=facts.task.name,
        task_number=facts.task.platform_task_number or facts.draw.draw_code,
        notice_number=facts.notice_number,
        inspected_from=record.inspected_from.date(),
        inspected_to=record.inspected_to.date(),
        officers=_officer_lines(facts),
        findings=_finding_lines(facts),
        outcome=record.outcome,
        publication=_publication(office, record.inspected_to.date(), record.result_on, calendar),
        supervision_phone=office.supervision_phone,
        contact_name=office.contact_name,
        contact_phone=office.phone,
        issued_on=issued_on,
        mark=SAMPLE_MARK if office.is_sample else "",
        wording=default_feedback_wording(),
    )


def _finding_lines(facts: PaperFacts) -> tuple[FindingLine, ...]:
    items = {item.id: item for item in facts.items}
    return tuple(
        FindingLine(
            item=items[finding.item_id].title,
            result=finding.result.label,
            text=finding.text,
            measure=finding.measure,
            due_on=finding.rectify_by,
        )
        for finding in facts.record.findings
        if finding.result is not None
    )


def _publication(
    office: Office, ended_on: date, result_on: date, calendar: WorkCalendar
) -> tuple[PublicationLine, ...]:
    """Where the result will be public, and by when at the latest."""
    credit = Period(office.credit_days, office.credit_day_count)
    portal = Period(office.portal_days, office.portal_day_count)
    return (
        PublicationLine(PublicationChannel.CREDIT_SYSTEM.label, deadline(result_on, credit, calendar).due_on),
        PublicationLine(PublicationChannel.PORTAL.label, deadline(ended_on, portal, calendar).due_on),
    )


def _officer_lines(facts: PaperFacts) -> tuple[OfficerLine, ...]:
    return tuple(
        OfficerLine(officer.name, officer.section, officer.certificate_number, officer.seat.label)
        for officer in facts.officers
    )


def _plan_document(office: Office, plan: Plan) -> str:
    title = f"《{office.short_name}{plan.document_title}》"
    return f"{title}（{plan.document_number}）" if plan.document_number else title
