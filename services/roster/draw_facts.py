"""What the register says of each enterprise as the rule of the draw wants it: one reading for plan, frame and detail."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.rules.eligibility import EnterpriseFacts
from models.rules.roster_groups import is_in_force
from models.rules.scope import ScopeFacts
from models.tables.enterprise import Enterprise, EnterpriseHazard, EnterpriseLicence, EnterpriseTag
from models.tables.office import Town
from models.vocab import Hazard
from services.roster.enterprise_rows import EnterpriseDraft

T = TypeVar("T")

_COLUMNS = (
    Enterprise.id,
    Enterprise.credit_code,
    Enterprise.registration_number,
    Enterprise.status,
    Enterprise.is_case_only,
    Enterprise.industry,
    Enterprise.kind,
    Enterprise.town_code,
    Enterprise.risk_class,
    Enterprise.is_focus,
    Enterprise.is_dishonest,
    Enterprise.dishonest_from,
    Enterprise.dishonest_until,
    Enterprise.is_blacklisted,
    Enterprise.blacklist_from,
    Enterprise.blacklist_until,
    Enterprise.is_abnormal,
    Enterprise.abnormal_from,
    Enterprise.abnormal_until,
)


def read_draw_facts(session: Session, office_id: int, day: date) -> Iterator[tuple[int, EnterpriseFacts]]:
    """Yield key and facts of every enterprise that has not been retired, in the order of the keys; visits are left out."""
    hazards = _sets(session, select(EnterpriseHazard.enterprise_id, EnterpriseHazard.hazard))
    licences = _sets(session, select(EnterpriseLicence.enterprise_id, EnterpriseLicence.kind))
    tags = _sets(session, select(EnterpriseTag.enterprise_id, EnterpriseTag.tag))
    outside = set(session.scalars(select(Town.code).where(Town.in_district.is_(False))))
    none: frozenset[str] = frozenset()
    no_hazard: frozenset[Hazard] = frozenset()
    query = select(*_COLUMNS).where(Enterprise.office_id == office_id, Enterprise.retired_at.is_(None))
    for row in session.execute(query.order_by(Enterprise.id)):
        key, code, number, status, is_case_only, industry, kind, town, risk_class, is_focus, *lists = row
        scope = ScopeFacts(
            industry=industry,
            kind=kind,
            town=town,
            hazards=hazards.get(key, no_hazard),
            is_dishonest=lists[0] and _in_force(lists[0:3], day),
            is_blacklisted=lists[3] and _in_force(lists[3:6], day),
            is_abnormal=lists[6] and _in_force(lists[6:9], day),
            is_focus=is_focus,
            risk_class=risk_class,
            licences=licences.get(key, none),
            tags=tags.get(key, none),
        )
        yield key, EnterpriseFacts(code or number or "", status, town in outside, scope, is_case_only)


def facts_of_draft(draft: EnterpriseDraft, *, is_outside: bool, day: date, visits: int) -> EnterpriseFacts:
    """Return the facts of one enterprise whose draft is at hand."""
    scope = ScopeFacts(
        industry=draft.industry,
        kind=draft.kind,
        town=draft.town_code,
        hazards=draft.hazards,
        is_dishonest=_in_force((draft.is_dishonest, draft.dishonest_from, draft.dishonest_until), day),
        is_blacklisted=_in_force((draft.is_blacklisted, draft.blacklist_from, draft.blacklist_until), day),
        is_abnormal=_in_force((draft.is_abnormal, draft.abnormal_from, draft.abnormal_until), day),
        is_focus=draft.is_focus,
        risk_class=draft.risk_class,
        licences=frozenset(licence.kind for licence in draft.licences),
        tags=draft.tags,
    )
    code = draft.credit_code or draft.registration_number
    return EnterpriseFacts(code, draft.status, is_outside, scope, draft.is_case_only, visits)


def _in_force(entry: Sequence[Any], day: date) -> bool:
    """Whether an entry on a list (listed, from, until) holds on a day."""
    is_listed, starts_on, ends_on = entry
    return is_in_force(is_listed=is_listed, starts_on=starts_on, ends_on=ends_on, day=day)


def _sets(session: Session, pairs: Select[int, T]) -> dict[int, frozenset[T]]:
    found: dict[int, set[T]] = {}
    for key, part in session.execute(pairs):
        found.setdefault(key, set()).add(part)
    return {key: frozenset(parts) for key, parts in found.items()}
