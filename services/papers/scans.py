"""扫描件: a stack of signed papers from the scanner is sorted by the code on their first pages and kept with its papers.

A page without a code goes with the paper before it. Nothing is guessed: behind a code that leads nowhere, and before the
first code, pages are given back for the clerk to place.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UnreadableFileError, UserCancelled, UserFacingError
from models.rules.short_digest import read_paper_code
from models.tables.paper import IssuedPaper, PaperScan
from services.changes import Changes
from services.files.scanned_pages import Code, ScannedFile, bind_pages
from services.papers.reading import paper_rows
from services.papers.registering import find_paper
from services.papers.rows import PaperRow
from services.papers.scan_rows import KeepOutcome, ScannedPage, ScannedPaper, ScanRow, SortedScans
from services.progress import Progress, silent
from services.workplace import Workplace

_MOST_BYTES = 50 * 1024 * 1024
_NO_CODE = "前面没有带二维码的页"
_UNKNOWN = "二维码指向的文书不在本单位的登记簿中"
_DRAW = "这是抽取文书，请到“随机抽取”页留存"
_SEVERAL = "一页上有几份文书的二维码"
_BEHIND = "前一页的文书没有认出"


@dataclass
class _Stack:
    """A stack while it is being sorted; ``reason`` says why a page without a code belongs to nothing now."""

    papers: list[tuple[PaperRow, list[ScannedPage]]] = field(
        default_factory=list[tuple[PaperRow, list[ScannedPage]]]
    )
    unassigned: list[tuple[ScannedPage, str]] = field(default_factory=list[tuple[ScannedPage, str]])
    unreadable: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    reason: str = _NO_CODE
    was_picture: bool = False

    def begin_file(self, *, is_picture: bool) -> None:
        """Begin a file: only single pictures go on from one to the next, as a scanner writes them."""
        if not (is_picture and self.was_picture):
            self.reason = _NO_CODE
        self.was_picture = is_picture

    def add(self, page: ScannedPage, found: PaperRow | str | None) -> None:
        """Put a page to the paper its code names, to the paper before it, or aside with a reason."""
        if isinstance(found, PaperRow):
            self.papers.append((found, [page]))
            self.reason = ""
        elif found is not None:
            self.unassigned.append((page, found))
            self.reason = _BEHIND
        elif self.reason:
            self.unassigned.append((page, self.reason))
        else:
            paper_pages = self.papers[-1][1]
            turned = ScannedPage(page.path, page.digest, page.number, paper_pages[0].turn)
            paper_pages.append(turned)


class PaperScanService:
    """Use cases of the scans of issued papers."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- sorting

    def sort(self, paths: Sequence[Path], progress: Progress = silent) -> SortedScans:
        """Sort scanned files (PDF, PNG, JPEG, TIFF) to the papers whose codes they bear; nothing is stored.

        Each page with a code begins a paper: of two signed copies each becomes a scan of its own. A file that cannot be
        read is listed, the others are sorted. Raises UserCancelled.
        """
        stack = _Stack()
        with self._workplace.database.reading() as session:
            for done, path in enumerate(paths):
                try:
                    with _opened(path) as file:
                        stack.begin_file(is_picture=file.is_picture)
                        for number in range(1, file.pages + 1):
                            progress(done, len(paths), f"正在识别 {path.name} 第 {number}/{file.pages} 页")
                            codes = file.codes(number)
                            page = ScannedPage(path, file.digest, number, _turn_of(codes))
                            stack.add(page, self._paper_of(session, codes))
                except UnreadableFileError as error:
                    stack.unreadable.append((path.name, error.message))
                    stack.begin_file(is_picture=False)
        progress(len(paths), len(paths), "识别完毕")
        return SortedScans(
            tuple(ScannedPaper(paper, tuple(pages)) for paper, pages in stack.papers),
            tuple(stack.unassigned),
            tuple(stack.unreadable),
        )

    def _paper_of(self, session: Session, codes: Sequence[Code]) -> PaperRow | str | None:
        """Return the paper that the codes of a page name, None without one of ours, or why none is meant."""
        ours = {code.text for code in codes if read_paper_code(code.text) is not None}
        if not ours:
            return None
        if len(ours) > 1:
            return _SEVERAL
        [text] = ours
        read = read_paper_code(text)
        if read is not None and read.draw_code:
            return _DRAW
        paper = find_paper(session, self._workplace.office_id, text)
        return _UNKNOWN if paper is None else paper_rows(session, [paper])[0]

    # -- keeping

    def keep(self, scanned: Sequence[ScannedPaper], progress: Progress = silent) -> KeepOutcome:
        """Keep the pages of each paper as one PDF with it; what cannot be kept is listed, the rest is done.

        The same pages are kept once. A file that has changed since it was sorted is refused. 取消 keeps what is stored.
        """
        kept: list[ScannedPaper] = []
        failed: list[tuple[ScannedPaper, str]] = []
        for done, one in enumerate(scanned):
            try:
                progress(done, len(scanned), "正在保存扫描件")
            except UserCancelled:
                return KeepOutcome(tuple(kept), tuple(failed), left=len(scanned) - done)
            try:
                self._keep(one)
            except UserFacingError as error:
                failed.append((one, error.message))
            else:
                kept.append(one)
        progress(len(scanned), len(scanned), "正在保存扫描件")
        return KeepOutcome(tuple(kept), tuple(failed))

    def _keep(self, scanned: ScannedPaper) -> None:
        if not scanned.pages:
            raise UserFacingError("没有选择扫描页，未保存。")
        content = _bound(scanned.pages)
        if len(content) > _MOST_BYTES:
            raise UserFacingError("这份扫描件超过 50 MB，请降低扫描分辨率（200—300 dpi）后重新扫描。")
        digest = sha256(content).hexdigest()
        workplace = self._workplace
        with workplace.database.transaction() as session:
            paper = session.get(IssuedPaper, scanned.paper.key)
            if paper is None:
                raise UserFacingError("这份文书已不存在，请刷新后重试。")
            same = select(PaperScan.id).where(PaperScan.paper_id == paper.id, PaperScan.digest == digest)
            if session.scalars(same).first() is not None:
                raise UserFacingError("同一扫描件已经保存过，没有重复保存。")
            scan = workplace.add(
                session,
                PaperScan(
                    paper_id=paper.id,
                    source_name=scanned.pages[0].path.name[-255:],
                    pages=len(scanned.pages),
                    digest=digest,
                    size=len(content),
                    content=content,
                    added_by=workplace.operator or "未署名",
                ),
            )
            session.flush()
            workplace.log(
                session,
                action="留存",
                noun="paper_scan",
                summary=f"留存{scanned.paper.name}（{paper.subject}）的扫描件 {len(scanned.pages)} 页",
                record_uuid=scan.uuid,
                after={"digest": digest, "source": scan.source_name},
            )

    # -- the scans of a paper

    def list_scans(self, paper_key: int) -> list[ScanRow]:
        """Return the scans of a paper in the order they were kept."""
        with self._workplace.database.reading() as session:
            query = select(PaperScan).where(PaperScan.paper_id == paper_key).order_by(PaperScan.id)
            return [
                ScanRow(
                    scan.id,
                    scan.paper_id,
                    scan.source_name,
                    scan.pages,
                    scan.size,
                    scan.added_by,
                    scan.created_at,
                )
                for scan in session.scalars(query)
            ]

    def content(self, scan_key: int) -> bytes:
        """Return a kept scan, a PDF; raises UserFacingError when it is gone."""
        with self._workplace.database.reading() as session:
            return self._scan(session, scan_key).content

    def withdraw(self, scan_key: int, *, reason: str) -> Changes:
        """Take a scan away that was kept with the wrong paper; the operation log keeps its digest and the reason."""
        reason = " ".join(reason.split())
        if not reason:
            raise UserFacingError("请写明撤下扫描件的理由。")
        workplace = self._workplace
        with workplace.database.transaction() as session:
            scan = self._scan(session, scan_key)
            paper = session.get_one(IssuedPaper, scan.paper_id)
            workplace.log(
                session,
                action="撤下",
                noun="paper_scan",
                summary=f"撤下{paper.kind.label} {paper.number}的扫描件：{reason}",
                record_uuid=scan.uuid,
                before={"digest": scan.digest, "source": scan.source_name, "pages": scan.pages},
            )
            session.delete(scan)
        return Changes.of("paper", key=paper.record_id)

    def _scan(self, session: Session, scan_key: int) -> PaperScan:
        scan = session.get(PaperScan, scan_key)
        if scan is None or scan.office_id != self._workplace.office_id:
            raise UserFacingError("这份扫描件已不存在，请刷新后重试。")
        return scan


def _turn_of(codes: Sequence[Code]) -> int:
    """Return the turn of the first code of ours; a code of somebody else may stick on the page as it will."""
    return next((code.turn for code in codes if read_paper_code(code.text) is not None), 0)


@contextmanager
def _opened(path: Path) -> Generator[ScannedFile]:
    file = ScannedFile(path)
    try:
        yield file
    finally:
        file.close()


def _bound(pages: Sequence[ScannedPage]) -> bytes:
    """Return pages as one PDF; raises UserFacingError where a file is no longer what was sorted."""
    files: dict[Path, ScannedFile] = {}
    try:
        for page in pages:
            if page.path not in files:
                files[page.path] = ScannedFile(page.path)
            if files[page.path].digest != page.digest:
                raise UserFacingError(f"文件“{page.path.name}”在识别后被改动，请重新识别。")
        return bind_pages([(files[page.path], page.number, page.turn) for page in pages])
    finally:
        for file in files.values():
            file.close()
