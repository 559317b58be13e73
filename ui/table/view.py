"""The one table view: rows go in, rows come out. Sort by header, copy as TSV, remembered columns, a word when it is empty."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar
from zlib import crc32

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.settings_store import SettingsStore
from ui.table.delegate import RowDelegate
from ui.table.model import CENTER, Column, RecordTableModel
from ui.theme import ROW_HEIGHT
from ui.widgets.empty_page import EmptyPage

R = TypeVar("R")

_HEADER_HEIGHT = 34
_CHECK_WIDTH = 36


class RecordTableView(QTableView, Generic[R]):
    """A table of frozen rows.

    ``name`` is where its column widths are remembered; ``key`` identifies a row through reloads, so that selection, current
    row and place survive them. ``is_checkable`` adds a column of check boxes, which are the selection itself.
    """

    current_changed = Signal(object)
    """Carries the row in use, or None."""
    selection_changed = Signal(list)
    """Carries the selected rows."""
    opened = Signal(object)
    """Carries the row that was double-clicked or on which Enter was pressed."""
    counted = Signal(int, int)
    """Carries how many rows are shown and how many there are."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        name: str,
        settings: SettingsStore,
        key: Callable[[R], Hashable],
        is_checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._settings = settings
        self._is_checkable = is_checkable
        check = (Column[R]("", _no_text, width=_CHECK_WIDTH, align=CENTER, is_check=True, is_searched=False),)
        self._model = self._make_model((*check, *columns) if is_checkable else columns, key)
        self._delegate = RowDelegate(self)
        self._delegate.check_column = 0 if is_checkable else -1
        self._last_current: Hashable = None
        self._is_restoring = False
        self._empty = EmptyPage(parent=self.viewport())
        self._empty_texts: tuple[str, str, Callable[[], object] | None] = ("这里还没有内容", "", None)
        self._drop_filter: Callable[[], object] | None = None
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._set_behaviour()
        self._set_header()
        selection = self.selectionModel()
        selection.currentRowChanged.connect(self._tell_current)
        selection.selectionChanged.connect(self._tell_selection)
        self.doubleClicked.connect(self._open)
        self._show_emptiness()

    def _make_model(self, columns: Sequence[Column[R]], key: Callable[[R], Hashable]) -> RecordTableModel[R]:
        return RecordTableModel[R](columns, key, self)

    @property
    def rows(self) -> Sequence[R]:
        """The rows that pass the filter, as they stand on screen."""
        return self._model.shown

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return self._model.total

    @property
    def empty_page(self) -> EmptyPage:
        """What stands in place of no rows."""
        return self._empty

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; filter, order, selection and place stay."""
        self._rearrange(lambda: self._model.set_rows(rows))
        for number, column in enumerate(self._model.columns):
            if column.hides_empty:
                self.setColumnHidden(number, not any(map(column.text, rows)))
        self._fit_stretched()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the column that stretches its share of the new width."""
        super().resizeEvent(event)
        self._fit_stretched()

    def set_filter(self, typed: str, accepts: Callable[[R], bool] | None = None) -> None:
        """Show the rows that contain every typed word and that ``accepts`` lets pass."""
        self._rearrange(lambda: self._model.set_filter(typed, accepts))

    def sort_by(self, title: str, *, descends: bool = False) -> None:
        """Sort by the column of that title."""
        number = next(i for i, column in enumerate(self._model.columns) if column.title == title)
        order = Qt.SortOrder.DescendingOrder if descends else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(number, order)
        self._sort(number, order)

    def selected_rows(self) -> list[R]:
        """Return the selected rows from top to bottom."""
        shown = self._model.shown
        return [row for first, last in self._selected_runs() for row in shown[first : last + 1]]

    def selected_keys(self) -> Sequence[Hashable]:
        """Return the keys of the selected rows from top to bottom."""
        key_at = self._model.key_at
        return [key_at(place) for first, last in self._selected_runs() for place in range(first, last + 1)]

    @property
    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self._selected_runs())

    def current_row(self) -> R | None:
        """Return the row in use, or None."""
        index = self.currentIndex()
        return self._model.shown[index.row()] if index.isValid() else None

    def select_keys(self, keys: Sequence[Hashable]) -> None:
        """Select the rows of these keys, as far as they are shown, and go to the first."""
        places = self._model.places_of(keys)
        self._select_places(places)
        if places:
            self._go_to(places[0])

    def select_first(self) -> None:
        """Go to the first row, if there is one and none is in use."""
        if self._model.shown and not self.currentIndex().isValid():
            self._select_places([0])
            self._go_to(0)

    def set_empty(self, text: str, button: str = "", on_click: Callable[[], object] | None = None) -> None:
        """Say what stands in place of no rows at all, with the button for what to do first."""
        self._empty_texts = (text, button, on_click)
        self._show_emptiness()

    def set_drop_filter(self, drop_filter: Callable[[], object]) -> None:
        """Say what the button 清除筛选 does when a filter has no hits."""
        self._drop_filter = drop_filter
        self._show_emptiness()

    def copy(self) -> None:
        """Put the selected rows on the clipboard as tab-separated text under their titles, as Excel pastes it."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        columns = [self._model.columns[n] for n in order if not header.isSectionHidden(n)]
        columns = [column for column in columns if not column.is_check]
        lines = [[column.title for column in columns]]
        lines += [[column.text(row) for column in columns] for row in self.selected_rows()]
        text = "\n".join("\t".join(_one_line(cell) for cell in line) for line in lines)
        QGuiApplication.clipboard().setText(text + "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C, open on Enter."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the mouse."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Keep the hover and the word for emptiness in step with the viewport."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        elif event.type() == QEvent.Type.Resize:
            self._empty.setGeometry(self.viewport().rect())
        return super().viewportEvent(event)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Let a click on a check box add or take away its row only."""
        is_click = event is not None and event.type() == QEvent.Type.MouseButtonPress
        if self._is_checkable and is_click and index.isValid() and index.column() == 0:
            return QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
        return super().selectionCommand(index, event)

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setFixedHeight(_HEADER_HEIGHT)
        header.setHighlightSections(False)
        # else each paint asks of every row whether its column is selected: 0.7 s at 100,000 rows
        header.setSelectionModel(QItemSelectionModel(self._model, self))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(_CHECK_WIDTH)
        header.setStretchLastSection(True)
        for number, column in enumerate(self._model.columns):
            header.resizeSection(number, column.width)
            if column.stretches:
                header.setStretchLastSection(False)
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            elif column.is_check:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
        state = self._settings.state(self._state_key())
        if state is not None:
            header.restoreState(state)
        header.sortIndicatorChanged.connect(self._sort)
        header.sectionClicked.connect(self._toggle_all)
        header.sectionResized.connect(self._remember)
        header.sectionMoved.connect(self._remember)
        header.sectionMoved.connect(self._mark_current)
        indicator = header.sortIndicatorSection()
        self._sort(indicator, header.sortIndicatorOrder())

    def _fit_stretched(self) -> None:
        """Let the column that stretches keep its own width where the others leave less; the table scrolls then."""
        header = self.horizontalHeader()
        number = next((n for n, column in enumerate(self._model.columns) if column.stretches), None)
        if number is None:
            return
        others = header.length() - header.sectionSize(number)
        least = self._model.columns[number].width
        fits = self.viewport().width() - others >= least
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        if header.sectionResizeMode(number) != mode:
            header.setSectionResizeMode(number, mode)
            if not fits:
                header.resizeSection(number, least)

    def _state_key(self) -> str:
        """Name the remembered state by the titles too: what was saved for other columns must not be restored."""
        titles = "|".join(column.title for column in self._model.columns)
        return f"table/{self._name}/{crc32(titles.encode('utf-8')):08x}"

    def _remember(self) -> None:
        self._settings.set_state(self._state_key(), self.horizontalHeader().saveState())

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if column >= 0 and self._model.columns[column].is_check:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        self._rearrange(lambda: self._model.sort(column, order))
        self._remember()

    def _toggle_all(self, column: int) -> None:
        if not self._model.columns[column].is_check:
            return
        if self.selected_count == len(self._model.shown):
            self.clearSelection()
        else:
            self.selectAll()

    def _rearrange(self, act: Callable[[], object]) -> None:
        """Change what is shown and find selection, current row and place again by key."""
        index = self.currentIndex()
        current = [self._model.key_at(index.row())] if index.isValid() else []
        chosen = self.selected_keys()
        place = self.verticalScrollBar().value()
        self._is_restoring = True
        act()
        for at in self._model.places_of(current):
            self.selectionModel().setCurrentIndex(
                self._model.index(at, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self._select_places(self._model.places_of(chosen))
        self.executeDelayedItemsLayout()  # the scroll bar learns its new range only then
        self.verticalScrollBar().setValue(place)
        self._is_restoring = False
        self._show_emptiness()
        self.counted.emit(len(self._model.shown), self._model.total)
        self._tell_current()
        self._tell_selection()

    def _selected_runs(self) -> list[tuple[int, int]]:
        """Return the first and last place of each run of selected rows, from top to bottom."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(number) for number in range(selection.count())]
        if len(ranges) == 1:
            return [(ranges[0].top(), ranges[0].bottom())]
        return _runs(sorted({place for one in ranges for place in range(one.top(), one.bottom() + 1)}))

    def _select_places(self, places: Sequence[int]) -> None:
        selection = QItemSelection()
        last = self._model.columnCount() - 1
        for first, end in _runs(sorted(places)):
            selection.select(self._model.index(first, 0), self._model.index(end, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _go_to(self, place: int) -> None:
        index = self._model.index(place, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() != self._delegate.check_column:
            self.opened.emit(self._model.shown[index.row()])

    def _tell_current(self) -> None:
        if not self._is_restoring:
            self._mark_current()
            self.current_changed.emit(self.current_row())

    def _tell_selection(self) -> None:
        if not self._is_restoring:
            self.selection_changed.emit(self.selected_rows())

    def _mark_current(self) -> None:
        self._delegate.current_row = self.currentIndex().row()
        self._delegate.leading_column = self.horizontalHeader().logicalIndex(0)
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()

    def _show_emptiness(self) -> None:
        self._empty.setVisible(not self._model.shown)
        if self._model.shown:
            return
        if self._model.total:
            self._empty.say(
                "没有符合筛选条件的内容", "清除筛选" if self._drop_filter else "", self._drop_filter
            )
        else:
            self._empty.say(*self._empty_texts)
        self._empty.setGeometry(self.viewport().rect())


def _no_text(row: object) -> str:
    del row
    return ""


def _one_line(cell: str) -> str:
    return cell.replace("\t", " ").replace("\r", "").replace("\n", " ")


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
