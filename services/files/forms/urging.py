"""督办单: what a 科室 is late with, since when, and by when it has to answer (细则 art. 29)."""

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
    Signature,
    Size,
    Together,
    chinese_date,
)
from services.files.forms.blanks import blank_number
from services.files.forms.enforcement import SEAL_PLACE
from services.files.forms.form import Form
from services.files.forms.parts import SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE
from services.files.wording import contact_sentence, fill, one_line

_COLUMNS = (
    GridColumn("序号", 30, is_centred=True),
    GridColumn("检查对象", 140),
    GridColumn("督办事项", 138),
    GridColumn("规定期限", 84, is_centred=True),
    GridColumn("已逾期", 50, is_centred=True),
)
_EMPTY_ROWS = 3
_HAND = "＿＿＿＿＿＿"


@dataclass(frozen=True, slots=True)
class UrgingWording:
    """The fixed texts; their placeholders and defaults stand in ``resources/forms/urging.toml``."""

    title: str
    opening: str
    days: str
    demand: str
    contact_name: str
    contact_phone: str
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgingLine:
    """One matter that is late; ``days`` since its last day."""

    subject: str = said("检查对象名称")
    matter: str = said("督办事项")
    due_on: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgingView:
    """All that one 督办单 says; it comes from ``office``, who runs the random inspections."""

    bureau: str = said("机关名称")
    number: str = said("文号")
    section: str = said("承办科室")
    counted_on: date | None
    lines: tuple[UrgingLine, ...] = said("督办事项")
    answer_by: date | None
    contact_name: str = said("联系人")
    contact_phone: str = said("联系电话")
    issued_on: date | None
    mark: str = said("标记")
    wording: UrgingWording
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: UrgingView) -> Iterator[Block]:
    """Yield the 督办单 with room for the answer under it."""
    wording = view.wording
    yield FormHead(one_line(view.bureau), wording.title, view.number.strip())
    yield Paragraph(f"{one_line(view.section) or _HAND * 2}：", indent=0, size=Size.SMALL_FOUR)
    opening = {
        "统计日期": _day(view.counted_on),
        "件数": str(len(view.lines)) if view.lines else "＿＿",
    }
    yield Paragraph(fill(wording.opening, opening), size=Size.SMALL_FOUR)
    rows = tuple(
        (
            str(number),
            one_line(line.subject),
            one_line(line.matter),
            chinese_date(line.due_on),
            fill(wording.days, {"天数": str(line.days)}),
        )
        for number, line in enumerate(view.lines, start=1)
    )
    yield Blank(Size.FIVE)
    yield Grid(_COLUMNS, rows, least_rows=0 if rows else _EMPTY_ROWS, size=Size.FIVE)
    yield Blank(Size.FIVE)
    yield Paragraph(fill(wording.demand, {"答复期限": _day(view.answer_by)}), size=Size.SMALL_FOUR)
    contact = contact_sentence(
        (wording.contact_name, "联系人", view.contact_name),
        (wording.contact_phone, "联系电话", view.contact_phone),
    )
    if contact:
        yield Paragraph(contact, size=Size.SMALL_FOUR)
    yield Signature(one_line(view.bureau) or SEAL_PLACE, view.issued_on)
    yield Blank(Size.FIVE)
    yield Together((_answer(),))
    if wording.foot:
        yield FootNote(wording.foot)


def _answer() -> FormTable:
    return FormTable(
        (
            CellRow((Cell("落实情况", 70, is_label=True), Cell("", 372)), 58.0),
            CellRow(
                (
                    Cell("承办人\n（签名）", 70, is_label=True),
                    Cell("", 151, seat="承办人"),
                    Cell("科室负责人\n（签名）", 70, is_label=True),
                    Cell("", 151, seat="科室负责人"),
                ),
                34.0,
            ),
            CellRow(
                (
                    Cell("答复日期", 70, is_label=True),
                    Cell("　　　　年　　月　　日", 151, is_centred=True),
                    Cell("核销意见", 70, is_label=True),
                    Cell("", 151),
                ),
                30.0,
            ),
        ),
        Size.FIVE,
    )


def _day(day: date | None) -> str:
    return chinese_date(day) if day is not None else "＿＿＿＿年＿＿月＿＿日"


def sample(wording: UrgingWording) -> UrgingView:
    """Return the 督办单 of the sample district."""
    return UrgingView(
        bureau=SAMPLE_BUREAU,
        number="（样例）应急督〔2022〕3号",
        section="样例综合行政执法大队",
        counted_on=date(2022, 10, 10),
        lines=(
            UrgingLine(
                subject=SAMPLE_ENTERPRISE.name,
                matter="检查结果未录入双随机监管工作平台",
                due_on=date(2022, 9, 23),
                days=17,
            ),
            UrgingLine(
                subject="样例铸造机械有限公司", matter="责令整改到期未复查", due_on=date(2022, 9, 30), days=10
            ),
        ),
        answer_by=date(2022, 10, 14),
        contact_name="样例联系人",
        contact_phone="0379-00000001",
        issued_on=date(2022, 10, 11),
        mark="",
        wording=wording,
    )


def blank(wording: UrgingWording) -> UrgingView:
    """Return an empty 督办单, to be written on by hand."""
    return replace(
        sample(wording),
        bureau="",
        number=blank_number(PaperKind.URGING),
        section="",
        counted_on=None,
        lines=(),
        answer_by=None,
        contact_name=_HAND,
        contact_phone=_HAND,
        issued_on=None,
    )


FORM = Form(
    kind=PaperKind.URGING,
    view=UrgingView,
    wording=UrgingWording,
    wordings={FormSet.EMERGENCY: "urging"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    subject=lambda view: view.section,
)
