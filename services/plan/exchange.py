"""The plan goes out as the 汇总表 (xlsx and PDF) and as a sheet that reads back in; tasks come in from a sheet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import UnreadableFileError, UserFacingError
from services.changes import Changes
from services.files.plan_summary import (
    PlanSummaryLine,
    PlanSummaryView,
    render_plan_summary_pdf,
    write_plan_summary_xlsx,
)
from services.files.tables import Table, write_tables
from services.files.writing import write_file
from services.office.rows import SAMPLE_MARK, OfficeSettings
from services.plan.rows import PlanRow, TaskDraft
from services.plan.service import PlanService
from services.plan.sheet import PLAN_LAYOUT, OfficeWords, draft_of, record_of
from services.roster.cells import CellError
from services.roster.import_rows import Problem
from services.roster.importing import open_layout, parse_rows

if TYPE_CHECKING:
    from services.container import Services


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The tasks of a sheet, and why other rows are none."""

    year: int
    drafts: tuple[TaskDraft, ...]
    rows: tuple[int, ...]  # of the drafts, as Excel shows them
    problems: tuple[Problem, ...]


def office_words(services: "Services") -> OfficeWords:
    """Return what the names in a plan sheet refer to in this office; former section names count too."""
    return OfficeWords(
        towns={town.name: town.code for town in services.office.list_towns() if town.in_district},
        sections={
            name: section.key
            for section in services.office.list_sections()
            for name in (*section.aliases, section.name)
        },
        items={row.draft.number or 0: row.key for row in services.items.list_items()},
    )


def read_plan_year(path: Path) -> int:
    """Return the year in which the first task of a sheet starts; raises UnreadableFileError."""
    header = open_layout(path, PLAN_LAYOUT)
    for row in parse_rows(header, PLAN_LAYOUT):
        if "period" in row.values:
            return row.values["period"][0].year
    raise UnreadableFileError(
        f"文件“{path.name}”中没有可用的抽查任务，“抽查时间”一列应写成 2022年5月—12月 的样子。"
    )


def read_plan_sheet(path: Path, words: OfficeWords) -> PlanSheet:
    """Read the tasks of a sheet; the year is that of the first task.

    Raises UnreadableFileError when the file is no plan sheet or holds no task at all.
    """
    header = open_layout(path, PLAN_LAYOUT)
    drafts: list[TaskDraft] = []
    rows: list[int] = []
    problems: list[Problem] = []
    for row in parse_rows(header, PLAN_LAYOUT):
        if row.problems:
            problems.extend(row.problems)
            continue
        try:
            drafts.append(draft_of(row.values, words))
            rows.append(row.number)
        except CellError as error:
            problems.append(Problem(row.number, "抽查任务", str(error)))
    if not drafts:
        first = (
            f"第 {problems[0].row} 行“{problems[0].column}”：{problems[0].message}"
            if problems
            else "没有数据行。"
        )
        raise UnreadableFileError(f"文件“{path.name}”中没有可用的抽查任务。{first}")
    return PlanSheet(drafts[0].starts_on.year, tuple(drafts), tuple(rows), tuple(problems))


def import_tasks(
    plans: PlanService, *, plan_key: int, sheet: PlanSheet
) -> tuple[Changes, tuple[Problem, ...]]:
    """Add the tasks of a sheet to a plan being written; return what was refused, a sentence a row."""
    changes = Changes()
    refused = list(sheet.problems)
    for row, draft in zip(sheet.rows, sheet.drafts, strict=True):
        try:
            changes |= plans.add_task(plan_key=plan_key, draft=draft)
        except UserFacingError as error:
            refused.append(Problem(row, draft.name, error.message))
    return changes, tuple(refused)


def export_plan_sheet(plan: PlanRow, words: OfficeWords, path: Path) -> None:
    """Write the plan with all conditions, in the layout that reads back in."""
    rows = [record_of(task, words) for task in plan.tasks]
    widths = tuple(column.width for column in PLAN_LAYOUT.columns)
    write_tables(path, Table("抽查计划", PLAN_LAYOUT.header, rows, widths))


def summary_view(plan: PlanRow, settings: OfficeSettings) -> PlanSummaryView:
    """Freeze the 汇总表: title, eight columns, texts as the annex of the plan has them (R14)."""
    return PlanSummaryView(
        title=plan.title,
        lines=tuple(
            PlanSummaryLine(
                ordinal=task.number,
                department=task.draft.department,
                item=task.draft.subject,
                task_name=task.draft.name,
                target=task.draft.target,
                method=task.draft.category.label,
                ratio=Decimal(task.draft.ratio) / 100,
                ratio_words="" if task.draft.class_ratios is None else task.ratio_text,
                period=task.period,
            )
            for task in plan.tasks
        ),
        note="附件：",
        mark=SAMPLE_MARK if settings.is_sample else "",
        bureau=settings.bureau_name,
        dated_on=plan.approved_on or date(plan.year, 1, 1),
    )


def export_summary(view: PlanSummaryView, path: Path) -> None:
    """Write the 汇总表 as .xlsx or .pdf, by the name of the file."""
    if path.suffix.lower() == ".pdf":
        write_file(path, render_plan_summary_pdf(view))
    else:
        write_plan_summary_xlsx(view, path)
