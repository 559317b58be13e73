"""χ²: the printed tables, and the statistic of counts that hang together."""

from math import erfc, exp, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.chi_square import chance_of, deviation

# the upper percentage points of the χ² distribution as statistical tables print them
TABLE = [
    (1, 3.841, 0.05),
    (1, 6.635, 0.01),
    (1, 10.828, 0.001),
    (2, 5.991, 0.05),
    (2, 9.210, 0.01),
    (3, 7.815, 0.05),
    (4, 13.277, 0.01),
    (5, 11.070, 0.05),
    (5, 1.145, 0.95),
    (9, 21.666, 0.01),
    (10, 18.307, 0.05),
    (10, 3.940, 0.95),
    (19, 36.191, 0.01),
    (20, 31.410, 0.05),
    (30, 43.773, 0.05),
    (50, 76.154, 0.01),
    (100, 124.342, 0.05),
    (100, 149.449, 0.001),
]


@pytest.mark.parametrize(("freedom", "statistic", "chance"), TABLE)
def test_the_printed_tables_agree(freedom: int, statistic: float, chance: float) -> None:
    assert chance_of(statistic, freedom) == pytest.approx(chance, rel=2e-3)


@given(st.floats(0.001, 200))
def test_one_and_two_degrees_of_freedom_have_their_closed_forms(statistic: float) -> None:
    assert chance_of(statistic, 1) == pytest.approx(erfc(sqrt(statistic / 2)), rel=1e-9, abs=1e-300)
    assert chance_of(statistic, 2) == pytest.approx(exp(-statistic / 2), rel=1e-9)


@given(st.integers(1, 300), st.floats(0, 1000), st.floats(0, 100))
def test_a_larger_deviation_is_never_more_likely(freedom: int, statistic: float, more: float) -> None:
    assert 0 <= chance_of(statistic + more, freedom) <= chance_of(statistic, freedom) + 1e-12 <= 1 + 1e-12


def test_without_degrees_of_freedom_there_is_no_answer() -> None:
    with pytest.raises(ValueError, match="says nothing"):
        chance_of(1.0, 0)


@given(st.lists(st.integers(1, 40), min_size=2, max_size=8), st.integers(1, 30), st.data())
def test_for_one_draw_it_is_pearsons_statistic_corrected_for_the_finite_frame(
    sizes: list[int], places: int, data: st.DataObject
) -> None:
    total = sum(sizes)
    places = min(places, total - 1)
    left, observed = places, list[int]()
    for number, size in enumerate(sizes):
        room = sum(sizes[number + 1 :])
        taken = data.draw(st.integers(max(left - room, 0), min(size, left)))
        observed.append(taken)
        left -= taken
    factor = places * (total - places) / (total - 1)
    shares = [size / total for size in sizes]
    covariance = [
        [factor * (share * (i == j) - share * other) for j, other in enumerate(shares)]
        for i, share in enumerate(shares)
    ]
    difference = [seen - places * share for seen, share in zip(observed, shares, strict=True)]

    statistic, freedom = deviation(difference, covariance)

    pearson = sum(gap**2 / (places * share) for gap, share in zip(difference, shares, strict=True))
    assert freedom == len(sizes) - 1
    assert statistic == pytest.approx(pearson * (total - 1) / (total - places), rel=1e-6, abs=1e-9)


def test_what_cannot_move_has_no_freedom() -> None:
    assert deviation([0.0, 0.0], [[0.0, 0.0], [0.0, 0.0]]) == (0.0, 0)
    assert deviation([], []) == (0.0, 0)
    assert deviation([1e-15], [[-3e-16]]) == deviation([1e-15], [[3e-16]]) == (0.0, 0)
