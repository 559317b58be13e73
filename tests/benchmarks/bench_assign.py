"""How evenly the rule of 逐户 spreads the work, against the optimum that a min-cost flow finds for the same draw.

    pip install -r requirements-bench.txt
    python -m tests.benchmarks.bench_assign

Three invented districts of 5,000 enterprises and 300 officers, teams of two with at least one whose industry matches, recusals
of three relatives and the own unit: even demand, demand skewed to one industry, and officers who serve 3 of 20 towns. A draw
of the protocol marks an officer as matching or not for the whole task: so each of the 8 industries is a draw of its own with
loads from nought, and the flow solves each of these draws under the same bars. One draw of all 5,000 that asks for no match
is compared as well. The optimum of one flow over all 8 draws at once, which knows every list before it assigns the first
officer, is printed beside the sum of our 8.
"""

import random
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from models.rules.assignment import assign_officers
from models.rules.sealing import OfficerEntry, OfficerRequest, RecusalPair
from models.vocab import OfficerMode

_SEED = "01382438112797316654"
_ENTERPRISES, _OFFICERS, _INDUSTRIES, _TOWNS = 5_000, 300, 8, 20
_MISSING = "The optimum is left out: OR-tools is not installed (pip install -r requirements-bench.txt)."
Pairs = dict[int, Sequence[int]]


@dataclass(frozen=True)
class District:
    """Which industries each officer knows, which one each enterprise needs, and who is barred from it."""

    knows: list[set[int]]
    needs: list[int]
    barred: list[set[int]]

    def may_lead(self, officer: int, enterprise: int) -> bool:
        """Whether the officer matches the enterprise's industry."""
        return self.needs[enterprise] in self.knows[officer]


def district_of(*, is_skewed: bool = False, is_regional: bool = False) -> District:
    """Return one invented district; the numbers are always the same."""
    chance = random.Random(1)
    knows = [set(chance.sample(range(_INDUSTRIES), chance.choice([1, 1, 2, 3]))) for _ in range(_OFFICERS)]
    unit = [chance.randrange(_TOWNS) for _ in range(_OFFICERS)]
    town = [min(_TOWNS - 1, int(chance.random() ** 1.5 * _TOWNS)) for _ in range(_ENTERPRISES)]
    power = 2 if is_skewed else 1
    needs = [min(_INDUSTRIES - 1, int(chance.random() ** power * _INDUSTRIES)) for _ in range(_ENTERPRISES)]
    barred = [
        set(chance.sample(range(_OFFICERS), 3)) | {one for one in range(_OFFICERS) if unit[one] == town[each]}
        for each in range(_ENTERPRISES)
    ]
    if is_regional:
        for each in range(_ENTERPRISES):
            barred[each] |= {
                one for one in range(_OFFICERS) if (unit[one] - town[each]) % _TOWNS not in (1, 2, 3)
            }
            free = [one for one in range(_OFFICERS) if one not in barred[each]]
            if not any(needs[each] in knows[one] for one in free):
                needs[each] = min(knows[free[0]])
    return District(knows, needs, barred)


def assign_by_rule(district: District, enterprises: Sequence[int], *, asks_match: bool = True) -> Pairs:
    """Return who goes where by the protocol, as one draw; one that asks for a match is of one industry."""
    industry = district.needs[enterprises[0]]
    pool = tuple(
        OfficerEntry(f"{one:03d}", leader=False, expert=industry in district.knows[one])
        for one in range(_OFFICERS)
    )
    recusals = tuple(
        RecusalPair(f"{one:03d}", f"{each:018d}") for each in enterprises for one in district.barred[each]
    )
    request = OfficerRequest(OfficerMode.EACH, 2, 0, False, asks_match, pool, recusals)
    result = assign_officers(
        request, _SEED, f"2022-{industry + 1:02d}-1", [f"{each:018d}" for each in enterprises]
    )
    return {each: [int(one) for one in result.officers_of(f"{each:018d}")] for each in enterprises}


