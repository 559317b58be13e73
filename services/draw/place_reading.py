"""Builds the rows of a drawn list: each place with its officers, unless nobody has been told yet (派人封存)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.tables.draw import Draw, DrawnPlace
from models.tables.enterprise import Enterprise
from models.tables.officer import Officer
from services.draw.rows import PlaceRow, SeatRow

UNKNOWN_TOWN = "待定"


def place_rows(session: Session, draw: Draw, towns: dict[str, str]) -> tuple[PlaceRow, ...]:
    """Return the places of a draw in dispatch order, those that were replaced included."""
    places = session.execute(
        select(DrawnPlace, Enterprise)
        .join(Enterprise, Enterprise.id == DrawnPlace.enterprise_id)
        .where(DrawnPlace.draw_id == draw.id)
        .options(selectinload(DrawnPlace.officers))
        .order_by(DrawnPlace.position, DrawnPlace.id)
    )
    pairs = places.all()
    entry_ids = {place.id: place.entry_id for place, _ in pairs}
    officers = {officer.id: officer for officer in session.scalars(select(Officer))}
    visits = _visits_with(session, [place for place, _ in pairs])
    unopened = {place.id for place, _ in pairs if draw.is_assignment_sealed and place.opened_at is None}
    return tuple(
        PlaceRow(
            key=place.id,
            position=place.position,
            entry_id=place.entry_id,
            enterprise_key=place.enterprise_id,
            name=enterprise.name,
            town_name=towns.get(place.stratum, UNKNOWN_TOWN),
            address=enterprise.address,
            group=place.group,
            kind=place.kind,
            ticket=place.ticket,
            team_number=None if place.id in unopened else place.team_number,
            seats=() if place.id in unopened else _seat_rows(place, officers),
            substitutes=entry_ids.get(place.substitutes_id or 0, ""),
            replaced_at=place.replaced_at,
            replaced_reason=place.replaced_reason,
            replaced_approved_by=place.replaced_approved_by,
            is_unopened=place.id in unopened,
            opened_at=place.opened_at,
            opened_by=place.opened_by,
            visit_with=visits.get(place.visit_with_id or 0, ""),
            origin=draw.origin,
        )
        for place, enterprise in pairs
    )


def _seat_rows(place: DrawnPlace, officers: dict[int, Officer]) -> tuple[SeatRow, ...]:
    return tuple(
        SeatRow(
            officer_key=seat.officer_id,
            name=officers[seat.officer_id].name,
            certificate_number=officers[seat.officer_id].certificate_number or "",
            position=seat.position,
            seat=seat.seat,
            replaced_at=seat.replaced_at,
            replaced_reason=seat.replaced_reason,
            replaced_approved_by=seat.replaced_approved_by,
            is_direct=seat.is_direct,
        )
        for seat in place.officers
    )


def _visits_with(session: Session, places: Sequence[DrawnPlace]) -> dict[int, str]:
    """Return place key → 2022-02-1 第3户, for the places that others are inspected together with."""
    keys = {place.visit_with_id for place in places if place.visit_with_id is not None}
    query = (
        select(DrawnPlace.id, Draw.draw_code, DrawnPlace.position)
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .where(DrawnPlace.id.in_(keys))
    )
    return {key: f"{code} 第{position}户" for key, code, position in session.execute(query)}
