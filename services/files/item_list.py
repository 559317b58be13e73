"""随机抽查事项清单 as it is made public: a table with the columns of the 市场监管 model, as a workbook and as a PDF.

One view, two files: other bureaus copy from the workbook, the PDF goes on the website and into the archive. A content
of any length is there in full: on paper its lines go on over the next page, in the workbook over the next row.
"""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from services import program
from services.files.fixed_workbook import workbook_bytes
from services.files.fonts import RENDERING, require_printable
from services.files.landscape_table import Column, LandscapeTable
from services.files.pdf_document import LANDSCAPE, About, PdfDocument
from services.files.printed_sheet import half_widths, put_text, set_up_landscape
from services.files.wording import one_line
from services.files.writing import write_file

COLUMNS = (
    Column("序号", 30, is_centred=True),
    Column("事项类别", 50, is_centred=True),
    Column("抽查事项", 60),
    Column("检查内容", 164),
    Column("检查主体", 50, is_centred=True),
    Column("抽查对象", 60),
    Column("检查依据", 96),
    Column("检查方式", 50, is_centred=True),
    Column("比例和频次", 60, is_centred=True),
    Column("人员要求", 56),
)
_SHEET_WIDTHS = (6, 10, 16, 46, 13, 17, 28, 13, 14, 16)  # in characters, as Excel counts them
_LAST_LETTER = "J"
_FACE_SIZE = 10.5  # 五号
_LINE = 15.0  # points from line to line in the workbook
_TALLEST = 26  # lines of a row; Excel allows a height of 409 points
_EM, _LEADING = 9.5, 13.0


@dataclass(frozen=True, slots=True)
class ItemListLine:
    """One item as the list prints it; ``contents`` are its sub-items, or the one content."""

    ordinal: int
    category: str
    title: str
    contents: tuple[str, ...]
    subject: str
    target: str
    basis: str
    method: str
    ratio_frequency: str
    staff_requirement: str


@dataclass(frozen=True, slots=True)
class ItemListView:
    """The whole list: ``facts`` are the lines under the title (文号, 制定依据, 公布日期), ``mark`` a word such as 样例."""

    title: str
    lines: tuple[ItemListLine, ...]
    facts: tuple[str, ...] = ()
    mark: str = ""
    bureau: str = ""
    dated_on: date = date(2000, 1, 1)


def cell_texts(line: ItemListLine) -> tuple[str, ...]:
    """Return the ten cells of a row; each sub-item begins a line of its own."""
    contents = [one_line(text) for text in line.contents]
    several = len(contents) > 1
    content = "\n".join(f"{n}.{text}" if several else text for n, text in enumerate(contents, 1))
    before = (str(line.ordinal), one_line(line.category), one_line(line.title))
    after = (line.subject, line.target, line.basis, line.method, line.ratio_frequency, line.staff_requirement)
    return (*before, content, *map(one_line, after))


def render_item_list_pdf(view: ItemListView) -> bytes:
    """Return the list as a landscape PDF, its header repeated on each page.

    Raises UnprintableTextError when a character has no face.
    """
    _require_printable(view)
    with RENDERING:
        document = PdfDocument(About(view.title, view.bureau, "随机抽查事项清单", view.dated_on), LANDSCAPE)
        document.add_bookmark(one_line(view.title))
        table = LandscapeTable(document, COLUMNS, one_line(view.mark), em=_EM, leading=_LEADING)
        table.draw_title("", one_line(view.title))
        for fact in view.facts:
            table.draw_text(one_line(fact))
        table.skip(4.0 if view.facts else 0.0)
        table.draw_header()
        for line in view.lines:
            table.draw_line(cell_texts(line))
        table.end_page()
        return document.to_bytes()


def _require_printable(view: ItemListView) -> None:
    texts = [("标题", one_line(view.title)), ("标记", one_line(view.mark))]
    texts += [("说明", one_line(fact)) for fact in view.facts]
    for line in view.lines:
        cells = zip(COLUMNS, cell_texts(line), strict=True)
        texts += [(f"第{line.ordinal}行{column.title}", text.replace("\n", "")) for column, text in cells]
    require_printable("随机抽查事项清单", texts)


