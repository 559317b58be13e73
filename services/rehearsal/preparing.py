"""What a rehearsed year starts from: the sample district, or the sheets that were given, and an approved, locked plan."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path

from services.clock import SimulatedClock
from services.container import Services
from services.office.calendar import work_calendar
from services.plan.exchange import import_tasks, office_words, read_plan_sheet
from services.plan.rows import PlanRow
from services.plan.sample import APPROVED_ON, DOCUMENT_NUMBER, YEAR, sample_tasks
from services.rehearsal.agenda import at, working_day
from services.roster.import_rows import ImportReport
from services.roster.report import write_import_report
from services.roster.sample import add_sample_enterprises, add_sample_officers

_CONTACT = {"contact_name": "样例联系人", "phone": "0379-00000001", "supervision_phone": "0379-00000002"}
_LEADER = "样例局长"


@dataclass(frozen=True, slots=True)
class YearInput:
    """Where the year is written, and the sheets it starts from; what is not given comes from the sample district."""

    out: Path
    enterprises: Path | None = None
    officers: Path | None = None
    items: Path | None = None
    plan: Path | None = None
    seed: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """The locked plan and how much there is to draw from."""

    plan: PlanRow
    enterprises: int
    officers: int
    items: int


def prepare(
    services: Services, clock: SimulatedClock, wanted: YearInput, say: Callable[[str], None]
) -> Prepared:
    """Fill the rosters and carry the plan to its lock; raises UserFacingError when a sheet cannot be read."""
    settings = replace(services.office.get_settings(), is_sample=True, **_CONTACT)
    services.office.update_settings(settings=settings)
    _fill_rosters(services, wanted, say)
    plan_key = _write_plan(services, clock, wanted, say)
    plan = _approve(services, clock, plan_key)
    return Prepared(
        plan=plan,
        enterprises=services.enterprises.count_enterprises(),
        officers=len(services.officers.list_officers()),
        items=len(services.items.list_items()),
    )


def _fill_rosters(services: Services, wanted: YearInput, say: Callable[[str], None]) -> None:
    if wanted.enterprises is None:
        add_sample_enterprises(services.workplace, year=services.workplace.clock.today().year)
    else:
        report, _ = services.enterprises.commit_import(path=wanted.enterprises)
        _tell(report, say)
        if report.refused:
            write_import_report(wanted.out / "import-report.xlsx", report)
    if wanted.officers is None:
        add_sample_officers(services.workplace, year=services.workplace.clock.today().year)
    else:
        _tell(services.officers.commit_import(path=wanted.officers)[0], say)
    if wanted.items is not None:
        _tell(services.items.commit_import(path=wanted.items)[0], say)


def _tell(report: ImportReport, say: Callable[[str], None]) -> None:
    say(f"{report.file_name}：{report.summary}")
    for note in report.notes:
        say(f"　{note}")
    for problem in report.problems:
        say(f"　第 {problem.row} 行“{problem.column}”：{problem.message}")


def _write_plan(
    services: Services, clock: SimulatedClock, wanted: YearInput, say: Callable[[str], None]
) -> int:
    if wanted.plan is None:
        key = services.plans.add_plan(year=YEAR, document_number=DOCUMENT_NUMBER).key or 0
        items = frozenset(row.key for row in services.items.list_items())
        for draft in sample_tasks(items):
            services.plans.add_task(plan_key=key, draft=draft)
        return key
    sheet = read_plan_sheet(wanted.plan, office_words(services))
    key = services.plans.add_plan(year=clock.today().year).key or 0
    _, refused = import_tasks(services.plans, plan_key=key, sheet=sheet)
    for problem in refused:
        say(f"{wanted.plan.name} 第 {problem.row} 行“{problem.column}”：{problem.message}")
    return key


def _approve(services: Services, clock: SimulatedClock, plan_key: int) -> PlanRow:
    """Approve and lock on the day of the seed document, or on the first working day of the first task."""
    year = clock.today().year
    plan = services.plans.get_plan(year)
    assert plan is not None
    first = min((task.draft.starts_on for task in plan.tasks), default=date(year, 1, 4))
    approved_on = APPROVED_ON if plan.document_number == DOCUMENT_NUMBER else first
    approved_on = working_day(max(approved_on, clock.today()), work_calendar())
    clock.move_to(at(approved_on, time(9, 0)))
    services.plans.approve(plan_key=plan_key, approved_by=_LEADER, approved_on=approved_on)
    services.plans.lock(plan_key=plan_key)
    for task in plan.tasks:
        services.schemes.save(task_key=task.key, draft=services.schemes.suggest(task_key=task.key))
        services.schemes.approve(task_key=task.key, approved_by=_LEADER, approved_on=approved_on)
    locked = services.plans.get_plan(year)
    assert locked is not None
    return locked
