"""Builds the rows of the draw tab from what is stored, or from what a seal would fix."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from models.rules.draw import group_counts
from models.rules.scope import Scope
from models.rules.seed import SeedRule, contributors
from models.tables.draw import (
    Draw,
    DrawnPlace,
    FrameEntry,
    PlatformDraw,
    PlatformObject,
    PoolOfficer,
    Seal,
)
from models.tables.enterprise import Enterprise
from models.tables.office import Town
from models.tables.officer import Officer
from models.tables.plan import Plan, PlanTask, WorkScheme
from models.vocab import DrawOrigin, DrawStage, EntryKind
from services.draw.attempts import Attempt, Proposal
from services.draw.evidence import count_evidence
from services.draw.loads import load_reasons, load_rows
from services.draw.meeting import read_attendees
from services.draw.merging import also_in, codes_of_open, partners_of
from services.draw.opening import read_envelopes
from services.draw.rows import (
    ContributionRow,
    DrawDetail,
    DrawRow,
    DrawTaskRow,
    PlaceRow,
    PlatformRow,
    QuotaRow,
    SealRow,
    SeatRow,
)
from services.draw.seal_rows import DirectAppointment, DrawPreview, FrameCount, FrameRow, PoolRow
from services.draw.sealed import SealedEntry, SealedRequest, read_sealed

UNKNOWN_TOWN = "待定"


def draw_rows(session: Session, draws: Sequence[Draw]) -> list[DrawRow]:
    """Return the rows of some draws, whose seals are loaded."""
    tasks = {
        task.id: (task, plan)
        for task, plan in session.execute(select(PlanTask, Plan).join(Plan, Plan.id == PlanTask.plan_id))
    }
    live = dict(
        session.execute(
            select(DrawnPlace.draw_id, func.count())
            .where(DrawnPlace.replaced_at.is_(None))
            .group_by(DrawnPlace.draw_id)
        ).all()
    )
    return [_draw_row(draw, *tasks[draw.task_id], live.get(draw.id, 0)) for draw in draws]


def draw_detail(session: Session, draw: Draw) -> DrawDetail:
    """Return everything the draw screen shows of one draw, whose seals and contributions are loaded."""
    towns = town_names(session)
    sealed = read_sealed(session, draw)
    scheme_title, scheme_approval = _scheme_words(session, draw)
    places = _place_rows(session, draw, towns)
    loads = load_rows(session, draw, sealed, places)
    return DrawDetail(
        row=draw_rows(session, [draw])[0],
        register_count=draw.register_count,
        scope_text=draw.scope_text,
        scheme_title=scheme_title,
        scheme_approval=scheme_approval,
        platform=_platform_row(session, draw),
        direct=DirectAppointment(draw.direct_reason, draw.direct_approved_by) if draw.direct_reason else None,
        is_assignment_sealed=draw.is_assignment_sealed,
        meeting_place=draw.meeting_place,
        attendees=read_attendees(session, draw),
        changed_since_seal=_changed_since_seal(session, draw),
        roster_version=draw.roster_version,
        stale_roster_reason=draw.stale_roster_reason,
        window_from=draw.window_from,
        window_to=draw.window_to,
        team_size=draw.team_size,
        teams=draw.teams,
        need_leader=draw.need_leader,
        need_expert=draw.need_expert,
        seals=tuple(_seal_row(seal) for seal in draw.seals),
        contributors=contributors(SeedRule.from_stored(draw.seed_rule)),
        contributions=tuple(ContributionRow(each.by, each.text, each.at) for each in draw.contributions),
        counts=frame_counts(sealed.entries, towns),
        frame=frame_rows(sealed.entries, towns, origin=draw.origin),
        pool=pool_rows(sealed.pool),
        groups=group_counts(sealed.request),
        quotas=_quota_rows(draw, towns),
        teams_drawn=_team_names(draw, sealed),
        places=places,
        loads=loads,
        load_reasons=load_reasons(session, draw, sealed, places, loads),
        envelopes=read_envelopes(session, draw),
        evidence_count=count_evidence(session, draw),
    )


def _scheme_words(session: Session, draw: Draw) -> tuple[str, str]:
    """Return title and approval of the 工作方案 that the seal rests on; an old draw has none."""
    scheme = session.get(WorkScheme, draw.work_scheme_id) if draw.work_scheme_id is not None else None
    return ("", "") if scheme is None else (scheme.title, f"{scheme.approved_on} {scheme.approved_by}批准")


def _team_names(draw: Draw, sealed: SealedRequest) -> tuple[tuple[str, ...], ...]:
    names = {row.certificate_number: row.name for row in sealed.pool}
    return tuple(tuple(names.get(number, number) for number in team) for team in draw.teams_drawn or ())


def preview_of(session: Session, proposal: Proposal) -> DrawPreview:
    """Return what the seal would fix, for the first step of the draw screen."""
    towns = town_names(session)
    attempt, framing = proposal.attempt, proposal.framing
    task, batch, officers = attempt.task, attempt.batch, proposal.request.officers
    origin = DrawOrigin.OFFICE if proposal.platform_list is None else DrawOrigin.PLATFORM
    return DrawPreview(
        task_key=task.id,
        task_name=task.name,
        draw_code=attempt.draw_code,
        ordinal=attempt.ordinal,
        batch_number=None if batch is None else batch.number,
        batch_of=None if batch is None else batch.of,
        method=proposal.request.method,
        officer_mode=task.officer_mode,
        team_size=task.team_size,
        teams=task.teams,
        need_leader=task.need_leader,
        need_expert=officers is not None and officers.need_expert,
        window_from=attempt.window.first,
        window_to=attempt.window.last,
        register_count=len(framing.entries),
        counts=frame_counts(framing.entries, towns),
        groups=proposal.groups,
        frame=frame_rows(framing.entries, towns, codes_of_open(session, attempt.plan.office_id), origin),
        pool=pool_rows(framing.pool),
        recusals=len(framing.recusals),
        blocked=attempt.blocked,
        obstacles=proposal.obstacles,
        remedies=proposal.remedies,
        notes=proposal.notes,
        roster=proposal.roster,
        choices=proposal.choices,
        scope_text=Scope.from_stored(task.scope).describe(towns),
        scheme_title="" if attempt.scheme is None else attempt.scheme.title,
        same_pairs=len(framing.same_pairs),
        scheme=attempt.scheme_state,
        can_appoint=proposal.can_appoint,
    )


def task_row(attempt: Attempt, draws: Sequence[Draw]) -> DrawTaskRow:
    """Return one task with the state of its draws, given in their order."""
    task = attempt.task
    live = [draw for draw in draws if draw.stage is not DrawStage.VOIDED]
    done = sum(draw.stage in (DrawStage.DRAWN, DrawStage.DISPATCHED) for draw in live)
    unfinished = next((draw for draw in live if draw.stage is not DrawStage.DISPATCHED), None)
    return DrawTaskRow(
        key=task.id,
        year=attempt.plan.year,
        number=task.number,
        name=task.name,
        method=task.method,
        officer_mode=task.officer_mode,
        ratio=task.ratio,
        batches=task.batches,
        starts_on=task.starts_on,
        ends_on=task.ends_on,
        batches_drawn=done,
        attempts=len(draws),
        open_draw_key=None if unfinished is None else unfinished.id,
        next_step=_next_step(attempt, unfinished),
        blocked=attempt.blocked,
        class_ratios=task.class_ratios,
        scheme=attempt.scheme_state,
    )


def town_names(session: Session) -> dict[str, str]:
    """Return the names of the towns by code."""
    return dict(session.execute(select(Town.code, Town.name)).all())


def frame_counts(
    entries: Iterable[FrameEntry | SealedEntry], towns: dict[str, str]
) -> tuple[FrameCount, ...]:
    """Count the frame by town and risk class, in the order of their codes."""
    counts: dict[tuple[str, str], dict[EntryKind, int]] = {}
    for entry in entries:
        if entry.kind is not None:
            line = counts.setdefault((entry.stratum, entry.group), dict.fromkeys(EntryKind, 0))
            line[entry.kind] += 1
    return tuple(
        FrameCount(
            town_code=stratum,
            town_name=towns.get(stratum, UNKNOWN_TOWN),
            group=group,
            selectable=line[EntryKind.SELECTABLE],
            compulsory=line[EntryKind.COMPULSORY],
            excluded=line[EntryKind.EXCLUDED],
        )
        for (stratum, group), line in sorted(counts.items())
    )


def frame_rows(
    entries: Iterable[FrameEntry | SealedEntry],
    towns: dict[str, str],
    held: Mapping[int, str] | None = None,
    origin: DrawOrigin = DrawOrigin.OFFICE,
) -> tuple[FrameRow, ...]:
    """Return the register of a draw, in its order; ``held`` names other draws by the enterprise's key."""
    return tuple(
        FrameRow(
            enterprise_key=entry.enterprise_id,
            entry_id=entry.entry_id,
            name=entry.name,
            town_name=towns.get(entry.stratum, UNKNOWN_TOWN),
            stratum=entry.stratum,
            group=entry.group,
            kind=entry.kind,
            reason=entry.reason,
            also_in=(held or {}).get(entry.enterprise_id, "") if entry.kind is not None else "",
            origin=origin,
        )
        for entry in entries
    )


