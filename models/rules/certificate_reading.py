"""Read an 抽取证书 that somebody hands in: is it one at all? Whether it is true is the business of ``verification``."""

import re
from dataclasses import dataclass
from typing import Any

from models.errors import UserFacingError
from models.rules.certificate import SealFacts
from models.rules.draw_json import (
    MalformedDrawError,
    flag,
    integer,
    mapping,
    read_request,
    rows,
    term,
    text,
    texts,
)
from models.rules.sealing import PROTOCOL, DrawRequest
from models.rules.seed import Contribution
from models.rules.substitution import Cause, Substitution
from models.rules.tickets import canonical_json

_OTHER_VERSION = re.compile(r"ssj-draw/[0-9]{1,4}")


class NotACertificateError(UserFacingError):
    """The file is not a full certificate of this protocol; there is nothing to verify."""


@dataclass(frozen=True, slots=True)
class ReadCertificate:
    """A certificate whose shape is right; its claims are still to be checked."""

    data: dict[str, Any]
    request: DrawRequest
    seed: str
    seals: tuple[SealFacts, ...]
    sources: tuple[Contribution, ...]
    substitutions: tuple[Substitution, ...]
    voided: tuple[dict[str, Any], ...]
    officers: dict[str, Any] | None


def read_certificate(certificate: object) -> ReadCertificate:
    """Return a certificate whose shape is right; any other value raises NotACertificateError."""
    if not isinstance(certificate, dict) or "protocol" not in certificate:
        raise NotACertificateError("这个文件不是抽取证书：没有“protocol”一项。")
    data: dict[str, Any] = certificate
    protocol = data["protocol"]
    if protocol != PROTOCOL and isinstance(protocol, str) and _OTHER_VERSION.fullmatch(protocol):
        raise NotACertificateError(
            f"这份证书按规程 {protocol} 制作，本程序只会核验 {PROTOCOL}：请用相应版本的程序核验。"
        )
    if protocol != PROTOCOL:
        raise NotACertificateError(f"这个文件不是本规程（{PROTOCOL}）的抽取证书。")
    if data.get("copy") == "public":
        raise NotACertificateError("这是公告版，不含抽样框，无法重算；请用完整的抽取证书核验。")
    try:
        return _shape(data)
    except MalformedDrawError as error:
        raise NotACertificateError(f"这个文件不是完整的抽取证书：{error.message}") from None


def _shape(data: dict[str, Any]) -> ReadCertificate:
    try:
        canonical_json(data).encode("utf-8")
    except (ValueError, RecursionError):
        raise MalformedDrawError("含有小数或不成对的代理字符。") from None
    for key in ("bureau", "frame_digest", "parameters_digest", "result_digest", "previous_certificate"):
        text(data, key)
    task = mapping(data, "task")
    integer(task, "year")
    integer(task, "number")
    integer(data, "register_count")
    flag(data, "publicly_witnessed")
    texts(data, "compulsory")
    texts(data, "sampled")
    rows(data, "quotas")
    if not all(isinstance(value, str) for value in mapping(data, "tickets").values()):
        raise MalformedDrawError("“tickets”的号码应为文字。")
    mapping(data, "effective_seed_sha256")
    voided = rows(data, "voided_attempts")
    for attempt in voided:
        for key in ("draw_code", "frame_digest", "parameters_digest", "voided_at", "reason", "approved_by"):
            text(attempt, key)
        texts(attempt, "sampled")
    if data.get("officers") is not None:
        mapping(mapping(data, "officers"), "assignment")
    return ReadCertificate(
        data=data,
        request=read_request(data),
        seed=text(data, "seed"),
        seals=tuple(read_seal(row) for row in rows(data, "seals")),
        sources=tuple(
            Contribution(text(row, "by"), text(row, "text"), text(row, "at"))
            for row in rows(data, "seed_sources")
        ),
        substitutions=tuple(_substitution(row) for row in rows(data, "substitutions")),
        voided=tuple(voided),
        officers=data.get("officers"),
    )


def read_seal(row: dict[str, Any]) -> SealFacts:
    """Read one seal; a wrong shape raises MalformedDrawError."""
    return SealFacts(
        number=integer(row, "number"),
        draw_code=text(row, "draw_code"),
        sealed_at=text(row, "sealed_at"),
        frame_digest=text(row, "frame_digest"),
        parameters_digest=text(row, "parameters_digest"),
        previous=text(row, "previous"),
    )


def _substitution(row: dict[str, Any]) -> Substitution:
    kind = text(row, "kind")
    if kind not in ("object", "officer"):
        raise MalformedDrawError(f"递补的“kind”是“{kind}”，应为 object 或 officer。")
    return Substitution(
        at=text(row, "at"),
        kind=kind,
        out=text(row, "out"),
        into=None if row.get("in") is None else text(row, "in"),
        reason=text(row, "reason"),
        approved_by=text(row, "approved_by"),
        enterprise=None if row.get("enterprise") is None else text(row, "enterprise"),
        cause=None if row.get("cause") is None else term(Cause, row, "cause"),
        drawn_later=tuple(texts(row, "drawn_later")) if "drawn_later" in row else (),
    )
