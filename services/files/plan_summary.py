"""抽查计划汇总表: the annex of the yearly plan, as the 2022 notice prints it (偃应急〔2022〕17号, 附件).

One view, two files: the workbook, which other bureaus copy from, and the PDF, which is the archive form.
"""

import math
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
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

# on paper: shares of the width, so that each header and “2022年5月—12月” stay on one line
COLUMNS = (
    Column("序号", 33, is_centred=True),
    Column("区直部门名称", 81, is_centred=True),
    Column("抽查事项", 113),
    Column("抽查任务名称", 102),
    Column("检查对象", 93),
    Column("检查方式", 57, is_centred=True),
    Column("抽查比例", 57, is_centred=True),
    Column("抽查时间", 101, is_centred=True),
)
_SHEET_WIDTHS = (6, 14, 26, 24, 22, 14, 10, 16)  # in the workbook: in characters, as Excel counts them
_RATIO_COLUMN = 7
_HEADER_ROW = 3
_LAST_LETTER = "H"


@dataclass(frozen=True, slots=True)
class PlanSummaryLine:
    """One task of the plan, as a row of the annex; ``ratio`` is a fraction, 0.15 for 15%.

    A task with a ratio for each risk class has ``ratio_words`` besides, which are printed in its place.
    """

    ordinal: int
    department: str
    item: str
    task_name: str
    target: str
    method: str
    ratio: Decimal
    period: str
    ratio_words: str = ""


@dataclass(frozen=True, slots=True)
class PlanSummaryView:
    """The whole annex: ``note`` is the line above the title (附件：), ``mark`` a word such as 样例; both may be empty.

    ``bureau`` and ``dated_on`` are the author and the date that the files carry unseen.
    """

    title: str
    lines: tuple[PlanSummaryLine, ...]
    note: str
    mark: str
    bureau: str = ""
    dated_on: date = date(2000, 1, 1)


def percent_text(ratio: Decimal) -> str:
    """Return a fraction as a percentage without superfluous zeros: 0.15 is 15%, 0.065 is 6.5%."""
    return f"{(ratio * 100).normalize():f}%"


def cell_texts(line: PlanSummaryLine) -> tuple[str, ...]:
    """Return the eight cells of a row as they are printed."""
    texts = (line.department, line.item, line.task_name, line.target, line.method)
    ratio = line.ratio_words or percent_text(line.ratio)
    return (str(line.ordinal), *map(one_line, texts), ratio, one_line(line.period))


def render_plan_summary_pdf(view: PlanSummaryView) -> bytes:
    """Return the annex as a landscape PDF, its header repeated on each page.

    Raises UnprintableTextError when a character has no face.
    """
    _require_printable(view)
    with RENDERING:
        document = PdfDocument(About(view.title, view.bureau, "抽查计划汇总表", view.dated_on), LANDSCAPE)
        document.add_bookmark(one_line(view.title))
        table = LandscapeTable(document, COLUMNS, one_line(view.mark))
        table.draw_heading(one_line(view.note), one_line(view.title))
        for line in view.lines:
            cells = cell_texts(line)
            table.draw_line([text if text != line.ratio_words else _a_class_a_line(text) for text in cells])
        table.end_page()
        return document.to_bytes()


def _a_class_a_line(words: str) -> str:
    """Give each class a line of its own in the narrow column."""
    return words.replace("、", "\n").replace("，", "\n")


def _require_printable(view: PlanSummaryView) -> None:
    texts = [("标题", one_line(view.title)), ("附件行", one_line(view.note)), ("标记", one_line(view.mark))]
    for line in view.lines:
        cells = zip(COLUMNS, cell_texts(line), strict=True)
        texts += [(f"第{line.ordinal}行{column.title}", text) for column, text in cells]
    require_printable("抽查计划汇总表", texts)


def write_plan_summary_xlsx(view: PlanSummaryView, path: Path) -> None:
    """Write the annex as a workbook: A4 landscape, one page wide, the header repeated; same view, same bytes.

    Raises UnwritableFileError.
    """
    from openpyxl import Workbook  # deferred: a window that exports nothing pays nothing

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "汇总表"
    _fill_sheet(sheet, view)
    _style_sheet(sheet)
    _set_up_page(sheet, view)
    moment = datetime(view.dated_on.year, view.dated_on.month, view.dated_on.day)  # noqa: DTZ001 - a bare date
    content = workbook_bytes(book, title=view.title, creator=view.bureau or program.NAME, moment=moment)
    write_file(path, content)


def _fill_sheet(sheet: Any, view: PlanSummaryView) -> None:
    """Put title, header and rows in; a text never becomes a formula, a ratio stays a number."""
    put_text(sheet, 1, 1, one_line(view.note))
    put_text(sheet, 2, 1, one_line(view.title))
    for column, title in enumerate(COLUMNS, start=1):
        put_text(sheet, _HEADER_ROW, column, title.title)
    for row, line in enumerate(view.lines, start=_HEADER_ROW + 1):
        for column, text in enumerate(cell_texts(line), start=1):
            put_text(sheet, row, column, text)
        sheet.cell(row, 1).value = line.ordinal
        if line.ratio_words:
            continue
        ratio = sheet.cell(row, _RATIO_COLUMN)
        ratio.value = float(line.ratio)
        is_whole = (line.ratio * 100) % 1 == 0
        ratio.number_format = "0%" if is_whole else "0.##%"


def _style_sheet(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet["A1"].font = Font(name="黑体", size=16)
    sheet.merge_cells(f"A2:{_LAST_LETTER}2")
    sheet["A2"].font = Font(name="宋体", size=22, bold=True)
    sheet["A2"].alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for cells in sheet.iter_rows(min_row=_HEADER_ROW, max_col=len(COLUMNS)):
        is_header = cells[0].row == _HEADER_ROW
        for column, cell in zip(COLUMNS, cells, strict=True):
            is_centred = is_header or column.is_centred
            cell.font = Font(name="黑体" if is_header else "仿宋", size=12)
            cell.border = border
            cell.alignment = Alignment(
                horizontal="center" if is_centred else "left", vertical="center", wrap_text=True
            )


def _set_up_page(sheet: Any, view: PlanSummaryView) -> None:
    """Set widths, heights and what the printer does; Excel does not fit the height of a merged cell."""
    for letter, width in zip("ABCDEFGH", _SHEET_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[1].height = 24
    sheet.row_dimensions[2].height = 32 * math.ceil(half_widths(view.title) * 2 / sum(_SHEET_WIDTHS))
    sheet.row_dimensions[_HEADER_ROW].height = 28
    for row, line in enumerate(view.lines, start=_HEADER_ROW + 1):
        sheet.row_dimensions[row].height = _row_height(cell_texts(line))
    last = _HEADER_ROW + len(view.lines)
    set_up_landscape(sheet, header_row=_HEADER_ROW, area=f"A1:{_LAST_LETTER}{last}", mark=one_line(view.mark))


def _row_height(texts: tuple[str, ...]) -> float:
    """Estimate the height of a row at 12 points (column widths count characters of 11 points)."""
    lines = [
        math.ceil(half_widths(text) * 12 / 11 / (width - 1.5))
        for text, width in zip(texts, _SHEET_WIDTHS, strict=True)
    ]
    return max(lines) * 16.5 + 6
