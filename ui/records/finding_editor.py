"""The fields of one 抽查事项 in the result form: result, what was found, what is to be done, until when."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from models.rules.outcomes import Finding
from models.vocab import ResultCode
from services.records.rows import FindingRow
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.growing_text import GrowingText
from ui.widgets.labels import toned

WITHOUT_MEASURE = frozenset({ResultCode.NO_PROBLEM, ResultCode.NO_SUCH_ACTIVITY})
"""Results after which nothing is to be put right."""
_NO_MEASURE = "该结果不需要整改"
_TITLE_WIDTH = 200
_CHOOSER_WIDTH = 196


class FindingEditor(QObject):
    """One item's fields, put into a row of the form's grid; nothing is chosen beforehand."""

    changed = Signal()

    def __init__(self, item: FindingRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self.result: Chooser[ResultCode] = Chooser(
            [(code, f"{code.value} {code.label}") for code in ResultCode], none_text="请选择"
        )
        self.result.setFixedWidth(_CHOOSER_WIDTH)
        self.result.view().setMinimumWidth(320)
        self.text = GrowingText(most_lines=8, name=f"{item.title}：发现的情况")
        self.text.setText(item.text)
        self.measure = GrowingText(most_lines=8, name=f"{item.title}：整改要求")
        self.measure.setText(item.measure)
        self.due = DateField(item.rectify_by)
        self.due.setFixedWidth(128)
        self.due.setAccessibleName(f"{item.title}：整改期限")
        self.result.setAccessibleName(f"{item.title}：检查结果")
        self._problem = toned("", "bad")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.result.set_value(item.result)
        self.result.currentIndexChanged.connect(self._on_result)
        self.text.textChanged.connect(self.changed)
        self.measure.textChanged.connect(self.changed)
        self.due.textChanged.connect(self.changed)
        self._show_measure()

    def put_into(self, grid: QGridLayout, row: int) -> None:
        """Lay the fields into two rows of the grid: the fields, and the problem beneath them."""
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 5, 0, 0)
        title = QLabel(f"{self.item.number}. {self.item.title}")
        title.setWordWrap(True)
        title.setFixedWidth(_TITLE_WIDTH)
        words.setToolTip(self.item.content)
        column.addWidget(title)
        column.addStretch(1)
        grid.addWidget(words, row, 0)
        for place, field in enumerate((self.result, self.text, self.measure, self.due), 1):
            cell = QVBoxLayout()
            cell.addWidget(field)
            cell.addStretch(1)
            grid.addLayout(cell, row, place)
        grid.addWidget(self._problem, row + 1, 1, 1, 4)

    def finding(self) -> Finding:
        """Return what is filled in; a measure that no longer applies is left out."""
        needs_measure = self.result.value() not in WITHOUT_MEASURE
        return Finding(
            title=self.item.title,
            result=self.result.value(),
            text=self.text.text(),
            measure=self.measure.text() if needs_measure else "",
            rectify_by=self.due.value() if needs_measure else None,
        )

    @property
    def typed(self) -> tuple[object, ...]:
        """Everything that stands in the fields."""
        return self.result.value(), self.text.toPlainText(), self.measure.toPlainText(), self.due.text()

    @property
    def own_problem(self) -> str:
        """What is wrong with what was typed, whatever the result."""
        return "" if self.due.is_valid else f"「{self.item.title}」的整改期限应为年-月-日，例如 2022-06-30。"

    @property
    def problem(self) -> str:
        """The sentence beneath the fields."""
        return self._problem.text()

    def show_problem(self, text: str) -> None:
        """Show what is wrong, or nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if self.result.property("problem") != bool(text):
            self.result.setProperty("problem", bool(text))
            self.result.style().unpolish(self.result)
            self.result.style().polish(self.result)

    def _on_result(self) -> None:
        self._show_measure()
        self.show_problem("")
        self.changed.emit()

    def _show_measure(self) -> None:
        is_needed = self.result.value() not in WITHOUT_MEASURE
        for field in (self.measure, self.due):
            field.setEnabled(is_needed)
            field.setToolTip("" if is_needed else _NO_MEASURE)
