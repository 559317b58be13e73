"""Tasks from a sheet: what would come in and what would not, judged before anything is written."""

from dataclasses import dataclass
from pathlib import Path

from models.vocab import PlanStatus
from services.changes import Changes
from services.container import Services
from services.plan.exchange import PlanSheet, import_tasks, office_words, read_plan_sheet
from services.plan.rows import PlanRow, ScopeCount, TaskDraft
from services.roster.import_rows import Problem
from ui.plan.task_form import FormChoices


@dataclass(frozen=True, slots=True)
class ImportableTask:
    """A task that would come in, and its row as Excel shows it."""

    row: int
    draft: TaskDraft
    scope_text: str
    count: ScopeCount


@dataclass(frozen=True, slots=True)
class RefusedTask:
    """A row that would not: its number as Excel shows it, the column or the task, why."""

    number: int
    row: int
    about: str
    message: str


@dataclass(frozen=True, slots=True)
class TaskPreview:
    """What a sheet holds for a plan."""

    file_name: str
    plan: PlanRow
    tasks: tuple[ImportableTask, ...]
    refused: tuple[RefusedTask, ...]

    @property
    def summary(self) -> str:
        """The counts in words."""
        rows = {row.row for row in self.refused}
        return f"可导入 {len(self.tasks)} 项任务" + (f"，不能导入 {len(rows)} 行" if rows else "")


@dataclass(frozen=True, slots=True)
class ImportedTasks:
    """What was written, and what the service refused after all."""

    changes: Changes
    added: int
    refused: tuple[Problem, ...]


def preview_tasks(services: Services, plan: PlanRow, choices: FormChoices, path: Path) -> TaskPreview:
    """Read a sheet and judge each task as the plan would; raises UnreadableFileError."""
    sheet = read_plan_sheet(path, office_words(services))
    towns = {town.code: town.name for town in choices.towns}
    refused = [
        RefusedTask(number, problem.row, problem.column, problem.message)
        for number, problem in enumerate(sheet.problems, 1)
    ]
    tasks: list[ImportableTask] = []
    names = {task.draft.name for task in plan.tasks}
    for row, draft in zip(sheet.rows, sheet.drafts, strict=True):
        problem = _problem(services, plan, draft, names)
        if problem:
            refused.append(RefusedTask(len(refused) + 1, row, draft.name, problem))
            continue
        names.add(draft.name)
        count = services.plans.count_scope(
            scope=draft.scope, ratio=draft.ratio, class_ratios=draft.class_ratios
        )
        tasks.append(ImportableTask(row, draft, draft.scope.describe(towns), count))
    return TaskPreview(path.name, plan, tuple(tasks), tuple(refused))


def write_tasks(services: Services, preview: TaskPreview) -> ImportedTasks:
    """Write the tasks of a preview."""
    drafts = tuple(task.draft for task in preview.tasks)
    sheet = PlanSheet(preview.plan.year, drafts, tuple(task.row for task in preview.tasks), ())
    changes, refused = import_tasks(services.plans, plan_key=preview.plan.key, sheet=sheet)
    return ImportedTasks(changes, len(sheet.drafts) - len(refused), refused)


def _problem(services: Services, plan: PlanRow, draft: TaskDraft, names: set[str]) -> str:
    if plan.status is not PlanStatus.DRAFT:
        return f"计划{plan.status.label}，不能再增加任务。"
    if draft.name in names:
        return "计划中已有同名任务，不重复导入。"
    return next(iter(services.plans.check(year=plan.year, draft=draft).values()), "")
