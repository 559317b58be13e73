"""What an 身份证号 says; the numbers are made up by the check rule itself, nobody's own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.person import Sex, age_on, born_on, id_number_problem, sex_of

TODAY = date(2022, 5, 25)
WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]


def number_of(born: date, order: int) -> str:
    body = f"410381{born:%Y%m%d}{order:03d}"
    rest = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest]


born_days = st.dates(date(1940, 1, 1), date(2004, 12, 31))


@given(born_days, st.integers(0, 999))
def test_a_number_made_by_the_rule_is_accepted_and_says_birth_and_sex(born: date, order: int) -> None:
    number = number_of(born, order)

    assert id_number_problem(number, TODAY) is None
    assert born_on(number) == born
    assert sex_of(number) is (Sex.MALE if order % 2 else Sex.FEMALE)


@given(born_days, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(born: date, order: int, place: int, shift: int) -> None:
    number = number_of(born, order)
    wrong = str((int(number[place]) + shift) % 10)

    assert id_number_problem(number[:place] + wrong + number[place + 1 :], TODAY) is not None


@pytest.mark.parametrize("text", ["", "123", "41038119900101001", "4103811990010100１X", "A" * 18])
def test_what_is_no_number_is_refused_and_tells_nothing(text: str) -> None:
    assert "18 位" in (id_number_problem(text, TODAY) or "")
    assert sex_of(text) is None
    assert age_on(text, TODAY) is None


def test_nobody_is_born_tomorrow() -> None:
    assert "出生日期" in (id_number_problem(number_of(date(2022, 5, 26), 1), TODAY) or "")


@pytest.mark.parametrize(("born", "age"), [(date(1990, 5, 25), 32), (date(1990, 5, 26), 31)])
def test_the_age_counts_full_years(born: date, age: int) -> None:
    assert age_on(number_of(born, 1), TODAY) == age
