"""Builds the plan's frozen rows: the tasks with their live counts and how far each has come."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.rules.ratios import parse_percent
from models.rules.scope import Scope
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office, Section, Town
from models.tables.plan import Plan, PlanTask
from models.vocab import RecordStage
from services.plan.counting import count_scope, load_roster_facts
from services.plan.rows import PlanRow, ScopeCount, TaskDraft, TaskRow


def read_plan(
    session: Session, plan: Plan, office: Office, today: date, *, only: PlanTask | None = None
) -> PlanRow:
    """Return the plan with its tasks in order, counted on the roster as it would be drawn today; with ``only`` that task alone."""
    query = (
        select(PlanTask)
        .where(PlanTask.plan_id == plan.id if only is None else PlanTask.id == only.id)
        .options(selectinload(PlanTask.items), selectinload(PlanTask.officer_sections))
        .order_by(PlanTask.number)
    )
    return PlanRow(
        key=plan.id,
        uuid=plan.uuid,
        year=plan.year,
        title=plan.title,
        document_title=plan.document_title,
        document_number=plan.document_number,
        status=plan.status,
        approved_by=plan.approved_by,
        approved_on=plan.approved_on,
        locked_at=plan.locked_at,
        tasks=_task_rows(session, plan, list(session.scalars(query)), office, today),
    )


def _task_rows(
    session: Session, plan: Plan, tasks: list[PlanTask], office: Office, today: date
) -> tuple[TaskRow, ...]:
    roster = load_roster_facts(session, office.id, today) if tasks else []
    sections = dict(session.execute(select(Section.id, Section.name)).all())
    towns = dict(session.execute(select(Town.code, Town.name)).all())
    progress = _progress(session, plan.year)
    rows: list[TaskRow] = []
    for task in tasks:
        draft = _draft(task)
        drawn, done = progress.get(task.id, (0, 0))
        count: ScopeCount = count_scope(
            roster, draft.scope, parse_percent(task.ratio), office, draft.class_ratios
        )
        rows.append(
            TaskRow(
                key=task.id,
                uuid=task.uuid,
                plan_key=plan.id,
                year=plan.year,
                number=task.number,
                draft=draft,
                section_name=sections.get(task.section_id or 0, ""),
                scope_text=draft.scope.describe(towns),
                count=count,
                item_titles=tuple(item.title for item in task.items),
                officer_section_names=tuple(
                    name for key, name in sections.items() if key in draft.officer_sections
                ),
                drawn=drawn,
                done=done,
            )
        )
    return tuple(rows)


def _progress(session: Session, year: int) -> dict[int, tuple[int, int]]:
    """Task key → (places dispatched, results entered)."""
    query = (
        select(InspectionRecord.task_id, InspectionRecord.stage, func.count())
        .where(InspectionRecord.year == year, InspectionRecord.stage != RecordStage.ENDED)
        .group_by(InspectionRecord.task_id, InspectionRecord.stage)
    )
    progress: dict[int, tuple[int, int]] = {}
    for task_id, stage, number in session.execute(query):
        drawn, done = progress.get(task_id, (0, 0))
        finished = stage in {RecordStage.INSPECTED, RecordStage.FED_BACK}
        progress[task_id] = (drawn + number, done + number * finished)
    return progress


def _draft(task: PlanTask) -> TaskDraft:
    return TaskDraft(
        subject=task.subject,
        name=task.name,
        target=task.target,
        scope=Scope.from_stored(task.scope),
        ratio=task.ratio,
        starts_on=task.starts_on,
        ends_on=task.ends_on,
        department=task.department,
        category=task.category,
        inspection_method=task.inspection_method,
        ratio_reason=task.ratio_reason,
        class_ratios=None if task.class_ratios is None else dict(task.class_ratios),
        section_key=task.section_id,
        method=task.method,
        batches=task.batches,
        officer_mode=task.officer_mode,
        team_size=task.team_size,
        teams=task.teams,
        need_leader=task.need_leader,
        need_expert=task.need_expert,
        items=frozenset(item.id for item in task.items),
        platform_plan_number=task.platform_plan_number,
        platform_task_number=task.platform_task_number,
        remark=task.remark,
        officer_sections=frozenset(line.section_id for line in task.officer_sections),
    )