def assign_by_flow(district: District, enterprises: Sequence[int], *, asks_match: bool = True) -> Pairs:
    """Return an assignment of the smallest sum of squared loads: a unit of an officer costs what he already carries."""
    import numpy as np
    from ortools.graph.python import min_cost_flow

    tails: list[int] = []
    heads: list[int] = []
    costs: list[int] = []
    widths: list[int] = []

    def arc(tail: int, head: int, cost: int = 0, width: int = 1) -> None:
        tails.append(tail)
        heads.append(head)
        costs.append(cost)
        widths.append(width)

    source, sink, first_enterprise = 0, 1, 2 + _OFFICERS
    first_other = first_enterprise + len(enterprises)
    most = min(len(enterprises), 2 * len(enterprises) // _OFFICERS + 80)
    for officer in range(_OFFICERS):
        for carried in range(most):
            arc(source, 2 + officer, cost=carried)
    for place, each in enumerate(enterprises):
        for officer in range(_OFFICERS):
            if officer not in district.barred[each]:
                is_free = not asks_match or district.may_lead(officer, each)
                goes_to = first_enterprise if is_free else first_other
                arc(2 + officer, goes_to + place)
        arc(first_other + place, first_enterprise + place)  # at most one who does not match
        arc(first_enterprise + place, sink, width=2)
    solver = min_cost_flow.SimpleMinCostFlow()
    tail, head = np.array(tails, np.int32), np.array(heads, np.int32)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tail, head, np.array(widths), np.array(costs))
    solver.set_node_supply(source, 2 * len(enterprises))
    solver.set_node_supply(sink, -2 * len(enterprises))
    if solver.solve() != solver.OPTIMAL:
        raise ValueError("the flow found no optimum")
    seats: dict[int, list[int]] = {each: [] for each in enterprises}
    used = (solver.flows(arcs) > 0) & (tail >= 2) & (tail < first_enterprise)
    for officer, place in zip(tail[used].tolist(), head[used].tolist(), strict=True):
        seats[enterprises[(place - first_enterprise) % len(enterprises)]].append(officer - 2)
    return dict(seats)


def loads_of(district: District, pairs: Pairs, *, asks_match: bool = True) -> list[int]:
    """Return every officer's load, after asking that the assignment keeps all bars."""
    for each, officers in pairs.items():
        assert len(set(officers)) == 2 and not district.barred[each].intersection(officers)
        assert not asks_match or any(district.may_lead(one, each) for one in officers)
    loads = Counter(one for officers in pairs.values() for one in officers)
    return [loads[one] for one in range(_OFFICERS)]


def _squares(loads: Iterable[int]) -> int:
    return sum(load * load for load in loads)


def _spread(loads: Sequence[int]) -> int:
    return max(loads) - min(loads)


def compare(name: str, district: District, *, has_flow: bool) -> None:
    """Print the spread and the sum of squares of both, draw by draw and over all draws."""
    draws = [
        [each for each in range(_ENTERPRISES) if district.needs[each] == industry]
        for industry in range(_INDUSTRIES)
    ]
    start = time.perf_counter()
    by_rule = [assign_by_rule(district, draw) for draw in draws if draw]
    took = time.perf_counter() - start
    ours = [loads_of(district, pairs) for pairs in by_rule]
    together = [sum(column) for column in zip(*ours, strict=True)]
    everybody = range(_ENTERPRISES)
    plain = loads_of(district, assign_by_rule(district, everybody, asks_match=False), asks_match=False)
    print(f"assign {name}: our {len(ours)} draws in {took:.1f} s")
    if not has_flow:
        print(
            f"  max − min by draw {[_spread(loads) for loads in ours]}, over all {_spread(together)}, "
            f"of one draw without a match {_spread(plain)}"
        )
        return
    plain_best = loads_of(district, assign_by_flow(district, everybody, asks_match=False), asks_match=False)
    best = [loads_of(district, assign_by_flow(district, draw)) for draw in draws if draw]
    start = time.perf_counter()
    joint = loads_of(district, assign_by_flow(district, [each for draw in draws for each in draw]))
    took = time.perf_counter() - start
    ratios = [_squares(one) / _squares(other) for one, other in zip(ours, best, strict=True)]
    print(
        f"  by draw: max − min ours {[_spread(loads) for loads in ours]}, optimum {[_spread(loads) for loads in best]}; "
        f"sum of squares {min(ratios):.3f} to {max(ratios):.3f} x the optimum, median {statistics.median(ratios):.3f}"
    )
    print(
        f"  one draw of all, no match asked: max − min ours {_spread(plain)}, optimum {_spread(plain_best)}; "
        f"sum of squares {_squares(plain) / _squares(plain_best):.4f} x"
    )
    print(
        f"  over all 8: max − min ours {_spread(together)}, one flow over everything {_spread(joint)} ({took:.0f} s); "
        f"sum of squares {_squares(together) / _squares(joint):.3f} x"
    )


def main() -> None:
    """Print the comparison for the three districts."""
    has_flow = find_spec("ortools") is not None
    if not has_flow:
        print(_MISSING)
    compare("even", district_of(), has_flow=has_flow)
    compare("skewed demand", district_of(is_skewed=True), has_flow=has_flow)
    compare("regional pools", district_of(is_regional=True), has_flow=has_flow)


if __name__ == "__main__":
    main()
