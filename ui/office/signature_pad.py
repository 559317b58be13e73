"""A field to sign in with mouse, pen or finger; what was drawn comes out as strokes."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

Stroke = tuple[tuple[float, float], ...]

_SIZE = QSize(480, 170)
_PEN = 3.0
_LINE_ABOVE_FOOT = 34


class SignaturePad(QWidget):
    """White paper with a line to write on."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[QPointF]] = []
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("签名框")

    def strokes(self) -> tuple[Stroke, ...]:
        """Return what was drawn, stroke by stroke."""
        return tuple(tuple((point.x(), point.y()) for point in stroke) for stroke in self._strokes)

    def clear(self) -> None:
        """Take a new sheet."""
        self._strokes.clear()
        self.update()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen down."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._strokes.append([event.position()])
            self.update()
            self.changed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on, within the paper."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._strokes:
            x = min(max(event.position().x(), 0.0), float(self.width()))
            y = min(max(event.position().y(), 0.0), float(self.height()))
            self._strokes[-1].append(QPointF(x, y))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper, line and ink: paper is white and ink black in every look of the program."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(QPen(Qt.GlobalColor.lightGray, 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        foot = self.height() - _LINE_ABOVE_FOOT
        painter.drawLine(24, foot, self.width() - 24, foot)
        pen = QPen(Qt.GlobalColor.black, _PEN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            if len(stroke) == 1:
                painter.drawPoint(stroke[0])
            else:
                painter.drawPolyline(stroke)
        painter.end()
