"""The right half of a list while a record is written: the form, what deserves a look, 保存 and 取消."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.roster.draft_form import DraftForm
from ui.theme import set_look
from ui.widgets.buttons import button, primary_button
from ui.widgets.labels import rule, secondary, section_title, toned, value_label

_PAUSE_MS = 200


class DraftEditor(QFrame):
    """Holds one form. The list answers ``asked`` with problems and notes, and ``save_requested`` with problems or the end."""

    asked = Signal(object)
    """Carries the draft once the typing pauses."""
    save_requested = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.setMinimumWidth(380)
        self._form: DraftForm[Any] | None = None
        self._initial: Any = None
        self._title = section_title()
        self._title.setWordWrap(True)
        self._lead = value_label()
        set_look(self._lead, "secondary")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._notes = value_label()
        set_look(self._notes, "secondary")
        self._why = QLineEdit()
        self._why.setPlaceholderText("可不填，如：企业来函更正")
        self._why.setMaxLength(200)
        self._why_line = _labelled("变更原因", self._why)
        self._warning = toned("", "warn")
        self._warning.setWordWrap(True)
        self.save_button = primary_button("保存(&S)", hint="Ctrl+Enter")
        self.cancel_button = button("取消", hint="Esc")
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.left)
        acts: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+Return", self.save_button.click),
            ("Ctrl+Enter", self.save_button.click),
            ("Esc", self.left.emit),
        ]
        for keys, act in acts:
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._lay_out()
        self.hide()

    def begin(self, title: str, form: DraftForm[Any], *, lead: str = "", asks_why: bool = False) -> None:
        """Show a form; it counts as unchanged until the clerk changes it.

        ``lead`` says what saving will do; with ``asks_why`` a line at the foot takes the reason of the change.
        """
        self._why.clear()
        self._why_line.setVisible(asks_why)
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        form.guard_keys()
        form.changed.connect(self._timer.start)
        set_look(form, "clear")
        holder = QWidget()
        set_look(holder, "clear")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 12, 8)
        inside.addWidget(form)
        inside.addStretch(1)
        self._area.setWidget(holder)
        self._form, self._initial = form, form.draft()
        self.show_notes(())
        self.warn("")
        self.set_working(is_working=False)
        self._ask()

    def end(self) -> None:
        """Forget the form."""
        self._timer.stop()
        self._form = self._initial = None

    @property
    def form(self) -> DraftForm[Any]:
        """The form on screen; only between ``begin`` and ``end``."""
        assert self._form is not None
        return self._form

    @property
    def is_open(self) -> bool:
        """Whether a record is being written."""
        return self._form is not None

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to lose."""
        return self._form is not None and self._form.draft() != self._initial

    @property
    def title(self) -> str:
        """What is being written."""
        return self._title.text()

    @property
    def notes(self) -> list[str]:
        """What deserves a look, as it stands on screen."""
        return self._notes.text().splitlines()

    @property
    def why(self) -> str:
        """The reason of the change, as far as one was written."""
        return self._why.text().strip()

    def set_why(self, text: str) -> None:
        """Write the reason of the change."""
        self._why.setText(text)

    @property
    def asks_why(self) -> bool:
        """Whether the line for the reason is on screen."""
        return not self._why_line.isHidden()

    def save(self) -> None:
        """Ask the list to save, if the form has a draft to give."""
        problems = self.form.own_problems()
        if problems:
            self.form.show_problems(problems)
        else:
            self.save_requested.emit(self.form.draft())

    def rebase(self) -> None:
        """Count what the program itself filled in as unchanged."""
        self._initial = self.form.draft()

    def settle_problems(self, problems: Mapping[str, str]) -> None:
        """Take away the problems that were solved meanwhile."""
        if self._form is not None:
            self._form.drop_solved({**problems, **self._form.own_problems()})

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show sentences that keep nothing from being saved."""
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))

    def warn(self, text: str) -> None:
        """Say why the clerk is still here; an empty text takes it away."""
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    def set_working(self, *, is_working: bool) -> None:
        """Keep a second press from saving twice."""
        self.save_button.set_reason("正在保存…" if is_working else None)

    def _ask(self) -> None:
        if self._form is not None:
            self.asked.emit(self._form.draft())

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._warning, 1)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._lead)
        layout.addWidget(self._area, 1)
        layout.addWidget(rule())
        layout.addWidget(self._notes)
        layout.addWidget(self._why_line)
        layout.addLayout(foot)


def _labelled(word: str, field: QLineEdit) -> QWidget:
    holder = QWidget()
    set_look(holder, "clear")
    label = secondary(word)
    label.setBuddy(field)
    field.setAccessibleName(word)
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(label)
    line.addWidget(field, 1)
    return holder
