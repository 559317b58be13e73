"""行政检查审批表 (F1, 司法部 2025): the leave to inspect one enterprise, asked, looked through and given by name and day.

It bears no 文号. What the office has not decided yet is room to write and sign in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.vocab import FormSet, PaperKind
from services.files.blocks import Block, Cell, CellRow, FormHead, FormTable, Together
from services.files.forms.blanks import boxes, day_or_blank, unless_signed
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.form import Form
from services.files.forms.parts import EnterpriseLine, OfficerLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE, SAMPLE_OFFICERS
from services.files.wording import fill, lines_of, numbered, one_line

DAILY = "日常检查"
INSPECTION_TYPES = (DAILY, "个案检查", "专项检查")
ON_SITE = "现场检查"
OFF_SITE = "非现场检查"
YES, NO = "是", "否"
_LABEL, _VALUE = 0.24, 0.76
_LEAST = 24.0  # points
_WRITTEN = 50.0  # room for what is told at length, written by hand
_STEP = 46.0  # room for an opinion over a name: ten items leave no more of the page
_BLANK_STEP = 66.0
_NAME_CELLS = 8
_ITEMS_ON_LINES = 5  # more run on, so that the form stays on one page
_BEFORE_NAME = "　" * 2


@dataclass(frozen=True, slots=True)
class ApprovalWording:
    """The fixed texts of the form; their placeholders and defaults stand in ``resources/forms/approval.toml``."""

    title: str
    source: str
    task: str
    task_with_number: str
    drawn: str
    compulsory: str
    platform: str
    basis: str
    visits: str
    visits_with_cap: str
    officer: str
    opinion: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the three steps: what is held, by whom, on which day; each empty where it is to be written by hand."""

    opinion: str = said("意见", "")
    name: str = said("签批人", "")
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView:
    """All that one form says, in the order of its rows; what is empty is room to write in."""

    bureau: str = said("检查机关")
    number: str = said("文号")
    inspection_type: str = said("检查类型")
    source: str = said("任务来源")
    enterprise: EnterpriseLine
    items: tuple[str, ...] = said("检查事项")
    basis: str = said("检查依据")
    way: str = said("检查方式")
    is_joint: bool | None
    time: str = said("检查时间")
    visits: str = said("本年度已检查次数和上限")
    officers: tuple[OfficerLine, ...]
    assistants: str = said("协助人员及人数")
    handling: Step
    review: Step
    approval: Step
    issued_on: date | None
    mark: str = said("标记")
    wording: ApprovalWording
    task_name: str = said("抽查任务名称", "")
    form_set: FormSet = FormSet.MINISTRY
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: ApprovalView) -> Iterator[Block]:
    """Yield the head and the table; its three steps stay on one page."""
    yield FormHead("", fill(view.wording.title, {"检查机关": one_line(view.bureau)}))
    yield FormTable((*_facts(view), *_people(view)))
    yield Together((FormTable(tuple(_steps(view))),))


def _facts(view: ApprovalView) -> Iterator[CellRow]:
    firm = view.enterprise
    yield _row("检查机关", view.bureau)
    types = boxes(INSPECTION_TYPES, (view.inspection_type,))
    yield CellRow((_label("检查类型"), Cell(types, _VALUE)), _LEAST)
    yield _row("任务来源", view.source)
    yield _row("检查对象", firm.name)
    yield _row("统一社会信用代码", firm.code)
    yield _row("住所（地址）", firm.address)
    between = "\n" if len(view.items) <= _ITEMS_ON_LINES else ""
    items = between.join(numbered([one_line(item) for item in view.items]))
    subject = "\n".join(text for text in (items, one_line(view.basis)) if text)
    yield CellRow((_label("检查事项与依据"), Cell(subject, _VALUE)), _WRITTEN)
    way = boxes((ON_SITE, OFF_SITE), (view.way,))
    yield _two(("检查方式", way), ("是否联合", boxes((YES, NO), _answer(view.is_joint))))
    yield _two(("检查时间", one_line(view.time)), ("本年度已检查\n次数／上限", one_line(view.visits)))


def _people(view: ApprovalView) -> Iterator[CellRow]:
    lines = [
        fill(
            view.wording.officer,
            {"姓名": one_line(line.name), "执法证号": one_line(line.certificate_number)},
        )
        for line in view.officers
    ]
    yield CellRow((_label("检查人员姓名\n及执法证号"), Cell("\n".join(lines), _VALUE)), 42.0)
    yield _row("协助人员及人数", view.assistants)


