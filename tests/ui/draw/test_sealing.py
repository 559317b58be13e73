"""① 封存 on screen: what a seal would fix, what stands in its way, and the tasks that cannot be sealed."""

from models.vocab import DrawMethod, EntryKind, OfficerMode
from services.container import Services
from tests.services.draw.builders import (
    add_enterprise,
    add_officer,
    add_recusal,
    change_enterprise,
    draw_and_dispatch,
    found_district,
    lock_task,
)
from tests.ui.draw.conftest import OpenTab
from ui.draw.facts import SEAL
from ui.draw.tab import DrawTab
from ui.recorded_messages import RecordedMessages

DIGITS = "01382438112797316654"


def fill_seal(tab: DrawTab) -> None:
    tab.seal_page.form.thrower.setText("纪检组样例甲")
    tab.seal_page.form.supervisor.setText("样例监督人")


def test_a_year_without_a_plan_says_what_to_do_first(open_tab: OpenTab) -> None:
    tab = open_tab()

    assert "2022 年度还没有抽查计划" in tab.empty.text
    assert not tab.bar.isVisible()


def test_a_plan_that_is_not_locked_says_what_to_do_first(open_tab: OpenTab, services: Services) -> None:
    services.plans.add_plan(year=2022)

    tab = open_tab()

    assert "还没有任务" in tab.empty.text
    assert tab.empty.isVisible()


def test_the_empty_page_offers_the_way_to_the_plan_where_somebody_listens(
    open_tab: OpenTab, services: Services
) -> None:
    tab = open_tab()
    heard: list[str] = []

    tab.tab_requested.connect(heard.append)
    tab.reload()
    tab.empty.click()

    assert heard == ["抽查计划"]


def test_the_first_step_counts_the_frame_and_names_the_chance(tab: DrawTab) -> None:
    assert tab.step == SEAL
    assert tab.bar.state == "可封存名单"
    assert tab.seal_page.figures.texts == [
        "名录库（户） 24",
        "列入抽样框 24",
        "未列入 0",
        "可抽 23",
        "不抽，计入基数 0",
        "必查 1",
        "本次应抽 4",
        "可抽人员 10 / 10",
    ]
    assert tab.seal_page.chance == "每户中签机会均为 4 / 23 = 17.39%"
    assert tab.seal_page.seal_button.text() == "封存 24 户名单"


def test_a_click_on_a_figure_opens_the_list_it_counts(tab: DrawTab) -> None:
    tab.seal_page.figures.click(str(EntryKind.COMPULSORY))

    assert [line.entry.name for line in tab.seal_page.lists.register.rows] == ["样例机械厂7"]
    assert [line.entry.reason for line in tab.seal_page.lists.register.rows] == ["严重失信主体，必查"]


def test_nothing_is_sealed_before_the_form_is_complete(
    tab: DrawTab, messages: RecordedMessages, services: Services
) -> None:
    tab.seal_page.seal_button.click()

    assert "请写明由谁投掷骰子。" in tab.seal_page.form.problems
    assert "请填写现场监督人。" in tab.seal_page.form.problems
    assert services.draws.list_draws(year=2022) == []
    assert messages.said == []


def test_nothing_is_sealed_when_the_clerk_says_no(
    tab: DrawTab, messages: RecordedMessages, services: Services
) -> None:
    fill_seal(tab)
    messages.answers.append(False)

    tab.seal_page.seal_button.click()

    assert services.draws.list_draws(year=2022) == []
    assert tab.seal_page.seal_button.isEnabled()


def test_an_officer_of_the_pool_does_not_watch_the_draw(tab: DrawTab, messages: RecordedMessages) -> None:
    fill_seal(tab)
    tab.seal_page.form.supervisor.setText("样例检查员3")

    tab.seal_page.seal_button.click()

    assert "样例检查员3在本次可抽人员中" in tab.seal_page.form.problems
    assert messages.said == []


def test_a_pool_that_cannot_fill_the_seats_is_told_in_words_and_not_sealed(
    open_tab: OpenTab, services: Services
) -> None:
    add_enterprise(services, 1)
    add_officer(services, 1, is_leader_qualified=False)
    lock_task(services)

    tab = open_tab()

    assert "组长" in tab.seal_page.banner.text
    assert not tab.seal_page.seal_button.isEnabled()
    assert "组长" in tab.seal_page.seal_button.toolTip()


