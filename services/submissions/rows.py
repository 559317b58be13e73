"""科室报送 as screens and sheets see it: one line a 科室 and kind, the counts of a year, a file that was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from models.rules.submissions import OPEN_STATES
from models.vocab import SubmissionKind, SubmissionState
from services.changes import Changes
from services.files.sheets import SourceFile
from services.roster.import_rows import ImportReport, Problem


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One of the five things of one 科室 in one year."""

    key: int
    uuid: str
    year: int
    section_key: int
    section_name: str
    kind: SubmissionKind
    state: SubmissionState
    due_on: date
    submitted_on: date | None
    submitted_by: str
    returned_reason: str
    merged_on: date | None
    file_name: str
    file_digest: str
    counts: Mapping[str, int] | None
    content: tuple[Mapping[str, str], ...]
    """联合名单: its lines, by the fields of ``PARTNERS_LAYOUT``."""
    remark: str
    is_overdue: bool
    days_late: int
    """How many days it came or has been staying out after its due date."""

    @property
    def is_missing(self) -> bool:
        """Whether it still has to come: 未报 or 退回."""
        return self.state in OPEN_STATES

    @property
    def title(self) -> str:
        """The 科室 and the thing, e.g. for the operation log."""
        return f"{self.section_name}“{self.kind.label}”"


@dataclass(frozen=True, slots=True)
class SubmissionCounts:
    """The count line: 应报 = 已报 + 未报."""

    expected: int
    submitted: int
    merged: int
    missing: int
    returned: int
    overdue: int


@dataclass(frozen=True, slots=True)
class SubmissionYear:
    """All submissions of a year; ``due_on`` is the 报送截止日期, ``lacking`` the 科室 that have no lines yet."""

    year: int
    due_on: date
    today: date
    rows: tuple[SubmissionRow, ...]
    lacking: tuple[str, ...]

    @property
    def counts(self) -> SubmissionCounts:
        """Count them."""
        states = [row.state for row in self.rows]
        missing = sum(row.is_missing for row in self.rows)
        return SubmissionCounts(
            expected=len(states),
            submitted=len(states) - missing,
            merged=states.count(SubmissionState.MERGED),
            missing=missing,
            returned=states.count(SubmissionState.RETURNED),
            overdue=sum(row.is_overdue for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class SubmissionEvent:
    """One act on a submission, from the operation log."""

    at: datetime
    who: str
    summary: str


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """What is kept of a file that was handed in; without ``counts`` it was put on record unread."""

    name: str
    digest: str
    counts: Mapping[str, int] | None = None
    content: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What a submitted file would bring; nothing is written yet."""

    file: ReceivedFile
    summary: str
    problems: tuple[Problem, ...]
    source: SourceFile
    report: ImportReport | None = None
    """For the rosters: the report of their own import."""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What was read of a file and written."""

    file: ReceivedFile
    changes: Changes


@dataclass(frozen=True, slots=True)
class SubmissionDraft:
    """What the clerk says about a submission that came in."""

    submitted_on: date
    submitted_by: str = ""
    remark: str = ""
