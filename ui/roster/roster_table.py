"""The table of the roster lists: the name takes what room is left, further columns are shown on demand, texts may run over
two lines, and a cell whose chip is short for a longer text says all of it in its tooltip."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.settings_store import SettingsStore
from ui.table.delegate import PADDING, RowDelegate
from ui.table.model import ALIGN_ROLE, CHIPS_ROLE, DISPLAY_ROLE, TONE_ROLE, Chip, Column
from ui.table.view import RecordTableView
from ui.theme import ROW_HEIGHT, color

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

_LINE = 18
_GAP = 4


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a list is laid out, by the titles of its columns."""

    stretched: str
    """Takes the room that is left, and never less than its width."""
    hidden: tuple[str, ...] = ()
    """Searched and copied on demand, but not shown at first."""
    text_before_chips: tuple[str, ...] = ()
    lines: int = 1


class RosterDelegate(RowDelegate):
    """Paints what ``RowDelegate`` does not: a chip behind a text, a text over two lines."""

    def __init__(self, parent: QWidget, look: TableLook, titles: Sequence[str]) -> None:
        super().__init__(parent)
        self._lines = look.lines
        self._texts_with_chips = {titles.index(title) for title in look.text_before_chips}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        text = str(index.data(DISPLAY_ROLE) or "")
        rect: QRect = option.rect  # type: ignore[attr-defined]
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        if index.column() in self._texts_with_chips:
            self._draw_text(painter, option, index, [] if index.data(CHIPS_ROLE) else [text])
            if index.data(CHIPS_ROLE):
                shifted = QStyleOptionViewItem(option)
                room = rect.adjusted(metrics.horizontalAdvance(text) + _GAP, 0, _GAP, 0)
                shifted.rect = room  # type: ignore[attr-defined]
                super().paint(painter, shifted, index)
                self._draw_words(
                    painter, rect, index, [text]
                )  # last: the chip's own ground begins under them
            return
        room = rect.width() - 2 * PADDING
        if self._lines > 1 and index.data(CHIPS_ROLE) is None and metrics.horizontalAdvance(text) > room:
            face: QFont = option.font  # type: ignore[attr-defined]
            self._draw_text(painter, option, index, break_lines(text, face, room, self._lines))
            return
        super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what the cell would like."""
        wanted = super().sizeHint(option, index)
        if index.column() in self._texts_with_chips:
            metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
            wanted.setWidth(wanted.width() + metrics.horizontalAdvance(str(index.data(DISPLAY_ROLE) or "")))
        return wanted

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text where chips say less than it."""
        chips: list[Chip] | None = index.data(CHIPS_ROLE) if index.isValid() else None
        if event.type() == QEvent.Type.ToolTip and chips:
            text = str(index.data(DISPLAY_ROLE) or "")
            if text != "、".join(chip.text for chip in chips):
                QToolTip.showText(event.globalPos(), text, view)
                return True
        return super().helpEvent(event, view, option, index)

    def _draw_text(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, lines: Sequence[str]
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        self._draw_ground(painter, rect, index, bool(state & QStyle.StateFlag.State_Selected))
        self._draw_words(painter, rect, index, lines)

    @staticmethod
    def _draw_words(painter: QPainter, rect: QRect, index: Index, lines: Sequence[str]) -> None:
        painter.setPen(color(index.data(TONE_ROLE) or "text"))
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        painter.drawText(inner, index.data(ALIGN_ROLE), "\n".join(lines))


class RosterTable(RecordTableView[R]):
    """A list with a name column that stretches and a menu of columns on its header."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        look: TableLook,
        *,
        name: str,
        settings: SettingsStore,
        key: Callable[[R], Hashable],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(columns, name=name, settings=settings, key=key, parent=parent)
        titles = [column.title for column in columns]
        self._delegate = RosterDelegate(self, look, titles)
        self.setItemDelegate(self._delegate)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT + (look.lines - 1) * _LINE)
        self._stretched = titles.index(look.stretched)
        header = self.horizontalHeader()
        self._hidden_key = f"hidden-columns/{name}"
        hidden = settings.choice(self._hidden_key, "|".join(look.hidden)).split("|")
        for number, title in enumerate(titles):
            header.setSectionHidden(number, title in hidden and number != self._stretched)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask_columns)
        header.setToolTip("点击排序，右键选择显示的列")
        self._fit()

    @property
    def hidden_titles(self) -> list[str]:
        """The columns that are not on screen."""
        header = self.horizontalHeader()
        return [c.title for n, c in enumerate(self._model.columns) if header.isSectionHidden(n)]

    def key_of(self, row: R) -> Hashable:
        """Return what identifies a row through reloads."""
        return self._model.key_of(row)

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The columns as declared."""
        return self._model.columns

    def column_menu(self) -> QMenu:
        """Return the menu of the columns; each line shows or hides one."""
        menu = QMenu(self)
        for number, column in enumerate(self._model.columns):
            line = QAction(column.title.replace("\n", ""), menu, checkable=True)
            line.setChecked(not self.horizontalHeader().isSectionHidden(number))
            line.setEnabled(number != self._stretched)
            line.setData(number)
            menu.addAction(line)
        menu.triggered.connect(self._show_column)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name what is left over."""
        super().resizeEvent(event)
        self._fit()

    def _ask_columns(self, place: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _show_column(self, line: QAction) -> None:
        number, is_shown = int(line.data()), line.isChecked()
        header = self.horizontalHeader()
        header.setSectionHidden(number, not is_shown)
        if is_shown and header.sectionSize(number) < header.minimumSectionSize():
            header.resizeSection(number, self._model.columns[number].width)
        self._settings.set_choice(self._hidden_key, "|".join(self.hidden_titles))
        self._fit()

    def _fit(self) -> None:
        """Stretch the name where there is room; where there is none, keep its width and let the list scroll sideways."""
        header = self.horizontalHeader()
        wanted = self._model.columns[self._stretched].width
        others = header.length() - header.sectionSize(self._stretched)
        has_room = self.viewport().width() - others >= wanted
        mode = QHeaderView.ResizeMode.Stretch if has_room else QHeaderView.ResizeMode.Interactive
        header.setStretchLastSection(False)
        header.setSectionResizeMode(self._stretched, mode)
        if not has_room and header.sectionSize(self._stretched) < wanted:
            header.resizeSection(self._stretched, wanted)


def break_lines(text: str, face: QFont, room: int, most: int) -> list[str]:
    """Return the text in lines of at most ``room`` px; the last of ``most`` is cut with an ellipsis if it must."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text[:400], face)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    lines = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return [*lines[:-1], QFontMetrics(face).elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)]
