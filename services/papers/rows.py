"""文书 as screens see them: what was issued, the number register, the print log, what a batch came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from models.vocab import PaperKind, PrintKind
from services.changes import Changes


@dataclass(frozen=True, slots=True)
class PaperRow:
    """An issued paper; ``record_key`` and ``draw_key`` name what it was made from, neither where it is the office's."""

    key: int
    kind: PaperKind
    year: int
    serial: int
    number: str
    record_key: int | None
    draw_key: int | None
    subject: str
    issued_on: date
    issued_by: str
    is_voided: bool
    void_reason: str
    short_digest: str
    prints: int
    """How often it was printed or saved."""
    received_on: date | None
    received_by: str
    scans: int

    @property
    def name(self) -> str:
        """The number, or for a paper without 文号 its 文种 and serial: 行政检查审批表〔2022〕3."""
        return self.number or f"{self.kind.label}〔{self.year}〕{self.serial}"

    @property
    def is_unreceived(self) -> bool:
        """Whether somebody is to sign for it and nobody has (R53)."""
        return self.kind.is_delivered and not self.is_voided and self.received_on is None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the number register: a paper, or a span of serials that no paper bears, with the reason."""

    first: int
    last: int
    number: str
    paper: PaperRow | None
    explanation: str
    """Why there is no paper, or why it was voided; empty for a paper in force."""


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One line of the print log; ``ordinal`` 0 is the original, n the n-th 补打."""

    kind: PrintKind
    ordinal: int
    copies: int
    printed_at: datetime
    printed_by: str


@dataclass(frozen=True, slots=True)
class EntryState:
    """What a paper asks from the clerk, as it stands: suggested by the program or typed before."""

    values: Mapping[str, str]
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IssueOutcome:
    """What a batch of papers came to: those issued, and why the others were not."""

    issued: tuple[PaperRow, ...]
    failed: tuple[tuple[str, str], ...]  # subject, sentence
    left: int = 0  # not begun, because the user pressed 取消

    @property
    def changes(self) -> Changes:
        """The records went a step on, the register grew."""
        return Changes.of("record", "paper")


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What writing papers into a folder came to: the files, and why the others were not written."""

    written: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]  # name of the paper, sentence
    left: int = 0
