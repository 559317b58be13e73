"""检查对象名录: listed, checked, added, changed, retired, imported and exported. Nothing is ever deleted (细则 art. 5, 11)."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.identity import find_code_problem, is_registration_number, normalise_code, note_code
from models.tables.enterprise import Enterprise
from models.vocab import RosterNoun
from services.changes import Changes
from services.files.tables import Table, write_tables
from services.progress import Progress, silent
from services.roster import enterprise_finding as finding
from services.roster.cells import show
from services.roster.code_tables import derived_columns, industry_guesser, town_finder
from services.roster.enterprise_finding import FoundEnterprises
from services.roster.enterprise_import import EnterpriseImport
from services.roster.enterprise_reading import (
    DRAFT_COLUMNS,
    IDENTIFIERS,
    read_page,
    read_rows,
    same_identifier,
)
from services.roster.enterprise_rows import (
    EnterpriseDraft,
    EnterpriseFilter,
    EnterpriseOrder,
    EnterpriseRow,
    EnterpriseWords,
)
from services.roster.enterprise_sheet import ENTERPRISE_LAYOUT, EnterpriseReader, kind_of, show_licences
from services.roster.enterprise_writing import write_details
from services.roster.history import record_changes, record_retirement
from services.roster.import_rows import ImportChoices, ImportReport, ImportRow
from services.roster.industry_mapping import industry_mapping, mapped_otherwise, reason_sentence
from services.roster.layout import text_problems
from services.roster.search import SearchIndex
from services.roster.sheet_import import commit_sheet, difference, preview_sheet
from services.roster.undoing import list_imports, undo_import
from services.workplace import Workplace

_AS_FOUND = ImportChoices()
_EXPORT_PAGE = 1000


class EnterpriseService:
    """Use cases of the list of 检查对象."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- queries

    def list_enterprises(self, wanted: EnterpriseFilter | None = None) -> list[EnterpriseRow]:
        """Return the rows that the filter leaves; without a filter all that are on the roster."""
        wanted, office_id = wanted or EnterpriseFilter(), self._workplace.office_id
        with self._workplace.database.reading() as session:
            rows = read_rows(session, office_id, *finding.conditions(session, office_id, wanted))
            return [row for row in rows if not wanted.keys or row.key in wanted.keys]

    def find_enterprises(
        self, wanted: EnterpriseFilter | None = None, order: EnterpriseOrder | None = None
    ) -> "array[int]":
        """Return the keys that the filter leaves, in order; ``read_page`` gives the rows of some of them."""
        with self._workplace.database.reading() as session:
            office_id = self._workplace.office_id
            return finding.find(session, office_id, wanted or EnterpriseFilter(), order or EnterpriseOrder())

    def search_enterprises(self, wanted: EnterpriseFilter, order: EnterpriseOrder) -> FoundEnterprises:
        """Return the keys with the counts of the line above the list."""
        with self._workplace.database.reading() as session:
            office_id = self._workplace.office_id
            keys = finding.find(session, office_id, wanted, order)
            return finding.summarise(session, office_id, wanted, keys)

    def read_page(self, keys: Sequence[int]) -> list[EnterpriseRow]:
        """Return the rows of these keys in their order, a page or so of them."""
        with self._workplace.database.reading() as session:
            return read_page(session, self._workplace.office_id, keys)

    def get_enterprise(self, key: int) -> EnterpriseRow:
        """Return one row; raises UserFacingError when there is none."""
        with self._workplace.database.reading() as session:
            return self._row(session, key)

    def count_enterprises(self, wanted: EnterpriseFilter | None = None) -> int:
        """Return how many the filter leaves; without a filter how many are on the roster."""
        with self._workplace.database.reading() as session:
            return finding.count(session, self._workplace.office_id, wanted or EnterpriseFilter())

    def last_changed_on(self) -> date | None:
        """Return the day the roster was last changed; the 细则 wants it renewed at least once a year (art. 5)."""
        with self._workplace.database.reading() as session:
            query = select(func.max(Enterprise.updated_at))
            latest = session.scalar(query.where(Enterprise.office_id == self._workplace.office_id))
            return latest.date() if latest else None

    def list_words(self) -> EnterpriseWords:
        """Return the 许可证类别 and 标签 in use, in pinyin order."""
        with self._workplace.database.reading() as session:
            return finding.words(session)

    def check(self, draft: EnterpriseDraft, *, key: int | None = None) -> dict[str, str]:
        """Return field name → sentence for everything that keeps the draft from being saved."""
        with self._workplace.database.reading() as session:
            return self._problems(session, _normalised(draft), key)

    def notes(self, draft: EnterpriseDraft) -> tuple[str, ...]:
        """Return sentences on what deserves a look in the draft but keeps nothing from being saved."""
        draft = _normalised(draft)
        notes = list(note_code(draft.credit_code)) if not find_code_problem(draft.credit_code) else []
        with self._workplace.database.reading() as session:
            found = town_finder(session, self._workplace.office_id).find(draft.address)
        if found and found.town.code != draft.town_code:
            notes.append(f"地址写的是{found.town.name}，与所选镇街不一致，请核对。")
        if draft.industry_is_guess:
            notes.append("行业为推测，请确认。")
        return tuple(notes)

    def suggest(self, draft: EnterpriseDraft) -> EnterpriseDraft:
        """Return the draft with the town its address names, the industry its name suggests, the kind its code says."""
        draft = _normalised(draft)
        office_id = self._workplace.office_id
        with self._workplace.database.reading() as session:
            reader = EnterpriseReader(town_finder(session, office_id), industry_guesser(session, office_id))
        derived = reader.derive(
            {name: getattr(draft, name) for name in ("name", "address", "business_scope", "credit_code")}, {}
        )
        del derived["status"]
        return replace(draft, **derived)

    # -- changes

    def add_enterprise(self, *, draft: EnterpriseDraft) -> Changes:
        """Put a new 检查对象 on the roster; raises UserFacingError with the first thing that is wrong."""
        draft = _normalised(draft)
        workplace = self._workplace
        with workplace.database.transaction() as session:
            self._refuse(self._problems(session, draft, None))
            record = workplace.add(session, Enterprise(**_columns(draft)))
            session.flush()
            SearchIndex.of(session).learn([record.id])
            _before, after = difference(EnterpriseDraft(), draft)
            write_details(session, record.id, after)
            workplace.log(
                session,
                action="新增",
                noun="enterprise",
                summary=f"新增检查对象“{draft.name}”",
                record_uuid=record.uuid,
                after=after,
            )
            return Changes.of("enterprise", key=record.id)

    def update_enterprise(
        self, *, key: int, row_version: int, draft: EnterpriseDraft, why: str = ""
    ) -> Changes:
        """Store the draft over the record that was shown; raises UserFacingError when someone changed it meanwhile."""
        draft = _normalised(draft)
        workplace = self._workplace
        with workplace.database.transaction() as session:
            row = self._row(session, key)
            before, after = difference(row.draft, draft)
            if not after:
                return Changes()
            self._refuse(self._problems(session, draft, key))
            record = self._record(session, key, row_version)
            with SearchIndex.of(session).following([key]):
                for name, value in _columns(draft).items():
                    setattr(record, name, value)
            write_details(session, key, after)
            workplace.touch(record)
            record_changes(workplace, session, RosterNoun.ENTERPRISE, key, before, after, why=why)
            workplace.log(
                session,
                action="修改",
                noun="enterprise",
                summary=f"修改检查对象“{draft.name}”",
                record_uuid=record.uuid,
                before=before,
                after=after,
            )
        return Changes.of("enterprise", key=key)

    def retire_enterprise(self, *, key: int, reason: str) -> Changes:
        """Take a 检查对象 off the roster; its papers and draws keep it. The reason is required."""
        reason = reason.strip()
        if not reason:
            raise UserFacingError("请填写退出名录的原因。")
        return self._set_retired(key, reason)

    def restore_enterprise(self, *, key: int) -> Changes:
        """Put a retired 检查对象 back on the roster."""
        return self._set_retired(key, None)

    # -- files

    def preview_import(
        self, *, path: Path, choices: ImportChoices = _AS_FOUND, progress: Progress = silent
    ) -> ImportReport:
        """Say what an import would do; nothing is written.

        ``choices.answers`` holds the one ``status`` or ``industry`` for a file without that column. Raises
        UnreadableFileError, and HeaderNotFoundError when the columns that are needed must be pointed out.
        """
        return preview_sheet(EnterpriseImport, self._workplace, path=path, choices=choices, progress=progress)

    def commit_import(
        self,
        *,
        path: Path,
        choices: ImportChoices = _AS_FOUND,
        progress: Progress = silent,
        previewed: ImportReport | None = None,
    ) -> tuple[ImportReport, Changes]:
        """Add, update and retire what was approved, in one transaction, and refuse the other rows.

        Raises UnreadableFileError, and UserFacingError when the file is not the one ``previewed``.
        """
        return commit_sheet(
            EnterpriseImport,
            self._workplace,
            path=path,
            choices=choices,
            progress=progress,
            previewed=previewed,
        )

    def list_imports(self) -> list[ImportRow]:
        """Return the imports of this list, the newest first."""
        return list_imports(self._workplace, RosterNoun.ENTERPRISE)

    def undo_import(self, *, key: int) -> Changes:
        """Take an import back, all of it; raises UserFacingError naming what was used or changed since."""
        return undo_import(self._workplace, RosterNoun.ENTERPRISE, key=key)

    def export_enterprises(self, *, path: Path, rows: Iterable[EnterpriseRow]) -> None:
        """Write the rows as .xlsx in the layout that the import reads; raises UnwritableFileError."""
        _write(path, (_cells(row) for row in rows))

    def export_found(self, *, path: Path, keys: Sequence[int]) -> None:
        """Write the records of these keys as they stand now; raises UnwritableFileError."""
        _write(path, self.cells_of(keys))

    def cells_of(self, keys: Sequence[int]) -> Iterator[list[str]]:
        """Yield what the sheet says of each record, a page of them in memory."""
        with self._workplace.database.reading() as session:
            for start in range(0, len(keys), _EXPORT_PAGE):
                page = keys[start : start + _EXPORT_PAGE]
                yield from map(_cells, read_page(session, self._workplace.office_id, page))

    # -- inner steps

    def _problems(self, session: Session, draft: EnterpriseDraft, key: int | None) -> dict[str, str]:
        problems = text_problems(ENTERPRISE_LAYOUT, draft)
        if not draft.name:
            problems["name"] = "请填写企业名称。"
        if draft.is_case_only and not (draft.credit_code or draft.registration_number):
            pass  # 个案检查 only: nothing can be drawn by
        elif draft.credit_code or not draft.registration_number:
            if message := find_code_problem(draft.credit_code):
                problems["credit_code"] = message
        elif not is_registration_number(draft.registration_number):
            problems["registration_number"] = "没有统一社会信用代码时，注册号应为 15 位数字。"
        for name in IDENTIFIERS:
            if name not in problems and (holder := self._holder(session, name, getattr(draft, name), key)):
                problems[name] = f"该代码在名录中已属于“{holder}”，请核对是否重复登记。"
        problems |= standing_problems(draft)
        settle = industry_mapping(session, self._workplace.office_id)
        if (mapped := mapped_otherwise(draft, settle)) is not None:
            problems.setdefault("industry_reason", reason_sentence(draft, mapped))
        return problems

    def _holder(self, session: Session, field: str, text: str, key: int | None) -> str | None:
        code, number = (text, "") if field == "credit_code" else ("", text)
        query = select(Enterprise.name).where(
            Enterprise.office_id == self._workplace.office_id, same_identifier(code, number)
        )
        return session.scalar(query.where(Enterprise.id != key) if key else query)

    @staticmethod
    def _refuse(problems: Mapping[str, str]) -> None:
        if problems:
            raise UserFacingError(next(iter(problems.values())))

    def _row(self, session: Session, key: int) -> EnterpriseRow:
        rows = read_rows(session, self._workplace.office_id, Enterprise.id == key)
        if not rows:
            raise UserFacingError("该检查对象不在名录中，请刷新列表。")
        return rows[0]

    def _record(self, session: Session, key: int, row_version: int | None = None) -> Enterprise:
        record = session.scalars(select(Enterprise).where(Enterprise.id == key)).one()
        if row_version is not None and record.row_version != row_version:
            raise UserFacingError(f"“{record.name}”刚被他人修改过，请刷新后再改，以免互相覆盖。")
        return record

    def _set_retired(self, key: int, reason: str | None) -> Changes:
        workplace = self._workplace
        with workplace.database.transaction() as session:
            name = self._row(session, key).name
            record = self._record(session, key)
            if (record.retired_at is not None) == (reason is not None):
                return Changes()
            before = {"retired_reason": record.retired_reason}
            with SearchIndex.of(session).following([key]):
                record.retired_at = workplace.clock.now() if reason is not None else None
                record.retired_reason = reason or ""
                workplace.touch(record)
            action = "恢复" if reason is None else "退出"
            after = {"retired_reason": record.retired_reason}
            record_retirement(
                workplace,
                session,
                RosterNoun.ENTERPRISE,
                key,
                is_retired=reason is not None,
                why=reason or "",
            )
            workplace.log(
                session,
                action=action,
                noun="enterprise",
                summary=f"检查对象“{name}”{action}名录",
                record_uuid=record.uuid,
                before=before,
                after=after,
            )
        return Changes.of("enterprise", key=key)


