"""筛选方案: the conditions of a list under a name, kept with the office's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.roster import SavedFilter
from models.vocab import RosterNoun
from services.changes import Changes
from services.workplace import Workplace

LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class SavedFilterRow:
    """One 筛选方案; ``conditions`` is JSON as the filter bar writes and reads it."""

    key: int
    name: str
    conditions: Mapping[str, Any]


class SavedFilterService:
    """Use cases of the 筛选方案 of all lists."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_filters(self, noun: RosterNoun) -> list[SavedFilterRow]:
        """Return the 筛选方案 of a list in the order in which they were saved."""
        with self._workplace.database.reading() as session:
            query = select(SavedFilter).where(*self._mine(noun)).order_by(SavedFilter.id)
            return [SavedFilterRow(one.id, one.name, one.conditions) for one in session.scalars(query)]

    def save_filter(self, *, noun: RosterNoun, name: str, conditions: Mapping[str, Any]) -> Changes:
        """Keep conditions under a name; one of that name gets the new conditions."""
        name = _checked(name)
        with self._workplace.database.transaction() as session:
            record = session.scalars(
                select(SavedFilter).where(*self._mine(noun), SavedFilter.name == name)
            ).first()
            if record is None:
                record = self._workplace.add(session, SavedFilter(noun=noun, name=name))
            record.conditions = dict(conditions)
            self._workplace.touch(record)
            self._log(session, "保存", record)
            session.flush()
            return Changes.of("saved_filter", key=record.id)

    def rename_filter(self, *, key: int, name: str) -> Changes:
        """Give a 筛选方案 another name; raises UserFacingError when it is taken."""
        name = _checked(name)
        with self._workplace.database.transaction() as session:
            record = self._get(session, key)
            taken = select(SavedFilter.id).where(*self._mine(record.noun), SavedFilter.name == name)
            if session.scalar(taken.where(SavedFilter.id != key)):
                raise UserFacingError(f"已有名为“{name}”的筛选方案，请换一个名称。")
            record.name = name
            self._workplace.touch(record)
            self._log(session, "改名", record)
        return Changes.of("saved_filter", key=key)

    def delete_filter(self, *, key: int) -> Changes:
        """Throw a 筛选方案 away; no record of a roster hangs on it."""
        with self._workplace.database.transaction() as session:
            record = self._get(session, key)
            self._log(session, "删除", record)
            session.delete(record)
        return Changes.of("saved_filter")

    def _mine(self, noun: RosterNoun) -> tuple[Any, Any]:
        return SavedFilter.office_id == self._workplace.office_id, SavedFilter.noun == noun

    def _get(self, session: Session, key: int) -> SavedFilter:
        record = session.get(SavedFilter, key)
        if record is None:
            raise UserFacingError("这个筛选方案已经不在了，请重新打开菜单。")
        return record

    def _log(self, session: Session, act: str, record: SavedFilter) -> None:
        self._workplace.log(
            session,
            action=act,
            noun="saved_filter",
            summary=f"{act}筛选方案“{record.name}”",
            after=record.conditions,
        )


def _checked(name: str) -> str:
    name = name.strip()
    if not name:
        raise UserFacingError("请填写筛选方案的名称。")
    if len(name) > LONGEST_NAME:
        raise UserFacingError(f"筛选方案的名称请不要超过 {LONGEST_NAME} 个字。")
    return name
