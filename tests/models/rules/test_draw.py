"""§5–§6 of the protocol: how many, which ones, and who follows."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from consistent_sampler import sampler
from hypothesis import given
from hypothesis import strategies as st

from models.rules.draw import (
    batch_share,
    dispatch_order,
    draw_objects,
    find_substitute,
    group_counts,
    required_total,
    share_among_towns,
)
from models.rules.sealing import Batch, DrawRequest, Entry
from models.vocab import DrawMethod, EntryKind
from tests.models.rules.draw_strategies import code_of, requests, seeds

S, C, X = EntryKind.SELECTABLE, EntryKind.COMPULSORY, EntryKind.EXCLUDED


def frame_of(*kinds: EntryKind, stratum: str = "410307001") -> tuple[Entry, ...]:
    return tuple(Entry(code_of(number), stratum, "", kind) for number, kind in enumerate(kinds))


@pytest.mark.parametrize(
    ("base", "ratio", "total"),
    [
        (860, "6", 52),
        (24, "15", 4),
        (100, "7", 7),
        (100, "5", 5),
        (1500, "2.2", 33),
        (0, "50", 0),
        (1, "0.1", 1),
        (2100, "5", 105),
    ],
)
def test_the_required_number_is_rounded_up_in_exact_decimals(base: int, ratio: str, total: int) -> None:
    assert required_total(base, ratio) == total


@given(requests(), seeds)
def test_every_group_gets_its_places_and_nobody_is_drawn_twice(request: DrawRequest, seed: str) -> None:
    result = draw_objects(request, seed)

    kinds = {entry.id: entry for entry in request.frame}
    drawn = Counter(kinds[entry_id].group for entry_id in result.sampled)
    assert {count.group: count.places for count in group_counts(request) if count.places} == drawn
    assert len(set(result.sampled)) == len(result.sampled)
    assert all(kinds[entry_id].kind is S for entry_id in result.sampled)
    assert set(result.compulsory) == {entry.id for entry in request.frame if entry.kind is C}


@given(requests(), seeds)
def test_the_quotas_add_up_to_the_list(request: DrawRequest, seed: str) -> None:
    result = draw_objects(request, seed)

    assert sum(quota.quota for quota in result.quotas) == len(result.sampled)
    assert [quota.group for quota in result.quotas] == sorted(quota.group for quota in result.quotas)


@given(requests(), seeds)
def test_every_town_gets_its_exact_share_rounded_up_or_down(request: DrawRequest, seed: str) -> None:
    request = replace(request, method=DrawMethod.STRATIFIED)
    places = {count.group: count for count in group_counts(request)}

    result = draw_objects(request, seed)

    shares = [
        (quota.quota, Fraction(quota.available * places[quota.group].places, places[quota.group].available))
        for quota in result.quotas
    ]
    assert all(share - 1 < quota < share + 1 for quota, share in shares)
    assert all(quota.quota <= quota.available for quota in result.quotas)


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=13),
    st.fractions(min_value=Fraction(1, 10**9), max_value=1 - Fraction(1, 10**9)),
    st.data(),
)
def test_unbiased_rounding_gives_out_exactly_the_places(
    numbers: list[int], start: Fraction, data: st.DataObject
) -> None:
    total = sum(numbers)
    places = data.draw(st.integers(0, total))

    rows = share_among_towns([(str(town), number) for town, number in enumerate(numbers)], places, start)

    assert sum(quota for _, _, quota in rows) == places * (total > 0)
    assert [number for _, number, _ in rows] == [number for number in numbers if number]
    assert all(abs(quota - Fraction(number * places, total)) < 1 for _, number, quota in rows)


@given(requests(batched=True), seeds, st.randoms(use_true_random=False))
def test_the_order_of_the_frame_changes_nothing(request: DrawRequest, seed: str, random: Random) -> None:
    shuffled = list(request.frame)
    random.shuffle(shuffled)

    assert draw_objects(replace(request, frame=tuple(shuffled)), seed) == draw_objects(request, seed)


@given(requests(), seeds)
def test_both_lists_stand_in_the_order_of_consistent_sampler(request: DrawRequest, seed: str) -> None:
    result = draw_objects(request, seed)

    order = list(
        sampler([entry.id for entry in request.frame], seed=f"{seed}/2022-01-1/objects", output="id")
    )
    merged = dispatch_order(result, seed, request.draw_code)
    assert list(result.sampled) == [entry_id for entry_id in order if entry_id in result.sampled]
    assert list(merged) == [
        entry_id for entry_id in order if entry_id in {*result.sampled, *result.compulsory}
    ]


@given(requests(), seeds)
def test_a_directed_draw_takes_the_first_tickets_of_each_group(request: DrawRequest, seed: str) -> None:
    request = replace(request, method=DrawMethod.DIRECTED)

    result = draw_objects(request, seed)

    order = list(
        sampler([entry.id for entry in request.frame], seed=f"{seed}/2022-01-1/objects", output="id")
    )
    by_id = {entry.id: entry for entry in request.frame}
    first = {
        entry_id
        for count in group_counts(request)
        for entry_id in [
            each for each in order if by_id[each].group == count.group and by_id[each].kind is S
        ][: count.places]
    }
    assert set(result.sampled) == first


def test_entries_that_are_out_of_the_draw_count_in_the_base_and_compulsory_ones_do_not() -> None:
    request = DrawRequest(
        "2022-01-1", DrawMethod.DIRECTED, frame_of(*[S] * 15, *[X] * 10, *[C] * 5), ratio={"": "10"}
    )

    [count] = group_counts(request)

    assert (count.base, count.available, count.places) == (25, 15, 3)


def test_a_group_without_anybody_to_draw_gets_what_is_available() -> None:
    request = DrawRequest("2022-01-1", DrawMethod.DIRECTED, frame_of(S, X, X, X), count={"": 3})

    [count] = group_counts(request)

    assert count.places == 1


@pytest.mark.parametrize(
    ("number", "already", "places"), [(1, 0, 2), (2, 2, 2), (3, 4, 1), (3, 5, 0), (3, 9, 0)]
)
def test_a_batch_rounds_the_running_total_up_and_takes_off_what_is_drawn(
    number: int, already: int, places: int
) -> None:
    assert batch_share(5, "A", Batch(number, 3, {"A": already})) == places


def test_a_group_missing_from_the_earlier_batches_counts_as_none() -> None:
    assert batch_share(4, "B", Batch(2, 2, {"A": 3})) == 4


@given(requests(groups=""), seeds)
def test_a_substitute_is_the_next_unused_entry_of_the_group(request: DrawRequest, seed: str) -> None:
    request = replace(request, method=DrawMethod.DIRECTED)
    result = draw_objects(request, seed)
    order = list(
        sampler([entry.id for entry in request.frame], seed=f"{seed}/2022-01-1/objects", output="id")
    )
    unused = [each for each in order if each not in result.sampled and (each, S) in kinds_of(request)]

    substitutes = [find_substitute(request, seed, out, result.sampled) for out in result.sampled]

    assert set(substitutes) <= {unused[0] if unused else None}


@given(requests(groups=""), seeds)
def test_a_stratified_substitute_comes_from_the_same_town_while_it_has_one(
    request: DrawRequest, seed: str
) -> None:
    request = replace(request, method=DrawMethod.STRATIFIED)
    result = draw_objects(request, seed)
    town = {entry.id: entry.stratum for entry in request.frame}
    left = Counter(
        entry.stratum for entry in request.frame if entry.kind is S and entry.id not in result.sampled
    )

    substitutes = {out: find_substitute(request, seed, out, result.sampled) for out in result.sampled}

    assert all(
        (into is not None and town[into] == town[out]) == (left[town[out]] > 0)
        for out, into in substitutes.items()
    )


def test_an_entry_drawn_in_a_later_batch_is_passed_over() -> None:
    request = DrawRequest("2022-01-1", DrawMethod.DIRECTED, frame_of(S, S, S, S), count={"": 1})
    [out] = draw_objects(request, "1").sampled
    first = find_substitute(request, "1", out, [out])

    second = find_substitute(request, "1", out, [out], [first or ""])

    assert first is not None
    assert second not in (None, first, out)


def test_the_place_lapses_when_the_group_has_nobody_left() -> None:
    request = DrawRequest("2022-01-1", DrawMethod.DIRECTED, frame_of(S, X, C), count={"": 1})

    assert find_substitute(request, "1", code_of(0), [code_of(0)]) is None


def test_a_compulsory_entry_is_not_replaced() -> None:
    request = DrawRequest("2022-01-1", DrawMethod.DIRECTED, frame_of(S, C), count={"": 1})

    with pytest.raises(ValueError, match="sampled"):
        find_substitute(request, "1", code_of(1), [])


def test_an_entry_out_of_the_draw_is_not_replaced() -> None:
    request = DrawRequest("2022-01-1", DrawMethod.DIRECTED, frame_of(S, X), count={"": 1})

    with pytest.raises(ValueError, match="sampled"):
        find_substitute(request, "1", code_of(1), [])


@pytest.mark.parametrize("number", range(8))
def test_a_town_is_told_from_others_by_its_code_however_the_text_was_read(number: int) -> None:
    strata = [410307001, 410307002, 410307003] * 8
    frame = tuple(Entry(code_of(place), str(stratum), "", S) for place, stratum in enumerate(strata))
    request = DrawRequest("2022-01-1", DrawMethod.STRATIFIED, frame, count={"": 6})
    out = code_of(number)

    into = find_substitute(request, "1", out, [out])

    assert into is not None
    assert int(into[-8:]) % 3 == number % 3


def kinds_of(request: DrawRequest) -> set[tuple[str, EntryKind]]:
    return {(entry.id, entry.kind) for entry in request.frame}


def test_over_many_seeds_every_entry_has_the_same_chance() -> None:
    request = DrawRequest("2022-01-1", DrawMethod.STRATIFIED, frame_of(*[S] * 20), count={"": 5})

    drawn = Counter(entry_id for seed in range(2000) for entry_id in draw_objects(request, str(seed)).sampled)

    # 2000 draws of 5 out of 20: 500 each, standard error 19.4; the seeds are fixed, so this never varies
    assert all(abs(drawn[entry.id] - 500) < 5 * 19.4 for entry in request.frame)
