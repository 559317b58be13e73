"""公平性报告 on screen: the years, the verdict at the head, one page a feature, the lists, and the same on paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from models.rules.fairness import Finding
from services.container import Services
from services.files.fairness import METHOD, EnterpriseLine, FairnessPart, FairnessView
from services.files.writing import safe_file_name
from ui.desk import Desk
from ui.draw.fair_bars import FairBars, bars_of, coverage_bars
from ui.draw.fairness_columns import ENTERPRISES, UNDRAWN
from ui.draw.town_bars import scrolling
from ui.papers.preview import show_pdf
from ui.table.model import Column
from ui.table.view import RecordTableView
from ui.theme import set_look
from ui.widgets.buttons import SegmentBar, button, primary_button
from ui.widgets.chooser import Chooser
from ui.widgets.labels import ChipLabel, secondary, strong
from ui.widgets.reading_dialog import ReadingDialog

_PDF, _XLSX = "PDF 文件 (*.pdf)", "Excel 工作簿 (*.xlsx)"
_PAGES = ("企业", "镇街", "行业", "风险类别", "检查人员", "久未抽中", "各年度覆盖")
_UNDRAWN, _COVERAGE = 5, 6
_USUAL_YEARS = 3
_WORDS = {
    Finding.AGREES: ("一致", "ok"),
    Finding.NOTABLE: ("略大", "warn"),
    Finding.DEVIATES: ("须核对", "bad"),
    Finding.TOO_FEW: ("数据太少", "neutral"),
}


class FairnessDialog(ReadingDialog):
    """Shows one report at a time; other years are read anew."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        services: Services,
        years: tuple[int, ...],
        view: FairnessView,
    ) -> None:
        self._desk, self._services, self._view = desk, services, view
        options = [(year, f"{year} 年") for year in range(years[0], max(years[-1], view.last_year) + 1)]
        self.first, self.last = Chooser[int](options), Chooser[int](options)
        self.first.set_value(view.first_year)
        self.last.set_value(view.last_year)
        self._chip, self._verdict = ChipLabel(), strong()
        self._verdict.setWordWrap(True)
        self._standout = QLabel()
        set_look(self._standout, "bad")
        self._counts = secondary()
        for label in (self._standout, self._counts):
            label.setWordWrap(True)
        self.segments = SegmentBar(_PAGES)
        self.parts = tuple(PartPage() for _ in range(_UNDRAWN))
        self.coverage = PartPage(most=1.0)
        self.enterprises = self._table(ENTERPRISES, "enterprises")
        self.undrawn = self._table(UNDRAWN, "undrawn")
        self.xlsx_button = button("导出 Excel…", icon_name="download", hint="各表和全部企业的数字")
        self.save_button = button("另存为 PDF…", icon_name="download", hint="保存为一个 PDF 文件")
        self.print_button = primary_button("打印…", hint="生成 PDF，在预览窗口中查看和打印")
        super().__init__(
            parent,
            "公平性报告",
            self._lay_out(),
            buttons=(self.xlsx_button, self.save_button, self.print_button),
            size=(1040, 680),
        )
        self._connect()
        self.show_view(view)

    def _table(
        self, columns: tuple[Column[EnterpriseLine], ...], name: str
    ) -> RecordTableView[EnterpriseLine]:
        return RecordTableView[EnterpriseLine](
            columns, name=f"draw-fairness/{name}", settings=self._desk.settings, key=lambda row: row.key
        )

    @property
    def verdict(self) -> str:
        """The sentence at the head."""
        return self._verdict.text()

    @property
    def standout(self) -> str:
        """The enterprise that stands out, or an empty text."""
        return self._standout.text()

    @property
    def counts(self) -> str:
        """What was counted and what was kept apart."""
        return self._counts.text()

    def show_view(self, view: FairnessView) -> None:
        """Show another report."""
        self._view = view
        self._chip.show_state(*_WORDS[view.finding])
        self._verdict.setText(f"{view.years}：{view.verdict}")
        self._standout.setText(view.standout)
        self._standout.setVisible(bool(view.standout))
        self._counts.setText("；".join(f"{name} {value}" for name, value in view.counts))
        for page, part in zip(self.parts, view.parts, strict=True):
            page.show_part(part)
        self.enterprises.set_rows(view.enterprises)
        undrawn = view.undrawn
        self.undrawn.set_rows(undrawn)
        self.segments.set_count(_UNDRAWN, len(undrawn))
        self.coverage.say(view.coverage_sentence, "按检查结束的年度统计现有存续企业。")
        self.coverage.bars.set_bars(coverage_bars(view.coverage))
        self.set_note(f"截至 {view.dated_on.isoformat()}，只计种子抽出的结果")

    def choose_years(self) -> None:
        """Read the report of the years that are chosen; the other end follows where they are turned round."""
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return
        if first > last:
            moved = self.first if self.sender() is self.last else self.last
            moved.set_value(last if moved is self.first else first)
            return
        read = partial(self._services.fairness.report, first_year=first, last_year=last)
        self._desk.operations.query(read, self.show_view, label="正在统计各次抽取")

    def print_it(self) -> None:
        """Make the PDF and show it in the preview."""
        self._desk.operations.query(
            partial(self._services.fairness.render, self._view),
            partial(show_pdf, self._desk, self._file_name()),
            label="正在生成公平性报告",
        )

    def save(self) -> None:
        """Ask where, and write the PDF."""
        self._ask_and_write(self._services.fairness.save_pdf, ".pdf", _PDF)

    def export(self) -> None:
        """Ask where, and write the workbook."""
        self._ask_and_write(self._services.fairness.save_workbook, ".xlsx", _XLSX)

    def _ask_and_write(self, write: Callable[[FairnessView, Path], Path], suffix: str, filters: str) -> None:
        name = self._file_name() + suffix
        path = self._desk.messages.ask_save_file("保存公平性报告", name, filters, purpose="fairness")
        if path is not None:
            self._write(
                write,
                path,
                lambda done: self._desk.messages.toast_file(f"已保存公平性报告：{done.name}", done),
            )

    def _write(
        self, write: Callable[[FairnessView, Path], Path], path: Path, then: Callable[[Path], object]
    ) -> None:
        self._desk.operations.query(partial(write, self._view, path), then, label="正在生成公平性报告")

    def _file_name(self) -> str:
        return safe_file_name(f"{self._view.title}_{self._view.dated_on.isoformat()}")

    def _connect(self) -> None:
        self.first.currentIndexChanged.connect(self.choose_years)
        self.last.currentIndexChanged.connect(self.choose_years)
        self.segments.changed.connect(self._stack.setCurrentIndex)
        self.print_button.clicked.connect(self.print_it)
        self.save_button.clicked.connect(self.save)
        self.xlsx_button.clicked.connect(self.export)
        self.undrawn.set_empty("没有可抽而未抽中的现有存续企业")

    def _lay_out(self) -> QWidget:
        content = QWidget()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.first)
        head.addWidget(secondary("至"))
        head.addWidget(self.last)
        head.addSpacing(8)
        head.addWidget(self._chip)
        head.addWidget(self._verdict, 1)
        self._stack = QStackedWidget()
        for page in self.parts:
            self._stack.addWidget(page)
        self._stack.addWidget(self.undrawn)
        self._stack.addWidget(self.coverage)
        self.parts[0].put_beside(self.enterprises)
        self._counts.setToolTip(METHOD)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._standout)
        layout.addWidget(self._counts)
        layout.addWidget(self.segments)
        layout.addWidget(self._stack, 1)
        return content


