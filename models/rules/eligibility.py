"""What an enterprise is in the frame of a draw, and the sentence that says why (细则 art. 5, 11, 14; protocol, §1).

An enterprise may dispute each of these answers: the first reason that applies, in the order below, is the one printed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.roster_groups import GONGMAO
from models.rules.scope import Scope, ScopeFacts
from models.vocab import EnterpriseStatus, EntityKind, EntryKind


@dataclass(frozen=True, slots=True)
class EnterpriseFacts:
    """What the register and the year's work say of one enterprise; ``visits`` counts the year's inspections."""

    code: str  # 统一社会信用代码 or 注册号, "" for neither
    status: EnterpriseStatus
    is_outside: bool  # 区外
    scope: ScopeFacts
    is_case_only: bool = False  # kept for 个案检查 (art. 1 ¶2)
    visits: int = 0
    last_visit_on: date | None = None
    was_compulsory_in_task: bool = False
    was_drawn_in_task: bool = False


@dataclass(frozen=True, slots=True)
class EligibilityRules:
    """The task's conditions and the office's settings (domain, §11)."""

    scope: Scope
    yearly_cap: int
    cap_exempts_industries: bool = False  # 按细则字面: art. 14 ¶4 leaves out the units of ¶2 and ¶3
    includes_individuals: bool = True
    rested_since: date | None = (
        None  # 窗口期: one inspected on this day or later is not drawn; None: no window
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """``kind`` is None for an enterprise that is not in the frame; only S has no reason."""

    kind: EntryKind | None
    reason: str = ""


_WORDS = (
    ("已达年度频次上限", "频次上限"),
    ("窗口期", "窗口期"),
    ("本任务已抽", "本任务已抽"),
    ("本任务已列入必查", "已列入必查"),
    ("没有统一社会信用代码", "无代码"),
    ("登记状态为", "状态"),
    ("住所在区外", "区域"),
    ("不符合任务条件", "条件不符"),
    ("个体工商户", "个体工商户"),
    ("仅用于个案检查", "仅个案检查"),
    ("不在平台抽取名单内", "平台未抽中"),
)
OTHER_REASON = "其他原因"


def reason_word(reason: str) -> str:
    """Return the short word under which a list gathers a sentence of ``judge``, also one that was sealed years ago."""
    return next(
        (word for begins, word in _WORDS if reason.startswith(begins)), OTHER_REASON if reason else ""
    )


def judge(facts: EnterpriseFacts, rules: EligibilityRules) -> Verdict:
    """Return what the enterprise is in this draw."""
    outside = _not_in_frame(facts, rules)
    if outside:
        return Verdict(None, outside)
    if facts.was_drawn_in_task:
        return Verdict(EntryKind.EXCLUDED, "本任务已抽")
    if lists := _lists(facts.scope):
        return Verdict(EntryKind.COMPULSORY, f"{'、'.join(lists)}，必查")
    if facts.visits >= rules.yearly_cap and not _is_exempt(facts, rules):
        return Verdict(
            EntryKind.EXCLUDED, f"已达年度频次上限（本年度已列入{facts.visits}次，上限{rules.yearly_cap}次）"
        )
    last = facts.last_visit_on
    if rules.rested_since is not None and last is not None and last >= rules.rested_since:
        return Verdict(
            EntryKind.EXCLUDED,
            f"窗口期：{last.isoformat()}已检查，{rules.rested_since.isoformat()}以后检查过的本次不抽",
        )
    return Verdict(EntryKind.SELECTABLE)


def _lists(facts: ScopeFacts) -> list[str]:
    """Return the lists in force for which art. 14 ¶3 wants every unit inspected."""
    named = (("严重失信主体", facts.is_dishonest), ("安全生产黑名单", facts.is_blacklisted))
    return [name for name, is_listed in named if is_listed]


def _not_in_frame(facts: EnterpriseFacts, rules: EligibilityRules) -> str | None:
    if facts.is_case_only:
        return "仅用于个案检查"
    if not facts.code:
        return "没有统一社会信用代码，也没有注册号"
    if facts.status is not EnterpriseStatus.ACTIVE:
        return f"登记状态为{facts.status.label}，不是存续"
    if facts.is_outside:
        return "住所在区外"
    if facts.scope.kind is EntityKind.INDIVIDUAL and not rules.includes_individuals:
        return "个体工商户，按本局设置不列入"
    refusal = rules.scope.refusal(facts.scope)
    if refusal:
        return f"不符合任务条件：{refusal}"
    return "本任务已列入必查" if facts.was_compulsory_in_task else None


def _is_exempt(facts: EnterpriseFacts, rules: EligibilityRules) -> bool:
    return rules.cap_exempts_industries and facts.scope.industry in GONGMAO


def rest_begins_on(first_day: date, months: int) -> date | None:
    """Return the first day of the 窗口期 before a window of inspections; None for no window.

    The same day so many months earlier, or the last of that month where it has no such day.
    """
    if months <= 0:
        return None
    total = first_day.year * 12 + first_day.month - 1 - months
    year, month = divmod(total, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)  # the first of the month that follows
    last = (after - timedelta(days=1)).day
    return date(year, month + 1, min(first_day.day, last))
