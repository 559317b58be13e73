"""Certificates for Hypothesis, as the program's rules write them: every kind of task, history and aftermath."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from models.errors import UserFacingError
from models.rules.assignment import assign_officers
from models.rules.certificate import (
    CertificateFacts,
    SealFacts,
    TaskFacts,
    VoidedAttempt,
    build_certificate,
)
from models.rules.draw import dispatch_order, draw_objects
from models.rules.sealing import Batch, DrawRequest, Entry, Reason, seal_draw, with_possible_expert
from models.rules.seed import Contribution, join_contributions
from models.rules.substitution import Cause, Standing, Substitution
from models.vocab import EntryKind, OfficerMode
from tests.models.rules.draw_strategies import TOWNS, code_of, methods, officer_requests, ratios

AT = "2022-07-04T10:00:00+08:00"
KINDS = st.sampled_from([EntryKind.SELECTABLE] * 4 + [EntryKind.EXCLUDED, EntryKind.COMPULSORY])
DIGITS = st.text("0123456789", min_size=20, max_size=24)


@dataclass(frozen=True)
class Situation:
    """A certificate as read from its file, and the draw as the program believes it to stand."""

    certificate: dict[str, Any]
    standing: Standing


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    request = draw(_requests())
    sealed = seal_draw(request)
    sources = draw(_sources())
    seed = join_contributions(sources)
    objects = draw_objects(request, seed)
    officers = None
    if request.officers is not None:
        order = dispatch_order(objects, seed, request.draw_code)
        officers = assign_officers(request.officers, seed, request.draw_code, order)
    seals, voided = _history(draw, request, {seed})
    standing, lines = _aftermath(draw, lambda: Standing(request, seed, objects, officers))
    facts = CertificateFacts(
        bureau="样例区应急管理局",
        task=TaskFacts(2022, 7, "样例任务"),
        request=request,
        sealed=sealed,
        seals=seals,
        seed=seed,
        sources=sources,
        is_publicly_witnessed=True,
        register_count=len(request.frame) + sum(each.id.startswith("未列入") for each in request.reasons),
        names={},
        objects=objects,
        officers=officers,
        substitutions=tuple(lines),
        voided=voided,
    )
    return Situation(json.loads(json.dumps(build_certificate(facts))), standing)


@st.composite
def _requests(draw: st.DrawFn) -> DrawRequest:
    groups = draw(st.sampled_from([[""], ["A", "B"], ["", "C", "D"]]))
    numbers = draw(st.lists(st.integers(0, 30), unique=True, min_size=1, max_size=31))
    frame = tuple(
        Entry(code_of(one), draw(st.sampled_from(TOWNS)), draw(st.sampled_from(groups)), draw(KINDS))
        for one in numbers
    )
    outside = draw(st.integers(0, 3))
    reasons = [Reason(entry.id, "样例理由") for entry in frame if entry.kind is not EntryKind.SELECTABLE]
    reasons += [Reason(f"未列入{one}", "停业") for one in range(outside)]
    by_count = draw(st.booleans())
    of = draw(st.integers(1, 4))
    number = draw(st.integers(1, of))
    already = {group: draw(st.integers(0, 4)) for group in groups[1:]}
    mode = draw(st.sampled_from([None, *OfficerMode]))
    officers = None if mode is None else with_possible_expert(draw(officer_requests(mode)))
    return DrawRequest(
        draw_code=f"2022-07-{number + draw(st.integers(0, 2))}",
        method=draw(methods),
        frame=frame,
        ratio=None if by_count else {group: draw(ratios) for group in groups},
        count={group: draw(st.integers(0, 9)) for group in groups} if by_count else None,
        seed_rule="由样例甲、样例乙依次给出",
        reasons=tuple(reasons),
        batch=None if of == 1 else Batch(number, of, already),
        officers=officers,
    )


@st.composite
def _sources(draw: st.DrawFn) -> tuple[Contribution, ...]:
    names = draw(st.sampled_from([("样例甲",), ("样例甲", "样例 乙", "开奖（样例）")]))
    spaces = st.sampled_from(["", " ", "\u3000", "\t "])
    return tuple(
        Contribution(name, f"{draw(spaces)}{draw(DIGITS)}{draw(spaces)}", "2022-07-01T09:30:00+08:00")
        for name in names
    )


def _history(
    draw: st.DrawFn, request: DrawRequest, seeds: set[str]
) -> tuple[tuple[SealFacts, ...], tuple[VoidedAttempt, ...]]:
    """Earlier attempts: voided, before or after the seed, on this frame or another; or earlier batches."""
    ordinal = int(request.draw_code.rpartition("-")[2])
    batches = 0 if request.batch is None else request.batch.number - 1
    standing = set(draw(st.permutations(range(1, ordinal)))[:batches])
    seals: list[SealFacts] = []
    voided: list[VoidedAttempt] = []
    number, previous = draw(st.integers(1, 3)), "e" * 64
    for place in range(1, ordinal + 1):
        is_same = place == ordinal or draw(st.booleans())
        frame = request.frame if is_same else request.frame[:-1]
        attempt = replace(request, draw_code=f"2022-07-{place}", frame=frame)
        digests = seal_draw(attempt)
        seal = SealFacts(
            number,
            attempt.draw_code,
            f"2022-07-01T09:{place:02d}:00+08:00",
            digests.frame_digest,
            digests.parameters_digest,
            "" if number == 1 else previous,
        )
        seals.append(seal)
        # the office may have sealed another task in between
        number, previous = number + draw(st.integers(1, 2)), seal.digest
        if place < ordinal and (place not in standing or draw(st.booleans())):
            seed = draw(st.none() | DIGITS.filter(lambda text: text not in seeds))
            sampled = () if seed is None else draw_objects(attempt, seed).sampled
            voided_at = AT if place in standing else f"2022-07-01T09:{place:02d}:30+08:00"
            voided.append(
                VoidedAttempt(
                    attempt.draw_code,
                    digests.frame_digest,
                    digests.parameters_digest,
                    seed,
                    sampled,
                    voided_at,
                    "程序有误",
                    "样例局长",
                )
            )
    return tuple(seals), tuple(voided)


def _aftermath(draw: st.DrawFn, begin: Callable[[], Standing]) -> tuple[Standing, list[Substitution]]:
    """Take up to eight steps that the program allows; one that it refuses changes nothing."""
    standing, lines = begin(), list[Substitution]()
    for _ in range(draw(st.integers(0, 8))):
        step: Callable[[st.DrawFn, Standing], list[Substitution]] = draw(
            st.sampled_from([_object_step, _dropping_step, _recusal_step])
        )
        try:
            lines += step(draw, standing)
        except UserFacingError:
            standing = begin()
            for line in lines:
                standing.apply(line)
    return standing, lines


def _line(kind: str, out: str, into: str | None, **more: Any) -> Substitution:
    return Substitution(AT, kind, out, into, "样例原因", "样例局长", **more)


def _object_step(draw: st.DrawFn, standing: Standing) -> list[Substitution]:
    sampled = [one for one in standing.live if one not in standing.objects.compulsory]
    if not sampled:
        return []
    unused = sorted({entry.id for entry in standing.request.frame} - standing.used)
    later = tuple(draw(st.lists(st.sampled_from(unused), max_size=2, unique=True))) if unused else ()
    out = draw(st.sampled_from(sampled))
    into = standing.next_object(out, later)
    standing.replace_object(out, into)
    return [_line("object", out, into, drawn_later=later)]


def _officer_lines(
    standing: Standing, out: str, objects: list[str | None], cause: Cause
) -> list[Substitution]:
    lines: list[Substitution] = []
    for enterprise in objects:
        into = standing.next_officer(out, enterprise)
        if into is None:
            raise UserFacingError("没有可补的人员")
        standing.replace_officer(out, into, enterprise, cause)
        lines.append(_line("officer", out, into, enterprise=enterprise, cause=cause))
    return lines


def _dropping_step(draw: st.DrawFn, standing: Standing) -> list[Substitution]:
    sitting = sorted({officer for one in standing.live for officer in standing.officers_of.get(one, ())})
    if not sitting:
        return []
    out = draw(st.sampled_from(sitting))
    lines: list[Substitution] = []
    if any(out in team for team in standing.teams):
        lines = _officer_lines(standing, out, [None], Cause.DROPPED)
    return lines + _officer_lines(standing, out, [*standing.objects_of(out)], Cause.DROPPED)


def _recusal_step(draw: st.DrawFn, standing: Standing) -> list[Substitution]:
    seats = [(one, officer) for one in standing.live for officer in standing.officers_of.get(one, ())]
    if not seats:
        return []
    enterprise, out = draw(st.sampled_from(seats))
    return _officer_lines(standing, out, [enterprise], Cause.RECUSED)
