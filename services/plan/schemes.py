"""工作方案: no draw is sealed before the scheme of its task is written and approved (细则 art. 12, 17; R24).

An edition that a seal rests on is never changed: what is written afterwards is a further edition.
"""

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.errors import UserFacingError
from models.rules.class_ratios import ratio_words
from models.rules.planning import check_scheme
from models.rules.scope import Scope
from models.tables.draw import Draw
from models.tables.office import Section, Town
from models.tables.plan import Plan, PlanTask, WorkScheme
from services.changes import Changes
from services.files.blocks import chinese_date
from services.files.wording import fill, read_wording
from services.plan.scheme_rows import SchemeDraft, SchemeRow
from services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class SchemeWording:
    """The suggested chapters, ``resources/forms/scheme.toml``."""

    title: str
    basis: str
    objects: str
    content: str
    organisation: str
    steps: str
    requirements: str


def newest_scheme(session: Session, task_key: int) -> WorkScheme | None:
    """Return the last edition of a task's scheme, approved or not."""
    query = (
        select(WorkScheme).where(WorkScheme.task_id == task_key).order_by(WorkScheme.edition.desc()).limit(1)
    )
    return session.scalars(query).first()


class SchemeService:
    """Use cases of the 工作方案 of a task."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def get_scheme(self, *, task_key: int) -> SchemeRow | None:
        """Return the last edition, None when nothing has been written yet."""
        with self._workplace.database.reading() as session:
            scheme = newest_scheme(session, task_key)
            return None if scheme is None else _row(session, scheme)

    def list_schemes(self, *, task_key: int) -> list[SchemeRow]:
        """Return every edition, the newest first."""
        with self._workplace.database.reading() as session:
            query = select(WorkScheme).where(WorkScheme.task_id == task_key)
            found = session.scalars(query.order_by(WorkScheme.edition.desc())).all()
            return [_row(session, scheme) for scheme in found]

    def suggest(self, *, task_key: int) -> SchemeDraft:
        """Return a first draft in the words of the form, filled with what the task says."""
        with self._workplace.database.reading() as session:
            values = self._values(session, self._task(session, task_key))
        wording = read_wording(SchemeWording, "scheme")
        chapters = {field.name: fill(getattr(wording, field.name), values) for field in fields(wording)}
        today = self._workplace.clock.today()
        return SchemeDraft(**chapters, written_by=self._workplace.operator, written_on=today)

    def save(self, *, task_key: int, draft: SchemeDraft) -> Changes:
        """Store the draft: in the open edition, or as a further one where the last is approved."""
        problems = check_scheme(draft.title, draft.content, draft.written_by)
        if problems:
            raise UserFacingError(next(iter(problems.values())))
        workplace = self._workplace
        with workplace.database.transaction() as session:
            task = self._task(session, task_key)
            scheme = newest_scheme(session, task_key)
            if scheme is None or scheme.approved_on is not None:
                edition = 1 if scheme is None else scheme.edition + 1
                scheme = workplace.add(session, WorkScheme(task_id=task_key, edition=edition))
            for field in fields(SchemeDraft):
                setattr(scheme, field.name, getattr(draft, field.name))
            workplace.touch(scheme)
            session.flush()
            self._log(
                session, scheme, "修改", f"任务 {task.number} 工作方案第{scheme.edition}稿：{draft.title}"
            )
            return Changes.of("scheme", "draw", key=scheme.id)

    def approve(self, *, task_key: int, approved_by: str, approved_on: date) -> Changes:
        """Approve the last edition; a named person answers for it."""
        if not approved_by.strip():
            raise UserFacingError("请填写工作方案的批准人。")
        with self._workplace.database.transaction() as session:
            scheme = newest_scheme(session, task_key)
            if scheme is None:
                raise UserFacingError("这项任务还没有工作方案，请先写好方案再批准。")
            if scheme.approved_on is not None:
                raise UserFacingError(f"工作方案第{scheme.edition}稿已由{scheme.approved_by}批准。")
            if scheme.written_on is not None and approved_on < scheme.written_on:
                raise UserFacingError("批准日期早于拟稿日期，请核对。")
            scheme.approved_by, scheme.approved_on = approved_by.strip(), approved_on
            self._workplace.touch(scheme)
            said = f"批准工作方案第{scheme.edition}稿：{scheme.title}（{scheme.approved_by}）"
            self._log(session, scheme, "批准", said)
        return Changes.of("scheme", "draw")

    def withdraw_approval(self, *, task_key: int, reason: str) -> Changes:
        """Take an approval back; not possible once a seal rests on it."""
        if not reason.strip():
            raise UserFacingError("请写明撤回批准的理由。")
        with self._workplace.database.transaction() as session:
            scheme = newest_scheme(session, task_key)
            if scheme is None or scheme.approved_on is None:
                raise UserFacingError("这项任务没有已批准的工作方案。")
            if _is_sealed_on(session, scheme):
                raise UserFacingError("已有抽取以这份工作方案封存，不能撤回；需要修改的，另写一稿再批准。")
            scheme.approved_by, scheme.approved_on = "", None
            self._workplace.touch(scheme)
            said = f"撤回工作方案第{scheme.edition}稿的批准：{reason.strip()}"
            self._log(session, scheme, "撤回批准", said)
        return Changes.of("scheme", "draw")

    def _log(self, session: Session, scheme: WorkScheme, action: str, summary: str) -> None:
        self._workplace.log(session, action=action, noun="scheme", summary=summary, record_uuid=scheme.uuid)

    def _task(self, session: Session, task_key: int) -> PlanTask:
        query = (
            select(PlanTask)
            .where(PlanTask.id == task_key)
            .options(selectinload(PlanTask.items), selectinload(PlanTask.plan))
        )
        task = session.scalars(query).first()
        if task is None:
            raise UserFacingError("这项抽查任务已不存在，请刷新后重试。")
        return task

    def _values(self, session: Session, task: PlanTask) -> dict[str, str]:
        plan: Plan = task.plan
        section = session.get(Section, task.section_id) if task.section_id is not None else None
        towns = dict(session.execute(select(Town.code, Town.name)).all())
        scope = Scope.from_stored(task.scope).describe(towns)
        return {
            "任务名称": task.name,
            "年度": str(plan.year),
            "计划文号": f"（{plan.document_number}）" if plan.document_number else "",
            "检查对象": task.target,
            "任务范围": scope,
            "抽查比例": ratio_words(task.ratio, task.class_ratios),
            "抽查类型": task.method.label,
            "检查内容": "\n".join(f"{item.number}．{item.content}" for item in task.items),
            "组织科室": "政策法规科" if section is None else section.name,
            "每组人数": str(task.team_size),
            "起始日期": chinese_date(task.starts_on),
            "截止日期": chinese_date(task.ends_on),
        }


def _is_sealed_on(session: Session, scheme: WorkScheme) -> bool:
    query = select(func.count()).select_from(Draw).where(Draw.work_scheme_id == scheme.id)
    return bool(session.scalar(query))


def _row(session: Session, scheme: WorkScheme) -> SchemeRow:
    draft = SchemeDraft(**{field.name: getattr(scheme, field.name) for field in fields(SchemeDraft)})
    return SchemeRow(
        key=scheme.id,
        task_key=scheme.task_id,
        edition=scheme.edition,
        draft=draft,
        approved_by=scheme.approved_by,
        approved_on=scheme.approved_on,
        is_sealed_on=_is_sealed_on(session, scheme),
    )
