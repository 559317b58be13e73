"""名录版本: a roster as it stood at a moment, numbered by year, 2026-3 (细则 art. 5; R11).

Every import makes one, its undoing too, and so does the yearly confirmation; a seal makes one when the roster has changed
since the last. That one bears the moment of the change, not of the seal: a draw does not make an old roster young.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.roster_age import roster_age
from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.officer import Officer
from models.tables.roster import RosterImport, RosterVersion
from models.vocab import RosterNoun
from services.changes import Changes
from services.roster.version_rows import RosterStanding, VersionRow
from services.workplace import Workplace

CONFIRMATION = "年度核对更新"
SEALING = "封存时记录的名录"

_LISTS: dict[RosterNoun, tuple[Any, ColumnElement[bool]]] = {
    RosterNoun.ENTERPRISE: (Enterprise, Enterprise.retired_at.is_(None)),
    RosterNoun.OFFICER: (Officer, Officer.retired_at.is_(None)),
    RosterNoun.ITEM: (InspectionItem, InspectionItem.effective_to.is_(None)),
}
"""The rosters that have versions, each with what is on it."""


class VersionService:
    """Use cases of the versions of the three rosters."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_versions(self, noun: RosterNoun) -> list[VersionRow]:
        """Return the versions of a roster, the newest first."""
        with self._workplace.database.reading() as session:
            query = (
                select(RosterVersion, RosterImport.file_name)
                .outerjoin(RosterImport, RosterImport.id == RosterVersion.import_id)
                .where(RosterVersion.office_id == self._workplace.office_id, RosterVersion.noun == noun)
                .order_by(RosterVersion.at.desc(), RosterVersion.id.desc())
            )
            return [_row(version, file_name) for version, file_name in session.execute(query)]

    def standing(self, noun: RosterNoun) -> RosterStanding:
        """Return the newest version of a roster and how old it is today."""
        with self._workplace.database.reading() as session:
            workplace = self._workplace
            return roster_standing(session, workplace.office_id, noun, workplace.clock.today())

    def confirm_roster(self, noun: RosterNoun, reason: str) -> Changes:
        """核对确认: make a version of a roster that was checked although little changed; it counts as renewed today.

        Raises UserFacingError without a reason, and for a roster with nothing on it.
        """
        reason = reason.strip()
        if not reason:
            raise UserFacingError("请写明核对的情况，例如“年度核对更新，与登记机关数据比对无误”。")
        workplace = self._workplace
        with workplace.database.transaction() as session:
            count = _count(session, workplace.office_id, noun)
            if not count:
                raise UserFacingError(f"{noun.label}名录是空的，没有可以核对的，请先导入。")
            code = make_version(workplace, session, noun, reason=reason)
            workplace.log(
                session,
                action="核对",
                noun=noun.value,
                summary=f"核对{noun.label}名录，记为 {code} 版：{reason}",
                after={"version": code, "record_count": count},
            )
        return Changes.of(noun.value)


def make_version(
    workplace: Workplace,
    session: Session,
    noun: RosterNoun,
    *,
    reason: str,
    import_id: int | None = None,
    at: datetime | None = None,
) -> str:
    """Number the roster as it stands in the session, and return the number: 2026-3.

    ``at`` is the moment since when it stood so, now unless given.
    """
    session.flush()
    moment = at or workplace.clock.now()
    mine = (
        RosterVersion.office_id == workplace.office_id,
        RosterVersion.noun == noun,
        RosterVersion.year == moment.year,
    )
    number = (session.scalar(select(func.max(RosterVersion.number)).where(*mine)) or 0) + 1
    workplace.add(
        session,
        RosterVersion(
            noun=noun,
            year=moment.year,
            number=number,
            at=moment,
            who=workplace.operator or "未署名",
            reason=reason,
            record_count=_count(session, workplace.office_id, noun),
            import_id=import_id,
        ),
    )
    session.flush()
    return version_code(moment.year, number)