def _steps(view: ApprovalView) -> Iterator[CellRow]:
    least = _STEP if view.items else _BLANK_STEP
    for label, signer, step in (
        ("承办意见", "承办人", view.handling),
        ("审核意见", "审核人", view.review),
        ("负责人审批", "审批人", view.approval),
    ):
        name = unless_signed(view, signer, one_line(step.name)).ljust(_NAME_CELLS, "　")
        signed = f"{_BEFORE_NAME}{signer}（签名）：{name}{day_or_blank(step.day)}"
        opinion = lines_of(step.opinion) or ([""] if view.items else ["", ""])
        yield CellRow((_label(label), Cell("\n".join([*opinion, signed]), _VALUE, seat=signer)), least)


def _answer(claim: bool | None) -> tuple[str, ...]:
    return () if claim is None else (YES if claim else NO,)


def _label(text: str, share: float = _LABEL) -> Cell:
    return Cell(text, share, is_label=True)


def _row(label: str, text: str) -> CellRow:
    return CellRow((_label(label), Cell(one_line(text), _VALUE)), _LEAST)


def _two(first: tuple[str, str], second: tuple[str, str]) -> CellRow:
    cells = (_label(first[0]), Cell(first[1], 0.36), _label(second[0], 0.195), Cell(second[1], 0.205))
    return CellRow(cells, _LEAST)


def sample(wording: ApprovalWording) -> ApprovalView:
    """Return a form of the sample district, approved."""
    return ApprovalView(
        bureau=SAMPLE_BUREAU,
        number="",
        inspection_type=DAILY,
        source="《样例区应急管理局关于印发2022年度抽查计划的通知》（样应急〔2022〕17号），双随机任务"
        "“机械、轻工、纺织、建材等工贸行业随机抽查”（任务编号：410307202206100001），随机抽取",
        enterprise=SAMPLE_ENTERPRISE,
        items=("安全生产责任制的建立和落实情况", "隐患排查治理情况", "警示标志设置情况"),
        basis=wording.basis,
        way=ON_SITE,
        is_joint=False,
        time="2022年9月14日至9月16日",
        visits=fill(wording.visits_with_cap, {"已检查次数": "0", "频次上限": "2"}),
        officers=SAMPLE_OFFICERS,
        assistants="样例化工专家1人",
        handling=Step(wording.opinion, "样例张三", date(2022, 9, 5)),
        review=Step("同意，请领导审批。", "样例王五", date(2022, 9, 6)),
        approval=Step("同意。", "样例赵六", date(2022, 9, 6)),
        issued_on=date(2022, 9, 6),
        mark="",
        wording=wording,
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
    )


def blank(wording: ApprovalWording) -> ApprovalView:
    """Return an empty form."""
    return ApprovalView(
        bureau="",
        number="",
        inspection_type="",
        source="",
        enterprise=EnterpriseLine(),
        items=(),
        basis="",
        way="",
        is_joint=None,
        time="",
        visits="",
        officers=(),
        assistants="",
        handling=Step(),
        review=Step(),
        approval=Step(),
        issued_on=None,
        mark="",
        wording=wording,
    )


ENTRIES = (
    EntryField("is_joint", "是否联合检查", EntryKind.CHOICE, choices=(YES, NO)),
    EntryField("assistants", "协助人员及人数", hint="如：化工专家1人；没有的不填"),
    EntryField("handling_opinion", "承办意见", EntryKind.LINES),
    EntryField("handler", "承办人", longest=30),
    EntryField("handled_on", "承办日期", EntryKind.DAY),
    EntryField("review_opinion", "审核意见", EntryKind.LINES, hint="不填的留空手写"),
    EntryField("reviewer", "审核人", longest=30),
    EntryField("reviewed_on", "审核日期", EntryKind.DAY),
    EntryField("approval_opinion", "审批意见", EntryKind.LINES, hint="不填的留空手写"),
    EntryField("approver", "审批负责人", longest=30),
    EntryField("approved_on", "审批日期", EntryKind.DAY),
)

FORM = Form(
    kind=PaperKind.APPROVAL,
    view=ApprovalView,
    wording=ApprovalWording,
    wordings={FormSet.MINISTRY: "approval"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    entries=ENTRIES,
)
