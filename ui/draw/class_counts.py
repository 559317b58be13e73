"""The risk classes of a frame as a small table: what each brings and how many are drawn of it; a click opens its list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.draw.frame_facts import ClassLine
from ui.theme import roles
from ui.widgets.labels import secondary

_TITLES = ("分类", "基数", "可抽", "应抽", "机会")


class ClassCounts(QWidget):
    """Hidden where all enterprises are drawn as one group."""

    clicked = Signal(str)
    """Carries the name of a class, as the list names it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._lines: tuple[ClassLine, ...] = ()
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What the lines say."""
        return [f"{one.name} {one.base}/{one.available} → {one.places} = {one.chance}" for one in self._lines]

    def set_lines(self, lines: Sequence[ClassLine]) -> None:
        """Show other classes."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._fill()
        self.setVisible(bool(lines))

    def click(self, name: str) -> None:
        """Click a class."""
        self.clicked.emit(name)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, title in enumerate(_TITLES):
            self._grid.addWidget(secondary(title), 0, place, _side(place))
        for row, line in enumerate(self._lines, 1):
            name = QLabel(
                f'<a href="{line.name}" style="color:{roles().accent}; text-decoration:none">{line.name}</a>'
            )
            name.setToolTip(f"查看{line.name}的名单")
            name.linkActivated.connect(self.clicked)
            self._grid.addWidget(name, row, 0, _side(0))
            figures = (f"{line.base:,}", f"{line.available:,}", f"{line.places:,}", line.chance)
            for place, figure in enumerate(figures, 1):
                self._grid.addWidget(QLabel(figure), row, place, _side(place))


def _side(place: int) -> Qt.AlignmentFlag:
    return (
        Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
    ) | Qt.AlignmentFlag.AlignVCenter
