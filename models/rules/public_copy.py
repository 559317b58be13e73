"""What the 公告版 of a certificate can be held to: it has no list, so its seals, its seed and its sums are checked.

That it agrees says nothing about the list; the full copy does, and both carry the same result digest.
"""

from collections.abc import Sequence
from typing import Any

from models.errors import UserFacingError
from models.rules.certificate import effective_seed_digests
from models.rules.certificate_reading import NotACertificateError, read_seal
from models.rules.draw_json import MalformedDrawError, flag, integer, mapping, rows, term, text
from models.rules.sealing import CodeParts, make_draw_code, split_draw_code
from models.rules.seed import UNWITNESSED, seed_fault_by_text
from models.rules.tickets import canonical_json
from models.rules.verification import Check, chain_check, same
from models.vocab import DrawMethod

_TEXTS = ("bureau", "seed_rule", "frame_digest", "parameters_digest", "seed", "previous_certificate")
_COUNTS = ("S", "C", "X", "frame", "register", "compulsory", "sampled", "substitutions")


def is_public_copy(certificate: object) -> bool:
    """Tell whether a value says of itself that it is the 公告版."""
    return isinstance(certificate, dict) and certificate.get("copy") == "public"


def check_public_copy(certificate: dict[str, Any]) -> tuple[Check, ...]:
    """Check a 公告版 against itself; a wrong shape raises NotACertificateError."""
    try:
        _check_shape(certificate)
        seals = tuple(read_seal(row) for row in rows(certificate, "seals"))
    except MalformedDrawError as error:
        raise NotACertificateError(f"这个文件不是完整的公告版：{error.message}") from None
    try:
        code = split_draw_code(certificate["draw_code"])
    except UserFacingError as error:
        return (Check("protocol", "抽取编号合乎规程", False, "合乎规程", error.message),)
    return (
        Check("protocol", "抽取编号合乎规程", True),
        *_seed_checks(certificate),
        _count_check(certificate),
        _ordinal_check(certificate, code),
        _own_seal_check(certificate),
        _voided_check(certificate),
        chain_check(seals),
    )


def _check_shape(data: dict[str, Any]) -> None:
    try:
        canonical_json(data).encode("utf-8")
    except (ValueError, RecursionError):
        raise MalformedDrawError("含有小数或不成对的代理字符。") from None
    for key in (*_TEXTS, "draw_code", "result_digest"):
        text(data, key)
    term(DrawMethod, data, "method")
    flag(data, "publicly_witnessed")
    for key in ("year", "number"):
        integer(mapping(data, "task"), key)
    for key in ("objects", "officers"):
        text(mapping(data, "effective_seed_sha256"), key)
    for key in _COUNTS:
        integer(mapping(data, "counts"), key)
    for attempt in rows(data, "voided_attempts"):
        for key in ("draw_code", "frame_digest", "parameters_digest", "voided_at"):
            text(attempt, key)
    if data.get("quotas") is not None:
        _check_groups(data)


def _check_groups(data: dict[str, Any]) -> None:
    """Check the shape of what stands there only where the classes are published."""
    for row in rows(data, "quotas"):
        text(row, "group")
        for key in ("available", "quota"):
            integer(row, key)
        if data["method"] == DrawMethod.STRATIFIED:
            text(row, "stratum")
        else:
            integer(row, "base")
    for key in ("ratio", "count"):
        if data.get(key) is not None:
            mapping(data, key)
    if data.get("batch") is not None:
        batch = mapping(data, "batch")
        for number in (integer(batch, "number"), integer(batch, "of"), *mapping(batch, "already").values()):
            if not isinstance(number, int):
                raise MalformedDrawError("“already”的户数应为整数。")


def _seed_checks(data: dict[str, Any]) -> Sequence[Check]:
    rule, seed = data["seed_rule"], data["seed"]
    fault = seed_fault_by_text(rule, seed)
    digests = effective_seed_digests(seed, data["draw_code"])
    return (
        Check("seed_rule", "种子合乎封存单的约定", fault is None, fault or "", seed),
        same("effective_seed", "有效种子摘要", digests, data["effective_seed_sha256"]),
        same("publicly_witnessed", "公开见证的标注", UNWITNESSED not in rule, data["publicly_witnessed"]),
    )


def _count_check(data: dict[str, Any]) -> Check:
    counts: dict[str, int] = data["counts"]
    label, total = "各项户数相符", sum(counts[kind] for kind in "SCX")
    if total != counts["frame"]:
        return Check("counts", label, False, f"抽样框{total}户", f"{counts['frame']}户")
    if counts["C"] != counts["compulsory"]:
        return Check("counts", label, False, f"必查{counts['C']}户", f"{counts['compulsory']}户")
    if counts["register"] < total:
        return Check("counts", label, False, f"名录库不少于{total}户", f"{counts['register']}户")
    places = sum(row["quota"] for row in data.get("quotas") or ())
    if data.get("quotas") is not None and places != counts["sampled"]:
        return Check("counts", label, False, f"抽中{places}户（名额之和）", f"{counts['sampled']}户")
    if counts["sampled"] > counts["S"]:
        return Check("counts", label, False, f"抽中不多于{counts['S']}户", f"{counts['sampled']}户")
    return Check("counts", label, True)


def _ordinal_check(data: dict[str, Any], code: CodeParts) -> Check:
    task = data["task"]
    if (code.year, code.task) != (task["year"], task["number"]):
        own = make_draw_code(task["year"], task["number"], code.ordinal)
        return Check("ordinals", "抽取编号与任务相符", False, own, data["draw_code"])
    told = {row["draw_code"] for row in (*data["seals"], *data["voided_attempts"])}
    label = f"第1至{code.ordinal}次抽取均有交代"
    for ordinal in range(1, min(code.ordinal, len(told) + 2)):
        earlier = make_draw_code(code.year, code.task, ordinal)
        if earlier not in told:
            return Check("ordinals", label, False, "每次均已作废或为以前批次", f"{earlier}没有记载")
    return Check("ordinals", label, True)


def _own_seal_check(data: dict[str, Any]) -> Check:
    label = "本次抽取的封存记录"
    own = [_digests(seal) for seal in data["seals"] if seal["draw_code"] == data["draw_code"]]
    if not own:
        return Check("own_seal", label, False, f"{data['draw_code']}的封存", "没有记载")
    return same("own_seal", label, _digests(data), own[-1])


def _voided_check(data: dict[str, Any]) -> Check:
    seals = {seal["draw_code"]: _digests(seal) for seal in data["seals"]}
    for attempt in data["voided_attempts"]:
        if seals.get(attempt["draw_code"]) != _digests(attempt):
            label = f"作废的{attempt['draw_code']}与其封存记录"
            return same("voided_attempts", label, seals.get(attempt["draw_code"]), _digests(attempt))
    return Check("voided_attempts", "历次作废与其封存记录", True)


def _digests(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("frame_digest", "parameters_digest")}
