"""随机抽查情况记录表 (F8), 一企一表: item by item what was looked at, whether it is as it should be, what was found.

Before the visit its boxes are empty, after it they are ticked from the findings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.vocab import FormSet, PaperKind, ResultCode
from services.files.blocks import (
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
)
from services.files.forms.blanks import boxes, day_or_blank, officer_seat, unless_signed
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.form import Form
from services.files.forms.parts import EnterpriseLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE
from services.files.wording import fill, lines_of, one_line

IN_ORDER, FAULTY, NOT_APPLICABLE = "是", "否", "不适用"
YES, NO = "是", "否"
PASSED, RETURNED = "通过", "退回"
NO_ACTION, ON_THE_SPOT, ORDERED = "无需处置", "当场责令改正", "责令限期整改"
DECIDED, TRANSFERRED, FILED, OTHER_ACTION = "现场处理措施", "移送有关部门", "立案查处", "其他"
ACTIONS = (NO_ACTION, ON_THE_SPOT, ORDERED, DECIDED, TRANSFERRED, FILED, OTHER_ACTION)
_LABEL = 0.2
_BOXES_A_LINE = 28
_BLANK_LINES = 10
_SIGNED = 30.0
_HAND_ROW = 30.0


@dataclass(frozen=True, slots=True)
class CheckTableWording:
    """The fixed texts of the table; their placeholders and defaults stand in ``resources/forms/check_table.toml``."""

    heading: str
    title: str
    kind: str
    other: str
    note: str


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One thing to look at; ``verdict`` is 是, 否, 不适用 or empty where it is left to the hand."""

    number: str = said("序号")
    content: str = said("检查内容")
    method: str = said("操作方法与要领")
    verdict: str = said("是否规范", "")
    finding: str = said("发现问题情况", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTableView:
    """All that one table says, in the order of the form."""

    bureau: str = said("检查机关")
    number: str = said("文号")
    task_name: str = said("抽查任务名称")
    task_number: str = said("抽查任务编号")
    enterprise: EnterpriseLine
    lines: tuple[CheckedLine, ...]
    materials: tuple[str, ...] = said("要求提供材料")
    asked_materials: tuple[str, ...] = said("已要求提供的材料")
    results: tuple[ResultCode, ...]
    actions: tuple[str, ...] = said("后续处置措施")
    action_note: str = said("其他处置措施")
    is_closed: bool | None
    closed_on: date | None
    department: str = said("检查执行部门")
    officers: tuple[str, ...] = said("检查人员")
    inspected_on: date | None
    entered_by: str = said("录入员")
    entered_on: date | None
    review_result: str = said("审核结果")
    reviewer: str = said("审核员")
    review_opinion: str = said("审核意见")
    reviewed_on: date | None
    issued_on: date | None
    mark: str = said("标记")
    wording: CheckTableWording
    form_set: FormSet = FormSet.EMERGENCY
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: CheckTableView) -> Iterator[Block]:
    """Yield the head, the enterprise, the table and what follows from it."""
    wording = view.wording
    heading = fill(wording.heading, {"检查机关": one_line(view.bureau)})
    yield FormHead(heading, wording.title, wording.kind)
    yield FormTable(tuple(_header(view)))
    yield Paragraph("", indent=0, size=Size.FIVE)
    yield _grid(view)
    yield Paragraph("", indent=0, size=Size.FIVE)
    yield FormTable(tuple(_outcome(view)))
    yield Together((FormTable((*_people(view), *_review(view))),))
    if wording.note:
        yield FootNote(wording.note)


def _header(view: CheckTableView) -> Iterator[CellRow]:
    firm = view.enterprise
    yield _row("任务名称", one_line(view.task_name))
    yield _row("任务编号", one_line(view.task_number))
    yield _row("被检查对象", one_line(firm.name))
    yield _row("统一社会\n信用代码", one_line(firm.code))
    yield _row("住所地址", one_line(firm.address))
    yield _two(("法定代表人", one_line(firm.legal_representative)), ("电话", ""))
    yield _two(("联络员", one_line(firm.contact)), ("电话", one_line(firm.phone)))


def _grid(view: CheckTableView) -> Grid:
    columns = (
        GridColumn("序号", 0.08, is_centred=True),
        GridColumn("检查内容", 0.36),
        GridColumn("操作方法\n与要领", 0.16),
        GridColumn("是否规范", 0.16, is_centred=True),
        GridColumn("发现问题情况", 0.24),
    )
    rows = tuple(
        (
            one_line(line.number),
            one_line(line.content),
            one_line(line.method),
            _verdict(line.verdict),
            "\n".join(lines_of(line.finding)),
        )
        for line in view.lines
    )
    empty = ("", "", "", _verdict(""), "")
    return Grid(columns, rows or (empty,) * _BLANK_LINES, least=_HAND_ROW, size=Size.FIVE)


def _verdict(verdict: str) -> str:
    return boxes((IN_ORDER, FAULTY, NOT_APPLICABLE), (verdict,), longest=5)


def _outcome(view: CheckTableView) -> Iterator[CellRow]:
    asked = [one_line(text) for text in view.asked_materials]
    materials = [*(one_line(text) for text in view.materials), view.wording.other]
    yield _row("要求提供材料", boxes(materials, asked, longest=1))
    results = [code.label for code in view.results]
    yield _row("检查结果", boxes([code.label for code in ResultCode], results, longest=_BOXES_A_LINE))
    note = one_line(view.action_note)
    actions = [f"{action}：{note}" if action == OTHER_ACTION and note else action for action in ACTIONS]
    chosen = [action for action in actions if action.split("：")[0] in view.actions]
    yield _row("后续处置措施", boxes(actions, chosen, longest=_BOXES_A_LINE))
    closed = () if view.is_closed is None else (YES if view.is_closed else NO,)
    yield _two(("是否完结", boxes((YES, NO), closed)), ("完结日期", day_or_blank(view.closed_on)))


