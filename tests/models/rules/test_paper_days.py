"""Which days on a paper of an inspection can be."""

from datetime import date, timedelta

import pytest

from models.rules.paper_days import PaperDays, day_problem

TODAY = date(2022, 6, 10)
DRAWN = date(2022, 5, 25)


@pytest.mark.parametrize("issued_on", [DRAWN, TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=31)])
def test_from_the_day_of_the_draw_to_a_month_ahead_every_day_can_be(issued_on: date) -> None:
    assert day_problem(PaperDays(issued_on, TODAY, DRAWN)) is None


@pytest.mark.parametrize(
    ("issued_on", "sentence"),
    [
        (DRAWN - timedelta(days=1), "发文日期（2022-05-24）早于抽取日期（2022-05-25），请改正。"),
        (
            TODAY + timedelta(days=32),
            "发文日期（2022-07-12）比今天晚一个月以上，请核对年月后改正。",
        ),
    ],
)
def test_the_day_before_the_draw_and_a_day_far_ahead_cannot(issued_on: date, sentence: str) -> None:
    assert day_problem(PaperDays(issued_on, TODAY, DRAWN)) == sentence


def test_no_visit_begins_before_the_draw() -> None:
    early = PaperDays(DRAWN, TODAY, DRAWN, visit_from=date(2022, 5, 24))

    assert day_problem(early) == "检查时间的开始日期（2022-05-24）早于抽取日期（2022-05-25），请改正。"


def test_no_result_is_told_before_the_inspection() -> None:
    early = PaperDays(date(2022, 6, 7), TODAY, DRAWN, inspected_on=date(2022, 6, 8))
    same_day = PaperDays(date(2022, 6, 8), TODAY, DRAWN, inspected_on=date(2022, 6, 8))

    assert day_problem(early) == "发文日期（2022-06-07）早于检查日期（2022-06-08），请改正。"
    assert day_problem(same_day) is None


def test_where_nothing_was_drawn_only_a_slip_of_the_year_is_seen() -> None:
    assert day_problem(PaperDays(date(2021, 1, 1), TODAY, None)) is None
    assert day_problem(PaperDays(date(2032, 6, 10), TODAY, None)) is not None
