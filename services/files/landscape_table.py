"""A table on landscape A4 pages, as GB/T 9704 binds it: the sheet is an upright one turned on its side.

The table's head lies at the binding edge, and the page number stays where the upright pages have it. The header is
repeated on each page; a row goes over to the next page whole unless it is longer than a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.files.fonts import Role
from services.files.line_breaking import Setting
from services.files.page import (
    EM,
    HEIGHT,
    LEFT,
    MM,
    PAGE_WIDTH,
    TITLE_EM,
    TOP,
    WIDTH,
    Row,
    centred_rows,
    right_end,
    set_text,
)
from services.files.pdf_document import (
    LANDSCAPE,
    NUMBER_BELOW,
    PAGE_NUMBER_EM,
    PdfDocument,
    one_row,
    page_number_row,
)

_CELL_EM = 12.0  # 小四
_LEADING = 17.0
_PADDING = 4.0
_LINE_WIDTH = 0.5
# the 版心 turned: its foot is the table's left side, its left side the table's top
_LEFT_SIDE = LANDSCAPE[0] - TOP - HEIGHT
_RIGHT_SIDE = LANDSCAPE[0] - TOP
_TOP_SIDE = PAGE_WIDTH - LEFT
_BOTTOM_SIDE = _TOP_SIDE - WIDTH
_MARK_BELOW = 16 * MM  # from the upper edge of the sheet

Cells = list[tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the width, whether its text is centred."""

    title: str
    width: float
    is_centred: bool = False


class LandscapeTable:
    """A table while it is drawn, from the top of each page down."""

    def __init__(self, document: PdfDocument, columns: Sequence[Column], mark: str) -> None:
        self._document = document
        self._columns = columns
        self._mark = mark
        total = sum(column.width for column in columns)
        self._widths = [(_RIGHT_SIDE - _LEFT_SIDE) * column.width / total for column in columns]
        self._number = 0
        self._y = _TOP_SIDE
        self._begin_page()

    def draw_heading(self, note: str, title: str) -> None:
        """Draw the line above the title (附件：), if any, and the title, then the header."""
        if note:
            self._document.draw_row(one_row(note, Role.HEADING, EM), _LEFT_SIDE, self._y - EM)
            self._y -= 1.6 * EM
        for row in centred_rows(title, Role.TITLE, TITLE_EM, HEIGHT):
            self._document.draw_row(row, _LEFT_SIDE, self._y - 1.1 * TITLE_EM)
            self._y -= 1.35 * TITLE_EM
        self._y -= 0.5 * EM
        self._draw_header()

    def draw_line(self, texts: Sequence[str]) -> None:
        """Draw one row of cells, under the repeated header of a new page when this one is full."""
        cells = self._set_cells(texts, Role.BODY)
        while (needed := _height_in_rows(cells)) > self._rows_left():
            if needed > self._rows_of_a_page() and self._rows_left() > 0:
                room = self._rows_left()
                self._draw_cells([cell[:room] for cell in cells], is_header=False)
                cells = [cell[room:] for cell in cells]
            self.end_page()
            self._begin_page()
            self._draw_header()
        self._draw_cells(cells, is_header=False)

    def end_page(self) -> None:
        """Finish the page with its number, at the foot of the sheet held upright."""
        canvas = self._document.canvas
        row = page_number_row(self._number)
        is_odd = self._number % 2 == 1
        canvas.saveState()
        canvas.translate(_LEFT_SIDE - NUMBER_BELOW, _TOP_SIDE)
        canvas.rotate(-90)
        x = WIDTH - PAGE_NUMBER_EM - right_end(row) if is_odd else PAGE_NUMBER_EM
        self._document.draw_row(row, x, 0.0)
        canvas.restoreState()
        self._document.end_page()

    def _begin_page(self) -> None:
        self._number += 1
        self._y = _TOP_SIDE
        self._document.draw_mark(self._mark, _RIGHT_SIDE, LANDSCAPE[1] - _MARK_BELOW)
        self._document.canvas.setLineWidth(_LINE_WIDTH)

    def _draw_header(self) -> None:
        titles = [column.title for column in self._columns]
        self._draw_cells(self._set_cells(titles, Role.HEADING), is_header=True)

    def _rows_left(self) -> int:
        return max(int((self._y - _BOTTOM_SIDE - 2 * _PADDING) / _LEADING), 0)

    def _rows_of_a_page(self) -> int:
        header = _LEADING + 2 * _PADDING
        return int((WIDTH - header - 2 * _PADDING) / _LEADING)

    def _set_cells(self, texts: Sequence[str], role: Role) -> Cells:
        return [
            set_text(text, role, Setting(em=_CELL_EM, measure=width - 2 * _PADDING, is_justified=False))
            for text, width in zip(texts, self._widths, strict=True)
        ]

    def _draw_cells(self, cells: Cells, *, is_header: bool) -> None:
        """Draw a row of cells with their borders; a cell's text stands in the middle of its height."""
        height = _height_in_rows(cells) * _LEADING + 2 * _PADDING
        x = _LEFT_SIDE
        for column, width, cell in zip(self._columns, self._widths, cells, strict=True):
            self._document.canvas.rect(x, self._y - height, width, height)
            top = self._y - (height - len(cell) * _LEADING) / 2
            for index, row in enumerate(cell):
                free = width - 2 * _PADDING - right_end(row)
                indent = free / 2 if is_header or column.is_centred else 0.0
                baseline = top - index * _LEADING - _CELL_EM - (_LEADING - _CELL_EM) / 4
                self._document.draw_row(row, x + _PADDING + indent, baseline)
            x += width
        self._y -= height


def _height_in_rows(cells: Cells) -> int:
    return max(len(cell) for cell in cells)
