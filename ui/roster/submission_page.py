"""科室报送: which 科室 has handed in which of the five things of the year, and what is still missing (R13)."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from models.rules.submissions import SubmissionAct, refusal
from services.container import Services
from services.submissions.rows import SubmissionEvent, SubmissionRow, SubmissionYear
from ui.desk import Desk
from ui.roster.filter_bar import count_link
from ui.roster.submission_actions import SubmissionActions
from ui.roster.submission_columns import CellFilter, section_lines
from ui.roster.submission_detail import show_submission
from ui.roster.submission_dialog import SubmissionDialog
from ui.roster.submission_matrix import SubmissionMatrix
from ui.tab_page import TabPage
from ui.widgets.buttons import action_button, link_button, primary_button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.labels import secondary
from ui.widgets.splitter import RememberedSplitter

_COUNTED: Mapping[str, Callable[[SubmissionRow], bool]] = {
    "expected": lambda _row: True,
    "submitted": lambda row: not row.is_missing,
    "missing": lambda row: row.is_missing,
    "overdue": lambda row: row.is_overdue,
}
_NONE_CHOSEN = "请先在表中选中一个科室的一项。"


class SubmissionPage(TabPage):
    """The fourth page of the roster tab."""

    listed = Signal()
    """What is on screen has changed."""

    def __init__(self, desk: Desk, services: Services) -> None:
        super().__init__(desk, "submission", "office", "section", "officer")
        self.services = services
        self.acts = SubmissionActions(desk, services, self)
        self._cells = CellFilter(_COUNTED["expected"])
        self._counted = "expected"
        self.shown = SubmissionYear(
            desk.year, services.workplace.clock.today(), services.workplace.clock.today(), (), ()
        )
        self.table = SubmissionMatrix(self._cells, desk.settings)
        self.detail = DetailPane("选中一个科室的一项，这里显示它的报送情况")
        self.due = secondary()
        self.due_button = link_button("更改截止日期…")
        self.lacking_button = link_button("")
        self.clear_button = link_button("显示全部")
        self.counts: QLabel = secondary()
        self.counts.setTextFormat(Qt.TextFormat.RichText)
        self.counts.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.take_button = primary_button(
            "登记已报…", hint="登记科室报来的这一项；有文件的可以一并读入名录（双击或按 Enter）"
        )
        self.return_button = action_button("退回…", hint="写明原因，退给科室修改")
        self.merge_button = action_button("标记已汇总")
        self.back_button = action_button("撤销上一步", hint="已汇总退到已报，已报退到未报")
        self.hand_out_button = action_button("发放模板…", icon_name="file-text")
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read the year again."""
        self.desk.operations.query(
            partial(self.services.submissions.get_year, self.desk.year), self._show_year
        )

    # -- what the tab's own buttons do here

    def import_file(self) -> SubmissionDialog | None:
        """Take in the file of the submission in use."""
        row = self.table.current_submission()
        return self.acts.take_in(row, asks_file=True) if row is not None else None

    def import_path(self, path: Path) -> SubmissionDialog | None:
        """Take in a file that was dropped here, for the submission in use."""
        row = self.table.current_submission()
        if row is None or self._why_not(SubmissionAct.SUBMIT):
            self.desk.messages.error(self._why_not(SubmissionAct.SUBMIT) or _NONE_CHOSEN)
            return None
        dialog = self.acts.take_in(row)
        dialog.show_file(path)
        return dialog

    def export(self) -> None:
        """Write the matrix as a workbook."""
        self.acts.export(self.shown.year)

    @property
    def import_words(self) -> tuple[str, str | None]:
        """The hint of 导入, and why it cannot work."""
        return "读入所选科室报来的表，预览确认后写入名录并登记已报", self._why_not(SubmissionAct.SUBMIT)

    @property
    def export_words(self) -> tuple[str, str | None]:
        """The hint of 导出, and why it cannot work."""
        reason = None if self.shown.rows else "这一年度还没有列出应报的项目。"
        return "把本年度的科室报送情况导出为 .xlsx，可以打印", reason

    # -- what is shown

    def follow_count(self, target: str) -> None:
        """Show only what a count counts."""
        self._counted = target
        self._cells.accepts = _COUNTED[target]
        self.table.set_filter("", None if target == "expected" else self._cells.any_of)
        self.table.go_to_first()
        self._show_counts()
        self._show_current()

    def take_in(self) -> SubmissionDialog | None:
        """Open 登记已报 for the submission in use, if its state allows it."""
        row = self.table.current_submission()
        if row is None or self._why_not(SubmissionAct.SUBMIT):
            return None
        return self.acts.take_in(row)

    def _show_year(self, year: SubmissionYear) -> None:
        self.shown = year
        self.table.set_empty(
            f"{year.year} 年度还没有列出各科室应报的项目。每个科室每年报送五项（细则第四条）。",
            f"列出 {year.year} 年度应报项目",
            partial(self.acts.open_year, year.year),
        )
        self.table.set_rows(section_lines(year.rows))
        if self.table.current_submission() is None:
            self.table.go_to_first()
        self.due.setText(f"{year.year} 年度　截止 {year.due_on.isoformat()}")
        self.due_button.set_reason(None if year.counts.missing else "没有未报的项目，不需要再改。")
        lacking = year.lacking if year.rows else ()
        self.lacking_button.setText(f"补列 {len(lacking)} 个新科室")
        self.lacking_button.set_hint(f"{'、'.join(lacking)}还没有列入本年度报送")
        self.lacking_button.setVisible(bool(lacking))
        self.due_button.setVisible(bool(year.rows))
        self._show_counts()
        self._show_current()

    def _show_counts(self) -> None:
        counts = self.shown.counts
        merged = f"（已汇总 {counts.merged}）" if counts.merged else ""
        returned = f"（退回 {counts.returned}）" if counts.returned else ""
        parts = (
            ("expected", f"应报 {counts.expected} 项"),
            ("submitted", f"已报 {counts.submitted}{merged}"),
            ("missing", f"未报 {counts.missing}{returned}"),
        )
        told = [count_link(target, text) for target, text in parts]
        told.append(count_link("overdue", f"逾期 {counts.overdue}", "bad" if counts.overdue else "accent"))
        self.counts.setText(" · ".join(told))
        self.counts.setVisible(bool(self.shown.rows))
        self.clear_button.setVisible(self._counted != "expected")

    def _show_current(self) -> None:
        row = self.table.current_submission()
        if row is None:
            self.detail.show_nothing()
        else:
            self.desk.operations.query(
                partial(self.services.submissions.list_history, row.key), partial(self._show_detail, row)
            )
        self._show_state()

    def _show_detail(self, row: SubmissionRow, events: list[SubmissionEvent]) -> None:
        if self.table.current_submission() == row:
            show_submission(self.detail, row, events)

    def _show_state(self) -> None:
        """Say which buttons can work."""
        self.take_button.set_reason(self._why_not(SubmissionAct.SUBMIT))
        self.return_button.set_reason(self._why_not(SubmissionAct.RETURN))
        self.merge_button.set_reason(self._why_not(SubmissionAct.MERGE))
        self.back_button.set_reason(self._why_not(SubmissionAct.REOPEN))
        self.hand_out_button.set_reason(None if self.shown.rows else "请先列出这一年度应报的项目。")
        self.listed.emit()

    def _why_not(self, act: SubmissionAct) -> str | None:
        row = self.table.current_submission()
        return _NONE_CHOSEN if row is None else refusal(act, row.state)

    # -- layout

    def _act(self, act: Callable[[SubmissionRow], object]) -> None:
        row = self.table.current_submission()
        if row is not None:
            act(row)

    def _hand_out(self) -> None:
        sections = list(dict.fromkeys(row.section_name for row in self.shown.rows))
        line = self.table.current_row()
        self.acts.hand_out(self.shown.year, sections, line.name if line is not None else None)

    def _connect(self) -> None:
        self.counts.linkActivated.connect(self.follow_count)
        self.clear_button.clicked.connect(partial(self.follow_count, "expected"))
        self.table.set_drop_filter(partial(self.follow_count, "expected"))
        self.table.cell_changed.connect(self._show_current)
        self.table.opened.connect(self.take_in)
        self.due_button.clicked.connect(lambda: self.acts.set_due(self.shown))
        self.lacking_button.clicked.connect(lambda: self.acts.open_year(self.shown.year))
        self.take_button.clicked.connect(self.take_in)
        self.return_button.clicked.connect(partial(self._act, self.acts.send_back))
        self.merge_button.clicked.connect(partial(self._act, self.acts.merge))
        self.back_button.clicked.connect(partial(self._act, self.acts.take_back))
        self.hand_out_button.clicked.connect(self._hand_out)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for part in (self.due, self.due_button, self.lacking_button):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.clear_button)
        top.addWidget(self.counts)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for made in (self.take_button, self.return_button, self.merge_button, self.back_button):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(self.hand_out_button)
        splitter = RememberedSplitter(
            self.table, self.detail, name="submissions", settings=self.desk.settings
        )
        self.lacking_button.hide()
        self.clear_button.hide()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(top)
        self.body.addWidget(splitter, 1)
        self.body.addLayout(foot)