_LISTINGS = (("dishonest", "严重失信主体"), ("blacklist", "安全生产黑名单"), ("abnormal", "经营异常名录"))


def standing_problems(draft: EnterpriseDraft) -> dict[str, str]:
    """Return what is wrong with the lists the enterprise stands on: each needs a basis and a period in order."""
    problems: dict[str, str] = {}
    for prefix, title in _LISTINGS:
        is_listed = getattr(draft, "is_blacklisted" if prefix == "blacklist" else f"is_{prefix}")
        first, last = getattr(draft, f"{prefix}_from"), getattr(draft, f"{prefix}_until")
        if is_listed and not getattr(draft, f"{prefix}_basis"):
            problems[f"{prefix}_basis"] = f"列入{title}的，请填写依据。"
        if first and last and last < first:
            problems[f"{prefix}_until"] = f"移出{title}的日期不能早于列入日期。"
    if draft.is_focus and not draft.focus_reason:
        problems["focus_reason"] = "列为其他应当实施随机抽查的，请填写理由。"
    return problems


def _normalised(draft: EnterpriseDraft) -> EnterpriseDraft:
    """Return the draft as it is stored: trimmed, the codes half-width, the kind as the code says."""
    texts = {
        field.name: value.strip()
        for field in fields(draft)
        if type(value := getattr(draft, field.name)) is str
    }
    code = normalise_code(draft.credit_code)
    number = normalise_code(draft.registration_number)
    kind = kind_of(code, draft.kind.label)
    return replace(draft, **texts | {"credit_code": code, "registration_number": number}, kind=kind)


def _columns(draft: EnterpriseDraft) -> dict[str, Any]:
    values = {name: getattr(draft, name) for name in DRAFT_COLUMNS}
    return values | {name: values[name] or None for name in IDENTIFIERS} | derived_columns(draft.name)


def _write(path: Path, rows: Iterable[list[str]]) -> None:
    layout = ENTERPRISE_LAYOUT
    widths = [column.width for column in layout.columns]
    write_tables(path, Table(title=layout.title, header=layout.header, rows=rows, widths=widths))


_FIELDS = tuple(column.field for column in ENTERPRISE_LAYOUT.columns)


def _cells(row: EnterpriseRow) -> list[str]:
    return [_cell(row, field) for field in _FIELDS]


def _cell(row: EnterpriseRow, field: str) -> str:
    if field == "town_name":
        return row.town_name
    value = getattr(row.draft, field)
    if type(value) is str:  # most are; what ``show`` asks first costs more than all else of an export
        return value
    return show_licences(value) if field == "licences" else show(value)
