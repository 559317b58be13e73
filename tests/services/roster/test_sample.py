"""The made-up district behind the demo: its figures are those of the plan's annex."""

from datetime import date

from models.rules.identity import judge_code
from models.rules.scope import Scope
from models.vocab import EnterpriseStatus, Hazard, Industry
from services.container import Services
from services.roster.sample import add_sample_enterprises, add_sample_officers, sample_district

FOCUS = frozenset({Hazard.METAL_SMELTING, Hazard.AMMONIA})
FOUR_TRADES = frozenset({Industry.MACHINERY, Industry.LIGHT, Industry.TEXTILE, Industry.BUILDING_MATERIALS})


def test_the_same_seed_makes_the_same_district() -> None:
    first, again = sample_district(year=2022), sample_district(year=2022)
    other = sample_district(year=2022, seed="另一个")

    assert first == again
    assert first.enterprises != other.enterprises


def test_nine_hundred_enterprises_lie_in_thirteen_towns_with_valid_codes_of_their_own() -> None:
    enterprises = sample_district(year=2022).enterprises

    assert len(enterprises) == 900
    assert len({draft.town_code for draft in enterprises}) == 13
    assert len({draft.credit_code for draft in enterprises}) == 900
    assert len({draft.name for draft in enterprises}) == 900
    assert {judge_code(draft.credit_code).notes for draft in enterprises} == {()}


def test_every_name_says_that_it_is_a_sample() -> None:
    district = sample_district(year=2022)

    names = [draft.name for draft in (*district.enterprises, *district.officers)]
    names += [draft.legal_representative for draft in district.enterprises]

    assert all("样例" in name for name in names)


def test_the_groups_are_as_large_as_the_demo_says() -> None:
    enterprises = sample_district(year=2022).enterprises

    focus = [draft for draft in enterprises if draft.hazards & FOCUS]
    trades = [draft for draft in enterprises if draft.industry in FOUR_TRADES and not draft.hazards & FOCUS]

    assert (len(focus), len(trades)) == (24, 860)
    assert sum(draft.is_dishonest for draft in focus) == 1
    assert sum(draft.is_dishonest for draft in trades) == 1
    assert {draft.status for draft in (*focus, *trades)} == {EnterpriseStatus.ACTIVE}


def test_fifteen_and_six_per_cent_draw_four_and_fifty_two(services: Services) -> None:
    add_sample_enterprises(services.workplace, year=2022)

    focus = services.plans.count_scope(scope=Scope(hazards=FOCUS), ratio="15")
    trades = services.plans.count_scope(scope=Scope(industries=FOUR_TRADES, without_hazards=FOCUS), ratio="6")

    assert (focus.to_draw, focus.compulsory) == (4, 1)
    assert (trades.to_draw, trades.compulsory) == (52, 1)


def test_eighteen_officers_sit_in_four_sections_and_the_brigade(services: Services) -> None:
    add_sample_officers(services.workplace, year=2022)

    officers = services.officers.list_officers()
    in_brigade = [row for row in officers if row.draft.section_name == "综合行政执法大队"]
    expiring = [row for row in officers if row.draft.certificate_expires_on < date(2023, 1, 1)]

    assert (len(officers), len(in_brigade), len(expiring)) == (18, 10, 2)
    assert len({row.draft.section_name for row in officers}) == 5
    assert sum(row.draft.is_leader_qualified for row in officers) >= 6
    assert all(row.is_drawable for row in officers)


def test_recusals_come_with_the_enterprises_they_are_about(services: Services) -> None:
    add_sample_enterprises(services.workplace, year=2022)
    add_sample_officers(services.workplace, year=2022)

    recusals = services.officers.list_recusals()

    assert len(recusals) == 4
    assert all(row.is_in_force for row in recusals)
