"""不能封存时怎么办: each remedy is enough, none is larger than it must be, and each is said in a clerk's words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.assignment import obstacles
from models.rules.remedies import (
    FewerSeats,
    MorePeople,
    OtherTeams,
    Qualify,
    Remedy,
    Review,
    SingleAssignment,
    SmallerTeams,
    WithoutBar,
    remedies,
)
from models.rules.remedy_wording import Outside, choice_text, remedy_sentences
from models.rules.sealing import Entry, OfficerEntry, OfficerRequest, RecusalPair
from models.vocab import EntryKind, OfficerMode
from tests.models.rules.draw_strategies import code_of

KINDS = ((False, False), (True, False), (False, True), (True, True))
FRAME = [
    Entry(code_of(0), "410307001", "", EntryKind.SELECTABLE),
    Entry(code_of(1), "410307001", "", EntryKind.COMPULSORY),
    Entry(code_of(2), "410307001", "", EntryKind.EXCLUDED),
]


@st.composite
def small_requests(draw: st.DrawFn) -> OfficerRequest:
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=5))
    pool = tuple(OfficerEntry(f"16030000{place}", *kind) for place, kind in enumerate(kinds))
    pairs = [RecusalPair(officer.id, entry.id) for officer in pool for entry in FRAME]
    recusals = tuple(pair for pair in pairs if draw(st.integers(0, 2)) == 0)
    mode = draw(st.sampled_from(OfficerMode))
    teams = draw(st.integers(1, 3)) if mode is OfficerMode.TEAMS else 0
    return OfficerRequest(
        mode, draw(st.integers(2, 3)), teams, draw(st.booleans()), draw(st.booleans()), pool, recusals
    )


def is_possible(request: OfficerRequest) -> bool:
    return min(request.seats) >= 0 and not obstacles(request, FRAME)


def with_people(request: OfficerRequest, kinds: Iterable[tuple[bool, bool]]) -> OfficerRequest:
    new = tuple(OfficerEntry(f"9{place}", *kind) for place, kind in enumerate(kinds))
    return replace(request, pool=request.pool + new)


def without_pairs(request: OfficerRequest, pairs: Iterable[RecusalPair]) -> OfficerRequest:
    gone = set(pairs)
    return replace(request, recusals=tuple(pair for pair in request.recusals if pair not in gone))


def kinds_of(more: MorePeople) -> list[tuple[bool, bool]]:
    return (
        [(True, False)] * (more.leaders + more.either)
        + [(False, True)] * more.experts
        + [(True, True)] * more.both
        + [(False, False)] * more.others
    )


def with_qualifications(request: OfficerRequest, number: int) -> Iterator[OfficerRequest]:
    """Give out so many qualifications in every way there is."""
    lacking = [(place, "leader") for place, officer in enumerate(request.pool) if not officer.leader]
    lacking += [(place, "expert") for place, officer in enumerate(request.pool) if not officer.expert]
    for given_out in combinations(lacking, number):
        pool = list(request.pool)
        for place, word in given_out:
            pool[place] = replace(pool[place], **{word: True})
        yield replace(request, pool=tuple(pool))


def of_kind(found: Iterable[Remedy], kind: type[Remedy]) -> list[Remedy]:
    return [remedy for remedy in found if isinstance(remedy, kind)]


@given(small_requests())
def test_there_is_a_remedy_just_where_something_stands_in_the_way(request: OfficerRequest) -> None:
    if min(request.seats) >= 0:
        assert bool(remedies(request, FRAME)) == bool(obstacles(request, FRAME))


@given(small_requests())
def test_no_fewer_persons_and_no_fewer_qualifications_of_theirs_would_do(request: OfficerRequest) -> None:
    for remedy in of_kind(remedies(request, FRAME), MorePeople):
        assert isinstance(remedy, MorePeople)
        asked = replace(request, teams=remedy.teams)
        wanted = sum(map(sum, kinds_of(remedy)))
        enough = [
            sum(map(sum, kinds))
            for number in range(remedy.total + 1)
            for kinds in combinations_with_replacement(KINDS, number)
            if is_possible(with_people(asked, kinds))
            and (number < remedy.total or sum(map(sum, kinds)) < wanted)
        ]
        assert is_possible(with_people(asked, kinds_of(remedy)))
        assert not enough
        assert all(
            not is_possible(with_people(replace(request, teams=teams), [(True, True)] * 12))
            for teams in range(request.teams, remedy.teams)
        )


@given(small_requests())
def test_so_many_qualifications_can_be_given_out_and_one_less_never_does(request: OfficerRequest) -> None:
    for remedy in of_kind(remedies(request, FRAME), Qualify):
        assert isinstance(remedy, Qualify)
        assert any(map(is_possible, with_qualifications(request, remedy.total)))
        assert not any(map(is_possible, with_qualifications(request, remedy.total - 1)))


@given(small_requests())
def test_the_number_of_teams_is_the_nearest_that_does(request: OfficerRequest) -> None:
    fitting = [n for n in range(1, 9) if request.teams and is_possible(replace(request, teams=n))]
    found = of_kind(remedies(request, FRAME), OtherTeams)

    if is_possible(request) or not fitting or min(request.seats) < 0:
        assert not found
    else:
        assert found == [OtherTeams(min(fitting, key=lambda n: abs(n - request.teams)))]


@given(small_requests())
def test_the_team_size_is_the_largest_smaller_one_that_does(request: OfficerRequest) -> None:
    fitting = [m for m in range(2, request.team_size) if is_possible(replace(request, team_size=m))]

    if min(request.seats) >= 0 and not is_possible(request):
        expected = [SmallerTeams(max(fitting))] if fitting else []
        assert of_kind(remedies(request, FRAME), SmallerTeams) == expected


@given(small_requests())
def test_no_seat_is_given_up_that_could_stay(request: OfficerRequest) -> None:
    for remedy in of_kind(remedies(request, FRAME), FewerSeats):
        assert isinstance(remedy, FewerSeats)
        fewer = replace(
            request,
            need_leader=request.need_leader and not remedy.without_leader,
            need_expert=request.need_expert and not remedy.without_expert,
        )
        assert is_possible(fewer)
        if remedy.without_leader:
            assert not is_possible(replace(request, need_expert=False))
        if remedy.without_leader and remedy.without_expert:
            assert not is_possible(replace(request, need_leader=False))


@given(small_requests())
def test_no_fewer_recusals_would_have_to_be_looked_at_again(request: OfficerRequest) -> None:
    found = of_kind(remedies(request, FRAME), Review)
    enough = [
        number
        for number in range(len(request.recusals) + 1)
        if any(is_possible(without_pairs(request, pairs)) for pairs in combinations(request.recusals, number))
    ]

    if is_possible(request) or not enough or min(request.seats) < 0:
        assert not found
    else:
        [review] = found
        assert isinstance(review, Review)
        assert is_possible(without_pairs(request, review.pairs))
        assert len(review.pairs) == min(enough)


@given(small_requests(), st.data())
def test_what_the_office_bars_itself_is_no_recusal_to_look_at_again(
    request: OfficerRequest, data: st.DataObject
) -> None:
    barred = [pair for pair in request.recusals if data.draw(st.booleans())]
    registered = [pair for pair in request.recusals if pair not in barred]
    enough = [
        number
        for number in range(len(registered) + 1)
        if any(is_possible(without_pairs(request, pairs)) for pairs in combinations(registered, number))
    ]

    found = remedies(request, FRAME, barred)

    if min(request.seats) >= 0 and not is_possible(request):
        reviews = [len(each.pairs) for each in found if isinstance(each, Review)]
        assert reviews == ([min(enough)] if enough else [])
        assert (WithoutBar() in found) == is_possible(without_pairs(request, barred))


@given(small_requests())
def test_single_assignment_is_named_just_where_it_does(request: OfficerRequest) -> None:
    singly = replace(request, mode=OfficerMode.EACH, teams=0)
    in_teams = [replace(request, mode=OfficerMode.TEAMS, teams=teams) for teams in range(1, 5)]

    if min(request.seats) >= 0 and not is_possible(request):
        helps = request.mode is OfficerMode.TEAMS and is_possible(singly)
        assert of_kind(remedies(request, FRAME), SingleAssignment) == [SingleAssignment()] * helps
        assert is_possible(singly) or not any(map(is_possible, in_teams))


@given(small_requests())
def test_the_order_of_pool_recusals_and_frame_changes_nothing(request: OfficerRequest) -> None:
    turned = replace(request, pool=request.pool[::-1], recusals=request.recusals[::-1])

    found = remedies(request, FRAME)
    assert [each for each in remedies(turned, FRAME[::-1]) if not isinstance(each, Review)] == [
        each for each in found if not isinstance(each, Review)
    ]


def officers(*kinds: tuple[int, tuple[bool, bool]]) -> tuple[OfficerEntry, ...]:
    flags = [kind for number, kind in kinds for _ in range(number)]
    return tuple(OfficerEntry(f"1603022{place:04d}", *kind) for place, kind in enumerate(flags))


PLAIN, LEADER, EXPERT, BOTH = KINDS
TEAMS = OfficerRequest(OfficerMode.TEAMS, 2, 6, True, False, officers((4, LEADER), (10, PLAIN)))


def said(request: OfficerRequest, names: dict[str, str] | None = None) -> tuple[str, ...]:
    return remedy_sentences(request, remedies(request, FRAME), names)


def test_missing_leaders_are_added_named_among_those_there_or_done_without() -> None:
    assert said(TEAMS) == (
        "增加2名有组长资格的人员",
        "为现有可抽人员中的2人确认组长资格（须确实具备条件）",
        "把检查组由6组减为4组",
        "不设组长席位",
        "改为逐户派人",
    )


def test_who_has_what_lacks_and_is_kept_out_of_the_pool_is_named_with_the_reason() -> None:
    outside = [
        Outside("样例甲", True, False, "人员状态为请假，不是在岗"),
        Outside("样例乙", False, True, "没有填写执法证号"),
    ]

    sentences = remedy_sentences(TEAMS, remedies(TEAMS, FRAME), None, outside)

    assert sentences[0] == (
        "增加2名有组长资格的人员，例如让现在不在可抽之列的样例甲〔人员状态为请假，不是在岗〕能够参加"
    )
    assert all("样例" not in text for text in sentences[1:])


def test_experts_that_lack_can_be_done_without() -> None:
    request = replace(TEAMS, need_expert=True, teams=3, pool=officers((3, LEADER), (1, EXPERT), (6, PLAIN)))

    assert said(request) == (
        "增加2名专业匹配的人员",
        "为现有可抽人员中的2人登记与任务行业相符的专业（须确实具备条件，其中至少2人须是现在两种资格都没有的）",
        "把检查组由3组减为1组",
        "不设专业人员席位",
        "改为逐户派人",
    )


def test_too_few_people_for_the_seats_may_work_in_smaller_teams() -> None:
    request = replace(TEAMS, team_size=3, teams=4, pool=officers((4, LEADER), (6, PLAIN)))

    assert said(request)[:3] == ("增加2名可抽人员", "把检查组由4组减为3组", "把每组人数由3人减为2人")


def test_people_of_several_kinds_are_counted_apart() -> None:
    request = replace(TEAMS, team_size=3, teams=2, need_expert=True, pool=officers((1, LEADER), (1, PLAIN)))

    assert said(request)[0] == ("增加4名可抽人员（有组长资格的人员1名、专业匹配的人员2名、其他可抽人员1名）")


def test_recusals_of_every_team_ask_for_one_team_more_or_another_look() -> None:
    pool = officers((3, LEADER), (3, PLAIN))
    recusals = tuple(RecusalPair(officer.id, code_of(1)) for officer in pool[:2])
    request = replace(TEAMS, teams=2, pool=pool, recusals=recusals)
    names = {code_of(1): "样例厂", pool[0].id: "样例甲", pool[1].id: "样例乙"}

    assert said(request, names) == (
        "把检查组由2组增至3组（共需6人）",
        "重新核实回避登记，登记有误的予以更正：“样例厂”回避的2人中至少1人（如样例甲）",
        "改为逐户派人",
    )


def test_more_teams_may_need_more_people_too() -> None:
    pool = officers((2, LEADER), (2, PLAIN))
    recusals = tuple(RecusalPair(officer.id, code_of(1)) for officer in pool[:2])
    request = replace(TEAMS, teams=2, pool=pool, recusals=recusals)

    assert said(request)[0] == (
        "把检查组由2组增至3组（共需6人），并增加2名可抽人员（有组长资格的人员1名、其他可抽人员1名）"
    )


def test_in_single_assignment_the_enterprises_with_their_recusals_are_counted() -> None:
    pool = officers((2, LEADER), (2, PLAIN))
    recusals = tuple(RecusalPair(officer.id, code_of(number)) for number in (0, 1) for officer in pool[:2])
    request = replace(TEAMS, mode=OfficerMode.EACH, teams=0, pool=pool, recusals=recusals)
    names = {code_of(0): "样例甲厂", code_of(1): "样例乙厂"} | {
        each.id: f"样例{each.id[-1]}" for each in pool
    }

    assert said(request, names) == (
        "增加1名有组长资格的人员",
        "不设组长席位",
        "重新核实回避登记，登记有误的予以更正：“样例甲厂”回避的2人中至少1人（如样例0）、"
        "“样例乙厂”回避的2人中至少1人（如样例0），共至少2条",
    )


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        ((), ""),
        (("不设组长席位",), "可以不设组长席位。都做不到的，写明理由、报批后直接委派。"),
        (
            ("增加1名可抽人员", "改为逐户派人"),
            "可以任选一种办法：①增加1名可抽人员；②改为逐户派人。都做不到的，写明理由、报批后直接委派。",
        ),
    ],
)
def test_the_remedies_are_said_in_one_sentence(sentences: tuple[str, ...], text: str) -> None:
    assert choice_text(sentences) == text


def test_a_district_of_3000_enterprises_and_60_officers_all_recused_is_answered() -> None:
    pool = officers((20, LEADER), (20, EXPERT), (20, PLAIN))
    frame = [Entry(code_of(number), "410307001", "", EntryKind.SELECTABLE) for number in range(3000)]
    recusals = tuple(RecusalPair(officer.id, entry.id) for entry in frame for officer in pool[:-1])
    request = OfficerRequest(OfficerMode.EACH, 2, 0, True, True, pool, recusals)

    found = remedies(request, frame)

    [review] = of_kind(found, Review)
    assert isinstance(review, Review)
    assert len(review.pairs) == 6000
    assert "等3000户" in remedy_sentences(request, found)[-1]
