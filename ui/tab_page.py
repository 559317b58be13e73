"""What all tabs share: the margins, and when to read their rows again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.changes import Changes
from ui.desk import Desk

MARGIN = 16


class TabPage(QWidget):
    """A tab: ``reload`` is called when it is first seen, and when one of its nouns or the year changes.

    A tab that is not on screen waits with it until it is.
    """

    def __init__(self, desk: Desk, *nouns: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self._nouns = nouns
        self._is_stale = True
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(MARGIN, 12, MARGIN, 12)
        self.body.setSpacing(10)
        desk.operations.changed.connect(self._on_changed)
        desk.year_changed.connect(self._on_year)

    def reload(self) -> None:
        """Ask for the rows again; every tab writes its own."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while nobody looked."""
        super().showEvent(event)
        self._refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(*self._nouns):
            self._is_stale = True
            if self.isVisible():
                self._refresh()

    def _on_year(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.reload()
