"""Counts the enterprises that a task is about: one reading of the roster, judged by the same rule as the draw."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from models.rules.eligibility import EligibilityRules, EnterpriseFacts, judge
from models.rules.ratios import required_count
from models.rules.scope import Scope
from models.tables.office import Office
from models.vocab import EntryKind
from services.plan.rows import ScopeCount
from services.roster.draw_facts import read_draw_facts


def load_roster_facts(session: Session, office_id: int, day: date) -> list[EnterpriseFacts]:
    """Read what scopes look at of every enterprise that has not been retired, as it would be drawn on ``day``.

    The year's visits are left out.
    """
    return [facts for _key, facts in read_draw_facts(session, office_id, day)]


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
