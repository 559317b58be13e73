"""A text field of one line that grows with what is written into it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_MOST_LINES = 8
_FRAME = 14


class GrowingText(QPlainTextEdit):
    """One line high when empty, up to eight when full; Tab leaves it."""

    def __init__(self, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    @property
    def text(self) -> str:
        """What is written, without outer blanks."""
        return self.toPlainText().strip()

    def sizeHint(self) -> QSize:
        """Be as high as what is written."""
        return QSize(120, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, then grow or shrink."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        lines = min(max(round(self.document().size().height()), 1), _MOST_LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _FRAME)
