"""统计表: of which year, half, quarter or month; a look at its sum, then preview, 制发 or a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.errors import UserFacingError
from services.container import Services
from services.files.forms.statistics import FigureLine, StatisticsView
from ui.desk import Desk
from ui.papers.issue_report import AfterIssue
from ui.papers.spans import SPANS, YEAR, Span
from ui.widgets.buttons import Button, button
from ui.widgets.chooser import Chooser, YearChooser
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary, value_label

_CHOOSER_WIDTH = 200
_SIZE = (640, 400)
_OTHER = "自选起止日期"


@dataclass(frozen=True, slots=True)
class StatisticsDraft:
    """What the dialog gives back; ``name`` names the span."""

    name: str
    first: date
    last: date
    issued_on: date
    after: AfterIssue


class StatisticsDialog(WorkDialog):
    """Asks for the span; the sum beneath is counted at once."""

    preview_asked = Signal(object)
    """Carries the StatisticsDraft to be looked at."""
    export_asked = Signal(object)
    """Carries the StatisticsDraft to be written as a workbook."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        services: Services,
        years: Sequence[int],
        *,
        after: AfterIssue,
    ) -> None:
        self._desk, self._services = desk, services
        self.year = YearChooser({*years, desk.year})
        self.year.set_value(desk.year)
        self.span: Chooser[Span] = Chooser([(one, one.name) for one in SPANS], none_text=_OTHER)
        first, last = YEAR.days(desk.year)
        self.first, self.last = DateField(first), DateField(last)
        self.span.set_value(YEAR)
        self.issued_on = DateField(services.workplace.clock.today())
        self.after: Chooser[AfterIssue] = Chooser([(one, one.value) for one in AfterIssue])
        self.after.set_value(after)
        self.after.setFixedWidth(_CHOOSER_WIDTH)
        self._sum = value_label()
        self._form = Form()
        super().__init__(parent, "统计表", self._lay_out(), confirm="制发统计表", size=_SIZE)
        self.export_button: Button = button("导出 .xlsx…", icon_name="file-text")
        self.preview_button: Button = button("预览", icon_name="search", hint="先看一看：不登记")
        self.setProperty("carries_toasts", True)  # the workbook is written while it stands
        self.foot.insertWidget(1, self.export_button)
        self.foot.insertWidget(2, self.preview_button)
        self.export_button.clicked.connect(self._export)
        self.preview_button.clicked.connect(self._look)
        self.year.currentIndexChanged.connect(self._turn)
        self.span.currentIndexChanged.connect(self._turn)
        for field in (self.first, self.last):
            field.changed.connect(self._count)
        self._turn()

    @property
    def sum_text(self) -> str:
        """The sum as on screen."""
        return self._sum.text()

    def problem(self, key: str) -> str:
        """Return what stands beside a field."""
        return self._form.problem(key)

    def draft(self) -> StatisticsDraft:
        """Return what is filled in; the dates must be sound."""
        first, last, issued_on = self.first.value(), self.last.value(), self.issued_on.value()
        assert first is not None  # checked before
        assert last is not None
        assert issued_on is not None
        span = self.span.value()
        name = f"{first} 至 {last}"
        if span is not None:
            name = f"{first.year}年{'' if span is YEAR else span.name.replace(' ', '')}"
        return StatisticsDraft(name, first, last, issued_on, self.after.value() or AfterIssue.NOTHING)

    def confirm(self) -> None:
        """Accept dates that agree with each other."""
        if self._is_sound():
            self.accept()

    # -- inside

    def _lay_out(self) -> QWidget:
        span = QWidget()
        line = QHBoxLayout(span)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.year)
        line.addWidget(self.span)
        line.addStretch(1)
        days = QWidget()
        line = QHBoxLayout(days)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.first, secondary("至"), self.last):
            line.addWidget(part)
        line.addStretch(1)
        self.first.setAccessibleName("开始日期")
        self.last.setAccessibleName("结束日期")
        self._form.add("span", "统计期间", span)
        self._form.add(
            "days", "起止日期", days, is_required=True, hint="按派发日期统计；全年的才与抽查计划比较"
        )
        self._form.add("sum", "合计", self._sum)
        self._form.add("issued_on", "制表日期", self.issued_on, is_required=True)
        self._form.add("after", "制发以后", self.after)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)
        layout.addStretch(1)
        return content

    def _turn(self) -> None:
        """Put the days of the chosen span into their fields; days of one's own choice stay."""
        span, year = self.span.value(), self.year.value()
        is_own = span is None
        for field in (self.first, self.last):
            field.setEnabled(is_own)
        self.year.setEnabled(not is_own)
        if span is not None and year is not None:
            for field, day in zip((self.first, self.last), span.days(year), strict=True):
                field.setText(day.isoformat())
        self._count()

    def _count(self) -> None:
        first, last = self.first.value(), self.last.value()
        self._sum.clear()
        if first is not None and last is not None and first <= last:
            work = partial(self._services.office_papers.figures, first=first, last=last)
            self._desk.operations.query(work, self._show_sum, self._say_uncounted)

    def _show_sum(self, view: StatisticsView) -> None:
        first, last = self.first.value(), self.last.value()
        if (view.counted_from, view.counted_to) == (first, last):  # the clerk may have gone on meanwhile
            self._sum.setText(sum_text(view.total))

    def _say_uncounted(self, error: UserFacingError) -> None:
        self._sum.setText(error.message)

    def _look(self) -> None:
        if self._is_sound():
            self.preview_asked.emit(self.draft())

    def _export(self) -> None:
        if self._is_sound():
            self.export_asked.emit(self.draft())

    def _is_sound(self) -> bool:
        first, last = self.first.value(), self.last.value()
        problems: dict[str, str] = {}
        if first is None or last is None:
            problems["days"] = "请填写统计期间的开始和结束日期。"
        elif last < first:
            problems["days"] = "结束日期早于开始日期。"
        if self.issued_on.value() is None:
            problems["issued_on"] = "请填写制表日期，例如 2022-12-31。"
        self._form.show_problems(problems)
        return not problems


def sum_text(total: FigureLine | None) -> str:
    """Return the sum in one line: 抽取 120 户次，已检查 80，发现问题 30."""
    if total is None:
        return "期间内没有派发的检查"
    rate = f"，完成率 {total.completion.normalize():f}%" if total.completion is not None else ""
    return f"抽取 {total.drawn:,} 户次，已检查 {total.inspected:,}，发现问题 {total.problems:,}{rate}"
