"""The list of a roster so long that only its keys are in memory: the visible rows are read just before they are painted."""

from array import array
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.roster.roster_table import RosterTable, TableLook
from ui.settings_store import SettingsStore
from ui.table.model import Column, RecordTableModel
from ui.table.paged import PagedTableModel, ReadPage

R = TypeVar("R")

MOST_COPIED = 10_000


class PagedRosterTable(RosterTable[R]):
    """Shows the rows of the keys it is given; ``read_page`` reads some of them, at once and on this thread.

    ``rows`` is all of them as a sequence that reads what is taken; ``selected_keys`` reads nothing, so that even all of a
    million can be selected. ``selection_changed`` carries no rows.
    """

    copy_refused = Signal(int)
    """Carries the most rows that are copied at once: more are a matter of the export."""
    order_wanted = Signal()
    """Asks for the keys in the order that ``sorted_by`` says."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        look: TableLook,
        *,
        name: str,
        settings: SettingsStore,
        key: Callable[[R], Hashable],
        read_page: ReadPage[R],
        parent: QWidget | None = None,
    ) -> None:
        self._paged = PagedTableModel[R](columns, key, read_page)
        self._sorted_by: tuple[str, bool] | None = None
        super().__init__(columns, look, name=name, settings=settings, key=key, parent=parent)
        self._paged.setParent(self)
        # to paint a title the header asks each row whether the column is selected: it gets a selection of its own, always empty
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(self._paged, self))

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        """The title of the column that rules the order and whether it descends; None is the order of entry."""
        return self._sorted_by

    @property
    def keys(self) -> "array[int]":
        """The keys of the rows on screen, in order."""
        return self._paged.paged.keys

    def set_keys(self, keys: "array[int]", total: int) -> None:
        """Show the rows of these keys; selection and place stay. ``total`` is how many there are without the filter."""
        self._rearrange(lambda: self._paged.set_keys(keys, total))

    def selected_keys(self) -> "array[int]":
        """Return the keys of the selected rows from top to bottom."""
        chosen = array("q")
        for first, last in self._selected_runs():
            chosen += self.keys[first : last + 1]
        return chosen

    def current_row(self) -> R | None:
        """Return the row in use, or None; also when it is gone since its key was read."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        self._paged.paged.prepare(index.row(), index.row())
        return self._paged.paged.peek(index.row())

    def copy(self) -> None:
        """Put the selected rows on the clipboard, unless there are so many that the window would stand still."""
        if self.selected_count > MOST_COPIED:
            self.copy_refused.emit(MOST_COPIED)
        else:
            super().copy()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Read what is about to be painted."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height())
        if first >= 0:
            self._paged.paged.prepare(first, last if last >= 0 else len(self.keys) - 1)
        super().paintEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would ask every row for a typed letter, and the search field is there."""

    def _make_model(self, columns: Sequence[Column[R]], key: Callable[[R], Hashable]) -> RecordTableModel[R]:
        del columns, key
        return self._paged

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        wanted = None
        if column >= 0:
            wanted = (self._paged.columns[column].title, order == Qt.SortOrder.DescendingOrder)
        if wanted != self._sorted_by:
            self._sorted_by = wanted
            self.order_wanted.emit()
        self._remember()

    def _tell_selection(self) -> None:
        if not self._is_restoring:
            self.selection_changed.emit([])