def pool_rows(pool: Iterable[PoolOfficer]) -> tuple[PoolRow, ...]:
    """Return the officers of a draw, those in the pool first."""
    ordered = sorted(pool, key=lambda row: (not row.in_pool, row.certificate_number))
    return tuple(
        PoolRow(
            officer_key=row.officer_id,
            certificate_number=row.certificate_number,
            name=row.name,
            is_leader=row.is_leader,
            is_expert=row.is_expert,
            in_pool=row.in_pool,
            reason=row.reason,
            section=row.section,
        )
        for row in ordered
    )


def _platform_row(session: Session, draw: Draw) -> PlatformRow | None:
    if draw.platform_draw_id is None:
        return None
    taken_in = session.scalars(select(PlatformDraw).where(PlatformDraw.id == draw.platform_draw_id)).one()
    query = select(func.count()).where(PlatformObject.platform_draw_id == taken_in.id)
    return PlatformRow(taken_in.id, taken_in.number, taken_in.drawn_at, session.scalar(query) or 0)


def _changed_since_seal(session: Session, draw: Draw) -> int:
    query = (
        select(func.count())
        .select_from(Enterprise)
        .where(Enterprise.office_id == draw.office_id, Enterprise.updated_at > draw.sealed_at)
    )
    return session.scalar(query) or 0


