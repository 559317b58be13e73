"""The papers of the office on the screen: 督办单, 统计表, 考核表, the whole 卷宗, 空白表格; from the dialog to the toast."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.rules.deadlines import add_working_days
from models.vocab import PaperKind
from services.container import Services
from services.files.writing import safe_file_name, write_file
from services.office.calendar import work_calendar
from services.papers.office_rows import OverdueSectionRow
from services.papers.rows import IssueOutcome
from ui.desk import Desk
from ui.papers.assessment_dialog import AssessmentDialog, AssessmentDraft
from ui.papers.blanks_dialog import BlanksDialog
from ui.papers.giving_out import GivingOut
from ui.papers.issue_report import AFTER, AfterIssue, IssueReport
from ui.papers.opening import open_dialog
from ui.papers.preview import show_pdf
from ui.papers.statistics_dialog import StatisticsDialog, StatisticsDraft
from ui.papers.urging_dialog import UrgingDialog, UrgingDraft

_XLSX = "Excel 工作簿 (*.xlsx)"
_ANSWER_WITHIN = 5  # working days that a 督办单 proposes


class OfficeActs(QObject):
    """One method for one act."""

    def __init__(
        self, desk: Desk, services: Services, page: QWidget, giving_out: GivingOut, report: IssueReport
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page
        self._giving_out = giving_out
        self._report = report

    # -- 督办单

    def ask_urging(self) -> None:
        """Show who is late with what, and urge those chosen."""
        self._desk.operations.query(
            self._services.office_papers.list_overdue, self._show_urging, label="正在查找逾期事项"
        )

    def _show_urging(self, rows: Sequence[OverdueSectionRow]) -> None:
        today = self._services.workplace.clock.today()
        answer_by = add_working_days(today, _ANSWER_WITHIN, work_calendar())
        defaults = UrgingDraft((), answer_by, today, self._after)
        dialog = UrgingDialog(self._page.window(), rows, defaults, self._desk.settings)
        dialog.preview_asked.connect(self._look_urging)
        dialog.accepted.connect(partial(self._issue_urging, dialog))
        open_dialog(dialog)

    def _look_urging(self, draft: UrgingDraft) -> None:
        work = partial(
            self._services.office_papers.preview_urging,
            draft.sections,
            answer_by=draft.answer_by,
            issued_on=draft.issued_on,
        )
        self._preview(PaperKind.URGING, work)

    def _issue_urging(self, dialog: UrgingDialog) -> None:
        draft = dialog.draft()
        work = partial(
            self._services.office_papers.issue_urging,
            draft.sections,
            answer_by=draft.answer_by,
            issued_on=draft.issued_on,
        )
        self._issue(PaperKind.URGING, work, draft.after)

    # -- 统计表

    def ask_statistics(self) -> None:
        """Ask which span is counted."""
        self._desk.operations.query(self._services.plans.list_years, self._show_statistics)

    def _show_statistics(self, years: Sequence[int]) -> None:
        dialog = StatisticsDialog(self._page.window(), self._desk, self._services, years, after=self._after)
        dialog.preview_asked.connect(self._look_statistics)
        dialog.export_asked.connect(self._export_statistics)
        dialog.accepted.connect(partial(self._issue_statistics, dialog))
        open_dialog(dialog)

    def _look_statistics(self, draft: StatisticsDraft) -> None:
        work = partial(
            self._services.office_papers.preview_statistics,
            first=draft.first,
            last=draft.last,
            issued_on=draft.issued_on,
        )
        self._preview(PaperKind.STATISTICS, work)

    def _issue_statistics(self, dialog: StatisticsDialog) -> None:
        draft = dialog.draft()
        work = partial(
            self._services.office_papers.issue_statistics,
            first=draft.first,
            last=draft.last,
            issued_on=draft.issued_on,
        )
        self._issue(PaperKind.STATISTICS, work, draft.after)

    def _export_statistics(self, draft: StatisticsDraft) -> None:
        name = safe_file_name(f"{draft.name}双随机检查统计表")
        path = self._desk.messages.ask_save_file("导出统计表", f"{name}.xlsx", _XLSX, purpose="export")
        if path is not None:
            work = partial(
                self._services.office_papers.export_statistics, first=draft.first, last=draft.last, path=path
            )
            self._desk.operations.query(work, partial(self._on_exported, path), label="正在导出")

    def _on_exported(self, path: Path, nothing: None) -> None:
        del nothing
        self._desk.messages.toast_file(f"已导出统计表“{path.name}”", path)

    # -- 考核表

    def ask_assessment(self) -> None:
        """Ask which 科室 are assessed for which year."""
        self._desk.operations.query(self._services.plans.list_years, self._show_assessment)

    def _show_assessment(self, years: Sequence[int]) -> None:
        dialog = AssessmentDialog(self._page.window(), self._desk, self._services, years, after=self._after)
        dialog.preview_asked.connect(self._look_assessment)
        dialog.accepted.connect(partial(self._issue_assessment, dialog))
        open_dialog(dialog)

    def _look_assessment(self, draft: AssessmentDraft) -> None:
        work = partial(
            self._services.office_papers.preview_assessments,
            draft.sections,
            year=draft.year,
            issued_on=draft.issued_on,
        )
        self._preview(PaperKind.ASSESSMENT, work)

    def _issue_assessment(self, dialog: AssessmentDialog) -> None:
        draft = dialog.draft()
        work = partial(
            self._services.office_papers.issue_assessments,
            draft.sections,
            year=draft.year,
            issued_on=draft.issued_on,
        )
        self._issue(PaperKind.ASSESSMENT, work, draft.after)

    # -- 卷宗 and 空白表格

    def look_bundle(self, record_key: int, enterprise: str) -> None:
        """Show the whole 卷宗 of an inspection."""
        self._desk.operations.query(
            partial(self._services.office_papers.bundle_pdf, record_key),
            partial(show_pdf, self._desk, _bundle_name(enterprise)),
            label="正在生成卷宗",
        )

    def save_bundle(self, record_key: int, enterprise: str) -> None:
        """Ask for a file and write the whole 卷宗 into it."""
        path = self._giving_out.ask_file("全卷", _bundle_name(enterprise))
        if path is not None:
            self._desk.operations.query(
                partial(_write_bundle, self._services, record_key, path),
                partial(self._desk.messages.toast_file, f"已保存全卷“{path.name}”"),
                label="正在生成卷宗",
            )

    def ask_blanks(self) -> None:
        """Ask which forms are wanted empty, and show them."""
        dialog = BlanksDialog(self._page.window())
        dialog.accepted.connect(partial(self._show_blanks, dialog))
        open_dialog(dialog)

    def _show_blanks(self, dialog: BlanksDialog) -> None:
        self._giving_out.show_blanks(dialog.chosen)

    # -- inside

    @property
    def _after(self) -> AfterIssue:
        return AfterIssue.__members__.get(self._desk.settings.choice(AFTER, ""), AfterIssue.NOTHING)

    def _preview(self, kind: PaperKind, work: Callable[[], bytes]) -> None:
        self._desk.operations.query(
            work, partial(show_pdf, self._desk, f"{kind.label}（未制发）"), label="正在生成预览"
        )

    def _issue(self, kind: PaperKind, work: Callable[[], IssueOutcome], after: AfterIssue) -> None:
        self._desk.settings.set_choice(AFTER, after.name)
        self._desk.operations.change(
            work, partial(self._report.tell, kind, after=after), label=f"正在制发{kind.label}"
        )


def _bundle_name(enterprise: str) -> str:
    return f"{enterprise}-检查卷宗（全卷）"


def _write_bundle(services: Services, record_key: int, path: Path) -> Path:
    write_file(path, services.office_papers.bundle_pdf(record_key))
    return path
