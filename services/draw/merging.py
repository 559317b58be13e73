"""综合查一次: which enterprises stand in several open draws, and the pairs of places that are inspected in one visit (R69).

The place that carries ``visit_with_id`` is the one the cap leaves out. When either of a pair is voided or substituted, the
pair is parted and the other becomes a visit of its own again.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from models.errors import UserFacingError
from models.rules.joint_visit import PlaceFacts, merge_refusal
from models.tables.draw import Draw, DrawnPlace
from models.tables.inspection_record import InspectionRecord
from models.vocab import DrawStage
from services.draw.dispatching import BEFORE_VISIT
from services.draw.rows import AlsoIn
from services.workplace import Workplace

_OPEN_DRAWS = (DrawStage.DRAWN, DrawStage.DISPATCHED)
_PART = 500  # SQLite takes a limited number of parameters


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that is drawn and not yet inspected."""

    key: int
    enterprise_key: int
    draw_key: int
    draw_code: str
    position: int

    @property
    def name(self) -> str:
        """2022-01-1 第3户."""
        return f"{self.draw_code} 第{self.position}户"


def open_places_by_enterprise(session: Session, office_id: int) -> dict[int, list[OpenPlace]]:
    """Return enterprise key → its places that are drawn and not yet inspected, over all tasks."""
    query = (
        select(DrawnPlace.id, DrawnPlace.enterprise_id, Draw.id, Draw.draw_code, DrawnPlace.position)
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .outerjoin(InspectionRecord, InspectionRecord.place_id == DrawnPlace.id)
        .where(
            Draw.office_id == office_id,
            Draw.stage.in_(_OPEN_DRAWS),
            DrawnPlace.replaced_at.is_(None),
            or_(InspectionRecord.id.is_(None), InspectionRecord.stage.in_(BEFORE_VISIT)),
        )
        .order_by(Draw.id, DrawnPlace.position)
    )
    places: dict[int, list[OpenPlace]] = {}
    for row in session.execute(query):
        place = OpenPlace(*row)
        places.setdefault(place.enterprise_key, []).append(place)
    return places


def partners_of(session: Session, place_keys: Iterable[int]) -> dict[int, OpenPlace]:
    """Return place key → the place it is inspected together with, seen from either of the two."""
    keys = sorted(set(place_keys))
    found: dict[int, OpenPlace] = {}
    for start in range(0, len(keys), _PART):
        part = set(keys[start : start + _PART])
        for one, other in session.execute(_pairs(part)):
            for key, partner in ((one, other), (other, one)):
                if key in part:
                    found[key] = _open_place(session, partner)
    return found


def also_in(session: Session, draw: Draw, places: Sequence[DrawnPlace]) -> dict[int, tuple[AlsoIn, ...]]:
    """Return place key → the places of other draws that could be inspected in the same visit (R69)."""
    opened = open_places_by_enterprise(session, draw.office_id)
    joined = partners_of(session, [one.key for ones in opened.values() for one in ones])
    found: dict[int, tuple[AlsoIn, ...]] = {}
    for place in places:
        here = opened.get(place.enterprise_id, [])
        if place.id not in joined and any(one.key == place.id for one in here):
            others = [one for one in here if one.draw_key != draw.id and one.key not in joined]
            found[place.id] = tuple(AlsoIn(one.key, one.name) for one in others)
    return found


def codes_of_open(session: Session, office_id: int) -> dict[int, str]:
    """Return enterprise key → the draws that hold it and have not inspected it yet."""
    opened = open_places_by_enterprise(session, office_id)
    return {key: "、".join(place.draw_code for place in places) for key, places in opened.items()}


def merge_visits(session: Session, workplace: Workplace, place_key: int, with_place_key: int) -> Draw:
    """Let two places be one visit; return the draw of the one that the cap leaves out."""
    one, other = _place(session, place_key), _place(session, with_place_key)
    facts = [_facts(session, place) for place in (one, other)]
    if refusal := merge_refusal(*facts):
        raise UserFacingError(refusal)
    one.visit_with_id = other.id
    workplace.touch(one)
    return _draw(session, one)


def split_visit(session: Session, workplace: Workplace, place_key: int) -> None:
    """Part a pair that has not been inspected yet."""
    place = _place(session, place_key)
    partner = partners_of(session, [place_key]).get(place_key)
    if partner is None:
        raise UserFacingError("这一户没有与其他任务合并检查，请刷新后重试。")
    for one in (place, _place(session, partner.key)):
        if (facts := _facts(session, one)).is_inspected:
            raise UserFacingError(f"{facts.name}已经检查，合并检查不能再取消。")
    part_visits(session, workplace, [place_key], "取消合并")


def part_visits(session: Session, workplace: Workplace, place_keys: Collection[int], why: str) -> None:
    """Let every partner of these places be a visit of its own again, each with a line in the log."""
    for one, other in session.execute(_pairs(set(place_keys))).all():
        place = _place(session, one)
        place.visit_with_id = None
        workplace.touch(place)
        pair = f"{_open_place(session, one).name}与{_open_place(session, other).name}"
        workplace.log(session, action="取消合并检查", noun="draw", summary=f"{pair}各自检查：{why}")


def _pairs(keys: Collection[int]) -> Select[int, int]:
    partner = aliased(DrawnPlace)
    return (
        select(DrawnPlace.id, partner.id)
        .join(partner, partner.id == DrawnPlace.visit_with_id)
        .where(or_(DrawnPlace.id.in_(keys), partner.id.in_(keys)))
        .order_by(DrawnPlace.id)
    )


def _place(session: Session, key: int) -> DrawnPlace:
    place = session.get(DrawnPlace, key)
    if place is None:
        raise UserFacingError("所选对象已不在名单中，请刷新后重试。")
    return place


def _draw(session: Session, place: DrawnPlace) -> Draw:
    return session.scalars(select(Draw).where(Draw.id == place.draw_id)).one()


def _open_place(session: Session, key: int) -> OpenPlace:
    place = _place(session, key)
    draw = _draw(session, place)
    return OpenPlace(place.id, place.enterprise_id, draw.id, draw.draw_code, place.position)


def _facts(session: Session, place: DrawnPlace) -> PlaceFacts:
    draw = _draw(session, place)
    stage = session.scalars(
        select(InspectionRecord.stage).where(InspectionRecord.place_id == place.id)
    ).first()
    return PlaceFacts(
        name=f"{draw.draw_code} 第{place.position}户",
        enterprise=place.enterprise_id,
        draw=draw.id,
        is_live=place.replaced_at is None and draw.stage in _OPEN_DRAWS,
        is_inspected=stage is not None and stage not in BEFORE_VISIT,
        is_joined=bool(session.execute(_pairs({place.id})).first()),
    )
