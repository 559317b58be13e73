"""执法人员名录: who may be drawn and why not, and the 回避 between officers and enterprises (细则 art. 10, 13)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.identity import normalise_code
from models.rules.person import id_number_problem
from models.tables.office import Section, Town
from models.tables.officer import Officer, Recusal
from models.vocab import RosterNoun
from services.changes import Changes
from services.files.tables import Table, write_tables
from services.progress import Progress, silent
from services.roster.cells import show
from services.roster.history import record_changes, record_retirement
from services.roster.import_rows import ImportChoices, ImportReport, ImportRow
from services.roster.layout import text_problems
from services.roster.officer_import import OfficerImport
from services.roster.officer_reading import (
    OFFICER_PARTS,
    find_section,
    read_officers,
    read_recusals,
    read_section_periods,
    read_towns,
    settle_towns,
    write_draft,
)
from services.roster.officer_rows import (
    ExpiringCertificate,
    OfficerDraft,
    OfficerRow,
    RecusalDraft,
    RecusalRow,
    SectionPeriod,
)
from services.roster.officer_sheet import OFFICER_LAYOUT, PRIVATE_FIELDS
from services.roster.sheet_import import commit_sheet, preview_sheet
from services.roster.undoing import list_imports, undo_import
from services.workplace import Workplace

_AS_FOUND = ImportChoices()


class OfficerService:
    """Use cases of the list of 执法检查人员 and of their 回避."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- queries

    def list_officers(self, *, text: str = "", with_retired: bool = False) -> list[OfficerRow]:
        """Return the officers in whose name, number, post or telephone each word of the text occurs."""
        searched = (Officer.name, Officer.certificate_number, Officer.post, Officer.title, Officer.phone)
        conditions: list[ColumnElement[bool]] = [
            or_(*(column.icontains(word, autoescape=True) for column in searched)) for word in text.split()
        ]
        if not with_retired:
            conditions.append(Officer.retired_at.is_(None))
        with self._workplace.database.reading() as session:
            return read_officers(session, self._workplace.office_id, self._today(), *conditions)

    def get_officer(self, key: int) -> OfficerRow:
        """Return one row; raises UserFacingError when there is none."""
        with self._workplace.database.reading() as session:
            return self._row(session, key)

    def list_expiring(self, *, within_days: int = 60) -> list[ExpiringCertificate]:
        """Return the certificates, first and second, that end within so many days or have ended; the earliest first (R3)."""
        due = [
            ExpiringCertificate(row.key, row.name, title, ends_on, days)
            for row in self.list_officers()
            for title, ends_on, days in (
                ("执法证", row.draft.certificate_expires_on, row.days_to_expiry),
                ("第二证", row.draft.second_certificate_expires_on, row.second_days_to_expiry),
            )
            if ends_on is not None and days is not None and days <= within_days
        ]
        return sorted(due, key=lambda one: (one.days, one.officer_key, one.title))

    def list_section_periods(self) -> dict[int, list[SectionPeriod]]:
        """Return officer key → the 科室 in which the officer worked, the first one first."""
        with self._workplace.database.reading() as session:
            return read_section_periods(session, self._workplace.office_id)

    def check(self, draft: OfficerDraft, *, key: int | None = None) -> dict[str, str]:
        """Return field name → sentence for everything that keeps the draft from being saved."""
        with self._workplace.database.reading() as session:
            return self._problems(session, _normalised(draft), key)

    def notes(self, draft: OfficerDraft) -> tuple[str, ...]:
        """Return sentences on what deserves a look but keeps nothing from being saved (domain, §7.6)."""
        number = _normalised(draft).certificate_number
        if number and not (number.isdigit() and len(number) in {8, 11}):
            return (f"执法证号“{number}”不是常见的 8 位或 11 位数字，请核对。",)
        return ()

    def list_recusals(
        self, *, officer_key: int | None = None, enterprise_key: int | None = None, with_ended: bool = False
    ) -> list[RecusalRow]:
        """Return the 回避 of an officer, of an enterprise, or all of them."""
        conditions: list[ColumnElement[bool]] = []
        if officer_key is not None:
            conditions.append(Recusal.officer_id == officer_key)
        if enterprise_key is not None:
            conditions.append(Recusal.enterprise_id == enterprise_key)
        if not with_ended:
            conditions.append(or_(Recusal.ends_on.is_(None), Recusal.ends_on >= self._today()))
        with self._workplace.database.reading() as session:
            return read_recusals(session, self._workplace.office_id, self._today(), *conditions)

    # -- changes

    def add_officer(self, *, draft: OfficerDraft) -> Changes:
        """Put an officer on the roster; raises UserFacingError with the first thing that is wrong."""
        draft = _normalised(draft)
        workplace = self._workplace
        with workplace.database.transaction() as session:
            _refuse(self._problems(session, draft, None))
            officer = Officer(industries=[], towns=[])
            self._write(session, officer, draft)
            workplace.add(session, officer)
            session.flush()
            workplace.log(
                session,
                action="新增",
                noun="officer",
                summary=f"新增执法检查人员“{draft.name}”",
                record_uuid=officer.uuid,
                after=_loggable(draft),
            )
            return Changes.of("officer", key=officer.id)

    def update_officer(self, *, key: int, row_version: int, draft: OfficerDraft, why: str = "") -> Changes:
        """Store the draft over the record that was shown; raises UserFacingError when someone changed it meanwhile."""
        draft = _normalised(draft)
        workplace = self._workplace
        with workplace.database.transaction() as session:
            before = self._row(session, key)
            if before.draft == draft:
                return Changes()
            _refuse(self._problems(session, draft, key))
            if before.row_version != row_version:
                raise UserFacingError(f"“{before.name}”的资料刚被他人修改过，请刷新后再改，以免互相覆盖。")
            officer = self._record(session, key)
            self._write(session, officer, draft)
            workplace.touch(officer)
            stored = self._settled(session, draft)
            record_changes(
                workplace, session, RosterNoun.OFFICER, key, asdict(before.draft), asdict(stored), why=why
            )
            workplace.log(
                session,
                action="修改",
                noun="officer",
                summary=f"修改执法检查人员“{draft.name}”",
                record_uuid=officer.uuid,
                before=_loggable(before.draft),
                after=_loggable(stored),
            )
        return Changes.of("officer", key=key)

    def retire_officer(self, *, key: int, reason: str) -> Changes:
        """Take an officer off the roster; draws and papers keep the name. The reason is required."""
        reason = reason.strip()
        if not reason:
            raise UserFacingError("请填写退出名录的原因。")
        return self._set_retired(key, reason)

    def restore_officer(self, *, key: int) -> Changes:
        """Put a retired officer back on the roster."""
        return self._set_retired(key, None)

    def check_recusal(self, draft: RecusalDraft) -> dict[str, str]:
        """Return field name → sentence for everything that keeps the 回避 from being saved."""
        problems: dict[str, str] = {}
        if not draft.reason.strip():
            problems["reason"] = "请填写回避的原因。"
        if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
            problems["ends_on"] = "结束日期不能早于开始日期。"
        return problems

    def add_recusal(self, *, draft: RecusalDraft) -> Changes:
        """Record that an officer stands aside from an enterprise."""
        _refuse(self.check_recusal(draft))
        workplace = self._workplace
        with workplace.database.transaction() as session:
            name = self._row(session, draft.officer_key).name
            recusal = workplace.add(
                session,
                Recusal(
                    officer_id=draft.officer_key,
                    enterprise_id=draft.enterprise_key,
                    reason=draft.reason.strip(),
                    basis=draft.basis.strip(),
                    starts_on=draft.starts_on,
                    ends_on=draft.ends_on,
                ),
            )
            session.flush()
            workplace.log(
                session,
                action="新增",
                noun="recusal",
                summary=f"登记“{name}”的回避：{recusal.reason}",
                record_uuid=recusal.uuid,
                after=asdict(draft),
            )
            return Changes.of("recusal", "officer", key=recusal.id)

    def end_recusal(self, *, key: int, ends_on: date) -> Changes:
        """Let a 回避 end on a day; it stays on record."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            recusal = session.scalars(select(Recusal).where(Recusal.id == key)).one_or_none()
            if recusal is None:
                raise UserFacingError("该回避记录不存在，请刷新列表。")
            if recusal.starts_on and ends_on < recusal.starts_on:
                raise UserFacingError("结束日期不能早于开始日期。")
            before = {"ends_on": recusal.ends_on}
            recusal.ends_on = ends_on
            record_changes(workplace, session, RosterNoun.RECUSAL, key, before, {"ends_on": ends_on})
            workplace.touch(recusal)
            workplace.log(
                session,
                action="修改",
                noun="recusal",
                summary="结束回避",
                record_uuid=recusal.uuid,
                before=before,
                after={"ends_on": ends_on},
            )
        return Changes.of("recusal", "officer", key=key)

    # -- files

    def preview_import(
        self, *, path: Path, choices: ImportChoices = _AS_FOUND, progress: Progress = silent
    ) -> ImportReport:
        """Say what an import would do; nothing is written. Raises UnreadableFileError."""
        return preview_sheet(OfficerImport, self._workplace, path=path, choices=choices, progress=progress)

    def commit_import(
        self,
        *,
        path: Path,
        choices: ImportChoices = _AS_FOUND,
        progress: Progress = silent,
        previewed: ImportReport | None = None,
    ) -> tuple[ImportReport, Changes]:
        """Add, update and retire what was approved, in one transaction; a 科室 that is not known yet is added.

        Raises UnreadableFileError, and UserFacingError when the file is not the one ``previewed``.
        """
        return commit_sheet(
            OfficerImport, self._workplace, path=path, choices=choices, progress=progress, previewed=previewed
        )

    def list_imports(self) -> list[ImportRow]:
        """Return the imports of this list, the newest first."""
        return list_imports(self._workplace, RosterNoun.OFFICER)

    def undo_import(self, *, key: int) -> Changes:
        """Take an import back, all of it; raises UserFacingError naming what was used or changed since."""
        return undo_import(self._workplace, RosterNoun.OFFICER, key=key)

    def export_officers(self, *, path: Path, rows: Sequence[OfficerRow]) -> None:
        """Write the rows as .xlsx in the layout that the import reads, without 身份证号; raises UnwritableFileError."""
        columns = [column for column in OFFICER_LAYOUT.columns if column.field not in PRIVATE_FIELDS]
        records = ([show(getattr(row.draft, column.field)) for column in columns] for row in rows)
        widths = [column.width for column in columns]
        write_tables(path, Table(OFFICER_LAYOUT.title, [column.title for column in columns], records, widths))

    # -- inner steps

    def _today(self) -> date:
        return self._workplace.clock.today()

    def _problems(self, session: Session, draft: OfficerDraft, key: int | None) -> dict[str, str]:
        problems = text_problems(OFFICER_LAYOUT, draft)
        if not draft.name:
            problems["name"] = "请填写姓名。"
        if draft.section_name:
            section = self._section(session, draft.section_name)
            if section is None:
                problems["section_name"] = f"科室“{draft.section_name}”不在科室表中，请先在设置中添加。"
            elif not section.is_active:
                problems["section_name"] = f"科室“{section.name}”已停用，请另选科室，或先在设置中启用。"
        _known, unknown = settle_towns(draft.towns, self._towns(session))
        if unknown:
            problems["towns"] = f"负责镇街“{'、'.join(unknown)}”不在镇街表中，请先在设置中添加。"
        if draft.id_number:
            problem = id_number_problem(draft.id_number, self._today())
            problems |= {"id_number": problem} if problem else {}
        if draft.certificate_number and "certificate_number" not in problems:
            same = select(Officer.name).where(
                Officer.office_id == self._workplace.office_id,
                Officer.certificate_number == draft.certificate_number,
            )
            if holder := session.scalar(same.where(Officer.id != key) if key else same):
                problems["certificate_number"] = f"该执法证号在名录中已属于“{holder}”，请核对。"
        return problems

    def _section(self, session: Session, name: str) -> Section | None:
        sections = session.scalars(select(Section).where(Section.office_id == self._workplace.office_id))
        return find_section(sections, name) if name else None

    def _towns(self, session: Session) -> dict[str, Town]:
        return read_towns(session, self._workplace.office_id)

    def _write(self, session: Session, officer: Officer, draft: OfficerDraft) -> None:
        towns = self._towns(session)
        write_draft(officer, draft, self._section(session, draft.section_name), towns)

    def _settled(self, session: Session, draft: OfficerDraft) -> OfficerDraft:
        """Return the draft with 科室 and 镇街 under the names that they have now."""
        section = self._section(session, draft.section_name)
        towns, _unknown = settle_towns(draft.towns, self._towns(session))
        return replace(draft, section_name=section.name if section else "", towns=towns)

    def _row(self, session: Session, key: int) -> OfficerRow:
        rows = read_officers(session, self._workplace.office_id, self._today(), Officer.id == key)
        if not rows:
            raise UserFacingError("该执法检查人员不在名录中，请刷新列表。")
        return rows[0]

    def _record(self, session: Session, key: int) -> Officer:
        return session.scalars(select(Officer).where(Officer.id == key).options(*OFFICER_PARTS)).one()

    def _set_retired(self, key: int, reason: str | None) -> Changes:
        workplace = self._workplace
        with workplace.database.transaction() as session:
            row = self._row(session, key)
            if row.is_retired == (reason is not None):
                return Changes()
            officer = self._record(session, key)
            officer.retired_at = workplace.clock.now() if reason is not None else None
            officer.retired_reason = reason or ""
            workplace.touch(officer)
            record_retirement(
                workplace, session, RosterNoun.OFFICER, key, is_retired=reason is not None, why=reason or ""
            )
            action = "恢复" if reason is None else "退出"
            workplace.log(
                session,
                action=action,
                noun="officer",
                summary=f"执法检查人员“{row.name}”{action}名录",
                record_uuid=row.uuid,
                before={"retired_reason": row.retired_reason},
                after={"retired_reason": reason or ""},
            )
        return Changes.of("officer", key=key)


def _refuse(problems: Mapping[str, str]) -> None:
    if problems:
        raise UserFacingError(next(iter(problems.values())))


def _normalised(draft: OfficerDraft) -> OfficerDraft:
    """Return the draft as it is stored: trimmed, the certificate number half-width and without blanks."""
    texts = {
        field.name: value.strip()
        for field in fields(draft)
        if type(value := getattr(draft, field.name)) is str
    }
    numbers = ("certificate_number", "second_certificate_number", "id_number")
    return replace(draft, **texts | {name: normalise_code(getattr(draft, name)) for name in numbers})


def _loggable(draft: OfficerDraft) -> Mapping[str, object]:
    """Return the draft for the operation log, which says that there is an 身份证号 but not which."""
    return asdict(draft) | {name: "已填写" for name in PRIVATE_FIELDS if getattr(draft, name)}
