"""What each officer had to do in the year before a draw and has after it, and why the draw did not share it evenly.

Before is told of draws that were drawn earlier, so that a reprint a month later says the same. The reasons are those of the
draw as it was drawn; what 递补 and 补抽 moved since is only counted.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.assignment import Assignee, OfficerResult
from models.rules.loads import uneven_sentences
from models.tables.draw import Draw, DrawnPlace, PlaceOfficer
from models.tables.officer import Officer
from models.tables.plan import Plan, PlanTask
from services.draw.opening import unopened_loads
from services.draw.rows import OfficerLoadRow, PlaceRow
from services.draw.sealed import SealedRequest
from services.draw.year_visits import loads_of_year

_SEALED = "派人结果尚未全部启封，户数的原因启封后写明。"
_MOVED = "以上按抽取时的派人说明；此后的递补、补抽使户数有变动。"


def load_rows(
    session: Session, draw: Draw, sealed: SealedRequest, places: Sequence[PlaceRow]
) -> tuple[OfficerLoadRow, ...]:
    """Return the loads of the pool and of whoever came in later, by 执法证号."""
    added = Counter(
        seat.officer_key
        for place in places
        if place.is_live
        for seat in place.seats
        if seat.replaced_at is None
    )
    added.update(dict(unopened_loads(session, draw)))  # how many each, never which
    year = session.scalars(
        select(Plan.year).join(PlanTask, PlanTask.plan_id == Plan.id).where(PlanTask.id == draw.task_id)
    ).one()
    before = loads_of_year(session, draw.office_id, year, before=draw)
    pool = {row.officer_id: row for row in sealed.pool}
    keys = {key for key, row in pool.items() if row.in_pool} | set(added)
    others = session.scalars(select(Officer)) if keys - set(pool) else ()
    named = {officer.id: (officer.name, officer.certificate_number or "") for officer in others}
    named |= {key: (row.name, row.certificate_number) for key, row in pool.items()}
    rows = [
        OfficerLoadRow(
            officer_key=key,
            name=named[key][0],
            certificate_number=named[key][1],
            is_leader=key in pool and pool[key].is_leader,
            is_expert=key in pool and pool[key].is_expert,
            before=before.get(key, 0),
            added=added[key],
        )
        for key in keys
    ]
    return tuple(sorted(rows, key=lambda row: (row.certificate_number, row.officer_key)))


def load_reasons(
    session: Session,
    draw: Draw,
    sealed: SealedRequest,
    places: Sequence[PlaceRow],
    rows: Sequence[OfficerLoadRow],
) -> tuple[str, ...]:
    """Return why loads differed by more than one when the draw was drawn, a sentence each."""
    request = sealed.request.officers
    if request is None or draw.drawn_at is None:
        return ()
    if draw.is_assignment_sealed and any(place.is_live and place.opened_at is None for place in places):
        return (_SEALED,)
    names = {row.certificate_number: row.name for row in sealed.pool}
    result, seated = _as_drawn(session, draw, sealed)
    reasons = uneven_sentences(request, result, names)
    has_moved = any(row.added != seated[row.officer_key] for row in rows)
    return (*reasons, _MOVED) if reasons and has_moved else reasons


def _as_drawn(session: Session, draw: Draw, sealed: SealedRequest) -> tuple[OfficerResult, Counter[int]]:
    """Return the assignment before any 递补 and 补抽: at each position of a place the seat that was written first."""
    query = (
        select(DrawnPlace.entry_id, DrawnPlace.team_number, PlaceOfficer.position, PlaceOfficer.officer_id)
        .join(PlaceOfficer, PlaceOfficer.place_id == DrawnPlace.id)
        .where(DrawnPlace.draw_id == draw.id, DrawnPlace.substitutes_id.is_(None))
        .order_by(DrawnPlace.position, PlaceOfficer.position, PlaceOfficer.id)
    )
    numbers = {row.officer_id: row.certificate_number for row in sealed.pool}
    teams: dict[str, int | None] = {}
    seats: dict[str, dict[int, int]] = {}
    for entry_id, team, position, officer_id in session.execute(query):
        teams[entry_id] = team
        seats.setdefault(entry_id, {}).setdefault(position, officer_id)
    assignment: dict[str, Assignee] = {
        entry_id: team if team is not None else tuple(numbers[key] for key in seats[entry_id].values())
        for entry_id, team in teams.items()
    }
    drawn = tuple(tuple(team) for team in draw.teams_drawn or ())
    seated = Counter(officer for places in seats.values() for officer in places.values())
    return OfficerResult(drawn, assignment), seated