class PartPage(QWidget):
    """One feature: the verdict, how it was compared, the bars."""

    def __init__(self, most: float | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = FairBars(most)
        self._chip, self._verdict, self._note = ChipLabel(), strong(), secondary()
        for label in (self._verdict, self._note):
            label.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._chip)
        head.addWidget(self._verdict, 1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(16)
        self._columns.addWidget(scrolling(self._held()), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._note)
        layout.addLayout(self._columns, 1)

    @property
    def text(self) -> str:
        """The verdict and how it was reached."""
        return f"{self._verdict.text()}\n{self._note.text()}"

    def show_part(self, part: FairnessPart) -> None:
        """Show a feature."""
        faults = "".join(f"\n× {fault}" for fault in part.faults)
        self.say(
            f"{part.verdict}。{faults}",
            f"{part.note}　条：实际；竖线：按规程应为。" if part.lines else part.note,
        )
        self._chip.show_state(*_WORDS[part.finding])
        self.bars.set_bars(bars_of(part))

    def say(self, verdict: str, note: str) -> None:
        """Show sentences above the bars."""
        self._chip.show_state("", "neutral")
        self._verdict.setText(verdict)
        self._note.setText(note)

    def put_beside(self, widget: QWidget) -> None:
        """Put a list at the right of the bars."""
        self._columns.addWidget(widget, 1)

    def _held(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addWidget(self.bars)
        layout.addStretch(1)
        return holder


def ask_fairness(parent: QWidget, desk: Desk, services: Services) -> None:
    """Read the report on the last three years with draws, then show it over the window."""

    def read() -> tuple[tuple[int, ...], FairnessView | None]:
        years = services.fairness.list_years()
        if not years:
            return years, None
        first = max(years[0], years[-1] - _USUAL_YEARS + 1)
        return years, services.fairness.report(first_year=first, last_year=years[-1])

    def show(found: tuple[tuple[int, ...], FairnessView | None]) -> None:
        years, view = found
        if view is None:
            desk.messages.error("还没有完成的抽取，抽取之后才有公平性报告。")
            return
        FairnessDialog(parent.window(), desk, services, years, view).stand_over()

    desk.operations.query(read, show, label="正在统计各次抽取")
