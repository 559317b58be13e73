"""Versions of the rosters: a roster as it stood at a moment, numbered by year (细则 art. 5, 8, 10)."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.officer import Officer
from models.tables.roster import RosterVersion
from models.vocab import RosterNoun
from services.workplace import Workplace

_PRESENT = {
    RosterNoun.ENTERPRISE: (Enterprise, Enterprise.retired_at),
    RosterNoun.OFFICER: (Officer, Officer.retired_at),
    RosterNoun.ITEM: (InspectionItem, InspectionItem.effective_to),
}


def make_version(
    workplace: Workplace, session: Session, noun: RosterNoun, *, reason: str, import_id: int | None = None
) -> str:
    """Write down that the roster of a noun stands as it stands now; return the version's name: 2026-3."""
    now = workplace.clock.now()
    table, left_on = _PRESENT[noun]
    present = select(func.count()).select_from(table).where(table.office_id == workplace.office_id)
    numbers = select(func.max(RosterVersion.number)).where(
        RosterVersion.office_id == workplace.office_id,
        RosterVersion.noun == noun,
        RosterVersion.year == now.year,
    )
    version = RosterVersion(
        noun=noun,
        year=now.year,
        number=(session.scalar(numbers) or 0) + 1,
        at=now,
        who=workplace.operator or "未署名",
        reason=reason,
        record_count=session.scalar(present.where(left_on.is_(None))) or 0,
        import_id=import_id,
    )
    workplace.add(session, version)
    session.flush()
    return f"{version.year}-{version.number}"
