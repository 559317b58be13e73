"""The frame of every dialog: what it is about, a part that scrolls when the screen is small, the two buttons.

Enter goes to the next field and from the last one to the confirming button, Ctrl+Enter confirms, Esc leaves. A dialog
with a single field is confirmed by Enter.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.theme import set_look
from ui.widgets.buttons import Button, button, danger_button, primary_button
from ui.widgets.labels import rule, secondary


class WorkDialog(QDialog):
    """A dialog around one widget."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        content: QWidget,
        *,
        confirm: str = "保存(&S)",
        cancel: str = "取消",
        size: tuple[int, int] = (560, 480),
        is_dangerous: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._size = size
        self.enter_confirms = False
        self._note = secondary()
        self.confirm_button: Button = danger_button(confirm) if is_dangerous else primary_button(confirm)
        self.confirm_button.clicked.connect(self.confirm)
        self.cancel_button = button(cancel)
        self.cancel_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(_scrolling(content), 1)
        layout.addWidget(rule())
        self.foot = self._foot()
        layout.addLayout(self.foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.confirm_button.click)
        for field in content.findChildren(QLineEdit):
            field.installEventFilter(self)
        self.setSizeGripEnabled(False)
        self.resize(self.sizeHint())  # without a size of its own Qt cuts a dialog to two thirds of the screen

    def confirm(self) -> None:
        """Accept; a dialog with something to check overrides this."""
        self.accept()

    def set_note(self, text: str) -> None:
        """Write a line beside the buttons."""
        self._note.setText(text)

    def sizeHint(self) -> QSize:
        """Ask for the size the dialog was made with, but never more than the screen has."""
        room = self.screen().availableSize()
        return QSize(min(self._size[0], room.width() - 32), min(self._size[1], room.height() - 64))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep a plain Enter from closing the dialog, but for the button that has the focus."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.focusWidget()
            if isinstance(focused, Button):
                focused.click()
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter in a one-line field go to the next one."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        ):
            self._leave_field()
            return True
        return super().eventFilter(watched, event)

    def _leave_field(self) -> None:
        if self.enter_confirms:
            self.confirm_button.click()
            return
        self.focusNextPrevChild(True)
        if self.focusWidget() is self.cancel_button:
            self.confirm_button.setFocus()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 12)
        foot.setSpacing(8)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.confirm_button)
        return foot


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    holder = QWidget()
    set_look(holder, "clear")
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(24, 20, 24, 20)
    inside.addWidget(content)
    area.setWidget(holder)
    return area
