"""One import of one sheet, the same for the three lists: read, judged in chunks, written in one transaction, written down.

A list's own import says how a row finds its record and how it is written; nothing of a roster is ever deleted.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.identity import normalise_code
from models.vocab import RosterNoun
from services.changes import Changes
from services.files.sheets import SourceFile
from services.progress import Progress
from services.roster.bulk import collector_paused
from services.roster.import_records import begin_import, counts_of, read_mappings, remember_mapping
from services.roster.import_rows import (
    FieldChange,
    GoneRecord,
    ImportChoices,
    ImportReport,
    Problem,
    SheetRecord,
)
from services.roster.importing import ParsedRow, open_layout, parse_rows
from services.roster.layout import Layout
from services.roster.tally import Tally
from services.roster.versions import make_version
from services.workplace import Workplace

_CHUNK = 1000


class SheetImport(ABC):
    """One reading of one sheet. Raises UnreadableFileError when it is no sheet of the list."""

    noun: ClassVar[RosterNoun]
    layout: ClassVar[Layout]
    changed_nouns: ClassVar[tuple[str, ...]]

    def __init__(self, workplace: Workplace, session: Session, path: Path, choices: ImportChoices) -> None:
        if choices.retired and not choices.retire_reason.strip():
            raise UserFacingError("请填写名录中有、文件中没有的记录退出名录的原因。")
        self._workplace = workplace
        self._session = session
        self._path = path
        self._choices = choices
        remembered = read_mappings(session, workplace.office_id, self.noun)
        self._header = open_layout(path, self.layout, choices, remembered)
        self._tally = Tally()
        self._is_preview = True
        self._import_key: int | None = None
        self._matched: set[int] = set()
        """Keys of the records that the sheet has, refused rows included: they are not gone."""

    def preview(self, progress: Progress) -> ImportReport:
        """Say what an import would do, and write nothing."""
        for rows in self._chunks(progress):
            self._take(rows)
        self._finish()
        return self._report()

    def commit(self, progress: Progress) -> ImportReport:
        """Write the good rows, and what was done, into the session's transaction."""
        workplace, session = self._workplace, self._session
        self._is_preview = self._tally.is_preview = False
        act = begin_import(workplace, session, self.noun, self._path, self._header.sheet.name)
        self._import_key = act.id
        self._begin_writing()
        for rows in self._chunks(progress):
            self._take(rows)
        self._finish()
        self._retire()
        self._end_writing()
        report = replace(self._report(), import_key=act.id)
        act.counts = counts_of(report)
        session.add(act)
        remember_mapping(workplace, session, self.noun, self._header)
        if report.read > len(report.refused) or report.retired:
            make_version(
                workplace, session, self.noun, reason=f"导入“{self._path.name}”"[:200], import_id=act.id
            )
        workplace.log(
            session,
            action="导入",
            noun=self.noun.value,
            summary=f"导入{self.noun.label}“{self._path.name}”：{report.summary}",
            record_uuid=act.uuid,
            after=report.counts,
        )
        return report

    def _chunks(self, progress: Progress) -> Iterator[list[ParsedRow]]:
        rows = parse_rows(self._header, self.layout, self._tally.unknown)
        total = self._header.sheet.row_count
        while chunk := list(islice(rows, _CHUNK)):
            self._tally.read += len(chunk)
            yield chunk
            progress(self._tally.read, total, f"正在读取{self.noun.label}")

    # -- what a list's own import says

    @abstractmethod
    def _take(self, rows: list[ParsedRow]) -> None:
        """Judge a chunk of rows, count each once, and write the good ones unless it is a preview."""

    @abstractmethod
    def _present(self) -> Iterable[GoneRecord]:
        """Return the records that are on the roster now."""

    @abstractmethod
    def _retire_record(self, key: int, reason: str) -> None:
        """Take a record off the roster in the name of this import."""

    def _begin_writing(self) -> None:  # noqa: B027 - a list may need none
        """Prepare what writes."""

    def _end_writing(self) -> None:  # noqa: B027
        """Let go of what writes."""

    def _finish(self) -> None:  # noqa: B027
        """Compare, after the last row, what can only be compared then."""

    def _missing(self) -> tuple[str, ...]:
        """Return the fields that the sheet has no column for and that one answer may fill."""
        return ()

    # -- shared steps

    def _is_left_out(self, row: ParsedRow) -> bool:
        """Refuse a row that the clerk did not approve; it still counts as seen."""
        if row.number not in self._choices.left_out:
            return False
        self._tally.refuse(row, Problem(row.number, "勾选", "未勾选，没有导入。"))
        return True

    def _count_new(self, row: ParsedRow, name: str, code: str) -> None:
        self._tally.added += 1
        if self._is_preview:
            self._tally.new_records.append(SheetRecord(row.number, name, code))

    def _count_unchanged(self, row: ParsedRow, key: int, name: str, code: str) -> None:
        self._tally.unchanged += 1
        self._matched.add(key)
        if self._is_preview:
            self._tally.unchanged_records.append(SheetRecord(row.number, name, code))

    def _title(self, field: str) -> str:
        return self._header.title_of(self.layout, field).strip()

    def _report(self) -> ImportReport:
        tally = self._tally
        if self._choices.seeks_gone and self._is_preview:
            tally.gone = tuple(self._gone())
        return tally.report(self._path, self._header, self.layout, missing=self._missing())

    def _gone(self) -> Iterator[GoneRecord]:
        """Yield 名录中有、文件中无; a record whose row was refused is in the file."""
        cells = [cell for row in self._tally.refused for cell in row.cells]
        texts = {cell.strip() for cell in cells} | set(map(normalise_code, cells))
        for record in self._present():
            if record.key not in self._matched and not texts.intersection((record.name, record.code)):
                yield record

    def _retire(self) -> None:
        if not self._choices.retired:
            return
        gone = {record.key: record for record in self._gone()}
        if not self._choices.retired.issubset(gone):
            raise UserFacingError("要退出名录的记录中有的又在文件里，或已不在名录中，请重新预览再导入。")
        for key in sorted(self._choices.retired):
            self._retire_record(key, self._choices.retire_reason.strip())
            self._tally.retired += 1


