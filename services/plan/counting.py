"""Counts the enterprises that a task is about: one reading of the roster, the same rule as the draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.ratios import required_count
from models.rules.scope import Scope, ScopeFacts
from models.tables.enterprise import Enterprise, EnterpriseHazard
from models.tables.office import Town
from models.vocab import EnterpriseStatus, Hazard
from services.plan.rows import ScopeCount


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """One enterprise as the counting sees it."""

    scope: ScopeFacts
    may_be_drawn: bool  # 存续, in the district, with a code


def load_roster_facts(session: Session, office_id: int) -> list[RosterFacts]:
    """Read what scopes look at of every enterprise that has not been retired."""
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
        RosterFacts(
            ScopeFacts(industry, kind, town, frozenset(hazards.get(key, ())), is_dishonest),
            status is EnterpriseStatus.ACTIVE and town not in outside and bool(code or number),
        )
        for key, industry, kind, town, is_dishonest, status, code, number in session.execute(query)
    ]


def count_scope(roster: Sequence[RosterFacts], scope: Scope, percent: Decimal | None) -> ScopeCount:
    """Count a scope over the roster; an unreadable ratio draws nobody."""
    matching = [facts for facts in roster if scope.covers(facts.scope)]
    eligible = [facts for facts in matching if facts.may_be_drawn]
    compulsory = sum(facts.scope.is_dishonest for facts in eligible)
    base = len(eligible) - compulsory
    return ScopeCount(len(matching), base, compulsory, required_count(base, percent or Decimal(0)))
