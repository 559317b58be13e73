"""随机抽取 as screens and papers see it; what a seal would fix is in ``seal_rows``."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.draw import GroupCount
from models.vocab import DrawMethod, DrawOrigin, DrawStage, EntryKind, OfficerMode, Seat, SeedSource
from services.draw.seal_rows import DirectAppointment, FrameCount, FrameRow, PoolRow
from services.plan.scheme_rows import SchemeState


@dataclass(frozen=True, slots=True)
class DrawTaskRow:
    """One task of the year's plan with the state of its draws; ``next_step`` says what is to be done."""

    key: int
    year: int
    number: int
    name: str
    method: DrawMethod
    officer_mode: OfficerMode
    ratio: str
    batches: int
    starts_on: date
    ends_on: date
    batches_drawn: int
    attempts: int
    open_draw_key: int | None  # sealed and not yet drawn, or drawn and not yet dispatched
    next_step: str
    blocked: str  # why no draw can be sealed now; "" when one can
    class_ratios: dict[str, str] | None = None  # risk class → percent (R21)
    scheme: SchemeState = SchemeState.APPROVED


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One officer on one place; one who was replaced stays, with the reason."""

    officer_key: int
    name: str
    certificate_number: str
    position: int
    seat: Seat
    replaced_at: datetime | None
    replaced_reason: str
    replaced_approved_by: str
    is_direct: bool = False


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """A place of another draw that holds the same enterprise and is not inspected yet."""

    place_key: int
    name: str  # 2022-01-1 第3户


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of the result in dispatch order; ``substitutes`` names the entry whose place it took.

    An unopened place of a sealed assignment shows neither team nor officers.
    """

    key: int
    position: int
    entry_id: str
    enterprise_key: int
    name: str
    town_name: str
    address: str
    group: str
    kind: EntryKind
    ticket: str
    team_number: int | None
    seats: tuple[SeatRow, ...]
    substitutes: str
    replaced_at: datetime | None
    replaced_reason: str
    replaced_approved_by: str
    is_unopened: bool = False
    opened_at: datetime | None = None
    opened_by: str = ""
    visit_with: str = ""  # 综合查一次: 抽取编号 and number of the place it is inspected together with
    also_in: tuple[AlsoIn, ...] = ()  # the same enterprise in other draws, open and not joined yet
    origin: DrawOrigin = DrawOrigin.OFFICE

    @property
    def has_officers(self) -> bool:
        """Whether two officers are on the place, told or not."""
        return self.is_unopened or sum(seat.replaced_at is None for seat in self.seats) >= 2

    @property
    def is_live(self) -> bool:
        """Whether this enterprise is to be inspected."""
        return self.replaced_at is None

    @property
    def officer_names(self) -> str:
        """The present officers, leader first."""
        if self.is_unopened:
            return "（未启封）"
        return "、".join(seat.name for seat in self.seats if seat.replaced_at is None)


@dataclass(frozen=True, slots=True)
class OfficerLoadRow:
    """工作量 of one officer: the objects of the year's earlier draws over all tasks, and those of this one."""

    officer_key: int
    name: str
    certificate_number: str
    is_leader: bool
    is_expert: bool
    before: int
    added: int

    @property
    def after(self) -> int:
        """The objects of the year with this draw."""
        return self.before + self.added


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """One part of the seed."""

    by: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """How many places a group or a town got, and of how many."""

    group: str
    stratum: str
    town_name: str
    available: int
    quota: int


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """One person present at the draw."""

    name: str
    role: str  # 主持人, 见证人, 企业代表 …
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """平台抽取 that a draw rests on."""

    key: int
    number: str
    drawn_at: datetime
    objects: int


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """A part of a sealed assignment that is opened at once: a team's, or (``team_number`` None) a leader's."""

    number: int
    team_number: int | None
    leader: str
    place_keys: tuple[int, ...]

    @property
    def title(self) -> str:
        """第1组 or the leader's name, and how many objects; never which."""
        who = f"第{self.team_number}组　组长 {self.leader}" if self.team_number is not None else self.leader
        return f"{who}　{len(self.place_keys)} 户"


@dataclass(frozen=True, slots=True)
class SealRow:
    """One seal: what the 封存单 prints."""

    number: int
    sealed_at: datetime
    frame_digest: str
    parameters_digest: str
    seed_rule: str
    previous: str


@dataclass(frozen=True, slots=True)
class DrawRow:
    """One draw in a list."""

    key: int
    uuid: str
    draw_code: str
    ordinal: int
    batch_number: int | None
    batch_of: int | None
    year: int
    task_key: int
    task_number: int
    task_name: str
    origin: DrawOrigin
    method: DrawMethod
    officer_mode: OfficerMode | None
    stage: DrawStage
    operator: str
    supervisor: str
    seal_number: int
    seed_source: SeedSource
    seed_rule: str
    seed: str | None
    is_publicly_witnessed: bool
    sealed_at: datetime
    drawn_at: datetime | None
    dispatched_at: datetime | None
    drawn_count: int  # places on the dispatch list, 必查 included, after 递补
    result_digest: str | None
    void_reason: str
    void_approved_by: str
    voided_at: datetime | None

    @property
    def title(self) -> str:
        """本次为第 n 次抽取, as every paper says; with the batch where there are several."""
        batch = "" if self.batch_number is None else f"（第{self.batch_number}批，共{self.batch_of}批）"
        return f"本次为第{self.ordinal}次抽取{batch}"


@dataclass(frozen=True, slots=True)
class DrawDetail:
    """One draw with everything that the draw screen shows; ``contributors`` names who gives the seed, in order."""

    row: DrawRow
    register_count: int
    scope_text: str  # the conditions of the task as sealed (R23)
    scheme_title: str  # 工作方案 that the seal rests on, "" for an old draw
    scheme_approval: str  # 2022-05-24 样例局长批准
    platform: PlatformRow | None
    direct: DirectAppointment | None  # 直接委派
    is_assignment_sealed: bool
    meeting_place: str
    attendees: tuple[AttendeeRow, ...]
    changed_since_seal: (
        int  # enterprises changed, added or retired after the seal; the draw uses the sealed frame
    )
    roster_version: str
    stale_roster_reason: str  # why a roster older than a year was drawn from; "" for a younger one
    window_from: date
    window_to: date
    team_size: int
    teams: int | None
    need_leader: bool
    need_expert: bool
    seals: tuple[SealRow, ...]
    contributors: tuple[str, ...]
    contributions: tuple[ContributionRow, ...]
    counts: tuple[FrameCount, ...]
    frame: tuple[FrameRow, ...]
    pool: tuple[PoolRow, ...]
    groups: tuple[GroupCount, ...]
    quotas: tuple[QuotaRow, ...]
    teams_drawn: tuple[tuple[str, ...], ...]  # officers' names, team by team, as drawn
    places: tuple[PlaceRow, ...]
    loads: tuple[OfficerLoadRow, ...]
    load_reasons: tuple[str, ...]  # why the work is shared unevenly; empty where loads differ by one at most
    envelopes: tuple[EnvelopeRow, ...] = ()  # of a sealed assignment: what is not opened yet
    evidence_count: int = 0  # kept files and written grounds

    @property
    def without_officers(self) -> int:
        """The places to be inspected that have no two officers: 直接委派 is still to be done."""
        return sum(place.is_live and not place.has_officers for place in self.places)

    @property
    def unopened(self) -> int:
        """The places whose officers have not been told."""
        return sum(len(envelope.place_keys) for envelope in self.envelopes)

    @property
    def seal(self) -> SealRow:
        """The seal that counts: the last of this draw."""
        return self.seals[-1]
