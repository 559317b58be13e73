"""The frame of the dialogs that edit a short list of the office: the list, and beside it what can be done with a line.

Each act is stored at once and written into the log, so that the dialog has nothing to save: it is closed.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.changes import Changes
from ui.desk import Desk
from ui.table.model import Column
from ui.table.view import RecordTableView
from ui.theme import set_look
from ui.widgets.buttons import Button, button
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import secondary

R = TypeVar("R")


class ListDialog(WorkDialog, Generic[R]):
    """A list with buttons at its right; a subclass reads the lines, says what can be done with the one in use."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        *,
        title: str,
        name: str,
        intro: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        nouns: Sequence[str],
    ) -> None:
        self.desk = desk
        self._nouns = nouns
        self.table = RecordTableView[R](columns, name=name, settings=desk.settings, key=key)
        self.table.setMinimumHeight(300)
        content = QWidget()
        set_look(content, "clear")
        words = secondary(intro)
        words.setWordWrap(True)
        side = QVBoxLayout()
        side.setSpacing(8)
        self._side = side
        side.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.table, 1)
        line.addLayout(side)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addLayout(line, 1)
        super().__init__(parent, title, content, confirm="完成", size=(860, 600))
        self.cancel_button.hide()
        self.set_note("每项改动立即保存，并记入操作日志。")
        self.table.current_changed.connect(self.show_state)
        desk.operations.changed.connect(self._on_changed)

    def add_side_button(self, text: str, act: Callable[[], object], *, hint: str = "") -> Button:
        """Put a button beneath those beside the list."""
        made = button(text, hint=hint)
        made.clicked.connect(act)
        self._side.insertWidget(self._side.count() - 1, made)
        return made

    def reload(self) -> None:
        """Read the lines again; every list writes its own."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Say which buttons can work; every list writes its own."""
        raise NotImplementedError

    def show_lines(self, lines: Sequence[R]) -> None:
        """Show other lines; the one in use stays."""
        self.table.set_rows(lines)
        self.table.select_first()
        self.show_state()

    def change(self, work: Callable[[], Changes], done: str) -> None:
        """Store an act and say that it is done."""
        self.desk.operations.change(work, lambda _: self.desk.messages.toast(done))

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(*self._nouns) and self.isVisible():
            self.reload()
