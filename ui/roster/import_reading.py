"""How a file is read: which sheet, which row is its header, which column is which field."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from services.roster.import_rows import ImportReport, SheetColumn
from ui.roster.import_questions import QuestionCard, StillChooser, WordCard
from ui.table.model import LEFT
from ui.theme import color, set_look
from ui.widgets.buttons import link_button
from ui.widgets.chooser import Chooser
from ui.widgets.labels import secondary, toned

MAP, BACK = "列的对应…", "返回核对"
_MOST_ROWS = 9999
_TITLE_WIDTH = 200
_FIELD_WIDTH = 200
_ROW_WIDTH = 100
_SAMPLES = 3


class ReadingBar(QWidget):
    """The line over an import: file, sheet, header row, and the way to the columns."""

    changed = Signal()
    mapping_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = _CutLabel("", "text")
        set_look(self._name, "strong")
        self.sheet = Chooser[str]()
        self.sheet.setMaximumWidth(_FIELD_WIDTH)
        self.sheet.setAccessibleName("工作表")
        self._sheet_label = secondary("工作表")
        self.header_row = QSpinBox()
        self.header_row.setRange(1, _MOST_ROWS)
        self.header_row.setKeyboardTracking(False)
        self.header_row.setAccessibleName("表头所在的行")
        self.header_row.setPrefix("第 ")
        self.header_row.setSuffix(" 行")
        self.header_row.setFixedWidth(_ROW_WIDTH)
        self.header_row.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.mapping_link = link_button(MAP, hint="看看每一列读作什么，不对的可以改")
        self._chosen_sheet: str | None = None
        self._chosen_row: int | None = None
        self._is_filling = False
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._name, 1)
        line.addSpacing(8)
        for part in (self._sheet_label, self.sheet, secondary("表头在"), self.header_row):
            line.addWidget(part)
        line.addSpacing(8)
        line.addWidget(self.mapping_link)
        self.sheet.currentIndexChanged.connect(self._take_sheet)
        self.header_row.valueChanged.connect(self._take_row)
        self.mapping_link.clicked.connect(self.mapping_wanted)
        self.hide()

    @property
    def name(self) -> str:
        """What is being read."""
        return self._name.text()

    @property
    def sheet_name(self) -> str | None:
        """The sheet that was chosen, None while the program chooses."""
        return self._chosen_sheet

    @property
    def row(self) -> int | None:
        """The header row that was chosen, None while the program finds it."""
        return self._chosen_row

    def show_report(self, report: ImportReport, name: str) -> None:
        """Show how the file was read."""
        self._name.setText(f"{name}　共 {report.read:,} 行" if report.read else name)
        self._name.setToolTip(self._name.text())
        self._is_filling = True
        self.sheet.set_options([(one, one) for one in report.sheets])
        self.sheet.set_value(report.sheet_name)
        self.header_row.setValue(report.header_row)
        self._is_filling = False
        has_several = len(report.sheets) > 1
        self.sheet.setVisible(has_several)
        self._sheet_label.setVisible(has_several)
        self.show()

    def forget(self) -> None:
        """Let the program choose again."""
        self._chosen_sheet = self._chosen_row = None
        self.hide()

    def take_back(self, sheet_name: str | None, row: int | None) -> None:
        """Return to a sheet and a header row that could be read."""
        self._chosen_sheet, self._chosen_row = sheet_name, row

    def _take_sheet(self) -> None:
        if not self._is_filling:
            self._chosen_sheet = self.sheet.value()
            self._chosen_row = None
            self.changed.emit()

    def _take_row(self, row: int) -> None:
        if not self._is_filling:
            self._chosen_row = row
            self.changed.emit()


class ColumnCard(QFrame):
    """One line for each column of the sheet: its title, what stands in it, the field it is read as."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._columns: tuple[SheetColumn, ...] = ()
        self._fields: tuple[tuple[str, str], ...] = ()
        self._choosers: dict[int, Chooser[str]] = {}
        self._is_touched = False
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(16, 10, 16, 12)
        self._lines = QWidget()
        self._body.addWidget(self._lines)

    def chooser(self, title: str) -> Chooser[str]:
        """Return the chooser of the column with that title."""
        place = next(column.place for column in self._columns if column.title == title)
        return self._choosers[place]

    def columns(self) -> Mapping[int, str] | None:
        """Return place → field, None while the program finds them."""
        if not self._is_touched:
            return None
        return {place: field for place, one in self._choosers.items() if (field := one.value()) is not None}

    def show_columns(self, columns: Sequence[SheetColumn], fields: Sequence[tuple[str, str]]) -> None:
        """Show how each column was read."""
        said = [(one.place, one.title, one.samples) for one in columns]
        if said != [(one.place, one.title, one.samples) for one in self._columns] or (
            tuple(fields) != self._fields
        ):
            self._columns, self._fields = tuple(columns), tuple(fields)
            self._build()
        for column in columns:
            self._set_quietly(self._choosers[column.place], column.field or None)

    def forget(self) -> None:
        """Let the program find the columns again."""
        self._is_touched = False

    def _build(self) -> None:
        self._lines.deleteLater()
        self._body.removeWidget(self._lines)
        self._lines = QWidget()
        set_look(self._lines, "clear")
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        grid.setColumnStretch(1, 1)
        for place, title in enumerate(("文件里的列", "前几行", "读作")):
            grid.addWidget(secondary(title), 0, place)
        self._choosers = {}
        for number, column in enumerate(self._columns, 1):
            chooser = StillChooser(self._fields, none_text="不导入", can_type=True)
            chooser.setFixedWidth(_FIELD_WIDTH)
            chooser.setAccessibleName(f"“{column.title}”读作")
            chooser.currentIndexChanged.connect(lambda _, place=column.place: self._take(place))
            self._choosers[column.place] = chooser
            title = _CutLabel(column.title or f"第 {column.place + 1} 列", "text")
            grid.addWidget(title, number, 0)
            grid.addWidget(_CutLabel("　".join(column.samples[:_SAMPLES]), "secondary"), number, 1)
            grid.addWidget(chooser, number, 2)
        self._body.addWidget(self._lines)

    def _take(self, place: int) -> None:
        """Read a column as another field; no two columns are read as the same one."""
        field = self._choosers[place].value()
        for other, chooser in self._choosers.items():
            if other != place and field is not None and chooser.value() == field:
                self._set_quietly(chooser, None)
        self._is_touched = True
        self.changed.emit()

    @staticmethod
    def _set_quietly(chooser: Chooser[str], field: str | None) -> None:
        chooser.blockSignals(True)
        chooser.set_value(field)
        chooser.blockSignals(False)


