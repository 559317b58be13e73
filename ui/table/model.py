"""The one table model: frozen rows shown through columns that are declared as values.

Filter and order are lists of row numbers computed here, not a QSortFilterProxyModel: comparing through ``data()`` costs a
Python call each side of every comparison. ``data()`` answers from memory and never queries.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.table.order import Search, pinyin_key, search_text

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTER = int(Qt.AlignmentFlag.AlignCenter)

DISPLAY_ROLE = int(Qt.ItemDataRole.DisplayRole)
ALIGN_ROLE = int(Qt.ItemDataRole.TextAlignmentRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 2
CHIPS_ROLE = int(Qt.ItemDataRole.UserRole) + 3
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 4
STRUCK_ROLE = int(Qt.ItemDataRole.UserRole) + 5


@dataclass(frozen=True, slots=True)
class Chip:
    """A word on its soft colour; ``tone`` is ok, warn, bad, info, violet, teal or neutral."""

    text: str
    tone: str = "neutral"


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: what it is called, says, sorts by, and how it looks.

    ``text`` is shown, copied and searched. ``sort_key`` defaults to the pinyin order of the text; None sorts last.
    ``chips`` draws the state as chips in place of the text; ``tone`` colours the text by role, ``is_struck`` strikes it
    through. ``width`` in px at 100 %;
    ``stretches`` takes what is left over, and keeps ``width`` where nothing is; ``hides_empty`` leaves the column out
    while no row says anything in it.
    """

    title: str
    text: Callable[[R], str]
    sort_key: Callable[[R], Any] | None = None
    width: int = 120
    align: int = LEFT
    chips: Callable[[R], Sequence[Chip]] | None = None
    tone: Callable[[R], str | None] | None = None
    is_struck: Callable[[R], bool] | None = None
    is_searched: bool = True
    stretches: bool = False
    hides_empty: bool = False
    is_check: bool = False


class RecordTableModel(QAbstractTableModel, Generic[R]):
    """Rows in memory, of which some are shown, in some order."""

    def __init__(
        self, columns: Sequence[Column[R]], key: Callable[[R], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._texts = tuple(column.text for column in columns)
        self._key = key
        self._all: list[R] = []
        self._haystacks: list[str] | None = None
        self._search = Search("")
        self._accepts: Callable[[R], bool] | None = None
        self._sorted_by: tuple[int, bool] | None = None
        self._shown: list[R] = []

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The columns as declared."""
        return self._columns

    @property
    def shown(self) -> list[R]:
        """The rows that pass the filter, as they stand on screen."""
        return self._shown

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._all)

    @property
    def is_filtered(self) -> bool:
        """Whether a search or condition is in force."""
        return bool(self._search) or self._accepts is not None

    def key_of(self, row: R) -> Hashable:
        """Return what identifies a row through reloads."""
        return self._key(row)

    def places_of(self, keys: Sequence[Hashable]) -> list[int]:
        """Return where the rows of these keys stand, in the order of the keys; what is not shown is left out."""
        positions = {self._key(row): place for place, row in enumerate(self._shown)} if keys else {}
        return [positions[key] for key in keys if key in positions]

    def key_at(self, place: int) -> Hashable:
        """Return the key of the row that stands there."""
        return self._key(self._shown[place])

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; filter and order stay."""
        self.beginResetModel()
        self._all = list(rows)
        self._haystacks = None
        self._arrange()
        self.endResetModel()

    def set_filter(self, typed: str, accepts: Callable[[R], bool] | None = None) -> None:
        """Show the rows that hold every typed word, or its pinyin or initials, and that ``accepts`` lets pass."""
        self.beginResetModel()
        self._search = Search(typed)
        self._accepts = accepts
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives back the order the rows came in. Rows without a value stand last."""
        self.beginResetModel()
        self._sorted_by = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        """Return what a cell shows; roles nobody answers return at once."""
        if role == DISPLAY_ROLE:
            return self._texts[index.column()](self._shown[index.row()])
        if role == ALIGN_ROLE:
            return self._columns[index.column()].align
        if role < ROW_ROLE or not index.isValid():
            return None
        row, column = self._shown[index.row()], self._columns[index.column()]
        if role == ROW_ROLE:
            return row
        if role == CHIPS_ROLE:
            return column.chips(row) if column.chips is not None else None
        if role == TONE_ROLE:
            return column.tone(row) if column.tone is not None else None
        if role == STRUCK_ROLE:
            return column.is_struck is not None and column.is_struck(row)
        return self._sort_value(column, row) if role == SORT_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE) -> Any:
        """Return a column's title, aligned like its cells."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == DISPLAY_ROLE:
            return self._columns[section].title
        return self._columns[section].align if role == ALIGN_ROLE else None

    def _arrange(self) -> None:
        rows = self._found()
        if self._sorted_by is not None:
            number, descends = self._sorted_by
            column = self._columns[number]
            keyed = [(self._sort_value(column, row), row) for row in rows]
            having = [pair for pair in keyed if pair[0] is not None]
            having.sort(key=_first, reverse=descends)
            rows = [row for _, row in having] + [row for value, row in keyed if value is None]
        self._shown = rows

    def _found(self) -> list[R]:
        rows = self._all
        if self._search:
            if self._haystacks is None:
                self._haystacks = [self._haystack(row) for row in rows]
            finds = self._search.finds
            rows = [row for row, text in zip(rows, self._haystacks, strict=True) if finds(text)]
        if self._accepts is not None:
            return [row for row in rows if self._accepts(row)]
        return list(rows)

    def _haystack(self, row: R) -> str:
        return search_text("\n".join(column.text(row) for column in self._columns if column.is_searched))

    @staticmethod
    def _sort_value(column: Column[R], row: R) -> Any:
        if column.sort_key is not None:
            return column.sort_key(row)
        text = column.text(row)
        return pinyin_key(text) if text else None


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]
