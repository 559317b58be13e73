"""The lists of an import preview: a check box approves a row, a click beside it only goes there; long texts take two lines."""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from ui.roster.roster_table import RosterDelegate, TableLook
from ui.settings_store import SettingsStore
from ui.table.model import Column
from ui.table.view import RecordTableView
from ui.theme import ROW_HEIGHT, color

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

_LINE = 18
_FLAGS = QItemSelectionModel.SelectionFlag


class ApprovalTable(RecordTableView[R]):
    """A table whose check boxes say which rows are taken; they are its selection, which nothing else touches."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        name: str,
        settings: SettingsStore,
        key: Callable[[R], Hashable],
        lines: int = 1,
    ) -> None:
        super().__init__(columns, name=name, settings=settings, key=key, is_checkable=True)
        titles = [column.title for column in self._model.columns]
        stretched = next(column.title for column in columns if column.stretches)
        self._delegate = _ApprovalDelegate(self, TableLook(stretched, lines=lines), titles)
        self._delegate.check_column = 0
        self.setItemDelegate(self._delegate)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT + (lines - 1) * _LINE)
        self.horizontalHeader().setToolTip("点击排序")

    def show_rows(self, rows: Sequence[R], left_out: Collection[Hashable]) -> None:
        """Show other rows, all of them approved but those left out."""
        self.clearSelection()  # else it would be looked for among the new rows, one by one
        self.set_rows(rows)
        self.approve_all_but(left_out)
        if self._model.shown and not self.currentIndex().isValid():
            self._go_to(0)

    def approve_all_but(self, left_out: Collection[Hashable]) -> None:
        """Tick every row but these."""
        if not left_out:
            self.selectAll()
            return
        key_of = self._model.key_of
        self._select_places([n for n, row in enumerate(self._model.shown) if key_of(row) not in left_out])

    def approve_none(self) -> None:
        """Tick no row."""
        self.clearSelection()

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Let only the check box and the space bar change what is ticked."""
        if event is None:
            return _FLAGS.NoUpdate
        is_tick = event.type() == QEvent.Type.MouseButtonPress and index.isValid() and index.column() == 0
        is_space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        is_press = is_space and event.type() == QEvent.Type.KeyPress
        return _FLAGS.Toggle | _FLAGS.Rows if is_tick or is_press else _FLAGS.NoUpdate


class _ApprovalDelegate(RosterDelegate):
    """Draws a ticked row like any other: where most are ticked, a tint says nothing."""

    def _draw_ground(self, painter: QPainter, rect: QRect, index: Index, is_selected: bool) -> None:
        del is_selected
        painter.fillRect(rect, color("surface"))  # the style has tinted the row before
        super()._draw_ground(painter, rect, index, is_selected=False)
