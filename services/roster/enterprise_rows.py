"""检查对象 as screens and sheets see them: frozen rows, and the draft that the form edits."""

from dataclasses import dataclass
from datetime import date, datetime

from models.vocab import (
    EnterpriseStatus,
    EntityKind,
    Hazard,
    Industry,
    RiskClass,
    RosterGroup,
    Scale,
    Standardization,
    Term,
)


@dataclass(frozen=True, slots=True, order=True)
class Licence:
    """One 许可证: what kind it is, its number, and the last day it is good for (None: not known)."""

    kind: str
    number: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class EnterpriseDraft:
    """What the enterprise form edits and a sheet row becomes; ``town_code`` None is 镇街 待定."""

    name: str = ""
    former_names: str = ""
    """曾用名, parted by 、."""
    credit_code: str = ""
    registration_number: str = ""
    former_codes: str = ""
    """曾用代码, parted by 、."""
    is_case_only: bool = False
    """No code at all: kept for 个案检查, never drawn."""
    kind: EntityKind = EntityKind.ENTERPRISE
    established_on: date | None = None
    status: EnterpriseStatus = EnterpriseStatus.ACTIVE
    status_on: date | None = None
    status_source: str = ""
    registrar: str = ""
    address: str = ""
    work_address: str = ""
    """生产经营地址 where it is not the 住所."""
    town_code: str | None = None
    industry: Industry = Industry.OTHER
    industry_code: str = ""
    industry_is_guess: bool = False
    industry_reason: str = ""
    """Why the industry departs from the one its code maps to."""
    business_scope: str = ""
    legal_representative: str = ""
    contact: str = ""
    phone: str = ""
    employees: int | None = None
    scale: Scale | None = None
    standardization: Standardization | None = None
    risk_class: RiskClass | None = None
    risk_on: date | None = None
    risk_source: str = ""
    is_dishonest: bool = False
    dishonest_basis: str = ""
    dishonest_from: date | None = None
    dishonest_until: date | None = None
    is_blacklisted: bool = False
    blacklist_basis: str = ""
    blacklist_from: date | None = None
    blacklist_until: date | None = None
    is_abnormal: bool = False
    abnormal_basis: str = ""
    abnormal_from: date | None = None
    abnormal_until: date | None = None
    is_focus: bool = False
    focus_reason: str = ""
    hazards: frozenset[Hazard] = frozenset()
    licences: tuple[Licence, ...] = ()
    """Sorted."""
    tags: frozenset[str] = frozenset()
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


class Mark(Term):
    """What the chooser of 标记 offers besides the 重点标记."""

    DISHONEST = "dishonest", "严重失信"
    BLACKLISTED = "blacklisted", "安全生产黑名单"
    ABNORMAL = "abnormal", "经营异常"
    FOCUS = "focus", "其他应查"
    CASE_ONLY = "case_only", "只作个案"
    WITHOUT_CODE = "without_code", "无信用代码"
    GUESSED = "guessed", "行业为推测"


@dataclass(frozen=True, slots=True)
class EnterpriseWords:
    """The words that the office has used freely, to be offered again."""

    licence_kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterpriseFilter:
    """What the list is narrowed to; an empty condition asks nothing. A town of None in ``towns`` is 待定."""

    text: str = ""
    """Words; each must be found by part of a name, address, person, code or phone, by pinyin or initials."""
    towns: frozenset[str | None] = frozenset()
    is_outside: bool = False
    """Those outside the district too, or only they where no town is chosen."""
    industries: frozenset[Industry] = frozenset()
    statuses: frozenset[EnterpriseStatus] = frozenset()
    hazards: frozenset[Hazard] = frozenset()
    kinds: frozenset[EntityKind] = frozenset()
    groups: frozenset[RosterGroup] = frozenset()
    marks: frozenset[Hazard | Mark] = frozenset()
    """Any of them."""
    risk_classes: frozenset[RiskClass] = frozenset()
    scales: frozenset[Scale] = frozenset()
    standardizations: frozenset[Standardization] = frozenset()
    licence_kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    only_dishonest: bool = False
    only_guessed: bool = False
    only_abnormal: bool = False
    only_without_code: bool = False
    with_retired: bool = False
    keys: frozenset[int] = frozenset()
    """Among these records only."""


@dataclass(frozen=True, slots=True)
class EnterpriseOrder:
    """What the list is sorted by; ``entered`` is the order in which records came, ``rank`` a number a record in ``ranks``.

    One of entered, name, code, town, industry, status, marks, updated, phone, risk, address, legal_representative, contact,
    business_scope, rank. A record without a value stands last both ways.
    """

    by: str = "entered"
    descends: bool = False
    ranks: tuple[tuple[int, int], ...] = ()
