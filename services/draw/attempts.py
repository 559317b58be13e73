"""Which draw of a task comes next, whether it may be sealed now, and what its seal would fix."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.assignment import obstacles
from models.rules.class_ratios import quota_notes, ratio_by_group
from models.rules.draw import GroupCount, group_counts
from models.rules.officer_pool import Window
from models.rules.remedies import remedies
from models.rules.remedy_wording import Outside, remedy_sentences
from models.rules.sealing import (
    Batch,
    DrawRequest,
    OfficerRequest,
    check_request,
    make_draw_code,
    with_possible_expert,
)
from models.tables.draw import Draw, DrawnPlace, PlatformDraw, PlatformObject
from models.tables.office import Office
from models.tables.plan import Plan, PlanTask, WorkScheme
from models.vocab import DrawMethod, DrawStage, EntryKind, OfficerMode, PlanStatus, RosterNoun
from services.draw.framing import Framing, PlatformList, frame_task, live_draws
from services.draw.seal_rows import SealChoices
from services.plan.scheme_rows import SchemeState
from services.plan.schemes import newest_scheme
from services.roster.version_rows import RosterStanding
from services.roster.versions import roster_standing

_NO_EXPERT = "可抽人员中没有与任务行业相符的专业人员，本次不设专业人员席位。"


@dataclass(frozen=True, slots=True)
class Attempt:
    """The next draw of a task; ``blocked`` is the sentence why it cannot be sealed now, "" when it can."""

    plan: Plan
    task: PlanTask
    scheme: WorkScheme | None
    ordinal: int
    batch: Batch | None
    window: Window
    blocked: str
    today: date

    @property
    def draw_code(self) -> str:
        """The code the draw will carry."""
        return make_draw_code(self.plan.year, self.task.number, self.ordinal)

    @property
    def scheme_state(self) -> SchemeState:
        """How far the 工作方案 has come."""
        if self.scheme is None:
            return SchemeState.MISSING
        return SchemeState.WRITTEN if self.scheme.approved_on is None else SchemeState.APPROVED


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a seal would fix, and what stands in the way or is worth knowing."""

    attempt: Attempt
    framing: Framing
    request: DrawRequest
    groups: tuple[GroupCount, ...]
    obstacles: tuple[str, ...]
    remedies: tuple[str, ...]  # the smallest change of each kind that would make the seal possible
    notes: tuple[str, ...]
    choices: SealChoices
    platform_list: PlatformList | None
    roster: RosterStanding
    """How old the roster is; a stale one is sealed with a written reason only (R11)."""
    can_appoint: bool = False
    """Whether the officers' part is impossible, so that 直接委派 is open (R35)."""


def next_attempt(
    session: Session, task_key: int, today: date, first: date | None = None, last: date | None = None
) -> Attempt:
    """Return the next draw of a task. Without ``first`` and ``last`` the window is what is left of 抽查时间."""
    found = session.execute(
        select(PlanTask, Plan).join(Plan, Plan.id == PlanTask.plan_id).where(PlanTask.id == task_key)
    )
    pair = found.first()
    if pair is None:
        raise UserFacingError("这项抽查任务已不存在，请刷新后重试。")
    task, plan = pair
    live = list(session.scalars(live_draws(task.id)))
    ordinal = (session.scalar(select(func.max(Draw.ordinal)).where(Draw.task_id == task.id)) or 0) + 1
    window = Window(first or max(task.starts_on, min(today, task.ends_on)), last or task.ends_on)
    batch = None
    if task.batches > 1:
        already = _places_by_group(session, [draw.id for draw in live])
        batch = Batch(min(len(live) + 1, task.batches), task.batches, already)
    scheme = newest_scheme(session, task.id)
    blocked = _blocked(plan, task, scheme, live, window, today)
    return Attempt(plan, task, scheme, ordinal, batch, window, blocked, today)


def propose(
    session: Session,
    office: Office,
    attempt: Attempt,
    today: date,
    seed_rule: str = "",
    choices: SealChoices | None = None,
) -> Proposal:
    """Frame the task on today's roster and look for what stands in the way of a seal."""
    task, choices = attempt.task, choices or SealChoices()
    listed = _platform_list(session, task, choices)
    framing = frame_task(session, office, task, attempt.window, attempt.today, listed)
    wished = _wished_officers(task, framing)
    officers = with_possible_expert(wished)
    request = _request(attempt, framing, listed, None if choices.direct is not None else officers, seed_rule)
    faults = _faults(request)
    missing = () if faults else obstacles(officers, request.frame, framing.names)
    roster = roster_standing(session, office.id, RosterNoun.ENTERPRISE, today)
    groups = group_counts(request)
    notes = list(quota_notes(groups, is_batch=attempt.batch is not None and attempt.batch.number > 1))
    if task.need_expert and not officers.need_expert:
        notes.append(_NO_EXPERT)
    return Proposal(
        attempt=attempt,
        framing=framing,
        request=request,
        groups=groups,
        obstacles=faults or _officer_faults(choices, missing),
        remedies=_remedies(request, framing) if missing and not faults else (),
        notes=(*notes, *([roster.warning] if roster.warning else [])),
        choices=choices,
        platform_list=listed,
        roster=roster,
        can_appoint=bool(missing),
    )


