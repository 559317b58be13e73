"""随机抽查检查表 for one industry: the items and sub-items to look at, with boxes to tick and room to write by hand.

The fields follow the 随机抽查情况记录表; what the officers fill in on the spot stays blank.
"""

from dataclasses import dataclass
from datetime import date

from services.files.fonts import RENDERING, require_printable
from services.files.page import MM
from services.files.pdf_document import PORTRAIT, About, PdfDocument
from services.files.ruled_table import Column, Frame, RuledTable
from services.files.wording import one_line

BOX = "□"
COLUMNS = (
    Column("序号", 36, is_centred=True),
    Column("检查内容", 172),
    Column("检查方法与依据", 128),
    Column("是", 22, is_centred=True),
    Column("否", 22, is_centred=True),
    Column("不适用", 42, is_centred=True),
    Column("发现问题情况", 96),
)
_FIELDS = (
    ("被检查企业", "统一社会信用代码"),
    ("住所地址", "法定代表人"),
    ("联络员", "联系电话"),
    ("任务名称", "任务编号"),
)
_FIELD_WIDTHS = (70, 180, 104, 164)
_FIELD_HEIGHT = 24.0
_SIGNATURES = (
    ("检查人员（签名）", "执法证号"),
    ("检查人员（签名）", "执法证号"),
    ("被检查单位负责人（签名）", "检查日期"),
)
_SIGNATURE_WIDTHS = (146, 150, 72, 150)
_SIGNATURE_HEIGHT = 30.0
_CONCLUSION_HEIGHT = 54.0
_FRAME = Frame(
    left=20 * MM,
    right=PORTRAIT[0] - 18 * MM,
    top=PORTRAIT[1] - 24 * MM,
    bottom=22 * MM,
    mark_baseline=PORTRAIT[1] - 16 * MM,
    em=10.5,
    leading=15.0,
    least_rows=2,
)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing to look at; ``marks`` are 关键项, 否决项, 5分; ``is_as_before`` prints 同上 for method and basis."""

    number: str
    content: str
    method: str
    basis: str
    marks: tuple[str, ...] = ()
    is_as_before: bool = False


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """One item: its name stands above its lines, of which there is at least one."""

    title: str
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True)
class CheckSheetView:
    """The whole sheet: ``facts`` is the line under the title, ``mark`` a word such as 样例."""

    title: str
    groups: tuple[CheckGroup, ...]
    facts: str = ""
    mark: str = ""
    bureau: str = ""
    dated_on: date = date(2000, 1, 1)


def check_texts(line: CheckLine) -> tuple[str, ...]:
    """Return the seven cells of a line."""
    marks = f"【{'、'.join(line.marks)}】" if line.marks else ""
    told = [f"方法：{one_line(line.method)}"] if line.method.strip() else []
    told += [f"依据：{one_line(line.basis)}"] if line.basis.strip() else []
    how = "同上" if line.is_as_before else "\n".join(told)
    return (line.number, marks + one_line(line.content), how, BOX, BOX, BOX, "")


def render_check_sheet_pdf(view: CheckSheetView) -> bytes:
    """Return the sheet as an upright PDF, the header of its table repeated on each page.

    Raises UnprintableTextError when a character has no face.
    """
    _require_printable(view)
    with RENDERING:
        document = PdfDocument(About(view.title, view.bureau, "随机抽查检查表", view.dated_on))
        document.add_bookmark(one_line(view.title))
        table = RuledTable(document, COLUMNS, one_line(view.mark), _FRAME)
        table.draw_title("", one_line(view.title))
        if view.facts:
            table.draw_text(one_line(view.facts))
            table.skip(4.0)
        for labels in _FIELDS:
            table.draw_fields(_FIELD_WIDTHS, _with_blanks(labels), _FIELD_HEIGHT)
        table.skip(8.0)
        table.draw_header()
        for group in view.groups:
            table.draw_group(one_line(group.title), check_texts(group.lines[0]))
            for line in group.lines:
                table.draw_line(check_texts(line))
        _draw_end(table)
        table.end_page()
        return document.to_bytes()


def _draw_end(table: RuledTable) -> None:
    """Draw the result, and who signs; the block stays on one page."""
    table.keep_together(_CONCLUSION_HEIGHT + len(_SIGNATURES) * _SIGNATURE_HEIGHT + 8.0)
    table.skip(8.0)
    table.draw_fields((70, 448), ("检查结果", ""), _CONCLUSION_HEIGHT)
    for labels in _SIGNATURES:
        table.draw_fields(_SIGNATURE_WIDTHS, _with_blanks(labels), _SIGNATURE_HEIGHT)


def _with_blanks(labels: tuple[str, str]) -> tuple[str, ...]:
    return (labels[0], "", labels[1], "")


def _require_printable(view: CheckSheetView) -> None:
    texts = [("标题", one_line(view.title)), ("说明", one_line(view.facts)), ("标记", one_line(view.mark))]
    for group in view.groups:
        texts.append(("抽查事项", one_line(group.title)))
        for line in group.lines:
            joined = "".join(check_texts(line)).replace("\n", "")
            texts.append((f"“{one_line(group.title)}”第{line.number}项", joined))
    require_printable("随机抽查检查表", texts)
