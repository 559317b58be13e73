"""执法检查人员 and their 回避 as the database holds them, given out as rows."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.rules.officer_pool import OfficerFacts, Window, exclusion
from models.tables.enterprise import Enterprise
from models.tables.office import Section
from models.tables.officer import Officer, OfficerIndustry, Recusal
from services.roster.officer_rows import OfficerDraft, OfficerRow, RecusalDraft, RecusalRow

PLAIN_FIELDS = (
    "name", "certificate_expires_on", "is_regular", "post", "title", "is_expert", "is_leader_qualified", "phone", "status",
    "remark",
)  # fmt: skip
"""Fields of a draft that are columns of the record under the same name and value."""


def read_officers(
    session: Session, office_id: int, today: date, *conditions: ColumnElement[bool]
) -> list[OfficerRow]:
    """Return the rows that meet the conditions, in the order they were entered."""
    query = (
        select(Officer)
        .where(Officer.office_id == office_id, *conditions)
        .options(selectinload(Officer.industries), selectinload(Officer.section))
        .order_by(Officer.id)
    )
    in_force = select(Recusal.officer_id, func.count()).where(_in_force(today)).group_by(Recusal.officer_id)
    recusals = dict(session.execute(in_force).all())
    return [_row(officer, today, recusals.get(officer.id, 0)) for officer in session.scalars(query)]


def officer_draft(officer: Officer) -> OfficerDraft:
    """Return the draft of a record whose section and industries are loaded."""
    return OfficerDraft(
        **{name: getattr(officer, name) for name in PLAIN_FIELDS},
        certificate_number=officer.certificate_number or "",
        section_name=officer.section.name if officer.section else "",
        industries=frozenset(flag.industry for flag in officer.industries),
    )


def write_draft(officer: Officer, draft: OfficerDraft, section: Section | None) -> None:
    """Put the values of a draft into a record whose industries are loaded."""
    for name in PLAIN_FIELDS:
        setattr(officer, name, getattr(draft, name))
    officer.certificate_number = draft.certificate_number or None
    officer.section_id = section.id if section else None
    kept = [flag for flag in officer.industries if flag.industry in draft.industries]
    known = {flag.industry for flag in kept}
    new = [OfficerIndustry(industry=industry) for industry in sorted(draft.industries - known)]
    officer.industries = [*kept, *new]


def find_section(sections: Iterable[Section], name: str) -> Section | None:
    """Return the 科室 of a name, present or former."""
    return next((section for section in sections if name == section.name or name in section.aliases), None)


def read_recusals(
    session: Session, office_id: int, today: date, *conditions: ColumnElement[bool]
) -> list[RecusalRow]:
    """Return the 回避 that meet the conditions, with the names they are about."""
    query = (
        select(Recusal, Officer.name, Enterprise.name, Enterprise.credit_code, Enterprise.registration_number)
        .join(Officer, Officer.id == Recusal.officer_id)
        .join(Enterprise, Enterprise.id == Recusal.enterprise_id)
        .where(Recusal.office_id == office_id, *conditions)
        .order_by(Recusal.id)
    )
    return [
        RecusalRow(
            key=recusal.id,
            uuid=recusal.uuid,
            draft=RecusalDraft(
                officer_key=recusal.officer_id,
                enterprise_key=recusal.enterprise_id,
                reason=recusal.reason,
                basis=recusal.basis,
                starts_on=recusal.starts_on,
                ends_on=recusal.ends_on,
            ),
            officer_name=officer_name,
            enterprise_name=enterprise_name,
            enterprise_code=code or number or "",
            is_in_force=(recusal.starts_on or today) <= today <= (recusal.ends_on or today),
        )
        for recusal, officer_name, enterprise_name, code, number in session.execute(query)
    ]


def _in_force(today: date) -> ColumnElement[bool]:
    return or_(Recusal.ends_on.is_(None), Recusal.ends_on >= today)


def _row(officer: Officer, today: date, recusals: int) -> OfficerRow:
    draft = officer_draft(officer)
    facts = OfficerFacts(
        certificate_number=draft.certificate_number,
        certificate_expires_on=draft.certificate_expires_on,
        is_regular=draft.is_regular,
        status=draft.status,
        is_leader_qualified=draft.is_leader_qualified,
        is_expert=draft.is_expert,
        industries=draft.industries,
    )
    expires_on = draft.certificate_expires_on
    return OfficerRow(
        key=officer.id,
        uuid=officer.uuid,
        row_version=officer.row_version,
        draft=draft,
        section_key=officer.section_id,
        obstacle="已退出名录" if officer.retired_at else exclusion(facts, Window(today, today)),
        days_to_expiry=(expires_on - today).days if expires_on else None,
        recusals=recusals,
        updated_at=officer.updated_at,
        retired_at=officer.retired_at,
        retired_reason=officer.retired_reason,
    )
