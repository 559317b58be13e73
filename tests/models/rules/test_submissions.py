"""When a submission is due, when it is late, and what its state allows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.submissions import (
    OPEN_STATES,
    SubmissionAct,
    days_late,
    is_overdue,
    refusal,
    reopened,
    usual_due_date,
)
from models.vocab import SubmissionState

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(("year", "day"), [(2022, 28), (2024, 29), (2100, 28)])
def test_the_usual_due_date_is_the_last_day_of_february(year: int, day: int) -> None:
    assert usual_due_date(year) == date(year, 2, day)


@given(days, days)
def test_only_what_has_not_come_and_is_past_its_day_is_overdue(due_on: date, today: date) -> None:
    overdue = {state for state in SubmissionState if is_overdue(state, due_on, today)}

    assert overdue == (OPEN_STATES if today > due_on else frozenset())


@given(days, st.integers(-400, 400))
def test_days_late_counts_from_the_due_date_and_is_never_negative(due_on: date, days_after: int) -> None:
    assert days_late(due_on, due_on + timedelta(days=days_after)) == max(days_after, 0)


@pytest.mark.parametrize(
    ("act", "possible"),
    [
        (SubmissionAct.SUBMIT, "未报 已报 退回"),
        (SubmissionAct.RETURN, "已报 已汇总"),
        (SubmissionAct.MERGE, "已报"),
        (SubmissionAct.REOPEN, "已报 已汇总"),
    ],
)
def test_each_act_is_possible_in_its_states_and_refused_in_a_sentence_in_the_others(
    act: SubmissionAct, possible: str
) -> None:
    refusals = {state.label: refusal(act, state) for state in SubmissionState}

    assert {label for label, sentence in refusals.items() if sentence is None} == set(possible.split())
    assert all(sentence.endswith("。") for sentence in refusals.values() if sentence is not None)


def test_taking_back_goes_one_step() -> None:
    assert reopened(SubmissionState.MERGED) is SubmissionState.SUBMITTED
    assert reopened(SubmissionState.SUBMITTED) is SubmissionState.PENDING
