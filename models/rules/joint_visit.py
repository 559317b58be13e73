"""综合查一次: two tasks that hold the same enterprise may inspect it in one visit (R69; 国办发〔2024〕54号).

Each task keeps its own record and result; only the visit is one, and the yearly cap counts it once.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """One drawn place as the rule looks at it; ``name`` is how a sentence calls it, e.g. 2022-01-1 第3户."""

    name: str
    enterprise: int
    draw: int
    is_live: bool
    is_inspected: bool
    is_joined: bool


def merge_refusal(one: PlaceFacts, other: PlaceFacts) -> str:
    """Return why two places cannot be one visit, "" when they can. No place is joined twice: there are no chains."""
    if one.enterprise != other.enterprise:
        return f"{one.name}与{other.name}不是同一户企业，不能合并检查。"
    if one.draw == other.draw:
        return f"{one.name}与{other.name}属于同一次抽取，不需合并检查。"
    for place in (one, other):
        if not place.is_live:
            return f"{place.name}已不在现行名单中，不能合并检查。"
        if place.is_inspected:
            return f"{place.name}已经检查，不能再合并检查。"
        if place.is_joined:
            return f"{place.name}已与另一任务合并检查，请先取消合并。"
    return ""
