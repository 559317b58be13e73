"""统计: what a year of inspections came to, counted in one place for the 统计表, the 考核表 and the screen (细则 art. 27, 30).

Every figure is a count of rows; a total is counted from the same rows, never added up from the lines above it. A clock that
still runs and has not been missed is no case of 按期 or 逾期 yet.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from models.vocab import PublicationChannel

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """One publication clock: its last day, and the day on which it was met, if it was."""

    channel: PublicationChannel
    due_on: date
    done_on: date | None

    def is_on_time(self) -> bool:
        """Whether it was met in time."""
        return self.done_on is not None and self.done_on <= self.due_on

    def is_judged(self, today: date) -> bool:
        """Whether it is decided: met, or past."""
        return self.done_on is not None or today > self.due_on


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """One drawn enterprise as the statistics count it.

    ``corrections`` and ``reviews`` are orders to correct and those of them that were reviewed.
    """

    section: str
    task: str
    industry: str
    town: str
    is_inspected: bool = False
    has_problem: bool = False
    is_corrected: bool = False
    is_pending: bool = False
    is_transferred: bool = False
    is_fed_back: bool = False
    corrections: int = 0
    reviews: int = 0
    clocks: tuple[ClockFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; without any there is no percentage."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """The percentage to one decimal place."""
        if not self.whole:
            return None
        return (Decimal(self.part) * 100 / self.whole).quantize(_TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the 统计表; ``planned`` is None where the plan does not say how many (by industry, by town)."""

    name: str
    planned: int | None
    drawn: int
    inspected: int
    problems: int
    corrected: int
    pending: int
    transferred: int
    fed_back: Share
    reviewed: Share
    on_time: Mapping[PublicationChannel, Share]
    public: Share
    """Results made public in time on all channels."""

    @property
    def completion(self) -> Share:
        """完成率: inspected of those planned; where the plan is silent, of those drawn."""
        return Share(self.inspected, self.drawn if self.planned is None else self.planned)


def count_inspections(
    name: str, facts: Sequence[InspectionFacts], today: date, planned: int | None = None
) -> Figures:
    """Count one group of inspections."""
    inspected = [one for one in facts if one.is_inspected]
    judged = [
        one
        for one in inspected
        if one.clocks
        and (
            all(clock.done_on is not None for clock in one.clocks)
            or any(clock.is_judged(today) and not clock.is_on_time() for clock in one.clocks)
        )
    ]
    return Figures(
        name=name,
        planned=planned,
        drawn=len(facts),
        inspected=len(inspected),
        problems=sum(one.has_problem for one in inspected),
        corrected=sum(one.is_corrected for one in inspected),
        pending=sum(one.is_pending for one in inspected),
        transferred=sum(one.is_transferred for one in inspected),
        fed_back=Share(sum(one.is_fed_back for one in inspected), len(inspected)),
        reviewed=Share(sum(one.reviews for one in inspected), sum(one.corrections for one in inspected)),
        on_time={channel: _on_time(inspected, channel, today) for channel in PublicationChannel},
        public=Share(
            sum(all(clock.is_on_time() for clock in one.clocks) for one in judged),
            len(judged),
        ),
    )


def count_by(
    facts: Iterable[InspectionFacts],
    name_of: Callable[[InspectionFacts], str],
    today: date,
    *,
    order: Sequence[str] = (),
    planned: Mapping[str, int | None] | None = None,
) -> tuple[Figures, ...]:
    """Count inspections by a name of theirs, in the order given, names not in it last.

    A name with a plan and without inspections is a line too.
    """
    planned = planned or {}
    groups: dict[str, list[InspectionFacts]] = {name: [] for name in planned}
    for one in facts:
        groups.setdefault(name_of(one), []).append(one)
    places = {name: place for place, name in enumerate(order)}
    names = sorted(groups, key=lambda name: (places.get(name, len(places)), name))
    return tuple(count_inspections(name, groups[name], today, planned.get(name)) for name in names)


def sum_of_plan(planned: Iterable[int | None]) -> int | None:
    """Return how many are planned altogether; None where one number is not known."""
    numbers = list(planned)
    known = [number for number in numbers if number is not None]
    return sum(known) if numbers and len(known) == len(numbers) else None


def _on_time(facts: Sequence[InspectionFacts], channel: PublicationChannel, today: date) -> Share:
    clocks = [clock for one in facts for clock in one.clocks if clock.channel is channel]
    judged = [clock for clock in clocks if clock.is_judged(today)]
    return Share(sum(clock.is_on_time() for clock in judged), len(judged))
