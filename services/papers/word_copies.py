"""Word 副本: issued papers as .docx, for an office that must change one by hand; what was issued stays what it is."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from models.errors import UserCancelled, UserFacingError
from models.tables.paper import IssuedPaper
from models.vocab import PrintKind
from services.files.docx_document import render_docx
from services.files.writing import write_file
from services.papers.copies import copy_of, marks_of, platform_numbers
from services.papers.giving_out import paper_file_name
from services.papers.print_log import log_copies, next_ordinals
from services.papers.rows import SaveOutcome
from services.progress import Progress, silent
from services.workplace import Workplace


class WordCopyService:
    """The desk where a paper is given out as a Word file."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def docx(self, paper_key: int) -> bytes:
        """Return one issued paper as .docx, as its next copy will be; nothing is logged."""
        with self._workplace.database.reading() as session:
            return self._render(session, _paper(session, paper_key))

    def save_docx(self, paper_keys: Sequence[int], folder: Path, progress: Progress = silent) -> SaveOutcome:
        """Write each paper into the folder as .docx and log it; what fails is listed, the rest is done.

        取消 keeps what is written.
        """
        written: list[str] = []
        failed: list[tuple[str, str]] = []
        total = len(paper_keys)
        for done, key in enumerate(paper_keys):
            try:
                progress(done, total, "正在生成 Word 文件")
            except UserCancelled:
                return SaveOutcome(tuple(written), tuple(failed), left=total - done)
            try:
                written.append(str(self._save(key, folder)))
            except UserFacingError as error:
                failed.append((self._name(key), error.message))
        progress(total, total, "正在生成 Word 文件")
        return SaveOutcome(tuple(written), tuple(failed))

    def _save(self, key: int, folder: Path) -> Path:
        with self._workplace.database.reading() as session:
            paper = _paper(session, key)
            target = folder / f"{paper_file_name(paper)}.docx"
            content = self._render(session, paper)
        write_file(target, content)
        with self._workplace.database.transaction() as session:
            log_copies(self._workplace, session, [_paper(session, key)], PrintKind.WORD, 1)
        return target

    def _name(self, key: int) -> str:
        with self._workplace.database.reading() as session:
            paper = session.get(IssuedPaper, key)
            return paper_file_name(paper) if paper is not None else f"文书 {key}"

    def _render(self, session: Session, paper: IssuedPaper) -> bytes:
        printed = next_ordinals(session, [paper.id])[paper.id].mark(PrintKind.WORD)
        numbers = platform_numbers(session, [paper]).get(paper.id, ("", ""))
        return render_docx(copy_of(paper, marks_of(paper, numbers, printed), has_qr=False))


def _paper(session: Session, key: int) -> IssuedPaper:
    paper = session.get(IssuedPaper, key)
    if paper is None:
        raise UserFacingError("这份文书不存在，请刷新文书登记簿后重试。")
    return paper
