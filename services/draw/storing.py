"""Writes a seal, a seed and a result into the open transaction; nothing here decides anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import InfeasibleDrawError, NothingToDrawError, UserFacingError
from models.rules.assignment import seat_at
from models.rules.draw import object_tickets
from models.rules.remedy_wording import choice_text
from models.rules.roster_age import find_age_problem
from models.rules.scope import Scope
from models.rules.sealing import DrawRequest, seal_draw
from models.rules.seed import Contribution, SeedRule, is_publicly_witnessed, normalise
from models.tables.draw import Draw, DrawnPlace, PlaceOfficer, Seal, SeedContribution
from models.vocab import DrawOrigin, DrawStage, EntryKind
from services.draw.attempts import Proposal, is_empty
from services.draw.framing import Framing, live_draws
from services.draw.reading import town_names
from services.draw.sealed import DrawnResult, SealedRequest, last_seal_of_office
from services.roster.versions import version_to_draw_from
from services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class People:
    """The two persons of a draw."""

    operator: str
    supervisor: str


def check_sealable(proposal: Proposal, people: People) -> None:
    """Refuse a seal that may not be made now, holds nobody, could fail later, or is not watched by a second person.

    A roster older than a year is refused too, unless a reason is written (R11).
    """
    if proposal.attempt.blocked:
        raise UserFacingError(proposal.attempt.blocked)
    if is_empty(proposal.request):
        raise NothingToDrawError(
            f"任务“{proposal.attempt.task.name}”的范围内没有可以检查的对象，本任务无需抽取。"
        )
    if proposal.obstacles:
        raise InfeasibleDrawError("".join((*proposal.obstacles, choice_text(proposal.remedies))))
    if problem := find_age_problem(proposal.roster.age, proposal.choices.stale_roster_reason):
        raise UserFacingError(problem)
    direct = proposal.choices.direct
    if direct is not None and not (direct.reason.strip() and direct.approved_by.strip()):
        raise UserFacingError("直接委派须写明理由和批准人。")
    if not people.operator or not people.supervisor:
        raise UserFacingError("封存须填写操作人和监督人。")
    if people.operator == people.supervisor:
        raise UserFacingError(f"操作人和监督人不能是同一人（{people.operator}）。")
    if any(row.in_pool and row.name == people.supervisor for row in proposal.framing.pool):
        raise UserFacingError(f"监督人{people.supervisor}在本次可抽人员库中，请另行指定监督人。")


def check_voidable(session: Session, draw: Draw) -> None:
    """Refuse to void a draw that is voided already or that a later batch rests on."""
    if draw.stage is DrawStage.VOIDED:
        raise UserFacingError(f"抽取 {draw.draw_code} 已经作废。")
    newest = list(session.scalars(live_draws(draw.task_id)))[-1]
    if newest.id != draw.id:
        raise UserFacingError(f"{newest.draw_code}以本次抽取为基础，须先作废{newest.draw_code}。")


def add_draw(
    session: Session, workplace: Workplace, proposal: Proposal, people: People, seed_rule: SeedRule
) -> Draw:
    """Store the draw with its frame and pool as sealed, and with the version of the roster they came from."""
    attempt, roster, choices = proposal.attempt, proposal.roster, proposal.choices
    listed, direct = proposal.platform_list, choices.direct
    draw = Draw(
        task_id=attempt.task.id,
        draw_code=attempt.draw_code,
        ordinal=attempt.ordinal,
        window_from=attempt.window.first,
        window_to=attempt.window.last,
        team_size=attempt.task.team_size,
        register_count=len(proposal.framing.entries),
        roster_updated_at=roster.updated_at,
        roster_version=version_to_draw_from(workplace, session),
        stale_roster_reason=choices.stale_roster_reason.strip() if roster.age.is_stale else "",
        origin=DrawOrigin.OFFICE if listed is None else DrawOrigin.PLATFORM,
        platform_draw_id=None if listed is None else listed.key,
        work_scheme_id=None if attempt.scheme is None else attempt.scheme.id,
        scope_text=Scope.from_stored(attempt.task.scope).describe(town_names(session)),
        direct_reason="" if direct is None else direct.reason.strip(),
        direct_approved_by="" if direct is None else direct.approved_by.strip(),
        is_assignment_sealed=choices.seals_assignment and proposal.request.officers is not None,
        stage=DrawStage.SEALED,
        operator=people.operator,
        supervisor=people.supervisor,
        seed_source=seed_rule.source,
        seed_rule=seed_rule.to_stored(),
        sealed_at=workplace.clock.now(),
    )
    _copy_request(proposal.request, draw)
    workplace.add(session, draw)
    session.flush()
    _add_frame(session, proposal.framing, draw)
    return draw


def _add_frame(session: Session, framing: Framing, draw: Draw) -> None:
    for row in (*framing.entries, *framing.pool):
        row.draw_id = draw.id
        session.add(row)
    session.flush()


def _copy_request(request: DrawRequest, draw: Draw) -> None:
    batch, officers = request.batch, request.officers
    draw.method = request.method
    draw.ratio = None if request.ratio is None else dict(request.ratio)
    draw.count = None if request.count is None else dict(request.count)
    draw.batch_number = None if batch is None else batch.number
    draw.batch_of = None if batch is None else batch.of
    draw.already = {} if batch is None else dict(batch.already)
    if officers is not None:
        draw.officer_mode = officers.mode
        draw.teams = officers.teams or None
        draw.need_leader = officers.need_leader
        draw.need_expert = officers.need_expert


def add_seal(session: Session, workplace: Workplace, proposal: Proposal, draw: Draw) -> Seal:
    """Store the next seal of the office over the proposal."""
    sealed = seal_draw(proposal.request)
    before = last_seal_of_office(session, workplace.office_id)
    seal = workplace.add(
        session,
        Seal(
            number=1 if before is None else before.number + 1,
            draw_id=draw.id,
            sealed_at=draw.sealed_at,
            frame_digest=sealed.frame_digest,
            parameters_digest=sealed.parameters_digest,
            parameters=sealed.parameters,
            seed_rule=proposal.request.seed_rule,
            previous="" if before is None else before.digest,
        ),
    )
    session.flush()
    return seal


def seal_summary(draw: Draw, seal: Seal, roster_days: int) -> str:
    """Return what the operation log says of a seal; a roster older than a year is named with the reason (R11)."""
    said = f"封存 {draw.draw_code}，第{seal.number}号封存，监督人{draw.supervisor}，名录库 {draw.roster_version} 版"
    if draw.stale_roster_reason:
        said += f"（{roster_days} 天未更新，仍抽取的理由：{draw.stale_roster_reason}）"
    return said


def seal_facts(draw: Draw, seal: Seal) -> dict[str, str]:
    """Return what the operation log keeps of a seal."""
    return {
        "frame_digest": seal.frame_digest,
        "parameters_digest": seal.parameters_digest,
        "roster_version": draw.roster_version,
        "stale_roster_reason": draw.stale_roster_reason,
    }


def store_seed(
    session: Session, workplace: Workplace, draw: Draw, seed: str, contributions: Sequence[Contribution]
) -> None:
    """Store the seed with who gave each part and when; a part given before the seal is refused."""
    now = workplace.clock.now()
    for position, each in enumerate(contributions):
        at = datetime.fromisoformat(each.at) if each.at else now
        if at < draw.sealed_at:
            raise UserFacingError(
                f"“{normalise(each.by)}”的内容早于封存时间（{draw.sealed_at:%Y-%m-%d %H:%M:%S}），不能作为种子；"
                "请核对这台电脑的日期和时间，封存之后重新取得种子。"
            )
        session.add(
            SeedContribution(
                draw_id=draw.id, position=position, by=normalise(each.by), text=normalise(each.text), at=at
            )
        )
    draw.seed = seed
    draw.is_publicly_witnessed = is_publicly_witnessed(draw.seed_source)
    draw.drawn_at = now
    draw.previous_certificate = _newest_certificate(session, draw)
    session.flush()


def store_result(
    session: Session, workplace: Workplace, draw: Draw, sealed: SealedRequest, result: DrawnResult
) -> None:
    """Store the objects, then their officers, and count that every place got its team."""
    draw.quotas = [quota.as_json() for quota in result.objects.quotas]
    places = _add_places(session, workplace, draw, sealed, result)
    session.flush()
    if result.officers is not None:
        _add_officers(session, draw, sealed, result, places)
    draw.stage = DrawStage.DRAWN
    workplace.touch(draw)
    session.flush()


def _add_places(
    session: Session, workplace: Workplace, draw: Draw, sealed: SealedRequest, result: DrawnResult
) -> dict[str, DrawnPlace]:
    tickets = object_tickets(draw.seed or "", draw.draw_code)
    entries = {row.entry_id: row for row in sealed.entries}
    compulsory = set(result.objects.compulsory)
    places: dict[str, DrawnPlace] = {}
    for position, entry_id in enumerate(result.order, start=1):
        entry = entries[entry_id]
        places[entry_id] = workplace.add(
            session,
            DrawnPlace(
                draw_id=draw.id,
                enterprise_id=entry.enterprise_id,
                entry_id=entry_id,
                position=position,
                kind=EntryKind.COMPULSORY if entry_id in compulsory else EntryKind.SELECTABLE,
                group=entry.group,
                stratum=entry.stratum,
                ticket=tickets.ticket(entry_id),
            ),
        )
    return places


def _add_officers(
    session: Session,
    draw: Draw,
    sealed: SealedRequest,
    result: DrawnResult,
    places: dict[str, DrawnPlace],
) -> None:
    request, drawn = sealed.request.officers, result.officers
    assert request is not None  # a result with officers was requested with officers
    assert drawn is not None
    keys = {row.certificate_number: row.officer_id for row in sealed.pool if row.in_pool}
    draw.teams_drawn = [list(team) for team in drawn.teams]
    for entry_id, place in places.items():
        assignee = drawn.assignment[entry_id]
        place.team_number = assignee if isinstance(assignee, int) else None
        numbers = drawn.officers_of(entry_id)
        if len(set(numbers)) != request.team_size:
            raise RuntimeError(f"{entry_id} got {len(set(numbers))} officers, not {request.team_size}")
        session.add_all(
            PlaceOfficer(
                place_id=place.id,
                officer_id=keys[number],
                position=position,
                seat=seat_at(request, position),
            )
            for position, number in enumerate(numbers)
        )


def _newest_certificate(session: Session, draw: Draw) -> str:
    query = (
        select(Draw.certificate_digest)
        .where(Draw.office_id == draw.office_id, Draw.certificate_digest.is_not(None))
        .order_by(Draw.drawn_at.desc(), Draw.id.desc())
        .limit(1)
    )
    return session.scalars(query).first() or ""