class MappingPage(QScrollArea):
    """The first step: what must be told about the file before its rows can be looked at."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lacks = toned("", "bad")
        self._lacks.setWordWrap(True)
        self._lacks.hide()
        self.questions = QuestionCard()
        self.words = WordCard()
        self.columns = ColumnCard()
        self.questions.answered.connect(self.changed)
        self.words.answered.connect(self.changed)
        self.columns.changed.connect(self.changed)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        set_look(holder, "clear")
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self._lacks, self.questions, self.words, self.columns):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(holder)

    @property
    def problem(self) -> str:
        """Why the rows cannot be read yet."""
        return self._lacks.text()

    def show_report(self, report: ImportReport, lacks: str = "") -> None:
        """Show what the file was read as, what it asks, and which columns it ``lacks``."""
        self._lacks.setText(f"{lacks}下面可以逐列指定，也可以在上方改表头所在的行。" if lacks else "")
        self._lacks.setVisible(bool(lacks))
        self.questions.ask(report.missing)
        self.words.ask(report.unknown_words)
        self.columns.show_columns(report.columns, report.fields)

    def forget(self, *, keeps_words: bool = False) -> None:
        """Begin anew, with another sheet or another header row."""
        self.columns.forget()
        if not keeps_words:
            self.words.forget()


class _CutLabel(QLabel):
    """A text in one line that gives way; the whole of it is in the tooltip."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__(text)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        del event
        painter = QPainter(self)
        painter.setPen(color(self._role))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), LEFT, text)
