"""The steps of the draw across the top of the screen, the present one large: 封存 → 种子 → 抽取 → 确认."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.theme import color, font, set_look

_HEIGHT = 56
_DISC = 26
_MARGIN = 24


class StepBar(QFrame):
    """Steps already done are green with a tick, the present one is blue, those to come are grey."""

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._current = 0
        set_look(self, "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def current(self) -> int:
        """The number of the present step, the count of steps when all are done."""
        return self._current

    def set_current(self, number: int) -> None:
        """Go to a step; the count of steps means that all are done."""
        self._current = number
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        """Be one line high."""
        return QSize(480, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw discs, words and the lines between them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        span = (self.width() - 2 * _MARGIN) / len(self._steps)
        for number, text in enumerate(self._steps):
            left = _MARGIN + number * span
            end = self._draw_step(painter, number, text, left)
            if number + 1 < len(self._steps):
                painter.setPen(QPen(color("ok" if number < self._current else "line"), 2))
                middle = self.height() / 2
                painter.drawLine(QPointF(end + 20, middle), QPointF(left + span - 20, middle))

    def _draw_step(self, painter: QPainter, number: int, text: str, left: float) -> float:
        is_done, is_now = number < self._current, number == self._current
        disc = QRectF(left, (self.height() - _DISC) / 2, _DISC, _DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("ok" if is_done else "accent" if is_now else "border"))
        painter.drawEllipse(disc)
        painter.setPen(color("on_accent" if is_done or is_now else "neutral"))
        painter.setFont(font(bold=True))
        if is_done:
            painter.setPen(QPen(color("on_accent"), 2))
            x, y = disc.left(), disc.top()
            painter.drawPolyline(
                [QPointF(x + 7.5, y + 13.5), QPointF(x + 11.5, y + 17.5), QPointF(x + 18.5, y + 9)]
            )
        else:
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(number + 1))
        painter.setFont(font(11.0 if is_now else 10.0, bold=is_now))
        painter.setPen(color("text" if is_done or is_now else "secondary"))
        start = disc.right() + 9
        words = QRectF(start, 0, 400, self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        return start + painter.fontMetrics().horizontalAdvance(text)

    def _describe(self) -> None:
        present = self._steps[self._current] if self._current < len(self._steps) else "全部完成"
        self.setAccessibleName(
            f"步骤 {min(self._current + 1, len(self._steps))} / {len(self._steps)}：{present}"
        )
