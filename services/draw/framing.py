"""The frame and the officer pool of a task as the roster stands now; judged by the rules, written down by the seal."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models.rules.eligibility import EligibilityRules, judge
from models.rules.officer_pool import (
    RecusalFacts,
    Window,
    applies_in,
    exclusion,
    matches_industries,
)
from models.rules.scope import Scope
from models.rules.sealing import Entry, OfficerEntry, Reason, RecusalPair
from models.tables.draw import Draw, DrawnPlace, FrameEntry, PoolOfficer
from models.tables.enterprise import Enterprise
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office
from models.tables.officer import Officer, Recusal
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawStage, EntryKind, Industry, RecordStage
from services.roster.draw_facts import read_draw_facts
from services.roster.officer_reading import OFFICER_PARTS, leaves_in, officer_draft, officer_facts


@dataclass(frozen=True, slots=True)
class Framing:
    """The rows that a seal would write (not yet in a session) and the recusals between them."""

    entries: tuple[FrameEntry, ...]
    pool: tuple[PoolOfficer, ...]
    recusals: tuple[RecusalPair, ...]

    @property
    def frame(self) -> tuple[Entry, ...]:
        """The entries of the frame as the rules take them."""
        return tuple(
            Entry(row.entry_id, row.stratum, row.group, row.kind)
            for row in self.entries
            if row.kind is not None
        )

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The sentence of every enterprise that is not simply selectable."""
        return tuple(Reason(row.entry_id, row.reason) for row in self.entries if row.reason)

    @property
    def officers(self) -> tuple[OfficerEntry, ...]:
        """The officers of the pool as the rules take them."""
        return tuple(
            OfficerEntry(row.certificate_number, row.is_leader, row.is_expert)
            for row in self.pool
            if row.in_pool
        )

    @property
    def names(self) -> dict[str, str]:
        """Names of enterprises and officers by id."""
        named = {row.certificate_number: row.name for row in self.pool if row.in_pool}
        return named | {row.entry_id: row.name for row in self.entries}


def frame_task(session: Session, office: Office, task: PlanTask, window: Window, today: date) -> Framing:
    """Judge every enterprise of the register, on the lists as they stand today, and every officer for this task."""
    scope = Scope.from_stored(task.scope)
    entries, industries = _frame_entries(session, office, task, scope, today)
    wanted = scope.industries or frozenset(industries)
    pool = _pool(session, office, wanted, window)
    return Framing(entries, pool, _recusals(session, entries, pool, window))


def live_draws(task_id: int) -> Select[Draw]:
    """Start a query on the draws of a task that are not voided."""
    return select(Draw).where(Draw.task_id == task_id, Draw.stage != DrawStage.VOIDED).order_by(Draw.ordinal)


def _frame_entries(
    session: Session, office: Office, task: PlanTask, scope: Scope, today: date
) -> tuple[tuple[FrameEntry, ...], set[Industry]]:
    """Return a row for every enterprise of the register, and the industries of those that may be inspected."""
    rules = EligibilityRules(
        scope, office.yearly_cap, office.cap_exempts_industries, office.includes_individuals
    )
    visits = _visits_of_year(session, task)
    drawn, compulsory = _in_task(session, task)
    names = {key: (uuid, name) for key, uuid, name in session.execute(_named(office))}
    entries: list[FrameEntry] = []
    industries: set[Industry] = set()
    for key, seen in read_draw_facts(session, office.id, today):
        facts = replace(
            seen,
            visits=visits.get(key, 0),
            was_compulsory_in_task=key in compulsory,
            was_drawn_in_task=key in drawn,
        )
        verdict = judge(facts, rules)
        if verdict.kind in (EntryKind.SELECTABLE, EntryKind.COMPULSORY):
            industries.add(facts.scope.industry)
        uuid, name = names[key]
        entries.append(
            FrameEntry(
                enterprise_id=key,
                entry_id=facts.code or uuid,
                name=name,
                stratum=facts.scope.town or f"{office.district_code}000",
                group="",
                kind=verdict.kind,
                reason=verdict.reason,
            )
        )
    return tuple(entries), industries


def _named(office: Office) -> Select[int, str, str]:
    return select(Enterprise.id, Enterprise.uuid, Enterprise.name).where(
        Enterprise.office_id == office.id, Enterprise.retired_at.is_(None)
    )


def _visits_of_year(session: Session, task: PlanTask) -> dict[int, int]:
    """Count the year's inspections over all tasks: records that have not ended, and places not yet dispatched."""
    year = select(Plan.year).where(Plan.id == task.plan_id).scalar_subquery()
    records = (
        select(InspectionRecord.enterprise_id, func.count())
        .where(InspectionRecord.year == year, InspectionRecord.stage != RecordStage.ENDED)
        .group_by(InspectionRecord.enterprise_id)
    )
    waiting = (
        select(DrawnPlace.enterprise_id, func.count())
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .join(PlanTask, PlanTask.id == Draw.task_id)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(Plan.year == year, Draw.stage == DrawStage.DRAWN, DrawnPlace.replaced_at.is_(None))
        .group_by(DrawnPlace.enterprise_id)
    )
    visits = dict(session.execute(records).all())
    for enterprise_id, number in session.execute(waiting):
        visits[enterprise_id] = visits.get(enterprise_id, 0) + number
    return visits


def _in_task(session: Session, task: PlanTask) -> tuple[set[int], set[int]]:
    """Return who was sampled (or took a place) and who was compulsory in the task's draws that stand."""
    query = (
        select(DrawnPlace.enterprise_id, DrawnPlace.kind)
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .where(Draw.task_id == task.id, Draw.stage != DrawStage.VOIDED)
    )
    places = session.execute(query).all()
    drawn = {enterprise_id for enterprise_id, kind in places if kind is EntryKind.SELECTABLE}
    compulsory = {enterprise_id for enterprise_id, kind in places if kind is EntryKind.COMPULSORY}
    return drawn, compulsory


def _pool(
    session: Session, office: Office, industries: frozenset[Industry], window: Window
) -> tuple[PoolOfficer, ...]:
    query = (
        select(Officer)
        .where(Officer.office_id == office.id, Officer.retired_at.is_(None))
        .options(*OFFICER_PARTS)
        .order_by(Officer.id)
    )
    leaves = leaves_in(session, office.id, window)
    rows: list[PoolOfficer] = []
    for officer in session.scalars(query):
        facts = officer_facts(officer_draft(officer), leaves.get(officer.id, ()))
        reason = exclusion(facts, window)
        rows.append(
            PoolOfficer(
                officer_id=officer.id,
                certificate_number=facts.certificate_number,
                name=officer.name,
                is_leader=facts.is_leader_qualified,
                is_expert=matches_industries(facts, industries),
                in_pool=reason is None,
                reason=reason or "",
            )
        )
    return tuple(rows)


def _recusals(
    session: Session, entries: Iterable[FrameEntry], pool: Iterable[PoolOfficer], window: Window
) -> tuple[RecusalPair, ...]:
    """Return the pairs between the pool and the frame that apply on some day of the window."""
    entry_ids = {row.enterprise_id: row.entry_id for row in entries if row.kind is not None}
    numbers = {row.officer_id: row.certificate_number for row in pool if row.in_pool}
    pairs = {
        RecusalPair(numbers[row.officer_id], entry_ids[row.enterprise_id])
        for row in session.scalars(select(Recusal))
        if row.officer_id in numbers
        and row.enterprise_id in entry_ids
        and applies_in(RecusalFacts(row.starts_on, row.ends_on), window)
    }
    return tuple(sorted(pairs))
