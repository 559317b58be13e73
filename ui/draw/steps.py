"""The four steps across the top; a step already done can be looked at again by a click."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.draw.facts import STEPS
from ui.theme import color
from ui.widgets.step_bar import StepBar

_MARGIN = 24
_UNDERLINE = 3


class DrawSteps(StepBar):
    """A step bar of which the steps up to the present one can be chosen; the one in view is underlined."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(STEPS, parent)
        self._viewed = 0
        self._reach = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def show_step(self, number: int, *, present: int, reach: int) -> None:
        """Underline the step in view; ``present`` is how far the draw has come, ``reach`` the last that can be seen."""
        self._viewed, self._reach = number, reach
        self.set_current(present)
        self.update()

    def choose(self, number: int) -> None:
        """Choose a step as a click would; one that is still to come is not offered."""
        if self._can_choose(number):
            self.chosen.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the steps, the line beneath the one in view, and the focus."""
        super().paintEvent(event)
        painter = QPainter(self)
        span = self._span()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        width = min(span - 2 * _MARGIN, 132.0)
        left = _MARGIN + self._viewed * span
        painter.drawRect(QRectF(left, self.height() - _UNDERLINE - 1, width, _UNDERLINE))
        if self.hasFocus():
            painter.setPen(QPen(color("accent_line"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the step under the mouse."""
        self.choose(self._step_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the cursor which step can be chosen."""
        can_go = self._can_choose(self._step_at(event.position().x()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_go else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbouring step with the arrow keys."""
        move = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            self.choose(self._viewed + move)

    def _can_choose(self, number: int) -> bool:
        return 0 <= number <= min(self._reach, len(STEPS) - 1) and number != self._viewed

    def _span(self) -> float:
        return (self.width() - 2 * _MARGIN) / len(STEPS)

    def _step_at(self, x: float) -> int:
        return int((x - _MARGIN) // self._span())
