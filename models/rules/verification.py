"""核验: repeat a draw from its certificate and compare, line by line (protocol, §8).

Everything is computed again from the frame, the parameters and the seed; nothing of the result is believed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.errors import UserFacingError
from models.rules.assignment import OfficerResult, assign_officers, obstacles
from models.rules.certificate import SealFacts, certificate_digest, effective_seed_digests
from models.rules.certificate_reading import ReadCertificate, read_certificate
from models.rules.draw import ObjectResult, dispatch_order, draw_objects, object_tickets, result_digest
from models.rules.sealing import (
    DrawRequest,
    SealedDraw,
    check_request,
    frame_lines,
    make_draw_code,
    parameters_of,
    split_draw_code,
)
from models.rules.seed import UNWITNESSED, join_contributions, seed_fault_by_text
from models.rules.substitution import Standing
from models.rules.tickets import canonical_json, sha256_hex
from models.vocab import EntryKind


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a verification; ``name`` is a stable English code, ``label`` what the auditor reads."""

    name: str
    label: str
    is_ok: bool
    expected: str = ""
    found: str = ""

    @property
    def line(self) -> str:
        """The printed line."""
        if self.is_ok:
            return f"√ {self.label}：一致"
        return f"× {self.label}：应为 {self.expected}，证书为 {self.found}"


@dataclass(frozen=True, slots=True)
class _Repeated:
    """What was computed again."""

    sealed: SealedDraw
    objects: ObjectResult
    officers: OfficerResult | None


def verify(certificate: object) -> tuple[Check, ...]:
    """Repeat a draw and return the checks; they end early where the rest cannot be computed.

    A value that is not a full certificate raises NotACertificateError.
    """
    read = read_certificate(certificate)
    try:
        check_request(read.request)
    except UserFacingError as error:
        return (Check("protocol", "参数合乎规程", False, "合乎规程", error.message),)
    sealed = _sealed(read.request)
    checks = [
        Check("protocol", "参数合乎规程", True),
        *_seal_checks(read, sealed),
        *_seed_checks(read),
        *_list_checks(read),
    ]
    try:
        repeated = _repeat(read, sealed)
    except UserFacingError as error:
        return (*checks, Check("feasible", "检查人员席位与回避", False, "可以满足", error.message))
    return (*checks, *_result_checks(read, repeated), *_history_checks(read, repeated))


def _seal_checks(read: ReadCertificate, sealed: SealedDraw) -> list[Check]:
    data = read.data
    return [
        same("frame_digest", "抽样框摘要", sealed.frame_digest, data["frame_digest"]),
        same("parameters_digest", "参数摘要", sealed.parameters_digest, data["parameters_digest"]),
    ]


def _seed_checks(read: ReadCertificate) -> list[Check]:
    data, rule = read.data, read.request.seed_rule
    joined = join_contributions(read.sources) if read.sources else ""
    fault = seed_fault_by_text(rule, read.seed)
    return [
        same("seed_sources", "种子由各项来源依次组成", joined, read.seed),
        Check("seed_rule", "种子合乎封存单的约定", fault is None, fault or "", read.seed),
        same(
            "effective_seed",
            "有效种子摘要",
            effective_seed_digests(read.seed, read.request.draw_code),
            data["effective_seed_sha256"],
        ),
        same("publicly_witnessed", "公开见证的标注", UNWITNESSED not in rule, data["publicly_witnessed"]),
    ]


def _list_checks(read: ReadCertificate) -> list[Check]:
    data, frame = read.data, read.request.frame
    in_frame = {entry.id for entry in frame}
    reasoned = [reason.id for reason in read.request.reasons]
    unexplained = [
        entry.id for entry in frame if entry.kind is not EntryKind.SELECTABLE and entry.id not in reasoned
    ]
    tickets = object_tickets(read.seed, read.request.draw_code)
    return [
        same(
            "register_count",
            "名录库总户数（抽样框＋未列入）",
            len(frame) + sum(entry_id not in in_frame for entry_id in reasoned),
            data["register_count"],
        ),
        same("reasons", "必查、不抽各户均有理由", [], unexplained),
        same("tickets", "全部号码", {entry.id: tickets.ticket(entry.id) for entry in frame}, data["tickets"]),
    ]