def version_code(year: int, number: int) -> str:
    """Return how a version is called: 2026-3."""
    return f"{year}-{number}"


def current_version(session: Session, office_id: int, noun: RosterNoun = RosterNoun.ENTERPRISE) -> str:
    """Return the newest version of a roster, "" where none was made yet."""
    newest = _newest(session, office_id, noun)
    return version_code(newest.year, newest.number) if newest is not None else ""


def version_to_draw_from(
    workplace: Workplace, session: Session, noun: RosterNoun = RosterNoun.ENTERPRISE
) -> str:
    """Return the version that stands for the roster of this moment; one is made when it changed since the last."""
    newest = _newest(session, workplace.office_id, noun)
    changed_at = last_change(session, workplace.office_id, noun)
    if changed_at is not None and _is_changed(session, workplace.office_id, noun, newest, changed_at):
        at = changed_at if newest is None else max(changed_at, newest.at)
        return make_version(workplace, session, noun, reason=SEALING, at=at)
    return version_code(newest.year, newest.number) if newest is not None else ""


def roster_standing(session: Session, office_id: int, noun: RosterNoun, today: date) -> RosterStanding:
    """Return the newest version of a roster and how old it is on a day."""
    newest = _newest(session, office_id, noun)
    changed_at = last_change(session, office_id, noun)
    checked_at = _last_check(session, office_id, noun)
    moments = [moment for moment in (changed_at, checked_at) if moment is not None]
    updated_at = max(moments, default=None)
    return RosterStanding(
        noun=noun,
        version=version_code(newest.year, newest.number) if newest is not None else "",
        record_count=_count(session, office_id, noun),
        updated_at=updated_at,
        age=roster_age(updated_at.date() if updated_at else None, today),
        is_changed=changed_at is not None and _is_changed(session, office_id, noun, newest, changed_at),
    )


def last_change(session: Session, office_id: int, noun: RosterNoun) -> datetime | None:
    """Return when a record of the roster was last added or changed, None where there is none."""
    table, _is_on_it = _LISTS[noun]
    return session.scalar(select(func.max(table.updated_at)).where(table.office_id == office_id))


def _last_check(session: Session, office_id: int, noun: RosterNoun) -> datetime | None:
    """Return when the newest version was made; an import that was undone renewed nothing, nor did its undoing."""
    query = (
        select(func.max(RosterVersion.at))
        .outerjoin(RosterImport, RosterImport.id == RosterVersion.import_id)
        .where(
            RosterVersion.office_id == office_id,
            RosterVersion.noun == noun,
            RosterImport.undone_at.is_(None),
        )
    )
    return session.scalar(query)


def _is_changed(
    session: Session, office_id: int, noun: RosterNoun, newest: RosterVersion | None, changed_at: datetime
) -> bool:
    """Say whether the roster is another than its newest version; what happens within its second belongs to it."""
    if newest is None or changed_at > newest.at:
        return True
    return _count(session, office_id, noun) != newest.record_count


def _newest(session: Session, office_id: int, noun: RosterNoun) -> RosterVersion | None:
    query = (
        select(RosterVersion)
        .where(RosterVersion.office_id == office_id, RosterVersion.noun == noun)
        .order_by(RosterVersion.at.desc(), RosterVersion.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()


def _count(session: Session, office_id: int, noun: RosterNoun) -> int:
    if noun not in _LISTS:
        raise ValueError(f"{noun.label} has no versions")
    table, is_on_it = _LISTS[noun]
    query = select(func.count()).select_from(table).where(table.office_id == office_id, is_on_it)
    return session.scalar(query) or 0


def _row(version: RosterVersion, file_name: str | None) -> VersionRow:
    return VersionRow(
        key=version.id,
        noun=version.noun,
        code=version_code(version.year, version.number),
        at=version.at,
        who=version.who,
        reason=version.reason,
        record_count=version.record_count,
        file_name=file_name or "",
    )
