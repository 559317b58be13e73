"""An outsider's check of a certificate: every rule of the protocol, without one line of the program that wrote it.

`audit` answers with the differences, one sentence each; a sound certificate has none.
"""

import re
import unicodedata
from itertools import pairwise
from operator import ge, gt
from typing import Any

from tests.auditor.afterwards import replay
from tests.auditor.drawing import (
    Json,
    canonical,
    digest,
    draw_objects,
    effective_seed,
    expected,
    frame_digest,
    parameters_digest,
    seats,
    sha256,
    standing_aside,
    ticketing,
)

DRAW_CODE = re.compile(r"(\d{4})-(\d{2,})-([1-9]\d*)", re.ASCII)
SEAL_KEYS = ("number", "draw_code", "sealed_at", "frame_digest", "parameters_digest", "previous")
BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError)


def audit_case(case: Json) -> list[str]:
    """Compare one published case with the draw repeated from its inputs."""
    ours = expected(case)
    return [f"{key} differs" for key in ours | case["expected"] if ours.get(key) != case["expected"].get(key)]


def audit(certificate: Json) -> list[str]:
    """Compare every statement of a full certificate with the rules; stop at a part that cannot be read."""
    differences: list[str] = []
    for check in (_form, _frame, _sealable, _seed, _seals, _result, _voids, _steps):
        try:
            differences += [f"{check.__name__[1:]}: {said}" for said in check(certificate)]
        except BROKEN as error:
            return [*differences, f"{check.__name__[1:]}: cannot be read ({error!r})"]
    return differences


def _wrong(**claims: bool) -> list[str]:
    return [name.replace("_", " ") for name, holds in claims.items() if not holds]


def _ordinal(draw_code: str) -> int:
    found = DRAW_CODE.fullmatch(draw_code)
    if found is None:
        raise ValueError(draw_code)
    return int(found[3])


def _form(certificate: Json) -> list[str]:
    """§1, §5, §8: what is written where, and that the draw code is the task's."""
    task = certificate["task"]
    code = DRAW_CODE.fullmatch(certificate["draw_code"])
    body = {key: value for key, value in certificate.items() if key != "certificate_digest"}
    return _wrong(
        protocol=certificate["protocol"] == "ssj-draw/1",
        method=certificate["method"] in {"directed", "stratified"},
        draw_code_of_the_task=code is not None
        and (int(code[1]), int(code[2])) == (task["year"], task["number"]),
        ratio_or_count=(certificate.get("ratio") is None) != (certificate.get("count") is None),
        whole_numbers=not re.search(r"\d[.eE]", re.sub(r'"(\\.|[^"\\])*"', "", canonical(certificate))),
        # the protocol leaves open what the digest of a certificate is taken of: all of it, canonical, but this key
        certificate_digest=certificate.get("certificate_digest", digest(body)) == digest(body),
    )


def _frame(certificate: Json) -> list[str]:
    """§1: the entries are well formed and single; the register's count is frame + those left out, with reasons."""
    frame, reasons = certificate["frame"], certificate["reasons"]
    ids = [entry["id"] for entry in frame]
    kinds = {entry["id"]: entry["kind"] for entry in frame}
    said = [one["id"] for one in reasons]
    groups = {entry["group"] for entry in frame}
    given: Json = certificate.get("ratio") or certificate.get("count") or {}
    return _wrong(
        no_id_twice=len(ids) == len(set(ids)),
        ids=all(re.fullmatch(r"[0-9A-Z]{18}|[0-9]{15}", one) for one in ids),
        strata=all(re.fullmatch(r"[0-9]{6,12}", entry["stratum"]) for entry in frame),
        groups=all(re.fullmatch(r"[A-Z]?", group) for group in groups),
        kinds={entry["kind"] for entry in frame} <= {"S", "C", "X"},
        every_group_has_its_share=groups <= given.keys(),
        reasons_are_sentences=all(one["reason"] for one in reasons),
        a_reason_for_each_but_S={one for one in ids if kinds[one] != "S"}
        == {one for one in said if one in kinds},
        register_count=len(ids) + sum(one not in kinds for one in said) == certificate["register_count"],
    )


def _sealable(certificate: Json) -> list[str]:
    """§2: the officers' part was possible whatever the seed."""
    officers = certificate.get("officers")
    if officers is None:
        return []
    pool = {one["id"]: one for one in officers["pool"]}
    aside = standing_aside(officers)
    visited = [entry["id"] for entry in certificate["frame"] if entry["kind"] in {"S", "C"}]
    recused = {enterprise: {officer for officer, at in aside if at == enterprise} for enterprise in visited}
    each = officers["mode"] == "each"
    wanted = seats(officers, 1 if each else officers["teams"])
    return _wrong(
        mode=officers["mode"] in {"teams", "each"},
        team_of_two_or_more=officers["team_size"] >= 2 and (each or officers["teams"] >= 1),
        officer_ids=len(pool) == len(officers["pool"])
        and all(re.fullmatch(r"[0-9A-Z]+", one) for one in pool),
        no_expert_seat_without_an_expert=not officers["need_expert"]
        or any(one["expert"] for one in pool.values()),
        seats_can_be_filled=_fillable(list(pool.values()), wanted),
        recusals_leave_enough=all(
            _fillable([one for key, one in pool.items() if key not in gone], wanted)
            if each
            else len(gone & pool.keys()) < officers["teams"]
            for gone in recused.values()
        ),
    )


