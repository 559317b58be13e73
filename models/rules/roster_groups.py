"""Which of the six kinds of 检查对象 an enterprise belongs to (细则 art. 5); it may belong to several, or to none.

The two lists count only while the entry is in force: from the day it was put on until the day it is taken off, both included.
"""

from datetime import date
from typing import Protocol

from models.vocab import Hazard, Industry, RosterGroup

GONGMAO = frozenset(Industry) - {Industry.OTHER}
"""The eight 工贸 industries of art. 5(一) and art. 14 ¶2, for which the yearly ratio has a floor."""

GROUP_HAZARDS = frozenset({Hazard.DUST_EXPLOSION, Hazard.CONFINED_SPACE, Hazard.AMMONIA})
"""The hazards of art. 5(二)."""


class GroupFacts(Protocol):
    """What the groups look at in one enterprise; the lists as they stand on the day asked about."""

    @property
    def industry(self) -> Industry:
        """工贸行业."""
        ...

    @property
    def hazards(self) -> frozenset[Hazard]:
        """重点标记."""
        ...

    @property
    def is_dishonest(self) -> bool:
        """严重失信主体."""
        ...

    @property
    def is_blacklisted(self) -> bool:
        """安全生产黑名单."""
        ...

    @property
    def is_focus(self) -> bool:
        """其他应当实施随机抽查的."""
        ...


def roster_groups(facts: GroupFacts) -> frozenset[RosterGroup]:
    """Return the groups of art. 5 (一) to (六) that the enterprise belongs to."""
    claims = (
        (RosterGroup.TRADES, facts.industry in GONGMAO),
        (RosterGroup.HAZARDS, bool(facts.hazards & GROUP_HAZARDS)),
        (RosterGroup.MAJOR_HAZARD, Hazard.MAJOR_HAZARD in facts.hazards),
        (RosterGroup.DISHONEST, facts.is_dishonest),
        (RosterGroup.BLACKLIST, facts.is_blacklisted),
        (RosterGroup.OTHER, facts.is_focus),
    )
    return frozenset(group for group, belongs in claims if belongs)


def is_in_force(*, is_listed: bool, starts_on: date | None, ends_on: date | None, day: date) -> bool:
    """Whether an entry on a list holds on a day; an entry without dates holds until it is struck."""
    if not is_listed or (starts_on is not None and day < starts_on):
        return False
    return ends_on is None or day <= ends_on