def write_item_list_xlsx(view: ItemListView, path: Path) -> None:
    """Write the list as a workbook: A4 landscape, one page wide, the header repeated; same view, same bytes.

    Raises UnwritableFileError.
    """
    from openpyxl import Workbook  # deferred: a window that exports nothing pays nothing

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "随机抽查事项清单"
    rows = [row for line in view.lines for row in _sheet_rows(cell_texts(line))]
    header_row = 2 + len(view.facts)
    _fill_sheet(sheet, view, rows, header_row)
    _style_sheet(sheet, header_row)
    _size_sheet(sheet, view, rows, header_row)
    last = header_row + len(rows)
    area = f"A1:{_LAST_LETTER}{last}"
    set_up_landscape(sheet, header_row=header_row, area=area, mark=one_line(view.mark))
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    moment = datetime(view.dated_on.year, view.dated_on.month, view.dated_on.day)  # noqa: DTZ001 - a bare date
    content = workbook_bytes(book, title=view.title, creator=view.bureau or program.NAME, moment=moment)
    write_file(path, content)


def _fill_sheet(sheet: Any, view: ItemListView, rows: list[tuple[str, ...]], header_row: int) -> None:
    put_text(sheet, 1, 1, one_line(view.title))
    for row, fact in enumerate(view.facts, start=2):
        put_text(sheet, row, 1, one_line(fact))
    for column, title in enumerate(COLUMNS, start=1):
        put_text(sheet, header_row, column, title.title)
    for row, texts in enumerate(rows, start=header_row + 1):
        for column, text in enumerate(texts, start=1):
            put_text(sheet, row, column, text)
        if texts[0]:
            sheet.cell(row, 1).value = int(texts[0])


def _style_sheet(sheet: Any, header_row: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet["A1"].font = Font(name="宋体", size=22, bold=True)
    for row in range(1, header_row):
        sheet.merge_cells(f"A{row}:{_LAST_LETTER}{row}")
        horizontal = "center" if row == 1 else "left"
        sheet[f"A{row}"].alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
        if row > 1:
            sheet[f"A{row}"].font = Font(name="仿宋", size=_FACE_SIZE)
    for cells in sheet.iter_rows(min_row=header_row, max_col=len(COLUMNS)):
        is_header = cells[0].row == header_row
        for column, cell in zip(COLUMNS, cells, strict=True):
            is_centred = is_header or column.is_centred
            cell.font = Font(name="黑体" if is_header else "仿宋", size=_FACE_SIZE)
            cell.border = border
            cell.alignment = Alignment(
                horizontal="center" if is_centred else "left", vertical="center", wrap_text=True
            )


def _size_sheet(sheet: Any, view: ItemListView, rows: list[tuple[str, ...]], header_row: int) -> None:
    """Set widths and heights; Excel does not fit the height of a merged cell, nor of a row at opening."""
    for letter, width in zip("ABCDEFGHIJ", _SHEET_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    whole = sum(_SHEET_WIDTHS)
    sheet.row_dimensions[1].height = 32 * math.ceil(half_widths(view.title) * 2 / whole)
    for row, fact in enumerate(view.facts, start=2):
        sheet.row_dimensions[row].height = _LINE * math.ceil(half_widths(fact) / whole) + 4
    sheet.row_dimensions[header_row].height = 26
    for row, texts in enumerate(rows, start=header_row + 1):
        lines = max(_line_count(text, width) for text, width in zip(texts, _SHEET_WIDTHS, strict=True))
        sheet.row_dimensions[row].height = lines * _LINE + 8


def _sheet_rows(texts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Part a row that is taller than Excel allows: each long text goes on in the rows beneath."""
    parted = [_parts(text, width) for text, width in zip(texts, _SHEET_WIDTHS, strict=True)]
    height = max(map(len, parted))
    return [tuple(parts[n] if n < len(parts) else "" for parts in parted) for n in range(height)]


def _parts(text: str, width: int) -> list[str]:
    """Cut a text into pieces of at most ``_TALLEST`` lines, where it can at the end of a clause; nothing is lost."""
    parts: list[str] = []
    while _line_count(text, width) > _TALLEST:
        end = _TALLEST * (width - 3) // 2
        while _line_count(text[:end], width) > _TALLEST:
            end -= 8
        marks = [found.end() for found in re.finditer(r"[；。\n]", text[:end])]
        cut = marks[-1] if marks and marks[-1] > end // 2 else end
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text]


def _line_count(text: str, width: float) -> int:
    """Estimate the lines of a wrapped cell (a mark takes the character before it along, and faces differ in width)."""
    room = max(width - 3.0, 2.0)
    return sum(max(math.ceil(half_widths(line) / room), 1) for line in text.split("\n"))
