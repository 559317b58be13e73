"""One part of the seed: who gives it, a field in large type, how many digits are there, what is wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.rules.seed import Contribution
from ui.draw.digit_field import DigitField
from ui.draw.seed_places import SeedPlace
from ui.theme import set_look
from ui.widgets.labels import secondary, strong, toned

_MOST_TEXT = 200


class SeedEntry(QWidget):
    """Typed by the clerk, read aloud by the one who gives it."""

    changed = Signal()

    def __init__(self, place: SeedPlace, number: int, of: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.field: QLineEdit = (
            _TextField() if place.digits is None else DigitField(place.digits, is_one_of_several=of > 1)
        )
        self.field.setAccessibleName(f"{place.by} {place.act}")
        self._count = secondary()
        self._problem = toned("", "bad")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(strong(f"{number}．{place.by}" if of > 1 else place.by))
        head.addWidget(secondary(place.act))
        head.addWidget(self._count)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.field)
        layout.addWidget(self._problem)
        self.field.textChanged.connect(self._on_text)
        self.field.editingFinished.connect(self._on_left)
        self.field.returnPressed.connect(self._go_on)
        self._on_text()

    @property
    def typed(self) -> str:
        """What was typed, without the blanks of the blocks."""
        return self.field.digits if isinstance(self.field, DigitField) else self.field.text()

    @property
    def fault(self) -> str:
        """What is wrong with it, or an empty text."""
        return self.place.fault(self.typed)

    @property
    def problem(self) -> str:
        """The sentence beneath the field."""
        return self._problem.text()

    @property
    def count(self) -> str:
        """How many digits are there, of how many."""
        return self._count.text()

    def contribution(self) -> Contribution:
        """Return the part of the seed; it was given now."""
        return Contribution(self.place.by, self.typed)

    def show_problem(self, text: str) -> None:
        """Show a sentence beneath the field."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.field.setProperty("problem", bool(text))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def _on_left(self) -> None:
        if self.typed:
            self.show_problem(self.fault)

    def _go_on(self) -> None:
        self.focusNextPrevChild(True)

    def _on_text(self) -> None:
        digits = self.place.digits
        if digits is not None:
            there = len(self.typed)
            self._count.setText(f"{there} / {digits} 位")
            set_look(self._count, "ok" if there == digits else "bad" if there > digits else "secondary")
        self.show_problem("")
        if digits is not None and len(self.typed) > digits:
            self.show_problem(self.fault)
        self.changed.emit()


class _TextField(QLineEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_MOST_TEXT)
        self.setPlaceholderText("按封存单写明的顺序填写，如 03 12 15 21 28 30 07")
        self.setStyleSheet("font-size: 16pt; padding: 6px 12px;")
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
