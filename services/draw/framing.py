"""The frame and the officer pool of a task as the roster stands now; judged by the rules, written down by the seal."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.rules.class_ratios import group_of
from models.rules.eligibility import EligibilityRules, judge, rest_begins_on
from models.rules.officer_pool import (
    PoolRules,
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
from models.tables.office import Office, Section
from models.tables.officer import Officer, Recusal
from models.tables.plan import Plan, PlanTask, PlanTaskSection
from models.vocab import DrawStage, EntryKind, Industry
from services.draw.year_visits import last_pairs, last_visits, loads_of_year, visits_of_year
from services.roster.draw_facts import read_draw_facts
from services.roster.officer_reading import OFFICER_PARTS, leaves_in, officer_draft, officer_facts

_INSPECTED = (EntryKind.SELECTABLE, EntryKind.COMPULSORY)


@dataclass(frozen=True, slots=True)
class PlatformList:
    """平台抽取: what the provincial platform drew; ``keys`` are the enterprises."""

    key: int
    number: str
    keys: frozenset[int]


@dataclass(frozen=True, slots=True)
class Framing:
    """The rows that a seal would write (not yet in a session) and the recusals between them."""

    entries: tuple[FrameEntry, ...]
    pool: tuple[PoolOfficer, ...]
    recusals: tuple[RecusalPair, ...]
    same_pairs: frozenset[RecusalPair] = frozenset()  # of the recusals: those of 上次同人同户 alone

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


def frame_task(
    session: Session,
    office: Office,
    task: PlanTask,
    window: Window,
    today: date,
    platform_list: PlatformList | None = None,
) -> Framing:
    """Judge every enterprise of the register, on the lists as they stand today, and every officer for this task.

    With a ``platform_list`` its enterprises are the frame: they were drawn elsewhere, here only their officers are.
    """
    scope = Scope.from_stored(task.scope)
    year = session.scalars(select(Plan.year).where(Plan.id == task.plan_id)).one()
    entries, industries = _frame_entries(session, office, task, year, window, today)
    if platform_list is not None:
        entries = _listed_entries(entries, platform_list)
    met = {industries[row.enterprise_id] for row in entries if row.kind in _INSPECTED}
    wanted = scope.industries or frozenset(met)
    pool = _pool(session, office, task, year, wanted, window)
    pairs = _recusals(session, entries, pool, window)
    barred = _same_pairs(session, office, entries, pool) if office.bars_same_pair else set()
    return Framing(entries, pool, tuple(sorted(pairs | barred)), frozenset(barred - pairs))


def live_draws(task_id: int) -> Select[Draw]:
    """Start a query on the draws of a task that are not voided."""
    return select(Draw).where(Draw.task_id == task_id, Draw.stage != DrawStage.VOIDED).order_by(Draw.ordinal)


def _frame_entries(
    session: Session, office: Office, task: PlanTask, year: int, window: Window, today: date
) -> tuple[tuple[FrameEntry, ...], dict[int, Industry]]:
    """Return a row for every enterprise of the register, and the industry of each."""
    rules = _rules(office, task, window)
    visits = visits_of_year(session, office, year)
    last = last_visits(session, office) if office.exclusion_months else {}
    drawn, compulsory = _in_task(session, task)
    names = {key: (uuid, name) for key, uuid, name in session.execute(_named(office))}
    entries: list[FrameEntry] = []
    industries: dict[int, Industry] = {}
    for key, seen in read_draw_facts(session, office.id, today):
        facts = replace(
            seen,
            visits=visits.get(key, 0),
            last_visit_on=last.get(key),
            was_compulsory_in_task=key in compulsory,
            was_drawn_in_task=key in drawn,
        )
        verdict = judge(facts, rules)
        industries[key] = facts.scope.industry
        uuid, name = names[key]
        entries.append(
            FrameEntry(
                enterprise_id=key,
                entry_id=facts.code or uuid,
                name=name,
                stratum=facts.scope.town or f"{office.district_code}000",
                group=group_of(facts.scope.risk_class, task.class_ratios),
                kind=verdict.kind,
                reason=verdict.reason,
            )
        )
    return tuple(entries), industries


def _rules(office: Office, task: PlanTask, window: Window) -> EligibilityRules:
    return EligibilityRules(
        scope=Scope.from_stored(task.scope),
        yearly_cap=office.yearly_cap,
        cap_exempts_industries=office.cap_exempts_industries,
        includes_individuals=office.includes_individuals,
        rested_since=rest_begins_on(window.first, office.exclusion_months),
    )


def _listed_entries(entries: Iterable[FrameEntry], listed: PlatformList) -> tuple[FrameEntry, ...]:
    """Turn the register into the frame of a platform's list: its enterprises are all inspected, nobody is drawn here."""
    rows: list[FrameEntry] = []
    for entry in entries:
        if entry.enterprise_id in listed.keys:
            entry.kind, entry.reason = EntryKind.COMPULSORY, f"平台抽取，平台任务号{listed.number}"
        else:
            entry.kind, entry.reason = None, "不在平台抽取名单内"
        entry.group = ""
        rows.append(entry)
    return tuple(rows)


