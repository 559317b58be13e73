"""§6 of the protocol, sentence by sentence: who is drawn, with what chance, and who takes a place that falls free."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction
from itertools import pairwise
from math import floor
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.rules.assignment import assign_officers
from models.rules.draw import (
    draw_objects,
    find_substitute,
    group_counts,
    object_tickets,
    result_digest,
    share_among_towns,
)
from models.rules.sealing import DrawRequest, Entry, Reason, seal_draw
from models.vocab import DrawMethod, EntryKind, OfficerMode
from tests.models.rules.draw_strategies import (
    TOWNS,
    code_of,
    frames,
    officer_requests,
    requests,
    seeds,
)

S, C = EntryKind.SELECTABLE, EntryKind.COMPULSORY
CODE = "2022-01-1"
towns_available = st.lists(st.integers(1, 12), min_size=1, max_size=7)


def shares(numbers: Sequence[int], places: int, start: Fraction) -> list[int]:
    rows = share_among_towns([(str(town), number) for town, number in enumerate(numbers)], places, start)
    return [quota for _, _, quota in rows]


def mean_quotas(numbers: Sequence[int], places: int) -> list[Fraction]:
    """The exact mean of every quota over all starts u: they only change where a running share + u is whole."""
    total, running, steps = sum(numbers), 0, {Fraction(0), Fraction(1)}
    for number in numbers:
        running += number
        share = Fraction(running * places, total)
        steps.add(1 - (share - floor(share)))
    means = [Fraction(0)] * len(numbers)
    for begin, end in pairwise(sorted(steps)):
        quotas = shares(numbers, places, (begin + end) / 2)
        means = [mean + (end - begin) * quota for mean, quota in zip(means, quotas, strict=True)]
    return means


@given(towns_available, st.data())
def test_over_all_starts_a_towns_mean_quota_is_exactly_its_share(
    numbers: list[int], data: st.DataObject
) -> None:
    places = data.draw(st.integers(0, sum(numbers)))

    assert mean_quotas(numbers, places) == [Fraction(number * places, sum(numbers)) for number in numbers]


@given(towns_available, st.data())
def test_over_all_starts_every_entry_of_a_group_has_the_same_chance(
    numbers: list[int], data: st.DataObject
) -> None:
    places = data.draw(st.integers(0, sum(numbers)))

    chances = {mean / number for mean, number in zip(mean_quotas(numbers, places), numbers, strict=True)}

    assert chances == {Fraction(places, sum(numbers))}


@given(towns_available, st.data(), st.fractions(Fraction(1, 10**6), 1 - Fraction(1, 10**6)))
def test_a_quota_is_the_floor_or_the_ceiling_of_the_share(
    numbers: list[int], data: st.DataObject, start: Fraction
) -> None:
    places = data.draw(st.integers(0, sum(numbers)))

    for number, quota in zip(numbers, shares(numbers, places, start), strict=True):
        share = Fraction(number * places, sum(numbers))
        assert quota in {floor(share), -floor(-share)}


def test_the_smallest_town_is_visited_as_often_as_its_share_says() -> None:
    numbers, places = [60, 39, 1], 10  # the largest remainder would never visit the third town

    assert mean_quotas(numbers, places)[2] == Fraction(1, 10)


@given(requests(), seeds)
def test_compulsory_entries_stand_in_ticket_order(request: DrawRequest, seed: str) -> None:
    result = draw_objects(request, seed)

    compulsory = [entry.id for entry in request.frame if entry.kind is C]
    assert list(result.compulsory) == sorted(compulsory, key=object_tickets(seed, CODE).ticket)


@given(requests(), seeds)
def test_towns_are_walked_in_the_order_of_their_tickets_and_empty_ones_are_not(
    request: DrawRequest, seed: str
) -> None:
    request = replace(request, method=DrawMethod.STRATIFIED)
    tickets = object_tickets(seed, CODE)
    walked: dict[str, list[str]] = defaultdict(list)

    for quota in draw_objects(request, seed).quotas:
        walked[quota.group].append(quota.stratum or "")

    for group, towns in walked.items():
        here = {entry.stratum for entry in request.frame if entry.group == group and entry.kind is S}
        assert towns == sorted(here, key=lambda town: tickets.ticket(f"STRATUM/{town}"))


@given(requests(), seeds)
def test_the_quotas_are_those_of_the_formula(request: DrawRequest, seed: str) -> None:
    request = replace(request, method=DrawMethod.STRATIFIED)
    counts = {count.group: count for count in group_counts(request)}
    running: Counter[str] = Counter()

    for quota in draw_objects(request, seed).quotas:
        count = counts[quota.group]
        start = object_tickets(seed, CODE).fraction(f"START/{quota.group}")
        running[quota.group] += quota.available
        after = Fraction(running[quota.group] * count.places, count.available)
        before = Fraction((running[quota.group] - quota.available) * count.places, count.available)
        assert quota.quota == floor(after + start) - floor(before + start)


@given(requests(), seeds)
def test_each_town_gives_its_first_entries_in_ticket_order(request: DrawRequest, seed: str) -> None:
    request = replace(request, method=DrawMethod.STRATIFIED)
    ticket = object_tickets(seed, CODE).ticket

    result = draw_objects(request, seed)

    expected: set[str] = set()
    for quota in result.quotas:
        here = [
            entry.id
            for entry in request.frame
            if (entry.group, entry.stratum, entry.kind) == (quota.group, quota.stratum, S)
        ]
        expected.update(sorted(here, key=ticket)[: quota.quota])
    assert set(result.sampled) == expected


@given(requests(), seeds)
def test_the_drawn_of_all_groups_stand_in_one_ticket_order(request: DrawRequest, seed: str) -> None:
    sampled = list(draw_objects(request, seed).sampled)

    assert sampled == sorted(sampled, key=object_tickets(seed, CODE).ticket)


@given(requests(), seeds, st.randoms(use_true_random=False))
def test_only_the_id_decides_who_of_a_town_is_drawn(request: DrawRequest, seed: str, random: Random) -> None:
    """Ids dealt anew among the enterprises of one town and group: the same ids are drawn, whoever bears them."""
    ids: dict[tuple[str, str, EntryKind], list[str]] = defaultdict(list)
    for entry in request.frame:
        ids[entry.stratum, entry.group, entry.kind].append(entry.id)
    for dealt in ids.values():
        random.shuffle(dealt)
    anew = tuple(
        entry._replace(id=ids[entry.stratum, entry.group, entry.kind].pop()) for entry in request.frame
    )

    assert draw_objects(replace(request, frame=anew), seed) == draw_objects(request, seed)


@given(frames(groups="", kinds=(S,)), st.integers(0, 30), seeds)
def test_the_first_k_places_are_the_beginning_of_the_first_k_and_one(
    frame: tuple[Entry, ...], places: int, seed: str
) -> None:
    fewer, more = (
        draw_objects(DrawRequest(CODE, DrawMethod.DIRECTED, frame, count={"": count}), seed).sampled
        for count in (places, places + 1)
    )

    assert fewer == more[: len(fewer)]
    assert len(more) == min(places + 1, len(frame))


@given(requests(), seeds)
def test_a_higher_count_keeps_everybody_who_was_drawn_by_conditions(request: DrawRequest, seed: str) -> None:
    counts = {count.group: count.places for count in group_counts(request)}
    groups = {entry.group for entry in request.frame}
    request = replace(
        request,
        method=DrawMethod.DIRECTED,
        ratio=None,
        count={group: counts.get(group, 0) for group in groups},
    )
    more = replace(request, count={group: count + 1 for group, count in (request.count or {}).items()})

    assert set(draw_objects(request, seed).sampled) <= set(draw_objects(more, seed).sampled)


@given(frames(groups="", kinds=(S,)), st.integers(0, 30), seeds)
def test_an_enterprise_that_was_not_drawn_changes_nothing_by_leaving(
    frame: tuple[Entry, ...], places: int, seed: str
) -> None:
    request = DrawRequest(CODE, DrawMethod.DIRECTED, frame, count={"": places})
    drawn = draw_objects(request, seed).sampled

    left = tuple(entry for entry in frame if entry.id in drawn)

    assert draw_objects(replace(request, frame=left), seed).sampled == drawn


@given(requests(), officer_requests(OfficerMode.TEAMS), seeds)
def test_the_officers_part_does_not_touch_the_objects(
    request: DrawRequest, officers: object, seed: str
) -> None:
    assert draw_objects(replace(request, officers=officers), seed) == draw_objects(request, seed)


@given(officer_requests(OfficerMode.EACH), seeds, st.randoms(use_true_random=False))
def test_the_order_of_no_list_changes_the_result(officers: object, seed: str, random: Random) -> None:
    frame = tuple(Entry(code_of(number), TOWNS[number % 3], "", S) for number in range(31))
    reasons = tuple(Reason(f"未列入{number}", "停业") for number in range(3))
    request = DrawRequest(
        CODE, DrawMethod.STRATIFIED, frame, ratio={"": "40"}, reasons=reasons, officers=officers
    )
    turned = replace(
        request,
        frame=shuffled(frame, random),
        reasons=shuffled(reasons, random),
        officers=replace(
            officers, pool=shuffled(officers.pool, random), recusals=shuffled(officers.recusals, random)
        ),
    )

    assert digest_of(turned, seed) == digest_of(request, seed)


def test_a_result_cannot_be_edited() -> None:
    frame = tuple(Entry(code_of(number), TOWNS[0], "", S) for number in range(4))
    request = DrawRequest(CODE, DrawMethod.DIRECTED, frame, count={"": 2})
    result = draw_objects(request, "1")

    for part, name in (
        (result, "sampled"),
        (result.quotas[0], "quota"),
        (group_counts(request)[0], "places"),
    ):
        with pytest.raises(FrozenInstanceError):
            setattr(part, name, None)
        assert not hasattr(part, "__dict__")


def shuffled(values: tuple[object, ...], random: Random) -> tuple[object, ...]:
    return tuple(random.sample(values, len(values)))


def digest_of(request: DrawRequest, seed: str) -> str:
    objects = draw_objects(request, seed)
    officers = assign_officers(request.officers, seed, CODE, objects.sampled)
    return result_digest(request, seal_draw(request), seed, objects, officers.teams, officers.assignment)


@given(requests(), seeds, st.data())
def test_a_substitute_comes_from_the_town_then_the_group_then_the_place_lapses(
    request: DrawRequest, seed: str, data: st.DataObject
) -> None:
    sampled = draw_objects(request, seed).sampled
    assume(sampled)
    entries = {entry.id: entry for entry in request.frame}
    out = entries[data.draw(st.sampled_from(sampled))]
    later = set(data.draw(st.lists(st.sampled_from(sorted(entries)), max_size=5)))
    unused = [
        entry
        for entry in request.frame
        if entry.kind is S and entry.group == out.group and entry.id not in {*sampled, *later}
    ]
    town = [entry for entry in unused if entry.stratum == out.stratum]
    candidates = (town or unused) if request.method is DrawMethod.STRATIFIED else unused

    into = find_substitute(request, seed, out.id, sampled, later)

    tickets = object_tickets(seed, CODE)
    assert into == next(iter(tickets.order(entry.id for entry in candidates)), None)


@given(requests(), seeds)
def test_substitutes_are_never_taken_twice_until_the_group_is_used_up(
    request: DrawRequest, seed: str
) -> None:
    sampled = draw_objects(request, seed).sampled
    used = list(sampled)

    for out in sampled:
        while (into := find_substitute(request, seed, out, used)) is not None:
            used.append(into)

    groups = {entry.group for entry in request.frame if entry.id in sampled}
    assert len(set(used)) == len(used)
    assert set(used) == {entry.id for entry in request.frame if entry.kind is S and entry.group in groups}
