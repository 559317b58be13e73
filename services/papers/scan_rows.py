"""Scanned papers as screens see them: a stack sorted to its papers, what of it was kept, the scans of a paper."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services.changes import Changes
from services.papers.rows import PaperRow


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page of a stack: its file, known again by ``digest``, its number there from 1, the turn that sets it upright."""

    path: Path
    digest: str
    number: int
    turn: int = 0

    @property
    def name(self) -> str:
        """扫描.pdf 第 3 页."""
        return f"{self.path.name} 第 {self.number} 页"


@dataclass(frozen=True, slots=True)
class ScannedPaper:
    """The pages that belong to one issued paper; a clerk may put a page without a code to them."""

    paper: PaperRow
    pages: tuple[ScannedPage, ...]

    @property
    def name(self) -> str:
        """（豫偃）应急抽通〔2022〕1号（洛阳样例机械有限公司）."""
        return f"{self.paper.name}（{self.paper.subject}）"


@dataclass(frozen=True, slots=True)
class SortedScans:
    """A stack sorted by its codes: to its papers, what belongs to none with the reason, files that could not be read."""

    papers: tuple[ScannedPaper, ...]
    unassigned: tuple[tuple[ScannedPage, str], ...]
    unreadable: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeepOutcome:
    """What keeping scans came to: those kept, and why the others were not."""

    kept: tuple[ScannedPaper, ...]
    failed: tuple[tuple[ScannedPaper, str], ...]
    left: int = 0

    @property
    def changes(self) -> Changes:
        """The papers have scans now."""
        return Changes.of("paper")


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One kept scan of a paper; ``size`` in bytes."""

    key: int
    paper_key: int
    source_name: str
    pages: int
    size: int
    added_by: str
    added_at: datetime
