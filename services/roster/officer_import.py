"""Import of 执法检查人员: matched by 执法证号, or by the name where neither side has one."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables.office import Section
from models.tables.officer import Officer
from services.progress import Progress
from services.roster.import_rows import ImportReport, Problem
from services.roster.importing import ParsedRow, Tally, open_layout, parse_rows
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
from services.workplace import Workplace


class OfficerImport:
    """One reading of one sheet; a roster of officers is small, so that records are compared as they are loaded."""

    def __init__(self, workplace: Workplace, session: Session, path: Path) -> None:
        self._workplace = workplace
        self._session = session
        self._path = path
        self._header = open_layout(path, OFFICER_LAYOUT)
        self._tally = Tally()
        self._seen: dict[str, int] = {}
        mine = select(Officer).where(Officer.office_id == workplace.office_id)
        loaded = mine.options(*OFFICER_PARTS)
        self._stored = {_identity(officer_draft(officer)): officer for officer in session.scalars(loaded)}
        of_office = select(Section).where(Section.office_id == workplace.office_id)
        self._sections = list(session.scalars(of_office))
        self._towns = read_towns(session, workplace.office_id)

    def run(self, progress: Progress, *, writes: bool) -> ImportReport:
        """Read the sheet; with ``writes`` the good rows go into the session's transaction."""
        for row in parse_rows(self._header, OFFICER_LAYOUT):
            self._tally.read += 1
            progress(self._tally.read, self._header.sheet.row_count, "正在读取执法检查人员")
            if self._accept(row):
                self._take(row.values, writes=writes)
        return self._tally.report(self._path, self._header)

    def _accept(self, row: ParsedRow) -> bool:
        if "towns" in row.values:
            row.values["towns"], unknown = settle_towns(row.values["towns"], self._towns)
            title = self._header.title_of(OFFICER_LAYOUT, "towns")
            row.problems += [
                Problem(row.number, title, f"镇街“{word}”不在镇街表中，请核对或先在设置中添加。")
                for word in unknown
            ]
        if not row.problems:
            identity = _identity(OfficerDraft(**row.values))
            if first := self._seen.get(identity):
                title = self._header.title_of(OFFICER_LAYOUT, "certificate_number")
                message = f"第 {row.number} 行与第 {first} 行的人员（{identity}）重复，以先出现的第 {first} 行为准，第 {row.number} 行没有导入。"
                row.problems.append(Problem(row.number, title, message))
            else:
                self._seen[identity] = row.number
        if row.problems:
            self._tally.refuse(row)
        return not row.problems

    def _take(self, values: dict[str, Any], *, writes: bool) -> None:
        section = find_section(self._sections, values.get("section_name", ""))
        if section is not None:
            values["section_name"] = section.name
        by_number = self._stored.get(values.get("certificate_number", ""))
        stored = by_number or self._stored.get(values["name"])  # the latter has no 执法证号 yet
        before = officer_draft(stored) if stored else OfficerDraft()
        draft = replace(before, **values)
        if stored is not None and draft == before:
            self._tally.unchanged += 1
            return
        self._tally.retired += stored is not None and stored.retired_at is not None
        if stored is None:
            self._tally.added += 1
        else:
            self._tally.updated += 1
        if writes:
            self._write(stored, draft)

    def _write(self, stored: Officer | None, draft: OfficerDraft) -> None:
        section = find_section(self._sections, draft.section_name) if draft.section_name else None
        if section is None and draft.section_name:
            section = self._workplace.add(
                self._session, Section(name=draft.section_name, position=len(self._sections), aliases=[])
            )
            self._session.flush()
            self._sections.append(section)
        if stored is None:
            officer = Officer(industries=[], towns=[])
            write_draft(officer, draft, section, self._towns)
            self._workplace.add(self._session, officer)
        else:
            write_draft(stored, draft, section, self._towns)
            self._workplace.touch(stored)


def _identity(draft: OfficerDraft) -> str:
    return draft.certificate_number or draft.name
