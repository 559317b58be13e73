"""What a file would bring, before anything is written: counts, what is asked once, problems by row, rows without a 镇街."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from models.vocab import EnterpriseStatus, Industry
from services.roster.import_rows import ImportReport, Problem, UnplacedRow
from ui.roster.draft_form import term_chooser
from ui.roster.roster_table import RosterTable, TableLook
from ui.settings_store import SettingsStore
from ui.table.model import RIGHT, Column
from ui.theme import TITLE_POINTS, font, set_look
from ui.widgets.buttons import SegmentBar, button, link_button
from ui.widgets.chooser import Chooser
from ui.widgets.labels import secondary, strong, toned, value_label

_PROBLEM_COLUMNS: tuple[Column[Problem], ...] = (
    Column("行", lambda row: str(row.row), lambda row: row.row, width=56, align=RIGHT),
    Column("列", lambda row: row.column, width=148),
    Column("原因", lambda row: row.message, width=360),
)
_UNPLACED_COLUMNS: tuple[Column[UnplacedRow], ...] = (
    Column("行", lambda row: str(row.row), lambda row: row.row, width=56, align=RIGHT),
    Column("企业名称", lambda row: row.name, width=232),
    Column("地址", lambda row: row.address, width=280),
    Column("说明", lambda row: row.reason, width=236),
)
_TABLE_HEIGHT = 150  # at least, on the smallest screen
_QUESTIONS = {"status": "登记状态", "industry": "行业"}


class ImportPreview(QWidget):
    """Shows a report; ``answered`` tells that a question for the whole file was answered anew."""

    answered = Signal()

    def __init__(self, settings: SettingsStore, measure: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: ImportReport | None = None
        self.title = strong()
        self.title.setWordWrap(True)
        self.counts = CountLine(measure)
        self.questions = QuestionCard()
        self.questions.answered.connect(self.answered)
        self._notes = value_label()
        self.parts = SegmentBar(("不能导入的行", "镇街待定与区外"))
        self.report_button = button(
            "导出不能导入的行…", icon_name="download", hint="带原因，改好后可以再导入"
        )
        self.open_button = link_button("打开文件")
        self.problems = RosterTable[Problem](
            _PROBLEM_COLUMNS, TableLook("原因"), name="import-problems", settings=settings, key=_same
        )
        self.unplaced = RosterTable[UnplacedRow](
            _UNPLACED_COLUMNS, TableLook("地址"), name="import-unplaced", settings=settings, key=_row_number
        )
        self._cells = toned("", "secondary")
        self._cells.setWordWrap(True)
        self._cells.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._stack = QStackedWidget()
        self.problems.current_changed.connect(self._show_cells)
        self.parts.changed.connect(self._stack.setCurrentIndex)
        self._lay_out()

    @property
    def notes(self) -> list[str]:
        """The sentences that refuse nothing."""
        return self._notes.text().splitlines()

    @property
    def cells(self) -> str:
        """What stands in the sheet's own row of the problem in use."""
        return self._cells.text()

    def show_report(self, report: ImportReport) -> None:
        """Show what the file would bring."""
        self._report = report
        self.title.setText(
            f"{report.file_name}　工作表“{report.sheet_name}”，共 {report.read:,} 行。确认之前什么也不写入。"
        )
        self.counts.show_report(report)
        self.questions.ask(report.missing)
        self._notes.setText("\n".join(f"· {note}" for note in report.notes))
        self._notes.setVisible(bool(report.notes))
        self.problems.set_rows(report.problems)
        self.problems.set_empty("每一行都可以导入")
        self.problems.select_first()
        self.unplaced.set_rows(report.unplaced)
        self.unplaced.set_empty("每一户的地址都写明了本区镇街")
        self.parts.set_count(0, len(report.refused))
        self.parts.set_count(1, len(report.unplaced))
        self.parts.setVisible(bool(report.unplaced))
        self.parts.set_current(0 if report.refused or not report.unplaced else 1)
        self.report_button.set_reason(
            None if report.refused or report.unplaced else "没有不能导入的行，不需要导出。"
        )
        self._cells.setVisible(bool(report.refused))

    def _show_cells(self, problem: Problem | None) -> None:
        """Show the sheet's own row, so that nobody has to look it up."""
        report = self._report
        if problem is None or report is None:
            self._cells.setText("")
            return
        cells = next((row.cells for row in report.refused if row.row == problem.row), ())
        pairs = zip(report.header, cells, strict=False)
        words = "　".join(f"{title.strip()}：{cell.strip()}" for title, cell in pairs if cell.strip())
        self._cells.setText(f"第 {problem.row} 行　{words[:240]}")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.parts)
        line.addStretch(1)
        line.addWidget(self.open_button)
        line.addWidget(self.report_button)
        self.open_button.hide()
        problems = QWidget()
        inside = QVBoxLayout(problems)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.problems, 1)
        inside.addWidget(self._cells)
        self._stack.addWidget(problems)
        self._stack.addWidget(self.unplaced)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self.title, self.counts, self.questions, self._notes):
            layout.addWidget(part)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)
        self._stack.setMinimumHeight(_TABLE_HEIGHT)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)


class CountLine(QFrame):
    """新增, 变更, 未变, 不能导入: the numbers large, the word beneath."""

    def __init__(self, measure: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._measure = measure
        self._numbers: list[QLabel] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 16, 8)
        line.setSpacing(0)
        for title in ("新增", "变更", "未变", "不能导入"):
            number = QLabel("0")
            number.setFont(font(TITLE_POINTS))
            self._numbers.append(number)
            parts = (secondary(title), number, secondary("行" if title == "不能导入" else measure))
            for part in parts:
                line.addWidget(part, 0, Qt.AlignmentFlag.AlignBaseline)
                line.addSpacing(8)
            line.addStretch(1)

    @property
    def texts(self) -> list[str]:
        """The numbers on screen."""
        return [number.text() for number in self._numbers]

    def show_report(self, report: ImportReport) -> None:
        """Show the counts; what was refused in red."""
        values = (report.added, report.updated, report.unchanged, len(report.refused))
        tones = ("ok", "warn", "secondary", "bad")
        for number, value, tone in zip(self._numbers, values, tones, strict=True):
            number.setText(f"{value:,}")
            set_look(number, tone if value else "secondary")


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


def _same(problem: Problem) -> Problem:
    return problem


def _row_number(row: UnplacedRow) -> int:
    return row.row
