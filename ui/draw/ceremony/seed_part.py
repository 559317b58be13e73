"""One contribution of the seed in large type: who gives it, its boxes or its line, how far it has come."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.rules.seed import WITNESS_DIGITS, Contribution
from ui.draw.ceremony.digit_boxes import DigitBoxes
from ui.draw.ceremony.look import words
from ui.draw.seed_places import SeedPlace
from ui.theme import set_look

_MOST_TEXT = 200
_SMALL = 2.0  # units of a box where several parts stand on one screen


class SeedPart(QWidget):
    """A witness's envelope, the dice, or the lottery's number."""

    changed = Signal()

    def __init__(self, place: SeedPlace, number: int, of: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._is_closed = False
        self._is_narrow = of > 1 and place.digits == WITNESS_DIGITS
        self.field: QWidget
        if place.digits is None:
            self._line, self._boxes = _make_line(), None
            self.field = self._line
            self._line.textChanged.connect(self._on_change)
        else:
            self._line, self._boxes = None, _make_boxes(place.digits, of)
            self.field = self._boxes
            self._boxes.changed.connect(self._on_change)
            self._boxes.refused.connect(self._on_refusal)
        self._title = words(f"{number}．{place.by}" if of > 1 else place.by, size="large", wraps=False)
        self._state = words(wraps=False)
        self._problem = words(size="problem")
        self._lay_out(place.act)
        self._on_change()

    @property
    def typed(self) -> str:
        """What was typed."""
        return self._boxes.digits if self._boxes is not None else self._line.text() if self._line else ""

    @property
    def shown(self) -> str:
        """What the room sees of it."""
        return self._boxes.shown if self._boxes is not None else self.typed

    @property
    def fault(self) -> str:
        """What is wrong with it, or an empty text."""
        return self.place.fault(self.typed)

    @property
    def state(self) -> str:
        """待交 or 已交 for an envelope, else how many digits there are."""
        return self._state.text()

    @property
    def problem(self) -> str:
        """The sentence beneath."""
        return self._problem.text()

    def set_closed(self, is_closed: bool) -> None:
        """Treat it as a sealed envelope, or open it."""
        self._is_closed = is_closed
        if self._boxes is not None:
            self._boxes.set_closed(is_closed)
        self._show_state()

    def contribution(self) -> Contribution:
        """Return the part of the seed; it was given now."""
        return Contribution(self.place.by, self.typed)

    def _on_change(self) -> None:
        self._problem.hide()
        self._show_state()
        self.changed.emit()

    def _on_refusal(self, why: str) -> None:
        self._problem.setText(why)
        self._problem.setVisible(bool(why))

    def _show_state(self) -> None:
        digits = self.place.digits
        is_there = not self.fault
        if digits is None:
            self._state.setText("已填写" if is_there else "")
        elif self._is_closed:
            self._state.setText("●●●● 已交" if is_there else f"待交　{len(self.typed)} / {digits} 位")
        else:
            self._state.setText(f"{len(self.typed)} / {digits} 位")
        set_look(self._state, "ok" if is_there else "secondary")

    def _lay_out(self, act: str) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(words(act, look="secondary", wraps=False))
        if self._is_narrow:
            head.addWidget(self.field, 1)
        else:
            head.addStretch(1)
        head.addWidget(self._state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        if not self._is_narrow:
            layout.addWidget(self.field)
        layout.addWidget(self._problem)
        self._problem.hide()
        self.setFocusProxy(self.field)


def _make_boxes(digits: int, of: int) -> DigitBoxes:
    return DigitBoxes(digits) if of == 1 else DigitBoxes(digits, widest=_SMALL)


def _make_line() -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(_MOST_TEXT)
    line.setPlaceholderText("按封存单写明的顺序填写")
    line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
    return line
