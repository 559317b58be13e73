"""How old a roster may be (细则 art. 5; R11)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.roster_age import age_sentence, find_age_problem, roster_age

TODAY = date(2026, 11, 24)


def aged(days: int):
    return roster_age(TODAY - timedelta(days=days), TODAY)


@pytest.mark.parametrize(
    ("days", "is_due", "is_stale"),
    [(0, False, False), (329, False, False), (330, True, False), (365, True, False), (366, True, True)],
)
def test_a_roster_is_due_from_the_330th_day_and_stale_after_365(
    days: int, is_due: bool, is_stale: bool
) -> None:
    age = aged(days)

    assert (age.is_due, age.is_stale) == (is_due, is_stale)


def test_the_warning_names_the_days_the_last_update_and_the_article() -> None:
    assert age_sentence(aged(329)) == ""
    assert (
        age_sentence(aged(340))
        == "名录库已 340 天没有更新（最近更新 2025-12-19），再过 25 天就满一年，请及时更新或核对（细则第五条）。"
    )
    assert "今天满一年" in age_sentence(aged(365))
    assert "超过一年" in age_sentence(aged(400))


@given(st.integers(0, 4000), st.text(" \t\n", max_size=3))
def test_a_stale_roster_is_drawn_from_only_with_a_written_reason(days: int, blank: str) -> None:
    age = aged(days)

    assert bool(find_age_problem(age, blank)) == age.is_stale
    assert find_age_problem(age, "区划调整，名录正在移交") == ""


def test_a_roster_without_records_and_a_clock_set_back_make_no_age() -> None:
    assert roster_age(None, TODAY).days == 0
    assert roster_age(TODAY + timedelta(days=3), TODAY).days == 0
    assert age_sentence(roster_age(None, TODAY)) == ""
