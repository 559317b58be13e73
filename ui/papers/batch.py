"""A batch of papers: of which 文种, for whom, in which order, what becomes of them; and the issuing of those that are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from models.vocab import PaperKind
from services.changes import Changes
from services.container import Services
from services.papers.rows import PaperRow
from services.progress import Progress, silent
from services.records.rows import RecordRow
from ui.table.order import pinyin_key


class Order(Enum):
    """In which order the enterprises come; the value is what the dialog says."""

    DRAWN = "抽取次序"
    TEAM = "检查组"
    TOWN = "镇街"


class Destination(Enum):
    """What becomes of the papers; the value is what the dialog says."""

    VIEW = "打开预览"
    PRINT = "直接打印，不预览"
    MERGED = "合并存为一个 PDF，每户一个书签"
    SINGLE = "每份存为一个 PDF，放进同一文件夹"
    BLANK = "打印空白表格，现场手填"


@dataclass(frozen=True, slots=True)
class BatchDraft:
    """What the batch dialog gives back; ``rows`` stand in the order of the papers."""

    kinds: tuple[PaperKind, ...]
    rows: tuple[RecordRow, ...]
    destination: Destination
    duplex: bool = False
    issues_missing: bool = False
    issued_on: date | None = None
    visit_from: date | None = None
    visit_to: date | None = None
    skipped: frozenset[tuple[PaperKind, int]] = frozenset()
    """文种 and record of the papers that cannot be issued now."""

    def missing(self, kind: PaperKind) -> list[RecordRow]:
        """Return the inspections without a paper of a 文种 that can be issued now as far as the list knows."""
        return [
            row for row in self.rows if row.paper_key(kind) is None and (kind, row.key) not in self.skipped
        ]

    @property
    def missing_count(self) -> int:
        """How many papers have not been issued."""
        return sum(len(self.missing(kind)) for kind in self.kinds)

    @property
    def issued_count(self) -> int:
        """How many papers there are already."""
        return len(paper_keys(self))

    @property
    def announces_visit(self) -> bool:
        """Whether notices will be issued, which announce the days of the visit."""
        return self.issues_missing and PaperKind.NOTICE in self.kinds and bool(self.missing(PaperKind.NOTICE))


@dataclass(frozen=True, slots=True)
class BatchIssued:
    """What the issuing of a batch came to."""

    issued: tuple[PaperRow, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()  # enterprise and 文种, sentence
    left: int = 0

    @property
    def changes(self) -> Changes:
        """The records went a step on, the register grew."""
        return Changes.of("record", "paper")


def in_order(rows: Sequence[RecordRow], order: Order) -> tuple[RecordRow, ...]:
    """Return the rows in an order; within a team or a town as they were drawn."""
    return tuple(
        sorted(rows, key=lambda row: (_place(row, order), row.task_number, row.draw_code, row.position))
    )


def _place(row: RecordRow, order: Order) -> tuple[bool, bytes]:
    if order is Order.DRAWN:
        return False, b""
    name = row.officer_names if order is Order.TEAM else row.town_name
    return not name, pinyin_key(name)


def paper_keys(draft: BatchDraft, issued: Sequence[PaperRow] = ()) -> tuple[int, ...]:
    """Return the papers in force of a batch, those just issued among them: enterprise by enterprise."""
    fresh = {(paper.record_key, paper.kind): paper.key for paper in issued}
    found = (fresh.get((row.key, kind)) or row.paper_key(kind) for row in draft.rows for kind in draft.kinds)
    return tuple(key for key in found if key is not None)


def issue_missing(services: Services, draft: BatchDraft, progress: Progress = silent) -> BatchIssued:
    """Issue the papers that a batch lacks, 文种 by 文种; 取消 keeps what was issued and begins nothing more."""
    assert draft.issued_on is not None  # checked by the dialog
    issued: list[PaperRow] = []
    failed: list[tuple[str, str]] = []
    total, begun = draft.missing_count, 0
    for kind in draft.kinds:
        keys = [row.key for row in draft.missing(kind)]
        is_notice = kind is PaperKind.NOTICE
        outcome = services.papers.issue(
            kind,
            keys,
            issued_on=draft.issued_on,
            visit_from=draft.visit_from if is_notice else None,
            visit_to=draft.visit_to if is_notice else None,
            progress=_Shifted(progress, begun, total),
        )
        issued += outcome.issued
        failed += [(f"{name}　{kind.label}", sentence) for name, sentence in outcome.failed]
        begun += len(keys)
        if outcome.left:
            return BatchIssued(tuple(issued), tuple(failed), outcome.left + total - begun)
    return BatchIssued(tuple(issued), tuple(failed))


@dataclass(frozen=True, slots=True)
class _Shifted:
    """The progress of one 文种 as a part of the whole batch."""

    whole: Progress
    before: int
    total: int

    def __call__(self, done: int, total: int | None = None, text: str = "") -> None:
        del total
        self.whole(self.before + done, self.total, text)
