"""A ruled table over the pages of a paper: the header on each page, rows whole where they can be.

A row goes over to the next page whole unless it is longer than a page; then its lines go on there, none lost. Where the
table lies on the sheet, how the page number stands and in which size the cells are set, its frame says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.files.fonts import Role
from services.files.line_breaking import Setting
from services.files.page import EM, TITLE_EM, Row, centred_rows, right_end, set_text
from services.files.pdf_document import PAGE_NUMBER_EM, PdfDocument, one_row, page_number_row

_PADDING = 4.0
_LINE_WIDTH = 0.5
_STRUCK_AT = 0.36  # of an em above the baseline: through the middle of a character
_BAR = 6.0
_BAR_GREY = 0.62
_MARK_WIDTH = 1.2

Cells = list[tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the width, whether its text is centred."""

    title: str
    width: float
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a table lies, in points from the lower left corner of the sheet, and the size of its cells' text."""

    left: float
    right: float
    top: float
    bottom: float
    mark_baseline: float
    em: float = 12.0  # 小四
    leading: float = 17.0
    above: float = _PADDING
    """Blank above and below the text of a cell."""
    least_rows: int = 1
    """Lines of text that a row of the table has room for at least: for writing by hand."""

    @property
    def width(self) -> float:
        """How wide the table is."""
        return self.right - self.left


