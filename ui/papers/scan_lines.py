"""What the dialog of scans shows: a line for each paper of a stack, each page that belongs to none, each file that is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from services.papers.rows import PaperRow
from services.papers.scan_rows import KeepOutcome, ScannedPage, ScannedPaper, SortedScans
from ui.table.model import Chip, Column


class ScanState(Enum):
    """How far a line has come; the value is its word and tone."""

    FOUND = ("已认出", "info")
    LOOSE = ("未认出", "warn")
    UNREADABLE = ("读不出", "bad")
    KEPT = ("已保存", "ok")
    FAILED = ("未保存", "bad")


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One line; ``place`` tells it from the others."""

    place: int
    state: ScanState
    source: str
    pages: tuple[ScannedPage, ...] = ()
    paper: PaperRow | None = None
    note: str = ""

    @property
    def scanned(self) -> ScannedPaper | None:
        """The paper with its pages, as the service keeps them."""
        return None if self.paper is None else ScannedPaper(self.paper, self.pages)


def lines_of(found: SortedScans) -> list[ScanLine]:
    """Return the lines of a sorted stack: what needs the clerk's hand first."""
    lines = [(ScanState.UNREADABLE, name, (), None, sentence) for name, sentence in found.unreadable]
    lines += [(ScanState.LOOSE, page.name, (page,), None, reason) for page, reason in found.unassigned]
    lines += [
        (ScanState.FOUND, pages_text(one.pages), one.pages, one.paper, _note(one.paper))
        for one in found.papers
    ]
    return [ScanLine(place, *line) for place, line in enumerate(lines)]


def given_to(lines: Sequence[ScanLine], places: set[int], paper: PaperRow) -> list[ScanLine]:
    """Return the lines after the clerk has given loose pages to a paper: to its line that is not kept yet, or a new one."""
    loose = [line for line in lines if line.place in places and line.state is ScanState.LOOSE]
    pages = tuple(page for line in loose for page in line.pages)
    rest = [line for line in lines if line not in loose]
    for number, line in enumerate(rest):
        if line.state is ScanState.FOUND and line.paper is not None and line.paper.key == paper.key:
            joined = (*line.pages, *pages)
            rest[number] = replace(line, pages=joined, source=pages_text(joined))
            return rest
    place = max((line.place for line in lines), default=-1) + 1
    return [*rest, ScanLine(place, ScanState.FOUND, pages_text(pages), pages, paper, _note(paper))]


def after_keeping(lines: Sequence[ScanLine], outcome: KeepOutcome) -> list[ScanLine]:
    """Return the lines after they were kept, or not."""
    failed = dict(outcome.failed)
    kept = set(outcome.kept)
    done: list[ScanLine] = []
    for line in lines:
        scanned = line.scanned
        if line.state is not ScanState.FOUND or scanned is None:
            done.append(line)
        elif scanned in failed:
            done.append(replace(line, state=ScanState.FAILED, note=failed[scanned]))
        elif scanned in kept:
            done.append(replace(line, state=ScanState.KEPT, note=""))
        else:
            done.append(line)
    return done


def pages_text(pages: Sequence[ScannedPage]) -> str:
    """Return where pages lie: 扫描.pdf 第 1、2 页; 003.jpg 第 1 页."""
    by_file: dict[str, list[int]] = {}
    for page in pages:
        by_file.setdefault(page.path.name, []).append(page.number)
    return "；".join(f"{name} 第 {'、'.join(map(str, numbers))} 页" for name, numbers in by_file.items())


def _note(paper: PaperRow) -> str:
    if paper.is_voided:
        return f"该文书已作废：{paper.void_reason}"
    return f"已有扫描件 {paper.scans} 份" if paper.scans else ""


def _chips(line: ScanLine) -> list[Chip]:
    word, tone = line.state.value
    return [Chip(word, tone)]


SCAN_COLUMNS: tuple[Column[ScanLine], ...] = (
    Column("状态", lambda line: line.state.value[0], width=84, chips=_chips),
    Column("文书", lambda line: line.paper.name if line.paper else "", width=200),
    Column("检查对象", lambda line: line.paper.subject if line.paper else "", width=150, stretches=True),
    Column("扫描页", lambda line: line.source, width=180),
    Column("说明", lambda line: line.note, width=210),
)
