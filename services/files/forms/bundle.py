"""检查卷宗 (F13): the cover, the 卷内目录 and the 备考表 of one inspection; the papers themselves lie between the two.

Cover, 目录 and 备考表 bear no page number of the bundle: its pages are counted from the first paper on.
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
    FormHead,
    FormTable,
    Grid,
    GridColumn,
    NewPage,
    Size,
    Title,
    chinese_date,
)
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.form import Form
from services.files.forms.parts import EnterpriseLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE
from services.files.pdf_document import Numbering
from services.files.wording import date_span, fill, one_line

_COLUMNS = (
    GridColumn("序号", 30, is_centred=True),
    GridColumn("标题", 103),
    GridColumn("文件原编号", 161),
    GridColumn("文件日期", 66, is_centred=True),
    GridColumn("所在页号", 51, is_centred=True),
    GridColumn("备注", 31),
)
_LEAST_ROWS = 18
_LABEL, _VALUE = 96, 346
_TOLD_ROWS = 18

ENTRIES = (
    EntryField("archive_number", "档号", hint="按本单位档案编制规则填写，没有的留空", longest=50),
    EntryField("filed_by", "立卷人", hint="留空则打印后手写", longest=30),
    EntryField("checked_by", "检查人（审卷人）", hint="留空则打印后手写", longest=30),
    EntryField(
        "others",
        "其他材料",
        EntryKind.LINES,
        hint="每行一件：标题，空格，页数，例如“现场照片 4”；排在文书之后",
        longest=2000,
    ),
    EntryField("remark", "卷内情况说明", EntryKind.LINES, hint="写入备考表", longest=1000),
)


@dataclass(frozen=True, slots=True)
class BundleWording:
    """The fixed texts; their placeholders and defaults stand in ``resources/forms/bundle.toml``."""

    cover_title: str
    case_title: str
    retention: str
    list_title: str
    note_title: str
    summary: str
    complete: str
    missing: str
    missing_line: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleLine:
    """One paper of the bundle as the 目录 lists it."""

    title: str = said("标题")
    number: str = said("文件原编号")
    dated_on: date | None
    pages: str = said("所在页号")
    remark: str = said("备注", "")
    digest: str = ""
    """Of the view of an issued paper, by which the paper is found again; empty for what was added by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleView:
    """All that cover, 目录 and 备考表 say; the times of the case are None where it has not begun or ended."""

    bureau: str = said("机关名称")
    number: str = said("文号")
    enterprise: EnterpriseLine
    task_name: str = said("抽查任务名称")
    task_number: str = said("抽查任务编号")
    officers: str = said("承办人")
    opened_on: date | None
    closed_on: date | None
    retention_years: int | None
    archive_number: str = said("档号")
    lines: tuple[BundleLine, ...] = said("卷内目录")
    page_count: int | None
    missing: tuple[str, ...] = said("缺少的材料")
    remark: str = said("卷内情况说明")
    filed_by: str = said("立卷人")
    checked_by: str = said("检查人")
    issued_on: date | None
    mark: str = said("标记")
    wording: BundleWording
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: BundleView) -> Iterator[Block]:
    """Yield cover, 目录 and 备考表, each on a page of its own."""
    yield from front_blocks(view)
    yield NewPage()
    yield from back_blocks(view)


def front_blocks(view: BundleView) -> Iterator[Block]:
    """Yield what lies before the papers: the cover and the 目录."""
    yield from _cover(view)
    yield NewPage()
    yield FormHead("", view.wording.list_title)
    rows = tuple(
        (
            str(number),
            one_line(line.title),
            one_line(line.number),
            _short_day(line.dated_on),
            line.pages,
            one_line(line.remark),
        )
        for number, line in enumerate(view.lines, start=1)
    )
    yield Grid(_COLUMNS, rows, least_rows=_LEAST_ROWS, least=30.0, size=Size.FIVE)


def back_blocks(view: BundleView) -> Iterator[Block]:
    """Yield what lies behind the papers: the 备考表."""
    yield FormHead("", view.wording.note_title)
    lines = tuple(_told(view))
    told = "\n".join((*lines, *("" for _ in range(_TOLD_ROWS - len(lines)))))  # from the top of its cell
    yield FormTable(
        (
            CellRow((Cell("本卷情况说明", _LABEL, is_label=True), Cell(told, _VALUE)), 330.0),
            CellRow(
                (Cell("立卷人", _LABEL, is_label=True), Cell(one_line(view.filed_by), _VALUE, seat="立卷人")),
                40.0,
            ),
            CellRow(
                (
                    Cell("检查人", _LABEL, is_label=True),
                    Cell(one_line(view.checked_by), _VALUE, seat="检查人"),
                ),
                40.0,
            ),
            CellRow((Cell("立卷时间", _LABEL, is_label=True), Cell(_day(view.issued_on), _VALUE)), 40.0),
        )
    )


