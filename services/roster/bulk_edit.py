"""Bulk edit of 检查对象: first said what it would do, then done in one transaction, and taken back as long as nobody built on it.

A record is refused, never half-changed: one that has left the roster, and one whose draft would not pass the form.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.identity import find_code_problem
from models.tables.enterprise import Enterprise, EnterpriseHazard, EnterpriseTag
from models.tables.office import Town
from models.vocab import RosterNoun
from services.changes import Changes
from services.progress import Progress, silent
from services.roster.bulk import collector_paused
from services.roster.bulk_rows import (
    BulkChange,
    BulkDone,
    BulkLine,
    BulkPreview,
    BulkRefusal,
    BulkUndone,
    Restoration,
    changed_fields,
)
from services.roster.cells import show
from services.roster.enterprise_finding import find
from services.roster.enterprise_reading import DETAIL_FIELDS, IDENTIFIERS, read_rows
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseFilter, EnterpriseOrder, EnterpriseRow
from services.roster.enterprise_sheet import ENTERPRISE_LAYOUT, show_licences
from services.roster.enterprises import standing_problems
from services.roster.history import record_changes
from services.roster.industry_mapping import Settle, industry_mapping, mapped_otherwise, reason_sentence
from services.roster.layout import text_problems
from services.workplace import Workplace

_CHUNK = 1000
_BLANK = "空白"
_CLAIMS = {"industry_is_guess": ("推测", "已确认"), "is_focus": ("是", "否"), "kind": ("", "")}


@dataclass(frozen=True, slots=True)
class _Judged:
    """One record as the edit would leave it; ``reason`` is "" where it may be changed."""

    row: EnterpriseRow
    after: EnterpriseDraft
    fields: tuple[str, ...]
    reason: str


class BulkEditService:
    """Use cases of changing many 检查对象 at once."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- one change for many

    def keys_of(self, wanted: EnterpriseFilter) -> tuple[int, ...]:
        """Return the keys of all records that a filter leaves."""
        with self._workplace.database.reading() as session:
            return tuple(find(session, self._workplace.office_id, wanted, EnterpriseOrder()))

    def preview_bulk_edit(
        self, *, keys: Sequence[int], change: BulkChange, progress: Progress = silent
    ) -> BulkPreview:
        """Say what a change would do to the records; nothing is written."""
        return self.preview_edits(edits=dict.fromkeys(keys, change), progress=progress)

    def apply_bulk_edit(
        self,
        *,
        keys: Sequence[int],
        change: BulkChange,
        title: str,
        why: str = "",
        progress: Progress = silent,
    ) -> BulkDone:
        """Change the records in one transaction; ``title`` says what, for the log: 镇街改为岳滩镇."""
        return self.apply_edits(edits=dict.fromkeys(keys, change), title=title, why=why, progress=progress)

    # -- a change of its own for each

    def preview_edits(self, *, edits: Mapping[int, BulkChange], progress: Progress = silent) -> BulkPreview:
        """Say what each record's own change would do; nothing is written."""
        with collector_paused(), self._workplace.database.reading() as session:
            judged = [one for part in self._judge(session, edits, progress) for one in part]
            return self._preview(session, judged)

    def apply_edits(
        self, *, edits: Mapping[int, BulkChange], title: str, why: str = "", progress: Progress = silent
    ) -> BulkDone:
        """Write each record's own change in one transaction, with its history and one line in the operation log."""
        workplace = self._workplace
        all_judged: list[_Judged] = []
        restorations: list[Restoration] = []
        with collector_paused(), workplace.database.transaction() as session:
            for part in self._judge(session, edits, progress):
                all_judged += part
                writable = [one for one in part if one.fields and not one.reason]
                restorations += self._write(session, writable, why or title)
            preview = self._preview(session, all_judged)
            if restorations:
                workplace.log(
                    session,
                    action="批量修改",
                    noun="enterprise",
                    summary=f"批量修改 {len(restorations):,} 户检查对象：{title}",
                    after={"count": len(restorations), "refused": len(preview.refused), "why": why},
                )
        changes = Changes.of("enterprise") if restorations else Changes()
        return BulkDone(preview, title, tuple(restorations), changes)

    def undo_bulk_edit(self, *, done: BulkDone) -> BulkUndone:
        """Put the old values back where nobody has changed the record since."""
        workplace = self._workplace
        with collector_paused(), workplace.database.transaction() as session:
            wanted = {one.key: one for one in done.restorations}
            restored = 0
            for part in _parts(wanted):
                rows = read_rows(session, workplace.office_id, Enterprise.id.in_(part))
                back = [row for row in rows if row.row_version == wanted[row.key].row_version]
                judged = [_restored(row, wanted[row.key]) for row in back]
                restored += len(self._write(session, judged, f"撤销批量修改：{done.title}"))
            if restored:
                workplace.log(
                    session,
                    action="撤销批量修改",
                    noun="enterprise",
                    summary=f"撤销批量修改 {restored:,} 户检查对象：{done.title}",
                    after={"count": restored, "kept": len(wanted) - restored},
                )
        changes = Changes.of("enterprise") if restored else Changes()
        return BulkUndone(restored, len(wanted) - restored, changes)

    # -- inner steps

    def _judge(
        self, session: Session, edits: Mapping[int, BulkChange], progress: Progress
    ) -> Iterator[list[_Judged]]:
        """Yield the records in parts, each as its change would leave it; raises UserFacingError for an empty change."""
        if any(change.is_empty for change in edits.values()):
            raise UserFacingError("请先选择要改成什么。")
        settle = industry_mapping(session, self._workplace.office_id)
        done = 0
        for part in _parts(edits):
            rows = read_rows(session, self._workplace.office_id, Enterprise.id.in_(part))
            taken = _taken_codes(session, self._workplace.office_id, (edits[row.key] for row in rows))
            yield [_judged(row, edits[row.key], settle, taken) for row in rows]
            done += len(part)
            progress(done, len(edits))

    def _preview(self, session: Session, judged: Sequence[_Judged]) -> BulkPreview:
        towns = {row.code: row.name for row in session.execute(select(Town.code, Town.name))}
        return BulkPreview(
            changed=tuple(_line(one, towns) for one in judged if one.fields and not one.reason),
            unchanged=sum(not one.fields and not one.reason for one in judged),
            refused=tuple(
                BulkRefusal(one.row.key, one.row.name, one.row.code, one.reason)
                for one in judged
                if one.reason
            ),
        )

    def _write(self, session: Session, judged: Sequence[_Judged], why: str) -> list[Restoration]:
        """Write the changed fields, the records of like fields together, and their history; return what takes it back."""
        groups: dict[tuple[str, ...], list[_Judged]] = {}
        for one in judged:
            groups.setdefault(one.fields, []).append(one)
        for names, members in groups.items():
            self._write_columns(session, names, members)
            _write_sets(session, names, members)
        restorations: list[Restoration] = []
        for one in judged:
            before = {name: getattr(one.row.draft, name) for name in one.fields}
            after = {name: getattr(one.after, name) for name in one.fields}
            record_changes(
                self._workplace, session, RosterNoun.ENTERPRISE, one.row.key, before, after, why=why[:200]
            )
            restorations.append(Restoration(one.row.key, one.row.row_version + 1, before))
        session.flush()
        session.expunge_all()
        return restorations

    def _write_columns(self, session: Session, names: Sequence[str], members: Sequence[_Judged]) -> None:
        columns = [name for name in names if name not in DETAIL_FIELDS]
        table = Enterprise.__table__
        statement = (
            update(Enterprise)
            .where(table.c.id == bindparam("key"))
            .values(
                {name: bindparam(f"new_{name}") for name in (*columns, "updated_at")}
                | {"row_version": table.c.row_version + 1}
            )
        )
        now = self._workplace.clock.now()
        session.connection().execute(
            statement,
            [
                {"key": one.row.key, "new_updated_at": now}
                | {f"new_{name}": _stored(name, getattr(one.after, name)) for name in columns}
                for one in members
            ],
        )


