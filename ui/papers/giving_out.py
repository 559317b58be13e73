"""Papers leave the program here: looked at, printed, saved.

What is printed is logged after the printer took it, never before. A preview shows the copy that the next print will be, so
it goes once it was printed: the print after it is another copy, marked 补打.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from models.vocab import PaperKind, PrintKind
from services.changes import Changes
from services.container import Services
from services.files.writing import safe_file_name
from services.papers.giving_out import paper_file_name
from services.papers.rows import PaperRow, SaveOutcome
from services.progress import Progress, silent
from ui.desk import Desk
from ui.papers.opening import open_dialog
from ui.papers.outcome_dialog import NOT_SAVED, OutcomeDialog
from ui.papers.preview import show_pdf
from ui.widgets.toast import Link

if TYPE_CHECKING:
    from ui.papers.preview_window import PreviewWindow
    from ui.papers.printers import Printers

PURPOSE = "papers"
PDF = "PDF 文件 (*.pdf)"


class GivingOut(QObject):
    """One method for one way in which issued papers are given out."""

    def __init__(self, desk: Desk, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page
        self._shown: dict[tuple[int, ...], PreviewWindow] = {}
        self.printers: Printers | None = None
        """The printers of the computer where none are given."""

    def look(self, title: str, paper_keys: Sequence[int], *, duplex: bool = False) -> None:
        """Show papers as they will be printed next."""
        self._make(paper_keys, partial(self._show, title, tuple(paper_keys)), duplex=duplex)

    def print_now(self, title: str, paper_keys: Sequence[int], *, duplex: bool = False) -> None:
        """Print papers without looking at them first."""
        self._make(paper_keys, partial(self._print, title, tuple(paper_keys)), duplex=duplex)

    def look_only(self, paper: PaperRow) -> None:
        """Show a paper that is not given out any more, such as a voided one."""
        self._desk.operations.query(
            partial(self._services.papers.render_merged, [paper.key]),
            partial(show_pdf, self._desk, paper_title(paper)),
            label="正在生成文书",
        )

    def preview(
        self,
        kind: PaperKind,
        record_keys: Sequence[int],
        *,
        issued_on: date,
        visit_from: date | None = None,
        visit_to: date | None = None,
    ) -> None:
        """Show papers that are not issued yet: without numbers, nothing is stored."""
        work = partial(
            self._services.papers.preview,
            kind,
            list(record_keys),
            issued_on=issued_on,
            visit_from=visit_from,
            visit_to=visit_to,
        )
        self._desk.operations.query(
            work, partial(show_pdf, self._desk, f"{kind.label}（未制发）"), label="正在生成预览"
        )

    def show_blanks(self, kinds: Sequence[PaperKind]) -> None:
        """Show the empty forms of these 文种 as one PDF, to be printed and filled in by hand."""
        title = f"{kinds[0].label}（空白）" if len(kinds) == 1 else f"空白表格（{len(kinds)}种）"
        self._desk.operations.query(
            partial(self._services.papers.blanks, tuple(kinds)),
            partial(show_pdf, self._desk, title),
            label="正在生成空白表格",
        )

    def save_one(self, paper: PaperRow) -> None:
        """Ask for a file and write the paper into it."""
        path = self.ask_file(paper.kind.label, paper_file_name(paper))
        if path is not None:
            self.save_merged(f" {paper.name}", [paper.key], path)

    def save_word(self, paper: PaperRow) -> None:
        """Ask for a folder and write the paper into it as .docx, for whoever must change it by hand."""
        folder = self.ask_folder(f" {paper.name} 的 Word 文件")
        if folder is not None:
            self._desk.operations.change(
                partial(_save_word, self._services, paper.key, folder),
                partial(self._on_saved, folder, "", ""),
                label="正在生成 Word 文件",
            )

    def ask_file(self, said: str, name: str) -> Path | None:
        """Ask into which file papers go."""
        file_name = f"{safe_file_name(name)}.pdf"
        return self._desk.messages.ask_save_file(f"保存{said}", file_name, PDF, purpose=PURPOSE)

    def ask_folder(self, said: str) -> Path | None:
        """Ask into which folder papers go."""
        return self._desk.messages.ask_folder(f"保存{said}到", purpose=PURPOSE)

    def save_merged(self, said: str, paper_keys: Sequence[int], path: Path, *, duplex: bool = False) -> None:
        """Write papers into one file, a bookmark each."""
        self._desk.operations.change(
            partial(_save_merged, self._services, tuple(paper_keys), path, duplex=duplex),
            partial(self._on_merged, said, path),
            label="正在保存 PDF",
        )

    def save_each(self, paper_keys: Sequence[int], folder: Path, before: str = "", after: str = "") -> None:
        """Write each paper into the folder and say so, between what was done before and what remains."""
        self._desk.operations.change(
            partial(_save_each, self._services, tuple(paper_keys), folder),
            partial(self._on_saved, folder, before, after),
            label="正在保存 PDF",
        )

    # -- inside

    def _make(self, paper_keys: Sequence[int], on_made: Callable[[bytes], object], *, duplex: bool) -> None:
        work = partial(self._services.papers.copies_for_print, list(paper_keys), duplex=duplex)
        self._desk.operations.query(work, on_made, label="正在生成文书")

    def _show(self, title: str, keys: tuple[int, ...], pdf: bytes) -> None:
        window = show_pdf(
            self._desk, title, pdf, on_printed=partial(self._note, keys), printers=self.printers
        )
        if window is not None:
            self._shown[keys] = window

    def _print(self, title: str, keys: tuple[int, ...], pdf: bytes) -> None:
        from ui.papers.printing import print_pdf  # deferred: no tab waits for the printers

        print_pdf(self._desk, title, pdf, on_printed=partial(self._note, keys), printers=self.printers)

    def _note(self, keys: tuple[int, ...], copies: int) -> None:
        """Log what the printer took."""
        work = partial(self._services.papers.note_prints, list(keys), kind=PrintKind.PRINTED, copies=copies)
        self._desk.operations.change(work)
        window = self._shown.pop(keys, None)
        if window is not None and isValid(window):
            QTimer.singleShot(0, window, window.accept)  # not from within its own print job

    def _on_merged(self, said: str, path: Path, changes: Changes) -> None:
        del changes
        self._desk.messages.toast_file(f"已保存{said}", path)

    def _on_saved(self, folder: Path, before: str, after: str, saved: "_Saved") -> None:
        outcome = saved.outcome
        count = len(outcome.written)
        said = f"{before}，已保存到" if before and not outcome.failed else f"已保存 {count} 份{saved.what}到"
        rest = f"；取消后还有 {outcome.left} 份未保存" if outcome.left else after
        if outcome.failed and not outcome.written:
            open_dialog(OutcomeDialog(self._page.window(), "没有保存的文书", outcome.failed, NOT_SAVED))
            return
        open_folder = Link("打开文件夹", partial(self._desk.messages.open_path, folder))
        self._desk.messages.toast(f"{said}“{folder.name}”{rest}", open_folder)
        if outcome.failed:
            open_dialog(OutcomeDialog(self._page.window(), "没有保存的文书", outcome.failed, NOT_SAVED))


@dataclass(frozen=True, slots=True)
class _Saved:
    """What a batch of files came to; the print log has grown by it."""

    outcome: SaveOutcome
    what: str = " PDF "
    changes: Changes = field(default_factory=lambda: Changes.of("paper"))


def _save_each(
    services: Services, keys: tuple[int, ...], folder: Path, progress: Progress = silent
) -> _Saved:
    return _Saved(services.papers.save_each(keys, folder, progress))


def _save_word(services: Services, key: int, folder: Path, progress: Progress = silent) -> _Saved:
    return _Saved(services.word_copies.save_docx([key], folder, progress), " Word 文件")


def _save_merged(services: Services, keys: tuple[int, ...], path: Path, *, duplex: bool) -> Changes:
    services.papers.save_merged(keys, path, duplex=duplex)
    return Changes.of("paper")


def paper_title(paper: PaperRow) -> str:
    """Return how one paper is named in a window or a file: 文号-对象."""
    return f"{paper.name}-{paper.subject}"


def stack_title(kind: PaperKind | None, paper_keys: Sequence[int]) -> str:
    """Return the name of several papers: 检查通知书（60份）."""
    return f"{kind.label if kind is not None else '检查文书'}（{len(paper_keys)}份）"
