"""The office's settings, 科室 and 镇街 as screens see them."""

from dataclasses import dataclass

from models.vocab import DayCount


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
