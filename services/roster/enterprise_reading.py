"""检查对象 as the database holds them, given out as drafts and rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session

from models.tables.enterprise import Enterprise, EnterpriseHazard
from models.tables.office import Town
from models.vocab import Hazard
from services.roster.rows import EnterpriseDraft, EnterpriseFilter, EnterpriseRow

DRAFT_COLUMNS = tuple(field.name for field in fields(EnterpriseDraft) if field.name != "hazards")
"""The fields of a draft that are columns of the record."""

IDENTIFIERS = ("credit_code", "registration_number")
"""Stored as NULL where a draft has an empty text: two firms without a code are not duplicates."""

_SELECTED = tuple(getattr(Enterprise, name) for name in DRAFT_COLUMNS)


@dataclass(frozen=True, slots=True)
class StoredEnterprise:
    """A record as it stands in the database."""

    key: int
    uuid: str
    draft: EnterpriseDraft
    is_retired: bool


def read_stored(
    session: Session, office_id: int, *, codes: Iterable[str], numbers: Iterable[str]
) -> list[StoredEnterprise]:
    """Return the records that have one of the codes or 注册号."""
    query = select(*_SELECTED, Enterprise.id, Enterprise.uuid, Enterprise.retired_at).where(
        Enterprise.office_id == office_id,
        or_(Enterprise.credit_code.in_(list(codes)), Enterprise.registration_number.in_(list(numbers))),
    )
    found = session.execute(query).all()
    hazards = hazards_by_enterprise(session, [row.id for row in found])
    return [
        StoredEnterprise(
            row.id, row.uuid, _draft(row, hazards.get(row.id, frozenset())), row.retired_at is not None
        )
        for row in found
    ]


def read_rows(session: Session, office_id: int, *conditions: ColumnElement[bool]) -> list[EnterpriseRow]:
    """Return the rows that meet the conditions, in the order they were entered."""
    columns = (
        Enterprise.id,
        Enterprise.uuid,
        Enterprise.row_version,
        Enterprise.updated_at,
        Enterprise.retired_at,
    )
    query = (
        select(
            *_SELECTED, *columns, Enterprise.retired_reason, Town.name.label("town_name"), Town.in_district
        )
        .outerjoin(Town, Town.code == Enterprise.town_code)
        .where(Enterprise.office_id == office_id, *conditions)
        .order_by(Enterprise.id)
    )
    hazards = _hazards_of(
        session, select(Enterprise.id).where(Enterprise.office_id == office_id, *conditions)
    )
    return [_row(row, hazards.get(row.id, frozenset())) for row in session.execute(query)]


def hazards_by_enterprise(session: Session, keys: Sequence[int]) -> dict[int, frozenset[Hazard]]:
    """Return the 重点标记 of the given records; those without any are left out."""
    return _hazards_of(session, keys) if keys else {}


def conditions_of(wanted: EnterpriseFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter; each word of the text must occur in one of the searched columns."""
    conditions: list[ColumnElement[bool]] = [_contains(word) for word in wanted.text.split()]
    for column, values in (
        (Enterprise.industry, wanted.industries),
        (Enterprise.status, wanted.statuses),
        (Enterprise.kind, wanted.kinds),
    ):
        if values:
            conditions.append(column.in_(values))
    if wanted.towns:
        codes = [code for code in wanted.towns if code is not None]
        unknown = Enterprise.town_code.is_(None) if None in wanted.towns else false()
        conditions.append(or_(Enterprise.town_code.in_(codes), unknown))
    if wanted.hazards:
        flagged = select(EnterpriseHazard.enterprise_id).where(EnterpriseHazard.hazard.in_(wanted.hazards))
        conditions.append(Enterprise.id.in_(flagged))
    if wanted.only_dishonest:
        conditions.append(Enterprise.is_dishonest.is_(True))
    if wanted.only_guessed:
        conditions.append(Enterprise.industry_is_guess.is_(True))
    if not wanted.with_retired:
        conditions.append(Enterprise.retired_at.is_(None))
    return conditions


def _contains(word: str) -> ColumnElement[bool]:
    searched = (
        Enterprise.name,
        Enterprise.credit_code,
        Enterprise.registration_number,
        Enterprise.address,
        Enterprise.legal_representative,
        Enterprise.contact,
        Enterprise.phone,
    )
    return or_(*(column.icontains(word, autoescape=True) for column in searched))


def _hazards_of(session: Session, keys: Sequence[int] | Select[Any]) -> dict[int, frozenset[Hazard]]:
    query = select(EnterpriseHazard.enterprise_id, EnterpriseHazard.hazard).where(
        EnterpriseHazard.enterprise_id.in_(keys)
    )
    found: dict[int, set[Hazard]] = {}
    for key, hazard in session.execute(query):
        found.setdefault(key, set()).add(hazard)
    return {key: frozenset(hazards) for key, hazards in found.items()}


def _draft(row: Any, hazards: frozenset[Hazard]) -> EnterpriseDraft:
    values: dict[str, Any] = {name: row[place] for place, name in enumerate(DRAFT_COLUMNS)}
    for name in IDENTIFIERS:
        values[name] = values[name] or ""
    return EnterpriseDraft(**values, hazards=hazards)


def _row(row: Any, hazards: frozenset[Hazard]) -> EnterpriseRow:
    return EnterpriseRow(
        key=row.id,
        uuid=row.uuid,
        row_version=row.row_version,
        draft=_draft(row, hazards),
        town_name=row.town_name or "待定",
        is_in_district=row.in_district is not False,
        updated_at=row.updated_at,
        retired_at=row.retired_at,
        retired_reason=row.retired_reason,
    )


def same_identifier(code: str, number: str) -> ColumnElement[bool]:
    """Return the condition that finds the record with one of two identifiers."""
    wanted = [Enterprise.credit_code == code] if code else []
    if number:
        wanted.append(Enterprise.registration_number == number)
    return or_(false(), *wanted)
