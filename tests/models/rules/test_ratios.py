"""Percentages are texts and counts are rounded up, exactly."""

from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.ratios import parse_percent, percent_text, required_count


@pytest.mark.parametrize(
    ("base", "percent", "count"), [(860, "6", 52), (24, "15", 4), (100, "7", 7), (100, "5", 5)]
)
def test_the_required_number_is_rounded_up_in_exact_decimals(base: int, percent: str, count: int) -> None:
    assert required_count(base, Decimal(percent)) == count


@given(base=st.integers(0, 10**7), hundredths=st.integers(0, 10_000))
def test_the_required_number_equals_the_ceiling_of_the_fraction(base: int, hundredths: int) -> None:
    percent = Decimal(hundredths) / 100

    assert required_count(base, percent) == ceil(Fraction(base * hundredths, 10_000))


@pytest.mark.parametrize("text", ["15", "15%", "１５％", " 15 % ", "15.0", "015"])
def test_a_percentage_is_read_as_people_write_it(text: str) -> None:
    value = parse_percent(text)

    assert value is not None
    assert percent_text(value) == "15"


@pytest.mark.parametrize("text", ["", "百分之五", "-1", "101", "1e1", "NaN", "Infinity", "5%%", "0x5"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    assert parse_percent(text) is None


@given(st.decimals(0, 100, places=4))
def test_the_shortest_text_reads_back_to_the_same_value(value: Decimal) -> None:
    text = percent_text(value)

    assert parse_percent(text) == value
    assert not (("." in text) and text.endswith("0"))
