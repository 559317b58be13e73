"""The roster of any past day: today's records, walked back through what changed since (细则 art. 5).

One query reads the records and one what changed after that moment, however many there are. A record counts from the moment
it was added, and not while it was retired; what an import changed is undone with the rest.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables.base import BEIJING
from models.tables.enterprise import Enterprise
from models.tables.office import Town
from models.tables.roster import RosterChange
from models.vocab import RosterNoun
from services.roster.enterprise_reading import read_rows
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseRow
from services.roster.history import RETIRED, to_json
from services.roster.stored_values import has_field, value_from_json

UNKNOWN_TOWN = "待定"

Retirement = tuple[datetime, str]
"""When a record left the roster, and why."""


def end_of(day: date) -> datetime:
    """Return the moment up to which a day's changes count, itself not included."""
    return datetime.combine(day + timedelta(days=1), time(0), BEIJING)


def just_after(moment: datetime) -> datetime:
    """Return the moment up to which what happened at ``moment`` counts: the whole of its second."""
    return moment.replace(microsecond=0) + timedelta(seconds=1)


def values_before(
    session: Session, office_id: int, noun: RosterNoun, until: datetime, record_id: int | None = None
) -> dict[int, dict[str, str]]:
    """Return record → field → JSON of its value before ``until``, for the fields that changed at or after it."""
    query = (
        select(RosterChange.record_id, RosterChange.field, RosterChange.old)
        .where(RosterChange.office_id == office_id, RosterChange.noun == noun, RosterChange.at >= until)
        .order_by(RosterChange.id.desc())
    )
    if record_id is not None:
        query = query.where(RosterChange.record_id == record_id)
    found: dict[int, dict[str, str]] = {}
    for record, field, old in session.execute(query):
        found.setdefault(record, {})[field] = old  # the earliest change after the moment comes last and stays
    return found


def enterprises_before(
    session: Session, office_id: int, until: datetime, *, key: int | None = None, with_retired: bool = False
) -> list[EnterpriseRow]:
    """Return the rows as they stood just before ``until``, in the order they were entered."""
    conditions = [Enterprise.created_at < until] + ([Enterprise.id == key] if key is not None else [])
    changed = values_before(session, office_id, RosterNoun.ENTERPRISE, until, key)
    towns = {
        code: (name, in_district)
        for code, name, in_district in session.execute(select(Town.code, Town.name, Town.in_district))
    }
    left = _retirements(session, office_id, until) if with_retired else {}
    rows = [
        _walked_back(row, changed.get(row.key, {}), until, towns, left.get(row.key))
        for row in read_rows(session, office_id, *conditions)
    ]
    return rows if with_retired else [row for row in rows if not row.is_retired]


def _retirements(session: Session, office_id: int, until: datetime) -> dict[int, Retirement]:
    """Return the last leaving of each record before ``until``."""
    query = (
        select(RosterChange.record_id, RosterChange.at, RosterChange.why)
        .where(
            RosterChange.office_id == office_id,
            RosterChange.noun == RosterNoun.ENTERPRISE,
            RosterChange.field == RETIRED,
            RosterChange.new == to_json(True),
            RosterChange.at < until,
        )
        .order_by(RosterChange.id)
    )
    return {record: (at, why) for record, at, why in session.execute(query)}


def _walked_back(
    row: EnterpriseRow,
    values: Mapping[str, str],
    until: datetime,
    towns: Mapping[str, tuple[str, bool]],
    left: Retirement | None,
) -> EnterpriseRow:
    retired_at, reason = None, ""
    if _was_retired(row, values, until):
        known = RETIRED not in values and row.retired_at is not None
        retired_at, reason = (row.retired_at, row.retired_reason) if known else left or (row.updated_at, "")
    draft = _draft_before(row.draft, values)
    if draft is row.draft and retired_at == row.retired_at:
        return row
    town_name, in_district = towns.get(draft.town_code or "", (UNKNOWN_TOWN, True))
    return replace(
        row,
        draft=draft,
        town_name=town_name,
        is_in_district=in_district,
        retired_at=retired_at,
        retired_reason=reason,
    )


def _was_retired(row: EnterpriseRow, values: Mapping[str, str], until: datetime) -> bool:
    if (old := values.get(RETIRED)) is not None:
        return bool(value_from_json(EnterpriseDraft, RETIRED, old))
    return row.retired_at is not None and row.retired_at < until


def _draft_before(draft: EnterpriseDraft, values: Mapping[str, str]) -> EnterpriseDraft:
    known: dict[str, Any] = {
        name: value_from_json(EnterpriseDraft, name, old)
        for name, old in values.items()
        if has_field(EnterpriseDraft, name)
    }
    return replace(draft, **known) if known else draft