def _people(view: CheckTableView) -> Iterator[CellRow]:
    yield _row("检查执行部门", one_line(view.department))
    names = [one_line(name) for name in view.officers] or ["", ""]
    for start in range(0, len(names), 2):
        cells = [_label("检查人员" if start == 0 else "")]
        for place in (start, start + 1):
            name = names[place] if place < len(names) else ""
            seat = officer_seat(place + 1) if place < max(len(names), 2) else ""
            cells.append(Cell(unless_signed(view, seat, name), (1 - _LABEL) / 2, seat=seat))
        yield CellRow(tuple(cells), _SIGNED)
    yield _two(("检查日期", day_or_blank(view.inspected_on)), ("录入员", one_line(view.entered_by)))
    yield _two(("录入日期", day_or_blank(view.entered_on)), ("审核结果", _reviewed(view)))


def _review(view: CheckTableView) -> Iterator[CellRow]:
    reviewer = unless_signed(view, "审核员", one_line(view.reviewer))
    yield CellRow((_label("审核员"), Cell(reviewer, 1 - _LABEL, seat="审核员")), _SIGNED)
    yield CellRow(
        (_label("审核意见"), Cell("\n".join(lines_of(view.review_opinion)), 1 - _LABEL)), 2 * _SIGNED
    )
    yield _row("审核日期", day_or_blank(view.reviewed_on))


def _reviewed(view: CheckTableView) -> str:
    return boxes((PASSED, RETURNED), (view.review_result,))


def _label(text: str) -> Cell:
    return Cell(text, _LABEL, is_label=True)


def _row(label: str, text: str) -> CellRow:
    return CellRow((_label(label), Cell(text, 1 - _LABEL)))


def _two(*pairs: tuple[str, str]) -> CellRow:
    cells = [cell for label, text in pairs for cell in (_label(label), Cell(text, 0.5 - _LABEL))]
    return CellRow(tuple(cells))


def sample(wording: CheckTableWording) -> CheckTableView:
    """Return a table of the sample district after the visit."""
    return CheckTableView(
        bureau=SAMPLE_BUREAU,
        number="",
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
        task_number="410307202206100001",
        enterprise=SAMPLE_ENTERPRISE,
        lines=_sample_lines(),
        materials=("营业执照", "安全生产责任制文件", "隐患排查治理台账"),
        asked_materials=("营业执照", "隐患排查治理台账"),
        results=(ResultCode.CORRECTED,),
        actions=(ON_THE_SPOT,),
        action_note="",
        is_closed=True,
        closed_on=date(2022, 9, 14),
        department="样例综合行政执法大队、样例工贸行业监管科",
        officers=("样例张三", "样例李四"),
        inspected_on=date(2022, 9, 14),
        entered_by="样例录入员",
        entered_on=date(2022, 9, 15),
        review_result=PASSED,
        reviewer="样例王五",
        review_opinion="同意。",
        reviewed_on=date(2022, 9, 16),
        issued_on=date(2022, 9, 14),
        mark="",
        wording=wording,
    )


def _sample_lines() -> tuple[CheckedLine, ...]:
    return (
        CheckedLine("1", "安全生产责任制的建立和落实情况", "书面检查", IN_ORDER),
        CheckedLine("2", "隐患排查治理情况", "实地核查、书面检查", IN_ORDER),
        CheckedLine("2.1", "隐患排查台账", "书面检查", IN_ORDER),
        CheckedLine("3", "警示标志设置情况", "实地核查", FAULTY, "1号炉区无警示标志。已当场补设。"),
        CheckedLine("4", "涉氨制冷情况", "实地核查", NOT_APPLICABLE),
    )


def blank(wording: CheckTableWording) -> CheckTableView:
    """Return an empty table."""
    return replace(
        sample(wording),
        bureau="",
        task_name="",
        task_number="",
        enterprise=EnterpriseLine(),
        lines=(),
        asked_materials=(),
        results=(),
        actions=(),
        is_closed=None,
        closed_on=None,
        department="",
        officers=(),
        inspected_on=None,
        entered_by="",
        entered_on=None,
        review_result="",
        reviewer="",
        review_opinion="",
        reviewed_on=None,
        issued_on=None,
    )


def chosen_actions(entry: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the actions to tick: those the papers show and the one that was chosen besides, in the order of the form."""
    return tuple(action for action in ACTIONS if action in (*known, entry))


ENTRIES = (
    EntryField(
        "action", "后续处置措施", EntryKind.CHOICE, choices=ACTIONS, hint="已制发的文书自动勾选，这里补选一项"
    ),
    EntryField("action_note", "其他处置措施说明", longest=60),
    EntryField("is_closed", "是否完结", EntryKind.CHOICE, choices=(YES, NO)),
    EntryField("closed_on", "完结日期", EntryKind.DAY),
    EntryField("entered_by", "录入员", longest=30),
    EntryField("entered_on", "录入日期", EntryKind.DAY),
    EntryField("review_result", "审核结果", EntryKind.CHOICE, choices=(PASSED, RETURNED)),
    EntryField("reviewer", "审核员", longest=30),
    EntryField("review_opinion", "审核意见", EntryKind.LINES),
    EntryField("reviewed_on", "审核日期", EntryKind.DAY),
)

FORM = Form(
    kind=PaperKind.CHECK_TABLE,
    view=CheckTableView,
    wording=CheckTableWording,
    wordings={FormSet.EMERGENCY: "check_table"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    entries=ENTRIES,
)
