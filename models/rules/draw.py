"""抽取: how many enterprises are drawn, which ones, and who takes the place of one that cannot be inspected.

Protocol, §5–§6. All arithmetic is exact; the same seed gives the same list whatever the order of the frame.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple

from models.rules.sealing import Batch, DrawRequest, Entry, SealedDraw
from models.rules.tickets import OBJECTS, Tickets, canonical_digest, effective_seed
from models.vocab import DrawMethod, EntryKind


@dataclass(frozen=True, slots=True)
class GroupCount:
    """What one group brings to the draw: ``base`` counts S and X, ``available`` S, ``places`` is k (§5)."""

    group: str
    base: int
    available: int
    places: int


@dataclass(frozen=True, slots=True)
class Quota:
    """One printed line of the quotas: of a group (定向) or of a town in a group (不定向)."""

    group: str
    stratum: str | None
    base: int | None
    available: int
    quota: int

    def as_json(self) -> dict[str, Any]:
        """Return the row as the certificate writes it (§9)."""
        if self.stratum is None:
            return {
                "group": self.group,
                "base": self.base,
                "available": self.available,
                "quota": self.quota,
            }
        return {
            "group": self.group,
            "stratum": self.stratum,
            "available": self.available,
            "quota": self.quota,
        }


@dataclass(frozen=True, slots=True)
class ObjectResult:
    """Who is inspected: both lists in ticket order."""

    quotas: tuple[Quota, ...]
    compulsory: tuple[str, ...]
    sampled: tuple[str, ...]


def object_tickets(seed: str, draw_code: str) -> Tickets:
    """Return the tickets of the objects' part of a draw."""
    return Tickets(effective_seed(seed, draw_code, OBJECTS))


def group_counts(request: DrawRequest) -> tuple[GroupCount, ...]:
    """Return how many places each group gets, in ascending order of the group; groups without S or X are left out."""
    return _counted(request, _sorted_out(request.frame))


def required_total(base: int, ratio: str) -> int:
    """Return ⌈base × ratio / 100⌉ exactly: 7 % of 100 is 7 (R16)."""
    return ceil(Fraction(ratio) * base / 100)


