"""检查记录 as screens see it, and the draft that the result form edits."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.outcomes import Finding
from models.vocab import (
    DrawOrigin,
    EntryKind,
    PaperKind,
    PublicationChannel,
    RecordOutcome,
    RecordStage,
    RefusalGround,
    ResultCode,
    Seat,
)
from services.papers.rows import PaperRow


@dataclass(frozen=True, slots=True)
class RecordOfficerRow:
    """An officer of one inspection."""

    key: int
    name: str
    certificate_number: str
    section: str
    seat: Seat


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One publication clock of one inspection: when it runs out and whether it was met."""

    channel: PublicationChannel
    due_on: date
    is_certain: bool  # false: the holidays of that year have not been announced
    done_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One line of the record tab."""

    key: int
    uuid: str
    year: int
    task_key: int
    task_number: int
    task_name: str
    draw_key: int
    draw_code: str
    position: int
    kind: EntryKind
    enterprise_key: int
    enterprise_name: str
    credit_code: str
    town_name: str
    industry: str
    address: str
    officers: tuple[RecordOfficerRow, ...]
    stage: RecordStage
    due_on: date
    visit_from: date | None
    visit_to: date | None
    inspected_from: datetime | None
    inspected_to: datetime | None
    result_on: date | None
    outcome: RecordOutcome | None
    notice_number: str
    letter_number: str
    papers: tuple[tuple[PaperKind, int], ...]  # in force, with their keys, in the order of their issue
    clocks: tuple[ClockRow, ...]
    is_overdue: bool
    ended_reason: str
    visit_with: str = ""  # 综合查一次: the draw it is inspected together with
    origin: DrawOrigin = DrawOrigin.OFFICE
    is_unopened: bool = False  # 派人封存: nobody is told who goes before the leader opens it

    @property
    def kind_label(self) -> str:
        """抽中, 必查 or 平台抽取."""
        if self.origin is DrawOrigin.PLATFORM:
            return self.origin.label
        return "必查" if self.kind is EntryKind.COMPULSORY else "抽中"

    @property
    def officer_names(self) -> str:
        """The officers in their order, leader first; 未启封 while they are not told."""
        if self.is_unopened:
            return "（未启封）"
        return "、".join(officer.name for officer in self.officers)

    @property
    def leader_name(self) -> str:
        """The first of the officers, who enters the result in the credit system; empty when there is none."""
        return self.officers[0].name if self.officers else ""

    def paper_key(self, kind: PaperKind) -> int | None:
        """Return the last paper of a 文种 that is in force."""
        return next((key for paper, key in reversed(self.papers) if paper is kind), None)

    def clock(self, channel: PublicationChannel) -> ClockRow | None:
        """Return the clock of a channel, None before the inspection has ended."""
        return next((clock for clock in self.clocks if clock.channel is channel), None)

    @property
    def next_due_on(self) -> date | None:
        """最迟日期: the earliest of the open clocks, or the end of the inspection period before the visit."""
        if self.stage in {RecordStage.PENDING, RecordStage.NOTIFIED}:
            return self.due_on
        return min((clock.due_on for clock in self.clocks if clock.done_on is None), default=None)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One item of one inspection with what was found."""

    item_key: int
    number: int
    title: str
    content: str
    result: ResultCode | None
    text: str
    measure: str
    rectify_by: date | None


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """One publication of one result."""

    channel: PublicationChannel
    published_on: date
    published_by: str
    reference: str


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """Everything about one inspection."""

    row: RecordRow
    item_subject: str
    legal_representative: str
    contact: str
    phone: str
    findings: tuple[FindingRow, ...]
    refusal_ground: RefusalGround | None
    remark: str
    entered_by: str
    papers: tuple[PaperRow, ...]
    publications: tuple[PublicationRow, ...]


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """What the result form edits; ``findings`` is item key → finding, one for each item of the task."""

    inspected_from: datetime | None
    inspected_to: datetime | None
    result_on: date | None
    findings: dict[int, Finding]
    refusal_ground: RefusalGround | None = None
    remark: str = ""
