"""派发: the inspection records that follow from a drawn list, and how they follow its 递补 and 补抽."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from models.errors import UserFacingError
from models.rules.officer_pool import Window, exclusion
from models.tables.draw import Draw, DrawnPlace, PlaceOfficer
from models.tables.inspection_record import InspectionRecord, RecordOfficer
from models.tables.officer import Officer
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawStage, RecordStage
from services.roster.officer_reading import OFFICER_PARTS, leaves_in, officer_draft, officer_facts
from services.workplace import Workplace

_SINCE_SEAL = "在封存之后情况有变："
BEFORE_VISIT = frozenset({RecordStage.PENDING, RecordStage.NOTIFIED})


def live_places(session: Session, draw: Draw) -> list[DrawnPlace]:
    """Return the places still to be inspected, in dispatch order, with their officers."""
    query = (
        select(DrawnPlace)
        .where(DrawnPlace.draw_id == draw.id, DrawnPlace.replaced_at.is_(None))
        .options(selectinload(DrawnPlace.officers))
        .order_by(DrawnPlace.position, DrawnPlace.id)
    )
    return list(session.scalars(query))


def open_records(session: Session, workplace: Workplace, draw: Draw, places: Sequence[DrawnPlace]) -> None:
    """Open a record, 待检查, for each place with its present officers."""
    year, ends_on = session.execute(
        select(Plan.year, PlanTask.ends_on)
        .join(PlanTask, PlanTask.plan_id == Plan.id)
        .where(PlanTask.id == draw.task_id)
    ).one()
    for place in places:
        record = workplace.add(
            session,
            InspectionRecord(
                year=year,
                task_id=draw.task_id,
                draw_id=draw.id,
                place_id=place.id,
                enterprise_id=place.enterprise_id,
                stage=RecordStage.PENDING,
                dispatched_at=workplace.clock.now(),
                due_on=_due_on(draw, ends_on),
            ),
        )
        session.flush()
        if not draw.is_assignment_sealed or place.opened_at is not None:
            _add_officers(session, record, place)
    session.flush()


def check_dispatchable(session: Session, draw: Draw, places: Sequence[DrawnPlace]) -> None:
    """Refuse to dispatch where a place has too few officers, or an officer can no longer inspect (行政处罚法 42)."""
    present = {place.id: [seat for seat in place.officers if seat.replaced_at is None] for place in places}
    short = [place for place in places if len(present[place.id]) < 2]
    if short:
        raise UserFacingError(
            f"还有 {len(short)} 户没有检查人员（如序号 {short[0].position}），请先委派检查人员再派发。"
        )
    window = Window(draw.window_from, draw.window_to)
    keys = {seat.officer_id for seats in present.values() for seat in seats}
    officers = session.scalars(
        select(Officer).where(Officer.id.in_(keys)).options(*OFFICER_PARTS).order_by(Officer.id)
    )
    leaves = leaves_in(session, draw.office_id, window)
    for officer in officers:
        reason = exclusion(officer_facts(officer_draft(officer), leaves.get(officer.id, ())), window)
        if officer.retired_at is not None:
            reason = "已退出执法检查人员名录"
        if reason is not None:
            raise UserFacingError(f"{officer.name}{_SINCE_SEAL}{reason}，请先补抽人员再派发。")


def open_places(
    session: Session, workplace: Workplace, draw: Draw, place_keys: Collection[int], opened_by: str
) -> str:
    """启封 some places of a sealed assignment and return the sentence of the log."""
    if not draw.is_assignment_sealed:
        raise UserFacingError(f"抽取 {draw.draw_code} 的派人结果没有封存，不需启封。")
    if draw.stage not in (DrawStage.DRAWN, DrawStage.DISPATCHED):
        raise UserFacingError(f"抽取 {draw.draw_code} {draw.stage.label}，不能启封。")
    if not opened_by.strip():
        raise UserFacingError("请填写启封的组长姓名。")
    chosen = [
        place for place in live_places(session, draw) if place.id in place_keys and place.opened_at is None
    ]
    if not chosen:
        raise UserFacingError("所选对象都已启封，或已不在现行名单中。")
    records = records_of(session, chosen)
    for place in chosen:
        place.opened_at, place.opened_by = workplace.clock.now(), opened_by.strip()
        workplace.touch(place)
        if place.id in records:
            _add_officers(session, records[place.id], place)
            workplace.touch(records[place.id])
    session.flush()
    return (
        f"{opened_by.strip()}启封{len(chosen)}户：序号 {'、'.join(str(place.position) for place in chosen)}"
    )


def records_of(session: Session, places: Sequence[DrawnPlace]) -> dict[int, InspectionRecord]:
    """Return the records of some places by the place's key."""
    keys = [place.id for place in places]
    records: dict[int, InspectionRecord] = {}
    for start in range(0, len(keys), 500):  # SQLite takes a limited number of parameters
        query = select(InspectionRecord).where(InspectionRecord.place_id.in_(keys[start : start + 500]))
        records |= {record.place_id: record for record in session.scalars(query)}
    return records


def end_records(session: Session, workplace: Workplace, draw: Draw, reason: str) -> None:
    """End every record of a draw that is voided; refused once one of its enterprises was inspected."""
    for record in records_of(session, live_places(session, draw)).values():
        if record.stage not in BEFORE_VISIT:
            raise UserFacingError(f"抽取 {draw.draw_code} 已有对象检查完毕，不能作废。")
        end_record(workplace, record, reason)


def end_record(workplace: Workplace, record: InspectionRecord, reason: str) -> None:
    """End a record whose place is replaced or voided; it stays in the books."""
    record.stage = RecordStage.ENDED
    record.ended_reason = reason[:200]
    workplace.touch(record)


def change_officer(
    session: Session, workplace: Workplace, record: InspectionRecord, out: PlaceOfficer, into: PlaceOfficer
) -> None:
    """Put a replacement on a record that has not been visited yet."""
    session.execute(
        delete(RecordOfficer).where(
            RecordOfficer.record_id == record.id, RecordOfficer.officer_id == out.officer_id
        )
    )
    session.add(
        RecordOfficer(record_id=record.id, officer_id=into.officer_id, position=into.position, seat=into.seat)
    )
    workplace.touch(record)


def _add_officers(session: Session, record: InspectionRecord, place: DrawnPlace) -> None:
    session.add_all(
        RecordOfficer(record_id=record.id, officer_id=seat.officer_id, position=seat.position, seat=seat.seat)
        for seat in place.officers
        if seat.replaced_at is None
    )


def _due_on(draw: Draw, ends_on: date) -> date:
    return min(draw.window_to, ends_on)