def _fillable(pool: list[Json], wanted: tuple[int, int, int]) -> bool:
    leaders, experts, others = wanted
    return (
        sum(one["leader"] for one in pool) >= leaders
        and sum(one["expert"] for one in pool) >= experts
        and sum(one["leader"] or one["expert"] for one in pool) >= leaders + experts
        and len(pool) >= leaders + experts + others
    )


def _seed(certificate: Json) -> list[str]:
    """§3: the seed is its contributions joined, made after the seal, used once."""
    sources = certificate["seed_sources"]
    sealed_at = [
        one["sealed_at"] for one in certificate["seals"] if one["draw_code"] == certificate["draw_code"]
    ]
    texts = [_normal(one["text"]) for one in sources]
    if len(sources) > 1:
        texts = [f"{_normal(one['by'])} {text}" for one, text in zip(sources, texts, strict=True)]
    hashes = {
        purpose: sha256(effective_seed(certificate, purpose))
        for purpose in certificate["effective_seed_sha256"]
    }
    return _wrong(
        seed_of_its_contributions=certificate["seed"] == "；".join(texts),
        seed_after_the_seal=all(one["at"] >= at for one in sources for at in sealed_at),
        seed_used_once=certificate["seed"] not in [one["seed"] for one in _other_voids(certificate)],
        unwitnessed_seed_is_32_bytes=certificate["publicly_witnessed"]
        or bool(re.fullmatch(r"[0-9a-f]{64}", certificate["seed"])),
        effective_seeds=certificate["effective_seed_sha256"] == hashes and "objects" in hashes,
    )


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _other_voids(certificate: Json) -> list[Json]:
    return [one for one in certificate["voided_attempts"] if one["draw_code"] != certificate["draw_code"]]


def _seals(certificate: Json) -> list[str]:
    """§2: the chain; own digests; every earlier ordinal was sealed and is a voided attempt or an earlier batch."""
    seals = certificate["seals"]
    by_code = {one["draw_code"]: one for one in seals}
    own = by_code[certificate["draw_code"]]
    numbers = [one["number"] for one in seals]
    following = [(one, two) for one, two in pairwise(seals) if two["number"] == one["number"] + 1]
    last = _ordinal(certificate["draw_code"])
    voids = {_ordinal(one["draw_code"]): one["voided_at"] for one in certificate["voided_attempts"]}
    # an earlier batch may be voided after this one was sealed; times are whole seconds, so a tie may be either
    standing = [
        sum(one not in voids or stands(voids[one], own["sealed_at"]) for one in range(1, last))
        for stands in (gt, ge)
    ]
    batch: Json = certificate.get("batch") or {"number": 1}
    return _wrong(
        single_rising_numbers=numbers == sorted(set(numbers)) and len(by_code) == len(seals),
        all_earlier_attempts_were_sealed=[_ordinal(code) for code in by_code]
        == list(range(1, len(seals) + 1)),
        chain=all(two["previous"] == digest({key: one[key] for key in SEAL_KEYS}) for one, two in following),
        first_seal=all((one["previous"] == "") == (one["number"] == 1) for one in seals),
        times=[one["sealed_at"] for one in seals] == sorted(one["sealed_at"] for one in seals),
        frame_digest=own["frame_digest"] == certificate["frame_digest"] == frame_digest(certificate["frame"]),
        parameters_digest=own["parameters_digest"]
        == certificate["parameters_digest"]
        == parameters_digest(certificate),
        earlier_attempts=standing[0] <= batch["number"] - 1 <= standing[1],
    )


def _result(certificate: Json) -> list[str]:
    """§4–§7: every ticket, quota, place, team."""
    ours = expected(certificate)
    ticket = ticketing(certificate, "objects")
    claimed = certificate.get("officers") or {}
    officers: Json = ours.get("officers", {})
    return _wrong(
        tickets=certificate["tickets"]
        == {entry["id"]: ticket(entry["id"]) for entry in certificate["frame"]},
        quotas=certificate["quotas"] == ours["quotas"],
        compulsory=certificate["compulsory"] == ours["compulsory"],
        sampled=certificate["sampled"] == ours["sampled"],
        teams=claimed.get("teams_drawn") == officers.get("teams"),
        assignment=claimed.get("assignment") == officers.get("assignment"),
        result_digest=certificate["result_digest"] == ours["result_digest"],
    )


def _voids(certificate: Json) -> list[str]:
    """§8: a voided attempt was sealed as it says; on the same frame and parameters its draw is repeated too."""
    seals = {one["draw_code"]: one for one in certificate["seals"]}
    said: list[str] = []
    for attempt in certificate["voided_attempts"]:
        sealed = seals[attempt["draw_code"]]
        same = {"draw_code": attempt["draw_code"], "seed": attempt["seed"]}
        repeated: Any = certificate | same
        comparable = (
            attempt["seed"] is not None and parameters_digest(repeated) == attempt["parameters_digest"]
        )
        wrong = _wrong(
            digests=all(sealed[key] == attempt[key] for key in ("frame_digest", "parameters_digest")),
            time=attempt["voided_at"] >= sealed["sealed_at"],
            reason_and_approver=bool(attempt["reason"] and attempt["approved_by"]),
            nothing_drawn_without_a_seed=attempt["seed"] is not None or attempt["sampled"] == [],
            list_drawn=not comparable or attempt["sampled"] == draw_objects(repeated)[1],
        )
        said += [f"{attempt['draw_code']}: {one}" for one in wrong]
    return said


def _steps(certificate: Json) -> list[str]:
    """§6 递补 and §7 补抽."""
    return replay(certificate)[1]