def _named(office: Office) -> Select[int, str, str]:
    return select(Enterprise.id, Enterprise.uuid, Enterprise.name).where(
        Enterprise.office_id == office.id, Enterprise.retired_at.is_(None)
    )


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
    session: Session,
    office: Office,
    task: PlanTask,
    year: int,
    industries: frozenset[Industry],
    window: Window,
) -> tuple[PoolOfficer, ...]:
    query = (
        select(Officer)
        .where(Officer.office_id == office.id, Officer.retired_at.is_(None))
        .options(*OFFICER_PARTS)
        .order_by(Officer.id)
    )
    leaves = leaves_in(session, office.id, window)
    loads = loads_of_year(session, office.id, year)
    rules = PoolRules(_sections_of(session, task), office.officer_load_cap)
    rows: list[PoolOfficer] = []
    for officer in session.scalars(query):
        facts = officer_facts(officer_draft(officer), leaves.get(officer.id, ()), loads.get(officer.id, 0))
        reason = exclusion(facts, window, rules)
        rows.append(
            PoolOfficer(
                officer_id=officer.id,
                certificate_number=facts.certificate_number,
                name=officer.name,
                is_leader=facts.is_leader_qualified,
                is_expert=matches_industries(facts, industries),
                section=facts.section,
                in_pool=reason is None,
                reason=reason or "",
            )
        )
    return tuple(rows)


def _sections_of(session: Session, task: PlanTask) -> frozenset[str]:
    query = (
        select(Section.name)
        .join(PlanTaskSection, PlanTaskSection.section_id == Section.id)
        .where(PlanTaskSection.task_id == task.id)
    )
    return frozenset(session.scalars(query))


def _recusals(
    session: Session, entries: Iterable[FrameEntry], pool: Iterable[PoolOfficer], window: Window
) -> set[RecusalPair]:
    """Return the registered pairs between the pool and the frame that apply on some day of the window."""
    entry_ids, numbers = _ids(entries, pool)
    return {
        RecusalPair(numbers[row.officer_id], entry_ids[row.enterprise_id])
        for row in session.scalars(select(Recusal))
        if row.officer_id in numbers
        and row.enterprise_id in entry_ids
        and applies_in(RecusalFacts(row.starts_on, row.ends_on), window)
    }


def _same_pairs(
    session: Session, office: Office, entries: Iterable[FrameEntry], pool: Iterable[PoolOfficer]
) -> set[RecusalPair]:
    """Return the pairs of each enterprise's last inspection, which the office bars (上次同人同户)."""
    entry_ids, numbers = _ids(entries, pool)
    return {
        RecusalPair(numbers[officer], entry_ids[enterprise])
        for officer, enterprise in last_pairs(session, office)
        if officer in numbers and enterprise in entry_ids
    }


def _ids(entries: Iterable[FrameEntry], pool: Iterable[PoolOfficer]) -> tuple[dict[int, str], dict[int, str]]:
    """Return enterprise key → id in the frame, officer key → 执法证号 in the pool."""
    entry_ids = {row.enterprise_id: row.entry_id for row in entries if row.kind is not None}
    return entry_ids, {row.officer_id: row.certificate_number for row in pool if row.in_pool}
