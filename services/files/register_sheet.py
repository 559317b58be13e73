"""文号登记簿 as a workbook that is ready to be printed: A4 landscape, one page wide, real dates, same view same bytes."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from services import program
from services.files.fixed_workbook import workbook_bytes
from services.files.printed_sheet import half_widths, put_text, set_up_landscape
from services.files.writing import write_file

_COLUMNS = (
    ("流水号", 10),
    ("文号", 30),
    ("主送", 34),
    ("发文日期", 13),
    ("制发人", 11),
    ("状态", 8),
    ("说明", 34),
    ("签收日期", 13),
    ("签收人", 11),
)
_HEADER_ROW = 2
_LEFT_ALIGNED = {2, 3, 7}
_SIZE = 11


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line: a paper, or a span of serials without one."""

    first: int
    last: int
    number: str
    subject: str
    issued_on: date | None
    issued_by: str
    state: str
    explanation: str
    received_on: date | None = None
    received_by: str = ""

    def cells(self) -> tuple[int | str | date, ...]:
        """Return the nine cells of the line."""
        serial = self.first if self.first == self.last else f"{self.first}—{self.last}"
        return (
            serial,
            self.number,
            self.subject,
            self.issued_on or "",
            self.issued_by,
            self.state,
            self.explanation,
            self.received_on or "",
            self.received_by,
        )


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register of one 文种 and year; ``dated_on`` is the date that the file carries unseen."""

    title: str
    bureau: str
    dated_on: date
    mark: str
    lines: tuple[RegisterLine, ...]


def write_register_xlsx(view: RegisterView, path: Path) -> None:
    """Write the register as a workbook; raises UnwritableFileError."""
    from openpyxl import Workbook  # deferred: a window that exports nothing pays nothing

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "文号登记簿"
    put_text(sheet, 1, 1, view.title)
    for column, (title, width) in enumerate(_COLUMNS, start=1):
        put_text(sheet, _HEADER_ROW, column, title)
        sheet.column_dimensions[sheet.cell(_HEADER_ROW, column).column_letter].width = width
    for row, line in enumerate(view.lines, start=_HEADER_ROW + 1):
        _put_line(sheet, row, line)
    _style(sheet)
    last = _HEADER_ROW + max(len(view.lines), 1)
    set_up_landscape(sheet, header_row=_HEADER_ROW, area=f"A1:I{last}", mark=view.mark)
    moment = datetime(view.dated_on.year, view.dated_on.month, view.dated_on.day)  # noqa: DTZ001 - a bare date
    content = workbook_bytes(book, title=view.title, creator=view.bureau or program.NAME, moment=moment)
    write_file(path, content)


def _put_line(sheet: Any, row: int, line: RegisterLine) -> None:
    heights = [1]
    for column, value in enumerate(line.cells(), start=1):
        if isinstance(value, str):
            put_text(sheet, row, column, value)
            heights.append(math.ceil(half_widths(value) / (_COLUMNS[column - 1][1] - 1.5)))
        else:
            cell = sheet.cell(row, column)
            cell.value = value
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "0"
    sheet.row_dimensions[row].height = max(heights) * 15.5 + 5


def _style(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet.merge_cells("A1:I1")
    sheet["A1"].font = Font(name="黑体", size=18)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 32
    sheet.row_dimensions[_HEADER_ROW].height = 24
    for cells in sheet.iter_rows(min_row=_HEADER_ROW, max_col=len(_COLUMNS)):
        is_header = cells[0].row == _HEADER_ROW
        for column, cell in enumerate(cells, start=1):
            is_left = not is_header and column in _LEFT_ALIGNED
            cell.font = Font(name="黑体" if is_header else "仿宋", size=_SIZE)
            cell.border = border
            cell.alignment = Alignment(
                horizontal="left" if is_left else "center", vertical="center", wrap_text=True
            )
