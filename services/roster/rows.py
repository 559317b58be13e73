"""检查对象, 执法检查人员, 回避 and 抽查事项 as screens and sheets see them: frozen rows, and the drafts that forms edit."""

from dataclasses import dataclass
from datetime import date, datetime

from models.vocab import (
    EnterpriseStatus,
    EntityKind,
    Hazard,
    Industry,
    ItemCategory,
    OfficerStatus,
    RiskClass,
)
from services.files.sheets import SourceFile


@dataclass(frozen=True, slots=True)
class EnterpriseDraft:
    """What the enterprise form edits and a sheet row becomes; ``town_code`` None is 镇街 待定."""

    name: str = ""
    credit_code: str = ""
    registration_number: str = ""
    kind: EntityKind = EntityKind.ENTERPRISE
    established_on: date | None = None
    status: EnterpriseStatus = EnterpriseStatus.ACTIVE
    registrar: str = ""
    address: str = ""
    town_code: str | None = None
    industry: Industry = Industry.OTHER
    industry_code: str = ""
    industry_is_guess: bool = False
    business_scope: str = ""
    legal_representative: str = ""
    contact: str = ""
    phone: str = ""
    employees: int | None = None
    risk_class: RiskClass | None = None
    is_dishonest: bool = False
    dishonest_basis: str = ""
    hazards: frozenset[Hazard] = frozenset()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """One 检查对象 of the list. ``row_version`` goes back with a change, so that two clerks do not overwrite each other."""

    key: int
    uuid: str
    row_version: int
    draft: EnterpriseDraft
    town_name: str
    is_in_district: bool
    updated_at: datetime
    retired_at: datetime | None
    retired_reason: str

    @property
    def code(self) -> str:
        """统一社会信用代码, or the 注册号 where there is none."""
        return self.draft.credit_code or self.draft.registration_number

    @property
    def name(self) -> str:
        """企业名称."""
        return self.draft.name

    @property
    def is_retired(self) -> bool:
        """Whether it has left the roster."""
        return self.retired_at is not None

    @property
    def is_eligible(self) -> bool:
        """Whether it may be drawn at all: 存续, in the district, on the roster (细则 art. 11)."""
        return not self.is_retired and self.is_in_district and self.draft.status is EnterpriseStatus.ACTIVE


@dataclass(frozen=True, slots=True)
class EnterpriseFilter:
    """What the list is narrowed to; an empty condition asks nothing. A town of None in ``towns`` is 待定."""

    text: str = ""
    towns: frozenset[str | None] = frozenset()
    industries: frozenset[Industry] = frozenset()
    statuses: frozenset[EnterpriseStatus] = frozenset()
    hazards: frozenset[Hazard] = frozenset()
    kinds: frozenset[EntityKind] = frozenset()
    only_dishonest: bool = False
    only_guessed: bool = False
    with_retired: bool = False


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


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """抽查事项 as the form edits it."""

    title: str = ""
    content: str = ""
    number: int | None = None
    category: ItemCategory = ItemCategory.GENERAL
    target: str = ""
    method: str = ""
    basis: str = ""
    effective_from: date | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One edition of one 抽查事项."""

    key: int
    uuid: str
    lineage: str
    edition: int
    draft: ItemDraft
    effective_to: date | None

    @property
    def title(self) -> str:
        """抽查事项."""
        return self.draft.title

    @property
    def is_current(self) -> bool:
        """Whether this is the edition in force."""
        return self.effective_to is None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row of a sheet was refused: the row as Excel shows it, the column as its header says, one sentence."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken, with its own cells, for the report that goes back to the sender."""

    row: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """A row that was taken though its address names none of the district's 镇街: 待定, or 区外 and never drawn."""

    row: int
    name: str
    address: str
    reason: str
    is_outside: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do: read = added + updated + unchanged + refused."""

    file_name: str
    sheet_name: str
    header: tuple[str, ...]
    read: int
    added: int
    updated: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    notes: tuple[str, ...] = ()
    """Sentences that refuse nothing: merged cells read, addresses without a town, industries guessed."""
    unplaced: tuple[UnplacedRow, ...] = ()
    missing: tuple[str, ...] = ()
    """Fields of the draft that the sheet has no column for and that one answer may fill: status, industry."""
    source: SourceFile | None = None
    """The file as it was read, so that a commit can tell whether it is still the one previewed."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems in the order of the sheet."""
        return tuple(problem for row in self.refused for problem in row.problems)

    @property
    def counts(self) -> dict[str, int]:
        """The four counts and their sum."""
        return {
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": len(self.refused),
        }

    @property
    def summary(self) -> str:
        """The counts in words."""
        return f"共 {self.read} 行，新增 {self.added}，更新 {self.updated}，未变 {self.unchanged}，未导入 {len(self.refused)}"