def _result_checks(read: ReadCertificate, repeated: _Repeated) -> list[Check]:
    data = read.data
    objects, officers = repeated.objects, repeated.officers
    checks = [
        same("quotas", "各组（镇街）名额", [quota.as_json() for quota in objects.quotas], data["quotas"]),
        same("compulsory", "必查名单", list(objects.compulsory), data["compulsory"]),
        same("sampled", "抽中名单", list(objects.sampled), data["sampled"]),
    ]
    part = read.officers
    if officers is not None and part is not None:
        drawn = officers.as_json()
        checks += [
            same("teams", "检查组", drawn.get("teams", []), part.get("teams_drawn", [])),
            same("assignment", "派人结果", drawn["assignment"], part["assignment"]),
        ]
    digest = result_digest(
        read.request,
        repeated.sealed,
        read.seed,
        objects,
        officers.teams if officers else (),
        officers.assignment if officers else {},
    )
    return [*checks, same("result_digest", "结果摘要", digest, data["result_digest"])]


def _history_checks(read: ReadCertificate, repeated: _Repeated) -> list[Check]:
    checks = [
        *_substitution_checks(read, repeated),
        _ordinal_check(read),
        _own_seal_check(read),
        _voided_check(read),
        chain_check(read.seals),
    ]
    if "certificate_digest" in read.data:
        digest = certificate_digest(read.data)
        checks.append(same("certificate_digest", "证书全文摘要", digest, read.data["certificate_digest"]))
    return checks


def _substitution_checks(read: ReadCertificate, repeated: _Repeated) -> Iterator[Check]:
    standing = Standing(read.request, read.seed, repeated.objects, repeated.officers)
    for place, line in enumerate(read.substitutions, start=1):
        label = f"第{place}次{'递补' if line.kind == 'object' else '人员补抽'}（{line.out}）"
        try:
            follows = standing.apply(line)
        except UserFacingError as error:
            yield Check("substitutions", label, False, "合乎规程", error.message)
            return
        if line.kind == "officer" and follows is None:
            yield Check("substitutions", label, False, "无人可补", line.into or "无")
            return
        yield same("substitutions", label, follows or "名额作废", line.into or "名额作废")


def _ordinal_check(read: ReadCertificate) -> Check:
    """Ordinals 1…n−1 of the draw code are each a voided attempt or an earlier batch."""
    code = split_draw_code(read.request.draw_code)
    task = read.data["task"]
    if (code.year, code.task) != (task["year"], task["number"]):
        own = make_draw_code(task["year"], task["number"], code.ordinal)
        return Check("ordinals", "抽取编号与任务相符", False, own, read.request.draw_code)
    voided = {attempt["draw_code"] for attempt in read.voided}
    sealed = {seal.draw_code for seal in read.seals}
    label = f"第1至{code.ordinal}次抽取均有交代"
    earlier = [
        make_draw_code(code.year, code.task, ordinal)
        for ordinal in range(1, min(code.ordinal, len(voided | sealed) + 2))
    ]
    unexplained = [draw_code for draw_code in earlier if draw_code not in voided | sealed]
    if unexplained:
        return Check("ordinals", label, False, "每次均已作废或为以前批次", f"{unexplained[0]}没有记载")
    stood, may_have_stood = _standing_at_the_seal(read, earlier)
    batch = read.request.batch
    allowed = 0 if batch is None else batch.number - 1
    if not stood <= allowed <= may_have_stood:
        return Check("ordinals", label, False, f"以前批次{allowed}次", f"未作废的抽取{stood}次")
    return Check("ordinals", label, True)


def _standing_at_the_seal(read: ReadCertificate, earlier: Sequence[str]) -> tuple[int, int]:
    """Return how many earlier attempts counted as batches when this one was sealed, at least and at most.

    An earlier batch may be voided later on. Times are whole seconds: one voided in the second of the seal may be either.
    """
    voided = {attempt["draw_code"]: attempt["voided_at"] for attempt in read.voided}
    sealed_at = max(
        (seal.sealed_at for seal in read.seals if seal.draw_code == read.request.draw_code), default=""
    )
    stood = sum(code not in voided or voided[code] > sealed_at for code in earlier)
    return stood, stood + sum(voided.get(code) == sealed_at for code in earlier)


