"""What each officer had to do in the year before a draw and has after it, and why the draw did not share it evenly.

Before is told of draws that were drawn earlier, so that a reprint a month later says the same. The reasons are those of the
draw as it was drawn; what 递补 and 补抽 moved since is only counted.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from models.rules.assignment import Assignee, OfficerResult
from models.rules.loads import uneven_sentences
from models.tables.draw import Draw, DrawnPlace, PlaceOfficer
from models.tables.officer import Officer
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawStage
from services.draw.rows import OfficerLoadRow, PlaceRow
from services.draw.sealed import SealedRequest

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
    before = _loads_before(session, draw)
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
    session: Session, draw: Draw, sealed: SealedRequest, rows: Sequence[OfficerLoadRow]
) -> tuple[str, ...]:
    """Return why loads differed by more than one when the draw was drawn, a sentence each."""
    request = sealed.request.officers
    if request is None or draw.drawn_at is None:
        return ()
    names = {row.certificate_number: row.name for row in sealed.pool}
    result, seated = _as_drawn(session, draw, sealed)
    reasons = uneven_sentences(request, result, names)
    has_moved = any(row.added != seated[row.officer_key] for row in rows)
    return (*reasons, _MOVED) if reasons and has_moved else reasons


def _loads_before(session: Session, draw: Draw) -> dict[int, int]:
    """Count the objects of each officer in the year's draws before this one, over all tasks, as they stand."""
    year = (
        select(Plan.year)
        .join(PlanTask, PlanTask.plan_id == Plan.id)
        .where(PlanTask.id == draw.task_id)
        .scalar_subquery()
    )
    query = (
        select(PlaceOfficer.officer_id, func.count())
        .join(DrawnPlace, DrawnPlace.id == PlaceOfficer.place_id)
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .join(PlanTask, PlanTask.id == Draw.task_id)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(
            Plan.year == year,
            Draw.office_id == draw.office_id,
            Draw.id != draw.id,
            Draw.stage.in_((DrawStage.DRAWN, DrawStage.DISPATCHED)),
            DrawnPlace.replaced_at.is_(None),
            PlaceOfficer.replaced_at.is_(None),
        )
        .group_by(PlaceOfficer.officer_id)
    )
    if draw.drawn_at is not None:
        at_once = and_(Draw.drawn_at == draw.drawn_at, Draw.id < draw.id)
        query = query.where(or_(Draw.drawn_at < draw.drawn_at, at_once))
    return dict(session.execute(query).all())


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
