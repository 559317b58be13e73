"""A table for five metres: painted in units of the screen's height, cut into pages of rows that stay readable.

A name too long for its column is set smaller down to one unit, then on two lines; only what is longer still is cut.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.draw.ceremony.look import face, unit_in
from ui.theme import color

_HEAD, _ROW, _HIGH_ROW = 1.6, 1.72, 3.05  # units
_GAP = 0.7
_BLOCK_GAP = 2.0


class BigColumn(NamedTuple):
    """A column; ``width`` in units is the most it takes, where its texts need as much; 0 takes what is left."""

    title: str
    width: float = 0.0
    is_right: bool = False
    size: float = 1.0
    is_bold: bool = False


class Cell(NamedTuple):
    """What stands in a cell; ``tone`` is a colour role."""

    text: str
    tone: str = "text"


Row = Sequence[Cell]


class BigTable(QWidget):
    """Rows of cells; ``blocks`` of them stand side by side."""

    paged = Signal()
    """The number of pages changed, or the page."""

    def __init__(
        self, columns: Sequence[BigColumn], *, blocks: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._most_blocks = blocks
        self._rows: tuple[Row, ...] = ()
        self._measured: tuple[Row, ...] = ()
        self._measures: dict[tuple[int, int], tuple[list[float], float]] = {}
        self._page = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_columns(self, columns: Sequence[BigColumn]) -> None:
        """Show the rows under other heads."""
        self._columns = tuple(columns)
        self._measures.clear()
        self.update()

    def set_rows(self, rows: Sequence[Row], *, final: Sequence[Row] = ()) -> None:
        """Show other rows; the page stays where there still is one. ``final`` rows, still to come, decide the sizes."""
        before = self.pages
        self._rows = tuple(rows)
        measured = tuple(final) or self._rows
        if measured != self._measured:
            self._measured = measured
            self._measures.clear()
        self._page = min(self._page, self.pages - 1)
        self.setAccessibleName("；".join(self.page_texts))
        self.update()
        if self.pages != before:
            self.paged.emit()

    @property
    def pages(self) -> int:
        """How many pages the rows take at the present size."""
        return max(-(-len(self._rows) // self.rows_a_page), 1)

    @property
    def page(self) -> int:
        """The page on screen."""
        return self._page

    def go_to(self, page: int) -> None:
        """Turn to a page."""
        self._page = min(max(page, 0), self.pages - 1)
        self.setAccessibleName("；".join(self.page_texts))
        self.update()
        self.paged.emit()

    def show_row(self, number: int) -> None:
        """Turn to the page of a row."""
        page = max(number, 0) // self.rows_a_page
        if page != self._page:
            self.go_to(page)

    @property
    def rows_a_page(self) -> int:
        """How many rows a page holds."""
        return self._rows_a_block * self._blocks

    @property
    def page_texts(self) -> list[str]:
        """What the rows of the page say."""
        return ["　".join(cell.text for cell in row if cell.text) for row in self._page_rows]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the pages anew."""
        super().resizeEvent(event)
        self.go_to(self._page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the head and the rows of the page."""
        del event
        painter = QPainter(self)
        unit, per_block = unit_in(self), self._rows_a_block
        width = self._block_width
        for block in range(self._blocks):
            left = block * (width + _BLOCK_GAP * unit)
            rows = self._page_rows[block * per_block : (block + 1) * per_block]
            if rows or not block:
                self._paint_block(painter, QRectF(left, 0, width, self.height()), rows)

    @property
    def _page_rows(self) -> tuple[Row, ...]:
        start = self._page * self.rows_a_page
        return self._rows[start : start + self.rows_a_page]

    @property
    def _blocks(self) -> int:
        """Use the second block only where one does not hold the rows."""
        return 1 if len(self._rows) <= self._rows_a_block else self._most_blocks

    @property
    def _rows_a_block(self) -> int:
        return max(int((self.height() - _HEAD * unit_in(self)) // self._row_height), 1)

    @property
    def _block_width(self) -> float:
        unit = unit_in(self)
        return (self.width() - (self._blocks - 1) * _BLOCK_GAP * unit) / self._blocks

    @property
    def _row_height(self) -> float:
        """The height that the longest name asks for on one block; several blocks never grow."""
        return self._measure(self.width() if self._most_blocks == 1 else 0)[1]

    def _measure(self, room: int) -> tuple[list[float], float]:
        """Return the widths of the columns and the height of a row in a width of ``room``."""
        unit = unit_in(self)
        key = (unit, room)
        if key not in self._measures:
            widths = self._widths(unit, float(room))
            metrics = QFontMetricsF(face(unit))
            is_high = room > 0 and any(
                not column.width and metrics.horizontalAdvance(row[number].text) > widths[number]
                for row in self._measured
                for number, column in enumerate(self._columns)
            )
            tallest = max(column.size for column in self._columns) * 1.5
            self._measures[key] = (widths, (_HIGH_ROW if is_high else max(_ROW, tallest)) * unit)
        return self._measures[key]

    def _widths(self, unit: int, room: float) -> list[float]:
        widths = [
            min(self._longest(unit, number, column), column.width * unit)
            for number, column in enumerate(self._columns)
        ]
        free = sum(not column.width for column in self._columns)
        rest = room - sum(widths) - _GAP * unit * (len(self._columns) - 1)
        return [width or rest / max(free, 1) for width in widths]

    def _longest(self, unit: int, number: int, column: BigColumn) -> float:
        if not column.width:
            return 0.0
        metrics = QFontMetricsF(face(unit, column.size, bold=column.is_bold))
        texts = {row[number].text for row in self._measured}
        head = _width(face(unit), column.title)
        return max(head, *(metrics.horizontalAdvance(text) for text in texts), 0.0) + 2

    def _paint_block(self, painter: QPainter, room: QRectF, rows: Sequence[Row]) -> None:
        unit, height = unit_in(self), self._row_height
        widths, _ = self._measure(int(room.width()))
        heads = [Cell(column.title, "secondary") for column in self._columns]
        self._paint_row(
            painter, QRectF(room.left(), 0, room.width(), _HEAD * unit), heads, widths, is_head=True
        )
        for number, row in enumerate(rows):
            top = _HEAD * unit + number * height
            painter.setPen(color("line"))
            painter.drawLine(round(room.left()), round(top), round(room.right()), round(top))
            self._paint_row(painter, QRectF(room.left(), top, room.width(), height), row, widths)

    def _paint_row(
        self, painter: QPainter, room: QRectF, row: Row, widths: Sequence[float], *, is_head: bool = False
    ) -> None:
        unit, left = unit_in(self), room.left()
        for column, cell, width in zip(self._columns, row, widths, strict=True):
            place = QRectF(left, room.top(), width, room.height())
            self._paint_cell(painter, place, column, cell, is_head=is_head)
            left += width + _GAP * unit

    def _paint_cell(
        self, painter: QPainter, room: QRectF, column: BigColumn, cell: Cell, *, is_head: bool
    ) -> None:
        unit = unit_in(self)
        share = 1.0 if is_head else column.size
        font = face(unit, share, bold=column.is_bold and not is_head)
        if share > 1 and _width(font, cell.text) > room.width():
            font = face(unit, 1.0, bold=column.is_bold)
        painter.setFont(font)
        painter.setPen(color(cell.tone))
        side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter)
        text = cell.text
        if _width(font, text) > room.width():
            if room.height() > 2 * _ROW * unit * 0.75:
                flags |= int(Qt.TextFlag.TextWrapAnywhere)
            else:
                text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, text)


def _width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
