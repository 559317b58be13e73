"""督办单: which 科室 is late with what (R64), to which of them one goes, until when they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.files.forms.urging import UrgingLine
from services.papers.office_rows import OverdueSectionRow
from ui.papers.issue_report import AfterIssue
from ui.settings_store import SettingsStore
from ui.table.model import RIGHT, Column
from ui.table.view import RecordTableView
from ui.widgets.buttons import Button, button
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary

_CHOOSER_WIDTH = 200
_SIZE = (880, 620)
_LIST_HEIGHT = 104  # the header and two lines: a small screen shows both lists


@dataclass(frozen=True, slots=True)
class UrgingDraft:
    """What the dialog gives back."""

    sections: tuple[str, ...]
    answer_by: date
    issued_on: date
    after: AfterIssue


SECTION_COLUMNS: tuple[Column[OverdueSectionRow], ...] = (
    Column("科室", lambda row: row.section, width=240, stretches=True),
    Column("逾期事项", lambda row: str(len(row.lines)), lambda row: len(row.lines), width=84, align=RIGHT),
    Column("最早期限", lambda row: str(_oldest(row).due_on), lambda row: _oldest(row).due_on, width=104),
    Column("最长逾期", lambda row: f"{_oldest(row).days} 天", lambda row: _oldest(row).days, width=90, align=RIGHT),
)  # fmt: skip
LINE_COLUMNS: tuple[Column[UrgingLine], ...] = (
    Column("对象", lambda line: line.subject, width=260),
    Column("事项", lambda line: line.matter, width=240, stretches=True),
    Column("期限", lambda line: str(line.due_on), lambda line: line.due_on, width=104),
    Column("逾期", lambda line: f"{line.days} 天", lambda line: line.days, width=70, align=RIGHT),
)


class UrgingDialog(WorkDialog):
    """The 科室 that are late, those ticked are urged; beneath, what the one in use is late with."""

    preview_asked = Signal(object)
    """Carries the UrgingDraft whose papers are to be looked at before they are issued."""

    def __init__(
        self,
        parent: QWidget | None,
        rows: Sequence[OverdueSectionRow],
        defaults: UrgingDraft,
        settings: SettingsStore,
    ) -> None:
        self.table: RecordTableView[OverdueSectionRow] = RecordTableView(
            SECTION_COLUMNS,
            name="urging-sections",
            settings=settings,
            key=lambda row: row.section,
            is_checkable=True,
        )
        self.table.set_empty("没有逾期事项，不需要督办。")
        self.table.setMinimumHeight(_LIST_HEIGHT)
        self.lines: RecordTableView[UrgingLine] = RecordTableView(
            LINE_COLUMNS,
            name="urging-lines",
            settings=settings,
            key=lambda line: (line.subject, line.matter, line.due_on),
        )
        self.lines.set_empty("选中上面的一个科室，这里列出它的逾期事项。")
        self.lines.setMinimumHeight(_LIST_HEIGHT)
        self.answer_by = DateField(defaults.answer_by)
        self.issued_on = DateField(defaults.issued_on)
        self.after: Chooser[AfterIssue] = Chooser([(one, one.value) for one in AfterIssue])
        self.after.set_value(defaults.after)
        self.after.setFixedWidth(_CHOOSER_WIDTH)
        self._lines_title = secondary()
        self._form, self._dates = Form(), Form()
        super().__init__(parent, "督办单", self._lay_out(), confirm="制发 0 份", size=_SIZE)
        self.preview_button: Button = button("预览", icon_name="search", hint="先看一看：没有文号，不登记")
        self.preview_button.clicked.connect(self._look)
        self.foot.insertWidget(1, self.preview_button)
        self.table.selection_changed.connect(self._refresh)
        self.table.current_changed.connect(self._show_lines)
        self.table.set_rows(rows)
        self.table.select_keys([row.section for row in rows])
        self._refresh()

    def draft(self) -> UrgingDraft:
        """Return what is chosen; the dates must be filled in."""
        answer_by, issued_on = self.answer_by.value(), self.issued_on.value()
        assert answer_by is not None  # checked before
        assert issued_on is not None
        sections = tuple(row.section for row in self.table.selected_rows())
        return UrgingDraft(sections, answer_by, issued_on, self.after.value() or AfterIssue.NOTHING)

    def problem(self, key: str) -> str:
        """Return what stands beside a field."""
        return (self._dates if key == "issued_on" else self._form).problem(key)

    def confirm(self) -> None:
        """Accept dates that agree with each other."""
        if self._is_sound():
            self.accept()

    # -- inside

    def _lay_out(self) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self._form.add("answer_by", "答复期限", self.answer_by, is_required=True)
        self._dates.add("issued_on", "发文日期", self.issued_on, is_required=True)
        self._form.add("after", "制发以后", self.after)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(self._form, 1)
        head.addWidget(self._dates, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(self.table, 2)
        layout.addWidget(self._lines_title)
        layout.addWidget(self.lines, 3)
        return content

    def _look(self) -> None:
        if self._is_sound():
            self.preview_asked.emit(self.draft())

    def _is_sound(self) -> bool:
        answer_by, issued_on = self.answer_by.value(), self.issued_on.value()
        problems: dict[str, str] = {}
        if answer_by is None:
            problems["answer_by"] = "请填写答复期限，例如 2022-06-24。"
        if issued_on is None:
            problems["issued_on"] = "请填写发文日期，例如 2022-06-21。"
        if answer_by is not None and issued_on is not None and answer_by < issued_on:
            problems["answer_by"] = "答复期限早于发文日期，请改晚。"
        for form in (self._dates, self._form):
            form.show_problems(problems)
        return not problems

    def _show_lines(self, row: OverdueSectionRow | None) -> None:
        self._lines_title.setText(f"{row.section}的逾期事项 {len(row.lines)} 项" if row is not None else "")
        self.lines.set_rows(row.lines if row is not None else ())

    def _refresh(self) -> None:
        rows = self.table.selected_rows()
        matters = sum(len(row.lines) for row in rows)
        self.set_note(f"{len(rows)} 个科室，{matters} 项" if rows else "")
        self.confirm_button.setText(f"制发 {len(rows)} 份")
        nothing = "请先勾选要督办的科室" if self.table.rows else "没有逾期事项，不需要督办"
        for one in (self.confirm_button, self.preview_button):
            one.set_reason(None if rows else nothing)


def _oldest(row: OverdueSectionRow) -> UrgingLine:
    return max(row.lines, key=lambda line: line.days)
