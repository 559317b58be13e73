"""The columns of the list of 检查对象, and the chips and words that its detail shows too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.vocab import EnterpriseStatus, Hazard, RecordOutcome
from services.records.rows import RecordRow
from services.roster.enterprise_rows import EnterpriseRow
from services.roster.visit_rows import VisitStandings
from ui.roster.roster_table import TableLook
from ui.table.model import RIGHT, Chip, Column

NAME = "企业名称"
PENDING = "pending"
OUTSIDE = "outside"

STATUS_TONES = {
    EnterpriseStatus.ACTIVE: "ok",
    EnterpriseStatus.CANCELLED: "neutral",
    EnterpriseStatus.REVOKED: "bad",
    EnterpriseStatus.WITHDRAWN: "neutral",
    EnterpriseStatus.MOVED_OUT: "warn",
    EnterpriseStatus.SUSPENDED: "warn",
    EnterpriseStatus.LIQUIDATING: "warn",
    EnterpriseStatus.SHUT_DOWN: "bad",
}
HAZARD_TONES = {
    Hazard.METAL_SMELTING: "warn",
    Hazard.DUST_EXPLOSION: "violet",
    Hazard.CONFINED_SPACE: "info",
    Hazard.AMMONIA: "teal",
    Hazard.MAJOR_HAZARD: "bad",
    Hazard.DEEP_WELL_CASTING: "warn",
    Hazard.GAS: "teal",
}
OUTCOME_TONES = {
    RecordOutcome.NORMAL: "ok",
    RecordOutcome.PROBLEM: "warn",
    RecordOutcome.PENDING_ACTION: "warn",
    RecordOutcome.REFUSED: "bad",
}

LOOK = TableLook(
    stretched=NAME,
    hidden=("注册地址", "法定代表人", "联系人", "联系电话", "信用风险", "经营范围"),
    text_before_chips=("行业",),
)


@dataclass
class VisitBook:
    """The drawn inspections of each 检查对象, the newest first, and how the enterprises stand in the year of the tab."""

    standings: VisitStandings = field(default_factory=lambda: VisitStandings(0, {}, {}))
    visits: Mapping[int, Sequence[RecordRow]] = field(default_factory=dict[int, Sequence[RecordRow]])

    @property
    def year(self) -> int:
        """The year that rules the tab."""
        return self.standings.year

    def of(self, enterprise_key: int) -> Sequence[RecordRow]:
        """Return the drawn inspections of an enterprise."""
        return self.visits.get(enterprise_key, ())

    def count(self, enterprise_key: int) -> int:
        """Return how many visits of the year the cap counts, as the draw counts them."""
        return self.standings.counts.get(enterprise_key, 0)


def status_chips(row: EnterpriseRow) -> list[Chip]:
    """Return the 登记状态, and whether it has left the roster."""
    chips = [Chip(row.draft.status.label, STATUS_TONES[row.draft.status])]
    return [*chips, Chip("已退出", "neutral")] if row.is_retired else chips


def mark_chips(row: EnterpriseRow) -> list[Chip]:
    """Return 严重失信 and the 重点标记 in the order of the vocabulary."""
    draft = row.draft
    marks = [Chip(one.label, HAZARD_TONES[one]) for one in Hazard if one in draft.hazards]
    return [Chip("严重失信", "bad"), *marks] if draft.is_dishonest else marks


def guess_chips(row: EnterpriseRow) -> list[Chip]:
    """Return 推测 for an industry that nobody has confirmed."""
    return [Chip("推测", "warn")] if row.draft.industry_is_guess else []


def town_text(row: EnterpriseRow) -> str:
    """Return the 镇街; one outside the district says so."""
    if row.is_in_district or "区外" in row.town_name:
        return row.town_name
    return f"{row.town_name}（区外）"


def town_value(row: EnterpriseRow) -> str:
    """Return what the chooser of 镇街 looks at."""
    if not row.is_in_district:
        return OUTSIDE
    return row.draft.town_code or PENDING


def updated_on(row: EnterpriseRow) -> date:
    """Return the day of the last change."""
    return row.updated_at.date()


_FURTHER: tuple[Column[EnterpriseRow], ...] = (
    Column("注册地址", lambda row: row.draft.address, width=280),
    Column("法定代表人", lambda row: row.draft.legal_representative, width=88),
    Column("联系人", lambda row: row.draft.contact, width=88),
    Column("联系电话", lambda row: row.draft.phone, width=116),
    Column(
        "信用风险",
        lambda row: row.draft.risk_class.label if row.draft.risk_class is not None else "",
        width=80,
        is_searched=False,
    ),
    Column("经营范围", lambda row: row.draft.business_scope, width=320, is_searched=False),
)
"""Columns that are searched, but shown on demand only."""


ORDERS = {
    NAME: "name",
    "统一社会信用代码": "code",
    "镇街": "town",
    "行业": "industry",
    "状态": "status",
    "标记": "marks",
    "本年检查": "rank",
    "更新日期": "updated",
    "注册地址": "address",
    "法定代表人": "legal_representative",
    "联系人": "contact",
    "联系电话": "phone",
    "信用风险": "risk",
    "经营范围": "business_scope",
}
"""What the database sorts by for each column: ``EnterpriseOrder.by``."""


def enterprise_columns(book: VisitBook) -> tuple[Column[EnterpriseRow], ...]:
    """Return the columns; what the choosers filter is not searched, or 「机械」 would find every 机械 firm twice."""
    return (
        Column(NAME, lambda row: row.name, width=216, tone=_retired_tone),
        Column("统一社会信用代码", lambda row: row.code, width=160, tone=_retired_tone),
        Column("镇街", _town_words, width=92, tone=_town_tone, is_searched=False),
        Column(
            "行业",
            lambda row: row.draft.industry.label,
            lambda row: list(type(row.draft.industry)).index(row.draft.industry),
            width=84,
            chips=guess_chips,
            is_searched=False,
        ),
        Column(
            "状态",
            lambda row: "、".join(chip.text for chip in status_chips(row)),
            lambda row: (row.is_retired, list(EnterpriseStatus).index(row.draft.status)),
            width=64,
            chips=status_chips,
            is_searched=False,
        ),
        Column(
            "标记",
            lambda row: "、".join(chip.text for chip in mark_chips(row)),
            width=160,
            chips=mark_chips,
            is_searched=False,
        ),
        Column(
            "本年检查",
            lambda row: str(book.count(row.key)),
            lambda row: book.count(row.key),
            width=68,
            align=RIGHT,
            is_searched=False,
        ),
        Column("更新日期", lambda row: updated_on(row).isoformat(), updated_on, width=88, is_searched=False),
        *_FURTHER,
    )


def _town_words(row: EnterpriseRow) -> str:
    """Say 区外 first: a narrow column must not cut it off."""
    if row.is_in_district:
        return row.town_name
    return f"区外 {row.town_name.removesuffix('（区外）')}"


def _retired_tone(row: EnterpriseRow) -> str | None:
    return "secondary" if row.is_retired else None


def _town_tone(row: EnterpriseRow) -> str | None:
    return "warn" if town_value(row) in {PENDING, OUTSIDE} else None