def batch_share(total: int, group: str, batch: Batch) -> int:
    """Return the places of this batch before the cap of what is available: ⌈T·b/B⌉ − already, not below 0 (§5)."""
    return max(-(-total * batch.number // batch.of) - batch.already.get(group, 0), 0)


def draw_objects(request: DrawRequest, seed: str) -> ObjectResult:
    """Draw the enterprises of a sealed request."""
    tickets = object_tickets(seed, request.draw_code)
    parts = _sorted_out(request.frame)
    counts = _counted(request, parts)
    draw = _draw_directed if request.method is DrawMethod.DIRECTED else _draw_stratified
    quotas, sampled = draw(parts.selectable, counts, tickets)
    return ObjectResult(tuple(quotas), tuple(tickets.order(parts.compulsory)), tuple(tickets.order(sampled)))


def dispatch_order(result: ObjectResult, seed: str, draw_code: str) -> tuple[str, ...]:
    """Return compulsory and sampled entries merged in one ticket order: the order in which officers meet them."""
    return tuple(object_tickets(seed, draw_code).order([*result.compulsory, *result.sampled]))


def share_among_towns(
    available: Iterable[tuple[str, int]], places: int, start: Fraction
) -> list[tuple[str, int, int]]:
    """Share places among towns by unbiased rounding: (town, available, quota) in the order given (§6).

    ``available`` holds the towns in the order of their tickets; ``start`` is the group's u in (0,1).
    """
    towns = [(town, number) for town, number in available if number]
    total = sum(number for _, number in towns)
    rows: list[tuple[str, int, int]] = []
    running, before = 0, floor(start)
    for town, number in towns:
        running += number
        after = floor(Fraction(running * places, total) + start)
        rows.append((town, number, after - before))
        before = after
    return rows


def find_substitute(
    request: DrawRequest, seed: str, replaced: str, used: Collection[str], drawn_later: Collection[str] = ()
) -> str | None:
    """递补: return who takes the place of ``replaced``, or None when the place lapses (§6).

    ``used`` holds everything drawn or taken as a substitute in this draw, replaced ones included;
    ``drawn_later`` what a later batch of the task drew. A compulsory entry is not replaced: ValueError.
    """
    place = next(entry for entry in request.frame if entry.id == replaced)
    if place.kind is not EntryKind.SELECTABLE:
        raise ValueError("only a sampled entry is replaced")
    barred = {*used, *drawn_later, replaced}
    unused = [
        entry
        for entry in request.frame
        if entry.kind is EntryKind.SELECTABLE and entry.group == place.group and entry.id not in barred
    ]
    if request.method is DrawMethod.STRATIFIED:
        same_town = [entry for entry in unused if entry.stratum == place.stratum]
        unused = same_town or unused
    tickets = object_tickets(seed, request.draw_code)
    return min((entry.id for entry in unused), key=tickets.ticket, default=None)


def result_digest(
    request: DrawRequest,
    sealed: SealedDraw,
    seed: str,
    objects: ObjectResult,
    teams: Iterable[Iterable[str]] = (),
    assignment: Mapping[str, int | tuple[str, ...]] | None = None,
) -> str:
    """Return the digest that stands on every paper of the draw (§8)."""
    return canonical_digest(
        {
            "assignment": dict(assignment or {}),
            "compulsory": list(objects.compulsory),
            "draw_code": request.draw_code,
            "frame_digest": sealed.frame_digest,
            "parameters_digest": sealed.parameters_digest,
            "sampled": list(objects.sampled),
            "seed": seed,
            "teams": [list(team) for team in teams],
        }
    )


class _Parts(NamedTuple):
    """A frame sorted out: S by group and town, C, and how many X each group has."""

    selectable: Mapping[tuple[str, str], list[str]]
    compulsory: list[str]
    excluded: Mapping[str, int]


def _sorted_out(frame: Iterable[Entry]) -> _Parts:
    """Walk the frame once; of a million entries every further walk would cost as much as a third of their hashes."""
    selectable: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    compulsory: list[str] = []
    excluded: list[str] = []
    is_selectable, is_compulsory = EntryKind.SELECTABLE, EntryKind.COMPULSORY
    for entry_id, stratum, group, kind in frame:
        if kind is is_selectable:
            selectable[group, stratum].append(entry_id)
        elif kind is is_compulsory:
            compulsory.append(entry_id)
        else:
            excluded.append(group)
    return _Parts(selectable, compulsory, Counter(excluded))


def _counted(request: DrawRequest, parts: _Parts) -> tuple[GroupCount, ...]:
    available: Counter[str] = Counter()
    for (group, _), ids in parts.selectable.items():
        available[group] += len(ids)
    base = available + Counter(parts.excluded)
    return tuple(
        GroupCount(
            group, base[group], available[group], _places(request, group, base[group], available[group])
        )
        for group in sorted(base)
    )


def _places(request: DrawRequest, group: str, base: int, available: int) -> int:
    if request.ratio is not None:
        total = required_total(base, request.ratio[group])
    else:
        total = (request.count or {})[group]
    if request.batch is not None:
        total = batch_share(total, group, request.batch)
    return min(total, available)


def _draw_directed(
    selectable: Mapping[tuple[str, str], list[str]], counts: Iterable[GroupCount], tickets: Tickets
) -> tuple[list[Quota], list[str]]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for (group, _), ids in selectable.items():
        members[group] += ids
    quotas: list[Quota] = []
    sampled: list[str] = []
    for count in counts:
        quotas.append(Quota(count.group, None, count.base, count.available, count.places))
        sampled += tickets.first(members[count.group], count.places)
    return quotas, sampled


def _draw_stratified(
    selectable: Mapping[tuple[str, str], list[str]], counts: Iterable[GroupCount], tickets: Tickets
) -> tuple[list[Quota], list[str]]:
    towns = sorted({town for _, town in selectable}, key=lambda town: tickets.ticket(f"STRATUM/{town}"))
    quotas: list[Quota] = []
    sampled: list[str] = []
    for count in counts:
        available = [(town, len(selectable.get((count.group, town), ()))) for town in towns]
        start = tickets.fraction(f"START/{count.group}")
        for town, number, quota in share_among_towns(available, count.places, start):
            quotas.append(Quota(count.group, town, None, number, quota))
            sampled += tickets.first(selectable[count.group, town], quota)
    return quotas, sampled
