"""Keeps the check boxes and the names in sight while a wide table is scrolled to its papers and clocks."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.table.view import RecordTableView
from ui.theme import ROW_HEIGHT, roles


class StickyColumns(QTableView):
    """A strip over the left edge of a table, there only while the columns themselves are scrolled away.

    It shares the table's model and selection; what is clicked on it is clicked on the table.
    """

    def __init__(self, table: RecordTableView[Any], columns: Sequence[int]) -> None:
        super().__init__(table)
        self._table = table
        self._columns = tuple(columns)
        self.setStyleSheet(
            f"QTableView {{ border: none; border-right: 1px solid {roles().border}; border-radius: 0; }}"
        )
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(table.itemDelegate())
        self._set_behaviour()
        self._set_header()
        bar = table.verticalScrollBar()
        bar.valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(bar.setValue)
        table.horizontalScrollBar().valueChanged.connect(self._place)
        table.horizontalHeader().sectionResized.connect(self._place)
        table.viewport().installEventFilter(self)
        self.doubleClicked.connect(self._open)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the table, and the hover that repaints it."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Select as the table does."""
        return self._table.selectionCommand(index, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row in the table too."""
        super().mouseMoveEvent(event)
        self._table._hover(self.rowAt(event.position().toPoint().y()))
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the table, sideways too."""
        self._table.wheelEvent(event)

    def _set_behaviour(self) -> None:
        self.setFocusProxy(self._table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setFixedHeight(self._table.horizontalHeader().height())
        header.setHighlightSections(False)
        header.setMinimumSectionSize(1)  # a strip is as wide as the columns it repeats, however narrow
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column not in self._columns)

    def _place(self) -> None:
        """Stand over the left edge as soon as the last of the columns begins to leave it."""
        table = self._table
        last = self._columns[-1]
        is_needed = table.columnViewportPosition(last) < sum(
            table.columnWidth(column) for column in self._columns[:-1]
        )
        if is_needed:
            for column in self._columns:
                self.setColumnWidth(column, table.columnWidth(column))
            frame = table.frameWidth()
            height = table.horizontalHeader().height() + table.viewport().height()
            width = sum(table.columnWidth(column) for column in self._columns) + 1
            self.setGeometry(frame, frame, width, height)
            self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.setVisible(is_needed)

    def _open(self, index: QModelIndex) -> None:
        self._table._open(index)
