"""派发单 and 任务通知书 from a dispatched draw (F9, R36): one a 科室 or a 检查组, with the enterprises it is to inspect."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.rules.short_digest import short_digest
from models.tables.draw import Draw
from models.tables.office import Office
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawOrigin
from services.files.draw_parts import moment_text
from services.files.forms.parts import OfficerLine
from services.files.forms.task_note import TaskNoteLine, TaskNoteView
from services.office.rows import SAMPLE_MARK
from services.papers.facts import plan_document_text
from services.papers.making import Making
from services.papers.office_rows import NoteReceiver
from services.papers.year_facts import YearRecord
from services.records.rows import RecordRow

UNOPENED = "（未启封）"


@dataclass(frozen=True, slots=True)
class DispatchedDraw:
    """A dispatched draw with what stands around it; rows of the database, to be read and not to be kept."""

    draw: Draw
    task: PlanTask
    plan: Plan
    office: Office
    records: tuple[YearRecord, ...]


def group_records(records: Sequence[YearRecord], receiver: NoteReceiver) -> dict[str, list[YearRecord]]:
    """Return the inspections of each receiver, in the order of the dispatch list."""
    groups: dict[str, list[YearRecord]] = {}
    for one in records:
        is_team = receiver is NoteReceiver.TEAM
        name = "、".join(officer.name for officer in one.row.officers) if is_team else one.section
        groups.setdefault(UNOPENED if is_team and one.row.is_unopened else name, []).append(one)
    return groups


def note_obstacle(records: Sequence[YearRecord]) -> str:
    """Return why the note cannot be made now; empty when it can."""
    sealed = sum(one.row.is_unopened for one in records)
    if sealed:
        return f"其中 {sealed} 户的派人结果尚未启封，请先由组长在“随机抽取”页启封，再制作派发单。"
    if any(not one.row.officers for one in records):
        return "有检查对象没有检查人员，不能制作派发单。"
    return ""


def freeze_task_note(
    source: DispatchedDraw,
    receiver: NoteReceiver,
    name: str,
    records: Sequence[YearRecord],
    making: Making,
) -> TaskNoteView:
    """Freeze the note of one receiver."""
    draw, task = source.draw, source.task
    is_platform = draw.origin is DrawOrigin.PLATFORM
    return TaskNoteView(
        bureau=source.office.bureau_name,
        number=making.number,
        receiver=name,
        is_for_team=receiver is NoteReceiver.TEAM,
        plan_document=plan_document_text(source.office, source.plan),
        plan_number=task.platform_plan_number,
        task_name=task.name,
        task_number=task.platform_task_number or draw.draw_code,
        subject=task.subject,
        method=DrawOrigin.PLATFORM.label if is_platform else draw.method.label,
        draw_code=draw.draw_code,
        drawn_at=moment_text(draw.drawn_at) if draw.drawn_at is not None else "",
        result_code=short_digest(draw.result_digest) if draw.result_digest else "",
        due_on=max(one.row.due_on for one in records),
        lines=tuple(_line(one.row) for one in records),
        dispatched_by=draw.operator,
        dispatched_at=moment_text(draw.dispatched_at) if draw.dispatched_at is not None else "",
        issued_on=making.issued_on,
        mark=SAMPLE_MARK if source.office.is_sample else "",
        wording=making.wording,
    )


def _line(row: RecordRow) -> TaskNoteLine:
    return TaskNoteLine(
        name=row.enterprise_name,
        code=row.credit_code,
        address=row.address,
        officers=tuple(
            OfficerLine(officer.name, officer.section, officer.certificate_number, officer.seat.label)
            for officer in row.officers
        ),
    )
