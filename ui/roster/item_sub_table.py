"""The table in which sub-items are written: a row each, texts typed into their cells, order by moving rows."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from models.vocab import Industry
from services.roster.cells import CellError, whole_number
from services.roster.item_rows import SubItem
from services.roster.sub_item_text import parse_sub_items
from ui.widgets.multi_chooser import MultiChooser

Index = QModelIndex | QPersistentModelIndex

_TITLES = ("检查内容", "检查方法", "检查依据", "适用行业", "关键", "否决", "分值")
_WIDTHS = (0, 150, 190, 128, 52, 52, 60)
CONTENT, METHOD, BASIS, INDUSTRIES, KEY, VETO, SCORE = range(7)
_LEAST_HEIGHT = 40


class TextDelegate(QStyledItemDelegate):
    """Edits a cell in a field that wraps; Enter takes the text and goes on."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Make the field."""
        field = QPlainTextEdit(parent)
        field.setTabChangesFocus(True)
        field.document().setDocumentMargin(2)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the field and select what is in it."""
        assert isinstance(editor, QPlainTextEdit)
        editor.setPlainText(str(index.data() or ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the text, on one line."""
        assert isinstance(editor, QPlainTextEdit)
        model.setData(index, " ".join(editor.toPlainText().split()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter take the text and open the next cell."""
        is_enter = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        )
        if is_enter and isinstance(watched, QWidget):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.EditNextItem)
            return True
        return super().eventFilter(watched, event)


class SubItemTable(QTableWidget):
    """Rows of sub-items; ``edited`` tells of every change, and when another row is in use."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_TITLES), parent)
        self._is_filling = False
        self.setHorizontalHeaderLabels(list(_TITLES))
        self.setItemDelegate(TextDelegate(self))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        header = self.horizontalHeader()
        header.setSectionResizeMode(CONTENT, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS):
            if width:
                self.setColumnWidth(column, width)
        header_item = self.horizontalHeaderItem(INDUSTRIES)
        if header_item is not None:
            header_item.setToolTip("不选表示适用于全部行业")
        self.verticalHeader().setMinimumSectionSize(_LEAST_HEIGHT)
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self.resizeRowsToContents)
        self.itemChanged.connect(self._tell)
        self.currentCellChanged.connect(self._tell)

    def sub_items(self) -> tuple[SubItem, ...]:
        """Return what the table says, without rows in which nothing was written; raises CellError for a score."""
        found = [self._row(row) for row in range(self.rowCount())]
        written = [values for values in found if any(values.values())]
        return tuple(SubItem(place, **values) for place, values in enumerate(written, 1))

    def set_sub_items(self, sub_items: tuple[SubItem, ...]) -> None:
        """Show other sub-items."""
        self._is_filling = True
        self.setRowCount(0)
        for sub in sub_items:
            self._insert(self.rowCount(), sub)
        if sub_items:
            self.setCurrentCell(0, CONTENT)
        self._is_filling = False
        self._tell()

    def add(self) -> None:
        """Add an empty row behind the one in use and begin to write in it."""
        self.finish_editing()
        place = self.currentRow() + 1 if self.currentRow() >= 0 else self.rowCount()
        self._insert(place, SubItem(place + 1, ""))
        self.setCurrentCell(place, CONTENT)
        self._tell()
        self.editItem(self._cell(place, CONTENT))

    def remove(self) -> None:
        """Take out the row in use."""
        self._is_filling = True  # in between, the row's cells are gone and the row is not
        self.removeRow(self.currentRow())
        self._is_filling = False
        self._tell()

    def move_up(self) -> None:
        """Let the row in use change places with the one above it."""
        self._move(-1)

    def move_down(self) -> None:
        """Let the row in use change places with the one below it."""
        self._move(1)

    def finish_editing(self) -> None:
        """Take what is being typed: the cell's field gives its text when it loses the focus."""
        if self.state() == QAbstractItemView.State.EditingState:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste lines as sub-items; open the cell in use with Enter."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QGuiApplication.clipboard().text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _paste(self, text: str) -> None:
        """Put each pasted line behind the last row; a text that is no list of sub-items becomes contents as it is."""
        try:
            pasted = parse_sub_items(text)
        except CellError:
            lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
            pasted = tuple(SubItem(place, line) for place, line in enumerate(lines, 1))
        for sub in pasted:
            self._insert(self.rowCount(), sub)
        if pasted:
            self.setCurrentCell(self.rowCount() - 1, CONTENT)
        self._tell()

    def _move(self, by: int) -> None:
        self.finish_editing()
        place, column = self.currentRow(), self.currentColumn()
        texts = [self._row(row, checks=False) for row in range(self.rowCount())]
        texts[place], texts[place + by] = texts[place + by], texts[place]
        self._is_filling = True
        for row in (place, place + by):
            self._fill(row, texts[row])
        self._is_filling = False
        self.setCurrentCell(place + by, column)
        self._tell()

    def _insert(self, place: int, sub: SubItem) -> None:
        was_filling, self._is_filling = self._is_filling, True
        self.insertRow(place)
        for column in (CONTENT, METHOD, BASIS, SCORE, KEY, VETO):
            cell = QTableWidgetItem()
            if column in (KEY, VETO):
                flags = (
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                cell.setFlags(flags)
            else:
                cell.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            self.setItem(place, column, cell)
        chooser = MultiChooser(
            "", [(one, one.label) for one in Industry], all_text="全部行业", width=_WIDTHS[INDUSTRIES]
        )
        chooser.changed.connect(self._tell)
        self.setCellWidget(place, INDUSTRIES, chooser)
        score = "" if sub.score is None else str(sub.score)
        self._fill(
            place,
            {
                "content": sub.content,
                "method": sub.method,
                "basis": sub.basis,
                "industries": sub.industries,
                "is_key": sub.is_key,
                "is_veto": sub.is_veto,
                "score": score,
            },
        )
        self._is_filling = was_filling

    def _fill(self, row: int, values: dict[str, Any]) -> None:
        for column, name in ((CONTENT, "content"), (METHOD, "method"), (BASIS, "basis"), (SCORE, "score")):
            self._cell(row, column).setText(values[name])
        for column, name in ((KEY, "is_key"), (VETO, "is_veto")):
            is_on = values[name]
            self._cell(row, column).setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self._chooser(row).set_values(values["industries"])

    def _row(self, row: int, *, checks: bool = True) -> dict[str, Any]:
        score: Any = self._cell(row, SCORE).text().strip()
        if checks:
            score = _score(row + 1, score)
        return {
            "content": self._cell(row, CONTENT).text().strip(),
            "method": self._cell(row, METHOD).text().strip(),
            "basis": self._cell(row, BASIS).text().strip(),
            "industries": frozenset(Industry(str(value)) for value in self._chooser(row).values()),
            "is_key": self._cell(row, KEY).checkState() == Qt.CheckState.Checked,
            "is_veto": self._cell(row, VETO).checkState() == Qt.CheckState.Checked,
            "score": score,
        }

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        cell = self.item(row, column)
        assert cell is not None  # each row is filled when it is made
        return cell

    def _chooser(self, row: int) -> MultiChooser:
        chooser = self.cellWidget(row, INDUSTRIES)
        assert isinstance(chooser, MultiChooser)
        return chooser

    def _tell(self, *_changed: object) -> None:
        if not self._is_filling:
            self._fit.start()
            self.edited.emit()


def _score(place: int, text: str) -> int | None:
    try:
        return whole_number(text) if text else None
    except CellError:
        raise CellError(f"第 {place} 行的分值“{text}”不是整数，请只填数字。") from None
