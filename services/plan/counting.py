"""Counts the enterprises that a task is about: one reading of the roster, judged by the same rule as the draw."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from models.rules.class_ratios import group_of
from models.rules.eligibility import EligibilityRules, EnterpriseFacts, judge
from models.rules.ratios import parse_percent, required_count
from models.rules.scope import Scope
from models.tables.office import Office
from models.vocab import EntryKind
from services.plan.rows import ClassCount, ScopeCount
from services.roster.draw_facts import read_draw_facts


def load_roster_facts(session: Session, office_id: int, day: date) -> list[EnterpriseFacts]:
    """Read what scopes look at of every enterprise that has not been retired, as it would be drawn on ``day``.

    The year's visits are left out.
    """
    return [facts for _key, facts in read_draw_facts(session, office_id, day)]


def count_scope(
    roster: Sequence[EnterpriseFacts],
    scope: Scope,
    percent: Decimal | None,
    office: Office,
    class_ratios: Mapping[str, str] | None = None,
) -> ScopeCount:
    """Count a scope over the roster; an unreadable ratio draws nobody. Each risk class is rounded up by itself (R21)."""
    rules = EligibilityRules(
        scope, office.yearly_cap, office.cap_exempts_industries, office.includes_individuals
    )
    kinds = [judge(facts, rules).kind for facts in roster]
    groups = Counter(
        group_of(facts.scope.risk_class, class_ratios)
        for facts, kind in zip(roster, kinds, strict=True)
        if kind is EntryKind.SELECTABLE
    )
    shares = {risk: parse_percent(text) for risk, text in (class_ratios or {}).items()}
    counts = [
        ClassCount(group, number, required_count(number, shares.get(group, percent) or Decimal(0)))
        for group, number in sorted(groups.items(), key=_classes_first)
    ]
    return ScopeCount(
        matching=sum(scope.covers(facts.scope) for facts in roster),
        base=groups.total(),
        compulsory=kinds.count(EntryKind.COMPULSORY),
        to_draw=sum(count.to_draw for count in counts),
        classes=() if class_ratios is None else tuple(counts),
    )


def _classes_first(item: tuple[str, int]) -> tuple[bool, str]:
    """Order A to D, then 未分类."""
    return not item[0], item[0]
