"""派发单 and 任务通知书 (F9): what a 科室 or a 检查组 is given to inspect, by whom, until when; who received it signs for it.

The officers of a 检查组 carry theirs: nobody inspects what does not stand on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.vocab import FormSet, PaperKind
from services.files.blocks import (
    Blank,
    Block,
    Cell,
    CellRow,
    FootNote,
    FormHead,
    FormTable,
    Grid,
    GridColumn,
    Paragraph,
    Size,
    Together,
    chinese_date,
)
from services.files.forms.form import Form
from services.files.forms.parts import OfficerLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE, SAMPLE_OFFICERS
from services.files.wording import fill, one_line

_COLUMNS = (
    GridColumn("序号", 30, is_centred=True),
    GridColumn("检查对象和统一代码", 150),
    GridColumn("地址", 128),
    GridColumn("检查人员（执法证号）", 134),
)
_EMPTY_ROWS = 5
_HAND = "＿" * 12


@dataclass(frozen=True, slots=True)
class TaskNoteWording:
    """The fixed texts; their placeholders and defaults stand in ``resources/forms/task_note.toml``."""

    title_section: str
    title_team: str
    lead_section: str
    lead_team: str
    seat: str
    carry: str
    foot: str


@dataclass(frozen=True, slots=True)
class TaskNoteLine:
    """One enterprise on the note with its officers, leader first."""

    name: str = said("检查对象名称")
    code: str = said("统一社会信用代码")
    address: str = said("地址")
    officers: tuple[OfficerLine, ...] = said("检查人员")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskNoteView:
    """All that one note says; ``receiver`` is a 科室, or the names of a 检查组 where ``is_for_team``."""

    bureau: str = said("机关名称")
    number: str = said("文号")
    receiver: str = said("承办科室")
    is_for_team: bool
    plan_document: str = said("抽查依据")
    plan_number: str = said("抽查计划编号")
    task_name: str = said("抽查任务名称")
    task_number: str = said("抽查任务编号")
    subject: str = said("抽查事项")
    method: str = said("抽查类型")
    draw_code: str = said("抽取编号")
    drawn_at: str = said("抽取时间")
    result_code: str = said("结果校验码")
    due_on: date | None
    lines: tuple[TaskNoteLine, ...] = said("检查对象")
    dispatched_by: str = said("派发人")
    dispatched_at: str = said("派发时间")
    issued_on: date
    mark: str = said("标记")
    wording: TaskNoteWording
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: TaskNoteView) -> Iterator[Block]:
    """Yield the note from its head to the line for who received it."""
    wording = view.wording
    title = wording.title_team if view.is_for_team else wording.title_section
    yield FormHead(one_line(view.bureau), title, one_line(view.number))
    yield _facts(view)
    yield Blank(Size.FIVE)
    lead = wording.lead_team if view.is_for_team else wording.lead_section
    named = {
        "抽查依据": one_line(view.plan_document) or _HAND,
        "户数": str(len(view.lines)) if view.lines else "＿＿",
    }
    yield Paragraph(fill(lead, named), size=Size.SMALL_FOUR)
    yield Blank(Size.FIVE)
    rows = tuple(_rows(view))
    least_rows = 0 if rows else _EMPTY_ROWS
    yield Grid(_COLUMNS, rows, least_rows=least_rows, size=Size.FIVE)
    yield Blank(Size.FIVE)
    yield Together((Paragraph(wording.carry, size=Size.SMALL_FOUR), Blank(Size.FIVE), _signing(view)))
    if wording.foot:
        yield FootNote(wording.foot)


def _facts(view: TaskNoteView) -> FormTable:
    due_on = chinese_date(view.due_on) if view.due_on is not None else ""
    return FormTable(
        (
            _row("承办" if view.is_for_team else "承办科室", view.receiver, "检查期限", due_on),
            CellRow((Cell("抽查任务", 70, is_label=True), Cell(one_line(view.task_name), 372))),
            _row("任务编号", view.task_number, "计划编号", view.plan_number),
            _row("抽取编号", view.draw_code, "抽查类型", view.method),
            _row("抽取时间", view.drawn_at, "结果校验码", view.result_code),
            CellRow((Cell("抽查事项", 70, is_label=True), Cell(one_line(view.subject), 372))),
        ),
        Size.FIVE,
    )


def _row(label: str, text: str, other_label: str, other: str) -> CellRow:
    return CellRow(
        (
            Cell(label, 70, is_label=True),
            Cell(one_line(text), 166),
            Cell(other_label, 70, is_label=True),
            Cell(one_line(other), 136),
        )
    )


def _rows(view: TaskNoteView) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(view.lines, start=1):
        named = "\n".join(part for part in (one_line(line.name), one_line(line.code)) if part)
        officers = "\n".join(_officer(view.wording, officer) for officer in line.officers)
        yield str(number), named, one_line(line.address), officers


def _officer(wording: TaskNoteWording, officer: OfficerLine) -> str:
    seat = fill(wording.seat, {"职责": one_line(officer.seat)}) if officer.seat else ""
    return f"{one_line(officer.name)}{seat}　{one_line(officer.certificate_number)}".strip()


def _signing(view: TaskNoteView) -> FormTable:
    return FormTable(
        (
            CellRow(
                (
                    Cell("派发人", 70, is_label=True),
                    Cell(one_line(view.dispatched_by), 166, seat="派发人"),
                    Cell("派发时间", 70, is_label=True),
                    Cell(one_line(view.dispatched_at), 136),
                ),
                32.0,
            ),
            CellRow(
                (
                    Cell("签收人\n（签名）", 70, is_label=True),
                    Cell("", 166, seat="签收人"),
                    Cell("签收时间", 70, is_label=True),
                    Cell("　　年　　月　　日　　时", 136, is_centred=True),
                ),
                36.0,
            ),
        ),
        Size.FIVE,
    )


def sample(wording: TaskNoteWording) -> TaskNoteView:
    """Return the note of the sample district's first 科室."""
    other = TaskNoteLine(
        "样例铸造机械有限公司", "91410381MA3X000023", "样例区岳滩镇样例路2号", SAMPLE_OFFICERS
    )
    first = TaskNoteLine(
        SAMPLE_ENTERPRISE.name, SAMPLE_ENTERPRISE.code, SAMPLE_ENTERPRISE.address, SAMPLE_OFFICERS
    )
    return TaskNoteView(
        bureau=SAMPLE_BUREAU,
        number="",
        receiver="样例综合行政执法大队",
        is_for_team=False,
        plan_document="《样例区应急管理局关于印发2022年度“双随机、一公开”抽查计划的通知》（样应急〔2022〕17号）",
        plan_number="41030720220001",
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
        task_number="410307202206100001",
        subject="金属冶炼等工矿商贸单位安全生产的随机抽查",
        method="不定向",
        draw_code="2022-02-1",
        drawn_at="2022年6月10日 9:30:00",
        result_code="A1B2-C3D4-E5F6-0718",
        due_on=date(2022, 12, 31),
        lines=(first, other),
        dispatched_by="样例操作人",
        dispatched_at="2022年6月10日 9:45:00",
        issued_on=date(2022, 6, 10),
        mark="",
        wording=wording,
    )


def blank(wording: TaskNoteWording) -> TaskNoteView:
    """Return an empty note, to be filled in by hand."""
    return replace(
        sample(wording),
        bureau="",
        receiver="",
        plan_document="",
        plan_number="",
        task_name="",
        task_number="",
        subject="",
        method="",
        draw_code="",
        drawn_at="",
        result_code="",
        due_on=None,
        lines=(),
        dispatched_by="",
        dispatched_at="",
    )


FORM = Form(
    kind=PaperKind.TASK_NOTE,
    view=TaskNoteView,
    wording=TaskNoteWording,
    wordings={FormSet.EMERGENCY: "task_note"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    subject=lambda view: view.receiver,
)
