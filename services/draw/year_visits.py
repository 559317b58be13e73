"""本年度检查台账: which enterprises were or will be inspected this year, by which officers, whatever led to it.

The yearly cap counts visits made and open drawn ones over all tasks and kinds; a merged visit counts once (R18–R20, R69).
"""

from collections import Counter
from datetime import date

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from models.rules.visit_ledger import counts_by_setting
from models.tables.draw import Draw, DrawnPlace, OtherVisit, PlaceOfficer
from models.tables.inspection_record import InspectionRecord, RecordOfficer
from models.tables.office import Office
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawStage, RecordStage, VisitKind


def visits_of_year(session: Session, office: Office, year: int) -> dict[int, int]:
    """Return enterprise key → inspections of the year: records not ended, places not yet dispatched, other visits."""
    visits: Counter[int] = Counter()
    for query in (_recorded(office, year), _waiting(office, year), _other_visits(office, year)):
        for enterprise_id, number in session.execute(query):
            visits[enterprise_id] += number
    return dict(visits)


def _recorded(office: Office, year: int) -> Select[int, int]:
    return (
        select(InspectionRecord.enterprise_id, func.count())
        .join(DrawnPlace, DrawnPlace.id == InspectionRecord.place_id)
        .where(
            InspectionRecord.office_id == office.id,
            InspectionRecord.year == year,
            InspectionRecord.stage != RecordStage.ENDED,
            DrawnPlace.visit_with_id.is_(None),
        )
        .group_by(InspectionRecord.enterprise_id)
    )


def _waiting(office: Office, year: int) -> Select[int, int]:
    return (
        select(DrawnPlace.enterprise_id, func.count())
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .join(PlanTask, PlanTask.id == Draw.task_id)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(
            Draw.office_id == office.id,
            Plan.year == year,
            Draw.stage == DrawStage.DRAWN,
            DrawnPlace.replaced_at.is_(None),
            DrawnPlace.visit_with_id.is_(None),
        )
        .group_by(DrawnPlace.enterprise_id)
    )


def _other_visits(office: Office, year: int) -> Select[int, int]:
    return (
        select(OtherVisit.enterprise_id, func.count())
        .where(
            OtherVisit.office_id == office.id,
            OtherVisit.visited_on.between(date(year, 1, 1), date(year, 12, 31)),
            OtherVisit.cancelled_at.is_(None),
            OtherVisit.kind.in_(counted_kinds(office)),
        )
        .group_by(OtherVisit.enterprise_id)
    )


def counted_kinds(office: Office) -> tuple[VisitKind, ...]:
    """Return the kinds of other visits that the cap counts under the office's reading (R20)."""
    counts_reviews = office.cap_counts_reviews
    return tuple(kind for kind in VisitKind if counts_by_setting(kind, counts_reviews=counts_reviews))


def last_visits(session: Session, office: Office) -> dict[int, date]:
    """Return enterprise key → the last day on which it was inspected, by a drawn visit or another one."""
    ended = (
        select(InspectionRecord.enterprise_id, func.max(InspectionRecord.inspected_to))
        .where(InspectionRecord.office_id == office.id, InspectionRecord.inspected_to.is_not(None))
        .group_by(InspectionRecord.enterprise_id)
    )
    last = {key: moment.date() for key, moment in session.execute(ended).all() if moment is not None}
    others = (
        select(OtherVisit.enterprise_id, func.max(OtherVisit.visited_on))
        .where(OtherVisit.office_id == office.id, OtherVisit.cancelled_at.is_(None))
        .group_by(OtherVisit.enterprise_id)
    )
    for key, day in session.execute(others).all():
        last[key] = max(day, last.get(key, day))
    return last


def loads_of_year(session: Session, office_id: int, year: int, before: Draw | None = None) -> dict[int, int]:
    """Return officer key → objects of the year, inspected or still to be inspected, over all tasks.

    With ``before`` only what was drawn earlier than that draw counts, so that a reprint a month later says the same.
    """
    query = (
        select(PlaceOfficer.officer_id, func.count())
        .join(DrawnPlace, DrawnPlace.id == PlaceOfficer.place_id)
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .join(PlanTask, PlanTask.id == Draw.task_id)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(
            Draw.office_id == office_id,
            Plan.year == year,
            Draw.stage != DrawStage.VOIDED,
            DrawnPlace.replaced_at.is_(None),
            PlaceOfficer.replaced_at.is_(None),
        )
        .group_by(PlaceOfficer.officer_id)
    )
    if before is not None:
        query = query.where(Draw.id != before.id)
        if before.drawn_at is not None:
            at_once = and_(Draw.drawn_at == before.drawn_at, Draw.id < before.id)
            query = query.where(or_(Draw.drawn_at < before.drawn_at, at_once))
    return dict(session.execute(query).all())


def last_pairs(session: Session, office: Office) -> set[tuple[int, int]]:
    """Return the (officer, enterprise) pairs of each enterprise's last inspection: 上次同人同户."""
    query = (
        select(InspectionRecord.enterprise_id, InspectionRecord.id)
        .where(InspectionRecord.office_id == office.id, InspectionRecord.inspected_to.is_not(None))
        .order_by(InspectionRecord.inspected_to, InspectionRecord.id)
    )
    last = dict(session.execute(query).all())
    officers = select(RecordOfficer.record_id, RecordOfficer.officer_id)
    by_record = {record: enterprise for enterprise, record in last.items()}
    return {
        (officer, by_record[record]) for record, officer in session.execute(officers) if record in by_record
    }