def _cover(view: BundleView) -> Iterator[Block]:
    wording = view.wording
    name = one_line(view.enterprise.name)
    yield Blank()
    yield Title(one_line(view.bureau) or "＿" * 10)
    yield Title(wording.cover_title)
    yield Blank()
    title = fill(wording.case_title, {"检查对象": name, "任务名称": one_line(view.task_name)}) if name else ""
    yield FormTable(
        (
            _fact("案卷题名", title, 70.0),
            _fact("被检查单位", name, 50.0),
            _fact("统一社会信用代码", one_line(view.enterprise.code)),
            _fact("单位地址", one_line(view.enterprise.address), 50.0),
            _fact("抽查任务编号", one_line(view.task_number)),
            _fact("承办人", one_line(view.officers), 50.0),
            _fact("起止日期", _span(view)),
            _fact("件数、页数", _extent(view)),
            _fact("保管期限", _retention(view)),
            _fact("档号", one_line(view.archive_number)),
        )
    )


def _fact(label: str, text: str, least: float = 44.0) -> CellRow:
    return CellRow((Cell(label, 110, is_label=True), Cell(text, 332)), least)


def _span(view: BundleView) -> str:
    if view.opened_on is None:
        return "　　　　年　　月　　日至　　　　年　　月　　日"
    if view.closed_on is None:
        return f"{chinese_date(view.opened_on)}至　　　　年　　月　　日"
    return date_span(view.opened_on, view.closed_on)


def _extent(view: BundleView) -> str:
    if view.page_count is None:
        return "共　　件　　页"
    return f"共{len(view.lines)}件{view.page_count}页"


def _retention(view: BundleView) -> str:
    if view.retention_years is None:
        return ""
    return fill(view.wording.retention, {"年数": str(view.retention_years)})


def _told(view: BundleView) -> Iterator[str]:
    wording = view.wording
    if view.page_count is not None:
        yield fill(wording.summary, {"件数": str(len(view.lines)), "页数": str(view.page_count)})
        if view.missing:
            yield wording.missing
            for number, name in enumerate(view.missing, start=1):
                yield fill(wording.missing_line, {"序号": str(number), "材料": one_line(name)})
        else:
            yield wording.complete
    if view.remark.strip():
        yield fill(wording.remark, {"说明": one_line(view.remark)})


def _day(day: date | None) -> str:
    return chinese_date(day) if day is not None else "　　　　年　　月　　日"


def _short_day(day: date | None) -> str:
    return f"{day.year}.{day.month}.{day.day}" if day is not None else ""


def sample(wording: BundleWording) -> BundleView:
    """Return the bundle of the sample district's first enterprise."""
    return BundleView(
        bureau=SAMPLE_BUREAU,
        number="",
        enterprise=SAMPLE_ENTERPRISE,
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
        task_number="410307202206100001",
        officers="样例张三、样例李四",
        opened_on=date(2022, 6, 10),
        closed_on=date(2022, 10, 8),
        retention_years=30,
        archive_number="",
        lines=(
            BundleLine(title="随机抽查派发单", number="", dated_on=date(2022, 6, 10), pages="1"),
            BundleLine(
                title="检查通知书",
                number="（样例）应急抽通〔2022〕12号",
                dated_on=date(2022, 9, 8),
                pages="2-3",
            ),
            BundleLine(
                title="现场检查记录",
                number="（样例）应急检记〔2022〕12号",
                dated_on=date(2022, 9, 14),
                pages="4-6",
            ),
            BundleLine(
                title="检查结果反馈函", number="样应急函〔2022〕31号", dated_on=date(2022, 9, 15), pages="7-8"
            ),
            BundleLine(title="现场照片", number="", dated_on=None, pages="9-12", remark="4页"),
        ),
        page_count=12,
        missing=("行政检查审批表", "双随机监管工作平台的公示凭证"),
        remark="",
        filed_by="样例张三",
        checked_by="",
        issued_on=date(2022, 10, 10),
        mark="",
        wording=wording,
    )


def blank(wording: BundleWording) -> BundleView:
    """Return empty cover, 目录 and 备考表."""
    return replace(
        sample(wording),
        bureau="",
        enterprise=EnterpriseLine(),
        task_name="",
        task_number="",
        officers="",
        opened_on=None,
        closed_on=None,
        retention_years=None,
        lines=(),
        page_count=None,
        missing=(),
        filed_by="",
        issued_on=None,
    )


FORM = Form(
    kind=PaperKind.BUNDLE,
    view=BundleView,
    wording=BundleWording,
    wordings={FormSet.EMERGENCY: "bundle"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    entries=ENTRIES,
    numbering=Numbering.NONE,
)
