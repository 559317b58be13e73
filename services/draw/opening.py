"""派人封存与启封: who goes where is told to nobody before the leader opens it; what is counted until then names no enterprise.

A team opens together (分组); where each enterprise has its own officers (逐户), each leader opens what he or she leads.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables.draw import Draw, DrawnPlace, PlaceOfficer
from models.tables.officer import Officer
from services.draw.dispatching import live_places
from services.draw.rows import EnvelopeRow


def is_told(draw: Draw, place: DrawnPlace) -> bool:
    """Return whether the officers of a place may be shown, printed and written on its record."""
    return not draw.is_assignment_sealed or place.opened_at is not None


def unopened_obstacle(session: Session, draw: Draw) -> str:
    """Return why nothing that holds the assignment may leave the office yet, "" where every place is opened.

    The full certificate holds it; the 公告版 does not and may go out at once.
    """
    waiting = len(_unopened(session, draw))
    if not waiting:
        return ""
    return f"抽取 {draw.draw_code} 的派人结果还有 {waiting} 户未启封，含派人结果的证书启封后才能导出；公告版可以先导出。"


def read_envelopes(session: Session, draw: Draw) -> tuple[EnvelopeRow, ...]:
    """Return what is still closed, one line a team or a leader; the enterprises stay unnamed."""
    groups: dict[tuple[int, int], list[DrawnPlace]] = {}
    leaders: dict[tuple[int, int], Counter[int]] = {}
    for place in _unopened(session, draw):
        present = _present(place)
        leader = present[0].officer_id if present else 0
        key = (place.team_number, 0) if place.team_number is not None else (0, leader)
        groups.setdefault(key, []).append(place)
        leaders.setdefault(key, Counter())[leader] += 1
    names = dict(session.execute(select(Officer.id, Officer.name)).all())
    return tuple(
        EnvelopeRow(
            number=number,
            team_number=key[0] or None,
            leader=names.get(leaders[key].most_common(1)[0][0], ""),
            place_keys=tuple(place.id for place in groups[key]),
        )
        for number, key in enumerate(sorted(groups), start=1)
    )


def unopened_loads(session: Session, draw: Draw) -> tuple[tuple[int, int], ...]:
    """Return (officer key, objects) over the unopened places: how much, not where."""
    loads = Counter(seat.officer_id for place in _unopened(session, draw) for seat in _present(place))
    return tuple(sorted(loads.items()))


def _unopened(session: Session, draw: Draw) -> list[DrawnPlace]:
    if not draw.is_assignment_sealed:
        return []
    return [place for place in live_places(session, draw) if place.opened_at is None]


def _present(place: DrawnPlace) -> Sequence[PlaceOfficer]:
    return [seat for seat in place.officers if seat.replaced_at is None]
