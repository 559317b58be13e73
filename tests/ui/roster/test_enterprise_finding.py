"""检查对象, clicked as a clerk does: found, counted, read, given to Excel."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocab import Hazard, Industry
from services.container import Services
from services.files.sheets import read_sheets
from services.records.rows import RecordRow
from tests.services.records.building import add_officers, add_task, dispatch
from tests.services.roster.workbooks import code
from tests.ui.roster.conftest import FURNITURE, MACHINES, UNPLACED
from ui.desk import Desk
from ui.recorded_messages import RecordedMessages
from ui.roster.enterprise_detail import visit_words
from ui.roster.enterprise_list import EnterpriseList
from ui.roster.tab import RosterTab

Click = Callable[[QWidget], None]


def names(register: EnterpriseList) -> list[str]:
    return [row.name for row in register.table.rows]


def value_of(register: EnterpriseList, key: str) -> str:
    return dict(register.detail.lines())[key]


# -- finding


def test_a_search_finds_parts_of_name_code_address_person_and_telephone(
    qtbot: QtBot, register: EnterpriseList
) -> None:
    found: dict[str, list[str]] = {}

    for typed in ("锐捷", code(2)[-6:], "缑氏", "丁某", "60000002", "ｒｅｎ"):
        with qtbot.waitSignal(register.filter_bar.changed):
            register.filter_bar.set_typed(typed)
        found[typed] = names(register)

    assert found == {
        "锐捷": [MACHINES.name],
        code(2)[-6:]: [FURNITURE.name],
        "缑氏": [FURNITURE.name],
        "丁某": [FURNITURE.name],
        "60000002": [FURNITURE.name],
        "ｒｅｎ": [],
    }


def test_conditions_narrow_the_list_to_towns_pending_and_outside(register: EnterpriseList) -> None:
    register.town.set_values(["pending", "outside"])

    assert names(register) == [UNPLACED.name, "洛阳样例诸葛轴承厂"]
    assert "企业 <b>2</b>" in register.filter_bar.count_text
    assert [row.draft.industry_is_guess for row in register.table.rows] == [True, False]


def test_a_filter_without_hits_says_which_condition_to_drop(register: EnterpriseList, click: Click) -> None:
    register.town.set_values(["410307106"])
    register.mark.set_values([Hazard.AMMONIA])
    advice = register.table.empty_page.text

    register.table.empty_page.click()

    assert advice == "没有符合条件的检查对象。去掉“标记：液氨制冷”，可看到 1 户"
    assert names(register) == [FURNITURE.name]


def test_a_filter_that_only_hides_the_retired_says_so(
    register: EnterpriseList, services: Services, desk: Desk
) -> None:
    key = next(row.key for row in register.rows if row.name == FURNITURE.name)
    desk.operations.change(lambda: services.enterprises.retire_enterprise(key=key, reason="注销"))
    register.town.set_values(["410307106"])
    advice = register.table.empty_page.text

    register.table.empty_page.click()

    assert advice == "没有在册的检查对象符合条件，已退出的有 1 户"
    assert names(register) == [FURNITURE.name]


def test_an_empty_roster_says_what_to_do_first(
    tab: RosterTab, messages: RecordedMessages, click: Click
) -> None:
    page = tab.current.table.empty_page
    messages.answers.append(None)

    page.click()

    assert page.text == "名录里还没有检查对象。先从表格导入，也可以逐户新增。"
    assert messages.texts("open") == ["导入检查对象"]
    assert tab.export_button.toolTip() == "列表是空的，没有可以导出的。"


def test_each_count_opens_the_list_it_counts(register: EnterpriseList) -> None:
    register.table.select_keys([row.key for row in register.table.rows[1:3]])
    counted = register.filter_bar.count_text

    register.filter_bar.count_clicked.emit("selected")
    selected = names(register)
    register.filter_bar.count_clicked.emit("all")

    assert "镇街 2 个" in counted
    assert "已选 2" in counted
    assert selected == [FURNITURE.name, UNPLACED.name]
    assert len(names(register)) == 5


def test_conditions_and_shown_columns_come_back_next_time(
    qtbot: QtBot, register: EnterpriseList, desk: Desk, services: Services
) -> None:
    register.industry.set_values([Industry.LIGHT])
    menu = register.table.column_menu()
    next(line for line in menu.actions() if line.text() == "注册地址").trigger()

    again = RosterTab(desk, services)
    qtbot.addWidget(again)
    again.show()

    assert [row.name for row in again.current.table.rows] == [FURNITURE.name]
    assert "注册地址" not in again.current.table.hidden_titles
    assert "经营范围" in again.current.table.hidden_titles


# -- reading


def test_the_detail_says_in_the_words_of_the_rule_whether_an_enterprise_can_be_drawn(
    register: EnterpriseList,
) -> None:
    said: dict[str, str] = {}

    for row in register.rows:
        register.table.select_keys([row.key])
        said[row.name] = value_of(register, "抽取")

    assert list(said.values()) == [
        "可以抽取",
        "可以抽取",
        "可以抽取",
        "不参加抽取：住所在区外",
        "不参加抽取：登记状态为注销，不是存续",
    ]


def test_the_file_of_an_enterprise_shows_its_inspections(tab: RosterTab, services: Services) -> None:
    officers = add_officers(services)
    dispatch(services, add_task(services), ["洛阳样例抽中机械有限公司"], [officers[:2]])
    register = tab.current
    register.reload()
    register.table.select_keys([register.table.rows[0].key])
    record: RecordRow = services.records.list_records(year=2022)[0]

    lines = dict(register.detail.lines())

    assert lines["2022 年度"] == "双随机检查 待检查，最迟 2022-12-31"
    assert visit_words(record)[1] == ""
    assert register.table.columns[6].text(register.table.rows[0]) == "1"


# -- to Excel


def test_ctrl_c_puts_the_selected_rows_on_the_clipboard_under_their_titles(
    qtbot: QtBot, register: EnterpriseList
) -> None:
    register.table.select_keys([row.key for row in register.table.rows[:2]])

    qtbot.keyClick(register.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][:4] == ["企业名称", "统一社会信用代码", "镇街", "行业"]
    assert [line[:2] for line in lines[1:]] == [
        [MACHINES.name, MACHINES.credit_code],
        [FURNITURE.name, FURNITURE.credit_code],
    ]


def test_the_export_holds_the_rows_on_screen_and_reads_back_unchanged(
    register: EnterpriseList,
    tab: RosterTab,
    services: Services,
    messages: RecordedMessages,
    target: Path,
    click: Click,
) -> None:
    register.town.set_values(["410307104", "410307106"])
    messages.answers.append(target)

    click(tab.export_button)

    report = services.enterprises.preview_import(path=target)
    assert messages.texts("save") == ["导出检查对象名录"]
    assert messages.last.text == "已导出 3 户：导出.xlsx"
    assert (report.read, report.unchanged, report.refused) == (3, 3, ())


def test_the_rows_on_screen_are_written_in_the_columns_of_the_platform_too(
    register: EnterpriseList, tab: RosterTab, messages: RecordedMessages, target: Path
) -> None:
    register.town.set_values(["410307104", "410307106"])
    messages.answers.append(target)

    tab.platform_action.trigger()

    header, *cells = read_sheets(target)[0].rows()
    assert messages.last.text == "已导出 3 户：导出.xlsx"
    assert header[1][:2] == ["统一信用代码/注册号", "企业名称"]
    assert len(cells) == 3
    tab.open_list("抽查事项清单")
    assert not tab.platform_action.isEnabled()
