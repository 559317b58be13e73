"""抽取证书: one JSON file with everything needed to repeat a draw, and its 公告版 for the notice board (protocol, §8).

The full one names who is inspected next: it is handed out only after the last inspection of the task.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.rules.assignment import OfficerResult
from models.rules.draw import ObjectResult, object_tickets, result_digest
from models.rules.sealing import PROTOCOL, DrawRequest, SealedDraw
from models.rules.seed import Contribution
from models.rules.substitution import Substitution
from models.rules.tickets import OBJECTS, OFFICERS, canonical_digest, effective_seed, sha256_hex
from models.vocab import EntryKind


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """The plan task as the certificate names it."""

    year: int
    number: int
    name: str
    platform_number: str = ""


@dataclass(frozen=True, slots=True)
class SealFacts:
    """One seal; ``previous`` is the digest of the seal before it in the whole office, "" for the first."""

    number: int
    draw_code: str
    sealed_at: str
    frame_digest: str
    parameters_digest: str
    previous: str

    def as_json(self) -> dict[str, Any]:
        """Return the seal as the certificate writes it."""
        return {
            "number": self.number,
            "draw_code": self.draw_code,
            "sealed_at": self.sealed_at,
            "frame_digest": self.frame_digest,
            "parameters_digest": self.parameters_digest,
            "previous": self.previous,
        }

    @property
    def digest(self) -> str:
        """The SHA-256 of the seal's canonical JSON, which the next seal of the office carries."""
        return canonical_digest(self.as_json())


@dataclass(frozen=True, slots=True)
class VoidedAttempt:
    """An attempt that was voided in the open; ``seed`` is None where it was voided before the seed."""

    draw_code: str
    frame_digest: str
    parameters_digest: str
    seed: str | None
    sampled: tuple[str, ...]
    voided_at: str
    reason: str
    approved_by: str

    def as_json(self) -> dict[str, Any]:
        """Return the attempt as the certificate writes it."""
        return {
            "draw_code": self.draw_code,
            "frame_digest": self.frame_digest,
            "parameters_digest": self.parameters_digest,
            "seed": self.seed,
            "sampled": list(self.sampled),
            "voided_at": self.voided_at,
            "reason": self.reason,
            "approved_by": self.approved_by,
        }


@dataclass(frozen=True, slots=True)
class PlatformFacts:
    """平台抽取: the objects were drawn on the provincial platform, so the certificate proves their officers only."""

    number: str
    drawn_at: str
    objects: int

    def as_json(self) -> dict[str, Any]:
        """Return it as the certificate writes it."""
        return {"number": self.number, "drawn_at": self.drawn_at, "objects": self.objects}


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate is made from; ``names`` gives enterprises and officers by id."""

    bureau: str
    task: TaskFacts
    request: DrawRequest
    sealed: SealedDraw
    seals: tuple[SealFacts, ...]
    seed: str
    sources: tuple[Contribution, ...]
    is_publicly_witnessed: bool
    register_count: int
    names: Mapping[str, str]
    objects: ObjectResult
    officers: OfficerResult | None = None
    substitutions: tuple[Substitution, ...] = ()
    voided: tuple[VoidedAttempt, ...] = ()
    previous_certificate: str = ""
    towns: Mapping[str, str] = field(default_factory=dict[str, str])  # names by code, for whoever reads it
    mark: str = ""  # 样例数据，非正式文书
    scope: str = ""  # the conditions of the task in words (R23)
    platform: PlatformFacts | None = None
    direct: tuple[str, str] | None = None  # 直接委派: reason, approver


def build_certificate(facts: CertificateFacts) -> dict[str, Any]:
    """Return the full certificate as a JSON object."""
    request, seed = facts.request, facts.seed
    tickets = object_tickets(seed, request.draw_code)
    certificate: dict[str, Any] = {
        **_head(facts),
        "seed_sources": [{"by": each.by, "text": each.text, "at": each.at} for each in facts.sources],
        "effective_seed_sha256": effective_seed_digests(seed, request.draw_code),
        "publicly_witnessed": facts.is_publicly_witnessed,
        "frame": [
            {
                "id": entry.id,
                "name": facts.names.get(entry.id, ""),
                "stratum": entry.stratum,
                "group": entry.group,
                "kind": str(entry.kind),
            }
            for entry in sorted(request.frame)
        ],
        "reasons": [
            {"id": each.id, "name": facts.names.get(each.id, ""), "reason": each.reason}
            for each in sorted(request.reasons, key=lambda reason: reason.id)
        ],
        "register_count": facts.register_count,
        "quotas": [quota.as_json() for quota in facts.objects.quotas],
        "compulsory": list(facts.objects.compulsory),
        "sampled": list(facts.objects.sampled),
        "tickets": {entry.id: tickets.ticket(entry.id) for entry in sorted(request.frame)},
        "officers": _officers(facts),
        "substitutions": [substitution_json(line) for line in facts.substitutions],
        "voided_attempts": [attempt.as_json() for attempt in facts.voided],
        "previous_certificate": facts.previous_certificate,
        "result_digest": result_digest_of(facts),
        **_further(facts),
    }
    return {**certificate, "certificate_digest": certificate_digest(certificate)}


def certificate_digest(certificate: Mapping[str, Any]) -> str:
    """Return the digest of all that a certificate says but this digest itself."""
    return canonical_digest({key: value for key, value in certificate.items() if key != "certificate_digest"})


def result_digest_of(facts: CertificateFacts) -> str:
    """Return the digest of the result as drawn, before any substitution."""
    officers = facts.officers
    return result_digest(
        facts.request,
        facts.sealed,
        facts.seed,
        facts.objects,
        officers.teams if officers else (),
        officers.assignment if officers else {},
    )


def effective_seed_digests(seed: str, draw_code: str) -> dict[str, str]:
    """Return the SHA-256 of both effective seeds."""
    return {purpose: sha256_hex(effective_seed(seed, draw_code, purpose)) for purpose in (OBJECTS, OFFICERS)}


def public_copy(certificate: Mapping[str, Any], *, publishes_groups: bool = False) -> dict[str, Any]:
    """Return the 公告版: counts, seals, digests, seed; no name and no number of who is inspected next.

    With risk classes the groups are written only where the office may publish them; else the digests stand for them.
    """
    kinds = [row["kind"] for row in certificate["frame"]]
    copy = {key: certificate[key] for key in _PUBLIC_KEYS if key in certificate}
    shows_groups = publishes_groups or all(row["group"] == "" for row in certificate["frame"])
    if shows_groups:
        copy |= {
            key: certificate[key]
            for key in ("ratio", "count", "batch", "quotas", "towns")
            if key in certificate
        }
    counts = {str(kind): kinds.count(str(kind)) for kind in EntryKind}
    return {
        **copy,
        "copy": "public",
        "counts": {
            **counts,
            "frame": len(kinds),
            "register": certificate["register_count"],
            "compulsory": len(certificate["compulsory"]),
            "sampled": len(certificate["sampled"]),
            "substitutions": len(certificate["substitutions"]),
        },
        "voided_attempts": [
            {key: attempt[key] for key in ("draw_code", "frame_digest", "parameters_digest", "voided_at")}
            for attempt in certificate["voided_attempts"]
        ],
        "result_digest": certificate["result_digest"],
    }


def substitution_json(line: Substitution) -> dict[str, Any]:
    """Return one substitution; keys beyond the protocol's six appear only where the line needs them."""
    row: dict[str, Any] = {
        "at": line.at,
        "kind": line.kind,
        "out": line.out,
        "in": line.into,
        "reason": line.reason,
        "approved_by": line.approved_by,
    }
    if line.enterprise is not None:
        row["enterprise"] = line.enterprise
    if line.cause is not None:
        row["cause"] = str(line.cause)
    if line.drawn_later:
        row["drawn_later"] = list(line.drawn_later)
    return row


