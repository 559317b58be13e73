"""直接委派: officers named by the office where they cannot be drawn; recorded with its approver, counted apart (R35)."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.assignment import seat_at
from models.rules.sealing import OfficerRequest
from models.tables.draw import Draw, DrawnPlace, PlaceOfficer, PoolOfficer
from models.tables.officer import Recusal
from models.vocab import DrawStage, OfficerMode
from services.draw.dispatching import live_places
from services.workplace import Workplace


def appoint_officers(
    session: Session,
    workplace: Workplace,
    draw: Draw,
    place_keys: Collection[int],
    officer_keys: Sequence[int],
) -> str:
    """Put the officers on the places, the leader first, in place of whom was named before; return the log's sentence."""
    if not draw.direct_reason:
        raise UserFacingError(f"抽取 {draw.draw_code} 的检查人员是随机抽取的，不能直接委派。")
    if draw.stage is not DrawStage.DRAWN:
        raise UserFacingError(f"抽取 {draw.draw_code} {draw.stage.label}，不能委派检查人员。")
    places = [place for place in live_places(session, draw) if place.id in place_keys]
    if not places:
        raise UserFacingError("请先选择要委派检查人员的对象。")
    officers = _officers(session, draw, officer_keys)
    _check_recusals(session, places, officers)
    seats = OfficerRequest(OfficerMode.EACH, draw.team_size, 0, officers[0].is_leader, False, ())
    for place in places:
        session.execute(delete(PlaceOfficer).where(PlaceOfficer.place_id == place.id))
        session.add_all(
            PlaceOfficer(
                place_id=place.id,
                officer_id=officer.officer_id,
                position=position,
                seat=seat_at(seats, position),
                is_direct=True,
            )
            for position, officer in enumerate(officers)
        )
        workplace.touch(place)
    session.flush()
    session.expire_all()
    return f"{len(places)}户由{'、'.join(officer.name for officer in officers)}检查（{draw.direct_approved_by}批准）"


def _officers(session: Session, draw: Draw, officer_keys: Sequence[int]) -> list[PoolOfficer]:
    if len(set(officer_keys)) < 2:
        raise UserFacingError("每户检查人员不得少于 2 人（行政处罚法第四十二条）。")
    query = select(PoolOfficer).where(PoolOfficer.draw_id == draw.id)
    pool = {row.officer_id: row for row in session.scalars(query)}
    officers = [pool[key] for key in dict.fromkeys(officer_keys) if key in pool]
    if len(officers) != len(set(officer_keys)):
        raise UserFacingError("所选人员在封存时不在名录中，不能委派。")
    for officer in officers:
        if not officer.in_pool:
            raise UserFacingError(f"{officer.name}不在可抽人员中：{officer.reason}。")
    return officers


def _check_recusals(session: Session, places: Sequence[DrawnPlace], officers: Sequence[PoolOfficer]) -> None:
    by_key = {officer.officer_id: officer for officer in officers}
    inspected = {place.enterprise_id: place for place in places}
    for recusal in session.scalars(select(Recusal).where(Recusal.officer_id.in_(by_key))):
        if recusal.enterprise_id in inspected:
            place, officer = inspected[recusal.enterprise_id], by_key[recusal.officer_id]
            raise UserFacingError(f"{officer.name}须回避序号 {place.position} 的对象（{recusal.reason}）。")
