"""What a seal would fix, as the screen shows it before: the clerk's choices, the frame, the pool and what stands in the way."""

from dataclasses import dataclass
from datetime import date

from models.rules.draw import GroupCount
from models.rules.eligibility import reason_word
from models.vocab import DrawMethod, DrawOrigin, EntryKind, OfficerMode
from services.plan.scheme_rows import SchemeState
from services.roster.version_rows import RosterStanding


@dataclass(frozen=True, slots=True)
class DirectAppointment:
    """直接委派: why the officers cannot be drawn, and who approved that they are named instead (国发〔2019〕5号; R35)."""

    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class SealChoices:
    """What the clerk decides before a seal, beyond the task itself."""

    window_from: date | None = None
    window_to: date | None = None
    stale_roster_reason: str = ""
    platform_draw_key: int | None = None  # the objects were drawn on the provincial platform
    direct: DirectAppointment | None = None
    seals_assignment: bool = False  # officers learn the enterprise only when their leader opens it


@dataclass(frozen=True, slots=True)
class FrameCount:
    """One line of the frame's counts: a town in a risk class."""

    town_code: str
    town_name: str
    group: str
    selectable: int
    compulsory: int
    excluded: int

    @property
    def total(self) -> int:
        """The entries of the frame in this line."""
        return self.selectable + self.compulsory + self.excluded


@dataclass(frozen=True, slots=True)
class FrameRow:
    """One enterprise of the register in a draw; ``kind`` is None for one that is not in the frame."""

    enterprise_key: int
    entry_id: str
    name: str
    town_name: str
    stratum: str
    group: str
    kind: EntryKind | None
    reason: str
    also_in: str = ""  # the other draws that hold it, open and not inspected yet
    origin: DrawOrigin = DrawOrigin.OFFICE

    @property
    def kind_label(self) -> str:
        """可抽, 必查, 不抽 or 未列入; 平台抽取 for the objects of a platform's list."""
        if self.kind is EntryKind.COMPULSORY and self.origin is DrawOrigin.PLATFORM:
            return self.origin.label
        return "未列入" if self.kind is None else self.kind.label

    @property
    def why(self) -> str:
        """The short word of the reason why it is not drawn: 频次上限, 状态, 条件不符 …; "" for 可抽 and 必查."""
        return reason_word(self.reason) if self.kind in (None, EntryKind.EXCLUDED) else ""


@dataclass(frozen=True, slots=True)
class PoolRow:
    """One officer of the roster in a draw, in the pool or out of it with the reason."""

    officer_key: int
    certificate_number: str
    name: str
    is_leader: bool
    is_expert: bool
    in_pool: bool
    reason: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class DrawPreview:
    """What a seal would fix now. It can be sealed when ``blocked`` is empty and nothing stands in the way."""

    task_key: int
    task_name: str
    draw_code: str
    ordinal: int
    batch_number: int | None
    batch_of: int | None
    method: DrawMethod
    officer_mode: OfficerMode
    team_size: int
    teams: int | None
    need_leader: bool
    need_expert: bool
    window_from: date
    window_to: date
    register_count: int
    counts: tuple[FrameCount, ...]
    groups: tuple[GroupCount, ...]
    frame: tuple[FrameRow, ...]
    pool: tuple[PoolRow, ...]
    recusals: int
    blocked: str
    obstacles: tuple[str, ...]
    remedies: tuple[str, ...]
    notes: tuple[str, ...]
    roster: RosterStanding
    choices: SealChoices
    scope_text: str
    scheme_title: str
    same_pairs: int  # of the recusals: 上次同人同户
    scheme: SchemeState = SchemeState.APPROVED
    can_appoint: bool = False  # the officers cannot be drawn, so that 直接委派 may be approved (R35)

    @property
    def origin(self) -> DrawOrigin:
        """Who drew the objects."""
        return DrawOrigin.OFFICE if self.choices.platform_draw_key is None else DrawOrigin.PLATFORM

    @property
    def places(self) -> int:
        """The number to draw."""
        return sum(group.places for group in self.groups)

    @property
    def compulsory(self) -> int:
        """The enterprises inspected without being drawn."""
        return sum(count.compulsory for count in self.counts)

    @property
    def can_seal(self) -> bool:
        """Whether the seal is possible now."""
        return not self.blocked and not self.obstacles
