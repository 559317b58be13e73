"""检查通知书 from an inspection (F2): only with two officers or more, and within the time of the task."""

from models.vocab import EntryKind, PaperKind, RecordStage
from services.files.forms.notice import NoticeView
from services.office.founding import code_table
from services.papers.facts import PaperFacts
from services.papers.freezing.obstacles import officers_obstacle, unopened_obstacle
from services.papers.making import Making, RecordPaper


def _obstacle(facts: PaperFacts) -> str | None:
    record = facts.record
    if record.stage is not RecordStage.PENDING:
        return f"该户状态为“{record.stage.label}”，不能再发检查通知书；如需重印请用打印。"
    label = PaperKind.NOTICE.label
    who = unopened_obstacle(facts, label) or officers_obstacle(facts, label)
    if who is not None:
        return who
    if record.visit_from is None or record.visit_to is None:
        return "请先填写检查时间。"
    if record.visit_to > record.due_on:
        return f"检查时间超出任务期限（{record.due_on}），请改早。"
    if facts.office.approval_before_notice and facts.paper(PaperKind.APPROVAL) is None:
        return "设置要求先审批后发通知书：请先制发该户的行政检查审批表。"
    return None


def _freeze(facts: PaperFacts, making: Making) -> NoticeView:
    office, record, task = facts.office, facts.record, facts.task
    assert record.visit_from is not None and record.visit_to is not None
    return NoticeView(
        bureau=office.bureau_name,
        number=making.number,
        enterprise_name=facts.enterprise.name,
        credit_code=facts.code,
        task_name=task.name,
        task_number=facts.task_number,
        plan_document=facts.plan_document,
        items=tuple(item.title for item in facts.items),
        inspect_from=record.visit_from,
        inspect_to=record.visit_to,
        methods=tuple(task.inspection_method.split("、")),
        materials=tuple(code_table("notice_materials")["materials"]),
        officers=facts.officer_lines,
        visit_ordinal=facts.visit_ordinal,
        yearly_cap=office.yearly_cap,
        contact_name=office.contact_name,
        contact_phone=office.phone,
        supervision_phone=office.supervision_phone,
        bureau_address=office.address,
        draw_ordinal=facts.draw.ordinal,
        publicly_witnessed=facts.draw.is_publicly_witnessed,
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
        seed_source=facts.draw.seed_source,
        is_compulsory=facts.place_kind is EntryKind.COMPULSORY and facts.platform_number is None,
        platform_number=facts.platform_number,
        prints_discipline=office.prints_discipline,
        form_set=making.form_set,
    )


PAPER = RecordPaper(kind=PaperKind.NOTICE, freeze=_freeze, obstacle=_obstacle, moves_to=RecordStage.NOTIFIED)
