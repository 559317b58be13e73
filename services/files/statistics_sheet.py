"""统计表 as a workbook: the lines of the printed form, every figure a number, ready to print on A4 landscape."""

import math
from datetime import date, datetime
from pathlib import Path
from typing import Any

from services import program
from services.files.fixed_workbook import workbook_bytes
from services.files.forms.statistics import FIGURE_TITLES, UNKNOWN, FigureLine, StatisticsView
from services.files.printed_sheet import half_widths, put_text, set_up_landscape
from services.files.wording import date_span, fill, one_line, section_heading
from services.files.writing import write_file

_HEADER_ROW = 3
_LAST_LETTER = "J"
_NAME_WIDTH, _FIGURE_WIDTH = 44, 10.5  # in characters, as Excel counts them
_FACE_SIZE = 11


def write_statistics_xlsx(view: StatisticsView, path: Path) -> None:
    """Write the table as a workbook: A4 landscape, one page wide, the header repeated; same view, same bytes.

    Raises UnwritableFileError.
    """
    from openpyxl import Workbook  # deferred: a window that exports nothing pays nothing

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "统计表"
    put_text(sheet, 1, 1, one_line(view.heading))
    put_text(sheet, 2, 1, _facts(view))
    for column, title in enumerate(("统计项目", *FIGURE_TITLES), start=1):
        put_text(sheet, _HEADER_ROW, column, title)
    last = _fill_rows(sheet, view)
    put_text(sheet, last + 1, 1, one_line(view.wording.note))
    _style(sheet, last)
    area = f"A1:{_LAST_LETTER}{last + 1}"
    set_up_landscape(sheet, header_row=_HEADER_ROW, area=area, mark=one_line(view.mark))
    day = view.issued_on or date(2000, 1, 1)
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a bare date
    content = workbook_bytes(book, title=view.heading, creator=view.bureau or program.NAME, moment=moment)
    write_file(path, content)


def _facts(view: StatisticsView) -> str:
    if view.counted_from is None or view.counted_to is None:
        return one_line(view.bureau)
    span = fill(view.wording.span, {"统计期间": date_span(view.counted_from, view.counted_to)})
    return f"{one_line(view.bureau)}　{span}"


def _fill_rows(sheet: Any, view: StatisticsView) -> int:
    """Put the lines in; return the number of the last row."""
    row = _HEADER_ROW
    if view.total is not None:
        row += 1
        _put_line(sheet, row, view.total)
    for number, group in enumerate(view.groups, start=1):
        row += 1
        put_text(sheet, row, 1, section_heading(number, one_line(group.title)))
        for line in group.lines:
            row += 1
            _put_line(sheet, row, line)
    return row


def _put_line(sheet: Any, row: int, line: FigureLine) -> None:
    """Write a line: the name a text, each figure a number, the rate a percentage."""
    put_text(sheet, row, 1, one_line(line.name))
    for column, number in enumerate(line.numbers, start=2):
        if number is None:
            put_text(sheet, row, column, UNKNOWN)
        else:
            sheet.cell(row, column).value = number
            sheet.cell(row, column).number_format = "0"
    rate = len(line.numbers) + 2
    if line.completion is None:
        put_text(sheet, row, rate, UNKNOWN)
    else:
        sheet.cell(row, rate).value = float(line.completion / 100)
        sheet.cell(row, rate).number_format = "0.0%"


def _style(sheet: Any, last: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    width = _NAME_WIDTH + _FIGURE_WIDTH * len(FIGURE_TITLES)
    for row in (1, 2, last + 1):
        sheet.merge_cells(f"A{row}:{_LAST_LETTER}{row}")
        sheet[f"A{row}"].font = Font(
            name="宋体" if row == 1 else "仿宋", size=20 if row == 1 else 11, bold=row == 1
        )
        horizontal = "center" if row == 1 else "left"
        sheet[f"A{row}"].alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
        size = 20 if row == 1 else 11
        lines = math.ceil(half_widths(sheet[f"A{row}"].value or "") * size / 11 / (width - 2))
        sheet.row_dimensions[row].height = lines * size * 1.5 + 6
    for cells in sheet.iter_rows(min_row=_HEADER_ROW, max_row=last, max_col=len(FIGURE_TITLES) + 1):
        is_header = cells[0].row == _HEADER_ROW
        for column, cell in enumerate(cells):
            cell.font = Font(name="黑体" if is_header else "仿宋", size=_FACE_SIZE)
            cell.border = border
            centred = is_header or column > 0
            cell.alignment = Alignment(
                horizontal="center" if centred else "left", vertical="center", wrap_text=True
            )
        lines = 1 if is_header else math.ceil(half_widths(str(cells[0].value)) / (_NAME_WIDTH - 1.5))
        sheet.row_dimensions[cells[0].row].height = 28 if is_header else lines * 15 + 6
    sheet.column_dimensions["A"].width = _NAME_WIDTH
    for letter in "BCDEFGHIJ":
        sheet.column_dimensions[letter].width = _FIGURE_WIDTH