def _next_step(attempt: Attempt, unfinished: Draw | None) -> str:
    if unfinished is not None:
        return "待抽取" if unfinished.stage is DrawStage.SEALED else "待派发"
    if attempt.blocked:
        return "不能抽取"
    return "待封存" if attempt.batch is None else f"待封存（第{attempt.batch.number}批）"


def _draw_row(draw: Draw, task: PlanTask, plan: Plan, drawn_count: int) -> DrawRow:
    seal = draw.seals[-1]
    return DrawRow(
        key=draw.id,
        uuid=draw.uuid,
        draw_code=draw.draw_code,
        ordinal=draw.ordinal,
        batch_number=draw.batch_number,
        batch_of=draw.batch_of,
        year=plan.year,
        task_key=task.id,
        task_number=task.number,
        task_name=task.name,
        origin=draw.origin,
        method=draw.method,
        officer_mode=draw.officer_mode,
        stage=draw.stage,
        operator=draw.operator,
        supervisor=draw.supervisor,
        seal_number=seal.number,
        seed_source=draw.seed_source,
        seed_rule=seal.seed_rule,
        seed=draw.seed,
        is_publicly_witnessed=draw.is_publicly_witnessed,
        sealed_at=draw.sealed_at,
        drawn_at=draw.drawn_at,
        dispatched_at=draw.dispatched_at,
        drawn_count=drawn_count,
        result_digest=draw.result_digest,
        void_reason=draw.void_reason,
        void_approved_by=draw.void_approved_by,
        voided_at=draw.voided_at,
    )


