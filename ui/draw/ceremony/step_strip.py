"""The five steps along the top of the ceremony, the present one in the accent colour."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.draw.ceremony.look import face, unit_in
from ui.theme import color

TITLES = ("封存名单", "公开种子", "抽取", "结果", "签字确认")
_SIGNS = "①②③④⑤"
_HEIGHT = 1.9  # units


class StepStrip(QWidget):
    """A click goes to a step that can be reached."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current, self._reach = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> int:
        """The step on screen."""
        return self._current

    def show_step(self, number: int, *, reach: int) -> None:
        """Mark the step on screen; ``reach`` is the last that can be seen."""
        self._current, self._reach = number, reach
        self.setAccessibleName(f"步骤 {number + 1} / {len(TITLES)}：{TITLES[number]}")
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as the screen's size asks for."""
        return QSize(400, round(_HEIGHT * unit_in(self)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the steps."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit, span = unit_in(self), self.width() / len(TITLES)
        for number, title in enumerate(TITLES):
            is_now = number == self._current
            room = QRectF(number * span, 0, span, self.height())
            if is_now:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color("accent"))
                painter.drawRect(room)
            painter.setFont(_fitting(unit, f"{_SIGNS[number]} {title}", span, is_bold=is_now))
            tone = "on_accent" if is_now else "text" if number <= self._reach else "disabled"
            painter.setPen(color(tone))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), f"{_SIGNS[number]} {title}")
        painter.setPen(color("accent"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the step under the mouse."""
        number = int(event.position().x() // (self.width() / len(TITLES)))
        if 0 <= number <= self._reach:
            self.chosen.emit(number)


def _fitting(unit: int, text: str, room: float, *, is_bold: bool) -> QFont:
    made = face(unit, 1.05, bold=is_bold)
    wide = QFontMetricsF(made).horizontalAdvance(text)
    return made if wide <= room * 0.94 else face(unit, 1.05 * room * 0.94 / wide, bold=is_bold)
