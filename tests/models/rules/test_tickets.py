"""Tickets and canonical JSON; the public package consistent-sampler is the oracle."""

import json

import pytest
from consistent_sampler import first_fraction, sampler
from hypothesis import given
from hypothesis import strategies as st

from models.rules.tickets import Tickets, canonical_json, effective_seed
from tests.models.rules.draw_strategies import code_of

seeds = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
id_lists = st.lists(st.integers(0, 99_999).map(code_of), min_size=1, max_size=80, unique=True)


@given(seeds, st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_ticket_is_the_first_fraction_of_consistent_sampler(seed: str, entry_id: str) -> None:
    ticket = Tickets(seed).ticket(entry_id)

    assert ticket == first_fraction(entry_id, seed)


@given(seeds, id_lists)
def test_the_order_is_that_of_consistent_sampler(seed: str, ids: list[str]) -> None:
    order = Tickets(seed).order(ids)

    assert order == list(sampler(ids, seed=seed, output="id"))


@given(seeds, id_lists, st.integers(-1, 90))
def test_the_first_few_are_the_beginning_of_the_whole_order(seed: str, ids: list[str], count: int) -> None:
    tickets = Tickets(seed)

    assert tickets.first(ids, count) == tickets.order(ids)[: max(count, 0)]


@pytest.mark.parametrize(("count", "expected"), [(-2, 0), (-1, 0), (0, 0), (1, 1), (2, 2), (5, 5), (6, 5)])
def test_no_place_more_or_less_is_filled_than_is_asked_for(count: int, expected: int) -> None:
    tickets, ids = Tickets("1"), [code_of(number) for number in range(5)]

    assert tickets.first(ids, count) == tickets.order(ids)[:expected]


def test_of_nobody_nobody_comes_first() -> None:
    assert Tickets("1").first([], 3) == []


def test_the_first_few_of_many_are_the_beginning_of_the_whole_order() -> None:
    tickets = Tickets("27182818284590452353/2022-02-1/objects")
    ids = [code_of(number) for number in range(20_000)]

    assert tickets.first(ids, 137) == tickets.order(ids)[:137]


@given(seeds, id_lists)
def test_tickets_as_numbers_and_as_texts_give_the_same_order(seed: str, ids: list[str]) -> None:
    tickets = Tickets(seed)

    assert sorted(ids, key=tickets.fraction) == tickets.order(ids)
    assert all(0 < tickets.fraction(entry_id) < 1 for entry_id in ids)


def test_a_seed_is_never_normalised_again() -> None:
    seed = "第一组 09370001；第二组 58210002"

    assert (
        effective_seed(seed, "2022-06-1", "objects") == "第一组 09370001；第二组 58210002/2022-06-1/objects"
    )


def test_canonical_json_has_no_space_sorted_keys_and_the_characters_themselves() -> None:
    value = {"b": [1, None, True], "a": '骰子"\\\n\x01', "": {}}

    text = canonical_json(value)

    assert text == '{"":{},"a":"骰子\\"\\\\\\n\\u0001","b":[1,null,true]}'
    assert json.loads(text) == value


@pytest.mark.parametrize("value", [1.0, {"a": [2.5]}, (float("nan"),)])
def test_canonical_json_refuses_numbers_that_are_not_integers(value: object) -> None:
    with pytest.raises(ValueError, match="integers"):
        canonical_json(value)
