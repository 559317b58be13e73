"""科室报送 (细则 art. 4): when it is due, when it is late, and which act its state allows.

The article sets no day; the last day of February stands until the office sets another one for the year.
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum

from models.vocab import SubmissionState

OPEN_STATES = frozenset({SubmissionState.PENDING, SubmissionState.RETURNED})
"""What still has to come: a submission that went back counts as not submitted."""


class SubmissionAct(StrEnum):
    """What the office does with one submission."""

    SUBMIT = "submit"
    RETURN = "return"
    MERGE = "merge"
    REOPEN = "reopen"


_FROM = {
    SubmissionAct.SUBMIT: frozenset(
        {SubmissionState.PENDING, SubmissionState.RETURNED, SubmissionState.SUBMITTED}
    ),
    SubmissionAct.RETURN: frozenset({SubmissionState.SUBMITTED, SubmissionState.MERGED}),
    SubmissionAct.MERGE: frozenset({SubmissionState.SUBMITTED}),
    SubmissionAct.REOPEN: frozenset({SubmissionState.SUBMITTED, SubmissionState.MERGED}),
}
_REFUSALS = {
    SubmissionAct.SUBMIT: "这一项已汇总，要重新报送，请先退回或撤销汇总。",
    SubmissionAct.RETURN: "这一项还没有报来，不需要退回。",
    SubmissionAct.MERGE: "这一项还没有报来，不能标记已汇总。",
    SubmissionAct.REOPEN: "这一项还没有报来，没有可以撤销的登记。",
}


def usual_due_date(year: int) -> date:
    """Return the last day of February."""
    return date(year, 2, monthrange(year, 2)[1])


def is_overdue(state: SubmissionState, due_on: date, today: date) -> bool:
    """Whether a submission that has not come should have; the due date itself is still in time."""
    return state in OPEN_STATES and today > due_on


def days_late(due_on: date, submitted_on: date) -> int:
    """Return how many days after its due date a submission came; 0 when it came in time."""
    return max((submitted_on - due_on).days, 0)


def refusal(act: SubmissionAct, state: SubmissionState) -> str | None:
    """Return in one sentence why an act is not possible in a state, None when it is."""
    if state in _FROM[act]:
        return None
    if act is SubmissionAct.MERGE and state is SubmissionState.MERGED:
        return "这一项已经汇总。"
    return _REFUSALS[act]


def reopened(state: SubmissionState) -> SubmissionState:
    """Return the state one step back: 已汇总 → 已报, 已报 → 未报."""
    return SubmissionState.SUBMITTED if state is SubmissionState.MERGED else SubmissionState.PENDING
