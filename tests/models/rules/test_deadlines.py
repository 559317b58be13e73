"""The publication clocks, against the table of the State Council's calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.deadlines import Deadline, Period, WorkCalendar, add_working_days, deadline
from models.vocab import DayCount
from services.office.calendar import work_calendar

TABLE = [
    (date(2022, 5, 25), date(2022, 6, 1), date(2022, 6, 6), date(2022, 6, 23), date(2022, 5, 30)),
    (date(2022, 9, 26), date(2022, 10, 8), date(2022, 10, 10), date(2022, 10, 27), date(2022, 10, 8)),
    (date(2022, 9, 30), date(2022, 10, 12), date(2022, 10, 14), date(2022, 11, 2), date(2022, 10, 8)),
    (date(2025, 9, 26), date(2025, 10, 10), date(2025, 10, 13), date(2025, 10, 30), date(2025, 10, 9)),
    (date(2026, 2, 12), date(2026, 2, 26), date(2026, 2, 28), date(2026, 3, 18), date(2026, 2, 24)),
    (date(2026, 4, 29), date(2026, 5, 9), date(2026, 5, 12), date(2026, 5, 29), date(2026, 5, 6)),
    (date(2026, 9, 28), date(2026, 10, 10), date(2026, 10, 13), date(2026, 10, 30), date(2026, 10, 8)),
]


@pytest.mark.parametrize(("start", "five", "seven", "twenty", "natural"), TABLE)
def test_every_row_of_the_table_of_working_days_is_met(
    start: date, five: date, seven: date, twenty: date, natural: date
) -> None:
    calendar = work_calendar()

    working = [deadline(start, Period(days, DayCount.WORKING), calendar).due_on for days in (5, 7, 20)]
    moved = deadline(start, Period(5, DayCount.NATURAL), calendar).due_on

    assert working == [five, seven, twenty]
    assert moved == natural


@pytest.mark.parametrize(("year", "days"), [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_the_notice_says(year: int, days: int) -> None:
    first = date(year, 1, 1).toordinal()
    last = date(year, 12, 31).toordinal()

    working = sum(work_calendar().is_working(date.fromordinal(day)) for day in range(first, last + 1))

    assert working == days


def test_a_year_without_published_holidays_makes_the_deadline_uncertain() -> None:
    calendar = WorkCalendar(frozenset({date(2030, 1, 1)}), frozenset(), frozenset({2030}))

    known = deadline(date(2030, 12, 2), Period(5, DayCount.WORKING), calendar)
    unknown = deadline(date(2030, 12, 30), Period(5, DayCount.WORKING), calendar)

    assert known.is_certain
    assert not unknown.is_certain


def test_changing_the_calendar_changes_the_deadline() -> None:
    plain = WorkCalendar(frozenset(), frozenset(), frozenset({2022}))
    with_holiday = WorkCalendar(frozenset({date(2022, 5, 26)}), frozenset(), frozenset({2022}))

    days = [add_working_days(date(2022, 5, 25), 1, calendar) for calendar in (plain, with_holiday)]

    assert days == [date(2022, 5, 26), date(2022, 5, 27)]


def test_a_deadline_is_missed_when_done_late_or_not_done_and_past() -> None:
    last = Deadline(date(2022, 6, 1), True)

    assert not last.is_overdue(date(2022, 6, 1))
    assert last.is_overdue(date(2022, 6, 2))
    assert not last.is_overdue(date(2022, 6, 30), done_on=date(2022, 6, 1))
    assert last.is_overdue(date(2022, 6, 30), done_on=date(2022, 6, 2))


@given(start=st.dates(date(2005, 1, 1), date(2026, 6, 1)), days=st.integers(1, 30))
def test_the_last_day_is_a_working_day_with_exactly_that_many_in_between(start: date, days: int) -> None:
    calendar = work_calendar()

    last = add_working_days(start, days, calendar)
    between = [date.fromordinal(day) for day in range(start.toordinal() + 1, last.toordinal() + 1)]

    assert calendar.is_working(last)
    assert sum(calendar.is_working(day) for day in between) == days
