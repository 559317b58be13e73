"""逾期: late from the day after the last day, each matter with the day it was due."""

from dataclasses import replace
from datetime import date

import pytest

from models.rules.overdue import OverdueFacts, OverdueMatter, overdue_matters, receipt_is_overdue
from models.rules.statistics import ClockFacts
from models.vocab import PublicationChannel

DUE = date(2022, 9, 30)
OPEN = OverdueFacts(due_on=DUE, is_visit_open=True, result_on=None, is_fed_back=False)
DONE = OverdueFacts(due_on=DUE, is_visit_open=False, result_on=date(2022, 9, 14), is_fed_back=True)


@pytest.mark.parametrize(("today", "late"), [(DUE, 0), (date(2022, 10, 1), 1)])
def test_a_visit_is_late_from_the_day_after_its_last_day(today: date, late: int) -> None:
    assert len(overdue_matters(OPEN, today)) == late


def test_a_result_that_was_not_fed_back_is_late() -> None:
    (matter,) = overdue_matters(replace(DONE, is_fed_back=False), date(2022, 9, 16))

    assert (matter.text, matter.due_on) == ("检查结果未向企业反馈", date(2022, 9, 14))
    assert matter.days(date(2022, 9, 16)) == 2


def test_only_the_channels_that_are_past_and_not_public_are_late() -> None:
    clocks = (
        ClockFacts(PublicationChannel.PLATFORM, date(2022, 9, 23), None),
        ClockFacts(PublicationChannel.CREDIT_SYSTEM, date(2022, 9, 21), date(2022, 9, 28)),
        ClockFacts(PublicationChannel.PORTAL, date(2022, 9, 26), None),
    )

    matters = overdue_matters(replace(DONE, clocks=clocks), date(2022, 9, 24))

    assert matters == [OverdueMatter("检查结果未录入双随机监管工作平台", date(2022, 9, 23))]


def test_an_order_that_ran_out_is_late_until_it_is_reviewed() -> None:
    ordered = replace(DONE, corrections=(date(2022, 10, 20), date(2022, 10, 8)))

    assert overdue_matters(ordered, date(2022, 10, 8)) == []
    assert overdue_matters(ordered, date(2022, 10, 9)) == [
        OverdueMatter("责令整改到期未复查", date(2022, 10, 8))
    ]
    assert overdue_matters(replace(ordered, is_reviewed=True), date(2022, 12, 1)) == []


@pytest.mark.parametrize(
    ("today", "received_on", "is_late"),
    [
        (date(2022, 6, 12), None, False),
        (date(2022, 6, 13), None, True),
        (date(2022, 6, 13), date(2022, 6, 12), False),
    ],
)
def test_a_task_note_is_late_when_nobody_signed_within_two_days(
    today: date, received_on: date | None, is_late: bool
) -> None:
    assert (receipt_is_overdue(date(2022, 6, 10), received_on, today) is not None) is is_late
