"""The field for digits that were thrown or written down: large, in blocks of four, nothing but digits."""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.draw.facts import grouped
from ui.theme import font

_POINTS, _SEVERAL_POINTS = 28.0, 18.0
_BLOCK = 4
_AIR = 40
_WIDEST = 640


class DigitField(QLineEdit):
    """Shows ``0138 2438 …`` and gives back ``01382438…``; ``expected`` is how many there must be."""

    counted = Signal(int)
    """Carries how many digits there are."""

    def __init__(
        self, expected: int, *, is_one_of_several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.expected = expected
        points = _SEVERAL_POINTS if is_one_of_several else _POINTS
        face = font(points, bold=True)
        self.setFont(face)
        self.setStyleSheet(f"font-size: {points}pt; font-weight: 600; padding: 6px 12px;")
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        blocks = -(-expected // _BLOCK)
        sample = " ".join(["0" * _BLOCK] * blocks)
        room = round(QFontMetricsF(face).horizontalAdvance(sample))
        self.setFixedWidth(min(room + 2 * _AIR, _WIDEST))
        self.textEdited.connect(self._regroup)
        self.textChanged.connect(self._tell)

    @property
    def digits(self) -> str:
        """The digits without blanks."""
        return digits_of(self.text())

    @property
    def missing(self) -> int:
        """How many digits are still missing; below zero when there are too many."""
        return self.expected - len(self.digits)

    def _regroup(self, typed: str) -> None:
        """Drop everything that is no digit and write the blocks anew; the cursor stays behind its digit."""
        before = len(digits_of(typed[: self.cursorPosition()]))
        self.setText(grouped(digits_of(typed)))
        self.setCursorPosition(before + max(before - 1, 0) // _BLOCK)

    def _tell(self) -> None:
        self.counted.emit(len(self.digits))


def digits_of(text: str) -> str:
    """Return the digits of a text; full-width ones count as what they are."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char in "0123456789")
