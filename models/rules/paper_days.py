"""The days on a paper of an inspection: nothing is dated before the draw that it rests on, nor far ahead by a slip of the year."""

from dataclasses import dataclass
from datetime import date, timedelta

_AHEAD = timedelta(days=31)
"""A paper may be dated for the day it is signed or handed over; more than a month ahead is a slip."""


@dataclass(frozen=True, slots=True)
class PaperDays:
    """The day a paper is dated and the days it must agree with; None where there is none."""

    issued_on: date
    today: date
    drawn_on: date | None = None
    visit_from: date | None = None
    inspected_on: date | None = None
    """The first day of the inspection, for a paper that tells its result."""


def day_problem(days: PaperDays) -> str | None:
    """Return the sentence that says which day cannot be, None where all can."""
    issued, drawn = days.issued_on, days.drawn_on
    if issued > days.today + _AHEAD:
        return f"发文日期（{issued}）比今天晚一个月以上，请核对年月后改正。"
    if drawn is not None and issued < drawn:
        return f"发文日期（{issued}）早于抽取日期（{drawn}），请改正。"
    if drawn is not None and days.visit_from is not None and days.visit_from < drawn:
        return f"检查时间的开始日期（{days.visit_from}）早于抽取日期（{drawn}），请改正。"
    if days.inspected_on is not None and issued < days.inspected_on:
        return f"发文日期（{issued}）早于检查日期（{days.inspected_on}），请改正。"
    return None
