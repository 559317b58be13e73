"""Import of 执法检查人员: matched by 执法证号, or by the name where neither side has one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables.office import Section
from models.tables.officer import Officer
from models.vocab import RosterNoun
from services.roster.cells import show
from services.roster.history import record_changes, record_retirement
from services.roster.import_rows import (
    ChangedRecord,
    GoneRecord,
    ImportChoices,
    PossibleDuplicate,
    Problem,
)
from services.roster.importing import ParsedRow
from services.roster.officer_reading import (
    OFFICER_PARTS,
    find_section,
    officer_draft,
    read_towns,
    settle_towns,
    write_draft,
)
from services.roster.officer_rows import OfficerDraft
from services.roster.officer_sheet import OFFICER_LAYOUT
from services.roster.sheet_import import SheetImport, difference, field_changes
from services.workplace import Workplace


class OfficerImport(SheetImport):
    """One reading of one sheet; a roster of officers is small, so that records are compared as they are loaded."""

    noun = RosterNoun.OFFICER
    layout = OFFICER_LAYOUT
    changed_nouns = ("officer", "section")

    def __init__(self, workplace: Workplace, session: Session, path: Path, choices: ImportChoices) -> None:
        super().__init__(workplace, session, path, choices)
        self._seen: dict[str, int] = {}
        mine = select(Officer).where(Officer.office_id == workplace.office_id)
        loaded = mine.options(*OFFICER_PARTS)
        self._drafts = {officer.id: officer_draft(officer) for officer in session.scalars(loaded)}
        self._officers = {officer.id: officer for officer in session.scalars(loaded)}
        self._keys = {_identity(draft): key for key, draft in self._drafts.items()}
        self._names: dict[str, tuple[int | None, int | None, str]] = {
            draft.name: (key, None, draft.certificate_number) for key, draft in self._drafts.items()
        }
        of_office = select(Section).where(Section.office_id == workplace.office_id)
        self._sections = list(session.scalars(of_office))
        self._towns = read_towns(session, workplace.office_id)

    def _take(self, rows: list[ParsedRow]) -> None:
        for row in rows:
            if self._accept(row):
                self._take_row(row)

    def _accept(self, row: ParsedRow) -> bool:
        if "towns" in row.values:
            row.values["towns"], unknown = settle_towns(row.values["towns"], self._towns)
            title = self._title("towns")
            row.problems += [
                Problem(row.number, title, f"镇街“{word}”不在镇街表中，请核对或先在设置中添加。")
                for word in unknown
            ]
        if not row.problems:
            identity = _identity(OfficerDraft(**row.values))
            if first := self._seen.get(identity):
                title = self._title("certificate_number")
                message = f"第 {row.number} 行与第 {first} 行的人员（{identity}）重复，以先出现的第 {first} 行为准，第 {row.number} 行没有导入。"
                row.problems.append(Problem(row.number, title, message))
            else:
                self._seen[identity] = row.number
        if row.problems:
            self._tally.refuse(row)
        return not row.problems

    def _take_row(self, row: ParsedRow) -> None:
        values = row.values
        section = find_section(self._sections, values.get("section_name", ""))
        if section is not None:
            values["section_name"] = section.name
        number = values.get("certificate_number", "")
        key = self._keys.get(number) or self._keys.get(values["name"])  # the latter has no 执法证号 yet
        if key is not None:
            self._matched.add(key)
        if self._is_left_out(row):
            return
        before = self._drafts[key] if key is not None else OfficerDraft()
        draft = replace(before, **values)
        if key is None:
            self._note_namesake(row, draft)
            self._count_new(row, draft.name, draft.certificate_number)
        elif draft == before:
            self._count_unchanged(row, key, draft.name, draft.certificate_number)
            return
        else:
            self._note_change(row, key, before, draft)
        if not self._is_preview:
            self._write(key, before, draft)

    def _note_namesake(self, row: ParsedRow, draft: OfficerDraft) -> None:
        """List a new officer who has the name of another: one person with a new number, or two persons."""
        known = self._names.setdefault(draft.name, (None, row.number, draft.certificate_number))
        key, other_row, number = known
        if other_row == row.number:
            return
        self._tally.duplicates.append(
            PossibleDuplicate(
                row.number,
                draft.name,
                draft.certificate_number,
                key,
                other_row,
                draft.name,
                number,
                "姓名相同",
            )
        )

    def _note_change(self, row: ParsedRow, key: int, before: OfficerDraft, draft: OfficerDraft) -> None:
        self._tally.kept_retired += self._officers[key].retired_at is not None
        self._tally.updated += 1
        if self._is_preview:
            changes = field_changes(self.layout, *difference(before, draft), _shown)
            self._tally.changed_records.append(
                ChangedRecord(row.number, key, draft.name, draft.certificate_number, changes)
            )

    def _write(self, key: int | None, before: OfficerDraft, draft: OfficerDraft) -> None:
        workplace, session = self._workplace, self._session
        section = self._section(draft.section_name)
        if key is None:
            officer = Officer(industries=[], towns=[], added_by_import_id=self._import_key)
            write_draft(officer, draft, section, self._towns)
            workplace.add(session, officer)
            return
        officer = self._officers[key]
        write_draft(officer, draft, section, self._towns)
        workplace.touch(officer)
        record_changes(
            workplace,
            session,
            self.noun,
            key,
            *difference(before, draft),
            why=f"导入“{self._path.name}”"[:200],
            import_id=self._import_key,
        )

    def _section(self, name: str) -> Section | None:
        """Return the 科室 of a name; one that is not known yet is added."""
        section = find_section(self._sections, name) if name else None
        if section is None and name:
            position = len(self._sections)
            section = self._workplace.add(self._session, Section(name=name, position=position, aliases=[]))
            self._session.flush()
            self._sections.append(section)
        return section

    def _present(self) -> Iterator[GoneRecord]:
        for key, officer in self._officers.items():
            if officer.retired_at is None:
                draft = self._drafts[key]
                yield GoneRecord(key, draft.name, draft.certificate_number)

    def _retire_record(self, key: int, reason: str) -> None:
        officer = self._officers[key]
        officer.retired_at, officer.retired_reason = self._workplace.clock.now(), reason
        self._workplace.touch(officer)
        record_retirement(
            self._workplace, self._session, self.noun, key,
            is_retired=True, why=reason, import_id=self._import_key,
        )  # fmt: skip


def _identity(draft: OfficerDraft) -> str:
    return draft.certificate_number or draft.name


def _shown(_field: str, value: Any) -> str:
    return show(value)
