"""The roll of the numbers: stored digits or digits counted from them, never chance."""

from hypothesis import given
from hypothesis import strategies as st

from ui.draw.ceremony.roll import Roll

TICKETS = st.lists(st.text("0123456789", min_size=8, max_size=8), max_size=1200)


@given(TICKETS, st.integers(-3, 900))
def test_a_roll_only_ever_shows_stored_digits_or_digits_counted_from_them(
    numbers: list[str], tick: int
) -> None:
    roll = Roll.of(numbers)

    settled, rolling = roll.settled(tick), roll.rolling(tick)

    assert 0 <= settled <= len(numbers)
    assert (settled == len(numbers)) == (rolling == "")
    assert roll.settled(roll.ticks) == len(numbers)
    assert Roll.of(numbers).rolling(tick) == rolling  # nothing in it is left to chance


@given(st.lists(st.text("0123456789", min_size=8, max_size=8), min_size=1, max_size=40))
def test_each_number_comes_to_rest_digit_by_digit_as_it_is_stored(numbers: list[str]) -> None:
    roll = Roll.of(numbers)
    for tick in range(roll.ticks):
        place = roll.settled(tick)
        part = tick - place * 20
        stands = 8 * part // 20
        assert roll.rolling(tick)[:stands] == numbers[place][:stands]
