"""The bars of the towns: how many may be drawn in each, and how many of them are or will be drawn."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.draw.facts import TownLine
from ui.theme import color, set_look

_ROW = 23  # as it likes to be
_LEAST_ROW = 18  # before the list scrolls
_BAR = 9
_GAP = 10


class TownBars(QWidget):
    """One line a town; a click asks for the town's list."""

    clicked = Signal(str)
    """Carries the name of the town."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[TownLine] = ()
        self._hovered = -1
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_lines(self, lines: Sequence[TownLine]) -> None:
        """Show other towns."""
        self._lines = tuple(lines)
        self.setMinimumHeight(_LEAST_ROW * max(len(self._lines), 1))
        self.setAccessibleName("镇街分配：" + "；".join(f"{line.name} {line.text}" for line in self._lines))
        self.update()

    @property
    def texts(self) -> list[str]:
        """What the lines say."""
        return [f"{line.name} {line.text}" for line in self._lines]

    def sizeHint(self) -> QSize:
        """Be as high as there are towns."""
        return QSize(320, _ROW * max(len(self._lines), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name, bar and figures of each town."""
        del event
        if not self._lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        names = max(metrics.horizontalAdvance(line.name) for line in self._lines)
        figures = max(metrics.horizontalAdvance(line.text) for line in self._lines)
        room = max(self.width() - names - figures - 2 * _GAP, 0.0)
        most = max(line.available for line in self._lines) or 1
        row = self._row_height
        for number, line in enumerate(self._lines):
            top = number * row
            if number == self._hovered:
                painter.fillRect(QRectF(0, top, self.width(), row), color("hover"))
            painter.setPen(color("text"))
            painter.drawText(QRectF(0, top, names + 1, row), int(Qt.AlignmentFlag.AlignVCenter), line.name)
            painter.setPen(color("neutral"))
            painter.drawText(
                QRectF(0, top, self.width(), row),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
                line.text,
            )
            self._draw_bar(painter, line, QRectF(names + _GAP, top + (row - _BAR) / 2, room, _BAR), most)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the line under the mouse."""
        self._hover(self._line_at(event.position().y()))

    def leaveEvent(self, event: object) -> None:
        """Light up nothing."""
        del event
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the list of the town."""
        number = self._line_at(event.position().y())
        if number >= 0:
            self.clicked.emit(self._lines[number].name)

    @property
    def _row_height(self) -> float:
        return min(self.height() / max(len(self._lines), 1), float(_ROW))

    def _line_at(self, y: float) -> int:
        number = int(y // self._row_height)
        return number if 0 <= number < len(self._lines) else -1

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.setToolTip("" if number < 0 else f"点击查看{self._lines[number].name}的名单")
            self.update()

    @staticmethod
    def _draw_bar(painter: QPainter, line: TownLine, room: QRectF, most: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent_soft"))
        length = max(room.width() * line.available / most, 2.0 if line.available else 0.0)
        painter.drawRoundedRect(QRectF(room.left(), room.top(), length, room.height()), 3, 3)
        if line.drawn and line.available:
            painter.setBrush(color("accent"))
            part = max(length * min(line.drawn / line.available, 1.0), 3.0)
            painter.drawRoundedRect(QRectF(room.left(), room.top(), part, room.height()), 1.5, 1.5)


def scrolling(content: QWidget) -> QScrollArea:
    """Wrap a widget that may be higher than its place."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    set_look(content, "clear")
    area.setWidget(content)
    return area
