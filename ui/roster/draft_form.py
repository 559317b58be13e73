"""What the forms of the three lists have in common: fields bound to the fields of a draft, problems that go as they are solved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QWidget

from models.vocab import Term
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.form import Form
from ui.widgets.growing_text import GrowingText
from ui.widgets.multi_chooser import MultiChooser

D = TypeVar("D", bound=Any)
T = TypeVar("T", bound=Term)

LABEL_WIDTH = 84
SHORT = 148
MEDIUM = 232


@dataclass(frozen=True, slots=True)
class Binding:
    """How a field gives its value to the draft and takes it from there."""

    read: Callable[[], Any]
    write: Callable[[Any], None]


class DraftForm(Form, Generic[D]):
    """Shows a draft and gives one back; ``changed`` is emitted whenever the clerk changes anything. It knows no database."""

    changed = Signal()

    def __init__(self, draft: D, parent: QWidget | None = None) -> None:
        super().__init__(label_width=LABEL_WIDTH, parent=parent)
        self._draft: D = draft
        self._bindings: dict[str, Binding] = {}
        self._is_filling = False
        self._entered: QLineEdit | None = None

    def show_draft(self, draft: D) -> None:
        """Fill the fields."""
        self._is_filling = True
        self._draft = draft
        for name, binding in self._bindings.items():
            binding.write(getattr(draft, name))
        self._is_filling = False

    def draft(self) -> D:
        """Return what the fields say; a value that cannot be read counts as none (see ``own_problems``)."""
        return replace(self._draft, **{name: one.read() for name, one in self._bindings.items()})

    def own_problems(self) -> dict[str, str]:
        """Return what cannot even be put into a draft, such as a date that is none."""
        dates = [(key, field) for key, field in self._fields.items() if isinstance(field, DateField)]
        return {key: "请写成日期，例如 2022-05-25。" for key, field in dates if not field.is_valid}

    def drop_solved(self, problems: Mapping[str, str]) -> None:
        """Take away the problems that are no longer among these; show no new ones while the clerk is still typing."""
        for key, label in self._problems.items():
            if not label.text() or key in problems:
                continue
            label.setText("")
            label.hide()
            self._mark(self._fields[key], is_wrong=False)

    def set_shown(self, key: str, *, is_shown: bool) -> None:
        """Show a line, or hide it together with its problem."""
        self._labels[key].setVisible(is_shown)
        self._fields[key].setVisible(is_shown)
        self._problems[key].setVisible(is_shown and bool(self._problems[key].text()))

    # -- fields; each is bound to the draft's field of the same name

    def add_line(self, key: str, label: str, *, width: int = 0, hint: str = "", **how: Any) -> QLineEdit:
        """Add a one-line text."""
        line = QLineEdit()
        line.setPlaceholderText(hint)
        if width:
            line.setFixedWidth(width)
        line.textChanged.connect(self._tell)
        self._bind(key, label, line, lambda: line.text().strip(), line.setText, **how)
        return line

    def add_text(
        self, key: str, label: str, *, lines: int = 1, most_lines: int = 6, hint: str = "", **how: Any
    ) -> GrowingText:
        """Add a text that may be long."""
        text = GrowingText(lines=lines, most_lines=most_lines, hint=hint)
        text.changed.connect(self._tell)
        self._bind(key, label, text, text.text, text.setText, **how)
        return text

    def add_date(self, key: str, label: str, **how: Any) -> DateField:
        """Add a date."""
        field = DateField()
        field.textChanged.connect(self._tell)
        self._bind(key, label, field, field.value, field.set_value, **how)
        return field

    def add_chooser(self, key: str, label: str, chooser: Chooser[Any], **how: Any) -> Chooser[Any]:
        """Add a chooser of one value."""
        if chooser.sizePolicy().horizontalPolicy() is not QSizePolicy.Policy.Expanding:
            chooser.setMinimumWidth(SHORT)
            chooser.setMaximumWidth(MEDIUM)
        chooser.currentIndexChanged.connect(self._tell)
        self._bind(key, label, chooser, chooser.value, chooser.set_value, **how)
        return chooser

    def add_terms(self, key: str, label: str, terms: type[T], *, none_text: str, **how: Any) -> MultiChooser:
        """Add a chooser of several words of the vocabulary."""
        chooser = MultiChooser("", [(term, term.label) for term in terms], all_text=none_text)
        chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        chooser.changed.connect(self._tell)

        def read() -> frozenset[T]:
            return frozenset(terms(str(value)) for value in chooser.values())  # Qt keeps the codes only

        self._bind(key, label, chooser, read, chooser.set_values, **how)
        return chooser

    def add_check(self, key: str, label: str, text: str, **how: Any) -> QCheckBox:
        """Add a claim that is true or not."""
        box = QCheckBox(text)
        box.toggled.connect(self._tell)
        self._bind(key, label, box, box.isChecked, box.setChecked, **how)
        return box

    def guard_keys(self) -> None:
        """Turn Enter into Tab and keep the wheel from changing fields it only passes; called once all fields are in."""
        for chooser in self.findChildren(QComboBox):
            chooser.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chooser.installEventFilter(self)
        for line in self.findChildren(QLineEdit):
            line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the wheel to fields without focus; let Enter go to the next field."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        self._select_on_entry(watched, event)
        if (
            isinstance(watched, QLineEdit)
            and _is_plain_enter(event)
            and not watched.property("keeps_enter")  # it has a use for Enter itself
        ):
            self.focusNextPrevChild(True)
            return True
        return super().eventFilter(watched, event)

    def _select_on_entry(self, watched: QObject, event: QEvent) -> None:
        """Select the text of a chooser that is clicked into, so that typing replaces it instead of mixing with it."""
        if not (isinstance(watched, QLineEdit) and isinstance(watched.parent(), QComboBox)):
            return
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self._entered = watched if event.reason() == Qt.FocusReason.MouseFocusReason else None
        elif event.type() == QEvent.Type.MouseButtonRelease and self._entered is watched:
            self._entered = None
            watched.selectAll()

    def _bind(
        self,
        key: str,
        label: str,
        field: QWidget,
        read: Callable[[], Any],
        write: Callable[[Any], Any],
        **how: Any,
    ) -> None:
        self._bindings[key] = Binding(read, write)
        self.add(key, label, field, **how)

    def _rebind(self, key: str, read: Callable[[], Any], write: Callable[[Any], None]) -> None:
        """Let a field give and take another kind of value than its widget does."""
        self._bindings[key] = Binding(read, write)

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit()

    @staticmethod
    def _mark(field: QWidget, *, is_wrong: bool) -> None:
        field.setProperty("problem", is_wrong)
        field.style().unpolish(field)
        field.style().polish(field)


def term_chooser(terms: type[T], *, none_text: str = "") -> Chooser[T]:
    """Make a chooser of one word of the vocabulary."""
    return Chooser[T]([(term, term.label) for term in terms], none_text=none_text)


def _is_plain_enter(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        and event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
    )
