"""What an import must be told once: what the file has no column for, and what the words of its cells mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.vocab import EnterpriseStatus, Industry
from services.roster.import_rows import UnknownWord
from ui.roster.draft_form import term_chooser
from ui.theme import set_look
from ui.widgets.chooser import Chooser
from ui.widgets.labels import secondary

_QUESTIONS = {"status": "登记状态", "industry": "行业"}
_CHOOSER_WIDTH = 200


class StillChooser(Chooser[str]):
    """A chooser among many on a page that scrolls: the wheel turns the page, never the choice."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class QuestionCard(QFrame):
    """What the file has no column for, asked once for all its rows."""

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self.status: Chooser[EnterpriseStatus] = term_chooser(EnterpriseStatus)
        self.industry: Chooser[Industry] = term_chooser(Industry, none_text="逐户推测（标“推测”，待确认）")
        self._questions: dict[str, QWidget] = {}
        self._missing: tuple[str, ...] = ()
        line = QHBoxLayout()
        line.setSpacing(24)
        for name, chooser in (("status", self.status), ("industry", self.industry)):
            self._questions[name] = _labelled(_QUESTIONS[name], chooser)
            line.addWidget(self._questions[name])
            chooser.currentIndexChanged.connect(self.answered)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addLayout(line)
        self.hide()

    def ask(self, missing: tuple[str, ...]) -> None:
        """Ask for these fields; answers given before stay."""
        self._missing = tuple(name for name in missing if name in _QUESTIONS)
        titles = "、".join(f"“{_QUESTIONS[name]}”" for name in self._missing)
        self._words.setText(f"文件里没有{titles}，请为新增的检查对象统一选定：")
        for name, question in self._questions.items():
            question.setVisible(name in self._missing)
        self.setVisible(bool(self._missing))

    def answers(self) -> Mapping[str, Any]:
        """Return what was answered; an industry that is guessed is no answer."""
        given = {"status": self.status.value(), "industry": self.industry.value()}
        return {name: value for name, value in given.items() if name in self._missing and value is not None}


class WordCard(QFrame):
    """Words that a column may not hold, each with the word of ours that it stands for; what was answered can be changed."""

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._choosers: dict[tuple[str, str], Chooser[str]] = {}
        self._labels: list[QLabel] = []
        self._holders: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(QLabel("下面这些写法程序不认识，请选定各自的意思；不选的，所在的行不导入："))
        layout.addLayout(self._grid)
        self.hide()

    @property
    def lines(self) -> list[str]:
        """The words that are asked for."""
        return [label.text() for label in self._labels]

    def chooser(self, field: str, text: str) -> Chooser[str]:
        """Return the chooser of a word."""
        return self._choosers[field, text]

    def ask(self, words: Sequence[UnknownWord]) -> None:
        """Ask for further words; those asked before stay, with their answers."""
        for word in words:
            if (word.field, word.text) not in self._choosers:
                self._add(word)
        self.setVisible(bool(self._choosers))

    def forget(self) -> None:
        """Begin anew, with another sheet."""
        for part in (*self._labels, *self._holders):
            self._grid.removeWidget(part)
            part.deleteLater()
        self._choosers.clear()
        self._labels.clear()
        self._holders.clear()
        self.hide()

    def words(self) -> dict[str, dict[str, str]]:
        """Return field → text of a cell → stored code, as far as it was answered."""
        given: dict[str, dict[str, str]] = {}
        for (field, text), chooser in self._choosers.items():
            if (code := chooser.value()) is not None:
                given.setdefault(field, {})[text] = code
        return given

    def _add(self, word: UnknownWord) -> None:
        row = len(self._choosers)
        label = QLabel(f"{word.title}“{word.text}”（{word.rows:,} 行）")
        label.setTextFormat(Qt.TextFormat.PlainText)
        chooser = StillChooser(word.choices, none_text="请选择", can_type=len(word.choices) > 8)
        chooser.setMinimumWidth(_CHOOSER_WIDTH)
        chooser.setAccessibleName(f"{word.title}“{word.text}”的意思")
        label.setBuddy(chooser)
        self._choosers[word.field, word.text] = chooser
        self._labels.append(label)
        self._holders.append(_with_arrow(chooser))
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(self._holders[-1], row, 1)
        chooser.currentIndexChanged.connect(self.answered)


def _with_arrow(chooser: QWidget) -> QWidget:
    holder = QWidget()
    set_look(holder, "clear")
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    line.addWidget(secondary("→"))
    line.addWidget(chooser)
    return holder


def _labelled(title: str, chooser: QWidget) -> QWidget:
    holder = QWidget()
    set_look(holder, "clear")
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    label = QLabel(title)
    label.setBuddy(chooser)
    chooser.setAccessibleName(title)
    line.addWidget(label)
    line.addWidget(chooser)
    return holder
