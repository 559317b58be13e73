"""A certificate agrees with what is computed again; each tampering fails its own check."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.rules.assignment import assign_officers
from models.rules.certificate import (
    CertificateFacts,
    SealFacts,
    TaskFacts,
    VoidedAttempt,
    build_certificate,
    public_copy,
)
from models.rules.certificate_reading import NotACertificateError
from models.rules.draw import dispatch_order, draw_objects
from models.rules.sealing import (
    Batch,
    DrawRequest,
    Entry,
    OfficerEntry,
    OfficerRequest,
    Reason,
    RecusalPair,
    seal_draw,
)
from models.rules.seed import Contribution
from models.rules.substitution import Cause, Standing, Substitution
from models.rules.verification import verify
from models.vocab import DrawMethod, EntryKind, OfficerMode
from tests.models.rules.draw_strategies import TOWNS, code_of

Certificate = dict[str, Any]
KINDS = {0: EntryKind.COMPULSORY, 1: EntryKind.EXCLUDED}
REQUEST = DrawRequest(
    draw_code="2022-01-3",
    method=DrawMethod.STRATIFIED,
    frame=tuple(
        Entry(code_of(number), TOWNS[number % 3], "", KINDS.get(number, EntryKind.SELECTABLE))
        for number in range(40)
    ),
    ratio={"": "30"},
    seed_rule="骰子：20位，由样例甲投掷",
    reasons=(
        Reason(code_of(0), "严重失信主体，必查"),
        Reason(code_of(1), "本任务已抽"),
        Reason("未列入的一户", "停业"),
    ),
    batch=Batch(2, 3, {"": 4}),
    officers=OfficerRequest(
        mode=OfficerMode.TEAMS,
        team_size=2,
        teams=2,
        need_leader=True,
        need_expert=False,
        pool=tuple(OfficerEntry(f"160302200{place:02d}", place < 5, False) for place in range(9)),
        recusals=(RecusalPair("16030220003", code_of(5)),),
    ),
)
SEED = "01382438112797316654"
SOURCES = (Contribution("样例甲", SEED, "2022-07-01T09:30:00+08:00"),)
VOIDED_AT = "2022-06-30T15:00:00+08:00"
AT = "2022-07-04T10:00:00+08:00"


def seals_of(frame_digest: str, parameters_digest: str) -> tuple[SealFacts, ...]:
    first = SealFacts(1, "2022-01-1", "2022-05-25T09:00:00+08:00", "a" * 64, "b" * 64, "")
    second = SealFacts(2, "2022-01-2", "2022-06-30T09:00:00+08:00", "c" * 64, "d" * 64, first.digest)
    third = SealFacts(
        3, "2022-01-3", "2022-07-01T09:00:00+08:00", frame_digest, parameters_digest, second.digest
    )
    return first, second, third


def issue(request: DrawRequest = REQUEST) -> Certificate:
    sealed = seal_draw(request)
    objects = draw_objects(request, SEED)
    order = dispatch_order(objects, SEED, request.draw_code)
    officers = assign_officers(request.officers, SEED, request.draw_code, order) if request.officers else None
    standing = Standing(request, SEED, objects, officers)
    out = next(entry_id for entry_id in standing.live if entry_id in objects.sampled)
    lines = [Substitution(AT, "object", out, standing.next_object(out), "迁出", "样例局长")]
    standing.apply(lines[0])
    if request.officers is not None:
        enterprise = standing.live[0]
        officer = standing.officers_of[enterprise][0]
        where = None if standing.teams else enterprise
        follows = standing.next_officer(officer, where)
        lines.append(Substitution(AT, "officer", officer, follows, "公差", "样例局长", where, Cause.DROPPED))
    facts = CertificateFacts(
        bureau="样例区应急管理局",
        task=TaskFacts(2022, 1, "样例任务"),
        request=request,
        sealed=sealed,
        seals=seals_of(sealed.frame_digest, sealed.parameters_digest),
        seed=SEED,
        sources=SOURCES,
        is_publicly_witnessed=True,
        register_count=41,
        names={entry.id: f"样例厂{entry.id[-2:]}" for entry in request.frame},
        objects=objects,
        officers=officers,
        substitutions=tuple(lines),
        voided=(
            VoidedAttempt("2022-01-2", "c" * 64, "d" * 64, "1" * 20, ("甲",), VOIDED_AT, "有误", "样例局长"),
        ),
        previous_certificate="e" * 64,
    )
    return build_certificate(facts)


EACH = replace(REQUEST, officers=replace(REQUEST.officers, mode=OfficerMode.EACH, teams=0))  # type: ignore[type-var]
WITHOUT_OFFICERS = replace(REQUEST, officers=None)


@pytest.mark.parametrize("request_", [REQUEST, EACH, WITHOUT_OFFICERS], ids=["teams", "each", "objects only"])
def test_a_certificate_agrees_with_what_is_computed_again(request_: DrawRequest) -> None:
    checks = verify(issue(request_))

    assert [check.line for check in checks if not check.is_ok] == []
    assert {"frame_digest", "tickets", "quotas", "sampled", "result_digest", "ordinals", "seal_chain"} <= {
        check.name for check in checks
    }


def at(*path: str | int) -> Callable[[Certificate, Any], None]:
    def put(certificate: Certificate, value: Any) -> None:
        inner: Any = certificate
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value

    return put


@pytest.mark.parametrize(
    ("put", "value", "name"),
    [
        (at("frame", 3, "stratum"), "410307999", "frame_digest"),
        (at("frame", 3, "kind"), "X", "frame_digest"),
        (at("frame_digest"), "0" * 64, "frame_digest"),
        (at("parameters_digest"), "0" * 64, "parameters_digest"),
        (at("ratio", ""), "31", "parameters_digest"),
        (at("batch", "already", ""), 3, "parameters_digest"),
        (at("reasons", 0, "reason"), "另有原因", "parameters_digest"),
        (at("officers", "recusals"), [], "parameters_digest"),
        (at("officers", "pool", 0, "leader"), False, "parameters_digest"),
        (at("seed"), "1" * 20, "seed_sources"),
        (at("seed_sources", 0, "text"), "1" * 20, "seed_sources"),
        (at("effective_seed_sha256", "objects"), "0" * 64, "effective_seed"),
        (at("publicly_witnessed"), False, "publicly_witnessed"),
        (at("register_count"), 40, "register_count"),
        (at("tickets", code_of(9)), "0.1", "tickets"),
        (at("quotas", 0, "quota"), 9, "quotas"),
        (at("compulsory"), [], "compulsory"),
        (at("sampled", 0), code_of(1), "sampled"),
        (at("officers", "teams_drawn", 0), ["16030220000", "16030220001"], "teams"),
        (at("officers", "assignment", code_of(0)), 9, "assignment"),
        (at("result_digest"), "0" * 64, "result_digest"),
        (at("substitutions", 0, "in"), code_of(1), "substitutions"),
        (at("substitutions", 0, "out"), code_of(0), "substitutions"),
        (at("substitutions", 1, "in"), "16030220000", "substitutions"),
        (at("voided_attempts"), [], "ordinals"),
        (at("task", "number"), 2, "ordinals"),
        (at("voided_attempts", 0, "frame_digest"), "0" * 64, "voided_attempts"),
        (at("seals", 2, "frame_digest"), "0" * 64, "own_seal"),
        (at("seals", 2, "previous"), "0" * 64, "seal_chain"),
        (at("seals", 0, "sealed_at"), "2022-01-01T00:00:00+08:00", "seal_chain"),
        (at("seals", 1, "number"), 9, "seal_chain"),
        (at("seals", 0, "previous"), "0" * 64, "seal_chain"),
        (at("frame", 0, "name"), "别的厂", "certificate_digest"),
        (at("bureau"), "别的局", "certificate_digest"),
        (at("substitutions", 0, "approved_by"), "别人", "certificate_digest"),
        (at("voided_attempts", 0, "reason"), "另有原因", "certificate_digest"),
        (at("previous_certificate"), "0" * 64, "certificate_digest"),
    ],
)  # fmt: skip
def test_each_tampering_fails_its_own_check(
    put: Callable[[Certificate, Any], None], value: Any, name: str
) -> None:
    certificate = issue()
    put(certificate, value)

    failed = [check for check in verify(certificate) if not check.is_ok]

    assert failed[0].name == name
    assert "应为" in failed[0].line


def test_a_seed_that_breaks_the_printed_rule_is_found() -> None:
    certificate = issue()
    certificate["seed"] = certificate["seed_sources"][0]["text"] = "1234"

    failed = [check.name for check in verify(certificate) if not check.is_ok]

    assert failed[0] == "seed_rule"


def test_a_ratio_that_misses_a_group_of_the_frame_is_no_lawful_draw() -> None:
    certificate = issue()
    certificate["frame"][3]["group"] = "D"

    [check] = verify(certificate)

    assert (check.name, check.is_ok) == ("protocol", False)
    assert "没有给出D类的抽查比例" in check.line


def test_officers_that_could_not_be_seated_are_found() -> None:
    certificate = issue()
    certificate["officers"]["pool"] = certificate["officers"]["pool"][:2]

    failed = [check.name for check in verify(certificate) if not check.is_ok]

    assert failed == ["parameters_digest", "feasible"]


def test_a_missing_earlier_attempt_is_found() -> None:
    certificate = issue()
    del certificate["seals"][0]

    failed = [check for check in verify(certificate) if not check.is_ok]

    assert failed[0].name == "ordinals"
    assert "2022-01-1没有记载" in failed[0].line


def voided_first_batch(voided_at: str) -> Certificate:
    certificate = issue()
    seal = certificate["seals"][0]
    digests = {key: seal[key] for key in ("draw_code", "frame_digest", "parameters_digest")}
    certificate["voided_attempts"].insert(
        0, certificate["voided_attempts"][0] | digests | {"voided_at": voided_at}
    )
    return certificate


@pytest.mark.parametrize("voided_at", ["2022-07-01T09:00:00+08:00", AT])
def test_an_earlier_batch_may_be_voided_after_this_one_was_sealed(voided_at: str) -> None:
    failed = [check.name for check in verify(voided_first_batch(voided_at)) if not check.is_ok]

    assert failed == ["certificate_digest"]  # the line was written into a finished certificate


def test_an_earlier_batch_voided_before_the_seal_is_no_batch_any_more() -> None:
    failed = [check.name for check in verify(voided_first_batch(VOIDED_AT)) if not check.is_ok]

    assert failed[0] == "ordinals"


def test_an_attempt_voided_only_after_the_next_one_was_sealed_is_found() -> None:
    certificate = issue()
    certificate["voided_attempts"][0]["voided_at"] = AT

    failed = [check for check in verify(certificate) if not check.is_ok]

    assert failed[0].name == "ordinals"


@pytest.mark.parametrize(
    "key", ["frame", "seed", "seals", "tickets", "task", "voided_attempts", "register_count"]
)
def test_a_certificate_with_a_part_missing_is_not_a_certificate(key: str) -> None:
    certificate = issue()
    del certificate[key]

    with pytest.raises(NotACertificateError, match=f"“{key}”缺失"):
        verify(certificate)


@pytest.mark.parametrize(
    "value",
    [None, [], {}, "protocol", {"protocol": "ssj-draw/2"}, {"protocol": "ssj-draw/1"}, {"protocol": []}],
)
def test_anything_else_is_not_a_certificate(value: object) -> None:
    with pytest.raises(NotACertificateError):
        verify(value)


@pytest.mark.parametrize(
    ("put", "value"),
    [
        (at("frame", 0), 1),
        (at("frame", 0, "kind"), "Z"),
        (at("frame", 0, "id"), None),
        (at("tickets", code_of(1)), 0.5),
        (at("seed"), "\ud800"),
        (at("officers", "teams"), "2"),
        (at("officers", "pool", 0, "leader"), 1),
        (at("batch", "already", ""), "4"),
        (at("substitutions", 0, "kind"), "other"),
        (at("seals", 0, "number"), True),
        (at("sampled"), [1]),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_not_a_certificate(
    put: Callable[[Certificate, Any], None], value: Any
) -> None:
    certificate = issue()
    put(certificate, value)

    with pytest.raises(NotACertificateError):
        verify(certificate)


def test_the_public_copy_cannot_be_computed_again_and_says_so() -> None:
    with pytest.raises(NotACertificateError, match="公告版"):
        verify(public_copy(issue()))


def test_the_public_copy_names_groups_only_where_the_office_publishes_them() -> None:
    certificate = copy.deepcopy(issue())
    certificate["frame"][3]["group"] = "D"

    assert "quotas" not in public_copy(certificate)
    assert "quotas" in public_copy(certificate, publishes_groups=True)
    assert "quotas" in public_copy(issue())
