"""Where services get the time from: the wall, or a simulated calendar that makes a year repeatable."""

from datetime import date, datetime
from typing import Protocol

from models.tables.base import BEIJING


class Clock(Protocol):
    """Gives the present moment, in Beijing time."""

    def now(self) -> datetime:
        """Return the present moment."""
        ...

    def today(self) -> date:
        """Return the present day."""
        ...


class WallClock:
    """The real time."""

    def now(self) -> datetime:
        """Return the present moment in Beijing time, whatever zone the computer is set to."""
        return datetime.now(BEIJING).replace(microsecond=0)

    def today(self) -> date:
        """Return the present day in Beijing."""
        return self.now().date()


class SimulatedClock:
    """A time that moves only when told to."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(BEIJING)

    def now(self) -> datetime:
        """Return the simulated moment."""
        return self._now

    def today(self) -> date:
        """Return the simulated day."""
        return self._now.date()

    def move_to(self, moment: datetime) -> None:
        """Go to a later moment; going back raises ValueError."""
        moment = moment.astimezone(BEIJING)
        if moment < self._now:
            raise ValueError("time does not run backwards")
        self._now = moment
