"""期限: working days of the State Council's calendar, and the three publication clocks (domain, §1.2 and §7.5).

The start day is not counted. A period of natural days that ends on a rest day moves to the next working day. A year
whose holidays are not known yet is never taken for one without holidays: the deadline says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from models.vocab import DayCount

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The holidays and 调休 make-up days of the years that have been announced."""

    holidays: frozenset[date]
    makeup_days: frozenset[date]
    years: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Whether the office works on this day; in an unknown year Monday to Friday."""
        return day in self.makeup_days or (day.weekday() < 5 and day not in self.holidays)

    def knows(self, first: date, last: date) -> bool:
        """Whether the holidays of every year from ``first`` to ``last`` are known."""
        return all(year in self.years for year in range(first.year, last.year + 1))


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as a rule states it, e.g. 7 工作日."""

    days: int
    count: DayCount

    @property
    def label(self) -> str:
        """The period in words: ``7个工作日``, ``5日``."""
        return f"{self.days}个工作日" if self.count is DayCount.WORKING else f"{self.days}日"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period; ``is_certain`` is false when a year's holidays were not known."""

    due_on: date
    is_certain: bool

    def is_overdue(self, today: date, done_on: date | None = None) -> bool:
        """Whether the day was missed: done too late, or not done and past."""
        return (done_on or today) > self.due_on


def deadline(start: date, period: Period, calendar: WorkCalendar) -> Deadline:
    """Return the last day of a period that starts on ``start`` (not counted)."""
    if period.count is DayCount.WORKING:
        day = add_working_days(start, period.days, calendar)
    else:
        day = start + period.days * _DAY
        while not calendar.is_working(day):
            day += _DAY
    return Deadline(day, calendar.knows(start, day))


def add_working_days(start: date, days: int, calendar: WorkCalendar) -> date:
    """Return the ``days``-th working day after ``start``; ``days`` = 0 gives ``start`` itself."""
    day = start
    while days > 0:
        day += _DAY
        days -= calendar.is_working(day)
    return day
