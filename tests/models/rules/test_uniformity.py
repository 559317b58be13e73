"""R26: over 100,000 draws nobody is drawn more often than chance allows. Half a minute: `make slow` runs it.

The seeds are the numbers 0…99,999, so the outcome never varies: a failure is a change of the rule, never bad luck.
"""

from collections import Counter

import pytest

from models.rules.draw import draw_objects
from models.rules.sealing import DrawRequest, Entry
from models.vocab import DrawMethod, EntryKind
from tests.models.rules.draw_strategies import TOWNS, code_of

DRAWS = 100_000
TOWN_SIZES = {TOWNS[0]: 27, TOWNS[1]: 15, TOWNS[2]: 7, TOWNS[3]: 1}
STANDARD_ERROR = (0.1 * 0.9 / DRAWS) ** 0.5


def fifty() -> tuple[Entry, ...]:
    strata = [town for town, size in TOWN_SIZES.items() for _ in range(size)]
    return tuple(Entry(code_of(number), town, "", EntryKind.SELECTABLE) for number, town in enumerate(strata))


def deviations(method: DrawMethod) -> dict[str, float]:
    """Every enterprise's frequency in standard errors from 10 %."""
    request = DrawRequest("2022-01-1", method, fifty(), count={"": 5})
    drawn = Counter(one for seed in range(DRAWS) for one in draw_objects(request, str(seed)).sampled)
    return {entry.id: (drawn[entry.id] / DRAWS - 0.1) / STANDARD_ERROR for entry in request.frame}


@pytest.mark.slow
@pytest.mark.parametrize("method", list(DrawMethod))
def test_in_100000_draws_of_5_of_50_every_frequency_lies_within_5_standard_errors(method: DrawMethod) -> None:
    found = deviations(method)

    assert len(found) == 50
    assert max(abs(one) for one in found.values()) <= 5
