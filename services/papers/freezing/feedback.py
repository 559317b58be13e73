"""检查结果反馈函 from an inspection (F10, 细则 art. 19): once, when its result has been entered."""

from datetime import date

from models.rules.deadlines import Period, WorkCalendar, deadline
from models.tables.office import Office
from models.vocab import PaperKind, PublicationChannel, RecordStage
from services.files.forms.feedback import FeedbackView, FindingLine, PublicationLine
from services.papers.facts import PaperFacts
from services.papers.making import Making, RecordPaper


def _obstacle(facts: PaperFacts) -> str | None:
    if facts.record.stage is not RecordStage.INSPECTED:
        return f"该户状态为“{facts.record.stage.label}”，录入检查结果后才能发反馈函，且只发一次。"
    return None


def _freeze(facts: PaperFacts, making: Making) -> FeedbackView:
    office, record = facts.office, facts.record
    assert record.inspected_from and record.inspected_to and record.result_on and record.outcome
    order = facts.paper(PaperKind.ORDER)
    return FeedbackView(
        bureau=office.bureau_name,
        number=making.number,
        enterprise_name=facts.enterprise.name,
        credit_code=facts.code,
        task_name=facts.task.name,
        task_number=facts.task_number,
        notice_number=facts.notice_number,
        inspected_from=record.inspected_from.date(),
        inspected_to=record.inspected_to.date(),
        officers=facts.officer_lines,
        findings=_finding_lines(facts),
        outcome=record.outcome,
        publication=_publication(office, record.inspected_to.date(), record.result_on, making.calendar),
        supervision_phone=office.supervision_phone,
        contact_name=office.contact_name,
        contact_phone=office.phone,
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
        order_number=order.number if order is not None else "",
        letterhead=office.letterhead,
        copies_to=office.imprint_copies_to,
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


PAPER = RecordPaper(
    kind=PaperKind.FEEDBACK, freeze=_freeze, obstacle=_obstacle, moves_to=RecordStage.FED_BACK
)
