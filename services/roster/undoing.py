"""撤销本次导入: what an import added is removed and what it changed is put back, all of it or nothing.

A record that was used since (drawn, inspected, in a 回避, on leave) or changed since keeps the import from being undone; the
sentence names it. The changes of the import stay among the roster changes, with those that took them back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import Column as TableColumn
from sqlalchemy import Table as DatabaseTable
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.base import Base
from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.office import Section
from models.tables.officer import Officer
from models.tables.roster import RosterChange, RosterImport
from models.vocab import RosterNoun
from services.changes import Changes
from services.roster.bulk import collector_paused
from services.roster.enterprise_reading import StoredEnterprise, read_rows
from services.roster.enterprise_sheet import ENTERPRISE_LAYOUT
from services.roster.enterprise_writing import EnterpriseWriter
from services.roster.history import RETIRED, record_changes, record_retirement, to_json
from services.roster.import_rows import ImportRow
from services.roster.item_rows import ItemDraft
from services.roster.item_sheet import ITEM_LAYOUT
from services.roster.layout import Layout
from services.roster.officer_reading import (
    OFFICER_PARTS,
    find_section,
    officer_draft,
    read_towns,
    settle_towns,
    write_draft,
)
from services.roster.officer_sheet import OFFICER_LAYOUT
from services.roster.search import SearchIndex
from services.roster.stored_values import value_from_json
from services.roster.versions import make_version
from services.workplace import Workplace

_BATCH = 500
_TABLES: dict[RosterNoun, Any] = {
    RosterNoun.ENTERPRISE: Enterprise,
    RosterNoun.OFFICER: Officer,
    RosterNoun.ITEM: InspectionItem,
}
_LAYOUTS: dict[RosterNoun, Layout] = {
    RosterNoun.ENTERPRISE: ENTERPRISE_LAYOUT,
    RosterNoun.OFFICER: OFFICER_LAYOUT,
    RosterNoun.ITEM: ITEM_LAYOUT,
}
_CALLED = {"town_code": "镇街", "town_codes": "负责镇街"}


def list_imports(workplace: Workplace, noun: RosterNoun) -> list[ImportRow]:
    """Return the imports of a list, the newest first."""
    query = select(RosterImport).where(
        RosterImport.office_id == workplace.office_id, RosterImport.noun == noun
    )
    with workplace.database.reading() as session:
        return [
            ImportRow(
                key=act.id,
                noun=act.noun,
                at=act.at,
                who=act.who,
                file_name=act.file_name,
                sheet_name=act.sheet_name,
                counts=act.counts,
                undone_at=act.undone_at,
                undone_by=act.undone_by,
            )
            for act in session.scalars(query.order_by(RosterImport.id.desc()))
        ]


def undo_import(workplace: Workplace, noun: RosterNoun, *, key: int) -> Changes:
    """Take an import back in one transaction.

    Raises UserFacingError naming the first record that was used or changed since, or when there is nothing to undo.
    """
    with collector_paused(), workplace.database.transaction() as session:
        act = session.get(RosterImport, key)
        if act is None or act.noun is not noun or act.office_id != workplace.office_id:
            raise UserFacingError("没有找到这次导入，请刷新后再试。")
        if act.undone_at is not None:
            raise UserFacingError(f"“{act.file_name}”的这次导入已经撤销过了。")
        undo = _Undo(workplace, session, act)
        undo.run()
        act.undone_at, act.undone_by = workplace.clock.now(), workplace.operator or "未署名"
        workplace.touch(act)
        session.flush()
        make_version(workplace, session, noun, reason=undo.why, import_id=act.id)
        workplace.log(
            session,
            action="撤销导入",
            noun=noun.value,
            summary=f"{undo.why}：移除 {undo.removed}，复原 {undo.restored}",
            record_uuid=act.uuid,
            after={"removed": undo.removed, "restored": undo.restored},
        )
    return Changes.of(noun.value)


@dataclass(frozen=True, slots=True)
class _Restored:
    """What an import changed in one record: the fields as they were before and after, and whether it left the roster."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    is_retired: bool


