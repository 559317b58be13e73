"""封存: what is fixed before the seed is known: the frame, the parameters and their digests (protocol, §1–§2).

The bytes that are hashed are law: one character more and no auditor can repeat the draw.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from models.errors import UserFacingError
from models.rules.tickets import canonical_digest, canonical_json, sha256_hex
from models.vocab import DrawMethod, EntryKind, OfficerMode

PROTOCOL = "ssj-draw/1"

_ENTRY_ID = re.compile(r"[0-9A-Z]{18}|[0-9]{15}")
_STRATUM = re.compile(r"[0-9]{6,12}")
_GROUP = re.compile(r"[A-Z]?")
_DRAW_CODE = re.compile(r"([0-9]{4})-([0-9]{2,})-([1-9][0-9]*)")
_RATIO = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")
_OFFICER_ID = re.compile(r"[0-9A-Z]+")
_LONGEST_NUMBER = 100  # a file from outside may hold numbers that Python refuses to read


class Entry(NamedTuple):
    """One enterprise of the frame. A tuple, because a frame may hold a million of them."""

    id: str
    stratum: str
    group: str
    kind: EntryKind


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an enterprise is compulsory, out of this draw, or not in the frame: one sentence."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """批次: the ``number``-th of ``of`` batches; ``already`` counts the places of earlier ones by group."""

    number: int
    of: int
    already: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OfficerEntry:
    """One officer of the pool; ``id`` is the 执法证号."""

    id: str
    leader: bool
    expert: bool


class RecusalPair(NamedTuple):
    """回避: this officer never inspects this enterprise."""

    officer: str
    enterprise: str


@dataclass(frozen=True, slots=True)
class OfficerRequest:
    """How the officers' part is drawn, and from whom; ``teams`` is 0 in mode ``each``."""

    mode: OfficerMode
    team_size: int
    teams: int
    need_leader: bool
    need_expert: bool
    pool: tuple[OfficerEntry, ...]
    recusals: tuple[RecusalPair, ...] = ()

    @property
    def seats(self) -> tuple[int, int, int]:
        """The leader seats L, the expert seats E and the other seats A that one picking fills (§7)."""
        units = self.teams if self.mode is OfficerMode.TEAMS else 1
        leaders = units if self.need_leader else 0
        experts = units if self.need_expert else 0
        return leaders, experts, self.team_size * units - leaders - experts


@dataclass(frozen=True, slots=True)
class DrawRequest:
    """Everything that a seal fixes; either ``ratio`` (percent texts) or ``count`` is given by group."""

    draw_code: str
    method: DrawMethod
    frame: tuple[Entry, ...]
    ratio: Mapping[str, str] | None = None
    count: Mapping[str, int] | None = None
    seed_rule: str = ""
    reasons: tuple[Reason, ...] = ()
    batch: Batch | None = None
    officers: OfficerRequest | None = None


@dataclass(frozen=True, slots=True)
class SealedDraw:
    """The digests of a seal and the canonical parameters they were made from."""

    frame_digest: str
    parameters_digest: str
    parameters: str


@dataclass(frozen=True, slots=True)
class CodeParts:
    """A draw code taken apart: 年度, 任务序号, 第几次."""

    year: int
    task: int
    ordinal: int


def make_draw_code(year: int, task: int, ordinal: int) -> str:
    """Return 抽取编号, e.g. ``2022-01-1``."""
    return f"{year:04d}-{task:02d}-{ordinal}"


def split_draw_code(draw_code: str) -> CodeParts:
    """Take a draw code apart; a malformed one raises UserFacingError."""
    match = _DRAW_CODE.fullmatch(draw_code)
    if match is None or len(draw_code) > _LONGEST_NUMBER:
        raise UserFacingError(f"抽取编号“{draw_code}”不合规程，应为“年度-任务序号-第几次”，如 2022-01-1。")
    year, task, ordinal = (int(part) for part in match.groups())
    return CodeParts(year, task, ordinal)


def frame_lines(frame: tuple[Entry, ...]) -> str:
    """Return the text of the frame: one line an entry, sorted bytewise (all of it is ASCII)."""
    return "".join(sorted([f"{id},{stratum},{group},{kind}\n" for id, stratum, group, kind in frame]))


def seal_draw(request: DrawRequest) -> SealedDraw:
    """Check the request and return its digests; a fault raises UserFacingError."""
    check_request(request)
    frame_digest = sha256_hex(frame_lines(request.frame))
    parameters = canonical_json(parameters_of(request, frame_digest))
    return SealedDraw(frame_digest, sha256_hex(parameters), parameters)


def parameters_of(request: DrawRequest, frame_digest: str) -> dict[str, Any]:
    """Return the parameters whose canonical JSON is sealed."""
    batch = request.batch
    return {
        "batch": None
        if batch is None
        else {"already": dict(batch.already), "number": batch.number, "of": batch.of},
        "count": None if request.count is None else dict(request.count),
        "draw_code": request.draw_code,
        "frame_digest": frame_digest,
        "method": str(request.method),
        "officers": None if request.officers is None else _officer_parameters(request.officers),
        "protocol": PROTOCOL,
        "ratio": None if request.ratio is None else dict(request.ratio),
        "reasons_digest": reasons_digest(request.reasons),
        "seed_rule": request.seed_rule,
    }


