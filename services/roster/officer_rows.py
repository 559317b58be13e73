"""执法检查人员 and their 回避 as screens and sheets see them: frozen rows, and the drafts that forms edit."""

from dataclasses import dataclass
from datetime import date, datetime

from models.vocab import Industry, OfficerStatus


@dataclass(frozen=True, slots=True)
class OfficerDraft:
    """What the officer form edits and a sheet row becomes."""

    name: str = ""
    certificate_number: str = ""
    certificate_expires_on: date | None = None
    section_name: str = ""
    is_regular: bool = True
    post: str = ""
    title: str = ""
    industries: frozenset[Industry] = frozenset()
    is_expert: bool = False
    is_leader_qualified: bool = False
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
