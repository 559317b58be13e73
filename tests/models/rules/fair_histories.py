"""Histories of many draws, made by the rule itself or bent on purpose, as the fairness report reads them."""

from collections.abc import Callable, Iterable, Sequence
from random import Random

from models.rules.assignment import OfficerResult, assign_officers
from models.rules.draw import draw_objects, group_counts
from models.rules.fairness import FairDraw, FairEntry, FairOfficer
from models.rules.loads import loads_of
from models.rules.sealing import DrawRequest, Entry, OfficerEntry, OfficerRequest
from models.vocab import DrawMethod, EntryKind, OfficerMode
from tests.models.rules.draw_strategies import TOWNS, code_of

Bend = Callable[[FairDraw], FairDraw]


def frame_of(number: int, out: Iterable[int] = ()) -> tuple[Entry, ...]:
    """Enterprises in four towns of unlike size; those ``out`` are X."""
    gone = set(out)
    return tuple(
        Entry(
            code_of(each),
            TOWNS[min(each % 10 // 3, 3)],
            "",
            EntryKind.EXCLUDED if each in gone else EntryKind.SELECTABLE,
        )
        for each in range(number)
    )


def one_draw(
    seed: str, ordinal: int, *, number: int, ratio: str, method: DrawMethod, out: Iterable[int] = ()
) -> FairDraw:
    """Draw by the rule and return what the report reads."""
    request = DrawRequest(
        draw_code=f"2022-01-{ordinal}", method=method, frame=frame_of(number, out), ratio={"": ratio}
    )
    result = draw_objects(request, seed)
    sampled = set(result.sampled)
    entries = tuple(
        FairEntry(int(entry.id[10:]), entry.stratum, "", entry.id in sampled)
        for entry in request.frame
        if entry.kind is EntryKind.SELECTABLE
    )
    is_stratified = method is DrawMethod.STRATIFIED
    return FairDraw(
        request.draw_code,
        entries,
        {count.group: count.places for count in group_counts(request)},
        {("", quota.stratum or ""): quota.quota for quota in result.quotas} if is_stratified else None,
    )


def history(
    random: Random,
    *,
    draws: int = 10,
    number: int = 150,
    ratio: str = "8",
    method: DrawMethod = DrawMethod.DIRECTED,
    rests: bool = False,
) -> list[FairDraw]:
    """Draw many times; with ``rests`` whoever was drawn is out of the next draw."""
    made: list[FairDraw] = []
    out: set[int] = set()
    for ordinal in range(1, draws + 1):
        seed = "".join(random.choice("0123456789") for _ in range(20))
        made.append(one_draw(seed, ordinal, number=number, ratio=ratio, method=method, out=out))
        out = {entry.enterprise for entry in made[-1].entries if entry.is_drawn} if rests else set()
    return made


def swapped(draw: FairDraw, into: Iterable[int]) -> FairDraw:
    """Put enterprises into a draw, each in the place of another that was drawn."""
    wanted = set(into)
    drawn = [entry.enterprise for entry in draw.entries if entry.is_drawn]
    given = [key for key in drawn if key not in wanted]
    new = {entry.enterprise for entry in draw.entries} & wanted - set(drawn)
    gone = set(given[: len(new)])
    entries = tuple(
        entry._replace(is_drawn=entry.enterprise in new or (entry.is_drawn and entry.enterprise not in gone))
        for entry in draw.entries
    )
    return FairDraw(draw.code, entries, draw.places, draw.town_places)


def pool(number: int = 12, leaders: int = 5) -> tuple[OfficerEntry, ...]:
    """Officers, some of them leaders."""
    return tuple(OfficerEntry(f"1603022{place:04d}", place < leaders, False) for place in range(number))


def officer_history(
    random: Random, *, draws: int = 12, mode: OfficerMode = OfficerMode.EACH
) -> list[list[FairOfficer]]:
    """Draw officers many times for 20 objects."""
    teams = 3 if mode is OfficerMode.TEAMS else 0
    request = OfficerRequest(mode, 2, teams, True, False, pool())
    made: list[list[FairOfficer]] = []
    for ordinal in range(1, draws + 1):
        seed = "".join(random.choice("0123456789") for _ in range(20))
        enterprises = [code_of(number) for number in range(20)]
        result = assign_officers(request, seed, f"2022-01-{ordinal}", enterprises)
        made.append(fair_officers(request, result))
    return made


def fair_officers(request: OfficerRequest, result: OfficerResult) -> list[FairOfficer]:
    """Return the officers of one draw as the report reads them."""
    loads = loads_of(request, result)
    recused = {pair.officer for pair in request.recusals}
    return [
        FairOfficer(place, officer.leader, officer.expert, officer.id in recused, loads[officer.id])
        for place, officer in enumerate(request.pool)
    ]


def share_below(chances: Sequence[float | None], bound: float) -> float:
    """Return how many of the known chances lie below a bound, as a share."""
    known = [chance for chance in chances if chance is not None]
    assert known
    return sum(chance < bound for chance in known) / len(known)
