"""What the buttons of 科室报送 do: set the due date, hand out templates, take in, send back, merge, take back, export."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.vocab import SubmissionState
from services.changes import Changes
from services.container import Services
from services.files.writing import safe_file_name
from services.submissions.matrix import export_matrix
from services.submissions.receiving import template_words
from services.submissions.rows import SubmissionRow, SubmissionYear, TakenFile
from services.submissions.service import SubmissionService
from services.submissions.templates import write_templates
from ui.desk import Desk
from ui.roster.actions import WORKBOOK
from ui.roster.submission_dialog import SubmissionDialog
from ui.widgets.date_field import read_date
from ui.widgets.toast import Link


class SubmissionActions(QObject):
    """One method for one act."""

    def __init__(self, desk: Desk, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page

    @property
    def _service(self) -> SubmissionService:
        return self._services.submissions

    def open_year(self, year: int) -> None:
        """List what every 科室 has to hand in."""
        self._desk.operations.change(
            partial(self._service.open_year, year=year),
            lambda _: self._desk.messages.toast(f"已列出 {year} 年度各科室应报的项目，下一步可以发放模板"),
        )

    def set_due(self, shown: SubmissionYear) -> None:
        """Ask for another 截止日期."""
        text = self._desk.messages.ask_text(
            f"{shown.year} 年度报送截止日期",
            "改动后，还没有报来的项目都按新的日期计算；已报的不变。",
            initial=shown.due_on.isoformat(),
            check=lambda typed: None if read_date(typed) else "请写成日期，例如 2022-05-25。",
        )
        due_on = read_date(text) if text is not None else None
        if due_on is not None:
            self._desk.operations.change(
                partial(self._service.update_due_date, year=shown.year, due_on=due_on),
                lambda _: self._desk.messages.toast(f"{shown.year} 年度报送截止日期：{due_on.isoformat()}"),
            )

    def hand_out(self, year: int, sections: Sequence[str], chosen: str | None) -> None:
        """Ask for whom and in which form, then write the blank workbooks."""
        every, one = (list(sections), False), ([chosen] if chosen else [], False)
        answers = [("每个科室一个文件夹", every), ("每个科室一个压缩包", (list(sections), True))]
        answers += [(f"只给{chosen}", one)] if chosen and len(sections) > 1 else []
        choice = self._desk.messages.choose(
            f"发放 {year} 年度报送模板",
            answers,
            detail=f"共 {len(sections)} 个科室，每个科室五份空白表：事项清单、执法人员、监管对象、抽查计划、联合名单。",
        )
        if choice is None:
            return
        names, as_zip = choice
        folder = self._desk.messages.ask_folder("模板存放的文件夹", purpose="submission-templates")
        if folder is None:
            return

        def work() -> list[Path]:
            words = [template_words(self._services, year, name) for name in names]
            return write_templates(folder, words, as_zip=as_zip)

        self._desk.operations.query(
            work, partial(self._say_handed_out, folder, len(names)), label="正在生成模板"
        )

    def take_in(self, row: SubmissionRow, *, asks_file: bool = False) -> SubmissionDialog:
        """Open 登记已报 for one submission."""
        dialog = SubmissionDialog(self._page, self._desk, self._services, row)
        dialog.taken.connect(partial(self._say_taken, row))
        dialog.open()
        if asks_file:
            dialog.choose_file()
        return dialog

    def send_back(self, row: SubmissionRow) -> None:
        """Ask for the reason and send a submission back."""
        reason = self._desk.messages.ask_text(
            f"退回{row.section_name}的{row.kind.label}",
            "请写明退回的原因，科室按它修改后重新报送。已经读入名录的内容不会撤销。",
            initial=row.returned_reason,
            is_long=True,
            check=lambda text: None if text.strip() else "请写明退回的原因。",
            confirm="退回",
        )
        if reason is not None:
            self._change(partial(self._service.return_submission, key=row.key, reason=reason), row, "已退回")

    def merge(self, row: SubmissionRow) -> None:
        """Mark one submission as 已汇总."""
        undo = Link("撤销", partial(self.take_back, row, SubmissionState.MERGED))
        self._change(partial(self._service.merge, key=row.key), row, "已标记汇总", undo)

    def take_back(self, row: SubmissionRow, state: SubmissionState | None = None) -> None:
        """Take the step that led to ``state``, else to the state on screen, back."""
        work = partial(self._service.reopen, key=row.key, state=state or row.state)
        self._change(work, row, "已撤销上一步")

    def export(self, year: int) -> None:
        """Write the matrix as a workbook."""
        name = safe_file_name(f"{year}年度科室报送情况") + ".xlsx"
        path = self._desk.messages.ask_save_file("导出科室报送情况", name, WORKBOOK, purpose="export-roster")
        if path is not None:
            self._desk.operations.query(
                lambda: export_matrix(self._service.get_year(year), path),
                lambda _: self._desk.messages.toast_file(
                    f"已导出 {year} 年度科室报送情况：{path.name}", path
                ),
            )

    def _change(self, work: Callable[[], Changes], row: SubmissionRow, said: str, *links: Link) -> None:
        self._desk.operations.change(
            work, lambda _: self._desk.messages.toast(f"{row.section_name}的{row.kind.label}{said}", *links)
        )

    def _say_handed_out(self, folder: Path, count: int, written: Sequence[Path]) -> None:
        del written
        open_folder = Link("打开文件夹", partial(self._desk.messages.open_path, folder))
        self._desk.messages.toast(f"已生成 {count} 个科室的报送模板，共 {5 * count} 份", open_folder)

    def _say_taken(self, row: SubmissionRow, done: TakenFile | Changes) -> None:
        counts = done.file.counts if isinstance(done, TakenFile) else None
        read = f"，读入 {counts['read'] - counts['refused']:,} 行" if counts else ""
        refused = (
            f"，未导入 {counts['refused']:,} 行，可以退回科室改正" if counts and counts["refused"] else ""
        )
        undo = Link("撤销登记", partial(self.take_back, row, SubmissionState.SUBMITTED))
        self._desk.messages.toast(f"已登记：{row.section_name}的{row.kind.label}{read}{refused}", undo)
