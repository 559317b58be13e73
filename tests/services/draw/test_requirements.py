"""The requirements of the draw by their numbers (R18–R35), through the services as the office uses them."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from models.errors import UserFacingError
from models.tables.enterprise import Enterprise
from models.tables.office import Office
from models.tables.officer import Officer, OfficerIndustry
from models.vocab import EntryKind, Industry, RiskClass, Seat, VisitKind
from services.container import Services
from services.draw.seal_rows import DirectAppointment, FrameRow, SealChoices
from services.roster.visit_rows import OtherVisitDraft
from tests.services.draw.builders import (
    EACH_IN_BATCHES,
    OTHER_SEED,
    SEED,
    TASK,
    add_recusal,
    change_enterprise,
    code_of,
    draw_and_dispatch,
    found_district,
    live,
    lock_task,
    seal,
    thrown,
)

FIRST = 1  # key of the first enterprise, number 0


@pytest.fixture
def district(services: Services) -> Services:
    found_district(services)
    return services


def set_office(services: Services, **values: object) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(update(Office).values(**values))


def visit(services: Services, day: date, kind: VisitKind = VisitKind.SPECIAL) -> int:
    draft = OtherVisitDraft(FIRST, kind, day, ground="样例专项检查")
    return services.other_visits.add_visit(draft=draft).key or 0


def first_of(services: Services, task_key: int, choices: SealChoices | None = None) -> FrameRow:
    frame = services.draws.preview(task_key=task_key, choices=choices).frame
    return next(row for row in frame if row.enterprise_key == FIRST)


def test_r18_an_enterprise_inspected_twice_this_year_is_out_and_the_cap_is_a_setting(
    district: Services,
) -> None:
    task_key = lock_task(district)
    visit(district, date(2022, 1, 4))
    visit(district, date(2022, 2, 8))

    capped = first_of(district, task_key)
    set_office(district, yearly_cap=3)
    allowed = first_of(district, task_key)

    assert (capped.kind, capped.reason) == (
        EntryKind.EXCLUDED,
        "已达年度频次上限（本年度已列入2次，上限2次）",
    )
    assert allowed.kind is EntryKind.SELECTABLE


def test_r18_visits_of_other_years_do_not_count(district: Services) -> None:
    task_key = lock_task(district)
    for day in (date(2021, 12, 31), date(2021, 6, 1), date(2022, 1, 1)):
        visit(district, day)

    assert first_of(district, task_key).kind is EntryKind.SELECTABLE


def test_r19_the_literal_reading_exempts_the_eight_industries(district: Services) -> None:
    task_key = lock_task(district)
    visit(district, date(2022, 1, 4))
    visit(district, date(2022, 2, 8))

    set_office(district, cap_exempts_industries=True)

    assert first_of(district, task_key).kind is EntryKind.SELECTABLE


@pytest.mark.parametrize("kind", [VisitKind.REVIEW, VisitKind.CASE])
def test_r20_reviews_and_single_cases_count_in_the_cap_only_if_the_setting_says_so(
    district: Services, kind: VisitKind
) -> None:
    task_key = lock_task(district)
    visit(district, date(2022, 1, 4), kind)
    visit(district, date(2022, 2, 8), kind)

    by_default = first_of(district, task_key).kind
    set_office(district, cap_counts_reviews=True)
    counted = first_of(district, task_key).kind

    assert (by_default, counted) == (EntryKind.SELECTABLE, EntryKind.EXCLUDED)


def test_the_window_begins_on_its_first_day_and_a_day_earlier_is_outside(district: Services) -> None:
    task_key = lock_task(district)
    set_office(district, exclusion_months=3)
    choices = SealChoices(window_from=date(2022, 5, 31), window_to=date(2022, 12, 31))
    key = visit(district, date(2022, 2, 28))  # three months before 31 May: the last of February

    inside = first_of(district, task_key, choices)
    district.other_visits.cancel_visit(key=key, reason="样例更正")
    visit(district, date(2022, 2, 27))
    outside = first_of(district, task_key, choices)

    assert (inside.kind, inside.why) == (EntryKind.EXCLUDED, "窗口期")
    assert outside.kind is EntryKind.SELECTABLE


def test_voided_draws_do_not_count_in_the_cap(district: Services) -> None:
    task_key = lock_task(district, ratio="100")
    for digits in (SEED, OTHER_SEED):
        draw_key = draw_and_dispatch(district, task_key, digits)
        district.draws.void(draw_key=draw_key, reason="样例程序错误", approved_by="样例局长")

    counts = district.other_visits.get_standings(year=2022).counts

    assert counts == {}
    assert first_of(district, task_key).kind is EntryKind.SELECTABLE


def test_a_substituted_enterprise_does_not_count_and_its_substitute_does(district: Services) -> None:
    draw_key = draw_and_dispatch(district, lock_task(district, ratio="25"), SEED)
    before = live(district.draws.get_draw(draw_key=draw_key).places)
    gone = next(place for place in before if place.kind is EntryKind.SELECTABLE)

    district.draws.substitute(
        draw_key=draw_key, place_keys=[gone.key], reason="样例企业注销", approved_by="样例局长"
    )

    counts = district.other_visits.get_standings(year=2022).counts
    places = district.draws.get_draw(draw_key=draw_key).places
    substitute = next(place for place in places if place.substitutes == gone.entry_id)
    assert gone.enterprise_key not in counts  # its record was ended with the reason
    assert counts[substitute.enterprise_key] == 1


def test_r21_each_class_has_its_own_quota_and_source_and_date_of_the_class_are_stored(
    district: Services,
) -> None:
    def classify(enterprise: Enterprise) -> None:
        enterprise.risk_class, enterprise.risk_on = RiskClass.D, date(2022, 3, 1)
        enterprise.risk_source = "样例市场监管部门"

    for number in range(4):
        change_enterprise(district, number, classify)
    task_key = lock_task(district, class_ratios={"A": "5", "B": "5", "C": "10", "D": "50"}, ratio="5")

    draw_key = draw_and_dispatch(district, task_key, SEED)

    detail = district.draws.get_draw(draw_key=draw_key)
    drawn = [place.group for place in detail.places if place.kind is EntryKind.SELECTABLE]
    stored = district.enterprises.read_page([FIRST])[0].draft
    assert sorted(drawn) == ["", "D", "D"]  # ⌈19 × 5 %⌉ and ⌈4 × 50 %⌉
    assert (stored.risk_on, stored.risk_source) == (date(2022, 3, 1), "样例市场监管部门")


def test_r23_the_conditions_of_a_directed_task_are_stored_with_the_draw(district: Services) -> None:
    scope = replace(TASK.scope, towns=frozenset({"410307004"}))
    draw_key = seal(district, lock_task(district, scope=scope, teams=1))

    detail = district.draws.get_draw(draw_key=draw_key)

    assert detail.scope_text.startswith("行业：机械；镇街：")
    assert all(row.reason == "不符合任务条件：不在任务的镇街范围" for row in detail.frame if row.kind is None)


def test_r27_a_dispatched_list_is_changed_by_nobody(district: Services) -> None:
    task_key = lock_task(district)
    draw_key = draw_and_dispatch(district, task_key, SEED)

    with pytest.raises(UserFacingError, match="不能再次抽取"):
        district.draws.draw(draw_key=draw_key, contributions=thrown(OTHER_SEED))
    with pytest.raises(UserFacingError, match="已经抽取"):
        seal(district, task_key)
    with pytest.raises(UserFacingError, match="不能派发"):
        district.draws.dispatch(draw_key=draw_key)
    with pytest.raises(UserFacingError, match="不能再修改"):
        district.plans.update_task(task_key=task_key, draft=TASK)


@pytest.mark.parametrize("changes", [{}, {**EACH_IN_BATCHES, "batches": 1, "team_size": 3}])
def test_r28_and_r31_every_object_has_its_officers_with_exactly_one_leader_who_may_lead(
    district: Services, changes: dict[str, object]
) -> None:
    draw_key = draw_and_dispatch(district, lock_task(district, **changes), SEED)

    detail = district.draws.get_draw(draw_key=draw_key)
    may_lead = {officer.officer_key for officer in detail.pool if officer.is_leader}
    size = changes.get("team_size", 2)
    for place in live(detail.places):
        leaders = [seat.officer_key for seat in place.seats if seat.seat is Seat.LEADER]
        assert len({seat.officer_key for seat in place.seats}) == size
        assert len(leaders) == 1 and leaders[0] in may_lead


def test_r28_fewer_than_two_officers_are_refused(district: Services) -> None:
    problems = district.plans.check(year=2022, draft=replace(TASK, team_size=1))

    assert problems == {"team_size": "每组检查人员不得少于 2 人。"}


def test_r29_every_team_has_an_expert_of_the_industry_while_there_is_one(district: Services) -> None:
    draw_key = draw_and_dispatch(district, lock_task(district), SEED)

    detail = district.draws.get_draw(draw_key=draw_key)
    experts = {officer.officer_key for officer in detail.pool if officer.is_expert}
    assert all(any(seat.officer_key in experts for seat in place.seats) for place in live(detail.places))


def test_r29_where_there_is_no_expert_the_sheet_says_so(district: Services) -> None:
    with district.workplace.database.transaction() as session:
        session.execute(update(OfficerIndustry).values(industry=Industry.TEXTILE))
        session.execute(update(Officer).values(is_expert=False))
    task_key = lock_task(district)

    preview = district.draws.preview(task_key=task_key)

    assert "可抽人员中没有与任务行业相符的专业人员，本次不设专业人员席位。" in preview.notes
    assert not preview.need_expert and preview.can_seal


def test_r30_a_recused_officer_does_not_meet_the_enterprise(district: Services) -> None:
    add_recusal(district, 1, FIRST)
    task_key = lock_task(district, **EACH_IN_BATCHES | {"ratio": "100", "batches": 1})

    draw_key = draw_and_dispatch(district, task_key, SEED)

    places = live(district.draws.get_draw(draw_key=draw_key).places)
    seats = {place.entry_id: {seat.officer_key for seat in place.seats} for place in places}
    assert 1 not in seats[code_of(0)]
    assert any(1 in officers for officers in seats.values())


def test_r35_officers_who_can_be_drawn_are_not_appointed(district: Services) -> None:
    task_key = lock_task(district)
    choices = SealChoices(direct=DirectAppointment("人手不足", "样例局长"))

    preview = district.draws.preview(task_key=task_key, choices=choices)

    assert preview.obstacles == ("检查人员可以随机抽取，不得直接委派。",)


def test_r35_where_officers_cannot_be_drawn_named_ones_are_appointed_with_an_approver_and_marked(
    district: Services,
) -> None:
    task_key = lock_task(district, teams=6)
    choices = SealChoices(direct=DirectAppointment("组长资格人员不足", "样例局长"))
    drawable = district.draws.preview(task_key=task_key).can_seal
    draw_key = seal(district, task_key, choices=choices)
    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    places = live(district.draws.get_draw(draw_key=draw_key).places)

    district.draws.appoint(draw_key=draw_key, place_keys=[place.key for place in places], officer_keys=[1, 2])

    detail = district.draws.get_draw(draw_key=draw_key)
    assert not drawable
    assert detail.direct == DirectAppointment("组长资格人员不足", "样例局长")
    assert all(seat.is_direct for place in live(detail.places) for seat in place.seats)