def field_changes(
    layout: Layout,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    show: Callable[[str, Any], str],
    *,
    columns: Mapping[str, str] | None = None,
) -> tuple[FieldChange, ...]:
    """Return the changed fields in the words of a sheet; ``columns`` names those whose column is called otherwise."""
    titles = {column.field: column.title for column in layout.columns}
    return tuple(
        FieldChange(
            titles.get((columns or {}).get(name, name), name), show(name, before[name]), show(name, value)
        )
        for name, value in after.items()
    )


def difference(before: Any, after: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields of two drafts that differ, with the values before and after."""
    changed = [one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name)]
    return {name: getattr(before, name) for name in changed}, {name: getattr(after, name) for name in changed}


def preview_sheet(
    kind: type[SheetImport], workplace: Workplace, *, path: Path, choices: ImportChoices, progress: Progress
) -> ImportReport:
    """Say what an import would do; nothing is written. Raises UnreadableFileError."""
    source = SourceFile.of(path)
    with collector_paused(), workplace.database.reading() as session:
        report = kind(workplace, session, path, choices).preview(progress)
    return replace(report, source=source)


def commit_sheet(
    kind: type[SheetImport],
    workplace: Workplace,
    *,
    path: Path,
    choices: ImportChoices,
    progress: Progress,
    previewed: ImportReport | None,
) -> tuple[ImportReport, Changes]:
    """Add, update and retire in one transaction and refuse the other rows.

    Raises UnreadableFileError, and UserFacingError when the file is not the one ``previewed``.
    """
    if previewed is not None and previewed.source is not None:
        previewed.source.check_unchanged()
    with collector_paused(), workplace.database.transaction() as session:
        report = kind(workplace, session, path, choices).commit(progress)
    return report, Changes.of(*kind.changed_nouns)