def _seal_row(seal: Seal) -> SealRow:
    return SealRow(
        number=seal.number,
        sealed_at=seal.sealed_at,
        frame_digest=seal.frame_digest,
        parameters_digest=seal.parameters_digest,
        seed_rule=seal.seed_rule,
        previous=seal.previous,
    )


def _quota_rows(draw: Draw, towns: dict[str, str]) -> tuple[QuotaRow, ...]:
    rows: list[QuotaRow] = []
    for quota in draw.quotas or ():
        stratum = str(quota.get("stratum", ""))
        town_name = towns.get(stratum, UNKNOWN_TOWN) if stratum else ""
        available, number = int(str(quota["available"])), int(str(quota["quota"]))
        rows.append(QuotaRow(str(quota["group"]), stratum, town_name, available, number))
    return tuple(rows)


def _place_rows(session: Session, draw: Draw, towns: dict[str, str]) -> tuple[PlaceRow, ...]:
    pairs = session.execute(_places_with_enterprise(draw)).all()
    places = [place for place, _ in pairs]
    entry_ids = {place.id: place.entry_id for place in places}
    officers = {officer.id: officer for officer in session.scalars(select(Officer))}
    visits = partners_of(session, [place.id for place in places])
    elsewhere = also_in(session, draw, places)
    unopened = {place.id for place in places if draw.is_assignment_sealed and place.opened_at is None}
    return tuple(
        PlaceRow(
            key=place.id,
            position=place.position,
            entry_id=place.entry_id,
            enterprise_key=place.enterprise_id,
            name=enterprise.name,
            town_name=towns.get(place.stratum, UNKNOWN_TOWN),
            address=enterprise.address,
            group=place.group,
            kind=place.kind,
            ticket=place.ticket,
            team_number=None if place.id in unopened else place.team_number,
            seats=() if place.id in unopened else _seat_rows(place, officers),
            substitutes=entry_ids.get(place.substitutes_id or 0, ""),
            replaced_at=place.replaced_at,
            replaced_reason=place.replaced_reason,
            replaced_approved_by=place.replaced_approved_by,
            is_unopened=place.id in unopened,
            opened_at=place.opened_at,
            opened_by=place.opened_by,
            visit_with=visits[place.id].name if place.id in visits else "",
            also_in=elsewhere.get(place.id, ()),
            origin=draw.origin,
        )
        for place, enterprise in pairs
    )


def _places_with_enterprise(draw: Draw) -> Select[DrawnPlace, Enterprise]:
    return (
        select(DrawnPlace, Enterprise)
        .join(Enterprise, Enterprise.id == DrawnPlace.enterprise_id)
        .where(DrawnPlace.draw_id == draw.id)
        .options(selectinload(DrawnPlace.officers))
        .order_by(DrawnPlace.position, DrawnPlace.id)
    )


def _seat_rows(place: DrawnPlace, officers: dict[int, Officer]) -> tuple[SeatRow, ...]:
    return tuple(
        SeatRow(
            officer_key=seat.officer_id,
            name=officers[seat.officer_id].name,
            certificate_number=officers[seat.officer_id].certificate_number or "",
            position=seat.position,
            seat=seat.seat,
            replaced_at=seat.replaced_at,
            replaced_reason=seat.replaced_reason,
            replaced_approved_by=seat.replaced_approved_by,
            is_direct=seat.is_direct,
        )
        for seat in place.officers
    )
