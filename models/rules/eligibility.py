"""What an enterprise is in the frame of a draw, and the sentence that says why (细则 art. 5, 11, 14; protocol, §1).

An enterprise may dispute each of these answers: the first reason that applies, in the order below, is the one printed.
"""

from dataclasses import dataclass

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
    was_compulsory_in_task: bool = False
    was_drawn_in_task: bool = False


@dataclass(frozen=True, slots=True)
class EligibilityRules:
    """The task's conditions and the office's settings (domain, §11)."""

    scope: Scope
    yearly_cap: int
    cap_exempts_industries: bool = False  # 按细则字面: art. 14 ¶4 leaves out the units of ¶2 and ¶3
    includes_individuals: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """``kind`` is None for an enterprise that is not in the frame; only S has no reason."""

    kind: EntryKind | None
    reason: str = ""


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
