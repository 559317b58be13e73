"""A table of so many rows that only their keys are in memory, in order; the rows are read a page at a time.

The view has the visible pages read before it paints, so that ``data()`` answers from memory and never queries. Filter and order
are the database's: the table is told the keys, and asks for another order by ``order_wanted``.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.table.model import (
    ALIGN_ROLE,
    CHIPS_ROLE,
    DISPLAY_ROLE,
    ROW_ROLE,
    TONE_ROLE,
    Column,
    RecordTableModel,
)

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ReadPage = Callable[[Sequence[int]], Sequence[R]]

PAGE = 128
_MOST_PAGES = 64
_FEW = 16


class PagedRows(Sequence[R], Generic[R]):
    """All rows as a sequence: taking one reads its page, unless it is among the pages used last."""

    def __init__(self, read: ReadPage[R], key: Callable[[R], Hashable]) -> None:
        self._read = read
        self._key = key
        self._pages: OrderedDict[int, list[R | None]] = OrderedDict()
        self.keys: array[int] = array("q")

    def set_keys(self, keys: "array[int]") -> None:
        """Stand for other rows; nothing is read yet."""
        self.keys = keys
        self._pages.clear()

    def prepare(self, first: int, last: int) -> None:
        """Read the pages of the rows from ``first`` to ``last``."""
        for number in range(max(first, 0) // PAGE, min(last, len(self.keys) - 1) // PAGE + 1):
            self._page(number)

    def peek(self, place: int) -> R | None:
        """Return a row that is in memory, None for another and for one that is gone."""
        page = self._pages.get(place // PAGE)
        return page[place % PAGE] if page is not None else None

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> list[R]: ...
    def __getitem__(self, place: int | slice) -> R | list[R]:
        if isinstance(place, slice):
            return [row for one in range(*place.indices(len(self))) if (row := self._row(one)) is not None]
        if not -len(self) <= place < len(self) or (row := self._row(place % len(self))) is None:
            raise IndexError(place)
        return row

    def _row(self, place: int) -> R | None:
        return self._page(place // PAGE)[place % PAGE]

    def _page(self, number: int) -> list[R | None]:
        page = self._pages.get(number)
        if page is None:
            keys = self.keys[number * PAGE : (number + 1) * PAGE]
            rows = {self._key(row): row for row in self._read(keys)}
            page = self._pages[number] = [rows.get(key) for key in keys]
            if len(self._pages) > _MOST_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page


class PagedTableModel(RecordTableModel[R], Generic[R]):
    """The model over the keys."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        read: ReadPage[R],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, key, parent)
        self._paged = PagedRows[R](read, key)
        self._total = 0

    @property
    def paged(self) -> PagedRows[R]:
        """All rows, read when taken."""
        return self._paged

    @property
    def shown(self) -> Sequence[R]:
        """All rows, read when taken."""
        return self._paged

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return self._total

    def set_keys(self, keys: "array[int]", total: int) -> None:
        """Show the rows of these keys in their order; ``total`` is how many there are without the filter."""
        self.beginResetModel()
        self._total = total
        self._paged.set_keys(keys)
        self.endResetModel()

    def places_of(self, keys: Sequence[Hashable]) -> list[int]:
        """Return where the rows of these keys stand; what is not shown is left out."""
        shown = self._paged.keys
        if len(keys) <= _FEW:
            return [place for key in keys if (place := _place_of(shown, key)) is not None]
        wanted = set(keys)
        return [place for place, key in enumerate(shown) if key in wanted]

    def key_at(self, place: int) -> Hashable:
        """Return the key of the row that stands there, without reading it."""
        return self._paged.keys[place]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Do nothing: keys come in order."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._paged.keys)

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        """Return what a cell shows, if its page has been read; roles nobody answers return at once."""
        if role == ALIGN_ROLE:
            return self._columns[index.column()].align
        if (role != DISPLAY_ROLE and role < ROW_ROLE) or not index.isValid():
            return None
        row = self._paged.peek(index.row())
        if row is None:
            return "" if role == DISPLAY_ROLE else None
        column = self._columns[index.column()]
        if role == DISPLAY_ROLE:
            return column.text(row)
        if role == CHIPS_ROLE:
            return column.chips(row) if column.chips is not None else None
        if role == TONE_ROLE:
            return column.tone(row) if column.tone is not None else None
        return row if role == ROW_ROLE else None


def _place_of(keys: "array[int]", key: Hashable) -> int | None:
    try:
        return keys.index(key)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return None
