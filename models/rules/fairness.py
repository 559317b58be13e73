"""公平性: over many draws, what should have come against what came, and whether chance explains the difference.

Each ``S`` entry of a group had the chance places/available, given all that was drawn before; so whatever is known before a
draw (the town, the industry, how often an enterprise was drawn already) may be compared, and nothing else. In 不定向 the towns'
places follow from the protocol's rounding and not from chance: they are checked one by one and leave χ² alone.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import exp, log
from typing import NamedTuple

from models.rules.chi_square import chance_of, deviation

LEAST_EXPECTED = 5.0  # cells with less are put together, as every textbook of χ² asks
BEYOND_CHANCE = 0.005
NOTABLE = 0.05
_ODDS = (1 / 16, 4.0, 16.0, 64.0)  # bets that one enterprise is favoured or passed over
_LEAST_OFFICER_DRAWS = 5


class Finding(StrEnum):
    """How a comparison ends."""

    AGREES = "agrees"
    NOTABLE = "notable"
    DEVIATES = "deviates"
    TOO_FEW = "too_few"


class FairEntry(NamedTuple):
    """One ``S`` entry of one draw; ``enterprise`` is the same over all draws."""

    enterprise: int
    stratum: str
    group: str
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class FairDraw:
    """One draw as it was drawn: its ``S`` entries, the places of each group, and for 不定向 those of each town too."""

    code: str
    entries: tuple[FairEntry, ...]
    places: Mapping[str, int]
    town_places: Mapping[tuple[str, str], int] | None = None

    def pool_of(self, entry: FairEntry) -> tuple[str, str]:
        """Return within what an entry was drawn: its group, in 不定向 its town in the group."""
        return entry.group, "" if self.town_places is None else entry.stratum

    def places_of(self, pool: tuple[str, str]) -> int:
        """Return how many places such a pool had."""
        if self.town_places is None:
            return self.places.get(pool[0], 0)
        return self.town_places.get(pool, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One line: how many entries there were over all draws, how many should have come by their chances, how many came."""

    key: str
    entries: int
    expected: float
    observed: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines of one feature and what χ² says; ``chance`` is None where there is too little to say anything."""

    cells: tuple[Cell, ...]
    freedom: int
    chance: float | None
    merged: tuple[str, ...] = ()

    @property
    def finding(self) -> Finding:
        """What the chance amounts to."""
        if self.chance is None:
            return Finding.TOO_FEW
        if self.chance < BEYOND_CHANCE:
            return Finding.DEVIATES
        return Finding.NOTABLE if self.chance < NOTABLE else Finding.AGREES


@dataclass(frozen=True, slots=True)
class Exposure:
    """One enterprise over all draws: how often it could be drawn, how often it should have been, how often it was."""

    enterprise: int
    draws: int
    expected: float
    observed: int
    missed_draws: int
    missed_chance: float
    """Since it was drawn last: how often it was passed over, and how likely it was to be drawn meanwhile."""
    bound: float
    """At most so likely is one so often (or so seldom) drawn among all enterprises, whoever it is."""


CellOf = Callable[[FairEntry], str]


def compare(draws: Sequence[FairDraw], cell_of: CellOf) -> Comparison:
    """Compare by a feature that is known before each draw."""
    return _compare(draws, [[cell_of(entry) for entry in draw.entries] for draw in draws], is_ordered=False)


def compare_repeats(draws: Sequence[FairDraw]) -> Comparison:
    """Compare by how often an enterprise had been drawn before: whoever was drawn must not be drawn more, or less, again."""
    times: Counter[int] = Counter()
    cells: list[list[str]] = []
    for draw in draws:
        cells.append([str(times[entry.enterprise]) for entry in draw.entries])
        times.update(entry.enterprise for entry in draw.entries if entry.is_drawn)
    return _compare(draws, cells, is_ordered=True)


def quota_faults(draws: Sequence[FairDraw]) -> tuple[str, ...]:
    """Return where more or fewer were drawn than the places, or a town's places are not its share rounded up or down."""
    faults: list[str] = []
    for draw in draws:
        available = Counter(entry.group for entry in draw.entries)
        drawn = Counter(entry.group for entry in draw.entries if entry.is_drawn)
        for group in sorted(available):
            if drawn[group] != draw.places.get(group, 0):
                name = f"{group}类" if group else ""
                faults.append(f"{draw.code}{name}抽中{drawn[group]}户，名额是{draw.places.get(group, 0)}户")
        if draw.town_places is not None:
            faults += _town_faults(draw, available)
    return tuple(faults)


