"""综合查一次 on the draw screen: the program proposes it, the clerk agrees, and can take it back."""

from dataclasses import replace
from datetime import date

import pytest

from services.container import Services
from tests.services.draw.builders import (
    OTHER_SEED,
    SEED,
    TASK,
    approve_scheme,
    draw_and_dispatch,
    found_district,
    seal,
    thrown,
)
from tests.ui.draw.conftest import OpenTab
from ui.draw.facts import RESULT
from ui.draw.tab import DrawTab
from ui.recorded_messages import RecordedMessages


@pytest.fixture
def tab(open_tab: OpenTab, services: Services) -> DrawTab:
    """The result of a second task that drew enterprises of the first one again."""
    found_district(services)
    plan_key = services.plans.add_plan(year=2022).key or 0
    first, second = (
        services.plans.add_task(plan_key=plan_key, draft=replace(TASK, name=name, ratio="50")).key or 0
        for name in ("甲任务", "乙任务")
    )
    services.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 24))
    services.plans.lock(plan_key=plan_key)
    for key in (first, second):
        approve_scheme(services, key)
    draw_and_dispatch(services, first, SEED)
    services.draws.draw(draw_key=seal(services, second), contributions=thrown(OTHER_SEED))
    tab = open_tab()
    tab.choose_task(second)
    assert tab.step == RESULT
    return tab


def test_a_merged_visit_is_proposed_made_and_taken_back(
    tab: DrawTab, services: Services, messages: RecordedMessages
) -> None:
    page = tab.result_page
    proposed = page.banner.text
    shared = [place for place in page.lists.places.rows if place.also_in]

    messages.answers.append(True)
    page.banner.action_button.click()
    merged = [place for place in page.lists.places.rows if place.visit_with]
    page.lists.places.select_keys([merged[0].key])
    can_split = page.split_button.isVisible()
    messages.answers.append(True)
    page.split_button.click()

    assert proposed == f"本次名单中 {len(shared)} 户同时列入其他任务，可合并为一次检查。"
    assert [place.key for place in merged] == [place.key for place in shared]
    assert merged[0].visit_with == shared[0].also_in[0].name
    assert can_split
    assert sum(bool(place.visit_with) for place in page.lists.places.rows) == len(shared) - 1
    assert page.banner.text == "本次名单中 1 户同时列入其他任务，可合并为一次检查。"


def test_nothing_is_merged_without_a_yes(
    tab: DrawTab, services: Services, messages: RecordedMessages
) -> None:
    messages.answers.append(False)

    tab.result_page.banner.action_button.click()

    assert not any(place.visit_with for place in tab.result_page.lists.places.rows)
