"""What an import leaves behind: the act itself, every changed field, and how the sheet's columns and words were read."""

from collections.abc import Iterable, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables.roster import ImportMapping, RosterChange, RosterImport
from models.vocab import RosterNoun
from services.roster.bulk import BulkInsert
from services.roster.headers import FoundHeader, Remembered
from services.roster.history import to_json
from services.roster.import_rows import ImportReport
from services.workplace import Workplace

_WHY_LIMIT = 200

RecordChange = tuple[int, Mapping[str, Any], Mapping[str, Any]]
"""Key of a record, its changed fields before, and after."""


class ChangeWriter:
    """Writes changed fields by the driver, many at once, as ``services.roster.history`` writes them one by one."""

    def __init__(
        self, workplace: Workplace, session: Session, noun: RosterNoun, *, why: str, import_id: int | None
    ) -> None:
        self._bulk = BulkInsert(
            session,
            RosterChange,
            columns=("record_id", "field", "old", "new"),
            constants={
                "office_id": workplace.office_id,
                "noun": noun,
                "at": workplace.clock.now(),
                "who": workplace.operator or "未署名",
                "why": why[:_WHY_LIMIT],
                "import_id": import_id,
            },
        )

    def write(self, changes: Iterable[RecordChange]) -> None:
        """Write every field of the values after that was another before."""
        self._bulk.write(
            [key, name, to_json(before.get(name)), to_json(value)]
            for key, before, after in changes
            for name, value in after.items()
            if before.get(name) != value
        )

    def close(self) -> None:
        """Let go of the driver's cursor."""
        self._bulk.close()


def begin_import(
    workplace: Workplace, session: Session, noun: RosterNoun, path: Path, sheet_name: str
) -> RosterImport:
    """Write the act, still without counts, so that records and changes can refer to it."""
    record = RosterImport(
        noun=noun,
        at=workplace.clock.now(),
        who=workplace.operator or "未署名",
        file_name=path.name[:255],
        file_digest=_digest_of(path),
        sheet_name=sheet_name[:100],
        counts={},
    )
    workplace.add(session, record)
    session.flush()
    return record


def _digest_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # read a moment ago; the import itself is good


def counts_of(report: ImportReport) -> dict[str, int]:
    """Return the counts of a finished import as they are kept."""
    return report.counts | {"retired": report.retired, "duplicates": len(report.duplicates)}


def read_mappings(session: Session, office_id: int, noun: RosterNoun) -> dict[str, Remembered]:
    """Return how sheets were read before, by the signatures of their headers."""
    mine = select(ImportMapping).where(ImportMapping.office_id == office_id, ImportMapping.noun == noun)
    return {found.signature: Remembered(found.columns, found.values) for found in session.scalars(mine)}


def remember_mapping(workplace: Workplace, session: Session, noun: RosterNoun, header: FoundHeader) -> None:
    """Keep how the sheet was read, for the next one with the same header."""
    columns, words = header.named_columns, {name: dict(known) for name, known in header.words.items()}
    known = session.scalars(
        select(ImportMapping).where(
            ImportMapping.office_id == workplace.office_id,
            ImportMapping.noun == noun,
            ImportMapping.signature == header.signature,
        )
    ).one_or_none()
    if known is None:
        workplace.add(
            session,
            ImportMapping(noun=noun, signature=header.signature, columns=columns, values=words),
        )
    elif (known.columns, known.values) != (columns, words):
        known.columns, known.values = columns, words
        workplace.touch(known)