def exposures(draws: Sequence[FairDraw]) -> tuple[Exposure, ...]:
    """Return every enterprise that could be drawn, by its key.

    The bound is Ville's: a fair bettor's gain passes N with a chance of 1/N at most, whatever was drawn before.
    """
    seen: dict[int, _Seen] = {}
    for draw in draws:
        available = Counter(entry.group for entry in draw.entries)
        for entry in draw.entries:
            chance = draw.places.get(entry.group, 0) / available[entry.group]
            if entry.enterprise not in seen:
                seen[entry.enterprise] = _Seen()
            seen[entry.enterprise].add(min(chance, 1.0), entry.is_drawn)
    return tuple(seen[key].exposure(key, len(seen)) for key in sorted(seen))


class FairOfficer(NamedTuple):
    """One officer in the pool of one draw; the qualifications count only where the seats ask for them."""

    officer: int
    leader: bool
    expert: bool
    is_recused: bool  # from an enterprise of the frame
    load: int


def compare_officers(draws: Sequence[Sequence[FairOfficer]]) -> Comparison:
    """Compare the officers' loads with the mean of those of the same qualification, draw by draw.

    Only officers who are recused from nobody are interchangeable, and only they enter χ²: given the loads that were dealt
    out, each order of them is equally likely.
    """
    keys = sorted({officer.officer for draw in draws for officer in draw})
    place = {key: number for number, key in enumerate(keys)}
    tally = _Tally(len(keys))
    expected = dict.fromkeys(keys, 0.0)
    observed, entries = Counter[int](), Counter[int]()
    informative = 0
    for draw in draws:
        classes: dict[tuple[bool, bool], list[FairOfficer]] = {}
        for officer in draw:
            classes.setdefault((officer.leader, officer.expert), []).append(officer)
        moved = False
        for members in classes.values():
            mean = sum(member.load for member in members) / len(members)
            for member in members:
                entries[member.officer] += 1
                expected[member.officer] += mean
                observed[member.officer] += member.load
            free = {place[member.officer]: member.load for member in members if not member.is_recused}
            moved |= tally.add_shuffled(free)
        informative += moved
    cells = tuple(Cell(str(key), entries[key], expected[key], observed[key]) for key in keys)
    if informative < _LEAST_OFFICER_DRAWS:
        return Comparison(cells, 0, None)
    return tally.finish(cells)


class _Seen:
    """The history of one enterprise while it is read."""

    __slots__ = ("bets", "draws", "expected", "missed", "observed", "spared")

    def __init__(self) -> None:
        self.draws, self.expected, self.observed = 0, 0.0, 0
        self.missed, self.spared = 0, 1.0
        self.bets = [0.0] * len(_ODDS)

    def add(self, chance: float, is_drawn: bool) -> None:
        self.draws += 1
        self.expected += chance
        self.observed += is_drawn
        self.missed, self.spared = (0, 1.0) if is_drawn else (self.missed + 1, self.spared * (1 - chance))
        if 0 < chance < 1:
            for number, odds in enumerate(_ODDS):
                stake = 1 + chance * (odds - 1)
                self.bets[number] += log(odds / stake) if is_drawn else -log(stake)

    def exposure(self, key: int, among: int) -> Exposure:
        gain = sum(exp(min(bet, 700.0)) for bet in self.bets) / len(_ODDS)
        bound = min(among / gain, 1.0) if gain > 0 else 1.0
        return Exposure(key, self.draws, self.expected, self.observed, self.missed, 1 - self.spared, bound)


