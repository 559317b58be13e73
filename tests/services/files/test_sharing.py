"""The width of a line among its columns: shares first, needs before shares, wishes where there is room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.files.sharing import Need, common_edges, share_width

WIDTHS = st.lists(st.floats(5, 200), min_size=1, max_size=8)


def test_columns_that_have_what_they_need_keep_their_shares() -> None:
    assert share_width([100, 200], [Need(0, 1, 80)]) == [100, 200]


def test_a_column_gets_what_it_needs_from_those_that_have_more() -> None:
    assert share_width([100, 200, 100], [Need(0, 1, 130), Need(2, 3, 100)]) == pytest.approx([130, 170, 100])


def test_columns_that_need_something_together_share_it() -> None:
    widths = share_width([50, 50, 300], [Need(0, 2, 160)])

    assert widths == pytest.approx([80, 80, 240])


def test_a_wish_that_cannot_be_met_takes_nothing_from_a_need() -> None:
    widths = share_width([100, 100], [Need(0, 1, 150)], [Need(1, 2, 400)])

    assert widths[0] >= 150


@given(WIDTHS, st.lists(st.tuples(st.integers(0, 7), st.integers(1, 3), st.floats(1, 400)), max_size=6))
def test_the_whole_is_kept_and_no_column_vanishes(
    shares: list[float], raw: list[tuple[int, int, float]]
) -> None:
    count = len(shares)
    needs = [Need(a % count, min(a % count + n, count), width) for a, n, width in raw]

    widths = share_width(shares, needs, needs)

    assert sum(widths) == pytest.approx(sum(shares))
    assert min(widths) >= 0


def test_rules_that_nearly_meet_are_made_to_meet() -> None:
    first, second = common_edges([(1, 2, 1, 2), (1, 1.5, 1, 1, 1, 1)], 442, 12)

    assert first[1] == second[1]
    assert (first[0], second[0], first[-1], second[-1]) == (0, 0, 442, 442)


def test_two_rules_of_one_row_never_become_one() -> None:
    (row,) = common_edges([(1, 1, 100)], 442, 12)

    assert len(set(row)) == 4
