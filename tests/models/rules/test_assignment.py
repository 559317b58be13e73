"""§7 of the protocol: teams, single assignment, recusals, loads, and what is proved before the seal."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.assignment import (
    OfficerResult,
    assign_officers,
    is_qualified,
    obstacles,
    officer_tickets,
    pick_and_seat,
    seat_at,
)
from models.rules.sealing import Entry, OfficerEntry, OfficerRequest, RecusalPair
from models.vocab import EntryKind, OfficerMode
from tests.models.rules.draw_strategies import code_of, officer_requests, seeds

TEAMS = officer_requests(OfficerMode.TEAMS)
EACH = officer_requests(OfficerMode.EACH)
ENTERPRISES = [code_of(number) for number in range(31)]
FRAME = [Entry(entry_id, "410307001", "", EntryKind.SELECTABLE) for entry_id in ENTERPRISES]


def assigned(request: OfficerRequest, seed: str) -> OfficerResult:
    return assign_officers(request, seed, "2022-01-1", ENTERPRISES)


def lists_of(result: OfficerResult) -> list[tuple[str, ...]]:
    return [result.officers_of(enterprise) for enterprise in ENTERPRISES]


@given(st.one_of(TEAMS, EACH), seeds)
def test_whatever_the_seed_a_draw_without_obstacles_seats_everybody(
    request: OfficerRequest, seed: str
) -> None:
    result = assigned(request, seed)

    pool = {officer.id: officer for officer in request.pool}
    assert list(result.assignment) == ENTERPRISES
    assert {len(set(officers)) for officers in lists_of(result)} == {request.team_size}
    assert all(
        is_qualified(pool[officer], seat_at(request, place))
        for officers in lists_of(result)
        for place, officer in enumerate(officers)
    )


@given(st.one_of(TEAMS, EACH), seeds)
def test_a_recused_officer_never_meets_the_enterprise(request: OfficerRequest, seed: str) -> None:
    result = assigned(request, seed)

    assert not any(
        RecusalPair(officer, enterprise) in request.recusals
        for enterprise in ENTERPRISES
        for officer in result.officers_of(enterprise)
    )


@given(TEAMS, seeds)
def test_nobody_sits_in_two_teams_and_every_team_is_full(request: OfficerRequest, seed: str) -> None:
    result = assigned(request, seed)

    members = [officer for team in result.teams for officer in team]
    assert len(set(members)) == len(members) == request.team_size * request.teams
    assert {len(team) for team in result.teams} == {request.team_size}


@given(TEAMS, seeds)
def test_teams_loads_differ_by_at_most_one_where_nobody_is_recused(
    request: OfficerRequest, seed: str
) -> None:
    result = assigned(replace(request, recusals=()), seed)

    loads = Counter(result.assignment.values())
    assert max(loads.values()) - min(loads[number] for number in range(1, request.teams + 1)) <= 1


@given(EACH, seeds)
def test_loads_differ_by_at_most_one_where_nothing_is_asked_of_the_seats(
    request: OfficerRequest, seed: str
) -> None:
    result = assigned(replace(request, recusals=(), need_leader=False, need_expert=False), seed)

    loads = Counter(officer for officers in lists_of(result) for officer in officers)
    assert max(loads.values()) - min(loads[officer.id] for officer in request.pool) <= 1


@given(st.one_of(TEAMS, EACH), seeds)
def test_the_order_of_the_pool_changes_nothing(request: OfficerRequest, seed: str) -> None:
    result = assigned(request, seed)

    turned = replace(request, pool=request.pool[::-1], recusals=request.recusals[::-1])
    assert assigned(turned, seed) == result


@given(st.one_of(TEAMS, EACH), seeds)
def test_picking_takes_the_first_officers_that_can_be_seated(request: OfficerRequest, seed: str) -> None:
    order = sorted(request.pool, key=lambda officer: officer_tickets(seed, "2022-01-1").ticket(officer.id))

    seated = pick_and_seat(order, request.seats)

    best = next(
        chosen for chosen in combinations(order, sum(request.seats)) if can_sit(list(chosen), request.seats)
    )
    assert set(seated.all) == {officer.id for officer in best}


def can_sit(officers: list[OfficerEntry], seats: tuple[int, int, int]) -> bool:
    leaders = sum(officer.leader for officer in officers)
    experts = sum(officer.expert for officer in officers)
    either = sum(officer.leader or officer.expert for officer in officers)
    return leaders >= seats[0] and experts >= seats[1] and either >= seats[0] + seats[1]


POOL = tuple(OfficerEntry(f"1603022000{place}", place < 2, place == 5) for place in range(6))
REQUEST = OfficerRequest(
    mode=OfficerMode.TEAMS, team_size=2, teams=2, need_leader=True, need_expert=False, pool=POOL
)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"teams": 3}, "组长席位3个，具备组长资格的只有2人"),
        ({"need_expert": True}, "专业人员席位2个，专业匹配的只有1人"),
        ({"teams": 2, "team_size": 4}, "席位共8个，可抽人员只有6人"),
        (
            {
                "need_expert": True,
                "teams": 1,
                "pool": (OfficerEntry("1", True, True), OfficerEntry("2", False, False)),
            },
            "组长与专业人员席位共2个（须为不同的人），具备其中一种资格的只有1人",
        ),
    ],
)
def test_short_seats_are_named_before_the_seal(changes: dict[str, object], sentence: str) -> None:
    [obstacle] = obstacles(replace(REQUEST, **changes), FRAME)

    assert sentence in obstacle


def test_an_enterprise_for_which_every_team_might_stand_aside_is_named() -> None:
    recusals = (RecusalPair(POOL[0].id, ENTERPRISES[3]), RecusalPair(POOL[4].id, ENTERPRISES[3]))

    [obstacle] = obstacles(replace(REQUEST, recusals=recusals), FRAME, {ENTERPRISES[3]: "样例厂"})

    assert obstacle.startswith("检查对象“样例厂”有2名可抽人员须回避")


def test_one_recusal_less_than_teams_leaves_a_team_free() -> None:
    recusals = (RecusalPair(POOL[0].id, ENTERPRISES[3]),)

    assert obstacles(replace(REQUEST, recusals=recusals), FRAME) == ()


def test_an_enterprise_whose_recusals_leave_too_few_is_named_in_single_assignment() -> None:
    request = replace(
        REQUEST,
        mode=OfficerMode.EACH,
        teams=0,
        recusals=(RecusalPair(POOL[0].id, ENTERPRISES[1]), RecusalPair(POOL[1].id, ENTERPRISES[1])),
    )

    [obstacle] = obstacles(request, FRAME)

    assert ENTERPRISES[1] in obstacle
    assert "组长席位1个，具备组长资格的只有0人" in obstacle


def test_recusals_from_enterprises_that_are_out_of_the_draw_do_not_count() -> None:
    recusals = tuple(RecusalPair(officer.id, ENTERPRISES[3]) for officer in POOL)
    frame = [FRAME[3]._replace(kind=EntryKind.EXCLUDED)]

    assert obstacles(replace(REQUEST, recusals=recusals), frame) == ()


def test_those_who_are_both_take_what_is_open_leader_seats_first() -> None:
    order = [OfficerEntry("1", True, True), OfficerEntry("2", True, False), OfficerEntry("3", True, True)]

    seated = pick_and_seat(order, (1, 1, 1))

    assert seated.all == ("2", "1", "3")
