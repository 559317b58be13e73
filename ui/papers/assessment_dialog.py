"""考核表: of which year and of which 科室."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.container import Services
from ui.desk import Desk
from ui.papers.issue_report import AfterIssue
from ui.table.model import Column
from ui.table.view import RecordTableView
from ui.widgets.buttons import Button, button
from ui.widgets.chooser import Chooser, YearChooser
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form

_CHOOSER_WIDTH = 200
_SIZE = (560, 480)
_LIST_HEIGHT = 204


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """What the dialog gives back."""

    year: int
    sections: tuple[str, ...]
    issued_on: date
    after: AfterIssue


_COLUMNS: tuple[Column[str], ...] = (Column("科室", lambda section: section, width=240, stretches=True),)


class AssessmentDialog(WorkDialog):
    """The 科室 of a year; those ticked are assessed."""

    preview_asked = Signal(object)
    """Carries the AssessmentDraft to be looked at."""

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
        self.year.setFixedWidth(_CHOOSER_WIDTH)
        self.table: RecordTableView[str] = RecordTableView(
            _COLUMNS,
            name="assessment",
            settings=desk.settings,
            key=lambda section: section,
            is_checkable=True,
        )
        self.table.set_empty("这一年没有可以考核的科室；科室在“设置”中登记。")
        self.table.setFixedHeight(_LIST_HEIGHT)
        self.issued_on = DateField(services.workplace.clock.today())
        self.after: Chooser[AfterIssue] = Chooser([(one, one.value) for one in AfterIssue])
        self.after.set_value(after)
        self.after.setFixedWidth(_CHOOSER_WIDTH)
        self._form = Form()
        super().__init__(parent, "考核表", self._lay_out(), confirm="制发 0 份", size=_SIZE)
        self.preview_button: Button = button("预览", icon_name="search", hint="先看一看：不登记")
        self.preview_button.clicked.connect(self._look)
        self.foot.insertWidget(1, self.preview_button)
        self.year.currentIndexChanged.connect(self._read)
        self.table.selection_changed.connect(self._refresh)
        self._refresh()
        self._read()

    def problem(self, key: str) -> str:
        """Return what stands beside a field."""
        return self._form.problem(key)

    def draft(self) -> AssessmentDraft:
        """Return what is chosen; the date must be filled in."""
        issued_on = self.issued_on.value()
        assert issued_on is not None  # checked before
        year = self.year.value() or self._desk.year
        sections = tuple(self.table.selected_rows())
        return AssessmentDraft(year, sections, issued_on, self.after.value() or AfterIssue.NOTHING)

    def confirm(self) -> None:
        """Accept with a date."""
        if self._is_sound():
            self.accept()

    # -- inside

    def _lay_out(self) -> QWidget:
        self._form.add("year", "考核年度", self.year)
        self._form.add("sections", "科室", self.table)
        self._form.add("issued_on", "制表日期", self.issued_on, is_required=True)
        self._form.add("after", "制发以后", self.after)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)
        layout.addStretch(1)
        return content

    def _read(self) -> None:
        year = self.year.value() or self._desk.year
        self._desk.operations.query(
            partial(self._services.office_papers.list_assessed, year=year), self._show_sections
        )

    def _show_sections(self, sections: Sequence[str]) -> None:
        self.table.set_rows(sections)
        self.table.select_keys(sections)
        self._refresh()

    def _refresh(self) -> None:
        count = len(self.table.selected_rows())
        self.confirm_button.setText(f"制发 {count} 份")
        for one in (self.confirm_button, self.preview_button):
            one.set_reason(None if count else "请先勾选科室")

    def _look(self) -> None:
        if self._is_sound():
            self.preview_asked.emit(self.draft())

    def _is_sound(self) -> bool:
        missing = self.issued_on.value() is None
        self._form.show_problems({"issued_on": "请填写制表日期，例如 2022-12-31。"} if missing else {})
        return not missing
