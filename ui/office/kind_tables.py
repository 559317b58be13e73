"""Small tables of 文种 within the settings: the 字 of each, and the 文书 set of each that has several."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from models.rules.numbering import NumberWords, paper_number, repeated_heads
from models.vocab import FormSet, PaperKind, PaperSeries
from ui.widgets.chooser import Chooser
from ui.widgets.labels import secondary

_LONGEST_WORD = 20
_WORD_WIDTH = 132
_SAMPLE_YEAR = 2022
OWN_WORDS = tuple(
    kind
    for kind in PaperKind
    if kind.series is PaperSeries.ENFORCEMENT
    and kind is not PaperKind.NOTICE  # which has a setting of its own
)
"""The 文种 whose 字 stands in the table."""


class KindTable(QWidget):
    """A line for each 文种; its value holds only what differs from the default, by the code of the 文种."""

    changed = Signal()

    @abstractmethod
    def value(self) -> dict[str, str]:
        """Return code of the 文种 → what was chosen for it."""

    @abstractmethod
    def set_value(self, value: Mapping[str, str]) -> None:
        """Show a value."""

    def _grid(self) -> QGridLayout:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        return grid


class WordsTable(KindTable):
    """文种, 字, and the number that comes of it; an empty 字 is the usual one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[PaperKind, QLineEdit] = {}
        self._samples: dict[PaperKind, QLabel] = {}
        grid = self._grid()
        for row, kind in enumerate(OWN_WORDS):
            line = QLineEdit()
            line.setMaxLength(_LONGEST_WORD)
            line.setFixedWidth(_WORD_WIDTH)
            line.setPlaceholderText(kind.word)
            line.setAccessibleName(f"{kind.label}用字")
            line.textChanged.connect(self.changed)
            sample = secondary("")
            self.lines[kind], self._samples[kind] = line, sample
            grid.addWidget(QLabel(kind.label), row, 0)
            grid.addWidget(line, row, 1)
            grid.addWidget(sample, row, 2, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self.lines[OWN_WORDS[0]])

    def value(self) -> dict[str, str]:
        """Return the words that are not the usual ones."""
        typed = {kind: line.text().strip() for kind, line in self.lines.items()}
        return {kind.value: word for kind, word in typed.items() if word and word != kind.word}

    def set_value(self, value: Mapping[str, str]) -> None:
        """Show the words; a usual one is shown as such."""
        for kind, line in self.lines.items():
            line.setText(value.get(kind.value, ""))

    def show_numbers(self, words: NumberWords) -> list[str]:
        """Show the first number of each 文种 beside its word; return them."""
        numbers = [paper_number(kind, _SAMPLE_YEAR, 1, words) for kind in OWN_WORDS]
        repeated = {second: first for first, second in repeated_heads(words)}
        for kind, number in zip(OWN_WORDS, numbers, strict=True):
            other = repeated.get(kind)
            self._samples[kind].setText(f"{number}，与{other.label}重号" if other else number)
        return numbers

    def sample(self, kind: PaperKind) -> str:
        """Return what stands beside the word of a 文种."""
        return self._samples[kind].text()


class SetsTable(KindTable):
    """The forms that exist in several 文书 sets, each with its own choice or that of the office."""

    def __init__(self, sets: Mapping[PaperKind, Sequence[FormSet]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choosers: dict[PaperKind, Chooser[FormSet]] = {}
        self._kept: dict[str, str] = {}  # of a form that this program does not know
        grid = self._grid()
        for row, (kind, offered) in enumerate(sets.items()):
            chooser = Chooser[FormSet]([(one, one.label) for one in offered], none_text="随执法文书式样")
            chooser.setAccessibleName(f"{kind.label}的式样")
            chooser.currentIndexChanged.connect(self.changed)
            self.choosers[kind] = chooser
            grid.addWidget(QLabel(kind.label), row, 0)
            grid.addWidget(chooser, row, 1)
        if not sets:
            grid.addWidget(secondary("目前的文书都只有一种式样。"), 0, 0)

    def value(self) -> dict[str, str]:
        """Return the sets that were chosen."""
        chosen = {kind.value: chooser.value() for kind, chooser in self.choosers.items()}
        return self._kept | {code: one.value for code, one in chosen.items() if one is not None}

    def set_value(self, value: Mapping[str, str]) -> None:
        """Show the sets."""
        known = {kind.value for kind in self.choosers}
        self._kept = {code: one for code, one in value.items() if code not in known}
        for kind, chooser in self.choosers.items():
            code = value.get(kind.value)
            chooser.set_value(FormSet(code) if code else None)