def _own_seal_check(read: ReadCertificate) -> Check:
    own = [seal for seal in read.seals if seal.draw_code == read.request.draw_code]
    label = "本次抽取的封存记录"
    if not own:
        return Check("own_seal", label, False, f"{read.request.draw_code}的封存", "没有记载")
    found = (own[-1].frame_digest, own[-1].parameters_digest)
    return same("own_seal", label, (read.data["frame_digest"], read.data["parameters_digest"]), found)


def _voided_check(read: ReadCertificate) -> Check:
    """Each voided attempt was sealed, and with the digests that it states."""
    seals = {
        seal.draw_code: {"frame_digest": seal.frame_digest, "parameters_digest": seal.parameters_digest}
        for seal in read.seals
    }
    for attempt in read.voided:
        found = {key: attempt[key] for key in ("frame_digest", "parameters_digest")}
        expected = seals.get(attempt["draw_code"])
        if expected != found:
            label = f"作废的{attempt['draw_code']}与其封存记录"
            return Check("voided_attempts", label, False, _shown(expected), _shown(found))
    return Check("voided_attempts", "历次作废与其封存记录", True)


def chain_check(seals: tuple[SealFacts, ...]) -> Check:
    """Numbers ascend, and a seal that follows its neighbour carries the neighbour's digest."""
    label = "封存记录的编号与摘要链"
    if seals and seals[0].number == 1 and seals[0].previous != "":
        return Check("seal_chain", label, False, "第1号封存之前没有封存", seals[0].previous)
    for before, seal in pairwise(seals):
        if seal.number <= before.number:
            return Check("seal_chain", label, False, f"编号大于{before.number}", f"编号{seal.number}")
        if seal.number == before.number + 1 and seal.previous != before.digest:
            return Check(
                "seal_chain", f"第{seal.number}号封存的前一摘要", False, before.digest, seal.previous
            )
    return Check("seal_chain", label, True)


def _sealed(request: DrawRequest) -> SealedDraw:
    frame_digest = sha256_hex(frame_lines(request.frame))
    parameters = canonical_json(parameters_of(request, frame_digest))
    return SealedDraw(frame_digest, sha256_hex(parameters), parameters)


def _repeat(read: ReadCertificate, sealed: SealedDraw) -> _Repeated:
    request = read.request
    objects = draw_objects(request, read.seed)
    officers = None
    if request.officers is not None:
        standing_in_the_way = obstacles(request.officers, request.frame)
        if standing_in_the_way:
            raise UserFacingError(standing_in_the_way[0])
        enterprises = dispatch_order(objects, read.seed, request.draw_code)
        officers = assign_officers(request.officers, read.seed, request.draw_code, enterprises)
    return _Repeated(sealed, objects, officers)


def same(name: str, label: str, expected: object, found: object) -> Check:
    """Return the check whether two values are the same, with the place where they first part."""
    if expected == found and type(expected) is type(found):
        return Check(name, label, True)
    here, there = _first_difference(expected, found)
    return Check(name, label, False, here, there)


def _first_difference(expected: object, found: object) -> tuple[str, str]:
    """Return the two values where they first part, with the place."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key in [*expected, *(key for key in found if key not in expected)]:
            if expected.get(key) != found.get(key):
                return f"{key} → {_shown(expected.get(key))}", f"{key} → {_shown(found.get(key))}"
    if isinstance(expected, list) and isinstance(found, list):
        for place in range(max(len(expected), len(found))):
            here, there = _at(expected, place), _at(found, place)
            if here != there:
                return f"第{place + 1}项 {_shown(here)}", f"第{place + 1}项 {_shown(there)}"
    return _shown(expected), _shown(found)


def _at(values: Sequence[object], place: int) -> object:
    return values[place] if place < len(values) else None


def _shown(value: object) -> str:
    if value is None:
        return "（无）"
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else canonical_json(value)
