"""Printing, saving and voiding issued papers, and the list as a sheet."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QWidget

from models.vocab import PaperKind
from services import program
from services.changes import Changes
from services.container import Services
from services.files.tables import Table, write_tables
from services.files.writing import safe_file_name
from services.papers.rows import PaperRow, SaveOutcome
from services.records.rows import RecordRow
from ui.desk import Desk
from ui.records.columns import COLUMNS
from ui.records.issue_dialog import PURPOSE
from ui.records.opening import open_dialog
from ui.records.outcome_dialog import OutcomeDialog
from ui.records.papers_dialog import Binding, PapersDialog
from ui.widgets.toast import Link

_PDF = "PDF 文件 (*.pdf)"
_PIXELS_A_CHARACTER = 8


class PaperActions(QObject):
    """One method for one act on papers that are already issued."""

    def __init__(self, desk: Desk, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page

    def open_one(self, paper: PaperRow) -> None:
        """Open one paper, a voided one too, in the program the system has for PDF."""
        name = safe_file_name(f"{paper.number}-{paper.subject}")
        self._open_copy([paper.key], f"{name}.pdf")

    def view(self, kind: PaperKind, paper_keys: Sequence[int]) -> None:
        """Open several papers of one 文种 as one PDF."""
        mark = crc32(repr(tuple(paper_keys)).encode("ascii"))
        self._open_copy(paper_keys, f"{kind.label}-{len(paper_keys)}份-{mark:08x}.pdf")

    def print_papers(self, rows: Sequence[RecordRow]) -> None:
        """Ask which papers of the rows and in which form, then open or save them."""
        dialog = PapersDialog(self._page.window(), rows)
        dialog.accepted.connect(partial(self._print, dialog))
        open_dialog(dialog)

    def save_each(self, paper_keys: Sequence[int], folder: Path, before: str = "", after: str = "") -> None:
        """Write each paper into the folder and say so, between what was done before and what remains."""
        self._desk.operations.query(
            partial(self._services.papers.save_each, paper_keys, folder),
            partial(self._on_saved, folder, before, after),
            label="正在保存 PDF",
        )

    def void(self, paper: PaperRow) -> None:
        """Ask for the reason and void the paper; its number stays in the register."""
        reason = self._desk.messages.ask_text(
            f"作废{paper.kind.label}",
            f"{paper.number}（{paper.subject}）作废后，文号保留在登记簿中不再使用，检查退回上一步，"
            "可以重新制发新的文号。请写明理由：",
            is_long=True,
            check=lambda typed: None if typed else "请写明作废的理由。",
            confirm="作废",
        )
        if reason:
            work = partial(self._services.papers.void_paper, paper.key, reason=reason)
            self._desk.operations.change(work, partial(self._on_voided, paper))

    def export(self, rows: Sequence[RecordRow]) -> None:
        """Write the list as it stands on screen, all columns, to a sheet."""
        path = self._desk.messages.ask_save_file(
            "导出检查记录", f"{self._desk.year}年检查记录.xlsx", "Excel 工作簿 (*.xlsx)", purpose="export"
        )
        if path is None:
            return
        table = Table(
            title=f"{self._desk.year}年检查记录",
            header=[column.title for column in COLUMNS],
            rows=[[column.text(row) for column in COLUMNS] for row in rows],
            widths=[max(column.width // _PIXELS_A_CHARACTER, 6) for column in COLUMNS],
        )
        self._desk.operations.query(
            partial(write_tables, path, table), partial(self._on_exported, path, len(rows)), label="正在导出"
        )

    def _print(self, dialog: PapersDialog) -> None:
        draft = dialog.draft()
        count = f"{draft.kind.label}（{len(draft.paper_keys)}份）"
        if draft.binding is Binding.VIEW:
            self.view(draft.kind, draft.paper_keys)
        elif draft.binding is Binding.SINGLE:
            folder = self._desk.messages.ask_folder(f"保存{count}到", purpose=PURPOSE)
            if folder is not None:
                self.save_each(draft.paper_keys, folder)
        else:
            path = self._desk.messages.ask_save_file(f"保存{count}", f"{count}.pdf", _PDF, purpose=PURPOSE)
            if path is not None:
                self._desk.operations.query(
                    partial(self._services.papers.save_merged, draft.paper_keys, path),
                    partial(self._on_merged, count),
                    label="正在保存 PDF",
                )

    def _open_copy(self, paper_keys: Sequence[int], name: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
        target = Path(folder) / program.APP_ID / name
        self._desk.operations.query(
            partial(self._services.papers.save_merged, paper_keys, target),
            self._desk.messages.open_path,
            label="正在生成文书",
        )

    def _on_saved(self, folder: Path, before: str, after: str, outcome: SaveOutcome) -> None:
        written = len(outcome.written)
        is_whole = before and not outcome.failed and not outcome.left
        said = f"{before}，已保存到" if is_whole else f"已保存 {written} 份 PDF 到"
        rest = f"；取消后还有 {outcome.left} 份未保存" if outcome.left else ""
        open_folder = Link("打开文件夹", partial(self._desk.messages.open_path, folder))
        self._desk.messages.toast(f"{said}“{folder.name}”{after}{rest}", open_folder)
        if outcome.failed:
            open_dialog(OutcomeDialog(self._page.window(), "没有保存的文书", outcome.failed))

    def _on_merged(self, count: str, path: Path) -> None:
        self._desk.messages.toast_file(f"已保存{count}", path)

    def _on_voided(self, paper: PaperRow, changes: Changes) -> None:
        del changes
        self._desk.messages.toast(f"已作废 {paper.number}，理由已记入登记簿")

    def _on_exported(self, path: Path, count: int, nothing: None) -> None:
        del nothing
        self._desk.messages.toast_file(f"已导出 {count} 户次到“{path.name}”", path)