def _request(
    attempt: Attempt,
    framing: Framing,
    listed: PlatformList | None,
    officers: OfficerRequest | None,
    seed_rule: str,
) -> DrawRequest:
    return DrawRequest(
        draw_code=attempt.draw_code,
        method=attempt.task.method if listed is None else DrawMethod.DIRECTED,
        frame=framing.frame,
        ratio=_ratio(attempt.task, framing, listed),
        seed_rule=seed_rule,
        reasons=framing.reasons,
        batch=attempt.batch if listed is None else None,
        officers=officers,
    )


def is_empty(request: DrawRequest) -> bool:
    """Return whether nobody could be inspected at all: there is nothing to seal."""
    return all(entry.kind is EntryKind.EXCLUDED for entry in request.frame)


def _ratio(task: PlanTask, framing: Framing, listed: PlatformList | None) -> dict[str, str]:
    """Return the ratio of each group; a list of the platform is inspected whole, so nobody is drawn from it."""
    if listed is not None:
        return {"": "0"}
    return ratio_by_group(task.ratio, task.class_ratios, (entry.group for entry in framing.frame))


def _platform_list(session: Session, task: PlanTask, choices: SealChoices) -> PlatformList | None:
    if choices.platform_draw_key is None:
        return None
    taken_in = session.get(PlatformDraw, choices.platform_draw_key)
    if taken_in is None or taken_in.task_id != task.id or taken_in.withdrawn_at is not None:
        raise UserFacingError("所选的平台抽取名单已撤回或不属于本任务，请重新选择。")
    objects = select(PlatformObject.enterprise_id).where(PlatformObject.platform_draw_id == taken_in.id)
    return PlatformList(taken_in.id, taken_in.number, frozenset(session.scalars(objects)))


def _officer_faults(choices: SealChoices, missing: tuple[str, ...]) -> tuple[str, ...]:
    """直接委派 is a fallback: it is refused where the officers can be drawn, and else takes the place of their draw."""
    if choices.direct is None:
        return missing
    return () if missing else ("检查人员可以随机抽取，不得直接委派。",)


def _wished_officers(task: PlanTask, framing: Framing) -> OfficerRequest:
    return OfficerRequest(
        mode=task.officer_mode,
        team_size=task.team_size,
        teams=(task.teams or 0) if task.officer_mode is OfficerMode.TEAMS else 0,
        need_leader=task.need_leader,
        need_expert=task.need_expert,
        pool=framing.officers,
        recusals=framing.recusals,
    )


def _blocked(
    plan: Plan, task: PlanTask, scheme: WorkScheme | None, live: list[Draw], window: Window, today: date
) -> str:
    if plan.status is not PlanStatus.LOCKED:
        return f"{plan.year}年度抽查计划{plan.status.label}，审批并锁定后才能抽取。"
    if scheme is None:
        return f"任务“{task.name}”还没有工作方案，写好并批准后才能抽取（细则第十二条）。"
    if scheme.approved_on is None:
        return f"任务“{task.name}”的工作方案第{scheme.edition}稿尚未批准，批准后才能抽取（细则第十二条）。"
    if live and live[-1].stage is DrawStage.SEALED:
        return f"{live[-1].draw_code}已封存、尚未抽取，请先完成抽取，或写明理由作废。"
    if live and live[-1].stage is DrawStage.DRAWN:
        return f"{live[-1].draw_code}已抽取、尚未派发，请先派发，或写明理由作废。"
    if len(live) >= task.batches:
        done = f"{task.batches}批已全部抽取" if task.batches > 1 else "已经抽取"
        return f"任务“{task.name}”{done}；有程序错误的，公开作废后才能重抽。"
    if today > task.ends_on or window.last < max(window.first, today):
        return f"任务“{task.name}”的检查期限已过（{window.last.isoformat()}），不能再抽取。"
    return ""


def _faults(request: DrawRequest) -> tuple[str, ...]:
    if is_empty(request):
        return ("任务范围内没有可以检查的对象，无需抽取。",)
    try:
        check_request(request)
    except UserFacingError as error:
        return (error.message,)
    return ()


def _remedies(request: DrawRequest, framing: Framing) -> tuple[str, ...]:
    officers = request.officers
    if officers is None or is_empty(request) or min(officers.seats) < 0:
        return ()
    found = remedies(officers, request.frame, framing.same_pairs)
    outside = [
        Outside(row.name, row.is_leader, row.is_expert, row.reason) for row in framing.pool if not row.in_pool
    ]
    return remedy_sentences(officers, found, framing.names, outside)


def _places_by_group(session: Session, draw_ids: list[int]) -> dict[str, int]:
    """Count the sampled places of earlier batches by the group they were drawn in; a substitute is no new place."""
    query = (
        select(DrawnPlace.group, func.count())
        .where(
            DrawnPlace.draw_id.in_(draw_ids),
            DrawnPlace.kind == EntryKind.SELECTABLE,
            DrawnPlace.substitutes_id.is_(None),
        )
        .group_by(DrawnPlace.group)
    )
    return dict(session.execute(query).all())
