"""What the draw tab reads in one go; runs on the database thread and knows no widget."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.rules.class_ratios import group_label
from models.rules.draw import object_tickets
from models.vocab import DrawStage, PlanStatus
from services.container import Services
from services.draw.platform_rows import PlatformDrawRow
from services.draw.rows import DrawDetail, DrawRow, DrawTaskRow
from services.draw.seal_rows import DrawPreview, FrameRow, SealChoices
from ui.draw.facts import RegisterLine, officer_lines
from ui.draw.lists import ListRows
from ui.draw.recheck import Recheck, recheck


@dataclass(frozen=True, slots=True)
class TaskList:
    """The tasks of a year; ``status`` is None where there is no plan."""

    year: int
    status: PlanStatus | None
    tasks: tuple[DrawTaskRow, ...]


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task with its draws, and what is shown of it: a draw, or what a seal would fix now."""

    task: DrawTaskRow
    draws: tuple[DrawRow, ...]
    preview: DrawPreview | None
    detail: DrawDetail | None
    rows: ListRows
    platform_lists: tuple[PlatformDrawRow, ...] = ()

    @property
    def draw_key(self) -> int | None:
        """The draw on screen, None for the next one."""
        return None if self.detail is None else self.detail.row.key

    @property
    def void_obstacle(self) -> str | None:
        """Why the draw on screen cannot be voided, or None."""
        standing = [draw for draw in self.draws if draw.stage is not DrawStage.VOIDED]
        if not standing or standing[-1].key == self.draw_key:
            return None
        return f"{standing[-1].draw_code} 以本次抽取为基础，须先作废 {standing[-1].draw_code}。"


def read_tasks(services: Services, year: int) -> TaskList:
    """Read the tasks of the year with the state of their draws."""
    plan = services.plans.get_plan(year)
    tasks = tuple(services.draws.list_tasks(year=year)) if plan is not None else ()
    return TaskList(year, None if plan is None else plan.status, tasks)


def read_task(
    services: Services, task: DrawTaskRow, draw_key: int | None, choices: SealChoices, *, chooses: bool
) -> TaskView:
    """Read one task. ``chooses`` takes the draw that asks for work, or the last one, in place of ``draw_key``.

    A ``draw_key`` of None is the next draw; while one is begun there is no next one.
    """
    draws = tuple(services.draws.list_draws(task_key=task.key))
    key = _usual_draw(task, draws) if chooses else draw_key or task.open_draw_key
    if key is not None and any(draw.key == key for draw in draws):
        detail = services.draws.get_draw(draw_key=key)
        return TaskView(task, draws, None, detail, _rows_of(detail, draws))
    lists = tuple(services.platform_draws.list_taken_in(task_key=task.key))
    if choices.platform_draw_key not in {each.key for each in lists if each.is_open}:
        choices = replace(choices, platform_draw_key=None)  # none, or withdrawn meanwhile
    preview = services.draws.preview(task_key=task.key, choices=choices)
    rows = ListRows(officer_lines(preview.pool), _register(preview.frame), draws)
    return TaskView(task, draws, preview, None, rows, lists)


def nothing_text(tasks: TaskList) -> str:
    """Return what is to be done first where no task of the year can be drawn yet."""
    year = tasks.year
    if tasks.status is None:
        return f"{year} 年度还没有抽查计划。先在“抽查计划”页建立计划、写明任务，经审批并锁定后，才能抽取。"
    if not tasks.tasks:
        return f"{year} 年度抽查计划中还没有任务。先在“抽查计划”页写明任务，经审批并锁定后，才能抽取。"
    return (
        f"{year} 年度抽查计划{tasks.status.label}，共 {len(tasks.tasks)} 项任务。"
        "先在“抽查计划”页审批并锁定计划，才能抽取。"
    )


def read_recheck(services: Services, detail: DrawDetail) -> Recheck:
    """Repeat a drawn draw from its certificate."""
    return recheck(detail, services.draws.certificate(draw_key=detail.row.key))


def usual_task(tasks: Sequence[DrawTaskRow]) -> DrawTaskRow:
    """Return the task that asks for work: begun, else to be begun, else the last one that was drawn."""
    begun = [task for task in tasks if task.open_draw_key is not None]
    waiting = [task for task in tasks if not task.blocked]
    drawn = [task for task in tasks if task.attempts]
    return (begun or waiting or drawn[-1:] or list(tasks))[0]


def _usual_draw(task: DrawTaskRow, draws: Sequence[DrawRow]) -> int | None:
    if task.open_draw_key is not None or not task.blocked:
        return task.open_draw_key
    standing = [draw for draw in draws if draw.stage is not DrawStage.VOIDED]
    return standing[-1].key if standing else None


def _rows_of(detail: DrawDetail, draws: Sequence[DrawRow]) -> ListRows:
    register = _register(detail.frame, detail.row.seed, detail.row.draw_code)
    return ListRows(officer_lines(detail.pool, detail.loads), register, draws, detail.places)


def _register(frame: Sequence[FrameRow], seed: str | None = None, draw_code: str = "") -> list[RegisterLine]:
    """Give every entry of the frame its number, drawn or not, so that anyone can look up his own enterprise."""
    has_classes = any(entry.group for entry in frame)
    tickets = None if seed is None else object_tickets(seed, draw_code)
    return [
        RegisterLine(
            entry,
            tickets.ticket(entry.entry_id) if tickets is not None and entry.kind is not None else "",
            group_label(entry.group) if has_classes else "",
        )
        for entry in frame
    ]
