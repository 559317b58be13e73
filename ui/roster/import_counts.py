"""How many rows of a file are 新增, 变更, 未变 …: each number opens the list that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.theme import font, set_look
from ui.widgets.labels import secondary

_NUMBER_POINTS = 14.0


@dataclass(frozen=True, slots=True)
class Count:
    """What one list is called, the colour of its number, what it counts, whether it is shown when it is empty."""

    title: str
    tone: str
    measure: str
    is_always_shown: bool = True


class CountBar(QWidget):
    """The lists of a preview side by side with their numbers, one of them shown."""

    changed = Signal(int)

    def __init__(self, counts: Sequence[Count], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = tuple(counts)
        self._values = [0] * len(self._counts)
        self._group = QButtonGroup(self)
        self._tiles = [_Tile(count) for count in self._counts]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, tile in enumerate(self._tiles):
            self._group.addButton(tile, number)
            layout.addWidget(tile, 1)
        self._tiles[0].setChecked(True)
        self._group.idToggled.connect(self._tell)
        self.show_values(self._values)

    @property
    def texts(self) -> list[str]:
        """The numbers on screen."""
        return [f"{value:,}" for value in self._values]

    @property
    def shown(self) -> list[str]:
        """The titles of the lists that can be opened."""
        return [count.title for count, tile in zip(self._counts, self._tiles, strict=True) if tile.is_offered]

    @property
    def current(self) -> int:
        """The number of the list that is shown."""
        return self._group.checkedId()

    def set_current(self, number: int) -> None:
        """Show another list."""
        self._tiles[number].setChecked(True)

    def tile(self, title: str) -> QPushButton:
        """Return the button of a list."""
        return next(t for c, t in zip(self._counts, self._tiles, strict=True) if c.title == title)

    def show_values(self, values: Sequence[int]) -> None:
        """Write the numbers; a list that is empty may step aside."""
        self._values = list(values)
        for count, tile, value in zip(self._counts, self._tiles, values, strict=True):
            tile.show_value(value)
            tile.offer(count.is_always_shown or value > 0)
        offered = [tile for tile in self._tiles if tile.is_offered]
        for place, tile in enumerate(offered):
            edge = "first" if place == 0 else "last" if place == len(offered) - 1 else "middle"
            tile.setProperty("edge", edge)
            tile.style().polish(tile)

    def _tell(self, number: int, is_checked: bool) -> None:
        if is_checked:
            self.changed.emit(number)


class _Tile(QPushButton):
    """A number with its word before it and what it counts behind."""

    def __init__(self, count: Count) -> None:
        super().__init__()
        self._count = count
        self.is_offered = True
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_look(self, "segment")
        self._number = QLabel("0")
        self._number.setFont(font(_NUMBER_POINTS))
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 12, 4)
        line.setSpacing(6)
        line.addStretch(1)
        for part in (secondary(count.title), self._number, secondary(count.measure)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addStretch(1)

    def show_value(self, value: int) -> None:
        """Write the number; nothing is grey."""
        self._number.setText(f"{value:,}")
        set_look(self._number, self._count.tone if value else "secondary")
        self.setAccessibleName(f"{self._count.title} {value:,} {self._count.measure}")

    def offer(self, is_offered: bool) -> None:
        """Show the list or let it step aside."""
        self.is_offered = is_offered
        self.setVisible(is_offered)

    def sizeHint(self) -> QSize:
        """Be as large as the words need."""
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Be no smaller than the words need."""
        return self.sizeHint()
