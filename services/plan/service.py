"""The annual plan: written, approved by a named person, locked; then drawn from and exported as the 汇总表."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.errors import UserFacingError
from models.rules.class_ratios import find_share_problem, parse_shares
from models.rules.planning import TaskFacts, check_task
from models.rules.ratios import parse_percent, percent_text
from models.rules.scope import Scope
from models.tables.inspection_item import InspectionItem
from models.tables.plan import Plan, PlanTask, PlanTaskSection
from models.vocab import PlanStatus
from services.changes import Changes
from services.plan.counting import count_scope, load_roster_facts
from services.plan.reading import read_plan
from services.plan.rows import PlanRow, ScopeCount, TaskDraft, TaskRow
from services.workplace import Workplace

_PLAIN_FIELDS = (
    "subject", "name", "target", "starts_on", "ends_on", "category", "inspection_method", "ratio_reason", "method",
    "batches", "officer_mode", "team_size", "teams", "need_leader", "need_expert", "platform_plan_number",
    "platform_task_number", "remark", "class_ratios",
)  # fmt: skip

LONGEST_PLATFORM_NUMBER = 30


class PlanService:
    """Use cases of the plan tab."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- queries

    def list_years(self) -> list[int]:
        """Return the years that have a plan, newest first."""
        with self._workplace.database.reading() as session:
            query = select(Plan.year).where(Plan.office_id == self._workplace.office_id)
            return sorted(session.scalars(query), reverse=True)

    def get_plan(self, year: int) -> PlanRow | None:
        """Return the plan of the year with its tasks and live counts, None when there is none."""
        with self._workplace.database.reading() as session:
            plan = self._find(session, year)
            return None if plan is None else self._read(session, plan)

    def get_task(self, task_key: int) -> TaskRow:
        """Return one task with its live counts."""
        with self._workplace.database.reading() as session:
            task = self._task(session, task_key)
            return self._read(session, task.plan, only=task).tasks[0]

    def count_scope(
        self, *, scope: Scope, ratio: str, class_ratios: dict[str, str] | None = None
    ) -> ScopeCount:
        """Count what a scope being edited would hold."""
        with self._workplace.database.reading() as session:
            roster = load_roster_facts(session, self._workplace.office_id, self._workplace.clock.today())
            office = self._workplace.office(session)
            return count_scope(roster, scope, parse_percent(ratio), office, class_ratios)

    def check(self, *, year: int, draft: TaskDraft) -> dict[str, str]:
        """Return field name → sentence for everything that keeps the task from being saved."""
        with self._workplace.database.reading() as session:
            return self._problems(session, year, draft)

    # -- changes

    def add_plan(self, *, year: int, document_number: str = "", document_title: str = "") -> Changes:
        """Open the plan of a year; raises UserFacingError when the year has one."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            if self._find(session, year) is not None:
                raise UserFacingError(f"{year} 年度抽查计划已经存在，不必重复建立。")
            plan = workplace.add(
                session,
                Plan(
                    year=year,
                    title=f"{year}年度市场监管领域“双随机、一公开”监管抽查计划汇总表",
                    document_title=document_title or f"关于印发{year}年度“双随机、一公开”抽查计划的通知",
                    document_number=document_number,
                    status=PlanStatus.DRAFT,
                ),
            )
            session.flush()
            workplace.log(
                session,
                action="新增",
                noun="plan",
                summary=f"建立 {year} 年度抽查计划",
                record_uuid=plan.uuid,
            )
        return Changes.of("plan", key=plan.id)

    def update_plan(self, *, plan_key: int, title: str, document_title: str, document_number: str) -> Changes:
        """Change the plan's own texts while it is being written."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            plan = self._editable(session, plan_key)
            wanted = {"title": title, "document_title": document_title, "document_number": document_number}
            if not title.strip():
                raise UserFacingError("请填写汇总表标题。")
            before = {name: getattr(plan, name) for name in wanted}
            for name, value in wanted.items():
                setattr(plan, name, value)
            workplace.touch(plan)
            workplace.log(
                session,
                action="修改",
                noun="plan",
                summary=f"修改 {plan.year} 年度抽查计划",
                record_uuid=plan.uuid,
                before=before,
                after=wanted,
            )
        return Changes.of("plan", key=plan_key)

    def add_task(self, *, plan_key: int, draft: TaskDraft) -> Changes:
        """Add a task at the end of the plan; raises UserFacingError with the first thing that is wrong."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            plan = self._editable(session, plan_key)
            self._demand(session, plan.year, draft)
            query = select(func.max(PlanTask.number)).where(PlanTask.plan_id == plan.id)
            task = PlanTask(plan_id=plan.id, number=(session.scalar(query) or 0) + 1, officer_sections=[])
            self._fill(session, task, draft)
            workplace.add(session, task)
            session.flush()
            workplace.log(
                session,
                action="新增",
                noun="plan_task",
                summary=f"新增抽查任务 {task.number}：{draft.name}",
                record_uuid=task.uuid,
                after=_logged(task),
            )
        return Changes.of("plan", key=task.id)

    def update_task(self, *, task_key: int, draft: TaskDraft) -> Changes:
        """Change a task while its plan is being written."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            task = self._task(session, task_key)
            plan = self._editable(session, task.plan_id)
            self._demand(session, plan.year, draft)
            before = _logged(task)
            self._fill(session, task, draft)
            workplace.touch(task)
            workplace.log(
                session,
                action="修改",
                noun="plan_task",
                summary=f"修改抽查任务 {task.number}：{draft.name}",
                record_uuid=task.uuid,
                before=before,
                after=_logged(task),
            )
        return Changes.of("plan", key=task_key)

    def set_platform_numbers(self, *, task_key: int, plan_number: str, task_number: str) -> Changes:
        """Enter the numbers that the provincial platform gave, in a locked plan too: they come after it (R58).

        Papers that were issued before show them beside the mark of the next print. Raises UserFacingError where one is too long.
        """
        numbers = {"计划": plan_number.strip(), "任务": task_number.strip()}
        for name, number in numbers.items():
            if len(number) > LONGEST_PLATFORM_NUMBER:
                raise UserFacingError(f"平台{name}编号超过 {LONGEST_PLATFORM_NUMBER} 个字，请改短。")
        workplace = self._workplace
        with workplace.database.transaction() as session:
            task = self._task(session, task_key)
            before = _platform_numbers(task)
            task.platform_plan_number, task.platform_task_number = numbers.values()
            workplace.touch(task)
            workplace.log(
                session,
                action="修改",
                noun="plan_task",
                summary=f"填写抽查任务 {task.number} 的平台编号",
                record_uuid=task.uuid,
                before=before,
                after=_platform_numbers(task),
            )
        return Changes.of("plan", "paper", key=task_key)

    def remove_task(self, *, task_key: int) -> Changes:
        """Take a task out of a plan that is still being written; the later ones move up."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            task = self._task(session, task_key)
            plan = self._editable(session, task.plan_id)
            workplace.log(
                session,
                action="删除",
                noun="plan_task",
                summary=f"从 {plan.year} 年度计划中删除任务 {task.number}：{task.name}",
                record_uuid=task.uuid,
                before=_logged(task),
            )
            task.items.clear()
            session.flush()
            session.delete(task)
            session.flush()
            later = session.scalars(
                select(PlanTask)
                .where(PlanTask.plan_id == plan.id, PlanTask.number > task.number)
                .order_by(PlanTask.number)
            )
            for other in later:
                other.number -= 1
                session.flush()
        return Changes.of("plan")

    def approve(self, *, plan_key: int, approved_by: str, approved_on: date) -> Changes:
        """Record the approval; every task must be complete and the plan may not be empty."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            plan = self._editable(session, plan_key)
            if not approved_by.strip():
                raise UserFacingError("请填写审批人姓名。")
            row = self._read(session, plan)
            if not row.tasks:
                raise UserFacingError("计划中还没有抽查任务，不能审批。")
            for task in row.tasks:
                self._demand(session, plan.year, task.draft, f"任务 {task.number}：")
            plan.status = PlanStatus.APPROVED
            plan.approved_by = approved_by.strip()
            plan.approved_on = approved_on
            self._log_status(session, plan, "审批", f"{plan.approved_by}审批 {plan.year} 年度抽查计划")
        return Changes.of("plan", key=plan_key)

    def withdraw_approval(self, *, plan_key: int, reason: str) -> Changes:
        """Take an approved, not yet locked plan back into work."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            plan = self._plan(session, plan_key)
            if plan.status is not PlanStatus.APPROVED:
                raise UserFacingError("只有已审批、未锁定的计划可以退回编制。")
            if not reason.strip():
                raise UserFacingError("请写明退回编制的理由。")
            plan.status = PlanStatus.DRAFT
            plan.approved_by, plan.approved_on = "", None
            self._log_status(session, plan, "退回", f"{plan.year} 年度抽查计划退回编制：{reason.strip()}")
        return Changes.of("plan", key=plan_key)

    def lock(self, *, plan_key: int) -> Changes:
        """Lock an approved plan: from now on it is drawn from and no longer changed."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            plan = self._plan(session, plan_key)
            if plan.status is not PlanStatus.APPROVED:
                raise UserFacingError(f"计划{plan.status.label}，只有已审批的计划可以锁定。")
            plan.status = PlanStatus.LOCKED
            plan.locked_at = workplace.clock.now()
            self._log_status(session, plan, "锁定", f"锁定 {plan.year} 年度抽查计划")
        return Changes.of("plan", key=plan_key)

    # -- inside

    def _read(self, session: Session, plan: Plan, *, only: PlanTask | None = None) -> PlanRow:
        workplace = self._workplace
        return read_plan(session, plan, workplace.office(session), workplace.clock.today(), only=only)

    def _find(self, session: Session, year: int) -> Plan | None:
        return session.scalars(
            select(Plan).where(Plan.office_id == self._workplace.office_id, Plan.year == year)
        ).first()

    def _plan(self, session: Session, plan_key: int) -> Plan:
        plan = session.get(Plan, plan_key)
        if plan is None:
            raise UserFacingError("这个年度计划已不存在，请刷新后重试。")
        return plan

    def _editable(self, session: Session, plan_key: int) -> Plan:
        plan = self._plan(session, plan_key)
        if plan.status is not PlanStatus.DRAFT:
            raise UserFacingError(f"{plan.year} 年度计划{plan.status.label}，不能再修改。")
        return plan

    def _task(self, session: Session, task_key: int) -> PlanTask:
        task = session.scalars(
            select(PlanTask)
            .where(PlanTask.id == task_key)
            .options(
                selectinload(PlanTask.items),
                selectinload(PlanTask.plan),
                selectinload(PlanTask.officer_sections),
            )
        ).first()
        if task is None:
            raise UserFacingError("这项抽查任务已不存在，请刷新后重试。")
        return task

    def _demand(self, session: Session, year: int, draft: TaskDraft, prefix: str = "") -> None:
        for sentence in self._problems(session, year, draft).values():
            raise UserFacingError(prefix + sentence)

    def _problems(self, session: Session, year: int, draft: TaskDraft) -> dict[str, str]:
        office = self._workplace.office(session)
        problems = check_task(_facts(year, draft), parse_percent(office.ratio_floor) or Decimal(0))
        if draft.class_ratios is not None:
            floors, ceilings = parse_shares(office.class_floors), parse_shares(office.class_ceilings)
            assert floors is not None and ceilings is not None  # checked when the settings were stored
            if problem := find_share_problem(draft.class_ratios, floors, ceilings):
                problems["class_ratios"] = problem
        return problems

    def _fill(self, session: Session, task: PlanTask, draft: TaskDraft) -> None:
        for name in _PLAIN_FIELDS:
            setattr(task, name, getattr(draft, name))
        percent = parse_percent(draft.ratio)
        assert percent is not None  # checked by _demand
        task.ratio = percent_text(percent)
        task.scope = draft.scope.to_stored()
        task.section_id = draft.section_key
        task.department = draft.department or self._workplace.office(session).plan_department
        kept = [line for line in task.officer_sections if line.section_id in draft.officer_sections]
        known = {line.section_id for line in kept}
        new = [PlanTaskSection(section_id=key) for key in sorted(draft.officer_sections - known)]
        task.officer_sections = [*kept, *new]
        task.items = list(session.scalars(select(InspectionItem).where(InspectionItem.id.in_(draft.items))))

    def _log_status(self, session: Session, plan: Plan, action: str, summary: str) -> None:
        self._workplace.touch(plan)
        after = {"status": plan.status, "approved_by": plan.approved_by, "approved_on": plan.approved_on}
        self._workplace.log(
            session, action=action, noun="plan", summary=summary, record_uuid=plan.uuid, after=after
        )


def _facts(year: int, draft: TaskDraft) -> TaskFacts:
    return TaskFacts(
        year=year,
        name=draft.name,
        subject=draft.subject,
        target=draft.target,
        ratio=draft.ratio,
        ratio_reason=draft.ratio_reason,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        scope=draft.scope,
        batches=draft.batches,
        officer_mode=draft.officer_mode,
        team_size=draft.team_size,
        teams=draft.teams,
        item_count=len(draft.items),
        class_ratios=draft.class_ratios,
    )


def _platform_numbers(task: PlanTask) -> dict[str, str]:
    return {
        "platform_plan_number": task.platform_plan_number,
        "platform_task_number": task.platform_task_number,
    }


def _logged(task: PlanTask) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(task, name) for name in _PLAIN_FIELDS}
    values |= {"number": task.number, "ratio": task.ratio, "items": [item.uuid for item in task.items]}
    values["officer_sections"] = sorted(line.section_id for line in task.officer_sections)
    return values | {f"scope_{key}": codes for key, codes in task.scope.items()}