def reasons_digest(reasons: tuple[Reason, ...]) -> str:
    """Return the digest of the reasons, by id."""
    ordered = sorted(reasons, key=lambda reason: reason.id)
    return canonical_digest([{"id": reason.id, "reason": reason.reason} for reason in ordered])


def with_possible_expert(officers: OfficerRequest) -> OfficerRequest:
    """Drop the wish for an expert where the pool has none (§7); the sheet then says so."""
    if not officers.need_expert or any(officer.expert for officer in officers.pool):
        return officers
    return OfficerRequest(
        mode=officers.mode,
        team_size=officers.team_size,
        teams=officers.teams,
        need_leader=officers.need_leader,
        need_expert=False,
        pool=officers.pool,
        recusals=officers.recusals,
    )


def check_request(request: DrawRequest) -> None:
    """Refuse what the protocol does not know: each fault is one sentence in a UserFacingError."""
    split_draw_code(request.draw_code)
    _check_frame(request.frame)
    _check_share(request)
    _check_batch(request.batch)
    reason_ids = [reason.id for reason in request.reasons]
    if len(set(reason_ids)) != len(reason_ids):
        raise UserFacingError(f"理由表中“{_first_twice(reason_ids)}”出现两次，每户只能有一条理由。")
    if request.officers is not None:
        _check_officers(request.officers)


def _check_frame(frame: tuple[Entry, ...]) -> None:
    for entry in frame:
        if _ENTRY_ID.fullmatch(entry.id) is None:
            raise UserFacingError(f"抽样框中的代码“{entry.id}”不是18位统一社会信用代码，也不是15位注册号。")
        if _STRATUM.fullmatch(entry.stratum) is None:
            raise UserFacingError(f"抽样框中“{entry.id}”的镇街代码“{entry.stratum}”不是6至12位数字。")
        if _GROUP.fullmatch(entry.group) is None:
            raise UserFacingError(f"抽样框中“{entry.id}”的风险类别“{entry.group}”不是一个大写字母。")
    if len({entry.id for entry in frame}) != len(frame):
        twice = _first_twice([entry.id for entry in frame])
        raise UserFacingError(f"抽样框中“{twice}”出现两次，每户只能列入一次。")


def _check_share(request: DrawRequest) -> None:
    if (request.ratio is None) == (request.count is None):
        raise UserFacingError("抽查比例与抽查户数必须且只能给出一种。")
    share: Mapping[str, object] = request.ratio if request.ratio is not None else request.count or {}
    word = "抽查比例" if request.ratio is not None else "抽查户数"
    missing = sorted({entry.group for entry in request.frame} - set(share))
    if missing:
        raise UserFacingError(f"没有给出{_group_words(missing[0])}的{word}，请补上后再封存。")
    for group, text in (request.ratio or {}).items():
        if _RATIO.fullmatch(text) is None or len(text) > _LONGEST_NUMBER:
            raise UserFacingError(
                f"{_group_words(group)}的抽查比例“{text}”不是最短写法的百分数，应如 15 或 2.5。"
            )
    for group, count in (request.count or {}).items():
        if count < 0:
            raise UserFacingError(f"{_group_words(group)}的抽查户数“{count}”不能小于0。")


def _check_batch(batch: Batch | None) -> None:
    if batch is None:
        return
    if not 1 <= batch.number <= batch.of:
        raise UserFacingError(f"批次“第{batch.number}批，共{batch.of}批”不成立。")
    if any(places < 0 for places in batch.already.values()):
        raise UserFacingError("以前各批已抽户数不能小于0。")


def _check_officers(officers: OfficerRequest) -> None:
    if officers.team_size < 2:
        raise UserFacingError("每组检查人员不得少于2人（行政处罚法第四十二条），请修改每组人数。")
    if officers.mode is OfficerMode.TEAMS and officers.teams < 1:
        raise UserFacingError("分组派人至少要有一个检查组，请修改组数。")
    if min(officers.seats) < 0:
        raise UserFacingError("每组人数少于组长与专业人员的席位之和，请增加每组人数。")
    ids = [officer.id for officer in officers.pool]
    for officer_id in ids:
        if _OFFICER_ID.fullmatch(officer_id) is None:
            raise UserFacingError(f"执法证号“{officer_id}”只能由数字和大写字母组成，请更正后再封存。")
    if len(set(ids)) != len(ids):
        raise UserFacingError(f"人员库中执法证号“{_first_twice(ids)}”出现两次。")


def _group_words(group: str) -> str:
    return f"{group}类" if group else "全部对象"


def _first_twice(ids: list[str]) -> str:
    seen: set[str] = set()
    for entry_id in ids:
        if entry_id in seen:
            return entry_id
        seen.add(entry_id)
    return ""


def _officer_parameters(officers: OfficerRequest) -> dict[str, Any]:
    pool = sorted(officers.pool, key=lambda officer: officer.id)
    return {
        "mode": str(officers.mode),
        "need_expert": officers.need_expert,
        "need_leader": officers.need_leader,
        "pool": [{"expert": each.expert, "id": each.id, "leader": each.leader} for each in pool],
        "recusals": [
            {"enterprise": pair.enterprise, "officer": pair.officer} for pair in sorted(officers.recusals)
        ],
        "team_size": officers.team_size,
        "teams": officers.teams,
    }
