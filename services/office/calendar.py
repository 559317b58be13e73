"""The calendar of working days, from the published State Council notices that ``chinesecalendar`` carries."""

from functools import cache

from models.rules.deadlines import WorkCalendar


@cache
def work_calendar() -> WorkCalendar:
    """Return the calendar of all announced years."""
    from chinese_calendar import constants  # deferred: not needed for the first paint

    holidays = frozenset(constants.holidays)
    makeup_days = frozenset(constants.workdays)
    return WorkCalendar(holidays, makeup_days, frozenset(day.year for day in holidays | makeup_days))
