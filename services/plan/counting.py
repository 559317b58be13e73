"""Counts the enterprises that a task is about: one reading of the roster, judged by the same rule as the draw."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.eligibility import EligibilityRules, EnterpriseFacts, judge
from models.rules.ratios import required_count
from models.rules.scope import Scope, ScopeFacts
from models.tables.enterprise import Enterprise, EnterpriseHazard
from models.tables.office import Office, Town
from models.vocab import EntryKind, Hazard
from services.plan.rows import ScopeCount


def load_roster_facts(session: Session, office_id: int) -> list[EnterpriseFacts]:
    """Read what scopes look at of every enterprise that has not been retired; the year's visits are left out."""
    hazards: dict[int, set[Hazard]] = {}
    for enterprise_id, hazard in session.execute(
        select(EnterpriseHazard.enterprise_id, EnterpriseHazard.hazard)
    ):
        hazards.setdefault(enterprise_id, set()).add(hazard)
    outside = set(session.scalars(select(Town.code).where(Town.in_district.is_(False))))
    query = select(
        Enterprise.id,
        Enterprise.industry,
        Enterprise.kind,
        Enterprise.town_code,
        Enterprise.is_dishonest,
        Enterprise.status,
        Enterprise.credit_code,
        Enterprise.registration_number,
    ).where(Enterprise.office_id == office_id, Enterprise.retired_at.is_(None))
    return [
        EnterpriseFacts(
            code=code or number or "",
            status=status,
            is_outside=town in outside,
            scope=ScopeFacts(industry, kind, town, frozenset(hazards.get(key, ())), is_dishonest),
        )
        for key, industry, kind, town, is_dishonest, status, code, number in session.execute(query)
    ]


def count_scope(
    roster: Sequence[EnterpriseFacts], scope: Scope, percent: Decimal | None, office: Office
) -> ScopeCount:
    """Count a scope over the roster; an unreadable ratio draws nobody."""
    rules = EligibilityRules(
        scope, office.yearly_cap, office.cap_exempts_industries, office.includes_individuals
    )
    kinds = [judge(facts, rules).kind for facts in roster]
    base = kinds.count(EntryKind.SELECTABLE)
    return ScopeCount(
        matching=sum(scope.covers(facts.scope) for facts in roster),
        base=base,
        compulsory=kinds.count(EntryKind.COMPULSORY),
        to_draw=required_count(base, percent or Decimal(0)),
    )
