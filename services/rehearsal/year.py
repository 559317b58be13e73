"""A whole year on a simulated calendar, through the same services as the window: for practice, for proof, for the demo.

The folder it writes is marked as practice data: every paper says 样例, and only such a folder is ever written over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from time import perf_counter

from models.errors import NothingToDrawError, UserFacingError
from models.rules.deadlines import add_working_days
from models.vocab import PaperKind, PublicationChannel, RecordStage, ResultCode
from services.clock import SimulatedClock
from services.container import Services, open_services
from services.draw.rows import DrawTaskRow
from services.office.calendar import work_calendar
from services.papers.rows import IssueOutcome
from services.plan.exchange import read_plan_year
from services.plan.rows import PlanRow
from services.plan.sample import YEAR
from services.records.rows import RecordRow
from services.rehearsal.agenda import Agenda, Visit, VisitBook, at, draw_days, working_day
from services.rehearsal.drawing import OPERATOR, rehearse_draw
from services.rehearsal.findings import load_findings, rehearsed_result
from services.rehearsal.folder import clear_folder, write_results
from services.rehearsal.papers import PaperDesk
from services.rehearsal.preparing import Prepared, YearInput, prepare

__all__ = ["YearInput", "rehearse"]

_DEFAULT_SEED = "样例年度"
_INSPECTIONS_AFTER = 5  # working days from the draw to the first visit
_REVIEWED_AFTER = 1  # working days from the last day for what was to be corrected
_ANSWERED_WITHIN = 3  # working days that a 督办单 allows
_PUBLISHED_AFTER = (
    (PublicationChannel.PORTAL, 1),
    (PublicationChannel.CREDIT_SYSTEM, 2),
    (PublicationChannel.PLATFORM, 3),
)


@dataclass(frozen=True, slots=True)
class RehearsedYear:
    """What came of a year; the services are still open on its database."""

    services: Services
    out: Path
    year: int
    enterprises: int
    officers: int
    items: int
    tasks: int
    drawn: int
    notices: int
    feedback: int
    seconds: float

    def figures(self) -> dict[str, int | float]:
        """Return the figures of the last line of stdout."""
        names = ("enterprises", "officers", "items", "tasks", "drawn", "notices", "feedback", "seconds")
        return {name: getattr(self, name) for name in names}

    def describe(self) -> str:
        """Return where the papers lie, for a person."""
        return (
            f"{self.year} 年度演练完成：检查对象 {self.enterprises} 户，派发 {self.drawn} 户，"
            f"检查通知书 {self.notices} 份，反馈函 {self.feedback} 份，用时 {self.seconds} 秒。\n"
            f"文书在 {self.out.resolve()}：汇总表 plan-summary.xlsx、plan-summary.pdf；检查通知书 notices.pdf（合订）、notices/；"
            "反馈函 feedback/；其他文书按文种 papers/；抽取证书 certificates/（JSON、PDF 和网页）、抽取会议记录 minutes/；页面画面 screenshots/；数据库 office.db。"
        )


def rehearse(wanted: YearInput, say: Callable[[str], None]) -> RehearsedYear:
    """Run the year; raises UserFacingError when a file cannot be read or the folder holds something else."""
    started = perf_counter()
    clear_folder(wanted.out)
    year = YEAR if wanted.plan is None else read_plan_year(wanted.plan)
    clock = SimulatedClock(at(date(year, 1, 4), time(9, 0)))
    services = open_services(wanted.out, operator=OPERATOR, clock=clock)
    try:
        prepared = prepare(services, clock, wanted, say)
        rehearsal = _Rehearsal(services, clock, prepared.plan, wanted.seed or _DEFAULT_SEED, say)
        rehearsal.run()
        return _finish(services, wanted, prepared, say, started)
    except BaseException:
        services.close()
        raise


class _Rehearsal:
    """The acts of the year, put on the agenda one by one."""

    def __init__(
        self, services: Services, clock: SimulatedClock, plan: PlanRow, seed: str, say: Callable[[str], None]
    ) -> None:
        self._services = services
        self._plan = plan
        self._seed = seed
        self._say = say
        self._calendar = work_calendar()
        self._agenda = Agenda(clock)
        self._visits = VisitBook(self._calendar)
        self._samples = load_findings()
        self._clock = clock
        self._desk = PaperDesk(services, clock.today)
        self.skipped: set[int] = set()

    def run(self) -> None:
        """Put the draws of every task on the agenda and live through the year."""
        for task in self._services.draws.list_tasks(year=self._plan.year):
            earliest = max(working_day(task.starts_on, self._calendar), self._clock.today())
            earliest = add_working_days(earliest, 2, self._calendar)
            for day in draw_days(earliest, task.ends_on, task.batches, self._calendar):
                moment = at(day, time(8 + task.number % 9, 30))
                self._agenda.put(moment, lambda task=task: self._draw(task))
        self._agenda.run(self._report)
        self._close()

    def _close(self) -> None:
        """Bind the bundles and count the year, once the last paper has left the office."""
        closing = working_day(max(date(self._plan.year, 12, 20), self._clock.today()), self._calendar)
        self._clock.move_to(at(max(closing, self._clock.today()), time(17, 30)))
        keys = [row.key for row in self._records() if row.outcome is not None]
        self._say(f"正在为 {len(keys)} 户立卷，统计和考核全年工作")
        answer_by = add_working_days(self._clock.today(), _ANSWERED_WITHIN, self._calendar)
        self._desk.close_year(self._plan.year, keys, answer_by)
        for line in self._desk.refusals():
            self._say(line)

    def _report(self, done: int, total: int) -> None:
        if done % 100 == 0:
            self._say(f"模拟日期 {self._clock.today()}，已办 {done} 件，待办 {total - done} 件")

    def _draw(self, task: DrawTaskRow) -> None:
        """Seal, make the seed, draw, dispatch; then plan the visits."""
        if task.key in self.skipped:
            return
        try:
            draw_key = rehearse_draw(self._services, task_key=task.key, seed=self._seed)
        except NothingToDrawError as nothing:
            self.skipped.add(task.key)
            self._say(f"任务 {task.number}“{task.name}”跳过：{nothing.message}")
            return
        self._desk.dispatch(draw_key)
        drawn = self._services.draws.get_draw(draw_key=draw_key).row
        self._say(f"{self._clock.today()} 抽取 {drawn.draw_code}：派发 {drawn.drawn_count} 户")
        self._plan_visits(draw_key, task)

    def _plan_visits(self, draw_key: int, task: DrawTaskRow) -> None:
        today = self._clock.today()
        records = [row for row in self._records() if row.draw_key == draw_key]
        first_day = add_working_days(today, _INSPECTIONS_AFTER, self._calendar)
        visits = self._visits.plan(records, first_day, task.ends_on)
        notice_day = at(add_working_days(today, 1, self._calendar), time(10, 0))
        for record in records:
            visit = visits[record.key]
            self._agenda.put(notice_day, lambda key=record.key, visit=visit: self._notify(key, visit))

    def _notify(self, key: int, visit: Visit) -> None:
        day = visit.starts_at.date()
        self._desk.prepare_visit(key)
        _demand(
            self._services.papers.issue(
                PaperKind.NOTICE, [key], visit_from=day, visit_to=day, issued_on=self._clock.today()
            )
        )
        self._desk.plan_visit(key)
        self._agenda.put(visit.ends_at, lambda: self._inspect(key, visit))

    def _inspect(self, key: int, visit: Visit) -> None:
        records = self._services.records
        detail = records.get_record(key)
        draft = rehearsed_result(detail, visit, self._seed, self._samples)
        records.enter_result(record_key=key, draft=draft)
        self._desk.record_visit(key, draft)
        ended_on = visit.ends_at.date()
        self._agenda.put(
            at(add_working_days(ended_on, 1, self._calendar), time(9, 30)), lambda: self._answer(key)
        )
        due = [
            one.rectify_by
            for one in draft.findings.values()
            if one.rectify_by is not None and one.result is ResultCode.CORRECTED
        ]
        if due:
            reviewed_on = add_working_days(max(due), _REVIEWED_AFTER, self._calendar)
            self._agenda.put(at(reviewed_on, time(10, 30)), lambda: self._desk.review(key))
        for channel, days in _PUBLISHED_AFTER:
            day = at(add_working_days(ended_on, days, self._calendar), time(16, 0))
            self._agenda.put(day, lambda channel=channel: self._publish(detail.row, channel))

    def _answer(self, key: int) -> None:
        _demand(self._services.papers.issue(PaperKind.FEEDBACK, [key], issued_on=self._clock.today()))
        self._desk.follow_letter(key)

    def _publish(self, record: RecordRow, channel: PublicationChannel) -> None:
        self._services.records.publish(
            record_keys=[record.key],
            channel=channel,
            published_on=self._clock.today(),
            published_by=record.officers[0].name,
            reference=f"样例-{record.draw_code}-{record.position}",
        )

    def _records(self) -> list[RecordRow]:
        rows = self._services.records.list_records(year=self._plan.year)
        return [row for row in rows if row.stage is not RecordStage.ENDED]


def _demand(outcome: IssueOutcome) -> None:
    for name, sentence in outcome.failed:
        raise UserFacingError(f"{name}：{sentence}")


def _finish(
    services: Services,
    wanted: YearInput,
    prepared: Prepared,
    say: Callable[[str], None],
    started: float,
) -> RehearsedYear:
    year = prepared.plan.year
    papers = services.papers
    notices = [paper for paper in papers.list_papers(year=year, kind=PaperKind.NOTICE) if not paper.is_voided]
    letters = [
        paper for paper in papers.list_papers(year=year, kind=PaperKind.FEEDBACK) if not paper.is_voided
    ]
    write_results(services, wanted.out, year, notices, letters, say)
    drawn = [row for row in services.records.list_records(year=year) if row.stage is not RecordStage.ENDED]
    return RehearsedYear(
        services=services,
        out=wanted.out,
        year=year,
        enterprises=prepared.enterprises,
        officers=prepared.officers,
        items=prepared.items,
        tasks=len(prepared.plan.tasks),
        drawn=len(drawn),
        notices=len(notices),
        feedback=len(letters),
        seconds=round(perf_counter() - started, 1),
    )
