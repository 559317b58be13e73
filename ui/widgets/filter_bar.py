"""The line above every list: search as you type, conditions, 清除, and how many rows remain."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.widgets.buttons import link_button
from ui.widgets.labels import secondary
from ui.widgets.multi_chooser import MultiChooser
from ui.widgets.search_field import SearchField


class FilterBar(QWidget):
    """A search field and some choosers; ``changed`` asks the tab to filter again."""

    changed = Signal()

    def __init__(
        self, hint: str, choosers: Sequence[MultiChooser] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._search = SearchField(hint)
        self._choosers = list(choosers)
        self._clear = link_button("清除", hint="去掉全部筛选条件")
        self._count: QLabel = secondary()
        self._count.setTextFormat(Qt.TextFormat.RichText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._search)
        for chooser in self._choosers:
            chooser.changed.connect(self._tell)
            layout.addWidget(chooser)
        layout.addWidget(self._clear)
        layout.addStretch(1)
        layout.addWidget(self._count)
        self._search.searched.connect(self._tell)
        self._clear.clicked.connect(self.clear)
        self._show_clear()

    @property
    def typed(self) -> str:
        """What stands in the search field."""
        return self._search.text()

    @property
    def is_set(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.typed.strip()) or any(chooser.values() for chooser in self._choosers)

    def set_typed(self, text: str) -> None:
        """Type a search."""
        self._search.setText(text)

    def clear(self) -> None:
        """Drop every condition and tell once."""
        self.blockSignals(True)
        self._search.clear()
        for chooser in self._choosers:
            chooser.set_values(())
        self.blockSignals(False)
        self._tell()

    def set_count(self, *parts: str) -> None:
        """Write how many there are, e.g. ``set_count("企业 <b>132</b> 户", "已选 <b>1</b>")``."""
        self._count.setText(" · ".join(parts))

    @property
    def count_text(self) -> str:
        """What the count says."""
        return self._count.text()

    def focus_search(self) -> None:
        """Go to the search field (Ctrl+F)."""
        self._search.setFocus()
        self._search.selectAll()

    def _tell(self) -> None:
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self._clear.setVisible(self.is_set)
