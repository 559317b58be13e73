"""科室 of the drawn officers: said in a sentence, never steered, for the tickets alone decide who goes with whom (R32).

Steering would need a rule that the protocol does not have; whoever wants mixed teams names fewer 科室 in the plan.
"""

from collections.abc import Iterable, Sequence


def mix_sentence(groups: Iterable[Sequence[str]], unit: str) -> str:
    """Return 「3 组中 2 组由不同科室人员组成」; "" where fewer than two 科室 are known in every group.

    A group is the 科室 of those who inspect together; one that is not known ("") tells nothing.
    """
    known = [tuple(name for name in group if name) for group in groups]
    told = [group for group in known if len(group) > 1]
    if not told:
        return ""
    mixed = sum(len(set(group)) > 1 for group in told)
    return f"{len(told)} {unit}中 {mixed} {unit}由不同科室人员组成"
