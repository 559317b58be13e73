"""逾期: what of an inspection should have been done by now and has not been (R64; 细则 art. 19, 22, 29)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.statistics import ClockFacts
from models.vocab import PublicationChannel

_RECEIPT_WITHIN = timedelta(days=2)  # a 派发单 that nobody has signed for (R37)


@dataclass(frozen=True, slots=True)
class OverdueFacts:
    """One inspection: whether the visit is still to come, and what has followed it.

    ``corrections`` are the last days of its orders to correct; ``is_reviewed`` says that they were looked at again.
    """

    due_on: date
    is_visit_open: bool
    result_on: date | None
    is_fed_back: bool
    clocks: Sequence[ClockFacts] = ()
    corrections: Sequence[date] = ()
    is_reviewed: bool = False


@dataclass(frozen=True, slots=True)
class OverdueMatter:
    """One thing that is late, and the last day on which it would have been in time."""

    text: str
    due_on: date

    def days(self, today: date) -> int:
        """How many days it is late."""
        return (today - self.due_on).days


def overdue_matters(facts: OverdueFacts, today: date) -> list[OverdueMatter]:
    """Return what is late, in the order of the work: visit, letter, publication, review."""
    found: list[OverdueMatter] = []
    if facts.is_visit_open and today > facts.due_on:
        found.append(OverdueMatter("未在检查期限内实施检查", facts.due_on))
    if facts.result_on is not None and not facts.is_fed_back and today > facts.result_on:
        found.append(OverdueMatter("检查结果未向企业反馈", facts.result_on))
    found += [
        OverdueMatter(_unpublished(clock.channel), clock.due_on)
        for clock in facts.clocks
        if clock.done_on is None and today > clock.due_on
    ]
    late = [day for day in facts.corrections if today > day]
    if late and not facts.is_reviewed:
        found.append(OverdueMatter("责令整改到期未复查", min(late)))
    return found


def _unpublished(channel: PublicationChannel) -> str:
    if channel is PublicationChannel.PLATFORM:
        return f"检查结果未录入{channel.label}"
    return f"检查结果未在{channel.label}公示"


def receipt_is_overdue(issued_on: date, received_on: date | None, today: date) -> OverdueMatter | None:
    """Return the matter of a 派发单 that has not been signed for within two days (R37)."""
    due_on = issued_on + _RECEIPT_WITHIN
    if received_on is None and today > due_on:
        return OverdueMatter("任务派发单未签收", due_on)
    return None
