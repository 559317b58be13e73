"""Giving issued papers out: printed, saved one by one or bound, and logged; always the paper that was issued."""

from collections.abc import Sequence
from pathlib import Path

from models.errors import UserCancelled, UserFacingError
from models.tables.paper import IssuedPaper
from models.vocab import PrintKind
from services.changes import Changes
from services.files.forms.form import Copy, render_copies
from services.files.writing import LONGEST_NAME, cut_name, safe_file_name, write_file
from services.papers.copies import copy_of, marks_of, platform_numbers
from services.papers.desk import PaperDesk
from services.papers.print_log import Ordinals, log_copies, next_ordinals, print_rows
from services.papers.rows import PaperRow, PrintRow, SaveOutcome
from services.progress import Progress, silent


class PaperGivingOut(PaperDesk):
    """The part of ``PaperService`` by which papers leave the program."""

    # -- looking

    def render(self, paper_key: int) -> bytes:
        """Return one issued paper as PDF, from the view it was issued with."""
        return self.render_merged([paper_key])

    def render_merged(self, paper_keys: Sequence[int], *, duplex: bool = False) -> bytes:
        """Return several papers as one PDF with a bookmark for each, to be looked at: nothing is logged, no 补打 mark."""
        return render_copies([copy for _, copy in self._copies(paper_keys, None)], duplex=duplex)

    # -- printing

    def copies_for_print(self, paper_keys: Sequence[int], *, duplex: bool = False) -> bytes:
        """Return papers as one PDF as the next print of each will be.

        The first print is the original and bears no mark; a paper printed before is marked 补打第n次. All copies of one
        print job are the same. Log the job with ``note_prints`` once the printer has taken it.
        """
        return render_copies([copy for _, copy in self._copies(paper_keys, PrintKind.PRINTED)], duplex=duplex)

    def note_prints(self, paper_keys: Sequence[int], *, kind: PrintKind, copies: int) -> Changes:
        """Log that papers were printed (or saved) in so many copies each."""
        if copies < 1:
            raise UserFacingError("打印份数至少为 1。")
        with self._workplace.database.transaction() as session:
            log_copies(self._workplace, session, self._papers(session, paper_keys), kind, copies)
        return Changes.of("paper")

    def print_log(self, paper_key: int) -> list[PrintRow]:
        """Return what was printed and saved of a paper, first to last."""
        with self._workplace.database.reading() as session:
            return print_rows(session, paper_key)

    # -- saving

    def save_each(self, paper_keys: Sequence[int], folder: Path, progress: Progress = silent) -> SaveOutcome:
        """Write each paper into the folder as 〔年〕n号-企业-文种.pdf and log it; what fails is listed, the rest is done.

        A paper whose original has been printed is saved as 副本n. 取消 keeps what is written.
        """
        prepared = self._copies(paper_keys, PrintKind.SAVED)
        written: list[str] = []
        saved: list[int] = []
        failed: list[tuple[str, str]] = []
        left = 0
        for done, (paper, copy) in enumerate(prepared):
            try:
                progress(done, len(prepared), "正在生成文书")
            except UserCancelled:
                left = len(prepared) - done
                break
            target = folder / f"{paper_file_name(paper)}.pdf"
            try:
                write_file(target, render_copies([copy]))
            except UserFacingError as error:
                failed.append((target.stem, error.message))
            else:
                written.append(str(target))
                saved.append(paper.id)
        if saved:
            self.note_prints(saved, kind=PrintKind.SAVED, copies=1)
        if not left:
            progress(len(prepared), len(prepared), "正在生成文书")
        return SaveOutcome(tuple(written), tuple(failed), left)

    def save_merged(self, paper_keys: Sequence[int], target: Path, *, duplex: bool = False) -> Path:
        """Write several papers into one file and log it; one that already says the same is left alone.

        The file may be open in a viewer, which on Windows lets nobody write to it. Papers whose original has been printed
        are saved as 副本n.
        """
        copies = [copy for _, copy in self._copies(paper_keys, PrintKind.SAVED)]
        content = render_copies(copies, duplex=duplex)
        if not (target.is_file() and target.read_bytes() == content):
            write_file(target, content)
            self.note_prints(paper_keys, kind=PrintKind.SAVED, copies=1)
        return target

    # -- inside

    def _copies(self, paper_keys: Sequence[int], kind: PrintKind | None) -> list[tuple[IssuedPaper, Copy]]:
        """Return papers with what is printed of each, in the order asked for; without a kind to be looked at only."""
        with self._workplace.database.reading() as session:
            papers = self._papers(session, paper_keys)
            numbers = platform_numbers(session, papers)
            has_qr = self._workplace.office(session).prints_qr
            ordinals = next_ordinals(session, paper_keys) if kind is not None else {}
            session.expunge_all()
        return [
            (
                paper,
                copy_of(
                    paper,
                    marks_of(
                        paper,
                        numbers.get(paper.id, ("", "")),
                        ordinals.get(paper.id, Ordinals()).mark(kind) if kind is not None else "",
                    ),
                    has_qr=has_qr,
                ),
            )
            for paper in papers
        ]


def paper_file_name(paper: IssuedPaper | PaperRow) -> str:
    """Return the name of a paper's file without suffix: 〔2022〕17号-企业-文种; a long name of an enterprise is cut, not the 文种."""
    head, tail = f"〔{paper.year}〕{paper.serial}号-", f"-{paper.kind.label}"
    room = LONGEST_NAME - len(head) - len(tail)
    subject = cut_name(safe_file_name(paper.subject), room).rstrip() if paper.subject else ""
    return safe_file_name(f"{head}{subject}{tail}" if subject else f"{head[:-1]}{tail}")
