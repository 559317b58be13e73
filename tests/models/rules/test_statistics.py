"""统计: every figure is a count of rows, a running clock is nobody's fault, a total is no sum of lines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.statistics import (
    ClockFacts,
    InspectionFacts,
    Share,
    count_by,
    count_inspections,
    sum_of_plan,
)
from models.vocab import PublicationChannel

TODAY = date(2022, 10, 10)
PLATFORM, CREDIT, PORTAL = PublicationChannel
NEW = InspectionFacts("大队", "1.机械", "机械", "缑氏镇")
DONE = replace(NEW, is_inspected=True, is_fed_back=True)


def clocks(*done: date | None, due_on: date = date(2022, 9, 30)) -> tuple[ClockFacts, ...]:
    return tuple(
        ClockFacts(channel, due_on, day) for channel, day in zip(PublicationChannel, done, strict=True)
    )


def test_each_figure_counts_its_own_rows() -> None:
    facts = (
        NEW,
        DONE,
        replace(DONE, has_problem=True, is_corrected=True, corrections=1, reviews=1),
        replace(DONE, has_problem=True, is_corrected=True, is_pending=True, corrections=1, is_fed_back=False),
        replace(DONE, has_problem=True, is_pending=True, is_transferred=True),
    )

    figures = count_inspections("合计", facts, TODAY, planned=6)

    assert (figures.drawn, figures.inspected, figures.problems) == (5, 4, 3)
    assert (figures.corrected, figures.pending, figures.transferred) == (2, 2, 1)
    assert (figures.fed_back, figures.reviewed) == (Share(3, 4), Share(1, 2))
    assert figures.completion == Share(4, 6)


def test_without_a_plan_the_rate_is_of_those_drawn() -> None:
    assert count_inspections("机械", (NEW, DONE), TODAY).completion == Share(1, 2)


@pytest.mark.parametrize(
    ("done", "public"),
    [
        ((date(2022, 9, 30), date(2022, 9, 20), date(2022, 9, 21)), Share(1, 1)),
        ((date(2022, 10, 1), date(2022, 9, 20), date(2022, 9, 21)), Share(0, 1)),
        ((None, date(2022, 9, 20), date(2022, 9, 21)), Share(0, 1)),
    ],
)
def test_a_result_is_public_in_time_only_on_all_channels(
    done: tuple[date | None, ...], public: Share
) -> None:
    assert count_inspections("合计", (replace(DONE, clocks=clocks(*done)),), TODAY).public == public


def test_a_clock_that_still_runs_is_neither_in_time_nor_late() -> None:
    running = replace(DONE, clocks=clocks(date(2022, 10, 9), None, None, due_on=date(2022, 10, 20)))

    figures = count_inspections("合计", (running,), TODAY)

    assert figures.public == Share(0, 0)
    assert figures.on_time[PLATFORM] == Share(1, 1)
    assert figures.on_time[CREDIT] == figures.on_time[PORTAL] == Share(0, 0)


def test_lines_stand_in_the_order_of_the_office_and_a_planned_name_without_inspections_too() -> None:
    facts = (replace(NEW, section="乙科"), replace(NEW, section="甲科"), replace(NEW, section="丁科"))

    lines = count_by(
        facts, lambda one: one.section, TODAY, order=("甲科", "乙科"), planned={"丙科": 2, "甲科": 1}
    )

    assert [(line.name, line.planned, line.drawn) for line in lines] == [
        ("甲科", 1, 1),
        ("乙科", None, 1),
        ("丁科", None, 1),
        ("丙科", 2, 0),
    ]


@given(st.lists(st.sampled_from(["甲", "乙", "丙"])))
def test_the_lines_of_a_part_hold_every_inspection_once(towns: list[str]) -> None:
    facts = [replace(NEW, town=town) for town in towns]

    lines = count_by(facts, lambda one: one.town, TODAY)

    assert sum(line.drawn for line in lines) == count_inspections("合计", facts, TODAY).drawn


@pytest.mark.parametrize(("numbers", "total"), [([4, 52], 56), ([4, None], None), ([], None), ([0], 0)])
def test_a_plan_is_summed_only_where_all_of_it_is_known(numbers: list[int | None], total: int | None) -> None:
    assert sum_of_plan(numbers) == total


@pytest.mark.parametrize(
    ("share", "percent"),
    [(Share(1, 8), "12.5"), (Share(2, 3), "66.7"), (Share(1, 16), "6.3"), (Share(3, 3), "100.0")],
)
def test_percentages_are_rounded_half_up_to_one_place(share: Share, percent: str) -> None:
    assert share.percent == Decimal(percent)


def test_nothing_of_nothing_has_no_percentage() -> None:
    assert Share(0, 0).percent is None
