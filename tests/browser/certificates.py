"""Certificates for the browser: of the published cases, and of small draws of every shape."""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.rules.assignment import OfficerResult, assign_officers, obstacles
from models.rules.certificate import (
    CertificateFacts,
    SealFacts,
    TaskFacts,
    VoidedAttempt,
    build_certificate,
    certificate_digest,
)
from models.rules.draw import dispatch_order, draw_objects
from models.rules.draw_json import read_request
from models.rules.sealing import (
    Batch,
    DrawRequest,
    Entry,
    OfficerEntry,
    OfficerRequest,
    Reason,
    RecusalPair,
    seal_draw,
    split_draw_code,
    with_possible_expert,
)
from models.rules.seed import Contribution
from models.rules.substitution import Cause, Standing, Substitution
from models.vocab import DrawMethod, EntryKind, OfficerMode

Certificate = dict[str, Any]

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).resolve().parents[2] / "resources" / "draw" / "cases.json").read_text("utf-8")
)
MARK = "样例数据，非正式文书"
TOWNS = {"410307001": "样例街道", "410307002": "样例镇", "410307101": "样例乡", "410307000": "镇街不明"}
AT = "2022-07-04T10:00:00+08:00"
SEED = "01382438112797316654"


def code_of(number: int) -> str:
    return f"91410307MA{number:08d}"


def certificate_of_case(case: dict[str, Any]) -> Certificate:
    """Return the certificate of a published case; every entry that is not drawn gets a reason."""
    request = read_request(case)
    if request.officers is not None:
        request = replace(request, officers=with_possible_expert(request.officers))
    reasoned = {reason.id for reason in request.reasons}
    more = [
        Reason(entry.id, f"样例理由，{entry.kind.label}")
        for entry in request.frame
        if entry.kind is not EntryKind.SELECTABLE and entry.id not in reasoned
    ]
    return issue(replace(request, reasons=(*request.reasons, *more)), case["seed"])


def issue(request: DrawRequest, seed: str = SEED, lines: int = 0, **more: Any) -> Certificate:
    """Return a full certificate with ``lines`` substitutions of each kind; ``more`` goes in before its digest."""
    sealed = seal_draw(request)
    objects = draw_objects(request, seed)
    officers: OfficerResult | None = None
    if request.officers is not None:
        order = dispatch_order(objects, seed, request.draw_code)
        officers = assign_officers(request.officers, seed, request.draw_code, order)
    in_frame = {entry.id for entry in request.frame}
    seals, voided = _history(request, sealed.frame_digest, sealed.parameters_digest)
    people = request.officers.pool if request.officers else ()
    certificate = build_certificate(
        CertificateFacts(
            bureau="样例区应急管理局",
            task=TaskFacts(*_task(request), "样例任务"),
            request=request,
            sealed=sealed,
            seals=seals,
            seed=seed,
            sources=_sources(seed),
            is_publicly_witnessed="未经公开见证" not in request.seed_rule,
            register_count=len(in_frame) + sum(reason.id not in in_frame for reason in request.reasons),
            names={entry.id: f"样例厂{entry.id[-4:]}" for entry in request.frame}
            | {officer.id: f"样例{officer.id[-3:]}" for officer in people},
            objects=objects,
            officers=officers,
            substitutions=tuple(_substitutions(Standing(request, seed, objects, officers), lines)),
            voided=voided,
            previous_certificate="e" * 64,
        )
    )
    return signed({**certificate, **more})


def signed(certificate: Certificate) -> Certificate:
    """Return the certificate with its digest made again, as whoever forges it would."""
    return {**certificate, "certificate_digest": certificate_digest(certificate)}


def sample(mode: OfficerMode | None = OfficerMode.TEAMS, **more: Any) -> Certificate:
    """Return the certificate of the third draw of a task: second batch, one voided, substitutions of both kinds."""
    officers = OfficerRequest(
        mode=mode or OfficerMode.EACH,
        team_size=2,
        teams=2 if mode is OfficerMode.TEAMS else 0,
        need_leader=True,
        need_expert=False,
        pool=tuple(OfficerEntry(f"160302200{place:02d}", place < 5, False) for place in range(9)),
        recusals=(RecusalPair("16030220003", code_of(5)),),
    )
    kinds = {0: EntryKind.COMPULSORY, 1: EntryKind.EXCLUDED}
    request = DrawRequest(
        draw_code="2022-01-3",
        method=DrawMethod.STRATIFIED,
        frame=tuple(
            Entry(code_of(number), list(TOWNS)[number % 3], "", kinds.get(number, EntryKind.SELECTABLE))
            for number in range(40)
        ),
        ratio={"": "30"},
        seed_rule="骰子：20位，由样例甲投掷",
        reasons=(
            Reason(code_of(0), "严重失信主体，必查"),
            Reason(code_of(1), "本任务已抽"),
            Reason(code_of(99), "停业"),
        ),
        batch=Batch(2, 3, {"": 4}),
        officers=officers if mode else None,
    )
    return issue(request, SEED, 1, **{"mark": MARK, "towns": TOWNS, **more})


