"""The import of a file: read in the background, shown before anything is written, written when it is confirmed."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserFacingError
from services.files.writing import safe_file_name
from services.progress import Progress
from services.roster.import_rows import ImportReport
from services.roster.report import write_import_report
from ui.desk import Desk
from ui.operations import Job, JobProgress
from ui.progress_strip import describe
from ui.roster.import_preview import ImportPreview
from ui.roster.importing import FILTERS, Imported, Importer, importable, nothing_to_import
from ui.theme import set_look
from ui.widgets.dialog import WorkDialog
from ui.widgets.empty_page import EmptyPage
from ui.widgets.labels import secondary, section_title

_LATE_MS = 300
_STEPS = 1000


class ImportDialog(WorkDialog):
    """Reads a file as soon as it is opened; ``imported`` carries what was written."""

    imported = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk, importer: Importer, path: Path) -> None:
        self.preview = ImportPreview(desk.settings, importer.measure)
        self.working = WorkingPage()
        self.failed = EmptyPage(icon_name="circle-alert")
        self._pages = QStackedWidget()
        for page in (self.working, self.preview, self.failed):
            self._pages.addWidget(page)
        set_look(self._pages, "clear")
        super().__init__(parent, f"导入{importer.noun}", self._pages, confirm="导入", size=(1000, 640))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._importer = importer
        self._path = path
        self._report: ImportReport | None = None
        self._job: Job[Any] | None = None
        self._is_writing = False
        self._saved: Path | None = None
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self._show_working)
        self.preview.answered.connect(self.read)
        self.preview.report_button.clicked.connect(self._save_report)
        self.preview.open_button.clicked.connect(self._open_saved)
        desk.operations.progressed.connect(self._on_progress)

    @property
    def report(self) -> ImportReport | None:
        """What the file would bring, None while it is being read."""
        return self._report

    def read(self) -> None:
        """Read the file and show what it would bring; nothing is written."""
        if self._job is not None:
            self._job.cancel()
        self.working.say(f"正在读取 {self._path.name}…")
        self.confirm_button.set_reason("正在读取文件…")
        self.set_note("")
        if self._report is None:
            self._show_working()
        else:
            self._late.start()
        self._job = self._desk.operations.query(self._preview, self._show_report, self._fail)

    def confirm(self) -> None:
        """Write the good rows."""
        if self._report is None:
            return
        self._is_writing = True
        self.working.say(f"正在导入 {importable(self._report):,} {self._importer.measure}…")
        self.confirm_button.set_reason("正在导入…")
        self.set_note("取消后，已经写入的会全部撤回。")
        self._late.start()
        self._job = self._desk.operations.change(
            self._commit, self._finish, self._fail, on_end=self._stop_writing
        )

    def reject(self) -> None:
        """Stop the writing and stay; else leave."""
        if self._job is not None:
            self._job.cancel()
        if not self._is_writing:
            self._late.stop()
            super().reject()

    def _preview(self, progress: Progress) -> ImportReport:
        return self._importer.preview(self._path, self.preview.questions.answers(), progress)

    def _commit(self, progress: Progress) -> Imported:
        assert self._report is not None
        return self._importer.commit(self._path, self.preview.questions.answers(), self._report, progress)

    def _show_report(self, report: ImportReport) -> None:
        self._report = report
        self._job = None
        self.preview.show_report(report)
        self._show_preview()

    def _show_preview(self) -> None:
        assert self._report is not None
        self._late.stop()
        self._pages.setCurrentWidget(self.preview)
        self.confirm_button.setText(f"导入 {importable(self._report):,} {self._importer.measure}")
        self.confirm_button.set_reason(nothing_to_import(self._report))
        self.confirm_button.setDefault(True)

    def _finish(self, done: Imported) -> None:
        self._is_writing = False
        self._late.stop()
        self.imported.emit(done)
        self.accept()

    def _stop_writing(self) -> None:
        """Return to the preview when the writing was stopped."""
        was_stopped = self._is_writing and self._pages.currentWidget() is not self.failed
        self._is_writing = False
        self._job = None
        if was_stopped:
            self._show_preview()
            self.set_note("已取消，什么也没有写入。")

    def _fail(self, error: UserFacingError) -> None:
        self._late.stop()
        self._job = None
        if self._is_writing:
            self.failed.say(error.message, "重新预览", self._read_again)
        else:
            self.failed.say(error.message, "另选文件…", self._choose_again)
        self._pages.setCurrentWidget(self.failed)
        self.confirm_button.set_reason(error.message)
        self.set_note("")

    def _read_again(self) -> None:
        self._report = None
        self.read()

    def _choose_again(self) -> None:
        path = ask_file(self._desk, self._importer)
        if path is not None:
            self._path = path
            self._read_again()

    def _show_working(self) -> None:
        self._pages.setCurrentWidget(self.working)

    def _on_progress(self, progress: JobProgress) -> None:
        if progress.job is self._job:
            self.working.show_progress(progress)

    def _save_report(self) -> None:
        """Write the refused rows with their reasons, to be corrected and sent again."""
        report = self._report
        if report is None:
            return
        name = safe_file_name(f"{self._path.stem}_不能导入的行") + ".xlsx"
        path = self._desk.messages.ask_save_file(
            "导出不能导入的行", name, "Excel 工作簿 (*.xlsx)", purpose="export-roster"
        )
        if path is not None:
            self._desk.operations.query(
                partial(write_import_report, path, report), partial(self._say_saved, path)
            )

    def _say_saved(self, path: Path, _nothing: None) -> None:
        self._saved = path
        self.set_note(f"已写入 {path.name}")
        self.preview.open_button.show()

    def _open_saved(self) -> None:
        if self._saved is not None:
            self._desk.messages.open_path(self._saved)


class WorkingPage(QWidget):
    """What is being done and how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = section_title()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(480)
        self._count = secondary()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for part in (self._title, self._bar, self._count):
            part.setMinimumWidth(480)
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)

    @property
    def texts(self) -> tuple[str, str]:
        """What is being done, and how far it is."""
        return self._title.text(), self._count.text()

    def say(self, text: str) -> None:
        """Begin with other work."""
        self._title.setText(text)
        self._count.setText("")
        self._bar.setRange(0, 0)

    def show_progress(self, progress: JobProgress) -> None:
        """Show how far it is."""
        if progress.total:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(progress.done / progress.total * _STEPS))
        self._count.setText(describe(progress))


def ask_file(desk: Desk, importer: Importer) -> Path | None:
    """Ask which file to import."""
    return desk.messages.ask_open_file(f"导入{importer.noun}", FILTERS, purpose=f"import-{importer.noun}")


def import_file(parent: QWidget, desk: Desk, importer: Importer) -> ImportDialog | None:
    """Ask for a file and open its preview; None when the user left."""
    path = ask_file(desk, importer)
    if path is None:
        return None
    dialog = ImportDialog(parent, desk, importer, path)
    dialog.open()
    dialog.read()
    return dialog
