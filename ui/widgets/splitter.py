"""List left, detail right, with the dividing line where it was left last time."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.settings_store import SettingsStore

_HANDLE = 12
_DETAIL_SHARE = 0.28
_DETAIL_RANGE = (280, 368)


class RememberedSplitter(QSplitter):
    """A splitter whose sizes come back; the first part takes what a wider window gives."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        name: str,
        settings: SettingsStore,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._key = f"splitter/{name}"
        self._settings = settings
        self.setHandleWidth(_HANDLE)
        self.setChildrenCollapsible(False)
        self.addWidget(first)
        self.addWidget(second)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        state = settings.state(self._key)
        self._is_placed = state is not None and self.restoreState(state)
        self.splitterMoved.connect(self._remember)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the room at the first sight of it: the detail is narrower on a small screen."""
        super().resizeEvent(event)
        if not self._is_placed and self.width() > 2 * _DETAIL_RANGE[0]:
            self._is_placed = True
            detail = round(min(max(self.width() * _DETAIL_SHARE, _DETAIL_RANGE[0]), _DETAIL_RANGE[1]))
            self.setSizes([self.width() - _HANDLE - detail, detail])

    def _remember(self) -> None:
        self._settings.set_state(self._key, self.saveState())