class _Tally:
    """Differences and their covariance, summed over draws."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.difference = [0.0] * size
        self.covariance = [[0.0] * size for _ in range(size)]
        self.weight = [0.0] * size  # what was expected where something could differ

    def add_drawn(self, sizes: Mapping[int, int], drawn: Mapping[int, int], places: int) -> None:
        """Add one pool of which ``places`` were drawn: a hypergeometric split among its cells."""
        total = sum(sizes.values())
        places = min(places, total)
        if total < 2 or len(sizes) < 2 or not 0 < places < total:
            return
        factor = places * (total - places) / (total - 1)
        for cell, size in sizes.items():
            share = size / total
            self.weight[cell] += places * share
            self.difference[cell] += drawn.get(cell, 0) - places * share
            self.covariance[cell][cell] += factor * share
            for other, other_size in sizes.items():
                self.covariance[cell][other] -= factor * share * other_size / total

    def add_shuffled(self, loads: Mapping[int, int]) -> bool:
        """Add loads that could have been dealt out in any order; return whether they differ at all."""
        number = len(loads)
        mean = sum(loads.values()) / number if number else 0.0
        spread = sum((load - mean) ** 2 for load in loads.values())
        if number < 2 or not spread:
            return False
        for cell, load in loads.items():
            self.difference[cell] += load - mean
            self.covariance[cell][cell] += spread / (number - 1)
            for other in loads:
                self.covariance[cell][other] -= spread / (number * (number - 1))
        return True

    def merge(self, into: int, cell: int) -> None:
        """Put one cell into another."""
        self.weight[into] += self.weight[cell]
        self.difference[into] += self.difference[cell]
        for other in range(self.size):
            self.covariance[into][other] += self.covariance[cell][other]
        for other in range(self.size):
            self.covariance[other][into] += self.covariance[other][cell]
        self.weight[cell] = self.difference[cell] = 0.0
        for other in range(self.size):
            self.covariance[cell][other] = self.covariance[other][cell] = 0.0

    def finish(self, cells: tuple[Cell, ...], merged: tuple[str, ...] = ()) -> Comparison:
        statistic, freedom = deviation(self.difference, self.covariance)
        chance = chance_of(statistic, freedom) if freedom else None
        return Comparison(cells, freedom, chance, merged)


def _compare(draws: Sequence[FairDraw], cells: Sequence[Sequence[str]], *, is_ordered: bool) -> Comparison:
    keys = sorted(
        {cell for row in cells for cell in row}, key=lambda key: (len(key), key) if is_ordered else key
    )
    number = {key: place for place, key in enumerate(keys)}
    tally = _Tally(len(keys))
    entries, expected, observed = [0] * len(keys), [0.0] * len(keys), [0] * len(keys)
    for draw, row in zip(draws, cells, strict=True):
        available = Counter(entry.group for entry in draw.entries)
        pools: dict[Hashable, tuple[int, Counter[int], Counter[int]]] = {}
        for entry, key in zip(draw.entries, row, strict=True):
            pool = draw.pool_of(entry)
            if pool not in pools:
                pools[pool] = (draw.places_of(pool), Counter(), Counter())
            cell = number[key]
            _, sizes, drawn = pools[pool]
            sizes[cell] += 1
            drawn[cell] += entry.is_drawn
            entries[cell] += 1
            expected[cell] += draw.places.get(entry.group, 0) / available[entry.group]
            observed[cell] += entry.is_drawn
        for places, sizes, drawn in pools.values():
            tally.add_drawn(sizes, drawn, places)
    lines = tuple(Cell(key, entries[cell], expected[cell], observed[cell]) for key, cell in number.items())
    return tally.finish(lines, _merge_small(tally, keys, is_ordered=is_ordered))


def _merge_small(tally: _Tally, keys: Sequence[str], *, is_ordered: bool) -> tuple[str, ...]:
    """Put cells with less than five expected together: the last ones where they have an order, else the small ones."""
    live = [cell for cell in range(len(keys)) if tally.weight[cell] > 0]
    merged: set[int] = set()
    while len(live) > 1:
        if is_ordered:
            small = live[-1] if tally.weight[live[-1]] < LEAST_EXPECTED else None
            into = live[-2]
            small = live[0] if small is None and tally.weight[live[0]] < LEAST_EXPECTED else small
            into = live[1] if small == live[0] else into
        else:
            ranked = sorted(live, key=lambda cell: (tally.weight[cell], cell))
            small = ranked[0] if tally.weight[ranked[0]] < LEAST_EXPECTED else None
            into = ranked[1]
        if small is None:
            break
        tally.merge(into, small)
        merged |= {small, into}
        live.remove(small)
    return tuple(keys[cell] for cell in sorted(merged))


def _town_faults(draw: FairDraw, available: Mapping[str, int]) -> list[str]:
    towns = Counter((entry.group, entry.stratum) for entry in draw.entries)
    drawn = Counter((entry.group, entry.stratum) for entry in draw.entries if entry.is_drawn)
    faults: list[str] = []
    for pool in sorted(towns):
        group, town = pool
        share = Fraction(draw.places.get(group, 0) * towns[pool], available[group])
        if abs(drawn[pool] - share) >= 1:
            faults.append(f"{draw.code}镇街{town}抽中{drawn[pool]}户，应得{float(share):.2f}户")
    return faults