_PUBLIC_KEYS = (
    "protocol",
    "bureau",
    "task",
    "draw_code",
    "method",
    "seed_rule",
    "seals",
    "frame_digest",
    "parameters_digest",
    "seed",
    "effective_seed_sha256",
    "publicly_witnessed",
    "previous_certificate",
    "certificate_digest",
    "mark",
    "scope",
    "platform",
)


def _head(facts: CertificateFacts) -> dict[str, Any]:
    request = facts.request
    head: dict[str, Any] = {
        "protocol": PROTOCOL,
        "bureau": facts.bureau,
        "task": {
            "year": facts.task.year,
            "number": facts.task.number,
            "name": facts.task.name,
            "platform_number": facts.task.platform_number,
        },
        "draw_code": request.draw_code,
        "method": str(request.method),
    }
    if request.ratio is not None:
        head["ratio"] = dict(request.ratio)
    else:
        head["count"] = dict(request.count or {})
    batch = request.batch
    return {
        **head,
        "batch": None
        if batch is None
        else {"number": batch.number, "of": batch.of, "already": dict(batch.already)},
        "seed_rule": request.seed_rule,
        "seals": [seal.as_json() for seal in facts.seals],
        "frame_digest": facts.sealed.frame_digest,
        "parameters_digest": facts.sealed.parameters_digest,
        "seed": facts.seed,
    }


def _further(facts: CertificateFacts) -> dict[str, Any]:
    """Return what helps a reader and takes no part in the draw; keys appear only where there is something to say."""
    strata = sorted({entry.stratum for entry in facts.request.frame})
    further: dict[str, Any] = {
        "mark": facts.mark,
        "scope": facts.scope,
        "towns": {code: facts.towns[code] for code in strata if code in facts.towns},
    }
    if facts.platform is not None:
        further["platform"] = facts.platform.as_json()
    if facts.direct is not None:
        reason, approved_by = facts.direct
        further["direct_appointment"] = {"reason": reason, "approved_by": approved_by}
    return {key: value for key, value in further.items() if value}


def _officers(facts: CertificateFacts) -> dict[str, Any] | None:
    request, result = facts.request.officers, facts.officers
    if request is None or result is None:
        return None
    part: dict[str, Any] = {
        "mode": str(request.mode),
        "team_size": request.team_size,
        "teams": request.teams,
        "need_leader": request.need_leader,
        "need_expert": request.need_expert,
        "pool": [
            {
                "id": each.id,
                "name": facts.names.get(each.id, ""),
                "leader": each.leader,
                "expert": each.expert,
            }
            for each in sorted(request.pool, key=lambda officer: officer.id)
        ],
        "recusals": [
            {"officer": pair.officer, "enterprise": pair.enterprise} for pair in sorted(request.recusals)
        ],
    }
    drawn = result.as_json()
    if "teams" in drawn:
        part["teams_drawn"] = drawn["teams"]
    return {**part, "assignment": drawn["assignment"]}
