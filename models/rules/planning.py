"""抽查计划: what a task needs before it may be approved, and how its words are printed (细则 art. 14, 计划 annex)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.rules.ratios import parse_percent
from models.rules.roster_groups import GONGMAO
from models.rules.scope import Scope
from models.vocab import OfficerMode


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What the checks look at in one task of the plan of ``year``."""

    year: int
    name: str
    subject: str
    target: str
    ratio: str
    ratio_reason: str
    starts_on: date
    ends_on: date
    scope: Scope
    batches: int
    officer_mode: OfficerMode
    team_size: int
    teams: int | None
    item_count: int
    class_ratios: Mapping[str, str] | None = None


def check_task(task: TaskFacts, ratio_floor: Decimal) -> dict[str, str]:
    """Return field name → sentence for everything that keeps the task from being saved."""
    problems = {
        field: sentence
        for field, value, sentence in (
            ("name", task.name, "请填写抽查任务名称。"),
            ("subject", task.subject, "请填写抽查事项。"),
            ("target", task.target, "请填写检查对象。"),
        )
        if not value.strip()
    }
    percent = parse_percent(task.ratio)
    if percent is None or percent == 0:
        problems["ratio"] = "抽查比例应为大于 0、不超过 100 的百分数，例如 15 或 6.5。"
    elif ratio_needs_reason(task, ratio_floor) and not task.ratio_reason.strip():
        which = "、".join(low_groups(task, ratio_floor))
        problems["ratio_reason"] = f"工贸行业{which}抽查比例低于 {ratio_floor}%（细则第十四条），请写明理由。"
    if task.ends_on < task.starts_on:
        problems["ends_on"] = "抽查时间的结束日期早于开始日期。"
    elif task.starts_on.year != task.year:
        problems["starts_on"] = f"抽查时间应从 {task.year} 年度内开始。"
    if task.batches < 1:
        problems["batches"] = "抽取批次至少为 1。"
    if task.team_size < 2:
        problems["team_size"] = "每组检查人员不得少于 2 人。"
    if task.officer_mode is OfficerMode.TEAMS and (task.teams is None or task.teams < 1):
        problems["teams"] = "分组抽取时，检查组至少为 1 组。"
    if task.item_count == 0:
        problems["items"] = "请至少选择一项检查内容。"
    return problems


def ratio_needs_reason(task: TaskFacts, ratio_floor: Decimal) -> bool:
    """Whether a ratio lies below the floor for a task on the eight industries (R15).

    With risk classes each ratio is looked at by itself, whatever the classes weigh: an enterprise of class A may say
    that its like are inspected at 1 %, so the low class is what has to be explained, not the mean.
    """
    concerned = not task.scope.industries or bool(task.scope.industries & GONGMAO)
    percent = parse_percent(task.ratio)
    return concerned and (
        bool(low_groups(task, ratio_floor)) or (percent is not None and percent < ratio_floor)
    )


def low_groups(task: TaskFacts, ratio_floor: Decimal) -> list[str]:
    """Return the classes whose ratio lies below the floor (A类, 未分类); none for a task with one ratio for all."""
    if task.class_ratios is None:
        return []
    ratios = [(f"{group}类", text) for group, text in sorted(task.class_ratios.items())]
    shares = [(name, parse_percent(text)) for name, text in (*ratios, ("未分类", task.ratio))]
    return [name for name, percent in shares if percent is not None and percent < ratio_floor]


def check_scheme(title: str, content: str, written_by: str) -> dict[str, str]:
    """Return field name → sentence for what a 工作方案 cannot do without (细则 art. 12)."""
    wanted = (
        ("title", title, "方案名称"),
        ("content", content, "检查内容"),
        ("written_by", written_by, "拟稿人"),
    )
    return {field: f"请填写工作方案的{name}。" for field, value, name in wanted if not value.strip()}


def period_text(starts_on: date, ends_on: date) -> str:
    """Return 抽查时间 as the annex prints it: ``2022年5月—12月``."""
    first = f"{starts_on.year}年{starts_on.month}月"
    if (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month):
        return first
    last = f"{ends_on.month}月" if starts_on.year == ends_on.year else f"{ends_on.year}年{ends_on.month}月"
    return f"{first}—{last}"
