"""What was sealed, read back from the database: a draw and its certificate rest on this, never on today's roster."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.assignment import OfficerResult, assign_officers
from models.rules.certificate import CertificateFacts, PlatformFacts, SealFacts, TaskFacts, VoidedAttempt
from models.rules.draw import ObjectResult, dispatch_order, draw_objects
from models.rules.draw_json import read_request
from models.rules.sealing import DrawRequest, SealedDraw, seal_draw
from models.rules.seed import Contribution
from models.rules.substitution import Cause, Standing, Substitution
from models.tables.draw import (
    Draw,
    DrawnPlace,
    FrameEntry,
    PlatformDraw,
    PlatformObject,
    PoolOfficer,
    Seal,
    SeedContribution,
)
from models.tables.draw import Substitution as SubstitutionLine
from models.tables.office import Office, Town
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawStage, EntryKind
from services.office.rows import SAMPLE_MARK


@dataclass(frozen=True, slots=True)
class SealedRequest:
    """A request as it was sealed, with the rows of the frame and the pool it came from."""

    request: DrawRequest
    sealed: SealedDraw
    entries: tuple[FrameEntry, ...]
    pool: tuple[PoolOfficer, ...]


@dataclass(frozen=True, slots=True)
class DrawnResult:
    """The result of a draw, computed from its seal and seed."""

    objects: ObjectResult
    officers: OfficerResult | None
    order: tuple[str, ...]


def last_seal(session: Session, draw: Draw) -> Seal:
    """Return the seal of a draw that counts."""
    query = select(Seal).where(Seal.draw_id == draw.id).order_by(Seal.number.desc()).limit(1)
    return session.scalars(query).one()


def read_sealed(session: Session, draw: Draw) -> SealedRequest:
    """Read back what was sealed; rows that no longer give the sealed digests raise UserFacingError."""
    seal = last_seal(session, draw)
    entries = tuple(
        session.scalars(select(FrameEntry).where(FrameEntry.draw_id == draw.id).order_by(FrameEntry.id))
    )
    pool = tuple(
        session.scalars(select(PoolOfficer).where(PoolOfficer.draw_id == draw.id).order_by(PoolOfficer.id))
    )
    stated: dict[str, Any] = json.loads(seal.parameters)
    stated["frame"] = [
        {"id": row.entry_id, "stratum": row.stratum, "group": row.group, "kind": row.kind}
        for row in entries
        if row.kind is not None
    ]
    stated["reasons"] = [{"id": row.entry_id, "reason": row.reason} for row in entries if row.reason]
    request = read_request(stated)
    sealed = seal_draw(request)
    if (sealed.frame_digest, sealed.parameters_digest) != (seal.frame_digest, seal.parameters_digest):
        raise UserFacingError(
            f"抽取 {draw.draw_code} 的抽样框或参数与第{seal.number}号封存的摘要不符，数据库可能被改动，"
            "请停止抽取并报告监督人。"
        )
    return SealedRequest(request, sealed, entries, pool)


def compute_result(request: DrawRequest, seed: str) -> DrawnResult:
    """Draw the objects, then the officers, from a sealed request."""
    objects = draw_objects(request, seed)
    order = dispatch_order(objects, seed, request.draw_code)
    officers = None
    if request.officers is not None:
        officers = assign_officers(request.officers, seed, request.draw_code, order)
    return DrawnResult(objects, officers, order)


def read_substitutions(session: Session, draw: Draw) -> tuple[Substitution, ...]:
    """Return the lines of 递补 and 补抽 in the order in which they happened."""
    query = (
        select(SubstitutionLine)
        .where(SubstitutionLine.draw_id == draw.id)
        .order_by(SubstitutionLine.position)
    )
    return tuple(
        Substitution(
            at=row.at.isoformat(),
            kind=row.kind,
            out=row.replaced,
            into=row.successor,
            reason=row.reason,
            approved_by=row.approved_by,
            enterprise=row.entry_id,
            cause=None if row.cause is None else Cause(row.cause),
            drawn_later=tuple(row.drawn_later),
        )
        for row in session.scalars(query)
    )


def read_standing(session: Session, draw: Draw) -> Standing:
    """Return a drawn draw as it stands after its substitutions."""
    sealed = read_sealed(session, draw)
    seed = seed_of(draw)
    result = compute_result(sealed.request, seed)
    standing = Standing(sealed.request, seed, result.objects, result.officers)
    for line in read_substitutions(session, draw):
        standing.apply(line)
    return standing


def seed_of(draw: Draw) -> str:
    """Return the seed of a draw; one not drawn yet raises UserFacingError."""
    if draw.seed is None:
        raise UserFacingError(f"抽取 {draw.draw_code} 还没有种子，请先完成抽取。")
    return draw.seed


def seal_facts(session: Session, draws: Sequence[Draw]) -> tuple[SealFacts, ...]:
    """Return the seals of some draws by number."""
    codes = {draw.id: draw.draw_code for draw in draws}
    query = select(Seal).where(Seal.draw_id.in_(codes)).order_by(Seal.number)
    return tuple(_seal_facts(seal, codes[seal.draw_id]) for seal in session.scalars(query))


def last_seal_of_office(session: Session, office_id: int) -> SealFacts | None:
    """Return the office's newest seal, whose digest the next one carries."""
    query = (
        select(Seal, Draw.draw_code)
        .join(Draw, Draw.id == Seal.draw_id)
        .where(Seal.office_id == office_id)
        .order_by(Seal.number.desc())
        .limit(1)
    )
    found = session.execute(query).first()
    return None if found is None else _seal_facts(*found)


