"""How the width of a line is shared among fields, and that of a table among its columns.

Pure. Each column has the share its form gives it; one whose text may not be parted (an 18-digit code, a word of a
label) gets what it needs from those that have more than they need.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_TOLERANCE = 1e-6
_PARTS_OF_WISHES = (1.0, 0.7, 0.5)  # a name on one line, or on two or three
_GREATEST_NEEDS = (1.0, 0.5, 0.35, 0.25)  # of the whole


@dataclass(frozen=True, slots=True)
class Need:
    """The width that the columns from ``first`` up to, not including, ``end`` need together."""

    first: int
    end: int
    width: float


def share_width(shares: Sequence[float], needs: Iterable[Need], wishes: Iterable[Need] = ()) -> list[float]:
    """Return the widths of columns whose shares, in points, sum up to the whole.

    Wishes are needs that are met only where all of both can be, or met in part. Needs are met where all of them can
    be; else the greatest are cut down first.
    """
    kept, wished, whole = list(needs), list(wishes), sum(shares)
    for part in _PARTS_OF_WISHES if wished else ():
        floors = _floors(shares, [*kept, *(replace(wish, width=part * wish.width) for wish in wished)])
        if sum(floors) <= whole + _TOLERANCE:
            return _filled(shares, floors)
    for part in _GREATEST_NEEDS:
        floors = _floors(shares, [replace(need, width=min(need.width, part * whole)) for need in kept])
        if sum(floors) <= whole + _TOLERANCE:
            return _filled(shares, floors)
    return list(shares)


def _floors(shares: Sequence[float], needs: Sequence[Need]) -> list[float]:
    """Return the least width of each column; what several need together is spread as their shares allow."""
    floors = [0.0] * len(shares)
    for need in sorted(needs, key=lambda need: (need.end - need.first, need.first, need.width)):
        lacking = need.width - sum(floors[need.first : need.end])
        if lacking <= _TOLERANCE:
            continue
        span = range(need.first, need.end)
        spare = [max(shares[column] - floors[column], 0.0) for column in span]
        total = sum(spare)
        for column, free in zip(span, spare, strict=True):
            part = free / total if total else 1 / len(span)
            floors[column] += lacking * part
    return floors


def _filled(shares: Sequence[float], floors: Sequence[float]) -> list[float]:
    lacking = sum(max(floor - share, 0.0) for share, floor in zip(shares, floors, strict=True))
    spare = sum(max(share - floor, 0.0) for share, floor in zip(shares, floors, strict=True))
    kept = 1 - lacking / spare if spare else 0.0
    return [
        max(floor, floor + (share - floor) * kept) if share > floor else floor
        for share, floor in zip(shares, floors, strict=True)
    ]


def common_edges(rows: Sequence[Sequence[float]], whole: float, nearness: float) -> list[list[float]]:
    """Return where the cells of each row begin and end; edges of several rows closer than ``nearness`` become one.

    ``rows`` are the shares of each row's cells. Two edges of one row never become one.
    """
    edges = [_edges_of(row, whole) for row in rows]
    places = sorted({(edge, number) for number, row in enumerate(edges) for edge in row})
    clusters: list[list[tuple[float, int]]] = []
    for edge, number in places:
        is_near = clusters and edge - clusters[-1][0][0] <= nearness
        if is_near and all(number != other for _edge, other in clusters[-1]):
            clusters[-1].append((edge, number))
        else:
            clusters.append([(edge, number)])
    joined = {
        (edge, number): min(cluster, key=lambda place: place[1])[0]
        for cluster in clusters
        for edge, number in cluster
    }
    return [[joined[edge, number] for edge in row] for number, row in enumerate(edges)]


def _edges_of(shares: Sequence[float], whole: float) -> list[float]:
    total = sum(shares)
    edges = [0.0]
    for share in shares[:-1]:
        edges.append(edges[-1] + whole * share / total)
    return [*edges, whole]
