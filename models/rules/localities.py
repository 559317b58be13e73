"""镇街 found in an address: the stratum of 地理区域均衡, and whether the place is in the district at all (细则 art. 6, 11).

An address names its town fully (岳滩镇, 大口乡 of the old division), by its stem right after the district (偃师市岳滩工业区),
or only by a street called after it (商城西路, 槐新南路). 李村 is also a part of 刘李村, and 首阳山 of a power station's
name: a stem inside another word is no town.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


@dataclass(frozen=True, slots=True)
class Town:
    """A 镇街 as the code table holds it; ``stem`` is its name without 镇 or 街道; 区外 places are not in the district."""

    code: str
    name: str
    stem: str
    is_in_district: bool


class Clue(IntEnum):
    """How an address names its town, the surest first."""

    FULL_NAME = 0
    STEM = 1
    STREET = 2
    NEIGHBOUR = 3


@dataclass(frozen=True, slots=True)
class TownFound:
    """The town an address names, and by what."""

    town: Town
    clue: Clue


class TownFinder:
    """Finds the town of an address among the towns of the code table.

    ``districts`` are the names of our own district, old and new; ``heirs`` those of the districts that hold the 区外 towns
    today; ``neighbours`` those of the other 区县. All that is not ours and no known town is the one place ``elsewhere``.
    """

    def __init__(
        self,
        towns: Sequence[Town],
        *,
        districts: Sequence[str],
        heirs: Sequence[str],
        neighbours: Sequence[str],
        elsewhere: Town,
    ) -> None:
        self._towns = {town.stem: town for town in towns if town.stem}
        self._names = {town.name: town for town in towns}
        self._elsewhere = elsewhere
        self._own_codes = frozenset(town.code for town in towns if town.is_in_district)
        stems = "|".join(sorted(map(re.escape, self._towns), key=len, reverse=True)) or "(?!)"
        places = "|".join(map(re.escape, (*districts, *heirs, *neighbours)))
        self._any_stem = re.compile(stems)
        self._own = re.compile("|".join(map(re.escape, districts)))
        self._heir = re.compile("|".join(map(re.escape, heirs)))
        self._neighbour = re.compile("|".join(map(re.escape, neighbours)))
        self._patterns = (
            (Clue.FULL_NAME, re.compile(rf"({stems})(?:镇|乡|街道|办事处)")),
            (Clue.STEM, re.compile(rf"(?:^|{places}|[\s,，、;；（(：:])({stems})")),
            (Clue.STREET, re.compile(rf"({stems})[东西南北中]?(?:大街|大道|路|街)")),
        )

    def find(self, address: str) -> TownFound | None:
        """Return the town that an address names, or None (镇街 待定, stratum 410307000).

        The surer clue wins, then the one that stands first. An address that names another 区县 and not ours is 区外, whatever
        street it lies in: streets and even towns of the same name stand elsewhere too.
        """
        is_ours = bool(self._own.search(address))
        if not is_ours and self._neighbour.search(address):
            return TownFound(self._elsewhere, Clue.NEIGHBOUR)
        is_heir = not is_ours and bool(self._heir.search(address))
        if self._any_stem.search(address):
            for clue, pattern in self._patterns:
                found = pattern.search(address)
                if found and not (is_heir and self._towns[found[1]].is_in_district):
                    return TownFound(self._towns[found[1]], clue)
        return TownFound(self._elsewhere, Clue.NEIGHBOUR) if is_heir else None

    def named(self, name: str) -> Town | None:
        """Return the town that a 镇街 column names: 岳滩镇, 岳滩, 大口乡; None when it is none of ours."""
        if town := self._names.get(name) or self._towns.get(name):
            return town
        found = self._patterns[0][1].fullmatch(name)
        return self._towns[found[1]] if found else None

    def is_in_district(self, town_code: str | None) -> bool:
        """Say whether a code is one of the district's own 镇街; 待定 (None) is none of them."""
        return town_code in self._own_codes
