"""信用风险分类的抽查比例: each class is drawn with its own ratio, between the office's floor and ceiling (细则 art. 14 ¶5; R21).

An enterprise without a class stands in a group of its own, drawn with the task's plain ratio.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from models.rules.draw import GroupCount
from models.rules.ratios import parse_percent, percent_text
from models.vocab import RiskClass

ClassShares = Mapping[RiskClass, Decimal]
UNCLASSED = ""


def parse_shares(text: str) -> dict[RiskClass, Decimal] | None:
    """Read the percentages of A/B/C/D such as ``1/2/10/30``; None when they are not four percentages."""
    parts = [parse_percent(part) for part in text.split("/")]
    if len(parts) != len(RiskClass) or None in parts:
        return None
    return {risk: part for risk, part in zip(RiskClass, parts, strict=True) if part is not None}


def find_share_problem(ratios: Mapping[str, str], floors: ClassShares, ceilings: ClassShares) -> str | None:
    """Return why the class ratios of a task may not be approved, or None. Every class needs one."""
    for risk in RiskClass:
        percent = parse_percent(ratios.get(risk, ""))
        if percent is None:
            return f"请填写 {risk} 类的抽查比例，应为 0 到 100 的百分数，例如 2 或 2.5。"
        if percent < floors[risk]:
            return f"{risk} 类抽查比例 {percent_text(percent)}% 低于下限 {percent_text(floors[risk])}%，请调整（下限可在设置中修改）。"
        if percent > ceilings[risk]:
            return f"{risk} 类抽查比例 {percent_text(percent)}% 高于上限 {percent_text(ceilings[risk])}%，请调整（上限可在设置中修改）。"
    return None


def ratio_words(ratio: str, class_ratios: Mapping[str, str] | None) -> str:
    """Return 抽查比例 as lists and papers print it: ``6%``, or ``A类1%、B类2%、C类10%、D类30%，未分类6%``."""
    if class_ratios is None:
        return f"{ratio}%"
    classes = "、".join(f"{group}类{percent}%" for group, percent in sorted(class_ratios.items()))
    return f"{classes}，未分类{ratio}%"


_WORDED = re.compile(r"([A-D])类([\d.]+)%")


def read_ratio_words(text: str) -> tuple[str, dict[str, str]] | None:
    """Read ``ratio_words`` of a task with classes back; None when the text is something else."""
    classes, found, plain = text.partition("，未分类")
    ratios = dict(_WORDED.findall(classes))
    if not found or ratio_words(plain.removesuffix("%"), ratios) != text or set(ratios) != set(RiskClass):
        return None
    return plain.removesuffix("%"), ratios


def group_of(risk: RiskClass | None, class_ratios: Mapping[str, str] | None) -> str:
    """Return the group of an enterprise in a draw; a task with one ratio for all has one group."""
    return UNCLASSED if class_ratios is None or risk is None else str(risk)


def ratio_by_group(
    ratio: str, class_ratios: Mapping[str, str] | None, groups: Iterable[str]
) -> dict[str, str]:
    """Return the sealed ratio of each group of a frame, in the shortest decimal text."""
    if class_ratios is None:
        return {UNCLASSED: ratio}
    return {group: class_ratios.get(group, ratio) for group in sorted(set(groups))}


def group_label(group: str, *, has_classes: bool = True) -> str:
    """Return how papers call a group: A类, 未分类, or 全部 where the task has no classes."""
    if group:
        return f"{group}类"
    return "未分类" if has_classes else "全部"


def quota_notes(groups: Iterable[GroupCount], *, is_batch: bool = False) -> tuple[str, ...]:
    """Say where a group draws nobody or everybody, so that nobody learns it from the result.

    ``is_batch``: earlier batches may have drawn what the ratio wants.
    """
    groups = tuple(groups)
    notes: list[str] = []
    for count in groups:
        who = group_label(count.group, has_classes=len(groups) > 1)
        if count.available == 0:
            notes.append(f"{who}没有可抽的对象（基数 {count.base} 户）。")
        elif count.places == 0:
            remedy = "以前各批已抽够，或比例过小" if is_batch else "请核对比例"
            notes.append(f"{who}本次应抽 0 户（可抽 {count.available} 户），{remedy}。")
        elif count.places == count.available:
            notes.append(f"{who}可抽的 {count.available} 户将全部抽中，等于全数检查。")
    return tuple(notes)
