"""递补与补抽: the draw as it stands after places lapsed and officers dropped out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UserFacingError
from models.rules.assignment import assign_officers, is_qualified, officer_tickets, seat_at
from models.rules.draw import dispatch_order, draw_objects
from models.rules.sealing import DrawRequest, Entry, OfficerEntry, OfficerRequest, RecusalPair
from models.rules.substitution import Cause, Standing
from models.vocab import DrawMethod, EntryKind, OfficerMode
from tests.models.rules.draw_strategies import code_of, officer_requests, seeds

POOL = tuple(OfficerEntry(f"160302200{place:02d}", place % 2 == 0, place % 3 == 0) for place in range(10))
FRAME = tuple(
    Entry(code_of(number), "410307001", "", EntryKind.COMPULSORY if number == 0 else EntryKind.SELECTABLE)
    for number in range(31)
)
TEAMS = OfficerRequest(OfficerMode.TEAMS, 2, 3, True, True, POOL)
EACH = OfficerRequest(OfficerMode.EACH, 2, 0, True, True, POOL)


def start(officers: OfficerRequest, seed: str = "1", count: int = 8) -> Standing:
    request = DrawRequest("2022-01-1", DrawMethod.DIRECTED, FRAME, count={"": count}, officers=officers)
    objects = draw_objects(request, seed)
    order = dispatch_order(objects, seed, request.draw_code)
    return Standing(request, seed, objects, assign_officers(officers, seed, request.draw_code, order))


def sampled(standing: Standing) -> str:
    return next(entry_id for entry_id in standing.live if entry_id in standing.objects.sampled)


def test_a_substitute_goes_to_the_team_of_the_one_it_replaces() -> None:
    standing = start(TEAMS)
    out = sampled(standing)
    team, officers = standing.team_of[out], standing.officers_of[out]

    into = standing.next_object(out)
    standing.replace_object(out, into)

    assert into is not None
    assert (standing.team_of[into], standing.officers_of[into]) == (team, officers)
    assert out not in standing.live


def test_a_substitute_whose_team_must_stand_aside_goes_to_the_free_team_with_fewest_objects() -> None:
    plain = start(TEAMS)
    out = sampled(plain)
    into = plain.next_object(out) or ""
    member = plain.officers_of[out][0]

    standing = start(replace(TEAMS, recusals=(RecusalPair(member, into),)))
    rest = [team for entry_id, team in standing.team_of.items() if entry_id != out]
    free = [number for number, team in enumerate(standing.teams, 1) if member not in team]
    standing.replace_object(out, standing.next_object(out))

    assert standing.team_of[into] in free
    assert rest.count(standing.team_of[into]) == min(rest.count(number) for number in free)
    assert standing.officers_of[into] == standing.teams[standing.team_of[into] - 1]


def test_a_place_that_lapses_leaves_the_list_shorter() -> None:
    standing = start(TEAMS)
    out = sampled(standing)

    standing.replace_object(out, None)

    assert len(standing.live) == 8
    assert out not in standing.officers_of


def test_a_compulsory_object_is_not_replaced() -> None:
    with pytest.raises(UserFacingError, match="必查对象，不递补"):
        start(TEAMS).next_object(code_of(0))


def test_a_replaced_entry_cannot_be_replaced_again() -> None:
    standing = start(TEAMS)
    out = sampled(standing)
    standing.replace_object(out, standing.next_object(out))

    with pytest.raises(UserFacingError, match="不在本次抽取的现行名单中"):
        standing.next_object(out)


@given(officer_requests(OfficerMode.TEAMS), seeds)
def test_a_team_member_is_replaced_by_the_first_one_free_and_qualified(
    officers: OfficerRequest, seed: str
) -> None:
    standing = start(officers, seed)
    out = standing.teams[0][0]
    objects = [each for each in standing.live if standing.team_of[each] == 1]
    barred = {officer for team in standing.teams for officer in team}
    barred |= {pair.officer for pair in officers.recusals if pair.enterprise in objects}
    fit = [
        each.id
        for each in officers.pool
        if each.id not in barred and is_qualified(each, seat_at(officers, 0))
    ]

    into = standing.next_officer(out)

    assert into == next(iter(officer_tickets(seed, "2022-01-1").order(fit)), None)


def test_dropping_out_changes_every_object_of_the_team() -> None:
    standing = start(TEAMS)
    out = standing.teams[0][1]
    into = standing.next_officer(out) or ""

    standing.replace_officer(out, into, None, Cause.DROPPED)

    assert standing.objects_of(out) == []
    assert standing.objects_of(into) == [each for each in standing.live if standing.team_of[each] == 1]
    assert standing.next_officer(standing.teams[1][1]) != out


def test_a_later_recusal_changes_one_object_and_leaves_the_team() -> None:
    standing = start(TEAMS)
    enterprise = standing.live[0]
    out = standing.officers_of[enterprise][0]
    others = [each for each in standing.objects_of(out) if each != enterprise]
    into = standing.next_officer(out, enterprise) or ""

    standing.replace_officer(out, into, enterprise, Cause.RECUSED)

    assert standing.objects_of(into) == [enterprise]
    assert standing.objects_of(out) == others
    assert out in standing.teams[standing.team_of[enterprise] - 1]


@given(officer_requests(OfficerMode.EACH), seeds, st.integers(0, 8))
def test_a_single_assignment_is_replaced_with_the_loads_as_they_stood_then(
    officers: OfficerRequest, seed: str, place: int
) -> None:
    standing = start(officers, seed)
    enterprise = standing.live[place]
    out = standing.officers_of[enterprise][-1]
    earlier = [officer for each in standing.live[:place] for officer in standing.officers_of[each]]
    barred = {*standing.officers_of[enterprise]}
    barred |= {pair.officer for pair in officers.recusals if pair.enterprise == enterprise}
    tickets = officer_tickets(seed, "2022-01-1")
    fit = [
        each.id
        for each in officers.pool
        if each.id not in barred and is_qualified(each, seat_at(officers, officers.team_size - 1))
    ]

    into = standing.next_officer(out, enterprise)

    order = sorted(fit, key=lambda each: (earlier.count(each), tickets.ticket(f"{each}@{enterprise}")))
    assert into == next(iter(order), None)


def test_in_single_assignment_a_substitute_gets_officers_by_the_loads_as_they_are() -> None:
    standing = start(EACH)
    out = sampled(standing)
    standing.replace_officer(
        standing.officers_of[out][0],
        standing.next_officer(standing.officers_of[out][0], out) or "",
        out,
        Cause.DROPPED,
    )
    dropped = set(standing.dropped)

    into = standing.next_object(out) or ""
    standing.replace_object(out, into)

    assert len(set(standing.officers_of[into])) == 2
    assert dropped.isdisjoint(standing.officers_of[into])


def test_who_sits_in_no_team_cannot_be_replaced() -> None:
    with pytest.raises(UserFacingError, match="不在任何检查组中"):
        start(TEAMS).next_officer("16030229999")


def test_nobody_follows_when_all_who_qualify_sit_in_teams() -> None:
    standing = start(replace(TEAMS, teams=1, need_expert=False, pool=POOL[:2]))

    assert standing.next_officer(standing.teams[0][0]) is None
