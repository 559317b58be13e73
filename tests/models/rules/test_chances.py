"""The chance of an enterprise as a paper prints it: the fraction exact, the percentage rounded and never rounded away."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.chances import chance_text, share_text, shown_ticket


@pytest.mark.parametrize(
    ("places", "available", "text"),
    [
        (18, 852, "18/852（2.11%）"),
        (0, 12, "0/12（0.00%）"),
        (12, 12, "12/12（100.00%）"),
        (1, 100000, "1/100000（0.0010%）"),
        (0, 0, "没有可抽的对象"),
    ],
)
def test_the_chance_is_the_fraction_with_its_percentage(places: int, available: int, text: str) -> None:
    assert chance_text(places, available) == text


@pytest.mark.parametrize(
    ("in_town", "places", "available", "text"),
    [(120, 18, 852, "120×18÷852≈2.54"), (50, 2, 100, "1"), (3, 0, 9, "0"), (0, 5, 0, "0")],
)
def test_the_share_of_a_town_shows_how_it_was_reckoned(
    in_town: int, places: int, available: int, text: str
) -> None:
    assert share_text(in_town, places, available) == text


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_the_printed_percentage_is_never_a_cent_off(places: int, available: int) -> None:
    percent = chance_text(places, available).partition("（")[2].removesuffix("%）")

    assert abs(Fraction(percent) - Fraction(100 * places, available)) <= Fraction(1, 200)


def test_a_ticket_is_cut_not_rounded() -> None:
    assert shown_ticket("0.12345678919999") == "0.1234567891"
    assert shown_ticket("") == ""
