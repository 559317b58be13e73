"""Free 标签: typed and taken by Enter, those in use offered, each taken away by its cross."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import set_look
from ui.widgets.buttons import Button, button

_LONGEST = 30
_LINE_CHARACTERS = 18
_CROSS_CHARACTERS = 3


class TagLine(QLineEdit):
    """Where a tag is typed; Enter takes it, and in an empty line goes on."""

    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the tag by Enter; leave Ctrl+Enter to whoever saves with it."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.taken.emit()
            event.ignore()
        elif is_enter and self.text().strip():
            self.taken.emit()
        elif is_enter:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class TagField(QWidget):
    """Shows tags and gives them back; what stands in the line counts too, so that nothing typed is lost."""

    changed = Signal()

    def __init__(self, offered: Iterable[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: list[str] = []
        self.line = TagLine()
        self.line.setProperty("keeps_enter", True)
        self.line.setMaxLength(_LONGEST)
        self.line.setPlaceholderText("输入后按 Enter，可多个")
        self.line.setAccessibleName("标签")
        completer = QCompleter(sorted(offered), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = completer.popup()
        assert popup is not None  # a pop-up completer makes one
        set_look(popup, "options")
        completer.activated.connect(self._take_offered, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)
        self.line.taken.connect(self.take)
        self.line.textChanged.connect(self.changed)
        self._chips = QWidget()
        set_look(self._chips, "clear")
        self._chip_lines = QVBoxLayout(self._chips)
        self._chip_lines.setContentsMargins(0, 0, 0, 0)
        self._chip_lines.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._chips)
        layout.addWidget(self.line)
        self._show()

    def values(self) -> frozenset[str]:
        """Return the tags."""
        typed = self.line.text().strip()
        return frozenset((*self._tags, typed)) if typed else frozenset(self._tags)

    def set_values(self, tags: Iterable[str]) -> None:
        """Show other tags."""
        self._tags = sorted(tags)
        self.line.clear()
        self._show()

    def take(self) -> None:
        """Take what stands in the line."""
        typed = self.line.text().strip()
        if typed:
            self._tags = sorted({*self._tags, typed})
            self.line.clear()
            self._show()
            self.changed.emit()

    def remove(self, tag: str) -> None:
        """Take a tag away."""
        self._tags.remove(tag)
        self._show()
        self.changed.emit()

    @property
    def chips(self) -> list[Button]:
        """The buttons that take a tag away, one a tag."""
        return self._chips.findChildren(Button)

    def _take_offered(self, tag: str) -> None:
        self.line.setText(tag)
        self.take()

    def _show(self) -> None:
        while self._chip_lines.count():
            item = self._chip_lines.takeAt(0)
            line = item.widget() if item is not None else None
            if line is not None:
                line.hide()
                line.setParent(None)
                line.deleteLater()
        room = 0
        holder: QHBoxLayout | None = None
        for tag in self._tags:
            room -= len(tag) + _CROSS_CHARACTERS
            if holder is None or room < 0:
                holder = self._new_line()
                room = _LINE_CHARACTERS - len(tag) - _CROSS_CHARACTERS
            chip = button(f"{tag}  ×", hint=f"去掉标签“{tag}”")
            chip.clicked.connect(lambda _=False, tag=tag: self.remove(tag))
            holder.insertWidget(holder.count() - 1, chip)
        self._chips.setVisible(bool(self._tags))

    def _new_line(self) -> QHBoxLayout:
        holder = QWidget()
        set_look(holder, "clear")
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addStretch(1)
        self._chip_lines.addWidget(holder)
        return line
