"""A dialog that only shows: what it is about, its content, what can be done with it, 关闭. Esc leaves."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, button
from ui.widgets.labels import rule, secondary


class ReadingDialog(QDialog):
    """Content, and a foot with a note, further buttons and 关闭. The content scrolls by itself where it is long."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        content: QWidget,
        *,
        buttons: Sequence[Button] = (),
        size: tuple[int, int] = (960, 600),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._size = size
        self._note = secondary()
        self.close_button = button("关闭", hint="Esc")
        self.close_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 12)
        foot.setSpacing(8)
        foot.addWidget(self._note, 1)
        for made in (*buttons, self.close_button):
            foot.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 20, 24, 16)
        inside.addWidget(content)
        layout.addLayout(inside, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)
        self.setSizeGripEnabled(False)
        self.resize(self.sizeHint())

    def set_note(self, text: str) -> None:
        """Write a line beside the buttons."""
        self._note.setText(text)

    @property
    def note(self) -> str:
        """The line beside the buttons."""
        return self._note.text()

    def stand_over(self) -> None:
        """Open over the window, without a loop of its own; gone when closed."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()

    def sizeHint(self) -> QSize:
        """Ask for the size the dialog was made with, but never more than the screen has."""
        room = self.screen().availableSize()
        return QSize(min(self._size[0], room.width() - 32), min(self._size[1], room.height() - 64))
