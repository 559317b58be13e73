"""The right half of a tab: the row in use, read first. Values can be selected and copied; long ones wrap."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.theme import set_look
from ui.widgets.buttons import Button
from ui.widgets.empty_page import EmptyPage
from ui.widgets.labels import secondary, section_title, strong, value_label

_KEY_WIDTH = 64


class DetailPane(QFrame):
    """A card with a title, keys and values in sections, and buttons at its foot.

    Fill it anew for each row: ``begin(title)``, then ``add`` and ``add_section``, then ``end()``.
    """

    def __init__(self, empty_text: str = "选中一行，这里显示它的详情", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._empty = EmptyPage(empty_text, icon_name="file-text")
        self._title = section_title()
        self._title.setWordWrap(True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        self._grid: QGridLayout = QGridLayout()
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 12, 8, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._area, 1)
        layout.addLayout(self._foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setMinimumWidth(260)

    def add_button(self, made: Button) -> Button:
        """Put a button at the foot; it stays while the rows change."""
        self._foot.insertWidget(self._foot.count() - 1, made)
        return made

    def show_nothing(self) -> None:
        """Show the sentence for no row."""
        self._stack.setCurrentIndex(0)

    def begin(self, title: str) -> None:
        """Begin to fill the pane for another row."""
        self._title.setText(title)
        holder = QWidget()
        set_look(holder, "clear")
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, _KEY_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._holder = holder

    def add(self, key: str, value: str, *, tone: str = "") -> QLabel:
        """Add a line; an empty value shows as 「—」."""
        return self._add_row(key, value_label(value or "—"), tone)

    def add_widget(self, key: str, widget: QWidget) -> None:
        """Add a line whose value is a widget, e.g. a chip."""
        row = self._grid.rowCount()
        self._grid.addWidget(secondary(key), row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignLeft)

    def add_section(self, text: str) -> None:
        """Begin a section."""
        heading = strong(text)
        heading.setContentsMargins(0, 8, 0, 0)
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)

    def add_note(self, text: str, *, tone: str = "") -> None:
        """Add a sentence across both columns."""
        note = value_label(text)
        if tone:
            set_look(note, tone)
        self._grid.addWidget(note, self._grid.rowCount(), 0, 1, 2)

    def end(self) -> None:
        """Show what was filled in."""
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._area.setWidget(self._holder)
        self._stack.setCurrentIndex(1)

    def lines(self) -> list[tuple[str, str]]:
        """Return the keys and values on screen."""
        found: list[tuple[str, str]] = []
        for row in range(self._grid.rowCount()):
            cells = [self._grid.itemAtPosition(row, column) for column in (0, 1)]
            widgets = [cell.widget() if cell is not None else None for cell in cells]
            if (
                isinstance(widgets[0], QLabel)
                and isinstance(widgets[1], QLabel)
                and widgets[0] is not widgets[1]
            ):
                found.append((widgets[0].text(), widgets[1].text()))
        return found

    @property
    def title(self) -> str:
        """The title on screen."""
        return self._title.text()

    @property
    def is_empty(self) -> bool:
        """Whether no row is shown."""
        return self._stack.currentIndex() == 0

    def _add_row(self, key: str, value: QLabel, tone: str) -> QLabel:
        row = self._grid.rowCount()
        if tone:
            set_look(value, tone)
        self._grid.addWidget(secondary(key), row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
        return value
