"""派发: the inspection records that follow from a drawn list, and how they follow its 递补 and 补抽."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from models.tables.draw import Draw, DrawnPlace, PlaceOfficer
from models.tables.inspection_record import InspectionRecord, RecordOfficer
from models.tables.plan import Plan, PlanTask
from models.vocab import RecordStage
from services.workplace import Workplace

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
        session.add_all(
            RecordOfficer(
                record_id=record.id, officer_id=seat.officer_id, position=seat.position, seat=seat.seat
            )
            for seat in place.officers
            if seat.replaced_at is None
        )
    session.flush()


def records_of(session: Session, places: Sequence[DrawnPlace]) -> dict[int, InspectionRecord]:
    """Return the records of some places by the place's key."""
    keys = [place.id for place in places]
    records: dict[int, InspectionRecord] = {}
    for start in range(0, len(keys), 500):  # SQLite takes a limited number of parameters
        query = select(InspectionRecord).where(InspectionRecord.place_id.in_(keys[start : start + 500]))
        records |= {record.place_id: record for record in session.scalars(query)}
    return records


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


def _due_on(draw: Draw, ends_on: date) -> date:
    return min(draw.window_to, ends_on)
