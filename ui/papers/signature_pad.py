"""手写签名: a white field to write a name in with the mouse or a pen; gives the strokes."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.theme import color

_SIZE = QSize(480, 180)
_PEN = 4

Stroke = tuple[tuple[float, float], ...]


class SignaturePad(QWidget):
    """Collects strokes; each press begins one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[tuple[float, float]]] = []
        self.setFixedSize(_SIZE)
        self.setAccessibleName("手写签名处")
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """What was written, stroke by stroke."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def clear(self) -> None:
        """Take everything away."""
        self._strokes.clear()
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._strokes.append([])
            self._add(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if self._strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self._add(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, the line to write on and the strokes."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(color("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.drawLine(24, self.height() - 40, self.width() - 24, self.height() - 40)
        pen = QPen(Qt.GlobalColor.black, _PEN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            points = [QPointF(x, y) for x, y in stroke]
            painter.drawPolyline(QPolygonF(points if len(points) > 1 else points * 2))

    def _add(self, point: QPointF) -> None:
        inside = (
            min(max(point.x(), 0.0), float(self.width())),
            min(max(point.y(), 0.0), float(self.height())),
        )
        self._strokes[-1].append(inside)
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()
