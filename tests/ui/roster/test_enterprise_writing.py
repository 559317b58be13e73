"""检查对象, clicked as a clerk does: added, corrected, taken off the roster and brought back."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocab import EnterpriseStatus, Hazard, Industry
from services.container import Services
from tests.ui.roster.conftest import FURNITURE, GONE, MACHINES, UNPLACED
from ui.desk import Desk
from ui.operations import Operations
from ui.recorded_messages import RecordedMessages
from ui.roster.enterprise_form import EnterpriseForm
from ui.roster.enterprise_list import EnterpriseList
from ui.roster.tab import RosterTab
from ui.settings_store import SettingsStore

Click = Callable[[QWidget], None]


def form_of(register: EnterpriseList) -> EnterpriseForm:
    form = register.editor.form
    assert isinstance(form, EnterpriseForm)
    return form


def names(register: EnterpriseList) -> list[str]:
    return [row.name for row in register.table.rows]


def value_of(register: EnterpriseList, key: str) -> str:
    return dict(register.detail.lines())[key]


# -- adding and changing


def test_a_wrong_code_is_said_beside_its_field_and_a_corrected_one_is_stored(
    qtbot: QtBot, tab: RosterTab, services: Services, messages: RecordedMessages, click: Click
) -> None:
    register = tab.open_list("检查对象")
    assert isinstance(register, EnterpriseList)
    click(register.add_button)
    form = form_of(register)
    form.name.setText("洛阳样例新盛铸造机械有限公司")
    qtbot.keyClicks(form.code, "91410307MA9K000017")
    click(register.editor.save_button)
    problem = form.problem("credit_code")
    stored_while_wrong = services.enterprises.count_enterprises()

    qtbot.keyClick(form.code, Qt.Key.Key_Backspace)
    qtbot.keyClicks(form.code, "6")
    click(register.editor.save_button)

    assert (
        problem
        == "统一社会信用代码“91410307MA9K000017”校验不通过，可能是“91410307MA9K000016”，请对照营业执照逐位核对。"
    )
    assert stored_while_wrong == 0
    assert names(register) == ["洛阳样例新盛铸造机械有限公司"]
    assert value_of(register, "信用代码") == "91410307MA9K000016"
    assert register.editor.isHidden()
    assert messages.last.text == "已新增检查对象：洛阳样例新盛铸造机械有限公司"


def test_town_industry_and_marks_follow_what_is_typed_until_the_clerk_decides(
    qtbot: QtBot, register: EnterpriseList, click: Click
) -> None:
    click(register.add_button)
    form = form_of(register)

    with qtbot.waitSignal(register.editor.asked):
        form.name.setText("洛阳样例板式家具有限公司")
        form.address.setText("偃师区缑氏镇样例村工业路8号")
    guessed = form.draft()
    form.industry.set_value(Industry.MACHINERY)
    with qtbot.waitSignal(register.editor.asked):
        form.address.setText("偃师区岳滩镇样例村工业路8号")
    decided = form.draft()

    assert (guessed.town_code, guessed.industry, guessed.industry_is_guess) == (
        "410307106",
        Industry.LIGHT,
        True,
    )
    assert (decided.town_code, decided.industry, decided.industry_is_guess) == (
        "410307104",
        Industry.MACHINERY,
        False,
    )


def test_a_known_enterprise_is_judged_anew_only_when_asked(register: EnterpriseList, click: Click) -> None:
    register.show_record(next(row.key for row in register.rows if row.name == UNPLACED.name))
    register.edit()
    form = form_of(register)
    form.address.setText("偃师区缑氏镇样例村")
    before = form.draft().town_code

    click(form.suggest_button)

    assert before is None
    assert form.draft().town_code == "410307106"


def test_a_form_gives_back_the_draft_that_it_shows(qtbot: QtBot, services: Services) -> None:
    draft = replace(
        FURNITURE,
        employees=36,
        hazards=frozenset({Hazard.DUST_EXPLOSION, Hazard.GAS}),
        is_dishonest=True,
        dishonest_basis="样例依据",
        status=EnterpriseStatus.SUSPENDED,
        remark="样例",
    )
    form = EnterpriseForm(services.office.list_towns(), draft)
    qtbot.addWidget(form)

    given = form.draft()

    assert given == draft


def test_numbers_and_dates_that_are_none_are_said_beside_their_fields(qtbot: QtBot) -> None:
    form = EnterpriseForm((), MACHINES)
    qtbot.addWidget(form)

    form.employees.setText("三十六")
    form.field("established_on").setProperty("text", "去年")

    assert form.own_problems() == {
        "employees": "从业人数应为整数，例如 36。",
        "established_on": "请写成日期，例如 2022-05-25。",
    }


def test_enter_on_a_row_opens_its_form_and_ctrl_enter_saves_it(
    qtbot: QtBot, register: EnterpriseList, services: Services, messages: RecordedMessages
) -> None:
    register.show_record(next(row.key for row in register.rows if row.name == FURNITURE.name))
    qtbot.keyClick(register.table, Qt.Key.Key_Return)
    form = form_of(register)
    form.field("phone").setProperty("text", "0379-69999999")

    qtbot.keyClick(form.code, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    stored = {row.name: row.draft.phone for row in services.enterprises.list_enterprises()}
    assert register.editor.title == f"修改：{FURNITURE.name}"
    assert stored[FURNITURE.name] == "0379-69999999"
    assert messages.last.text == f"已保存：{FURNITURE.name}"
    assert value_of(register, "联系人") == "样例丁某　0379-69999999"


def test_a_record_changed_by_someone_else_meanwhile_is_not_overwritten(
    register: EnterpriseList, services: Services, messages: RecordedMessages, click: Click
) -> None:
    register.show_record(next(row.key for row in register.rows if row.name == MACHINES.name))
    row = register.table.current_row()
    assert row is not None
    click(register.edit_button)
    form_of(register).field("phone").setProperty("text", "0379-61111111")
    services.enterprises.update_enterprise(
        key=row.key, row_version=row.row_version, draft=replace(row.draft, phone="0379-62222222")
    )

    click(register.editor.save_button)

    assert messages.last.kind == "error"
    assert messages.last.text.startswith(f"“{MACHINES.name}”刚被他人修改过")
    assert register.editor.is_open
    assert register.editor.save_button.isEnabled()


def test_notes_are_shown_mildly_and_keep_nothing_from_being_saved(
    qtbot: QtBot, register: EnterpriseList, click: Click
) -> None:
    click(register.add_button)
    form = form_of(register)

    with qtbot.waitSignal(register.editor.asked):
        form.code.setText("914403001922038216")
    notes = register.editor.notes

    assert "登记机关区划为 440300" in notes[-1]
    assert form.problem("credit_code") == ""


def test_unsaved_words_survive_a_look_at_another_row_and_are_given_up_only_when_asked(
    register: EnterpriseList, messages: RecordedMessages, click: Click
) -> None:
    first, second = register.table.rows[:2]
    register.table.select_keys([first.key])
    click(register.edit_button)
    form_of(register).field("phone").setProperty("text", "0379-61111111")

    register.table.select_keys([second.key])
    still_open = register.editor.is_open
    messages.answers.extend([False, True])
    click(register.editor.cancel_button)
    open_after_no = register.editor.is_open
    click(register.editor.cancel_button)

    assert (still_open, open_after_no, register.editor.is_open) == (True, True, False)
    assert messages.texts("confirm") == ["放弃尚未保存的内容？", "放弃尚未保存的内容？"]
    assert register.detail.title == second.name


def test_an_untouched_form_gives_way_to_the_next_row(register: EnterpriseList, click: Click) -> None:
    first, second = register.table.rows[:2]
    register.table.select_keys([first.key])
    click(register.edit_button)

    register.table.select_keys([second.key])

    assert not register.editor.is_open
    assert register.detail.title == second.name


def test_while_a_form_is_open_its_save_button_is_the_only_blue_one(
    register: EnterpriseList, click: Click
) -> None:
    before = register.add_button.property("look")

    click(register.edit_button)

    assert (before, register.add_button.property("look")) == ("primary", "action")
    assert register.add_button.toolTip() == "正在填写，请先保存或取消。"


def test_guessed_industries_are_confirmed_for_all_selected_rows_at_once(
    register: EnterpriseList, services: Services, messages: RecordedMessages, click: Click
) -> None:
    offered = register.confirm_button.toolTip()
    register.table.select_keys([row.key for row in register.table.rows])

    click(register.confirm_button)

    assert offered == "所选检查对象的行业不是推测的，不需要确认。"
    assert [row.draft.industry_is_guess for row in services.enterprises.list_enterprises()] == [False] * 5
    assert messages.last.text == f"已确认“{UNPLACED.name}”的行业"
    assert register.confirm_button.isHidden()


def test_a_save_pressed_twice_makes_one_record(
    qtbot: QtBot,
    operations: Operations,
    messages: RecordedMessages,
    services: Services,
    settings: SettingsStore,
    click: Click,
) -> None:
    desk = Desk(operations=operations, messages=messages, settings=settings)
    tab = RosterTab(desk, services)
    qtbot.addWidget(tab)
    with qtbot.waitSignal(operations.became_idle):
        tab.show()
    register = tab.current
    click(register.add_button)
    register.editor.form.show_draft(MACHINES)

    with qtbot.waitSignal(operations.became_idle):
        click(register.editor.save_button)
        click(register.editor.save_button)

    assert [row.name for row in services.enterprises.list_enterprises()] == [MACHINES.name]
    assert messages.texts("error") == []
    assert not register.editor.is_open


# -- leaving the roster


def test_an_enterprise_leaves_with_a_reason_stays_on_record_and_comes_back(
    register: EnterpriseList, services: Services, messages: RecordedMessages, click: Click
) -> None:
    key = next(row.key for row in register.rows if row.name == GONE.name)
    register.table.select_keys([key])
    messages.answers.append("注销登记")

    click(register.retire_button)
    gone = services.enterprises.get_enterprise(key)
    shown_after_leaving = names(register)
    register.filter_bar.retired.click()
    register.table.select_keys([key])
    notice = register.detail.title
    click(register.restore_button)

    assert (gone.is_retired, gone.retired_reason) == (True, "注销登记")
    assert GONE.name not in shown_after_leaving
    assert notice == GONE.name
    assert not services.enterprises.get_enterprise(key).is_retired
    assert messages.texts("toast") == [f"“{GONE.name}”已退出名录", f"“{GONE.name}”已恢复到名录"]


def test_leaving_can_be_undone_from_the_toast(
    register: EnterpriseList, services: Services, messages: RecordedMessages, click: Click
) -> None:
    keys = [row.key for row in register.table.rows[:2]]
    register.table.select_keys(keys)
    text = register.retire_button.text()
    messages.answers.append("重复登记")
    click(register.retire_button)
    left = services.enterprises.count_enterprises()

    messages.links[0].on_click()

    assert text == "退出名录（2 户）…"
    assert (left, services.enterprises.count_enterprises()) == (3, 5)


def test_a_leave_without_a_reason_is_no_leave(
    register: EnterpriseList, services: Services, messages: RecordedMessages, click: Click
) -> None:
    messages.answers.append("")

    click(register.retire_button)

    assert services.enterprises.count_enterprises() == 5
    assert messages.texts("toast") == []


def test_buttons_that_cannot_work_say_why(register: EnterpriseList, tab: RosterTab) -> None:
    register.table.clearSelection()

    assert register.retire_button.toolTip() == "请先在列表中选中要退出名录的检查对象。"
    assert register.restore_button.toolTip() == "先勾选“含已退出”，再选中要恢复的检查对象。"
    assert tab.export_button.toolTip() == "把列表中的 5 户导出为 .xlsx，可以再导入"
