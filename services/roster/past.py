"""变更记录 of one record, and the 名录 of any past day or version: read only, nothing here changes anything."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.office import OperationLog, Town
from models.tables.officer import Officer
from models.tables.roster import RosterChange, RosterImport, RosterVersion
from models.vocab import RosterNoun
from services.roster.as_of import end_of, enterprises_before, just_after
from services.roster.change_rows import ChangeRow
from services.roster.enterprise_rows import EnterpriseRow
from services.roster.field_words import field_title, value_words
from services.roster.history import to_json
from services.roster.item_rows import ItemDraft
from services.workplace import Workplace

ADDED = "新增"
_TABLES: dict[RosterNoun, Any] = {
    RosterNoun.ENTERPRISE: Enterprise,
    RosterNoun.OFFICER: Officer,
    RosterNoun.ITEM: InspectionItem,
}


class HistoryService:
    """Use cases of looking back."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_changes(self, noun: RosterNoun, key: int) -> list[ChangeRow]:
        """Return what became of a record, the newest first; the last line is its coming.

        An item is followed through its editions. Raises UserFacingError when there is no such record.
        """
        with self._workplace.database.reading() as session:
            return record_changes_of(session, self._workplace.office_id, noun, key)

    def roster_as_of(self, day: date) -> list[EnterpriseRow]:
        """Return the 检查对象 that were on the roster at the end of a day, with their values of then."""
        return self._enterprises(end_of(day))

    def roster_of_version(self, version_key: int) -> list[EnterpriseRow]:
        """Return the 检查对象 of a version; raises UserFacingError when there is none."""
        with self._workplace.database.reading() as session:
            at = session.scalar(select(RosterVersion.at).where(RosterVersion.id == version_key))
        if at is None:
            raise UserFacingError("这个名录版本不存在，请刷新后重试。")
        return self._enterprises(just_after(at))

    def enterprise_as_of(self, key: int, day: date) -> EnterpriseRow | None:
        """Return an enterprise as it stood at the end of a day; None when it was not known yet.

        One that had left the roster by then comes back with the day it left.
        """
        with self._workplace.database.reading() as session:
            found = enterprises_before(
                session, self._workplace.office_id, end_of(day), key=key, with_retired=True
            )
        return found[0] if found else None

    def undone_imports(self, moment: datetime) -> list[str]:
        """Return the files of the imports that stood at a moment and were undone later.

        What they had added is gone for good, and so is missing from the roster of that moment.
        """
        with self._workplace.database.reading() as session:
            query = select(RosterImport.file_name).where(
                RosterImport.office_id == self._workplace.office_id,
                RosterImport.noun == RosterNoun.ENTERPRISE,
                RosterImport.at < moment,
                RosterImport.undone_at >= moment,
            )
            return list(session.scalars(query.order_by(RosterImport.id)))

    def first_day(self) -> date | None:
        """Return the day on which the first 检查对象 was entered, None for an empty roster."""
        with self._workplace.database.reading() as session:
            query = select(Enterprise.created_at).where(Enterprise.office_id == self._workplace.office_id)
            first = session.scalar(query.order_by(Enterprise.created_at).limit(1))
            return first.date() if first is not None else None

    def _enterprises(self, until: datetime) -> list[EnterpriseRow]:
        with self._workplace.database.reading() as session:
            return enterprises_before(session, self._workplace.office_id, until)


def record_changes_of(session: Session, office_id: int, noun: RosterNoun, key: int) -> list[ChangeRow]:
    """Return what became of a record, the newest first; the last line is its coming."""
    records = _records(session, office_id, noun, key)
    towns = dict(session.execute(select(Town.code, Town.name)).all())
    query = (
        select(RosterChange, RosterImport.file_name)
        .outerjoin(RosterImport, RosterImport.id == RosterChange.import_id)
        .where(
            RosterChange.office_id == office_id,
            RosterChange.noun == noun,
            RosterChange.record_id.in_([record.id for record in records]),
        )
        .order_by(RosterChange.id.desc())
    )
    changes = session.execute(query).all()
    names = [change.old for change, _ in changes if change.field == "name"]
    found = [
        ChangeRow(
            at=change.at,
            who=change.who,
            field=field_title(noun, change.field),
            old=value_words(noun, change.field, change.old, towns),
            new=value_words(noun, change.field, change.new, towns),
            why=change.why,
            source=file_name or "",
        )
        for change, file_name in changes
    ]
    if noun is RosterNoun.ITEM:
        found += _edition_changes(session, records, {change.at for change in found})
    first_name = value_words(noun, "name", names[-1], towns) if names else ""
    coming = _coming(session, records[0], first_name)
    return [*sorted(found, key=lambda change: change.at, reverse=True), coming]


def _records(session: Session, office_id: int, noun: RosterNoun, key: int) -> list[Any]:
    """Return the record, or the editions of an item in their order."""
    table = _TABLES[noun]
    record = session.scalars(select(table).where(table.office_id == office_id, table.id == key)).first()
    if record is None:
        raise UserFacingError(f"该{noun.label}已不在名录中，请刷新列表。")
    if noun is not RosterNoun.ITEM:
        return [record]
    editions = select(InspectionItem).where(InspectionItem.lineage == record.lineage)
    return list(session.scalars(editions.order_by(InspectionItem.edition)))


def _edition_changes(
    session: Session, editions: Sequence[InspectionItem], told: set[datetime]
) -> list[ChangeRow]:
    """Return what differs from edition to edition, where no change was written down beside it."""
    found: list[ChangeRow] = []
    for before, after in pairwise(editions):
        if after.created_at in told:
            continue
        who, _ = _author(session, after)
        for name in (one.name for one in fields(ItemDraft)):
            old, new = (to_json(getattr(edition, name)) for edition in (before, after))
            if old != new:
                words = [value_words(RosterNoun.ITEM, name, value, {}) for value in (old, new)]
                title = field_title(RosterNoun.ITEM, name)
                why = f"第 {after.edition} 版"
                found.append(ChangeRow(after.created_at, who, title, words[0], words[1], why, ""))
    return found


def _coming(session: Session, record: Any, first_name: str) -> ChangeRow:
    """Return the line of a record's coming, under the name it had then."""
    who, source = _author(session, record)
    name = record.title if isinstance(record, InspectionItem) else record.name
    return ChangeRow(record.created_at, who, ADDED, "", first_name or name, "", source)


def _author(session: Session, record: Any) -> tuple[str, str]:
    """Return who entered a record, and from which file if it was imported."""
    import_id = getattr(record, "added_by_import_id", None)
    if import_id is not None:
        brought = session.scalars(select(RosterImport).where(RosterImport.id == import_id)).first()
        if brought is not None:
            return brought.who, brought.file_name
    query = select(OperationLog.who).where(OperationLog.record_uuid == record.uuid).order_by(OperationLog.id)
    return session.scalar(query.limit(1)) or "", ""
