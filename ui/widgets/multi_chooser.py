"""A chooser of several values in a pop-up check list: 镇街、行业、状态. Nothing ticked means no condition."""

from collections.abc import Hashable, Iterable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon, picture
from ui.table.order import search_text
from ui.theme import set_look
from ui.widgets.buttons import link_button

_ROW = 28
_MOST_ROWS = 10
_FILTER_FROM = 8
_ARROW = 14


class MultiChooser(QToolButton):
    """Shows 「行业：机械、轻工」 and opens the check list; typing in the pop-up filters it."""

    changed = Signal()

    def __init__(
        self,
        title: str,
        options: Iterable[tuple[Hashable, str]] = (),
        *,
        all_text: str = "全部",
        width: int = 136,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._all_text = all_text
        self._width = width
        self._options: list[tuple[Hashable, str]] = []
        self._chosen: set[Hashable] = set()
        self._popup = CheckListPopup(self)
        self._popup.ticked.connect(self._tick)
        self.setAccessibleName(title or all_text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_look(self, "field")
        self.clicked.connect(self.open_popup)
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[Hashable, str]]) -> None:
        """Offer other values; what is ticked and still offered stays ticked."""
        self._options = list(options)
        self._chosen &= {value for value, _ in self._options}
        self._show()

    def values(self) -> frozenset[Hashable]:
        """Return the ticked values; empty means no condition."""
        return frozenset(self._chosen)

    def set_values(self, values: Iterable[Hashable]) -> None:
        """Tick these values only; tells when that is a change."""
        wanted = set(values) & {value for value, _ in self._options}
        if wanted != self._chosen:
            self._chosen = wanted
            self._show()
            self.changed.emit()

    def accepts(self, value: Hashable) -> bool:
        """Whether a row with this value passes."""
        return not self._chosen or value in self._chosen

    def accepts_any(self, values: Iterable[Hashable]) -> bool:
        """Whether a row with these values passes by one of them."""
        return not self._chosen or not self._chosen.isdisjoint(values)

    @property
    def summary(self) -> str:
        """The ticked values in words."""
        words = [text for value, text in self._options if value in self._chosen]
        return "、".join(words) or self._all_text

    def open_popup(self) -> None:
        """Open the check list beneath the field."""
        self._popup.open_beneath(self, self._options, self._chosen)

    def sizeHint(self) -> QSize:
        """Be as wide as asked, as tall as a field."""
        return QSize(self._width, 32)

    def minimumSizeHint(self) -> QSize:
        """Be no narrower than the title."""
        return QSize(min(self._width, 88), 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame by the style sheet, the words and the arrow by hand: a tool button has no room for both."""
        super().paintEvent(event)
        painter = QPainter(self)
        arrow = picture("chevron-down", "secondary", _ARROW, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _ARROW - 8, (self.height() - _ARROW) // 2, arrow)
        room = self.rect().adjusted(9, 0, -_ARROW - 14, 0)
        words = f"{self._title}：{self.summary}" if self._title else self.summary
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = QFontMetrics(self.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)

    def _tick(self, value: object, is_ticked: bool) -> None:
        if is_ticked:
            self._chosen.add(value)
        else:
            self._chosen.discard(value)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        words = f"{self._title}：{self.summary}" if self._title else self.summary
        self.setToolTip(words if len(self._chosen) > 1 else "")
        self.update()


class CheckListPopup(QFrame):
    """The pop-up: a field to filter by typing, the values with boxes, 全选 and 清空."""

    ticked = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_look(self, "popup")
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("输入文字筛选")
        self._filter.addAction(icon("search", "secondary"), QLineEdit.ActionPosition.LeadingPosition)
        self._filter.textChanged.connect(self._narrow)
        self._list = QListWidget()
        set_look(self._list, "options")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.itemChanged.connect(self._tell)
        self._list.itemClicked.connect(self._toggle)
        self._pressed_state: Qt.CheckState | None = None
        self._list.itemPressed.connect(self._note_state)
        every, none = link_button("全选"), link_button("清空")
        every.clicked.connect(self._tick_all)
        none.clicked.connect(self._tick_none)
        foot = QHBoxLayout()
        foot.setContentsMargins(6, 0, 6, 0)
        foot.addWidget(every)
        foot.addWidget(none)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self._filter)
        layout.addWidget(self._list)
        layout.addLayout(foot)

    def open_beneath(
        self, field: QWidget, options: Sequence[tuple[Hashable, str]], chosen: Iterable[Hashable]
    ) -> None:
        """Show the values under a field, as wide as the longest of them."""
        chosen = set(chosen)
        self._list.blockSignals(True)
        self._list.clear()
        for value, text in options:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._filter.clear()
        self._filter.setVisible(len(options) >= _FILTER_FROM)
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(text) for _, text in options), default=80)
        self._list.setFixedHeight(min(len(options), _MOST_ROWS) * _ROW + 12)
        self.setFixedWidth(min(max(field.width(), widest + 72, 184), 420))
        self.adjustSize()
        self.move(self._place(field))
        self.show()
        (self._filter if self._filter.isVisible() else self._list).setFocus()

    def _place(self, field: QWidget) -> QPoint:
        """Stand below the field, or above it or further left where the screen ends."""
        room = field.screen().availableGeometry()
        below = field.mapToGlobal(QPoint(0, field.height() + 2))
        if below.y() + self.height() > room.bottom():
            below.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        below.setX(max(room.left(), min(below.x(), room.right() - self.width())))
        return below

    def _note_state(self, item: QListWidgetItem) -> None:
        self._pressed_state = item.checkState()

    def _toggle(self, item: QListWidgetItem) -> None:
        """Let a click anywhere on the line tick it; the box itself has already done so."""
        if self._pressed_state is not None and item.checkState() == self._pressed_state:
            is_on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        self._pressed_state = None

    def _tell(self, item: QListWidgetItem) -> None:
        self.ticked.emit(item.data(Qt.ItemDataRole.UserRole), item.checkState() == Qt.CheckState.Checked)

    def _narrow(self, typed: str) -> None:
        wanted = search_text(typed.strip())
        for number in range(self._list.count()):
            item = self._list.item(number)
            item.setHidden(wanted not in search_text(item.text()))

    def _tick_all(self) -> None:
        self._set_all(Qt.CheckState.Checked)

    def _tick_none(self) -> None:
        self._set_all(Qt.CheckState.Unchecked)

    def _set_all(self, state: Qt.CheckState) -> None:
        for number in range(self._list.count()):
            if not self._list.item(number).isHidden():
                self._list.item(number).setCheckState(state)
