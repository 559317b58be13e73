"""What the papers of a draw tell, line by line, as frozen rows; ``draw_parts`` words them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class TaskLines:
    """What is drawn and under which conditions, as sealed. Empty texts leave their line out."""

    name: str
    number: str  # 2022年度第1项
    platform_number: str
    method: str
    is_stratified: bool
    scope: str  # the conditions (R23)
    window_from: date
    window_to: date
    scheme: str  # title and approval (R24)
    roster_version: str
    stale_roster_reason: str
    batch: str
    platform: str  # 平台抽取: number, time, count
    direct: str  # 直接委派: reason and approver
    is_assignment_sealed: bool
    team_rules: str
    operator: str
    supervisor: str


@dataclass(frozen=True, slots=True)
class SealLine:
    """The seal that counts."""

    number: int
    sealed_at: datetime
    frame_digest: str
    parameters_digest: str
    previous: str  # "" for the first seal of the office
    seed_rule: str


@dataclass(frozen=True, slots=True)
class FrameLine:
    """The frame in one town and one risk class."""

    town: str
    group: str
    selectable: int
    compulsory: int
    excluded: int


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """How many enterprises of the register have one reason for being out of the draw or compulsory."""

    kind: str  # 未列入, 必查, 不抽
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The quota of one group."""

    group: str
    share: str  # 15% or 18户
    base: int
    available: int
    places: int


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """The places of one town in one group (不定向), or of one group (定向: no town), and the last ticket that was drawn."""

    town: str
    group: str
    available: int
    of_group: int  # what the whole group has to draw from
    group_places: int
    quota: int
    cutoff: str  # full ticket, "" where nobody was drawn


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One officer on a place: ``seat`` is 组长, 专业人员 or empty, ``note`` 补抽 or 直接委派 or empty."""

    name: str
    seat: str
    note: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place of the list; one that was replaced stays, struck through, with the reason."""

    position: int
    ticket: str
    name: str
    code: str
    town: str
    group: str
    kind: str  # 抽中, 必查, 平台抽取, 递补
    team: int | None
    seats: tuple[SeatLine, ...]
    is_unopened: bool
    is_replaced: bool
    note: str


@dataclass(frozen=True, slots=True)
class PoolLine:
    """One officer of the roster: with the objects of this draw where in the pool, with the reason where not."""

    name: str
    certificate: str
    section: str
    seats: str  # 组长、专业
    load: int
    reason: str  # "" for one in the pool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One 递补 or 补抽 since the draw."""

    at: datetime
    kind: str
    out: str
    into: str  # "" where the place lapsed
    about: str
    reason: str
    approved_by: str
    evidence: str


@dataclass(frozen=True, slots=True)
class VoidLine:
    """One earlier attempt that was voided."""

    draw_code: str
    voided_at: datetime
    reason: str
    approved_by: str
    evidence: str


@dataclass(frozen=True, slots=True)
class SeedLine:
    """One contribution to the seed."""

    by: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultLines:
    """What a drawn draw gave, and what became of it since."""

    drawn_at: datetime
    seed: str
    seed_parts: tuple[SeedLine, ...]
    is_publicly_witnessed: bool
    result_digest: str
    groups: tuple[GroupLine, ...]
    quotas: tuple[QuotaLine, ...]
    places: tuple[PlaceLine, ...]
    officers: tuple[PoolLine, ...]  # those in the pool
    load_reasons: tuple[str, ...]  # why the work is shared unevenly
    changes: tuple[ChangeLine, ...]
    voided: tuple[VoidLine, ...]

    @property
    def sampled(self) -> int:
        """The places that were drawn, substitutes not counted."""
        return sum(place.kind == SAMPLED for place in self.places)

    @property
    def given(self) -> int:
        """The places that were not drawn: 必查, or the list of the platform."""
        return sum(place.kind in (COMPULSORY, PLATFORM) for place in self.places)

    @property
    def unopened(self) -> int:
        """The places of a sealed assignment that nobody has opened yet."""
        return sum(place.is_unopened for place in self.places)


SAMPLED, COMPULSORY, PLATFORM, SUBSTITUTE = "抽中", "必查", "平台抽取", "递补"