def random_request(number: int) -> DrawRequest:
    """Return the ``number``-th small draw: both methods, groups, batches, teams and 逐户, recusals, all kinds."""
    chance = random.Random(number)
    groups = chance.choice(["", "AB", "ABC"])
    kinds = [EntryKind.SELECTABLE] * 8 + [EntryKind.COMPULSORY, EntryKind.EXCLUDED]
    frame = tuple(
        Entry(
            code_of(each), chance.choice(list(TOWNS)), chance.choice(groups) if groups else "", chance.choice(kinds)
        )
        for each in chance.sample(range(1000), 60)
    )  # fmt: skip
    shares = {group: chance.choice(["0", "2.2", "7", "12.5", "33.3", "50"]) for group in groups or [""]}
    of = chance.randint(1, 3)
    return DrawRequest(
        draw_code=f"2022-05-{of}",
        method=chance.choice(list(DrawMethod)),
        frame=frame,
        ratio=shares if number % 3 else None,
        count=None if number % 3 else {group: chance.randint(0, 9) for group in shares},
        seed_rule="骰子：20位，由样例甲投掷",
        reasons=tuple(
            Reason(entry.id, "样例理由\u2028“引号”\\") for entry in frame if entry.kind is not EntryKind.SELECTABLE
        ),
        batch=Batch(of, of + 1, {group: chance.randint(0, 3) for group in shares}) if of > 1 else None,
        officers=_random_officers(chance, frame),
    )  # fmt: skip


def _random_officers(chance: random.Random, frame: tuple[Entry, ...]) -> OfficerRequest:
    mode = chance.choice(list(OfficerMode))
    request = OfficerRequest(
        mode=mode,
        team_size=chance.randint(2, 3),
        teams=3 if mode is OfficerMode.TEAMS else 0,
        need_leader=chance.random() < 0.7,
        need_expert=chance.random() < 0.5,
        pool=tuple(
            OfficerEntry(f"1603{place:07d}", chance.random() < 0.6, chance.random() < 0.6)
            for place in range(16)
        ),
    )
    pairs = tuple(RecusalPair(chance.choice(request.pool).id, chance.choice(frame).id) for _ in range(20))
    recused = replace(request, recusals=tuple(dict.fromkeys(pairs)))
    return request if obstacles(recused, frame) else recused


def _substitutions(standing: Standing, lines: int) -> list[Substitution]:
    made: list[Substitution] = []
    for _ in range(lines):
        drawn = [each for each in standing.live if each not in standing.objects.compulsory]
        if drawn:
            out = drawn[0]
            made.append(Substitution(AT, "object", out, standing.next_object(out), "迁出", "样例局长"))
            standing.apply(made[-1])
        if standing.officers_of:
            enterprise = standing.live[-1]
            cause = Cause.RECUSED if len(made) % 4 == 3 else Cause.DROPPED
            seated = standing.teams[-1] if standing.teams else standing.officers_of[enterprise]
            out = standing.officers_of[enterprise][0] if cause is Cause.RECUSED else seated[0]
            where = enterprise if cause is Cause.RECUSED or not standing.teams else None
            follows = standing.next_officer(out, where)
            if follows is not None:
                made.append(Substitution(AT, "officer", out, follows, "公差", "样例局长", where, cause))
                standing.apply(made[-1])
    return made


def _task(request: DrawRequest) -> tuple[int, int]:
    parts = split_draw_code(request.draw_code)
    return parts.year, parts.task


def _sources(seed: str) -> tuple[Contribution, ...]:
    parts = [part.split(" ") for part in seed.split("；")]
    if len(parts) == 1:
        return (Contribution("样例甲", seed, AT),)
    return tuple(Contribution(by, text, AT) for by, text in parts)


def _history(
    request: DrawRequest, frame_digest: str, parameters_digest: str
) -> tuple[tuple[SealFacts, ...], tuple[VoidedAttempt, ...]]:
    """Return the seals of the task, and the attempts that are no earlier batch as voided."""
    stem, _, ordinal = request.draw_code.rpartition("-")
    batches = request.batch.number - 1 if request.batch else 0
    seals: list[SealFacts] = []
    voided: list[VoidedAttempt] = []
    for each in range(1, int(ordinal) + 1):
        digests = (f"{each:064x}", f"{each + 100:064x}")
        if each == int(ordinal):
            digests = (frame_digest, parameters_digest)
        elif each > batches:
            voided.append(
                VoidedAttempt(
                    f"{stem}-{each}",
                    *digests,
                    seed="1" * 20,
                    sampled=("甲",),
                    voided_at=f"2022-06-{each:02d}T15:00:00+08:00",
                    reason="参数有误",
                    approved_by="样例局长",
                )
            )
        previous = seals[-1].digest if seals else ""
        sealed_at = f"2022-06-{each:02d}T09:00:00+08:00"
        seals.append(SealFacts(each, f"{stem}-{each}", sealed_at, *digests, previous))
    return tuple(seals), tuple(voided)
