"""What an import found and did, as the dialog, the command line and the error workbook show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.errors import UnreadableFileError
from models.vocab import RosterNoun
from services.files.sheets import SourceFile


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row of a sheet was refused: the row as Excel shows it, the column as its header says, one sentence."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken, with its own cells, for the report that goes back to the sender."""

    row: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """A row that was taken though its address names none of the district's 镇街: 待定, or 区外 and never drawn."""

    row: int
    name: str
    address: str
    reason: str
    is_outside: bool


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """How a sheet is to be read and which of its rows are taken; the program finds what is None or empty."""

    sheet_name: str | None = None
    header_row: int | None = None
    """As Excel shows it."""
    columns: Mapping[int, str] | None = None
    """Place of a cell in the header, from 0 → field of the draft; places that are left out are not read."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """Field → text of a cell → stored code of our word (开业 → active)."""
    answers: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """One value for a field that the sheet has no column for: ``status``, ``industry``."""
    left_out: frozenset[int] = frozenset()
    """Rows, as Excel shows them, that the clerk did not approve; they are counted as refused."""
    seeks_gone: bool = False
    """Whether to look for records of the roster that the sheet does not have."""
    retired: frozenset[int] = frozenset()
    """Keys of such records that the clerk approved to retire."""
    retire_reason: str = ""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of the sheet: its title, the field it is read as ("" for none), some of its cells."""

    place: int
    title: str
    field: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A text that is none of the words a column may hold; ``choices`` are stored codes with their labels."""

    field: str
    title: str
    text: str
    rows: int
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """A row that would be 新增 or is 未变."""

    row: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that a row would change, in the words of a sheet."""

    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A row that would change a record of the roster."""

    row: int
    key: int
    name: str
    code: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A new row that may be a firm that is already there: in the roster (``other_key``) or in the sheet (``other_row``)."""

    row: int
    name: str
    code: str
    other_key: int | None
    other_row: int | None
    other_name: str
    other_code: str
    reason: str


@dataclass(frozen=True, slots=True)
class GoneRecord:
    """A record of the roster that the sheet does not have: 名录中有、文件中无."""

    key: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do: read = added + updated + unchanged + refused."""

    file_name: str
    sheet_name: str
    header: tuple[str, ...]
    read: int
    added: int
    updated: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    notes: tuple[str, ...] = ()
    """Sentences that refuse nothing: merged cells read, addresses without a town, industries guessed."""
    unplaced: tuple[UnplacedRow, ...] = ()
    missing: tuple[str, ...] = ()
    """Fields of the draft that the sheet has no column for and that one answer may fill: status, industry."""
    sheets: tuple[str, ...] = ()
    """All sheets of the file that hold anything."""
    header_row: int = 0
    columns: tuple[SheetColumn, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    """The fields a column may be read as, with their titles."""
    unknown_words: tuple[UnknownWord, ...] = ()
    new_records: tuple[SheetRecord, ...] = ()
    changed_records: tuple[ChangedRecord, ...] = ()
    unchanged_records: tuple[SheetRecord, ...] = ()
    duplicates: tuple[PossibleDuplicate, ...] = ()
    gone: tuple[GoneRecord, ...] = ()
    retired: int = 0
    import_key: int | None = None
    """The import that was written, by which it can be undone."""
    source: SourceFile | None = None
    """The file as it was read, so that a commit can tell whether it is still the one previewed."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems in the order of the sheet."""
        return tuple(problem for row in self.refused for problem in row.problems)

    @property
    def counts(self) -> dict[str, int]:
        """The four counts and their sum."""
        return {
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": len(self.refused),
        }

    @property
    def summary(self) -> str:
        """The counts in words."""
        return f"共 {self.read} 行，新增 {self.added}，更新 {self.updated}，未变 {self.unchanged}，未导入 {len(self.refused)}"


class HeaderNotFoundError(UnreadableFileError):
    """No row of the sheet names the columns that are needed; ``report`` shows the nearest, for the clerk to say which is which."""

    def __init__(self, message: str, report: ImportReport) -> None:
        super().__init__(message)
        self.report = report


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import that was written, for the list from which it can be undone."""

    key: int
    noun: RosterNoun
    at: datetime
    who: str
    file_name: str
    sheet_name: str
    counts: Mapping[str, int]
    undone_at: datetime | None
    undone_by: str

    @property
    def is_undone(self) -> bool:
        """Whether it was undone."""
        return self.undone_at is not None
