"""The simulated calendar of a rehearsed year: acts wait for their moment and are done in the order of time."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from models.rules.deadlines import WorkCalendar, add_working_days
from models.tables.base import BEIJING
from services.clock import SimulatedClock
from services.records.rows import RecordRow

_DAY = timedelta(days=1)
_HALF_DAYS = ((time(9, 0), time(11, 30)), (time(14, 30), time(17, 0)))
_SPREAD_WORKING_DAYS = 25


def at(day: date, clock_time: time) -> datetime:
    """Return the moment of a day in Beijing time."""
    return datetime.combine(day, clock_time, BEIJING)


def working_day(day: date, calendar: WorkCalendar) -> date:
    """Return the day itself or the next working day."""
    while not calendar.is_working(day):
        day += _DAY
    return day


def draw_days(earliest: date, ends_on: date, batches: int, calendar: WorkCalendar) -> list[date]:
    """Spread the batches of a task over its period, so that the last one leaves time to inspect."""
    step = max((ends_on - earliest).days // (batches + 1), 0)
    return [working_day(earliest + number * step * _DAY, calendar) for number in range(batches)]


class Agenda:
    """What is still to be done in the year; each act may put further acts on it."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock
        self._waiting: list[tuple[datetime, int, Callable[[], None]]] = []
        self._count = 0

    def put(self, moment: datetime, act: Callable[[], None]) -> None:
        """Put an act on the agenda; acts of the same moment keep their order."""
        self._count += 1
        heapq.heappush(self._waiting, (moment, self._count, act))

    def run(self, report: Callable[[int, int], None]) -> None:
        """Carry out every act at its moment until none is left."""
        done = 0
        while self._waiting:
            moment, _, act = heapq.heappop(self._waiting)
            self._clock.move_to(max(moment, self._clock.now()))
            act()
            done += 1
            report(done, done + len(self._waiting))


@dataclass(frozen=True, slots=True)
class Visit:
    """When one inspection takes place."""

    starts_at: datetime
    ends_at: datetime


@dataclass
class VisitBook:
    """Half-days of the officers that are taken; nobody is at two places at once."""

    calendar: WorkCalendar
    _taken: set[tuple[int, date, int]] = field(default_factory=set[tuple[int, date, int]])

    def plan(self, records: Sequence[RecordRow], first_day: date, last_day: date) -> dict[int, Visit]:
        """Return record key → visit, spread over the working days; late ones are put on the last day."""
        visits: dict[int, Visit] = {}
        for place, record in enumerate(records):
            offset = place * _SPREAD_WORKING_DAYS // len(records)
            wanted = min(add_working_days(first_day, offset, self.calendar), last_day)
            day, half = self._free(record, wanted, last_day)
            starts, ends = _HALF_DAYS[half]
            visits[record.key] = Visit(at(day, starts), at(day, ends))
            self._taken.update((officer.key, day, half) for officer in record.officers)
        return visits

    def _free(self, record: RecordRow, day: date, last_day: date) -> tuple[date, int]:
        while day < last_day:
            for half in range(len(_HALF_DAYS)):
                if not any((officer.key, day, half) in self._taken for officer in record.officers):
                    return day, half
            day = add_working_days(day, 1, self.calendar)
        return last_day, len(_HALF_DAYS) - 1
