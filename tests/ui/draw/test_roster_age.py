"""① 封存 on screen with an old roster: the warning, the field for the reason, what is kept (R11)."""

from services.container import Services
from tests.services.draw.builders import age_roster, found_district, lock_task
from tests.ui.draw.conftest import OpenTab
from ui.draw.tab import DrawTab
from ui.recorded_messages import RecordedMessages

REASON = "区划调整，名录正在移交"


def open_after(days: int, services: Services, open_tab: OpenTab) -> DrawTab:
    found_district(services)
    age_roster(services, days)
    lock_task(services)
    tab = open_tab()
    tab.seal_page.form.thrower.setText("纪检组样例甲")
    tab.seal_page.form.supervisor.setText("样例监督人")
    return tab


def test_a_young_roster_asks_for_no_reason_and_names_its_version(tab: DrawTab) -> None:
    form = tab.seal_page.form

    assert not form.stale_roster_reason.isVisible()
    assert form.version == "封存时记为新版本，2022-05-25 更新"


def test_a_roster_of_340_days_warns_and_can_be_sealed(
    services: Services, open_tab: OpenTab, messages: RecordedMessages
) -> None:
    tab = open_after(340, services, open_tab)

    assert "名录库已 340 天没有更新" in tab.seal_page.banner.text
    assert not tab.seal_page.form.stale_roster_reason.isVisible()
    messages.answers.append(True)
    tab.seal_page.seal_button.click()
    assert len(services.draws.list_draws()) == 1


def test_a_roster_older_than_a_year_is_sealed_only_with_a_reason_that_is_shown_afterwards(
    services: Services, open_tab: OpenTab, messages: RecordedMessages
) -> None:
    tab = open_after(400, services, open_tab)
    form = tab.seal_page.form

    tab.seal_page.seal_button.click()
    assert "请写明为什么现在就要抽取" in form.problems
    assert services.draws.list_draws() == []

    form.stale_roster_reason.setText(REASON)
    messages.answers.append(True)
    tab.seal_page.seal_button.click()
    tab.show_step(0)

    assert [draw.draw_code for draw in services.draws.list_draws()] != []
    assert ("逾期理由", REASON) in tab.seal_page.sealed.lines()
    assert ("名录版本", "2021-1 版") in tab.seal_page.sealed.lines()