def _parts(keys: Iterable[int]) -> Iterator[list[int]]:
    """Part the keys so that a statement never has too many of them."""
    every = list(keys)
    return (every[start : start + _CHUNK] for start in range(0, len(every), _CHUNK))


def _judged(row: EnterpriseRow, change: BulkChange, settle: Settle, taken: Mapping[str, int]) -> _Judged:
    after = change.apply(row.draft)
    names = changed_fields(row.draft, after)
    return _Judged(row, after, names, _refusal(row, after, names, settle, taken) if names else "")


def _refusal(
    row: EnterpriseRow,
    after: EnterpriseDraft,
    names: Sequence[str],
    settle: Settle,
    taken: Mapping[str, int],
) -> str:
    """Return why a record cannot be changed so: it has left, or the change itself would not pass the form."""
    if row.is_retired:
        return "已退出名录，请先恢复再修改。"
    before = standing_problems(row.draft)
    problems = {name: text for name, text in standing_problems(after).items() if name not in before}
    if any(type(getattr(after, name)) is str for name in names):
        texts = text_problems(ENTERPRISE_LAYOUT, after)
        problems |= {name: text for name, text in texts.items() if name in names}
    mapped = mapped_otherwise(after, settle) if {"industry", "industry_code"} & set(names) else None
    if mapped is not None:
        problems["industry_reason"] = reason_sentence(after, mapped)
    for name in IDENTIFIERS:
        code = getattr(after, name)
        if name not in names or not code:
            continue
        if name == "credit_code" and (message := find_code_problem(code)):
            problems[name] = message
        elif taken.get(code, row.key) != row.key:
            problems[name] = f"代码“{code}”在名录中已属于别的检查对象，请核对是否重复登记。"
    return next(iter(problems.values()), "")


