"""本年度检查台账 of one enterprise, and 其他检查, as screens and papers see them."""

from dataclasses import dataclass
from datetime import date, datetime

from models.vocab import VisitKind


@dataclass(frozen=True, slots=True)
class OtherVisitDraft:
    """What the dialog edits: an inspection that no draw of this program led to."""

    enterprise_key: int
    kind: VisitKind = VisitKind.CASE
    visited_on: date | None = None
    unit: str = ""  # who inspected: a 科室 or another department
    ground: str = ""  # 案件来源, 督办文号 …


@dataclass(frozen=True, slots=True)
class OtherVisitRow:
    """One 其他检查 as entered; a cancelled one stays."""

    key: int
    enterprise_key: int
    kind: VisitKind
    visited_on: date
    unit: str
    ground: str
    cancelled_at: datetime | None
    cancelled_reason: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line: a drawn visit or another one; ``not_counted`` says why it is not in the cap."""

    on: date
    kind: str  # 双随机检查, 复查 …
    words: str
    not_counted: str
    other_key: int | None = None  # of a 其他检查 that can be cancelled

    @property
    def counts(self) -> bool:
        """Whether the cap counts it."""
        return not self.not_counted

    @property
    def text(self) -> str:
        """The whole line: 双随机检查 2022-01-1 待检查 · 计入频次."""
        return f"{self.kind}　{self.words}（{self.not_counted or '计入频次'}）"


@dataclass(frozen=True, slots=True)
class YearLedger:
    """The visits of one enterprise in one year over all kinds; ``exemption`` says why the cap does not bind it."""

    year: int
    cap: int
    exemption: str
    rows: tuple[LedgerRow, ...]

    @property
    def counted(self) -> int:
        """How many count in the cap."""
        return sum(row.counts for row in self.rows)

    @property
    def summary(self) -> str:
        """计入频次 2 次，已达上限 2 次."""
        if self.exemption:
            return f"计入频次 {self.counted} 次；{self.exemption}"
        word = "已达上限" if self.counted >= self.cap else "上限"
        return f"计入频次 {self.counted} 次，{word} {self.cap} 次"


@dataclass(frozen=True, slots=True)
class VisitStandings:
    """Of every enterprise: the visits that the cap counts in the year, and the last day it was inspected."""

    year: int
    counts: dict[int, int]
    last: dict[int, date]
