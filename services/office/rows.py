"""The office's settings, 科室 and 镇街 as screens see them."""

from dataclasses import dataclass

from models.vocab import DayCount, Industry, Letterhead

SAMPLE_MARK = "样例数据，非正式文书"
"""What every paper says that was made from practice data."""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """Every setting of the office; the field names are the columns of ``models.tables.office.Office``."""

    bureau_name: str
    short_name: str
    plan_department: str
    district_code: str
    address: str
    contact_name: str
    phone: str
    supervision_phone: str
    is_sample: bool
    number_prefix: str
    notice_word: str
    letter_prefix: str
    review_authority: str
    court: str
    paper_set: str
    redraw_approver: str
    yearly_cap: int
    cap_exempts_industries: bool
    cap_counts_reviews: bool
    platform_days: int
    platform_day_count: DayCount
    credit_days: int
    credit_day_count: DayCount
    portal_days: int
    portal_day_count: DayCount
    notice_in_advance: bool
    ratio_floor: str
    certificate_number_format: str
    bundle_retention_years: int
    platform_format: str
    industry_notice: str
    includes_individuals: bool
    class_ratios: str
    class_floors: str
    class_ceilings: str
    exclusion_months: int
    bars_same_pair: bool
    officer_load_cap: int
    publishes_groups: bool
    publishes_full_at_once: bool
    series_words: dict[str, str]
    form_sets: dict[str, str]
    shares_serial: bool
    approval_before_notice: bool
    prints_discipline: bool
    letterhead: Letterhead
    imprint_copies_to: str
    prints_qr: bool
    uses_system_fonts: bool

    @property
    def window_name(self) -> str:
        """The office's name as the window shows it; practice data says so."""
        return f"{self.short_name}（样例数据）" if self.is_sample else self.short_name


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One 科室 or 大队 with its former names."""

    key: int
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TownRow:
    """One 镇街; ``in_district`` is false for places that old addresses name but that belong elsewhere today."""

    code: str
    name: str
    in_district: bool


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One 科室 as its editor shows it, with what depends on it."""

    key: int
    name: str
    aliases: tuple[str, ...]
    is_active: bool
    officers: int
    """Officers on the roster who work there."""
    tasks: int
    """Tasks of the plans that name it."""
    merged_into: str = ""
    """The 科室 of which this name is a former name."""


@dataclass(frozen=True, slots=True)
class TownDraft:
    """What the town form edits; ``code`` "" lets the program give an area without a national code one of its own."""

    name: str = ""
    stem: str = ""
    """How addresses name it (岳滩); "" for a place that no address names."""
    code: str = ""
    in_district: bool = True


@dataclass(frozen=True, slots=True)
class TownLine:
    """One 镇街 as its editor shows it, with what depends on it."""

    draft: TownDraft
    is_active: bool
    enterprises: int
    officers: int

    @property
    def code(self) -> str:
        """What identifies it."""
        return self.draft.code

    @property
    def name(self) -> str:
        """岳滩镇."""
        return self.draft.name


@dataclass(frozen=True, slots=True)
class IndustryCodeLine:
    """One line of the mapping GB/T 4754 → 工贸行业; ``bundled`` is what the program's own table says of the prefix."""

    prefix: str
    industry: Industry
    bundled: Industry | None

    @property
    def is_own(self) -> bool:
        """Whether the office says something else than the program's own table."""
        return self.industry is not self.bundled
