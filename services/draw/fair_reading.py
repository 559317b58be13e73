"""What the 公平性报告 rests on, read back from the sealed frames and the stored results, never from today's roster.

Only what a seed decided counts: 必查, 递补, 补抽, 直接委派 (R35) and lists of the platform are told apart, a voided draw is
only counted.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from models.rules.fairness import FairDraw, FairEntry, FairOfficer
from models.tables.base import BEIJING
from models.tables.draw import Draw, DrawnPlace, FrameEntry, OtherVisit, PlaceOfficer, PoolOfficer
from models.tables.inspection_record import InspectionRecord
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawOrigin, DrawStage, EntryKind, RecordStage

_DRAWN = (DrawStage.DRAWN, DrawStage.DISPATCHED)


@dataclass(frozen=True, slots=True)
class DrawnYears:
    """All draws of some plan years that stand, in the order of their seeds, and what is counted apart."""

    draws: tuple[FairDraw, ...]
    officers: tuple[tuple[FairOfficer, ...], ...]
    officer_names: dict[int, str]
    stratified: int
    compulsory: int
    substitutes: int
    replacements: int
    appointed: int
    """Objects whose officers were named and not drawn: 直接委派."""
    platform: int
    """Objects that the provincial platform drew."""
    voided: int


def years_with_draws(session: Session, office_id: int) -> tuple[int, ...]:
    """Return the plan years in which something was drawn that stands."""
    query = (
        select(Plan.year)
        .join(PlanTask, PlanTask.plan_id == Plan.id)
        .join(Draw, Draw.task_id == PlanTask.id)
        .where(Draw.office_id == office_id, Draw.stage.in_(_DRAWN))
        .distinct()
    )
    return tuple(sorted(session.scalars(query)))


def read_years(session: Session, office_id: int, first_year: int, last_year: int) -> DrawnYears:
    """Read everything that was drawn for the plans of these years."""
    query = _draws_of(office_id, first_year, last_year)
    draws = session.scalars(
        query.where(Draw.stage.in_(_DRAWN)).options(selectinload(Draw.seals)).order_by(Draw.drawn_at, Draw.id)
    ).all()
    voided = query.with_only_columns(func.count()).where(
        Draw.stage == DrawStage.VOIDED, Draw.drawn_at.is_not(None)
    )
    fair: list[FairDraw] = []
    officers: list[tuple[FairOfficer, ...]] = []
    names: dict[int, str] = {}
    apart = Counter[str]()
    for draw in draws:
        sampled = _sampled(session, draw, apart)
        if draw.origin is DrawOrigin.OFFICE:
            fair.append(_fair_draw(session, draw, sampled))
        drawn_officers = _fair_officers(session, draw, names, apart)
        if drawn_officers:
            officers.append(drawn_officers)
    return DrawnYears(
        draws=tuple(fair),
        officers=tuple(officers),
        officer_names=names,
        stratified=sum(draw.town_places is not None for draw in fair),
        compulsory=apart["compulsory"],
        substitutes=apart["substitutes"],
        replacements=apart["replacements"],
        appointed=apart["appointed"],
        platform=apart["platform"],
        voided=session.scalar(voided) or 0,
    )


def visit_days(session: Session, office_id: int) -> list[tuple[int, date]]:
    """Return every inspection that took place, whatever led to it: which enterprise, and the day on which it ended."""
    drawn = select(InspectionRecord.enterprise_id, InspectionRecord.inspected_to).where(
        InspectionRecord.office_id == office_id,
        InspectionRecord.stage != RecordStage.ENDED,
        InspectionRecord.inspected_to.is_not(None),
    )
    others = select(OtherVisit.enterprise_id, OtherVisit.visited_on).where(
        OtherVisit.office_id == office_id, OtherVisit.cancelled_at.is_(None)
    )
    days = [
        (key, at.astimezone(BEIJING).date()) for key, at in session.execute(drawn).all() if at is not None
    ]
    return [*days, *((key, day) for key, day in session.execute(others).all())]


def _draws_of(office_id: int, first_year: int, last_year: int) -> Select[Draw]:
    return (
        select(Draw)
        .join(PlanTask, PlanTask.id == Draw.task_id)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(Draw.office_id == office_id, Plan.year.between(first_year, last_year))
    )


def _sampled(session: Session, draw: Draw, apart: Counter[str]) -> set[int]:
    """Return whom the seed drew, before any 递补."""
    query = select(DrawnPlace.enterprise_id, DrawnPlace.kind, DrawnPlace.substitutes_id).where(
        DrawnPlace.draw_id == draw.id
    )
    sampled: set[int] = set()
    for key, kind, substitutes in session.execute(query):
        if draw.origin is DrawOrigin.PLATFORM:
            apart["platform"] += 1
        elif kind is EntryKind.COMPULSORY:
            apart["compulsory"] += 1
        elif substitutes is not None:
            apart["substitutes"] += 1
        else:
            sampled.add(key)
    return sampled


def _fair_draw(session: Session, draw: Draw, sampled: set[int]) -> FairDraw:
    query = (
        select(FrameEntry.enterprise_id, FrameEntry.stratum, FrameEntry.group)
        .where(FrameEntry.draw_id == draw.id, FrameEntry.kind == EntryKind.SELECTABLE)
        .order_by(FrameEntry.id)
    )
    entries = tuple(
        FairEntry(key, stratum, group, key in sampled) for key, stratum, group in session.execute(query)
    )
    places = Counter[str]()
    towns: dict[tuple[str, str], int] = {}
    for quota in draw.quotas or ():
        group, number = str(quota["group"]), int(str(quota["quota"]))
        places[group] += number
        if "stratum" in quota:
            towns[group, str(quota["stratum"])] = number
    return FairDraw(draw.draw_code, entries, dict(places), towns or None)


def _fair_officers(
    session: Session, draw: Draw, names: dict[int, str], apart: Counter[str]
) -> tuple[FairOfficer, ...]:
    """Return the pool with the loads as drawn; empty where no officers were drawn."""
    if draw.officer_mode is None:
        apart["appointed"] += _appointed(session, draw)
        return ()
    pool = session.scalars(
        select(PoolOfficer)
        .where(PoolOfficer.draw_id == draw.id, PoolOfficer.in_pool)
        .order_by(PoolOfficer.id)
    ).all()
    names |= {row.officer_id: row.name for row in pool}
    sealed: dict[str, Any] = json.loads(draw.seals[-1].parameters).get("officers") or {}
    recused = {str(pair["officer"]) for pair in sealed.get("recusals", ())}
    loads = _loads_as_drawn(session, draw, apart)
    return tuple(
        FairOfficer(
            officer=row.officer_id,
            leader=row.is_leader and draw.need_leader,
            expert=row.is_expert and draw.need_expert,
            is_recused=row.certificate_number in recused,
            load=loads[row.officer_id],
        )
        for row in pool
    )


def _appointed(session: Session, draw: Draw) -> int:
    query = (
        select(func.count(DrawnPlace.id.distinct()))
        .join(PlaceOfficer, PlaceOfficer.place_id == DrawnPlace.id)
        .where(DrawnPlace.draw_id == draw.id, DrawnPlace.replaced_at.is_(None), PlaceOfficer.is_direct)
    )
    return session.scalar(query) or 0


def _loads_as_drawn(session: Session, draw: Draw, apart: Counter[str]) -> Counter[int]:
    """Count at each position of a place the seat that was written first; who came later is 补抽."""
    query = (
        select(DrawnPlace.id, PlaceOfficer.position, PlaceOfficer.officer_id, DrawnPlace.substitutes_id)
        .join(PlaceOfficer, PlaceOfficer.place_id == DrawnPlace.id)
        .where(DrawnPlace.draw_id == draw.id)
        .order_by(PlaceOfficer.id)
    )
    taken: set[tuple[int, int]] = set()
    loads = Counter[int]()
    for place, position, officer, substitutes in session.execute(query):
        is_first = (place, position) not in taken
        taken.add((place, position))
        apart["replacements"] += not is_first
        loads[officer] += is_first and substitutes is None
    return loads
