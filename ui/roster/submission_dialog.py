"""登记已报: who handed it in and when; a file that comes with it is read at once and shown before anything is written."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.errors import UserFacingError
from models.vocab import SubmissionKind
from services.changes import Changes
from services.container import Services
from services.files.writing import safe_file_name
from services.progress import Progress
from services.roster.import_rows import Problem
from services.roster.report import write_import_report
from services.submissions.receiving import note_file, nothing_taken, preview_file, take_file
from services.submissions.rows import FilePreview, SubmissionDraft, SubmissionRow, TakenFile
from ui.desk import Desk
from ui.roster.importing import FILTERS
from ui.roster.roster_table import RosterTable, TableLook
from ui.table.model import RIGHT, Column
from ui.theme import set_look
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import strong, toned, value_label

_TARGETS = {
    SubmissionKind.ITEMS: "读入抽查事项清单",
    SubmissionKind.OFFICERS: "读入执法检查人员名录",
    SubmissionKind.ENTERPRISES: "读入检查对象名录",
    SubmissionKind.PLAN: "读入本年度抽查计划",
    SubmissionKind.PARTNERS: "读入联合名单",
}
_PROBLEM_COLUMNS: tuple[Column[Problem], ...] = (
    Column("行", lambda row: str(row.row), lambda row: row.row, width=56, align=RIGHT),
    Column("列", lambda row: row.column, width=132),
    Column("原因", lambda row: row.message, width=320),
)


class SubmissionDialog(WorkDialog):
    """Asks about one submission; ``taken`` carries what was put on record."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services, row: SubmissionRow) -> None:
        self._desk = desk
        self._services = services
        self._row = row
        self._path: Path | None = None
        self._previewed: FilePreview | None = None
        self._obstacle: str | None = None
        self.submitted_on = DateField(services.workplace.clock.today())
        self.submitted_by = QLineEdit(row.submitted_by)
        self.submitted_by.setFixedWidth(240)
        self.remark = QLineEdit(row.remark)
        self.file_button = button("选择文件…", icon_name="folder-open")
        self.file_label = value_label("没有文件，只登记")
        self.reads = QCheckBox(f"{_TARGETS[row.kind]}（不勾选则只登记文件名和校验值）")
        self.reads.setChecked(True)
        self.found = strong()
        self.failed = toned("", "bad")
        self.problems = RosterTable[Problem](
            _PROBLEM_COLUMNS, TableLook("原因"), name="submission-problems", settings=desk.settings, key=_same
        )
        self.report_button = button(
            "导出不能导入的行…", icon_name="download", hint="带原因，改好后可以再导入"
        )
        self.form = Form(label_width=72)
        super().__init__(parent, f"登记已报：{row.section_name}", self._content(), size=(680, 560))
        self.submitted_by.setFocus()
        self.file_button.clicked.connect(self.choose_file)
        self.reads.toggled.connect(self._read)
        self.report_button.clicked.connect(self._save_report)
        self._show_state()

    def choose_file(self) -> None:
        """Ask for the file and read it."""
        path = self._desk.messages.ask_open_file(
            f"{self._row.kind.label}：选择科室报来的文件", FILTERS, purpose="submission"
        )
        if path is not None:
            self.show_file(path)

    def show_file(self, path: Path) -> None:
        """Take a file as the one that was handed in, and read it."""
        self._path = path
        self._read()

    def draft(self) -> SubmissionDraft:
        """Return what was filled in."""
        day = self.submitted_on.value() or self._services.workplace.clock.today()
        return SubmissionDraft(day, self.submitted_by.text(), self.remark.text())

    def confirm(self) -> None:
        """Check the fields, write what the file brings and put the submission on record."""
        problems = self._services.submissions.check(self.draft())
        if self.submitted_on.value() is None:
            problems["submitted_on"] = "请写成日期，例如 2022-05-25。"
        self.form.show_problems(problems)
        if problems:
            return
        self.confirm_button.set_reason("正在登记…")
        self._desk.operations.change(self._store, self._finish, self._fail)

    # -- the file

    def _read(self) -> None:
        self._previewed, self._obstacle = None, None
        if self._path is not None and self.reads.isChecked():
            self._obstacle = "正在读取文件…"
            work = partial(preview_file, self._services, self._row, self._path)
            self._desk.operations.query(work, partial(self._show_preview, self._path), self._fail)
        self._show_state()

    def _show_preview(self, path: Path, previewed: FilePreview) -> None:
        if path == self._path and self.reads.isChecked():
            self._previewed, self._obstacle = previewed, nothing_taken(previewed)
            self._show_state()

    def _fail(self, error: UserFacingError) -> None:
        self._previewed, self._obstacle = None, error.message
        self._show_state()

    def _store(self, progress: Progress) -> TakenFile | Changes:
        draft, previewed = self.draft(), self._previewed
        if self._path is not None and previewed is not None:
            return take_file(self._services, self._row, self._path, draft, previewed, progress)
        file = note_file(self._path) if self._path is not None else None
        return self._services.submissions.submit(key=self._row.key, draft=draft, file=file)

    def _finish(self, done: TakenFile | Changes) -> None:
        self.taken.emit(done)
        self.accept()

    def _save_report(self) -> None:
        if self._previewed is None or self._previewed.report is None or self._path is None:
            return
        name = safe_file_name(f"{self._path.stem}_不能导入的行") + ".xlsx"
        path = self._desk.messages.ask_save_file(
            "导出不能导入的行", name, "Excel 工作簿 (*.xlsx)", purpose="export-roster"
        )
        if path is not None:
            work = partial(write_import_report, path, self._previewed.report)
            self._desk.operations.query(work, lambda _: self.set_note(f"已写入 {path.name}"))

    # -- what is shown

    def _show_state(self) -> None:
        """Show the file, what it would bring, and what the button will do."""
        previewed, problems = self._previewed, self._previewed.problems if self._previewed else ()
        self.file_label.setText(self._path.name if self._path is not None else "没有文件，只登记")
        self.reads.setVisible(self._path is not None)
        self.found.setText(previewed.summary if previewed else "")
        self.found.setVisible(previewed is not None)
        self.failed.setText(self._obstacle or "")
        self.failed.setVisible(bool(self._obstacle))
        self.problems.set_rows(problems)
        self.problems.setVisible(bool(problems))
        self.report_button.setVisible(
            bool(problems) and previewed is not None and previewed.report is not None
        )
        counts = (previewed.file.counts if previewed else None) or {}
        good = counts.get("read", 0) - counts.get("refused", 0)
        self.confirm_button.setText(f"读入 {good:,} 行并登记已报" if previewed else "登记已报")
        self.confirm_button.set_reason(self._obstacle)

    def _content(self) -> QWidget:
        file = QWidget()
        set_look(file, "clear")
        line = QHBoxLayout(file)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.file_button)
        line.addWidget(self.file_label, 1)
        what = value_label(f"{self._row.year} 年度 · {self._row.kind.label}")
        what.setContentsMargins(0, 6, 0, 0)
        self.form.add("what", "报送内容", what)
        self.form.add("submitted_on", "报送日期", self.submitted_on, is_required=True)
        self.form.add("submitted_by", "报送人", self.submitted_by, is_required=True)
        self.form.add("remark", "备注", self.remark)
        self.form.add("file", "文件", file)
        content = QWidget()
        set_look(content, "clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.failed.setWordWrap(True)
        layout.addWidget(self.form)
        for part in (self.reads, self.found, self.failed):
            layout.addWidget(part)
        layout.addWidget(self.problems, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.report_button)
        foot.addStretch(1)
        layout.addLayout(foot)
        layout.addStretch(0)
        return content


def _same(problem: Problem) -> Problem:
    return problem
