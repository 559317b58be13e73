"""检查对象 as the database holds them, given out as drafts and rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import Session

from models.tables.enterprise import Enterprise, EnterpriseHazard, EnterpriseLicence, EnterpriseTag
from models.tables.office import Office, Town
from models.vocab import Hazard
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseRow, Licence

DETAIL_FIELDS = ("hazards", "licences", "tags")
"""The fields of a draft that have a table of their own."""

DRAFT_COLUMNS = tuple(one.name for one in fields(EnterpriseDraft) if one.name not in DETAIL_FIELDS)
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
    details = _details_of(session, [row.id for row in found]) if found else {}
    return [
        StoredEnterprise(row.id, row.uuid, _draft(row, details.get(row.id)), row.retired_at is not None)
        for row in found
    ]


def only_of(session: Session, office_id: int) -> list[ColumnElement[bool]]:
    """Return the condition that a record is the office's; none where there is but one office: it would ask for an index."""
    return [] if is_only_office(session) else [Enterprise.office_id == office_id]


def is_only_office(session: Session) -> bool:
    """Whether the database serves one office only, as it does on every desk."""
    return session.scalar(select(func.count()).select_from(Office)) == 1


def read_page(session: Session, office_id: int, keys: Sequence[int]) -> list[EnterpriseRow]:
    """Return the rows of these keys in their order; a key that is gone is left out."""
    rows = {row.key: row for row in read_rows(session, office_id, Enterprise.id.in_(keys), keys=keys)}
    return [rows[key] for key in keys if key in rows]


def read_rows(
    session: Session, office_id: int, *conditions: ColumnElement[bool], keys: Sequence[int] | None = None
) -> list[EnterpriseRow]:
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
        .where(*only_of(session, office_id), *conditions)
        .order_by(Enterprise.id)
    )
    known = (
        keys if keys is not None else select(Enterprise.id).where(*only_of(session, office_id), *conditions)
    )
    details = _details_of(session, known)
    return [_row(row, details.get(row.id)) for row in session.execute(query)]


@dataclass(slots=True)
class _Details:
    """What stands in tables of its own, of one record."""

    hazards: set[Hazard] = field(default_factory=set[Hazard])
    licences: list[Licence] = field(default_factory=list[Licence])
    tags: set[str] = field(default_factory=set[str])


def _details_of(session: Session, keys: Sequence[int] | Select[Any]) -> dict[int, _Details]:
    """Return the details of the records of these keys; records without any are left out."""
    found: dict[int, _Details] = {}
    for table, take in (
        (EnterpriseHazard, lambda details, row: details.hazards.add(row.hazard)),
        (EnterpriseTag, lambda details, row: details.tags.add(row.tag)),
        (
            EnterpriseLicence,
            lambda details, row: details.licences.append(Licence(row.kind, row.number, row.expires_on)),
        ),
    ):
        for row in session.execute(select(*table.__table__.c).where(table.enterprise_id.in_(keys))):
            take(found.setdefault(row.enterprise_id, _Details()), row)
    return found


def _draft(row: Any, details: _Details | None) -> EnterpriseDraft:
    values: dict[str, Any] = {name: row[place] for place, name in enumerate(DRAFT_COLUMNS)}
    for name in IDENTIFIERS:
        values[name] = values[name] or ""
    if details is not None:
        values |= {
            "hazards": frozenset(details.hazards),
            "licences": tuple(sorted(details.licences, key=licence_order)),
            "tags": frozenset(details.tags),
        }
    return EnterpriseDraft(**values)


def licence_order(licence: Licence) -> tuple[str, str]:
    """Return what licences are sorted by."""
    return licence.kind, licence.number


def _row(row: Any, details: _Details | None) -> EnterpriseRow:
    return EnterpriseRow(
        key=row.id,
        uuid=row.uuid,
        row_version=row.row_version,
        draft=_draft(row, details),
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
