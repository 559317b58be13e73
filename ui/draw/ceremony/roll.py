"""滚动: how stored numbers are shown digit by digit, one name after the other. It makes no number and knows no chance.

A digit that has not come to rest is the stored digit counted up by the ticks that are left: whoever stops the show anywhere sees
a part of what is in the database and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_TICKS_EACH = 20
_MOST_TICKS = 750  # half a minute at 40 ms, however long the list


@dataclass(frozen=True, slots=True)
class Roll:
    """The replay of some numbers in their order."""

    numbers: tuple[str, ...]

    @classmethod
    def of(cls, numbers: Sequence[str]) -> "Roll":
        """Take the numbers as they will stand in the list."""
        return cls(tuple(numbers))

    @property
    def ticks(self) -> int:
        """How many ticks the whole replay takes."""
        return min(len(self.numbers) * _TICKS_EACH, _MOST_TICKS)

    def settled(self, tick: int) -> int:
        """Return how many numbers have come to rest."""
        if tick >= self.ticks:
            return len(self.numbers)
        return max(tick, 0) * len(self.numbers) // self.ticks

    def rolling(self, tick: int) -> str:
        """Return the number that is coming to rest, its first digits first; empty when all are."""
        place = self.settled(tick)
        if place >= len(self.numbers):
            return ""
        number = self.numbers[place]
        begun, over = self._begins(place), self._begins(place + 1)
        digits = sum(char.isdigit() for char in number)
        still = digits * (tick - begun) // max(over - begun, 1)
        return _partly(number, still, over - tick)

    def _begins(self, place: int) -> int:
        return -(-place * self.ticks // len(self.numbers))


def _partly(number: str, still: int, left: int) -> str:
    """Return a number of which the first ``still`` digits stand as they are."""
    seen, shown = 0, ""
    for char in number:
        if char.isdigit():
            seen += 1
            char = char if seen <= still else str((int(char) + left * (seen + 2)) % 10)
        shown += char
    return shown
