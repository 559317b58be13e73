"""填写项 of one 文种 for one or several inspections: what is asked, what stands there, what was changed. It knows no widget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.vocab import PaperKind
from services.changes import Changes
from services.container import Services
from services.files.forms.entry import EntryField, entry_problems
from services.papers.signatures import SignatureRow
from services.progress import Progress, silent
from services.records.rows import RecordRow

Drafts = Mapping[int, Mapping[str, str]]
"""Record key → field → what was typed."""

Problems = Mapping[int, Mapping[str, str]]
"""Record key → field → sentence."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was kept, and what still keeps papers from being issued."""

    kept: Drafts
    problems: Problems
    changes: Changes


@dataclass(frozen=True, slots=True)
class EntryCase:
    """One inspection a paper is made for: its key, the enterprise, what is asked, and what is filled in so far."""

    record_key: int
    name: str
    fields: tuple[EntryField, ...]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """What a 文种 asks, and the inspections it is asked for; the seats of its form and the signatures there are."""

    kind: PaperKind
    cases: tuple[EntryCase, ...]
    seats: tuple[str, ...] = ()
    signatures: tuple[SignatureRow, ...] = ()

    @property
    def common_fields(self) -> tuple[EntryField, ...]:
        """What is asked for every inspection; one may ask more, such as an opinion on each of its findings."""
        others = [set(case.fields) for case in self.cases[1:]]
        return tuple(one for one in self.cases[0].fields if all(one in those for those in others))


def read_sheet(
    services: Services, kind: PaperKind, rows: Sequence[RecordRow], progress: Progress = silent
) -> EntrySheet:
    """Read what a 文种 asks for these inspections; runs on the database thread."""
    papers = services.papers
    signatures = tuple(services.signatures.list_signatures())
    cases: list[EntryCase] = []
    for done, row in enumerate(rows):
        progress(done, len(rows), row.enterprise_name)
        fields = papers.entry_fields(kind=kind, record_key=row.key)
        values = papers.entry(kind=kind, record_key=row.key).values
        cases.append(EntryCase(row.key, row.enterprise_name, fields, values))
    return EntrySheet(kind, tuple(cases), papers.seats(kind) if signatures else (), signatures)


@dataclass
class EntryDrafts:
    """What is typed: for each inspection its own values.

    ``write_all`` writes into every inspection but those where the field was changed by itself before.
    """

    sheet: EntrySheet
    _values: dict[int, dict[str, str]] = field(init=False)
    _own: set[tuple[int, str]] = field(init=False, default_factory=set[tuple[int, str]])
    _before: dict[int, dict[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self._before = {
            case.record_key: {one.key: case.values.get(one.key, "") for one in case.fields}
            for case in self.sheet.cases
        }
        self._values = {key: dict(values) for key, values in self._before.items()}

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what stood there."""
        return self._values != self._before

    @property
    def changed(self) -> dict[int, dict[str, str]]:
        """Record key → values of the inspections where something differs."""
        return {key: dict(values) for key, values in self._values.items() if values != self._before[key]}

    def values(self, record_key: int) -> dict[str, str]:
        """Return what is filled in for one inspection."""
        return dict(self._values[record_key])

    def common(self) -> dict[str, str | None]:
        """Return what is the same for all inspections; None where they differ."""
        found: dict[str, str | None] = {}
        for one in self.sheet.common_fields:
            said = {values[one.key] for values in self._values.values()}
            found[one.key] = said.pop() if len(said) == 1 else None
        return found

    def write(self, record_key: int, key: str, text: str) -> None:
        """Write into one inspection."""
        if self._values[record_key][key] != text:
            self._values[record_key][key] = text
            self._own.add((record_key, key))

    def write_all(self, key: str, text: str) -> None:
        """Write into every inspection where the field was left equal."""
        for record_key, values in self._values.items():
            if (record_key, key) not in self._own:
                values[key] = text

    def count_own(self, key: str) -> int:
        """Return in how many inspections the field was changed by itself."""
        return sum(own == key for _, own in self._own)

    def problems(self, record_key: int) -> dict[str, str]:
        """Return field → sentence for what keeps one inspection's paper from being made."""
        return entry_problems(self.case(record_key).fields, self._values[record_key])

    def case(self, record_key: int) -> EntryCase:
        """Return the inspection of a key."""
        return next(case for case in self.sheet.cases if case.record_key == record_key)

    def note_saved(self, kept: Drafts) -> None:
        """Take what was kept for what stands there; what was typed since then is still a change."""
        self._before.update({key: dict(values) for key, values in kept.items()})
