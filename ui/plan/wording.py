"""What the plan tab says in words: how many a task is about, how it is drawn, who goes."""

from models.rules.class_ratios import group_label, quota_notes
from models.rules.draw import GroupCount
from models.rules.ratios import parse_percent, percent_text
from models.vocab import DrawMethod, OfficerMode, PlanStatus
from services.plan.rows import PlanRow, ScopeCount, TaskDraft

STATUS_TONES = {PlanStatus.DRAFT: "info", PlanStatus.APPROVED: "warn", PlanStatus.LOCKED: "ok"}
METHOD_TEXTS = {
    DrawMethod.DIRECTED: "定向（在符合条件的对象中抽取）",
    DrawMethod.STRATIFIED: "不定向（按镇街均衡抽取）",
}
OFFICER_MODE_TEXTS = {
    OfficerMode.TEAMS: "分组（先组成检查组，再分派对象）",
    OfficerMode.EACH: "逐户（每户随机配对检查人员）",
}


def count_sentence(count: ScopeCount, draft: TaskDraft) -> str:
    """Return 「范围内 884 户，可抽 860 户，6% 应抽 52 户，必查 1 户，预计检查 53 户次」, with risk classes class by class."""
    percent = parse_percent(draft.ratio)
    parts = [f"范围内 {count.matching:,} 户", f"可抽 {count.base:,} 户"]
    if percent is None:
        return "，".join((*parts, f"必查 {count.compulsory:,} 户"))
    share = f"{percent_text(percent)}% "
    if draft.class_ratios is not None:
        each = [f"{group_label(one.group)} {one.to_draw:,} 户（可抽 {one.base:,}）" for one in count.classes]
        share = f"其中应抽 {'、'.join(each)}，共" if each else ""
    parts += [f"{share}应抽 {count.to_draw:,} 户", f"必查 {count.compulsory:,} 户"]
    return "，".join((*parts, f"预计检查 {count.inspections:,} 户次"))


def quota_warnings(count: ScopeCount, draft: TaskDraft) -> tuple[str, ...]:
    """Return where a class draws nobody or everybody, before anybody is drawn."""
    if draft.class_ratios is None or count.base == 0:
        return ()
    groups = [GroupCount(one.group, one.base, one.base, min(one.to_draw, one.base)) for one in count.classes]
    return quota_notes(groups)


def batches_text(draft: TaskDraft) -> str:
    """Return how many times it is drawn."""
    return "一次抽取" if draft.batches == 1 else f"分 {draft.batches} 批抽取"


def officers_text(draft: TaskDraft) -> str:
    """Return how officers are drawn for the task."""
    if draft.officer_mode is OfficerMode.TEAMS:
        parts = [f"分组：{draft.teams or 1} 个检查组，每组 {draft.team_size} 人"]
    else:
        parts = [f"逐户：每户 {draft.team_size} 人"]
    parts += ["须有组长"] if draft.need_leader else []
    parts += ["须有专业人员"] if draft.need_expert else []
    return "，".join(parts)


def inspections_of(plan: PlanRow) -> int:
    """Return the inspections to come of the whole plan."""
    return sum(task.count.inspections for task in plan.tasks)


def plan_in_numbers(plan: PlanRow) -> str:
    """Return 「任务 2 项 · 预计检查 57 户次」."""
    return f"任务 {len(plan.tasks)} 项 · 预计检查 {inspections_of(plan):,} 户次"


def totals_text(plan: PlanRow) -> str:
    """Return the line under the list; the drawn and the inspected once there are any."""
    drawn = sum(task.drawn for task in plan.tasks)
    done = sum(task.done for task in plan.tasks)
    progress = f" · 已抽 {drawn:,} 户 · 已检 {done:,} 户" if drawn else ""
    return plan_in_numbers(plan) + progress


def approval_text(plan: PlanRow) -> str:
    """Return number, title of the paper, approver and dates, as far as there are any."""
    parts = [plan.document_number or "文号未填写"]
    if plan.approved_on is not None:
        parts.append(f"{plan.approved_by} {plan.approved_on.isoformat()} 审批")
    if plan.locked_at is not None:
        parts.append(f"{plan.locked_at:%Y-%m-%d %H:%M} 锁定")
    return " · ".join(parts)