def certificate_facts(
    session: Session, office: Office, draw: Draw, drawn: tuple[SealedRequest, DrawnResult] | None = None
) -> CertificateFacts:
    """Gather what the certificate of a drawn draw is made from; ``drawn`` spares repeating what was just drawn."""
    task, plan = session.execute(
        select(PlanTask, Plan).join(PlanTask.plan).where(PlanTask.id == draw.task_id)
    ).one()
    seed = seed_of(draw)
    if drawn is None:
        sealed = read_sealed(session, draw)
        drawn = sealed, compute_result(sealed.request, seed)
    sealed, result = drawn
    draws = session.scalars(select(Draw).where(Draw.task_id == task.id).order_by(Draw.ordinal)).all()
    contributions = session.scalars(
        select(SeedContribution)
        .where(SeedContribution.draw_id == draw.id)
        .order_by(SeedContribution.position)
    )
    return CertificateFacts(
        bureau=office.bureau_name,
        task=TaskFacts(plan.year, task.number, task.name, task.platform_task_number),
        request=sealed.request,
        sealed=sealed.sealed,
        seals=seal_facts(session, draws),
        seed=seed,
        sources=tuple(Contribution(row.by, row.text, row.at.isoformat()) for row in contributions),
        is_publicly_witnessed=draw.is_publicly_witnessed,
        register_count=draw.register_count,
        names={row.certificate_number: row.name for row in sealed.pool if row.in_pool}
        | {row.entry_id: row.name for row in sealed.entries},
        objects=result.objects,
        officers=result.officers,
        substitutions=read_substitutions(session, draw),
        voided=tuple(_voided(session, each) for each in draws if each.stage is DrawStage.VOIDED),
        previous_certificate=draw.previous_certificate,
        towns=dict(session.execute(select(Town.code, Town.name)).all()),
        mark=SAMPLE_MARK if office.is_sample else "",
        scope=draw.scope_text,
        platform=_platform_facts(session, draw),
        direct=(draw.direct_reason, draw.direct_approved_by) if draw.direct_reason else None,
    )


def _seal_facts(seal: Seal, draw_code: str) -> SealFacts:
    return SealFacts(
        number=seal.number,
        draw_code=draw_code,
        sealed_at=seal.sealed_at.isoformat(),
        frame_digest=seal.frame_digest,
        parameters_digest=seal.parameters_digest,
        previous=seal.previous,
    )


def _platform_facts(session: Session, draw: Draw) -> PlatformFacts | None:
    if draw.platform_draw_id is None:
        return None
    taken_in = session.scalars(select(PlatformDraw).where(PlatformDraw.id == draw.platform_draw_id)).one()
    query = select(func.count()).where(PlatformObject.platform_draw_id == taken_in.id)
    return PlatformFacts(taken_in.number, taken_in.drawn_at.isoformat(), session.scalar(query) or 0)


def _voided(session: Session, draw: Draw) -> VoidedAttempt:
    seal = last_seal(session, draw)
    sampled = session.scalars(
        select(DrawnPlace.entry_id)
        .where(
            DrawnPlace.draw_id == draw.id,
            DrawnPlace.kind == EntryKind.SELECTABLE,
            DrawnPlace.substitutes_id.is_(None),
        )
        .order_by(DrawnPlace.position)
    )
    return VoidedAttempt(
        draw_code=draw.draw_code,
        frame_digest=seal.frame_digest,
        parameters_digest=seal.parameters_digest,
        seed=draw.seed,
        sampled=tuple(sampled),
        voided_at="" if draw.voided_at is None else draw.voided_at.isoformat(),
        reason=draw.void_reason,
        approved_by=draw.void_approved_by,
    )
