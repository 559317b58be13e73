"""The list of 抽查任务: few rows with long texts, so a text runs over up to three lines instead of being cut off."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QWidget

from services.plan.rows import TaskRow
from ui.plan.columns import NAME, TASK_COLUMNS
from ui.settings_store import SettingsStore
from ui.table.delegate import PADDING, RowDelegate
from ui.table.model import ALIGN_ROLE, DISPLAY_ROLE, TONE_ROLE
from ui.table.view import RecordTableView
from ui.theme import color

_ROW_HEIGHT = 64
_HEADER_HEIGHT = 46
_MOST_LINES = 3


class WrappingDelegate(RowDelegate):
    """Breaks a text that does not fit into lines; what is too long even so ends in an ellipsis."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        text = str(index.data(DISPLAY_ROLE) or "")
        rect: QRect = option.rect  # type: ignore[attr-defined]
        face: QFont = option.font  # type: ignore[attr-defined]
        room = rect.width() - 2 * PADDING
        if QFontMetrics(face).horizontalAdvance(text) <= room:
            super().paint(painter, option, index)
            return
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        self._draw_ground(painter, rect, index, bool(state & QStyle.StateFlag.State_Selected))
        painter.setPen(color(index.data(TONE_ROLE) or "text"))
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        painter.drawText(inner, index.data(ALIGN_ROLE), "\n".join(break_lines(text, face, room, _MOST_LINES)))


class TaskTable(RecordTableView[TaskRow]):
    """The list; the name of the task takes what a wide window gives, and never less than it needs."""

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(TASK_COLUMNS, name="tasks", settings=settings, key=_key_of, parent=parent)
        self._delegate = WrappingDelegate(self)
        self.setItemDelegate(self._delegate)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.horizontalHeader().setFixedHeight(_HEADER_HEIGHT)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self._name_place = next(n for n, column in enumerate(TASK_COLUMNS) if column.title == NAME)
        self._fit_name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name what is left over."""
        super().resizeEvent(event)
        self._fit_name()

    def _fit_name(self) -> None:
        """Stretch the name where there is room; where there is none, keep its width and let the list scroll sideways."""
        header = self.horizontalHeader()
        wanted = TASK_COLUMNS[self._name_place].width
        others = header.length() - header.sectionSize(self._name_place)
        has_room = self.viewport().width() - others >= wanted
        mode = QHeaderView.ResizeMode.Stretch if has_room else QHeaderView.ResizeMode.Interactive
        header.setStretchLastSection(False)
        header.setSectionResizeMode(self._name_place, mode)
        if not has_room and header.sectionSize(self._name_place) < wanted:
            header.resizeSection(self._name_place, wanted)


def break_lines(text: str, face: QFont, room: int, most: int) -> list[str]:
    """Return the text in lines of at most ``room`` px; the last of ``most`` is cut with an ellipsis if it must."""
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    lines = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if len(lines) <= most:
        return lines
    rest = text[starts[most - 1] :]
    return [*lines[: most - 1], QFontMetrics(face).elidedText(rest, Qt.TextElideMode.ElideRight, room)]


def _key_of(row: TaskRow) -> int:
    return row.key
