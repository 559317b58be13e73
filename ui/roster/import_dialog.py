"""The import of a file: read in the background, shown before anything is written, written when it is confirmed."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserFacingError
from services.files.writing import safe_file_name
from services.roster.import_rows import HeaderNotFoundError, ImportChoices, ImportReport
from services.roster.report import write_import_report
from ui.desk import Desk
from ui.operations import Job, JobProgress
from ui.roster.import_preview import ImportPreview
from ui.roster.import_reading import BACK, MAP, MappingPage, ReadingBar
from ui.roster.import_working import WorkingPage
from ui.roster.importing import FILTERS, Imported, Importer, nothing_to_import
from ui.theme import set_look
from ui.widgets.dialog import WorkDialog
from ui.widgets.empty_page import EmptyPage

_LATE_MS = 300
_SETTLE_MS = 250  # a clerk who goes through several choosers waits once
_SIZE = (1080, 680)
_PASTED_WITHOUT_HEADER = (
    "没有认出表头。请连同表头那一行一起复制后再粘贴；已经包含表头、只是叫法不同的，不需要重新复制。"
)


class ImportDialog(WorkDialog):
    """Reads a file as soon as it is opened; ``imported`` carries what was written."""

    imported = Signal(object)

    def __init__(
        self, parent: QWidget | None, desk: Desk, importer: Importer, path: Path, name: str = ""
    ) -> None:
        self.bar = ReadingBar()
        self.mapping = MappingPage()
        self.preview = ImportPreview(desk.settings, importer.measure, importer.place)
        self.working = WorkingPage()
        self.failed = EmptyPage(icon_name="circle-alert")
        self._pages = QStackedWidget()
        for page in (self.working, self.mapping, self.preview, self.failed):
            self._pages.addWidget(page)
        set_look(self._pages, "clear")
        content = _stacked(self.bar, self._pages)
        super().__init__(parent, f"导入{importer.noun}", content, confirm="导入", size=_SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._importer = importer
        self._path = path
        self._name = name
        self._report: ImportReport | None = None
        self._job: Job[Any] | None = None
        self._is_reading = False
        self._is_writing = False
        self._reads_on = False
        self._lacks = ""
        self._read_as: tuple[str | None, int | None] = (None, None)
        self._saved: Path | None = None
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._connect()

    @property
    def path(self) -> Path:
        """The file that is read."""
        return self._path

    @property
    def report(self) -> ImportReport | None:
        """What the file would bring, None while it is being read."""
        return self._report

    @property
    def choices(self) -> ImportChoices:
        """How the file is to be read, and what of it is taken."""
        lists, report = self.preview.lists, self._report
        columns = self.mapping.columns.columns()
        sheet_name, row = self.bar.sheet_name, self.bar.row
        if columns is not None and report is not None:  # places are those of the header on screen
            sheet_name, row = report.sheet_name, report.header_row
        return ImportChoices(
            sheet_name=sheet_name,
            header_row=row,
            columns=columns,
            words=self.mapping.words.words(),
            answers=self.mapping.questions.answers(),
            left_out=lists.left_out,
            seeks_gone=self.preview.seeks_gone.isChecked(),
            retired=lists.retired,
            retire_reason=lists.retire_reason,
        )

    def read(self) -> None:
        """Read the file and show what it would bring; nothing is written."""
        self._settle.stop()
        if self._job is not None:
            self._job.cancel()
        self._is_reading = True
        self.working.say(f"正在读取 {self._title}…")
        self.confirm_button.set_reason("正在读取文件…")
        self.set_note("")
        if self._report is None:
            self._show_working()
        else:
            self._late.start()
        self._job = self._desk.operations.query(
            partial(self._importer.preview, self._path, self._choices_of_reading()),
            self._show_report,
            self._fail,
        )

    def confirm(self) -> None:
        """Go on to the rows; there, write those that are approved."""
        if self._report is None or not self.confirm_button.isEnabled():
            return
        if self._pages.currentWidget() is self.mapping:
            self._show_page(self.preview)
            return
        self._is_writing = True
        self.working.say(f"正在导入 {self.preview.lists.approved:,} {self._importer.measure}…")
        self.confirm_button.set_reason("正在导入…")
        self.set_note("取消后，已经写入的会全部撤回。")
        self._late.start()
        self.bar.setEnabled(False)
        self._job = self._desk.operations.change(
            partial(self._importer.commit, self._path, self.choices, self._report),
            self._finish,
            self._fail,
            on_end=self._stop_writing,
        )

    def reject(self) -> None:
        """Stop the writing and stay; else leave."""
        self._settle.stop()
        if self._job is not None:
            self._job.cancel()
        if not self._is_writing:
            self._late.stop()
            super().reject()

    # -- reading

    @property
    def _title(self) -> str:
        return self._name or self._path.name

    def _connect(self) -> None:
        self._late.timeout.connect(self._show_working)
        self._settle.timeout.connect(self.read)
        self.bar.changed.connect(self._read_another_sheet)
        self.bar.mapping_wanted.connect(self._turn_page)
        self.mapping.changed.connect(self._read_soon)
        self.preview.seeks_changed.connect(self._read_soon)
        self.preview.approved_changed.connect(self._say_what_follows)
        self.preview.lists.report_button.clicked.connect(self._save_report)
        self.preview.lists.open_button.clicked.connect(self._open_saved)
        self._desk.operations.progressed.connect(self._on_progress)

    def _choices_of_reading(self) -> ImportChoices:
        """Return the choices without approvals: a row that was not approved must stay on its list."""
        given = self.choices
        return ImportChoices(
            sheet_name=given.sheet_name,
            header_row=given.header_row,
            columns=given.columns,
            words=given.words,
            answers=given.answers,
            seeks_gone=given.seeks_gone,
        )

    def _read_soon(self) -> None:
        self.confirm_button.set_reason("正在读取文件…")
        self._settle.start()

    def _read_another_sheet(self) -> None:
        self.mapping.forget(keeps_words=self.bar.row is not None)
        self._read_soon()

    def _show_report(self, report: ImportReport, lacks: str = "") -> None:
        """Show what a file would bring, or, where no header was found, what ``lacks``."""
        is_first = self._report is None
        is_same_sheet = not is_first and _place_of(self._report) == _place_of(report)
        asks = bool(report.unknown_words) or bool(report.missing and report.added)
        asks_more = asks and not is_same_sheet
        self._report = report
        self._lacks = lacks
        self._is_reading = False
        self.set_note("")
        self._read_as = (self.bar.sheet_name, self.bar.row)
        self.bar.show_report(report, self._title)
        self.mapping.show_report(report, lacks)
        self.preview.show_report(report, is_same_sheet=is_same_sheet)
        self._show_page(self.mapping if asks_more or lacks or self._reads_on else self.preview)

    def _turn_page(self) -> None:
        self._show_page(self.preview if self._reads_on else self.mapping)

    def _show_page(self, page: QWidget) -> None:
        self._late.stop()
        self._reads_on = page is self.mapping
        self._pages.setCurrentWidget(page)
        self.bar.setEnabled(True)
        self.bar.mapping_link.setText(BACK if self._reads_on else MAP)
        self.bar.mapping_link.set_reason(self._lacks or None)
        self._say_what_follows()
        self.confirm_button.setDefault(True)

    def _say_what_follows(self) -> None:
        """Write on the button what it will do and to how many."""
        report, lists = self._report, self.preview.lists
        if report is None or self._is_reading or self._settle.isActive():
            return
        measure, approved, gone = self._importer.measure, lists.approved, len(lists.retired)
        if self._reads_on:
            self.confirm_button.setText("下一步：核对" if self._lacks else f"下一步：核对 {report.read:,} 行")
            self.confirm_button.set_reason(self._lacks or None)
            return
        parts = [f"导入 {approved:,} {measure}"] if approved or not gone else []
        parts += [f"退出 {gone:,} {measure}"] if gone else []
        self.confirm_button.setText("，".join(parts))
        self.confirm_button.set_reason(self._why_not(report, approved, gone))

    def _why_not(self, report: ImportReport, approved: int, gone: int) -> str | None:
        if gone:
            reason = self.preview.lists.retire_reason
            return None if reason else f"请在“拟退出”中写明退出{self._importer.place}的原因。"
        if approved:
            return None
        return nothing_to_import(report, self._importer.place) or "没有勾选要导入的行。"

    # -- writing

    def _finish(self, done: Imported) -> None:
        self._is_writing = False
        self._late.stop()
        self.imported.emit(done)
        self.accept()

    def _stop_writing(self) -> None:
        """Return to the preview when the writing was stopped."""
        was_stopped = self._is_writing and self._pages.currentWidget() is not self.failed
        self._is_writing = False
        if was_stopped:
            self._show_page(self.preview)
            self.set_note("已取消，什么也没有写入。")

    def _fail(self, error: UserFacingError) -> None:
        self._late.stop()
        self._is_reading = False
        if isinstance(error, HeaderNotFoundError) and not self._is_writing:
            self._show_report(error.report, _PASTED_WITHOUT_HEADER if self._name else error.message)
            return
        if self._is_writing:
            self.failed.say(error.message, "重新预览", self._read_again)
        elif self._report is not None:
            self.failed.say(error.message, "恢复原来的读法", self._take_back)
        else:
            self.failed.say(error.message, "另选文件…", self._choose_again)
        self._pages.setCurrentWidget(self.failed)
        self.bar.setEnabled(not self._is_writing)
        self.confirm_button.set_reason(error.message)
        self.set_note("")

    def _read_again(self) -> None:
        self._report = None
        self.read()

    def _take_back(self) -> None:
        """Read the sheet again as it could be read before."""
        self.bar.take_back(*self._read_as)
        self.mapping.forget(keeps_words=True)
        self.read()

    def _choose_again(self) -> None:
        path = ask_file(self._desk, self._importer)
        if path is not None:
            self._path, self._name = path, ""
            self.bar.forget()
            self.mapping.forget()
            self._read_again()

    def _show_working(self) -> None:
        if self._reads_on and not self._is_writing and self._report is not None:
            self.set_note("正在重新读取…")  # the chooser in use keeps its place
        else:
            self._pages.setCurrentWidget(self.working)

    def _on_progress(self, progress: JobProgress) -> None:
        if progress.job is self._job:
            self.working.show_progress(progress)

    # -- the rows that were refused

    def _save_report(self) -> None:
        """Write the refused rows with their reasons, to be corrected and sent again."""
        report = self._report
        if report is None:
            return
        name = safe_file_name(f"{Path(self._title).stem}_不能导入的行") + ".xlsx"
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
        self.preview.lists.open_button.show()

    def _open_saved(self) -> None:
        if self._saved is not None:
            self._desk.messages.open_path(self._saved)


def ask_file(desk: Desk, importer: Importer) -> Path | None:
    """Ask which file to import."""
    return desk.messages.ask_open_file(f"导入{importer.noun}", FILTERS, purpose=f"import-{importer.noun}")


def open_import(parent: QWidget, desk: Desk, importer: Importer, path: Path, name: str = "") -> ImportDialog:
    """Open the preview of a file; ``name`` replaces the name of a file that nobody chose."""
    dialog = ImportDialog(parent, desk, importer, path, name)
    dialog.open()
    dialog.read()
    return dialog


def import_file(parent: QWidget, desk: Desk, importer: Importer) -> ImportDialog | None:
    """Ask for a file and open its preview; None when the user left."""
    path = ask_file(desk, importer)
    return None if path is None else open_import(parent, desk, importer, path)


def _place_of(report: ImportReport | None) -> tuple[str, int] | None:
    return None if report is None else (report.sheet_name, report.header_row)


def _stacked(*parts: QWidget) -> QWidget:
    holder = QWidget()
    set_look(holder, "clear")
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    for part in parts[:-1]:
        layout.addWidget(part)
    layout.addWidget(parts[-1], 1)
    return holder
