"""The spans that a 统计表 counts: the year, its halves, quarters and months."""

from dataclasses import dataclass
from datetime import date, timedelta

_QUARTERS = ("一", "二", "三", "四")


@dataclass(frozen=True, slots=True)
class Span:
    """Some months of a year, named as the office names them; both numbers of the calendar."""

    name: str
    first_month: int
    last_month: int

    def days(self, year: int) -> tuple[date, date]:
        """Return the first and the last day of the span in a year."""
        after = date(year + self.last_month // 12, self.last_month % 12 + 1, 1)
        return date(year, self.first_month, 1), after - timedelta(days=1)


YEAR = Span("全年", 1, 12)
SPANS: tuple[Span, ...] = (
    YEAR,
    Span("上半年", 1, 6),
    Span("下半年", 7, 12),
    *(Span(f"第{word}季度", 3 * place + 1, 3 * place + 3) for place, word in enumerate(_QUARTERS)),
    *(Span(f"{month} 月", month, month) for month in range(1, 13)),
)
