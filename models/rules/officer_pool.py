"""Who of the officers may be drawn for a task, and the sentence for each who may not (行政处罚法 42; 计划二(二); R1, R2).

A certificate must be valid on every day of the window, not only on the day of the draw. Leave is another thing: an officer
who is away for a week of a long window can still inspect in it, one who is away for more than half of its days cannot.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from models.vocab import Industry, LeaveKind, OfficerStatus

_CERTIFICATE = re.compile(r"[0-9A-Z]+")


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which the inspections may take place, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class LeaveFacts:
    """Days on which an officer is away, both ends included."""

    kind: LeaveKind
    starts_on: date
    ends_on: date


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
    leaves: tuple[LeaveFacts, ...] = ()
    section: str = ""
    load: int = 0  # objects of the year, over all tasks


@dataclass(frozen=True, slots=True)
class RecusalFacts:
    """One 回避 with its period; None is an open end."""

    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class PoolRules:
    """What a task and the office add: the 科室 that take part (none: all) and the 工作量上限 (0: none)."""

    sections: frozenset[str] = frozenset()
    load_cap: int = 0


def exclusion(facts: OfficerFacts, window: Window, rules: PoolRules | None = None) -> str | None:
    """Return why the officer is not in the pool, or None."""
    return _unfit(facts, window) or _barred(facts, rules or PoolRules())


def _barred(facts: OfficerFacts, rules: PoolRules) -> str | None:
    if rules.sections and facts.section not in rules.sections:
        return f"所在科室（{facts.section or '未填'}）不参加本任务"
    if rules.load_cap and facts.load >= rules.load_cap:
        return f"本年度已承担{facts.load}户，达到工作量上限{rules.load_cap}户"
    return None


def _unfit(facts: OfficerFacts, window: Window) -> str | None:
    number, expiry = facts.certificate_number, facts.certificate_expires_on
    if facts.status is not OfficerStatus.ON_DUTY:
        return f"人员状态为{facts.status.label}，不是在岗"
    if not facts.is_regular:
        return "辅助人员，不是正式工作人员"
    if not number:
        return "没有填写执法证号"
    if _CERTIFICATE.fullmatch(number) is None:
        return f"执法证号“{number}”含有数字和大写字母以外的字符"
    if expiry is None:
        return "没有填写执法证有效期"
    if expiry < window.last:
        return f"执法证{expiry.year}年{expiry.month}月{expiry.day}日到期，不能覆盖检查期限"
    return absence(facts.leaves, window)


def absence(leaves: Iterable[LeaveFacts], window: Window) -> str | None:
    """Return which leave keeps an officer from the window, or None when present on at least half of its days."""
    touching = sorted(
        (leave for leave in leaves if leave.starts_on <= window.last and leave.ends_on >= window.first),
        key=lambda leave: (leave.starts_on, leave.ends_on, leave.kind),
    )
    total = (window.last - window.first).days + 1
    present = total - _days_away(touching, window)
    if present * 2 >= total:
        return None
    periods = "、".join(f"{_period(leave.starts_on, leave.ends_on)}{leave.kind.label}" for leave in touching)
    if total == 1:
        return periods
    days = f"{total} 天中只有 {present} 天在岗" if present else f"{total} 天都不在岗"
    return f"{periods}，检查期限 {days}"


def _days_away(leaves: Iterable[LeaveFacts], window: Window) -> int:
    """Count the days of the window that some leave covers; the leaves come by their first day."""
    away, counted_to = 0, window.first - timedelta(days=1)
    for leave in leaves:
        first = max(leave.starts_on, counted_to + timedelta(days=1))
        last = min(leave.ends_on, window.last)
        if last >= first:
            away += (last - first).days + 1
            counted_to = last
    return away


def _period(first: date, last: date) -> str:
    """Return 2022年6月1日至30日, saying year and month of the end only where they are others."""
    if first == last:
        return f"{first.year}年{first.month}月{first.day}日"
    end = f"{last.day}日"
    if (first.year, first.month) != (last.year, last.month):
        end = f"{last.month}月{end}"
    if first.year != last.year:
        end = f"{last.year}年{end}"
    return f"{first.year}年{first.month}月{first.day}日至{end}"


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
