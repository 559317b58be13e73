"""A field for a text that may be long: it wraps and grows, but holds no line breaks."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_MOST_LINES = 5
_PADDING = 14


class WrappingField(QPlainTextEdit):
    """Looks like a one-line field until its text needs more; Enter and Tab go to the next field."""

    changed = Signal()

    def __init__(self, *, lines: int = 1, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fewest = lines
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._grow)
        self.textChanged.connect(self.changed)
        self._grow()

    def text(self) -> str:
        """Return the text without outer blanks."""
        return self.toPlainText().strip()

    def setText(self, text: str) -> None:
        """Write a text."""
        self.setPlainText(_one_line(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter; leave Ctrl+Enter to whoever confirms with it."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            self.focusNextPrevChild(True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one line."""
        self.insertPlainText(_one_line(source.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        lines = min(max(int(self.document().size().height()), self._fewest), _MOST_LINES)
        height = lines * self.fontMetrics().lineSpacing() + _PADDING
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\r", "")
