"""The form of the 填写项: a field for each thing a paper asks, built from its EntryFields; texts go in and texts come out."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from services.files.forms.entry import EntryField, EntryKind, entry_day
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.form import Form
from ui.widgets.growing_text import GrowingText

_DIFFERS = "各户不同；在此填写，各户改为相同"
_SHORT = 60
_NAME = 30
_NAME_WIDTH = 220
_CHOICE_WIDTH = 420
LABEL_WIDTH = 128
_MOST_LINES = 8


class EntryForm(Form):
    """Fields by their keys; ``edited`` tells which one the clerk changed."""

    edited = Signal(str, str)
    """Carries the key and the new text."""

    def __init__(self, fields: Sequence[EntryField], parent: QWidget | None = None) -> None:
        super().__init__(label_width=LABEL_WIDTH, parent=parent)
        self._entries = tuple(fields)
        self._readers: dict[str, Callable[[], str]] = {}
        self._writers: dict[str, Callable[[str], object]] = {}
        self._is_filling = False
        for entry in self._entries:
            made = self._field(entry)
            self.add(entry.key, entry.label, made, is_required=entry.is_required, hint=entry.hint)
            word = self._labels[entry.key]
            word.setWordWrap(True)
            word.setFixedWidth(LABEL_WIDTH)

    def fill(self, values: Mapping[str, str | None]) -> None:
        """Write texts into the fields; None stands for texts that differ."""
        self._is_filling = True
        for entry in self._entries:
            text = values.get(entry.key)
            self._writers[entry.key](text or "")
            field = self.field(entry.key)
            if isinstance(field, GrowingText | QLineEdit) and not isinstance(field, DateField):
                field.setPlaceholderText(_DIFFERS if text is None else "")
        self._is_filling = False

    @property
    def entries(self) -> tuple[EntryField, ...]:
        """What the form asks."""
        return self._entries

    def text(self, key: str) -> str:
        """Return what a field says."""
        return self._readers[key]()

    def type_text(self, key: str, text: str) -> None:
        """Fill one field in as a clerk would."""
        self._writers[key](text)
        self._tell(key)

    def _field(self, entry: EntryField) -> QWidget:
        if entry.kind is EntryKind.DAY:
            return self._day(entry)
        if entry.kind is EntryKind.CHOICE:
            return self._choice(entry)
        if entry.kind is EntryKind.LINES:
            return self._lines(entry)
        return self._proposals(entry) if entry.choices else self._line(entry)

    def _proposals(self, entry: EntryField) -> QWidget:
        """Make a line to type into that proposes the usual answers."""
        made = QComboBox()
        made.setEditable(True)
        made.addItems(list(entry.choices))
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        made.setCurrentText("")
        made.currentTextChanged.connect(partial(self._tell, entry.key))
        self._readers[entry.key] = lambda: made.currentText().strip()
        self._writers[entry.key] = made.setCurrentText
        return made

    def _line(self, entry: EntryField) -> QWidget:
        if entry.longest > _SHORT:
            made = GrowingText(most_lines=4, name=entry.label)
            made.changed.connect(partial(self._tell, entry.key))
            self._readers[entry.key], self._writers[entry.key] = made.text, made.setText
            return made
        line = QLineEdit()
        if entry.longest <= _NAME:
            line.setFixedWidth(_NAME_WIDTH)
        line.textChanged.connect(partial(self._tell, entry.key))
        self._readers[entry.key], self._writers[entry.key] = lambda: line.text().strip(), line.setText
        return line

    def _lines(self, entry: EntryField) -> QWidget:
        made = GrowingText(lines=3, most_lines=_MOST_LINES, name=entry.label, keeps_lines=True)
        made.changed.connect(partial(self._tell, entry.key))
        self._readers[entry.key], self._writers[entry.key] = made.text, made.setText
        return made

    def _day(self, entry: EntryField) -> QWidget:
        made = DateField()

        def read() -> str:
            day = made.value()
            return day.isoformat() if day is not None else made.text().strip()

        def write(text: str) -> None:
            made.setText(text) if entry_day(text) is None else made.set_value(entry_day(text))

        made.textChanged.connect(partial(self._tell, entry.key))
        self._readers[entry.key], self._writers[entry.key] = read, write
        return made

    def _choice(self, entry: EntryField) -> QWidget:
        made: Chooser[str] = Chooser([(one, one) for one in entry.choices], none_text="请选择")
        made.setMinimumWidth(_NAME_WIDTH)
        made.setMaximumWidth(_CHOICE_WIDTH)
        made.currentIndexChanged.connect(partial(self._tell, entry.key))

        def read() -> str:
            return made.value() or ""

        self._readers[entry.key], self._writers[entry.key] = read, made.set_value
        return made

    def _tell(self, key: str, *_: object) -> None:
        if not self._is_filling:
            self.edited.emit(key, self.text(key))
