"""文书送达回执 (F12): which papers of an inspection were delivered, and who took them, where, when and how.

Hands sign it on delivery: what is not known beforehand is an empty cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.vocab import FormSet, PaperKind
from services.files.blocks import (
    Blank,
    Block,
    Cell,
    CellRow,
    Field,
    FieldLine,
    FootNote,
    FormTable,
    Size,
    chinese_date,
)
from services.files.forms.enforcement import form_head
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.form import Form
from services.files.forms.parts import SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE
from services.files.wording import lines_of, one_line

METHODS = ("直接送达", "留置送达", "邮寄送达", "委托送达", "电子送达", "公告送达")
_LEAST_ROWS, _LEAST_BLANK_ROWS = 5, 6  # a name of three lines still leaves room for the remarks
_ROW_TO_SIGN = 48.0
_HEADER = 40.0
_REMARK = 60.0
_SHARES = (0.265, 0.12, 0.12, 0.17, 0.11, 0.215)


@dataclass(frozen=True, slots=True)
class ReceiptWording:
    """The fixed texts of the receipt; their defaults stand in ``resources/forms/receipt.toml``."""

    heading: str
    title: str
    matter: str
    addressee: str
    paper_column: str
    receiver_column: str
    place_column: str
    day_column: str
    method_column: str
    deliverers_column: str
    remark: str
    note: str


@dataclass(frozen=True, slots=True)
class DeliveredPaper:
    """One paper that was delivered."""

    title: str = said("送达文书名称")
    number: str = said("送达文书文号")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """All that one receipt says; what is not known is an empty cell."""

    bureau: str = said("检查机关")
    number: str = said("文号")
    task_name: str = said("案件（任务）名称")
    enterprise_name: str = said("受送达单位")
    papers: tuple[DeliveredPaper, ...]
    place: str = said("送达地点")
    delivered_on: date | None
    method: str = said("送达方式")
    remark: str = said("备注")
    issued_on: date | None
    mark: str = said("标记")
    wording: ReceiptWording
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: ReceiptView) -> Iterator[Block]:
    """Yield the receipt from its head to the note on refused papers."""
    wording = view.wording
    yield form_head(view.bureau, wording.title, view.number, wording.heading)
    yield FieldLine((Field(wording.matter, one_line(view.task_name)),))
    yield FieldLine((Field(wording.addressee, one_line(view.enterprise_name)),))
    yield Blank(Size.SMALL_FOUR)
    yield FormTable((_header(wording), *_rows(view), _remark(view)), Size.FIVE)
    yield FootNote(wording.note)


def _header(wording: ReceiptWording) -> CellRow:
    titles = (
        wording.paper_column,
        wording.receiver_column,
        wording.place_column,
        wording.day_column,
        wording.method_column,
        wording.deliverers_column,
    )
    cells = (Cell(title, share, is_label=True) for title, share in zip(titles, _SHARES, strict=True))
    return CellRow(tuple(cells), _HEADER)


def _rows(view: ReceiptView) -> Iterator[CellRow]:
    """Yield a line for each paper, and empty ones for more; two deliverers sign side by side."""
    paper, receiver, place, day, method, deliverers = _SHARES
    delivered_on = chinese_date(view.delivered_on) if view.delivered_on else ""
    for one in view.papers:
        yield CellRow(
            (
                Cell(f"{one_line(one.title)}\n{one_line(one.number)}".strip(), paper),
                Cell("", receiver, seat="收件人"),
                Cell(one_line(view.place), place),
                Cell(delivered_on, day, is_centred=True),
                Cell(one_line(view.method), method, is_centred=True),
                Cell("", deliverers / 2, seat="检查人员1"),
                Cell("", deliverers / 2, seat="检查人员2"),
            ),
            _ROW_TO_SIGN,
        )
    for _ in range((_LEAST_ROWS if view.papers else _LEAST_BLANK_ROWS) - len(view.papers)):
        shares = (paper, receiver, place, day, method, deliverers / 2, deliverers / 2)
        yield CellRow(tuple(Cell("", share) for share in shares), _ROW_TO_SIGN)


def _remark(view: ReceiptView) -> CellRow:
    text = "\n".join(lines_of(view.remark))
    return CellRow((Cell(view.wording.remark, 0.12, is_label=True), Cell(text, 0.88)), _REMARK)


def sample(wording: ReceiptWording) -> ReceiptView:
    """Return a receipt of the sample district."""
    return ReceiptView(
        bureau=SAMPLE_BUREAU,
        number="（样例）应急回〔2022〕12号",
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
        enterprise_name=SAMPLE_ENTERPRISE.name,
        papers=(
            DeliveredPaper(PaperKind.ORDER.label, "（样例）应急责改〔2022〕12号"),
            DeliveredPaper(PaperKind.FEEDBACK.label, "样应急函〔2022〕31号"),
        ),
        place="该公司办公室",
        delivered_on=date(2022, 9, 16),
        method=METHODS[0],
        remark="",
        issued_on=date(2022, 9, 16),
        mark="",
        wording=wording,
    )


def blank(wording: ReceiptWording) -> ReceiptView:
    """Return an empty receipt, to be written on by hand."""
    return ReceiptView(
        bureau="",
        number="（　　）应急回〔　　　　〕　　号",
        task_name="",
        enterprise_name="",
        papers=(),
        place="",
        delivered_on=None,
        method="",
        remark="",
        issued_on=None,
        mark="",
        wording=wording,
    )


ENTRIES = (
    EntryField("place", "送达地点", hint="不填则留空，送达时手写。", longest=60),
    EntryField("delivered_on", "送达日期", EntryKind.DAY, hint="不填则留空，送达时手写。"),
    EntryField("method", "送达方式", EntryKind.CHOICE, choices=METHODS),
    EntryField("remark", "备注", EntryKind.LINES, hint="拒收、留置等情况。"),
)

FORM = Form(
    kind=PaperKind.RECEIPT,
    view=ReceiptView,
    wording=ReceiptWording,
    wordings={FormSet.EMERGENCY: "receipt"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    entries=ENTRIES,
)
