"""Import of 检查对象: each row of a sheet is new, changed, unchanged or refused; nothing of the roster is ever deleted.

The clerk's own work is not overwritten by what the program derives: a town found in the address or a guessed industry
enters new records only, and an empty cell leaves what is stored.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models.rules.duplicates import name_key
from models.rules.identity import find_code_problem, is_registration_number
from models.tables.enterprise import Enterprise
from models.tables.office import Town
from models.vocab import RosterNoun
from services.roster.cells import quoted, show
from services.roster.code_tables import industry_guesser, town_finder
from services.roster.enterprise_comparing import UnchangedFinder
from services.roster.enterprise_duplicates import DuplicateFinder
from services.roster.enterprise_reading import StoredEnterprise, read_stored
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.enterprise_sheet import ENTERPRISE_LAYOUT, EnterpriseReader, kind_of, show_licences
from services.roster.enterprise_writing import EnterpriseWriter
from services.roster.history import record_retirement
from services.roster.import_rows import ChangedRecord, GoneRecord, ImportChoices, Problem, UnplacedRow
from services.roster.importing import ParsedRow
from services.roster.search import SearchIndex
from services.roster.sheet_import import SheetImport, difference, field_changes
from services.workplace import Workplace

_DERIVED = frozenset(
    {"credit_code", "registration_number", "town_code", "industry", "industry_is_guess", "kind", "status"}
)
"""Fields that a row may have though its sheet has no column for them."""
_HINTS = ("industry_hint", "kind_hint")
_ASKED_ONCE = ("status", "industry")

Change = tuple[StoredEnterprise, EnterpriseDraft]


class EnterpriseImport(SheetImport):
    """One reading of one sheet of 检查对象."""

    noun = RosterNoun.ENTERPRISE
    layout = ENTERPRISE_LAYOUT
    changed_nouns = ("enterprise",)

    def __init__(self, workplace: Workplace, session: Session, path: Path, choices: ImportChoices) -> None:
        super().__init__(workplace, session, path, choices)
        self._reader = EnterpriseReader(
            town_finder(session, workplace.office_id), industry_guesser(session, workplace.office_id)
        )
        self._seen: dict[str, int] = {}
        any_record = select(Enterprise.id).where(Enterprise.office_id == workplace.office_id).limit(1)
        self._is_first = session.scalar(any_record) is None
        self._writer: EnterpriseWriter | None = None
        self._finder = DuplicateFinder(session, workplace.office_id, None, has_roster=not self._is_first)

    def _begin_writing(self) -> None:
        key = self._import_key
        self._writer = EnterpriseWriter(
            self._workplace,
            self._session,
            import_key=key,
            why=f"导入“{self._path.name}”",
            varying=_DERIVED.union(self._header.places),
        )
        self._finder = DuplicateFinder(
            self._session, self._workplace.office_id, key, has_roster=not self._is_first
        )

    def _end_writing(self) -> None:
        if self._writer is not None:
            self._writer.close()

    def _take(self, rows: list[ParsedRow]) -> None:
        """Part a chunk into new records and changes of stored ones, and count what became of each row."""
        good = self._without_unchanged([row for row in rows if self._accept(row)])
        by_code, by_number = self._stored(good)
        new: list[dict[str, Any]] = []
        changed: list[Change] = []
        for row in good:
            values = row.values
            stored = by_code.get(values.get("credit_code", ""))
            namesake = by_number.get(values.get("registration_number", ""))
            known = stored or namesake
            if known is not None:
                self._matched.add(known.key)
            if namesake and namesake is not stored and (stored or _is_other(namesake, values)):
                self._tally.refuse(row, self._taken(row, namesake))
            elif self._is_left_out(row):
                pass
            elif known is not None:
                self._change(known, row, changed)
            else:
                new.append(self._complete(row))
        if self._writer is not None:
            self._writer.add(new)
            self._writer.change(changed)

    def _without_unchanged(self, rows: list[ParsedRow]) -> list[ParsedRow]:
        """Count the rows that say nothing new and return the others."""
        if self._is_first or not rows:
            return rows
        others: list[ParsedRow] = []
        found = self._unchanged.find([row.values for row in rows])
        for row, key in zip(rows, found, strict=True):
            if key is None or row.number in self._choices.left_out:
                others.append(row)
            else:
                self._count_unchanged(row, key, row.values["name"], row.values["credit_code"])
        return others

    @cached_property
    def _unchanged(self) -> UnchangedFinder:
        fields = _DERIVED.union(self._header.places)
        return UnchangedFinder(self._session, self._workplace.office_id, fields, _HINTS)

    def _finish(self) -> None:
        self._tally.duplicates = self._finder.find()

    def _present(self) -> Iterator[GoneRecord]:
        query = select(Enterprise.id, Enterprise.name, Enterprise.credit_code, Enterprise.registration_number)
        mine = (Enterprise.office_id == self._workplace.office_id, Enterprise.retired_at.is_(None))
        for row in self._session.execute(query.where(*mine, self._is_not_new()).order_by(Enterprise.id)):
            yield GoneRecord(row.id, row.name, row.credit_code or row.registration_number or "")

    def _is_not_new(self) -> ColumnElement[bool]:
        added_by = Enterprise.added_by_import_id
        return or_(added_by.is_(None), added_by != (self._import_key or 0))

    def _retire_record(self, key: int, reason: str) -> None:
        workplace, session = self._workplace, self._session
        SearchIndex.of(session).forget([key])
        record = session.scalars(select(Enterprise).where(Enterprise.id == key)).one()
        record.retired_at, record.retired_reason = workplace.clock.now(), reason
        workplace.touch(record)
        record_retirement(
            workplace, session, self.noun, key, is_retired=True, why=reason, import_id=self._import_key
        )

    def _missing(self) -> tuple[str, ...]:
        missing = tuple(name for name in _ASKED_ONCE if name not in self._header.places)
        if "industry_code" in self._header.places:
            missing = tuple(name for name in missing if name != "industry")
        return missing

    def _stored(
        self, rows: list[ParsedRow]
    ) -> tuple[dict[str, StoredEnterprise], dict[str, StoredEnterprise]]:
        if self._is_first or not rows:
            return {}, {}
        found = read_stored(
            self._session,
            self._workplace.office_id,
            codes=[code for row in rows if (code := row.values.get("credit_code"))],
            numbers=[number for row in rows if (number := row.values.get("registration_number"))],
        )
        by_code = {stored.draft.credit_code: stored for stored in found if stored.draft.credit_code}
        return by_code, {s.draft.registration_number: s for s in found if s.draft.registration_number}

    def _accept(self, row: ParsedRow) -> bool:
        """Judge a row by itself and against the rows before it."""
        self._reader.settle(row.values)
        code, number = row.values.get("credit_code", ""), row.values.get("registration_number", "")
        if number or find_code_problem(code):
            row.problems += [
                Problem(row.number, self._title(field), message)
                for field, message in _identifier_problems(code, number)
            ]
        if not row.problems:
            self._refuse_repeated(row, code, number)
        if row.problems:
            self._tally.refuse(row)
            return False
        if code:
            self._seen[code] = row.number
        if number:
            self._seen[number] = row.number
        return True

    def _refuse_repeated(self, row: ParsedRow, code: str, number: str) -> None:
        for field, text in (("credit_code", code), ("registration_number", number)):
            if text and (first := self._seen.get(text)):
                message = f"第 {row.number} 行与第 {first} 行的代码 {text} 重复，以先出现的第 {first} 行为准，第 {row.number} 行没有导入。"
                row.problems.append(Problem(row.number, self._title(field), message))

    def _complete(self, row: ParsedRow) -> dict[str, Any]:
        """Return all fields of a new record."""
        values = row.values
        record = self._reader.derive(values, self._choices.answers)
        self._tally.guessed += "industry_is_guess" in record and record["industry_is_guess"]
        self._tally.flagged += bool(record.get("hazards"))
        for name in _HINTS:
            values.pop(name, None)
        record.update(values)
        self._note_place(row, record["town_code"])
        record["name_key"] = key = name_key(values["name"])
        self._finder.note(row.number, record, key)
        self._count_new(row, values["name"], values.get("credit_code") or values["registration_number"])
        return record

    def _change(self, known: StoredEnterprise, row: ParsedRow, changed: list[Change]) -> None:
        before = known.draft
        draft = self._merged(before, row.values)
        name, code = draft.name, draft.credit_code or draft.registration_number
        if draft == before:
            self._count_unchanged(row, known.key, name, code)
            return
        self._tally.kept_retired += known.is_retired
        self._tally.updated += 1
        changed.append((known, draft))
        self._note_place(row, draft.town_code)
        if self._is_preview:
            changes = field_changes(
                self.layout, *difference(before, draft), self._shown, columns={"town_code": "town_name"}
            )
            self._tally.changed_records.append(ChangedRecord(row.number, known.key, name, code, changes))

    def _shown(self, field: str, value: Any) -> str:
        if field == "town_code":
            return self._town_names.get(value, value or "待定")
        return show_licences(value) if field == "licences" else show(value)

    @cached_property
    def _town_names(self) -> dict[str | None, str]:
        mine = select(Town.code, Town.name).where(Town.office_id == self._workplace.office_id)
        return dict(self._session.execute(mine).all())

    def _merged(self, draft: EnterpriseDraft, values: dict[str, Any]) -> EnterpriseDraft:
        """Return the stored draft with what the row says; a moved firm is located anew."""
        said = {name: value for name, value in values.items() if name not in _HINTS}
        if "town_code" not in said and said.get("address", draft.address) != draft.address:
            found = self._reader.find_town(said["address"])
            said["town_code"] = found.town.code if found else None
        if said.get("credit_code", draft.credit_code) != draft.credit_code:
            said["kind"] = kind_of(said["credit_code"], values.get("kind_hint", ""))
        return replace(draft, **said)

    def _note_place(self, row: ParsedRow, town_code: str | None) -> None:
        if self._reader.is_in_district(town_code):
            return
        reason = "镇街待定：地址没有写明镇街" if town_code is None else "区外：地址不在本区，不纳入抽取"
        name, address = row.values.get("name", ""), row.values.get("address", "")
        self._tally.unplaced.append(
            UnplacedRow(row.number, name, address, reason, is_outside=town_code is not None)
        )

    def _taken(self, row: ParsedRow, namesake: StoredEnterprise) -> Problem:
        number = row.values["registration_number"]
        message = f"注册号 {number} 在名录中已属于“{namesake.draft.name}”（{namesake.draft.credit_code or '无信用代码'}），请核对。"
        return Problem(row.number, self._title("registration_number"), message)


def _is_other(namesake: StoredEnterprise, values: dict[str, Any]) -> bool:
    """Say whether the holder of a 注册号 is another firm: it has a code, and not the row's."""
    code = values.get("credit_code", "")
    return bool(code and namesake.draft.credit_code)


def _identifier_problems(code: str, number: str) -> Iterator[tuple[str, str]]:
    if code or not number:
        if message := find_code_problem(code):
            yield "credit_code", message
    elif not is_registration_number(number):
        yield (
            "registration_number",
            f"注册号“{quoted(number)}”应为 15 位数字，请补正，或填写 18 位统一社会信用代码。",
        )
    if code and len(number) > 15:
        yield "registration_number", f"注册号“{quoted(number)}”超过 15 位，请核对。"