class _Undo:
    """One undoing of one import."""

    def __init__(self, workplace: Workplace, session: Session, act: RosterImport) -> None:
        self._workplace = workplace
        self._session = session
        self._act = act
        self._noun = act.noun
        self._table: Any = _TABLES[act.noun]
        self._named: Any = InspectionItem.title if act.noun is RosterNoun.ITEM else self._table.name
        self.why = f"撤销导入“{act.file_name}”"[:200]
        self.removed = 0
        self.restored = 0

    def run(self) -> None:
        """Remove what was added, then put back what was changed."""
        self._refuse_used()
        self._remove_added()
        restore: Callable[[Mapping[int, _Restored]], None] = {
            RosterNoun.ENTERPRISE: self._restore_enterprises,
            RosterNoun.OFFICER: self._restore_officers,
            RosterNoun.ITEM: self._restore_items,
        }[self._noun]
        changed = self._changed()
        self.restored = len(changed)
        for keys in _batches(changed):
            restore({key: changed[key] for key in keys})

    # -- added records

    @property
    def _is_added(self) -> Any:
        return self._table.added_by_import_id == self._act.id

    def _refuse_used(self) -> None:
        session, added = self._session, self._is_added
        changes = select(RosterChange.id).where(
            RosterChange.noun == self._noun, RosterChange.record_id == self._table.id
        )
        changed = (self._table.row_version != 1) | changes.exists()
        if name := session.scalar(select(self._named).where(added, changed).limit(1)):
            raise UserFacingError(f"不能撤销：“{name}”是这次导入新增的，之后又改过。请先处理这条记录。")
        for _table, column in _references(self._table.__table__, owned=False):
            used = select(self._named).join(column.table, column == self._table.id)
            if name := session.scalar(used.where(added).limit(1)):
                raise UserFacingError(
                    f"不能撤销：“{name}”是这次导入新增的，已经用在抽取、检查、计划、回避或请假记录里，不能移除。"
                )

    def _remove_added(self) -> None:
        connection = self._session.connection()
        if self._noun is RosterNoun.ENTERPRISE:
            SearchIndex.of(self._session).forget(
                list(self._session.scalars(select(Enterprise.id).where(self._is_added)))
            )
        added = select(self._table.id).where(self._is_added).scalar_subquery()
        for table, column in _references(self._table.__table__, owned=True):
            connection.execute(table.delete().where(column.in_(added)))
        self.removed = connection.execute(self._table.__table__.delete().where(self._is_added)).rowcount

    # -- changed records

    def _changed(self) -> dict[int, _Restored]:
        query = select(RosterChange.record_id, RosterChange.field, RosterChange.old, RosterChange.new)
        found: dict[int, tuple[dict[str, str], dict[str, str]]] = {}
        of_import = (RosterChange.import_id == self._act.id, RosterChange.noun == self._noun)
        for row in self._session.execute(query.where(*of_import).order_by(RosterChange.id)):
            before, after = found.setdefault(row.record_id, ({}, {}))
            before[row.field], after[row.field] = row.old, row.new
        return {
            key: _Restored(
                {name: text for name, text in before.items() if name != RETIRED},
                {name: text for name, text in after.items() if name != RETIRED},
                RETIRED in after,
            )
            for key, (before, after) in found.items()
        }

    def _former(self, name: str, draft: Any, restored: _Restored) -> Any:
        """Return the draft as it was before the import; raises UserFacingError when it was changed since."""
        for field, text in restored.after.items():
            if to_json(getattr(draft, field)) != text:
                title = _CALLED.get(field) or _title(_LAYOUTS[self._noun], field)
                raise UserFacingError(f"不能撤销：“{name}”的{title}在这次导入之后又改过。请先处理这条记录。")
        former = {field: value_from_json(type(draft), field, text) for field, text in restored.before.items()}
        return replace(draft, **former)

    def _bring_back(self, record: Any, name: str) -> None:
        if record.retired_at is None:
            raise UserFacingError(f"不能撤销：“{name}”在这次导入之后已恢复名录。")
        record.retired_at, record.retired_reason = None, ""
        self._workplace.touch(record)
        record_retirement(
            self._workplace, self._session, self._noun, record.id, is_retired=False, why=self.why
        )

    def _restore_enterprises(self, changed: Mapping[int, _Restored]) -> None:
        session, workplace = self._session, self._workplace
        writer = EnterpriseWriter(workplace, session, why=self.why)
        rows = read_rows(session, workplace.office_id, Enterprise.id.in_(changed))
        pairs = [
            (
                StoredEnterprise(row.key, row.uuid, row.draft, row.is_retired),
                self._former(row.name, row.draft, changed[row.key]),
            )
            for row in rows
        ]
        writer.change([(stored, draft) for stored, draft in pairs if draft != stored.draft])
        writer.close()
        retired = [key for key, restored in changed.items() if restored.is_retired]
        for record in session.scalars(select(Enterprise).where(Enterprise.id.in_(retired))):
            self._bring_back(record, record.name)
        session.flush()
        SearchIndex.of(session).learn(retired)

    def _restore_officers(self, changed: Mapping[int, _Restored]) -> None:
        session, workplace = self._session, self._workplace
        sections = list(session.scalars(select(Section).where(Section.office_id == workplace.office_id)))
        towns = read_towns(session, workplace.office_id)
        loaded = select(Officer).options(*OFFICER_PARTS)
        for officer in session.scalars(loaded.where(Officer.id.in_(changed))):
            restored = changed[officer.id]
            draft = officer_draft(officer)
            former = self._former(draft.name, draft, restored)
            former = replace(former, towns=settle_towns(former.towns, towns)[0])
            if former != draft:
                write_draft(officer, former, find_section(sections, former.section_name), towns)
                workplace.touch(officer)
                after = {name: getattr(former, name) for name in restored.before}
                before = {name: getattr(draft, name) for name in restored.before}
                record_changes(workplace, session, self._noun, officer.id, before, after, why=self.why)
            if restored.is_retired:
                self._bring_back(officer, officer.name)
        session.flush()

    def _restore_items(self, changed: Mapping[int, _Restored]) -> None:
        """Reopen the editions that the import replaced or ended; the editions it made are removed already."""
        session, workplace = self._session, self._workplace
        for item in session.scalars(select(InspectionItem).where(InspectionItem.id.in_(changed))):
            rivals = select(InspectionItem.id).where(
                InspectionItem.office_id == workplace.office_id,
                InspectionItem.effective_to.is_(None),
                (InspectionItem.lineage == item.lineage) | (InspectionItem.title == item.title),
            )
            if session.scalar(rivals.limit(1)) is not None:
                raise UserFacingError(f"不能撤销：“{item.title}”在这次导入之后又有了新版本。")
            item.effective_to = None
            workplace.touch(item)
            restored = changed[item.id]
            if restored.is_retired:
                record_retirement(workplace, session, self._noun, item.id, is_retired=False, why=self.why)
            values = [
                {name: value_from_json(ItemDraft, name, text) for name, text in texts.items()}
                for texts in (restored.after, restored.before)
            ]
            record_changes(workplace, session, self._noun, item.id, *values, why=self.why)
        session.flush()


def _references(record: DatabaseTable, *, owned: bool) -> Iterator[tuple[DatabaseTable, TableColumn[Any]]]:
    """Yield the columns that refer to a table: those of its own parts (enterprise_hazards), or those of all others."""
    prefix = f"{record.name.removesuffix('s')}_"
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            is_reference = any(key.column.table is record for key in column.foreign_keys)
            if is_reference and table.name.startswith(prefix) == owned:
                yield table, column


def _title(layout: Layout, field: str) -> str:
    return next((column.title for column in layout.columns if column.field == field), field)


def _batches(keys: Iterable[int]) -> Iterator[Sequence[int]]:
    left = iter(keys)
    while batch := list(islice(left, _BATCH)):
        yield batch