def test_the_smallest_changes_that_would_help_stand_under_what_is_in_the_way(
    open_tab: OpenTab, services: Services
) -> None:
    found_district(services)
    for enterprise_key in range(1, 7):
        for officer_key in (1, 2):
            add_recusal(services, officer_key, enterprise_key)
    lock_task(services)

    lines = open_tab().seal_page.banner.text.split("\n")

    assert len(lines) == 4
    assert lines[2] == "另有4条同样的障碍。"
    assert lines[3].startswith("可以任选一种办法：①把检查组由2组增至3组（共需6人）；②重新核实回避登记")
    assert lines[3].endswith("。都做不到的，写明理由、报批后直接委派。")


def test_an_officer_whose_certificate_ends_within_the_window_is_named_with_the_reason(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    with services.workplace.database.transaction() as session:
        session.connection().exec_driver_sql(
            "update officers set certificate_expires_on = '2022-09-30' where certificate_number = '16030220003'"
        )

    tab = open_tab()
    first = tab.seal_page.lists.officers.rows[0].officer

    assert (first.name, first.reason) == ("样例检查员3", "执法证2022年9月30日到期，不能覆盖检查期限")


def test_a_shorter_window_is_looked_at_again_before_the_seal(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    with services.workplace.database.transaction() as session:
        session.connection().exec_driver_sql(
            "update officers set certificate_expires_on = '2022-09-30' where certificate_number = '16030220003'"
        )
    tab = open_tab()

    tab.seal_page.form.window_to.setText("20220901")
    tab.seal_page.form.window_to.editingFinished.emit()

    assert tab.seal_page.figures.texts[-1] == "可抽人员 10 / 10"
    assert tab.seal_page.draft.window_to is not None
    assert tab.seal_page.draft.window_to.isoformat() == "2022-09-01"


def test_a_drawn_task_cannot_be_drawn_again(open_tab: OpenTab, services: Services, task_key: int) -> None:
    draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()

    tab.choose_draw(None)

    assert tab.step == SEAL
    assert "公开作废后才能重抽" in tab.seal_page.banner.text
    assert not tab.seal_page.seal_button.isEnabled()


def test_the_next_batch_follows_a_dispatched_one(open_tab: OpenTab, services: Services) -> None:
    found_district(services)
    key = lock_task(services, batches=2, ratio="30")
    draw_and_dispatch(services, key, DIGITS)
    tab = open_tab()

    assert tab.bar.state == "第1批已派发，可封存第2批"
    assert tab.step == SEAL
    assert tab.seal_page.figures.texts[4] == "不抽，计入基数 4"


def test_each_town_promises_its_share_before_and_shows_its_places_after(
    open_tab: OpenTab, services: Services
) -> None:
    found_district(services)
    key = lock_task(services, method=DrawMethod.STRATIFIED, officer_mode=OfficerMode.EACH, teams=None)
    tab = open_tab()
    before = tab.seal_page.bars.texts

    draw_and_dispatch(services, key, DIGITS)
    tab.reload()
    tab.choose_task(key)

    assert before == ["首阳山街道 8 户 → 1–2 户", "翟镇镇 8 户 → 1–2 户", "商城街道 7 户 → 1–2 户"]
    assert tab.result_page.card.bars.texts == [
        "首阳山街道 8 户 → 1 户",
        "翟镇镇 8 户 → 1 户",
        "商城街道 7 户 → 2 户",
    ]


def test_an_enterprise_left_out_is_found_with_its_reason(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    change_enterprise(services, 3, lambda enterprise: setattr(enterprise, "town_code", "410311901"))
    tab = open_tab()

    tab.seal_page.figures.click("outside")

    assert [line.entry.reason for line in tab.seal_page.lists.register.rows] == ["住所在区外"]


def test_the_year_chooser_turns_the_tab(open_tab: OpenTab, task_key: int) -> None:
    tab = open_tab()

    tab.desk.set_year(2023)

    assert "2023 年度还没有抽查计划" in tab.empty.text
