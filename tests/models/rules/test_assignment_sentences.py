"""§7 of the protocol, sentence by sentence: picking, seating, dealing, and who goes where."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.rules.assignment import (
    OfficerResult,
    assign_officers,
    draw_teams,
    officer_tickets,
    officers_for,
    order_for,
    pick_and_seat,
)
from models.rules.sealing import OfficerEntry, OfficerRequest, with_possible_expert
from models.vocab import OfficerMode
from tests.models.rules.draw_strategies import code_of, officer_requests, seeds

CODE = "2022-01-1"
TEAMS = officer_requests(OfficerMode.TEAMS)
EACH = officer_requests(OfficerMode.EACH)
ENTERPRISES = [code_of(number) for number in range(31)]
pools = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=8, max_size=14).map(
    lambda flags: tuple(OfficerEntry(f"1603{place:04d}", *pair) for place, pair in enumerate(flags))
)


def assigned(request: OfficerRequest, seed: str) -> OfficerResult:
    return assign_officers(request, seed, CODE, ENTERPRISES)


def recused(request: OfficerRequest, enterprise: str) -> set[str]:
    return {pair.officer for pair in request.recusals if pair.enterprise == enterprise}


@given(st.one_of(TEAMS, EACH), seeds)
def test_seats_go_to_those_of_one_qualification_before_those_of_both(
    request: OfficerRequest, seed: str
) -> None:
    order = sorted(request.pool, key=lambda officer: officer_tickets(seed, CODE).ticket(officer.id))
    flags = {officer.id: (officer.leader, officer.expert) for officer in request.pool}

    seated = pick_and_seat(order, request.seats)

    both = (True, True)
    leaders, experts, others = (
        [flags[officer] for officer in part] for part in (seated.leaders, seated.experts, seated.others)
    )
    assert not (both in leaders and (True, False) in others)
    assert not (both in experts and (False, True) in others)
    assert leaders == sorted(leaders)  # (True, False) before (True, True)
    assert experts == sorted(experts)
    taken = [
        place
        for part in (seated.leaders, seated.experts, seated.others)
        for place, officer in enumerate(order)
        if officer.id in part and flags[officer.id] == both
    ]
    assert taken == sorted(taken)  # of those who are both: leader seats first, then expert seats


@given(st.one_of(TEAMS, EACH), seeds)
def test_the_seats_are_counted_as_the_task_asks(request: OfficerRequest, seed: str) -> None:
    seated = pick_and_seat(request.pool, request.seats)

    assert tuple(len(part) for part in (seated.leaders, seated.experts, seated.others)) == request.seats
    assert seated.all == seated.leaders + seated.experts + seated.others


@given(TEAMS, seeds)
def test_leaders_experts_and_others_are_dealt_in_ticket_order(request: OfficerRequest, seed: str) -> None:
    tickets = officer_tickets(seed, CODE)

    teams = draw_teams(request, tickets)

    dealt = [[team[place] for team in teams] for place in range(request.team_size)]
    kept = int(request.need_leader) + int(request.need_expert)
    columns = [*dealt[:kept], [officer for column in dealt[kept:] for officer in column]]
    assert columns == [tickets.order(column) for column in columns]


@given(TEAMS, seeds)
def test_without_special_seats_the_first_tickets_form_the_teams(request: OfficerRequest, seed: str) -> None:
    request = replace(request, need_leader=False, need_expert=False)
    tickets = officer_tickets(seed, CODE)

    teams = draw_teams(request, tickets)

    members = {officer for team in teams for officer in team}
    order = tickets.order(officer.id for officer in request.pool)
    assert members == set(order[: request.team_size * request.teams])


@given(TEAMS, seeds)
def test_each_object_goes_to_the_free_team_with_fewest_objects(request: OfficerRequest, seed: str) -> None:
    result = assigned(request, seed)

    tickets, loads = officer_tickets(seed, CODE), Counter[int]()
    for enterprise in ENTERPRISES:
        free = [
            number
            for number, team in enumerate(result.teams, 1)
            if not recused(request, enterprise) & set(team)
        ]
        best = min(free, key=lambda number: (loads[number], tickets.ticket(f"{number}@{enterprise}")))
        assert result.assignment[enterprise] == best
        loads[best] += 1


@given(EACH, seeds)
def test_each_object_asks_the_officers_by_load_then_ticket(request: OfficerRequest, seed: str) -> None:
    request = replace(request, need_leader=False, need_expert=False)

    result = assigned(request, seed)

    tickets, loads = officer_tickets(seed, CODE), Counter[str]()
    for enterprise in ENTERPRISES:
        free = [officer.id for officer in request.pool if officer.id not in recused(request, enterprise)]
        order = sorted(free, key=lambda one: (loads[one], tickets.ticket(f"{one}@{enterprise}")))
        assert result.assignment[enterprise] == tuple(order[: request.team_size])
        loads.update(order[: request.team_size])


@given(EACH, seeds)
def test_each_team_of_one_object_is_picked_from_that_order(request: OfficerRequest, seed: str) -> None:
    result = assigned(request, seed)

    tickets, loads = officer_tickets(seed, CODE), Counter[str]()
    for enterprise in ENTERPRISES:
        order = order_for(request, tickets, enterprise, loads)
        free = [officer for officer in order if officer.id not in recused(request, enterprise)]
        assert result.officers_of(enterprise) == pick_and_seat(free, request.seats).all
        loads.update(result.officers_of(enterprise))


@given(pools, st.integers(2, 4), seeds)
def test_where_everybody_may_take_every_seat_loads_differ_by_at_most_one(
    pool: tuple[OfficerEntry, ...], size: int, seed: str
) -> None:
    pool = tuple(replace(officer, leader=True, expert=True) for officer in pool)
    request = OfficerRequest(OfficerMode.EACH, size, 0, True, True, pool)

    result = assigned(request, seed)

    loads = Counter(officer for enterprise in ENTERPRISES for officer in result.officers_of(enterprise))
    assert max(loads.values()) - min(loads[officer.id] for officer in pool) <= 1


@given(pools, seeds)
def test_a_pool_without_an_expert_asks_for_none(pool: tuple[OfficerEntry, ...], seed: str) -> None:
    pool = tuple(replace(officer, expert=False) for officer in pool)
    request = OfficerRequest(OfficerMode.EACH, 2, 0, False, True, pool)

    possible = with_possible_expert(request)

    assert possible == replace(request, need_expert=False)
    assert {len(officers) for officers in assigned(possible, seed).assignment.values()} == {2}


@given(EACH, seeds, st.sampled_from(ENTERPRISES), st.data())
def test_who_is_barred_is_passed_over(
    request: OfficerRequest, seed: str, enterprise: str, data: st.DataObject
) -> None:
    request = replace(request, need_leader=False, need_expert=False, team_size=2, recusals=())
    pool = [officer.id for officer in request.pool]
    barred = data.draw(st.sets(st.sampled_from(pool), max_size=len(pool) - 2))

    officers = officers_for(request, officer_tickets(seed, CODE), enterprise, {}, barred)

    tickets = officer_tickets(seed, CODE)
    free = [one for one in pool if one not in barred]
    assert list(officers) == sorted(free, key=lambda one: tickets.ticket(f"{one}@{enterprise}"))[:2]
