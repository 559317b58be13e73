"""The field to search in: an icon, a hint that fits, a cross to clear it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.icons import icon
from ui.theme import set_look

_PAUSE_MS = 120


class SearchField(QLineEdit):
    """Tells what was typed once the typing pauses, so that a long list is not filtered at every key."""

    searched = Signal(str)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setMaxLength(80)
        set_look(self, "search")
        self.addAction(icon("search", "secondary"), QLineEdit.ActionPosition.LeadingPosition)
        self._cross = self.addAction(icon("circle-x", "secondary"), QLineEdit.ActionPosition.TrailingPosition)
        self._cross.setToolTip("清空")
        self._cross.triggered.connect(self.clear)
        self._cross.setVisible(False)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._on_text)
        room = self.fontMetrics().horizontalAdvance(hint)
        self.setMinimumWidth(max(180, room + 64))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear on Esc, search at once on Enter."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._tell()
        else:
            super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        if text:
            self._timer.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text())
