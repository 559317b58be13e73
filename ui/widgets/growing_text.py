"""A field for a text that may be long: it wraps and grows with what is written; without ``keeps_lines`` it is one line of words."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_FRAME = 11
_INSET = 2  # as QLineEdit has it beside its padding


class GrowingText(QPlainTextEdit):
    """Looks like a one-line field until its text needs more; Enter and Tab go to the next field.

    With ``keeps_lines``, for the chapters of a document, Enter begins a new line and only Tab goes on.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        lines: int = 1,
        most_lines: int = 6,
        hint: str = "",
        name: str = "",
        keeps_lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._lines = lines
        self._most_lines = most_lines
        self._keeps_lines = keeps_lines
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(_INSET, 0, _INSET, 0)
        self.textChanged.connect(self._grow)
        self.textChanged.connect(self.changed)
        self._grow()

    def text(self) -> str:
        """Return the text without outer blanks."""
        return self.toPlainText().strip()

    def setText(self, text: str) -> None:
        """Write a text."""
        self.setPlainText(self._taken(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter; leave Ctrl+Enter to whoever confirms with it."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif self._keeps_lines:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words without any dress, as one line where the field holds one."""
        self.insertPlainText(self._taken(source.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, then grow or shrink."""
        super().resizeEvent(event)
        self._grow()

    def _taken(self, text: str) -> str:
        return text if self._keeps_lines else _one_line(text)

    def _grow(self) -> None:
        needed = int(self.document().size().height())
        lines = min(max(needed, self._lines), self._most_lines)
        is_cut = needed > self._most_lines
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_cut else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        height = lines * self.fontMetrics().lineSpacing() + _FRAME
        if self.minimumHeight() != height:
            self.setFixedHeight(height)


def _one_line(text: str) -> str:
    return " ".join(part for part in (line.strip() for line in text.splitlines()) if part)
