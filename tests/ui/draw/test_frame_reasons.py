"""① 封存 on screen: who is in the frame and who is not, by reason and by risk class; each count opens its list."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from models.tables.draw import OtherVisit
from models.tables.enterprise import Enterprise
from models.tables.officer import Officer
from models.vocab import EnterpriseStatus, Industry, RiskClass, VisitKind
from services.container import Services
from tests.services.draw.builders import (
    SEED,
    add_enterprise,
    change_enterprise,
    found_district,
    lock_task,
    seal,
    thrown,
)
from tests.ui.draw.conftest import OpenTab
from ui.draw.tab import DrawTab

CLASSES = {"A": "5", "B": "10", "C": "20", "D": "50"}


@pytest.fixture
def mixed(services: Services) -> Services:
    """24 machine works, 8 of class A and 4 of class D, and one of each kind that is not drawn."""
    found_district(services)
    for number in range(12):
        risk = RiskClass.A if number < 8 else RiskClass.D
        change_enterprise(services, number, classed_as(risk))
    add_enterprise(services, 30, status=EnterpriseStatus.CANCELLED)
    add_enterprise(services, 31, industry=Industry.TEXTILE)
    outside = next(town.code for town in services.office.list_towns() if not town.in_district)
    add_enterprise(services, 32, town_code=outside)
    add_enterprise(services, 33, credit_code=None)
    for day in (date(2022, 1, 5), date(2022, 3, 4)):
        with services.workplace.database.transaction() as session:
            services.workplace.add(
                session,
                OtherVisit(enterprise_id=1, visited_on=day, kind=VisitKind.SPECIAL, ground="样例专项"),
            )
    return services


def classed_as(risk: RiskClass) -> Callable[[Enterprise], None]:
    def change(enterprise: Enterprise) -> None:
        enterprise.risk_class = risk

    return change


@pytest.fixture
def tab(open_tab: OpenTab, mixed: Services) -> DrawTab:
    lock_task(mixed, class_ratios=CLASSES, ratio="5")
    return open_tab()


def test_every_reason_is_counted_and_opens_its_list(tab: DrawTab) -> None:
    texts = tab.seal_page.reasons.texts

    tab.seal_page.reasons.click("频次上限")

    lists = tab.seal_page.lists
    assert set(texts) == {"区域 1", "频次上限 1", "无代码 1", "条件不符 1", "状态 1"}
    assert lists.kinds.summary == "不抽：频次上限 1"
    assert lists.filter.count_text == "<b>1</b> / 28 户"


def test_the_figure_of_those_outside_opens_all_of_them(tab: DrawTab) -> None:
    tab.seal_page.figures.click("outside")

    assert tab.seal_page.lists.filter.count_text == "<b>4</b> / 28 户"


def test_each_risk_class_shows_its_base_its_places_and_its_chance(tab: DrawTab) -> None:
    page = tab.seal_page
    texts = page.classes.texts

    page.classes.click("D类")

    assert texts == ["A类 7/6 → 1 = 16.67%", "D类 4/4 → 2 = 50.00%", "未分类 12/12 → 1 = 8.33%"]
    assert page.lists.filter.count_text == "<b>4</b> / 28 户"


def test_a_class_that_is_inspected_whole_is_said_before_the_seal(open_tab: OpenTab, mixed: Services) -> None:
    lock_task(mixed, class_ratios={**CLASSES, "D": "100"}, ratio="5")

    tab = open_tab()

    assert "D类可抽的 4 户将全部抽中，等于全数检查。" in tab.seal_page.banner.text


def test_the_officers_are_shown_with_their_section_and_the_mix_is_said(
    open_tab: OpenTab, mixed: Services
) -> None:
    keys = [row.key for row in mixed.office.list_sections()[:2]]
    with mixed.workplace.database.transaction() as session:
        for number, officer in enumerate(session.scalars(select(Officer))):
            officer.section_id = keys[number % 2]
    draw_key = seal(mixed, lock_task(mixed, ratio="25"))
    mixed.draws.draw(draw_key=draw_key, contributions=thrown(SEED))

    tab = open_tab()
    detail = mixed.draws.get_draw(draw_key=draw_key)
    sections = {officer.officer_key: officer.section for officer in detail.pool}
    teams = {
        place.team_number: {sections[seat.officer_key] for seat in place.seats} for place in detail.places
    }

    mixed_teams = sum(len(team) > 1 for team in teams.values())
    assert len(set(sections.values())) == 2
    assert f"{len(teams)} 组中 {mixed_teams} 组由不同科室人员组成" in tab.result_page.absent
