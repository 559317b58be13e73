"""执法检查人员 and their 回避 as the database holds them, given out as rows."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.rules.officer_pool import LeaveFacts, OfficerFacts, Window, exclusion
from models.tables.enterprise import Enterprise
from models.tables.office import Section, Town
from models.tables.officer import Leave, Officer, OfficerIndustry, OfficerTown, Recusal
from models.tables.roster import RosterChange
from models.vocab import RosterNoun
from services.roster.officer_rows import (
    OfficerDraft,
    OfficerRow,
    RecusalDraft,
    RecusalRow,
    SectionPeriod,
)

PLAIN_FIELDS = (
    "name", "certificate_expires_on", "is_regular", "post", "title", "is_expert", "is_leader_qualified", "phone", "status",
    "remark", "second_certificate_number", "second_certificate_expires_on", "staff_number", "id_number", "education",
)  # fmt: skip
"""Fields of a draft that are columns of the record under the same name and value."""
OFFICER_PARTS = (
    selectinload(Officer.industries),
    selectinload(Officer.towns).selectinload(OfficerTown.town),
    selectinload(Officer.section),
)
"""What has to be loaded with a record before ``officer_draft`` and ``write_draft`` can use it."""


def read_officers(
    session: Session, office_id: int, today: date, *conditions: ColumnElement[bool]
) -> list[OfficerRow]:
    """Return the rows that meet the conditions, in the order they were entered."""
    query = (
        select(Officer)
        .where(Officer.office_id == office_id, *conditions)
        .options(*OFFICER_PARTS)
        .order_by(Officer.id)
    )
    in_force = select(Recusal.officer_id, func.count()).where(_in_force(today)).group_by(Recusal.officer_id)
    recusals = dict(session.execute(in_force).all())
    leaves = leaves_in(session, office_id, Window(today, today))
    return [
        _row(officer, today, recusals.get(officer.id, 0), leaves.get(officer.id, ()))
        for officer in session.scalars(query)
    ]


def officer_facts(draft: OfficerDraft, leaves: Iterable[LeaveFacts] = (), load: int = 0) -> OfficerFacts:
    """Return what the rules of the pool ask of an officer."""
    return OfficerFacts(
        certificate_number=draft.certificate_number,
        certificate_expires_on=draft.certificate_expires_on,
        is_regular=draft.is_regular,
        status=draft.status,
        is_leader_qualified=draft.is_leader_qualified,
        is_expert=draft.is_expert,
        industries=draft.industries,
        leaves=tuple(leaves),
        section=draft.section_name,
        load=load,
    )


def leaves_in(session: Session, office_id: int, window: Window) -> dict[int, tuple[LeaveFacts, ...]]:
    """Return officer key → the leaves, not cancelled, that touch a day of the window."""
    query = select(Leave).where(
        Leave.office_id == office_id,
        Leave.cancelled_at.is_(None),
        Leave.starts_on <= window.last,
        Leave.ends_on >= window.first,
    )
    found: dict[int, tuple[LeaveFacts, ...]] = {}
    for leave in session.scalars(query.order_by(Leave.starts_on, Leave.id)):
        facts = LeaveFacts(leave.kind, leave.starts_on, leave.ends_on)
        found[leave.officer_id] = (*found.get(leave.officer_id, ()), facts)
    return found


def officer_draft(officer: Officer) -> OfficerDraft:
    """Return the draft of a record that was loaded with OFFICER_PARTS."""
    return OfficerDraft(
        **{name: getattr(officer, name) for name in PLAIN_FIELDS},
        certificate_number=officer.certificate_number or "",
        section_name=officer.section.name if officer.section else "",
        industries=frozenset(flag.industry for flag in officer.industries),
        towns=frozenset(look.town.name for look in officer.towns),
    )


def write_draft(
    officer: Officer, draft: OfficerDraft, section: Section | None, towns: Mapping[str, Town]
) -> None:
    """Put the values of a draft into a record whose industries and towns are loaded; ``towns`` is name → 镇街."""
    for name in PLAIN_FIELDS:
        setattr(officer, name, getattr(draft, name))
    officer.certificate_number = draft.certificate_number or None
    officer.section_id = section.id if section else None
    kept = [flag for flag in officer.industries if flag.industry in draft.industries]
    known = {flag.industry for flag in kept}
    new = [OfficerIndustry(industry=industry) for industry in sorted(draft.industries - known)]
    officer.industries = [*kept, *new]
    wanted = {towns[name].code: towns[name] for name in draft.towns}
    looked_after = [link for link in officer.towns if link.town_code in wanted]
    known_codes = {link.town_code for link in looked_after}
    added = [OfficerTown(town=town) for code, town in sorted(wanted.items()) if code not in known_codes]
    officer.towns = [*looked_after, *added]


def read_section_periods(session: Session, office_id: int) -> dict[int, list[SectionPeriod]]:
    """Return officer key → the 科室 one after another, for officers who ever changed it."""
    query = (
        select(RosterChange, Officer.created_at)
        .join(Officer, Officer.id == RosterChange.record_id)
        .where(
            RosterChange.office_id == office_id,
            RosterChange.noun == RosterNoun.OFFICER,
            RosterChange.field == "section_name",
        )
        .order_by(RosterChange.at, RosterChange.id)
    )
    found: dict[int, list[SectionPeriod]] = {}
    for change, created_at in session.execute(query):
        first = SectionPeriod(created_at.date(), json.loads(change.old))
        periods = found.setdefault(change.record_id, [first])
        periods.append(SectionPeriod(change.at.date(), json.loads(change.new)))
    return found


def find_section(sections: Iterable[Section], name: str) -> Section | None:
    """Return the 科室 of a name, present or former; one that is in use goes before one that was closed."""
    known = list(sections)
    in_use = [section for section in known if section.is_active]
    return (
        next((section for section in in_use if name == section.name), None)
        or next((section for section in in_use if name in section.aliases), None)
        or next((section for section in known if name == section.name or name in section.aliases), None)
    )


def read_towns(session: Session, office_id: int) -> dict[str, Town]:
    """Return the 镇街 of the district by every word that names one: 岳滩镇 and 岳滩."""
    query = select(Town).where(Town.office_id == office_id, Town.in_district)
    towns = list(session.scalars(query.order_by(Town.position)))
    return {town.stem: town for town in towns if town.stem} | {town.name: town for town in towns}


def settle_towns(names: Iterable[str], towns: Mapping[str, Town]) -> tuple[frozenset[str], list[str]]:
    """Return the 镇街 under their own names, and the words that name none."""
    words = list(names)
    known = frozenset(towns[word].name for word in words if word in towns)
    return known, sorted(word for word in words if word not in towns)


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


def _row(officer: Officer, today: date, recusals: int, leaves: Iterable[LeaveFacts]) -> OfficerRow:
    draft = officer_draft(officer)
    expires_on, second_on = draft.certificate_expires_on, draft.second_certificate_expires_on
    barred = exclusion(officer_facts(draft, leaves), Window(today, today))
    return OfficerRow(
        key=officer.id,
        uuid=officer.uuid,
        row_version=officer.row_version,
        draft=draft,
        section_key=officer.section_id,
        obstacle="已退出名录" if officer.retired_at else barred,
        days_to_expiry=(expires_on - today).days if expires_on else None,
        second_days_to_expiry=(second_on - today).days if second_on else None,
        recusals=recusals,
        updated_at=officer.updated_at,
        retired_at=officer.retired_at,
        retired_reason=officer.retired_reason,
    )
