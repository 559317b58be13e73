"""执法检查人员 and their 回避 as screens and sheets see them: frozen rows, and the drafts that forms edit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from models.vocab import Industry, LeaveKind, OfficerStatus


@dataclass(frozen=True, slots=True)
class OfficerDraft:
    """What the officer form edits and a sheet row becomes."""

    name: str = ""
    certificate_number: str = ""
    certificate_expires_on: date | None = None
    second_certificate_number: str = ""
    """第二证号, such as 部门执法证."""
    second_certificate_expires_on: date | None = None
    staff_number: str = ""
    id_number: str = ""
    """身份证号: for the provincial platform only; no list, paper or log line shows it."""
    education: str = ""
    section_name: str = ""
    is_regular: bool = True
    post: str = ""
    title: str = ""
    industries: frozenset[Industry] = frozenset()
    is_expert: bool = False
    is_leader_qualified: bool = False
    towns: frozenset[str] = frozenset()
    """Names of the 负责镇街."""
    phone: str = ""
    status: OfficerStatus = OfficerStatus.ON_DUTY
    remark: str = ""


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One 执法检查人员 of the list; ``obstacle`` says why the officer cannot be drawn today, None when 可抽取 (R1)."""

    key: int
    uuid: str
    row_version: int
    draft: OfficerDraft
    section_key: int | None
    obstacle: str | None
    days_to_expiry: int | None
    second_days_to_expiry: int | None
    recusals: int
    updated_at: datetime
    retired_at: datetime | None
    retired_reason: str

    @property
    def name(self) -> str:
        """姓名."""
        return self.draft.name

    @property
    def is_retired(self) -> bool:
        """Whether the officer has left the roster."""
        return self.retired_at is not None

    @property
    def is_drawable(self) -> bool:
        """可抽取."""
        return self.obstacle is None


@dataclass(frozen=True, slots=True)
class ExpiringCertificate:
    """One certificate that ends soon or has ended, and whose it is (R3)."""

    officer_key: int
    officer_name: str
    title: str
    """执法证 or 第二证."""
    expires_on: date
    days: int
    """Until its last day; negative once it has passed."""


def expiry_lines(certificates: Iterable[ExpiringCertificate]) -> list[str]:
    """Return a line for each of the three stages of R3 that has anybody in it: 已到期, 30 日内, 60 日内."""
    stages: dict[str, list[str]] = {"已到期": [], "30 日内到期": [], "60 日内到期": []}
    for one in certificates:
        stage = "已到期" if one.days <= 0 else "30 日内到期" if one.days <= 30 else "60 日内到期"
        stages[stage].append(f"{one.officer_name}（{one.title} {one.expires_on}）")
    return [f"{stage}：{'、'.join(names)}" for stage, names in stages.items() if names]


@dataclass(frozen=True, slots=True)
class LeaveDraft:
    """Days on which an officer is away, both ends included, as the form edits them."""

    officer_key: int
    kind: LeaveKind = LeaveKind.LEAVE
    starts_on: date | None = None
    ends_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """One 请假, 公差 or 培训; a cancelled one stays on record."""

    key: int
    uuid: str
    officer_key: int
    officer_name: str
    kind: LeaveKind
    starts_on: date
    ends_on: date
    reason: str
    cancelled_at: datetime | None

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.ends_on - self.starts_on).days + 1


@dataclass(frozen=True, slots=True)
class SectionPeriod:
    """In which 科室 an officer worked from a day on; "" for none."""

    since: date
    section_name: str


@dataclass(frozen=True, slots=True)
class RecusalDraft:
    """回避 as the form edits it; no dates means without limit."""

    officer_key: int
    enterprise_key: int
    reason: str
    basis: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class RecusalRow:
    """One 回避 with the names it is about."""

    key: int
    uuid: str
    draft: RecusalDraft
    officer_name: str
    enterprise_name: str
    enterprise_code: str
    is_in_force: bool
