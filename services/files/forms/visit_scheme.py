"""现场检查方案 (F3): what will be looked at in one enterprise, how and by whom; reviewed and approved by name and day (R44)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.vocab import FormSet, PaperKind
from services.files.blocks import Block, Field, FieldLine, FormHead, Together, Writing
from services.files.forms.blanks import blank_number, day_or_blank, unless_signed
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.form import Form
from services.files.forms.parts import EnterpriseLine, OfficerLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE, SAMPLE_OFFICERS
from services.files.wording import fill, lines_of, one_line

_CONTENT_ROWS = 6  # on an empty form


@dataclass(frozen=True, slots=True)
class VisitSchemeWording:
    """The fixed texts of the scheme; their placeholders and defaults stand in ``resources/forms/visit_scheme.toml``."""

    heading: str
    title: str
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSchemeView:
    """All that one scheme says, in the order of the form; what is empty is room to write in."""

    bureau: str = said("检查机关")
    number: str = said("文号")
    enterprise: EnterpriseLine
    time: str = said("检查时间")
    officers: tuple[OfficerLine, ...]
    content: str = said("检查内容")
    way: str = said("检查方式")
    review_opinion: str = said("审核意见")
    reviewer: str = said("审核人")
    reviewed_on: date | None
    approval_opinion: str = said("审批意见")
    approver: str = said("审批人")
    approved_on: date | None
    remark: str = said("备注")
    issued_on: date | None
    mark: str = said("标记")
    wording: VisitSchemeWording
    task_name: str = said("抽查任务名称", "")
    form_set: FormSet = FormSet.EMERGENCY
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: VisitSchemeView) -> Iterator[Block]:
    """Yield the scheme from its head to the remark."""
    wording, firm = view.wording, view.enterprise
    heading = fill(wording.heading, {"检查机关": one_line(view.bureau)})
    yield FormHead(heading, wording.title, view.number)
    yield FieldLine((Field("被检查单位", one_line(firm.name)),))
    yield FieldLine((Field("地址", one_line(firm.address)),))
    yield FieldLine((Field("联系人", _contact(firm), share=1.5), Field("所属行业", one_line(firm.industry))))
    yield FieldLine((Field("检查时间", one_line(view.time)),))
    yield Writing("行政执法人员", _officers(view), rows=1 if view.officers else 2)
    yield Writing("检查内容", _lines(view.content), rows=1 if view.content else _CONTENT_ROWS)
    yield Writing("检查方式", _lines(view.way))
    yield _decision(view, "审核意见", view.review_opinion, "审核人", view.reviewer, view.reviewed_on)
    yield _decision(view, "审批意见", view.approval_opinion, "审批人", view.approver, view.approved_on)
    yield Writing("备注", _lines(view.remark), rows=_rows(view))


def _contact(firm: EnterpriseLine) -> str:
    return "　".join(part for part in (one_line(firm.contact), one_line(firm.phone)) if part)


def _officers(view: VisitSchemeView) -> str:
    return "、".join(
        fill(
            view.wording.officer,
            {"姓名": one_line(line.name), "执法证号": one_line(line.certificate_number)},
        )
        for line in view.officers
    )


def _decision(
    view: VisitSchemeView, label: str, opinion: str, seat: str, name: str, day: date | None
) -> Together:
    """Return an opinion with its name and day, on one page."""
    signer = Field(f"{seat}（签名）", unless_signed(view, seat, one_line(name)), seat=seat)
    signed = FieldLine((signer, Field("日期", day_or_blank(day), share=0.8)), is_for_hand=True)
    return Together((Writing(label, _lines(opinion), rows=_rows(view)), signed))


def _rows(view: VisitSchemeView) -> int:
    """One line beside printed content, so that ten items stay on one page; two where all is written by hand."""
    return 1 if view.content else 2


def _lines(text: str) -> str:
    return "\n".join(lines_of(text))


def sample(wording: VisitSchemeWording) -> VisitSchemeView:
    """Return a scheme of the sample district."""
    return VisitSchemeView(
        bureau=SAMPLE_BUREAU,
        number="（样例）应急检查〔2022〕12号",
        enterprise=SAMPLE_ENTERPRISE,
        time="2022年9月14日至9月16日",
        officers=SAMPLE_OFFICERS,
        content="1.安全生产责任制的建立和落实情况；\n2.隐患排查治理情况；\n3.警示标志设置情况。",
        way="现场检查：查阅资料、询问有关人员、查看现场。",
        review_opinion="同意。",
        reviewer="样例王五",
        reviewed_on=date(2022, 9, 6),
        approval_opinion="同意实施。",
        approver="样例赵六",
        approved_on=date(2022, 9, 7),
        remark="",
        issued_on=date(2022, 9, 7),
        mark="",
        wording=wording,
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
    )


def blank(wording: VisitSchemeWording) -> VisitSchemeView:
    """Return an empty scheme."""
    return replace(
        sample(wording),
        bureau="",
        number=blank_number(PaperKind.VISIT_SCHEME),
        enterprise=EnterpriseLine(),
        time="",
        officers=(),
        content="",
        way="",
        review_opinion="",
        reviewer="",
        reviewed_on=None,
        approval_opinion="",
        approver="",
        approved_on=None,
        issued_on=None,
        task_name="",
    )


ENTRIES = (
    EntryField("content", "检查内容", EntryKind.LINES, is_required=True),
    EntryField("way", "检查方式", is_required=True, hint="如：现场检查，查阅资料、询问、查看现场"),
    EntryField("review_opinion", "审核意见", EntryKind.LINES, hint="不填的留空手写"),
    EntryField("reviewer", "审核人", is_required=True, longest=30),
    EntryField("reviewed_on", "审核日期", EntryKind.DAY, is_required=True),
    EntryField("approval_opinion", "审批意见", EntryKind.LINES, hint="不填的留空手写"),
    EntryField("approver", "审批人", is_required=True, longest=30),
    EntryField("approved_on", "审批日期", EntryKind.DAY, is_required=True),
    EntryField("remark", "备注", EntryKind.LINES),
)

FORM = Form(
    kind=PaperKind.VISIT_SCHEME,
    view=VisitSchemeView,
    wording=VisitSchemeWording,
    wordings={FormSet.EMERGENCY: "visit_scheme"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    entries=ENTRIES,
)
