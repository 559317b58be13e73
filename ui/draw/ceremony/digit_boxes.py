"""Big boxes, one digit a box, in blocks of four: what was thrown is typed one by one before everybody's eyes.

While it is closed, as a sealed envelope, only dots are seen. Keys that are no digits are left to the window's clicker, or refused
with a word.
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.draw.ceremony.look import face, unit_in
from ui.draw.digit_field import digits_of
from ui.theme import color

ONLY_DIGITS = "只收数字 0–9。"
_BLOCK = 4
_LEAST, _MOST = 1.7, 2.7  # units a box is wide
_TALL = 1.28
_BLOCK_GAP, _LINE_GAP = 0.8, 0.5
_DOT = "●"


class DigitBoxes(QWidget):
    """Holds at most ``expected`` digits."""

    changed = Signal()
    refused = Signal(str)
    """Carries why a key was not taken."""

    def __init__(self, expected: int, *, widest: float = _MOST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.expected = expected
        self.digits = ""
        self._is_closed = False
        self._widest = widest
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_full(self) -> bool:
        """Whether every box holds its digit."""
        return len(self.digits) == self.expected

    @property
    def shown(self) -> str:
        """What is seen in the boxes."""
        return _DOT * len(self.digits) if self._is_closed else self.digits

    def set_closed(self, is_closed: bool) -> None:
        """Hide the digits behind dots, or open them."""
        self._is_closed = is_closed
        self.update()

    def take(self, text: str) -> None:
        """Take the digits of a text; what does not fit or is no digit is refused with a word."""
        digits = digits_of(text)
        room = self.expected - len(self.digits)
        if not digits:
            self.refused.emit(ONLY_DIGITS)
            return
        self.digits += digits[:room]
        self.refused.emit(
            f"已满 {self.expected} 位，多出的没有收；退格键可以更正。" if len(digits) > room else ""
        )
        self._tell()

    def sizeHint(self) -> QSize:
        """Be as high as the lines of boxes."""
        lines, cell = self._grid()
        unit = unit_in(self)
        return QSize(200, round(lines * cell * _TALL + (lines - 1) * _LINE_GAP * unit) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the boxes wrap otherwise."""
        super().resizeEvent(event)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits and Backspace; leave the keys of the clicker to the window."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.digits = self.digits[:-1]
            self.refused.emit("")
            self._tell()
        elif event.text().strip() and event.text().isprintable() and not _is_command(event):
            self.take(event.text())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus."""
        del event
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the next digit goes."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the boxes and what is in them."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = unit_in(self)
        _, cell = self._grid()
        painter.setFont(face(unit, 0.8 * cell / unit, bold=True))
        for number in range(self.expected):
            room = self._box(number, cell)
            is_next = self.hasFocus() and number == len(self.digits)
            painter.setPen(QPen(color("accent" if is_next else "border_hover"), 3 if is_next else 1))
            painter.setBrush(color("accent_soft" if number < len(self.digits) else "surface"))
            painter.drawRoundedRect(room, 4, 4)
            if number < len(self.digits):
                painter.setPen(color("text"))
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), self.shown[number])

    def _box(self, number: int, cell: float) -> QRectF:
        unit, a_line = unit_in(self), self._boxes_a_line
        line, place = divmod(number, a_line)
        left = place * cell + place // _BLOCK * _BLOCK_GAP * unit
        top = line * (cell * _TALL + _LINE_GAP * unit)
        return QRectF(left + 2, top + 2, cell - 4, cell * _TALL - 4)

    @property
    def _boxes_a_line(self) -> int:
        blocks = -(-self.expected // _BLOCK)
        return -(-blocks // self._grid()[0]) * _BLOCK

    def _grid(self) -> tuple[int, float]:
        """Return the number of lines and the width of a box."""
        unit, blocks = unit_in(self), -(-self.expected // _BLOCK)
        for lines in range(1, blocks + 1):
            a_line = -(-blocks // lines)
            cell = (self.width() - (a_line - 1) * _BLOCK_GAP * unit) / (a_line * _BLOCK)
            if cell >= _LEAST * unit:
                return lines, min(cell, self._widest * unit)
        return blocks, _LEAST * unit

    def _tell(self) -> None:
        self.setAccessibleName(f"{len(self.digits)} / {self.expected} 位")
        self.updateGeometry()
        self.update()
        self.changed.emit()


def _is_command(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
