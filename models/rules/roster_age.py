"""How old a roster may be: it is renewed at least once a year (细则 art. 5; R11).

From the 330th day on the office is warned; after 365 days a draw needs a written reason. A roster is renewed by a change,
by an import, and by a confirmation that it was checked and little had changed.
"""

from dataclasses import dataclass
from datetime import date

WARN_DAYS = 330
LAST_DAY = 365


@dataclass(frozen=True, slots=True)
class RosterAge:
    """How many days ago the roster was renewed; ``updated_on`` is None for a roster that never held anything."""

    updated_on: date | None
    days: int

    @property
    def is_due(self) -> bool:
        """Whether the office should renew it soon, or should have."""
        return self.days >= WARN_DAYS

    @property
    def is_stale(self) -> bool:
        """Whether a draw from it needs a written reason."""
        return self.days > LAST_DAY


def roster_age(updated_on: date | None, today: date) -> RosterAge:
    """Return the age of a roster; a clock set back makes none older."""
    return RosterAge(updated_on, max((today - updated_on).days, 0) if updated_on else 0)


def age_sentence(age: RosterAge) -> str:
    """Return what is to be said of an old roster, "" of one that is young enough."""
    if age.updated_on is None or not age.is_due:
        return ""
    since = f"名录库已 {age.days} 天没有更新（最近更新 {age.updated_on.isoformat()}）"
    if age.is_stale:
        return f"{since}，超过一年。细则第五条要求每年至少更新一次，请先更新或核对名录库。"
    left = LAST_DAY - age.days
    when = f"再过 {left} 天就满一年" if left else "今天满一年"
    return f"{since}，{when}，请及时更新或核对（细则第五条）。"


def find_age_problem(age: RosterAge, reason: str) -> str:
    """Return why the roster may not be drawn from, "" when it may; an old one may with a written reason (R11)."""
    if not age.is_stale or reason.strip():
        return ""
    return (
        f"名录库已 {age.days} 天没有更新，超过一年（细则第五条）。请先更新或核对名录库；"
        "确需现在抽取的，请写明理由，理由记入封存记录和操作日志。"
    )
