"""Who of the officers may be drawn for a task, and the sentence for each who may not (行政处罚法 42; 计划二(二); R1, R2).

A certificate must be valid on every day of the window, not only on the day of the draw.
"""

import re
from dataclasses import dataclass
from datetime import date

from models.vocab import Industry, OfficerStatus

_CERTIFICATE = re.compile(r"[0-9A-Z]+")


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which the inspections may take place, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """What the roster says of one officer."""

    certificate_number: str
    certificate_expires_on: date | None
    is_regular: bool
    status: OfficerStatus
    is_leader_qualified: bool
    is_expert: bool
    industries: frozenset[Industry]


@dataclass(frozen=True, slots=True)
class RecusalFacts:
    """One 回避 with its period; None is an open end."""

    starts_on: date | None
    ends_on: date | None


def exclusion(facts: OfficerFacts, window: Window) -> str | None:
    """Return why the officer is not in the pool, or None."""
    number, expiry = facts.certificate_number, facts.certificate_expires_on
    if facts.status is not OfficerStatus.ON_DUTY:
        return f"人员状态为{facts.status.label}，不是在岗"
    if not facts.is_regular:
        return "不是正式工作人员"
    if not number:
        return "没有填写执法证号"
    if _CERTIFICATE.fullmatch(number) is None:
        return f"执法证号“{number}”含有数字和大写字母以外的字符"
    if expiry is None:
        return "没有填写执法证有效期"
    if expiry < window.last:
        return f"执法证{expiry.year}年{expiry.month}月{expiry.day}日到期，不能覆盖检查期限"
    return None


def matches_industries(facts: OfficerFacts, industries: frozenset[Industry]) -> bool:
    """Return whether the officer counts as the task's expert (R29).

    One of the officer's industries is one of the task's; a 专家 with no industry recorded matches every task.
    """
    return bool(facts.industries & industries) or (facts.is_expert and not facts.industries)


def applies_in(recusal: RecusalFacts, window: Window) -> bool:
    """Return whether a recusal touches any day of the window."""
    begun = recusal.starts_on is None or recusal.starts_on <= window.last
    ended = recusal.ends_on is not None and recusal.ends_on < window.first
    return begun and not ended
