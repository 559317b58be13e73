"""工作量: loads two apart always have a cause, and the cause named is one that was there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.rules.assignment import OfficerResult, assign_officers
from models.rules.loads import Cause, loads_of, uneven, uneven_sentences
from models.rules.sealing import OfficerEntry, OfficerRequest, RecusalPair
from models.vocab import OfficerMode
from tests.models.rules.draw_strategies import code_of, officer_requests, seeds

TEAMS = officer_requests(OfficerMode.TEAMS)
EACH = officer_requests(OfficerMode.EACH)
ENTERPRISES = [code_of(number) for number in range(31)]


def assigned(request: OfficerRequest, seed: str) -> OfficerResult:
    return assign_officers(request, seed, "2022-01-1", ENTERPRISES)


@given(st.one_of(TEAMS, EACH), seeds)
def test_a_cause_is_named_just_where_loads_differ_by_more_than_one(
    request: OfficerRequest, seed: str
) -> None:
    result = assigned(request, seed)

    loads = loads_of(request, result).values()
    assert sum(loads) == len(ENTERPRISES) * request.team_size
    assert bool(uneven(request, result)) == (max(loads) - min(loads) > 1)


@given(EACH, seeds)
def test_whoever_has_less_for_recusals_had_to_stand_aside_in_this_draw(
    request: OfficerRequest, seed: str
) -> None:
    aside = {pair.officer for pair in request.recusals if pair.enterprise in ENTERPRISES}

    for found in uneven(request, assigned(request, seed)):
        assert found.cause is not Cause.RECUSAL or set(found.officers) <= aside


@given(TEAMS, seeds)
def test_a_team_with_less_for_recusals_has_a_member_who_had_to_stand_aside(
    request: OfficerRequest, seed: str
) -> None:
    result = assigned(request, seed)

    aside = {pair.officer for pair in request.recusals if pair.enterprise in ENTERPRISES}
    for found in uneven(request, result):
        spared = [team for team in result.teams if set(team) & set(found.officers)]
        assert found.cause is Cause.TEAMS or all(aside & set(team) for team in spared)


@given(EACH, seeds)
def test_seats_are_a_cause_only_where_they_are_asked_for(request: OfficerRequest, seed: str) -> None:
    unasked = replace(request, need_leader=False, need_expert=False)

    causes = {found.cause for found in uneven(unasked, assigned(unasked, seed))}
    assert causes <= {Cause.RECUSAL}
    assert not uneven(replace(unasked, recusals=()), assigned(replace(unasked, recusals=()), seed))


@given(st.one_of(TEAMS, EACH), seeds)
def test_every_cause_is_said_in_one_sentence(request: OfficerRequest, seed: str) -> None:
    result = assigned(request, seed)

    sentences = uneven_sentences(request, result)
    assert len(sentences) == len(uneven(request, result))
    assert all(text.count("。") == 1 and text.endswith("。") for text in sentences)


POOL = tuple(OfficerEntry(f"1603022000{place}", place < 2, place == 5) for place in range(6))
SEED = "01382438112797316654"


def said(request: OfficerRequest) -> tuple[str, ...]:
    names = {officer.id: f"样例{officer.id[-1]}" for officer in request.pool}
    return uneven_sentences(request, assigned(request, SEED), names)


def test_few_leaders_have_more_to_do() -> None:
    request = OfficerRequest(OfficerMode.EACH, 2, 0, True, False, POOL)

    assert said(request) == ("组长：每户须有1名组长，可任组长的只有2人，每人15–16户；其他4人每人7–8户。",)


def test_the_only_expert_goes_everywhere() -> None:
    request = OfficerRequest(OfficerMode.EACH, 2, 0, False, True, POOL)

    assert said(request) == ("专业：每户须有1名专业人员，专业匹配的只有1人，每人31户；其他5人每人6–7户。",)


def test_who_stands_aside_often_has_less_to_do() -> None:
    recusals = tuple(RecusalPair(POOL[3].id, enterprise) for enterprise in ENTERPRISES[:28])
    request = OfficerRequest(OfficerMode.EACH, 2, 0, False, False, POOL, recusals)

    assert said(request) == ("回避：样例3须回避28户，派给他们的较少。",)


def test_in_teams_who_is_in_none_is_told_apart_from_the_team_that_stands_aside() -> None:
    recusals = tuple(
        RecusalPair(officer.id, enterprise) for officer in POOL[:1] for enterprise in ENTERPRISES[:28]
    )
    request = OfficerRequest(OfficerMode.TEAMS, 2, 2, True, False, POOL, recusals)

    assert said(request) == (
        "回避：第1组有成员须回避28户，派给的较少。",
        "分组：可抽6人，按号码选出4人编成2组，其余2人本次不派。",
    )
