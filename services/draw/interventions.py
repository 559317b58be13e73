"""Gathers what the supervisor's 干预清单 is made from: the log, the roster's history, the recusals, the task's draws.

Read only. The rule in ``models.rules.interventions`` decides what counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.interventions import (
    EDITED_NOUNS,
    DrawFacts,
    EditFacts,
    Intervention,
    PriorDraw,
    Replacement,
    interventions,
    window_begins,
)
from models.tables.draw import Draw
from models.tables.enterprise import Enterprise
from models.tables.office import OperationLog, Town
from models.tables.officer import Leave, Officer, Recusal
from models.tables.roster import RosterChange
from models.vocab import RosterNoun
from services.draw.paper_results import change_lines
from services.draw.paper_views import PaperSource, platform_text
from services.roster.field_words import field_title, value_words

_RECORDS: dict[RosterNoun, Any] = {
    RosterNoun.ENTERPRISE: Enterprise,
    RosterNoun.OFFICER: Officer,
    RosterNoun.RECUSAL: Recusal,
    RosterNoun.LEAVE: Leave,
}
_SAME_ACT = timedelta(seconds=2)  # the log and the history of one act are written in one transaction
_LONGEST_VALUE = 40


@dataclass(frozen=True, slots=True)
class _Change:
    """One changed field of a record: 登记状态 存续→停业, and why."""

    at: datetime
    field: str
    words: str
    why: str


Fields = dict[str, list[_Change]]
"""Record uuid → its changes that no act has taken yet, in order."""


def read_interventions(session: Session, source: PaperSource) -> tuple[Intervention, ...]:
    """Return the lines of the 干预清单 of one draw."""
    doers = _doers(session, [source.draw, *source.earlier])
    return interventions(
        _draw_facts(source, doers),
        [_prior(draw, doers) for draw in source.earlier],
        [
            Replacement(
                at=line.at,
                who=_doer(doers, source.draw, line.kind, line.at),
                is_officer=line.kind == "补抽",
                out=line.out,
                into=line.into,
                about=line.about,
                reason=line.reason,
                approved_by=line.approved_by,
                evidence=line.evidence,
            )
            for line in change_lines(source)
        ],
        read_edits(session, source.draw),
    )


def read_edits(session: Session, draw: Draw) -> list[EditFacts]:
    """Return the acts on rosters, recusals, leaves and settings in the days before the seal."""
    first, last = window_begins(draw.sealed_at), draw.sealed_at
    query = (
        select(OperationLog)
        .where(
            OperationLog.office_id == draw.office_id,
            OperationLog.at >= first,
            OperationLog.at <= last,
            OperationLog.noun.in_(sorted(EDITED_NOUNS)),
        )
        .order_by(OperationLog.at, OperationLog.id)
    )
    acts = session.scalars(query).all()
    fields = _changed_fields(session, draw.office_id, first, last)
    pairs = _recused_pairs(session, acts)
    return [_edit(act, pairs, fields) for act in acts]


def _edit(act: OperationLog, pairs: dict[str, str], fields: Fields) -> EditFacts:
    uuid, after = act.record_uuid or "", act.after or {}
    changed = _take(fields.get(uuid, []), act)
    whys = [each.why for each in changed if each.why]
    logged = str(after.get("why") or after.get("retired_reason") or "")
    return EditFacts(
        noun=act.noun,
        at=act.at,
        who=act.who,
        action=act.action,
        summary=pairs.get(uuid, "") + act.summary,
        fields=tuple(each.words for each in changed),
        why=whys[0] if whys else logged,
    )


def _take(waiting: list[_Change], act: OperationLog) -> list[_Change]:
    """Take the changes of an act off those that wait; a field that changes again belongs to the act after it."""
    while waiting and waiting[0].at < act.at - _SAME_ACT:
        waiting.pop(0)  # of many at once: the log has one line for all of them
    taken: list[_Change] = []
    while waiting and _is_same_act(waiting[0].at, act):
        if waiting[0].field in {each.field for each in taken}:
            break
        taken.append(waiting.pop(0))
    return taken


def _is_same_act(at: datetime, act: OperationLog) -> bool:
    return abs(at - act.at) <= _SAME_ACT


def _doers(session: Session, draws: Sequence[Draw]) -> list[OperationLog]:
    """Return the log of some draws: who did what to them."""
    query = select(OperationLog).where(OperationLog.record_uuid.in_([draw.uuid for draw in draws]))
    return list(session.scalars(query.order_by(OperationLog.id)))


def _doer(doers: Sequence[OperationLog], draw: Draw, action: str, at: datetime) -> str:
    """Return who did an act; "" where the log does not tell."""
    for act in doers:
        if act.record_uuid == draw.uuid and act.action == action and _is_same_act(at, act):
            return act.who
    return ""


def _changed_fields(session: Session, office_id: int, first: datetime, last: datetime) -> Fields:
    """Return record uuid → its fields changed by hand in that time, in words: 登记状态 存续→停业."""
    towns = dict(session.execute(select(Town.code, Town.name)).all())
    found: Fields = defaultdict(list)
    for noun, table in _RECORDS.items():
        query = (
            select(RosterChange, table.uuid)
            .join(table, table.id == RosterChange.record_id)
            .where(
                RosterChange.office_id == office_id,
                RosterChange.noun == noun,
                RosterChange.at >= first,
                RosterChange.at <= last + _SAME_ACT,
                RosterChange.import_id.is_(None),
            )
            .order_by(RosterChange.id)
        )
        for change, uuid in session.execute(query):
            old, new = (
                _short(value_words(noun, change.field, text, towns)) for text in (change.old, change.new)
            )
            words = f"{field_title(noun, change.field)} {old}→{new}"
            found[uuid].append(_Change(change.at, change.field, words, change.why))
    return found


def _recused_pairs(session: Session, acts: Iterable[OperationLog]) -> dict[str, str]:
    """Return recusal uuid → 张三、某厂：, for the log names one side only."""
    wanted = {act.record_uuid for act in acts if act.noun == RosterNoun.RECUSAL.value and act.record_uuid}
    if not wanted:
        return {}
    query = (
        select(Recusal.uuid, Officer.name, Enterprise.name)
        .join(Officer, Officer.id == Recusal.officer_id)
        .join(Enterprise, Enterprise.id == Recusal.enterprise_id)
    )
    return {
        uuid: f"{officer}与{enterprise}："
        for uuid, officer, enterprise in session.execute(query)
        if uuid in wanted
    }


def _draw_facts(source: PaperSource, doers: Sequence[OperationLog]) -> DrawFacts:
    draw, detail, task = source.draw, source.detail, source.task
    direct = detail.direct
    return DrawFacts(
        draw_code=draw.draw_code,
        sealed_at=draw.sealed_at,
        operator=draw.operator,
        seed_source=draw.seed_source,
        stale_roster_reason=draw.stale_roster_reason,
        ratio="" if source.is_platform else task.ratio,
        ratio_floor=source.office.ratio_floor,
        ratio_reason=task.ratio_reason,
        direct_reason="" if direct is None else direct.reason,
        direct_approved_by="" if direct is None else direct.approved_by,
        direct_officers="" if direct is None else _direct_officers(source),
        platform=platform_text(detail),
        is_assignment_sealed=draw.is_assignment_sealed,
        own_void=_prior(draw, doers) if draw.voided_at is not None else None,
    )


def _direct_officers(source: PaperSource) -> str:
    """Return who was named for how many objects."""
    names, counts = source.officer_names, defaultdict[tuple[str, ...], int](int)
    for place in source.detail.places:
        team = tuple(
            names.get(seat.officer_key, seat.name)
            for seat in place.seats
            if seat.is_direct and seat.replaced_at is None
        )
        if place.is_live and team:
            counts[team] += 1
    return "；".join(f"{'、'.join(team)}检查{count}户" for team, count in counts.items())


def _prior(draw: Draw, doers: Sequence[OperationLog]) -> PriorDraw:
    return PriorDraw(
        draw_code=draw.draw_code,
        seal_number=draw.seals[-1].number,
        sealed_at=draw.sealed_at,
        operator=draw.operator,
        was_drawn=draw.drawn_at is not None,
        voided_at=draw.voided_at,
        voided_by="" if draw.voided_at is None else _doer(doers, draw, "作废", draw.voided_at),
        reason=draw.void_reason,
        approved_by=draw.void_approved_by,
        evidence=draw.void_evidence,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