class RuledTable:
    """A table while it is drawn, from the top of each page down. A subclass places the page number."""

    def __init__(self, document: PdfDocument, columns: Sequence[Column], mark: str, frame: Frame) -> None:
        self._document = document
        self._mark = mark
        self._frame = frame
        self.set_columns(columns)
        self._number = 0
        self._last_height = 0.0
        self._y = frame.top
        self._begin_page()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Go on with another table: its columns, and its header on each page from here on."""
        total = sum(column.width for column in columns)
        self._columns = columns
        self._widths = [self._frame.width * column.width / total for column in columns]
        self._header = self._set_cells([column.title for column in columns], Role.HEADING)

    def draw_heading(self, note: str, title: str) -> None:
        """Draw the line above the title (附件：), if any, and the title, then the header."""
        self.draw_title(note, title)
        self.draw_header()

    def draw_title(self, note: str, title: str) -> None:
        """Draw the line above the title, if any, and the title."""
        left = self._frame.left
        if note:
            self._document.draw_row(one_row(note, Role.HEADING, EM), left, self._y - EM)
            self._y -= 1.6 * EM
        for row in centred_rows(title, Role.TITLE, TITLE_EM, self._frame.width):
            self._document.draw_row(row, left, self._y - 1.1 * TITLE_EM)
            self._y -= 1.35 * TITLE_EM
        self._y -= 0.5 * EM

    def begin_table(self, columns: Sequence[Column], first: Sequence[str]) -> None:
        """Go on with other columns under a header of their own; it stays on the page of the ``first`` row under it."""
        self.set_columns(columns)
        rows = _height_in_rows(self._header) + _height_in_rows(self._set_cells(first, Role.BODY))
        self.keep_together(min(rows, self._rows_of_a_page()) * self._frame.leading + 4 * _PADDING)
        self.draw_header()

    def draw_header(self) -> None:
        """Draw the titles of the columns."""
        self._draw_cells(self._header, is_header=True)

    def draw_text(self, text: str, role: Role = Role.BODY) -> None:
        """Draw a paragraph across the table's width, without rules; on a new page when this one is full."""
        setting = Setting(em=self._frame.em, measure=self._frame.width, is_justified=False)
        for row in set_text(text, role, setting):
            if self._y - self._frame.leading < self._frame.bottom:
                self.end_page()
                self._begin_page()
            self._document.draw_row(row, self._frame.left, self._y - self._frame.em)
            self._y -= self._frame.leading

    def skip(self, height: float) -> None:
        """Leave room."""
        self._y -= height

    def keep_together(self, height: float) -> None:
        """Go to a new page when there is less room than this."""
        if self._y - height < self._frame.bottom:
            self.end_page()
            self._begin_page()

    def draw_group(self, text: str, first: Sequence[str]) -> None:
        """Draw a line across all columns that names what follows; it stays on the page of the ``first`` row under it."""
        setting = Setting(em=self._frame.em, measure=self._frame.width - 2 * _PADDING, is_justified=False)
        rows = set_text(text, Role.HEADING, setting)
        below = min(_height_in_rows(self._set_cells(first, Role.BODY)), self._rows_of_a_page() - len(rows))
        needed = (len(rows) + below) * self._frame.leading + 4 * self._frame.above
        if self._y - needed < self._frame.bottom:
            self.end_page()
            self._begin_page()
            self.draw_header()
        whole = [self._frame.width]
        self._draw_cells([rows], is_header=False, columns=[Column("", 1)], widths=whole)

    def draw_fields(self, widths: Sequence[float], texts: Sequence[str], height: float = 0.0) -> None:
        """Draw one ruled line of labels and blanks with its own columns; it is never parted."""
        total = sum(widths)
        self.keep_together(max(height, self._frame.leading + 2 * self._frame.above))
        columns = [Column("", width) for width in widths]
        shares = [self._frame.width * width / total for width in widths]
        cells = self._set_cells(texts, Role.BODY, shares)
        self._draw_cells(cells, is_header=False, columns=columns, widths=shares, least=height)

    def draw_line(self, texts: Sequence[str], *, is_struck: bool = False) -> None:
        """Draw one row of cells, under the repeated header of a new page when this one is full; one no longer in force is struck."""
        cells = self._set_cells(texts, Role.BODY)
        least = self._frame.least_rows
        while (needed := max(_height_in_rows(cells), least)) > self._rows_left():
            if needed > self._rows_of_a_page() and self._rows_left() > 0:
                room = self._rows_left()
                self._draw_cells([cell[:room] for cell in cells], is_header=False, is_struck=is_struck)
                cells = [cell[room:] for cell in cells]
            self.end_page()
            self._begin_page()
            self.draw_header()
        height = least * self._frame.leading + 2 * self._frame.above
        self._draw_cells(cells, is_header=False, least=height, is_struck=is_struck)

    def draw_bar(self, length: float, mark: float | None = None) -> None:
        """Draw a bar into the last cell of the row just drawn, and a mark across it: parts of the cell's width."""
        canvas, room = self._document.canvas, self._widths[-1] - 2 * _PADDING
        left = self._frame.right - self._widths[-1] + _PADDING
        middle = self._y + self._last_height / 2
        canvas.saveState()
        canvas.setFillGray(_BAR_GREY)
        canvas.rect(left, middle - _BAR / 2, room * min(max(length, 0.0), 1.0), _BAR, stroke=0, fill=1)
        if mark is not None:
            canvas.setLineWidth(_MARK_WIDTH)
            x = left + room * min(max(mark, 0.0), 1.0)
            canvas.line(x, middle - _BAR, x, middle + _BAR)
        canvas.restoreState()

    def end_page(self) -> None:
        """Finish the page with its number."""
        self._draw_page_number(page_number_row(self._number))
        self._document.end_page()

    def _draw_page_number(self, row: Row) -> None:
        """Draw it below the table, one character in: odd pages right, even pages left."""
        is_odd = self._number % 2 == 1
        inside = self._frame.right - PAGE_NUMBER_EM - right_end(row)
        x = inside if is_odd else self._frame.left + PAGE_NUMBER_EM
        self._document.draw_row(row, x, self._frame.bottom - 1.6 * PAGE_NUMBER_EM)

    def _begin_page(self) -> None:
        self._number += 1
        self._y = self._frame.top
        self._document.draw_mark(self._mark, self._frame.right, self._frame.mark_baseline)
        self._document.canvas.setLineWidth(_LINE_WIDTH)

    def _rows_left(self) -> int:
        return max(int((self._y - self._frame.bottom - 2 * self._frame.above) / self._frame.leading), 0)

    def _rows_of_a_page(self) -> int:
        header = _height_in_rows(self._header) * self._frame.leading + 2 * self._frame.above
        height = self._frame.top - self._frame.bottom
        return int((height - header - 2 * self._frame.above) / self._frame.leading)

    def _set_cells(self, texts: Sequence[str], role: Role, widths: Sequence[float] = ()) -> Cells:
        em = self._frame.em
        return [
            tuple(
                row
                for line in text.split("\n")
                for row in set_text(
                    line, role, Setting(em=em, measure=width - 2 * _PADDING, is_justified=False)
                )
            )
            for text, width in zip(texts, widths or self._widths, strict=True)
        ]

    def _draw_cells(
        self,
        cells: Cells,
        *,
        is_header: bool,
        columns: Sequence[Column] = (),
        widths: Sequence[float] = (),
        least: float = 0.0,
        is_struck: bool = False,
    ) -> None:
        """Draw a row of cells with their borders; a cell's text stands in the middle of its height."""
        frame = self._frame
        height = max(_height_in_rows(cells) * frame.leading + 2 * frame.above, least)
        x = frame.left
        for column, width, cell in zip(columns or self._columns, widths or self._widths, cells, strict=True):
            self._document.canvas.rect(x, self._y - height, width, height)
            top = self._y - (height - len(cell) * frame.leading) / 2
            for index, row in enumerate(cell):
                free = width - 2 * _PADDING - right_end(row)
                indent = free / 2 if is_header or column.is_centred else 0.0
                baseline = top - index * frame.leading - frame.em - (frame.leading - frame.em) / 4
                self._document.draw_row(row, x + _PADDING + indent, baseline)
                if is_struck and row:
                    level = baseline + _STRUCK_AT * frame.em
                    left = x + _PADDING + indent
                    self._document.canvas.line(left, level, left + right_end(row), level)
            x += width
        self._y -= height
        self._last_height = height


def _height_in_rows(cells: Cells) -> int:
    return max(len(cell) for cell in cells)