def _taken_codes(session: Session, office_id: int, changes: Iterable[BulkChange]) -> dict[str, int]:
    """Return who already holds the codes that changes would give."""
    wanted = {change.values[name] for change in changes for name in IDENTIFIERS if change.values.get(name)}
    if not wanted:
        return {}
    taken: dict[str, int] = {}
    for column in (Enterprise.credit_code, Enterprise.registration_number):
        query = select(column, Enterprise.id).where(Enterprise.office_id == office_id, column.in_(wanted))
        taken |= {code: key for code, key in session.execute(query) if code}
    return taken


def _restored(row: EnterpriseRow, wanted: Restoration) -> _Judged:
    after = BulkChange(values=wanted.before).apply(row.draft)
    return _Judged(row, after, changed_fields(row.draft, after), "")


def _write_sets(session: Session, names: Sequence[str], members: Sequence[_Judged]) -> None:
    """Replace the 重点标记 and 标签 of the records where they are among the fields."""
    keys = [one.row.key for one in members]
    for name, table, column in (("hazards", EnterpriseHazard, "hazard"), ("tags", EnterpriseTag, "tag")):
        if name in names:
            session.execute(delete(table).where(table.enterprise_id.in_(keys)))
            rows = [
                {"enterprise_id": one.row.key, column: value}
                for one in members
                for value in sorted(getattr(one.after, name))
            ]
            if rows:
                session.execute(insert(table), rows)


def _line(one: _Judged, towns: Mapping[str, str]) -> BulkLine:
    before, after = (
        "，".join(filter(None, (_words(name, getattr(draft, name), towns) for name in one.fields))) or _BLANK
        for draft in (one.row.draft, one.after)
    )
    return BulkLine(one.row.key, one.row.name, one.row.code, before, after)


def _words(name: str, value: Any, towns: Mapping[str, str]) -> str:
    """Return a value as the preview shows it; a claim by its own word, what follows from another field not at all."""
    if name in _CLAIMS:
        return _CLAIMS[name][not value]
    if name == "town_code":
        return towns.get(value, "待定") if value else "待定"
    return show_licences(value) if name == "licences" else show(value)


def _stored(name: str, value: Any) -> Any:
    return value or None if name in IDENTIFIERS else value
