"""批量修改 and 名录体检 as a clerk uses them: chosen, previewed, done, taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocab import EnterpriseStatus, Hazard, Industry, RiskClass, Standardization
from services.container import Services
from services.roster.cleanup import FindingKind
from tests.ui.roster.conftest import FURNITURE, GONE, MACHINES, UNPLACED
from ui.recorded_messages import RecordedMessages
from ui.roster.bulk_dialog import BulkEditDialog
from ui.roster.cleanup_dialog import CleanupDialog
from ui.roster.enterprise_list import EnterpriseList

Click = Callable[[QWidget], None]
SHANHUA = "410307109"


def opened(qtbot: QtBot, register: EnterpriseList) -> BulkEditDialog:
    dialog = register.edit_many()
    assert dialog is not None
    return dialog


def choose_field(dialog: BulkEditDialog, title: str) -> None:
    dialog.field.set_value([form.title for form in dialog.forms].index(title))


def towns(services: Services) -> dict[str, str | None]:
    return {row.name: row.draft.town_code for row in services.enterprises.list_enterprises()}


def test_the_selected_rows_are_changed_as_previewed_and_changed_back(
    qtbot: QtBot,
    register: EnterpriseList,
    enterprises: dict[str, int],
    services: Services,
    messages: RecordedMessages,
    click: Click,
) -> None:
    before = towns(services)
    register.table.select_keys([enterprises[MACHINES.name], enterprises[FURNITURE.name]])
    dialog = opened(qtbot, register)
    reason_at_first = dialog.confirm_button.toolTip()

    dialog.form.town.set_value(SHANHUA)  # type: ignore[attr-defined]
    dialog.preview()
    shown = [(line.name, line.old, line.new) for line in dialog.outcome.lines.rows]
    text = dialog.confirm_button.text()
    click(dialog.confirm_button)
    after = towns(services)
    said = messages.last.text
    messages.links[0].on_click()

    assert reason_at_first == "请先选择镇街要改成什么。"
    assert sorted(shown) == sorted(
        [(MACHINES.name, "岳滩镇", "山化镇"), (FURNITURE.name, "缑氏镇", "山化镇")]
    )
    assert text == "修改 2 户"
    assert after == before | {MACHINES.name: SHANHUA, FURNITURE.name: SHANHUA}
    assert said == "已修改 2 户：镇街改为山化镇"
    assert towns(services) == before
    assert messages.last.text == "已撤销，2 户恢复原值"


def test_all_filtered_rows_may_be_changed(
    qtbot: QtBot, register: EnterpriseList, services: Services, click: Click
) -> None:
    register.filter_bar.set_typed("机械")
    register.table.set_filter("机械", register.filter_bar.accepts)
    wanted = {row.name for row in register.table.rows}
    dialog = opened(qtbot, register)

    choose_field(dialog, "标签")
    dialog.form.added.line.setText("年度核对")  # type: ignore[attr-defined]
    dialog.preview()
    click(dialog.confirm_button)

    tagged = {row.name for row in services.enterprises.list_enterprises() if row.draft.tags}
    assert wanted and tagged == wanted


def test_every_field_gives_its_change_in_words(qtbot: QtBot, register: EnterpriseList) -> None:
    dialog = opened(qtbot, register)
    forms = {form.title: form for form in dialog.forms}

    for title, part, value in (
        ("镇街", "town", SHANHUA),
        ("行业", "industry", Industry.LIGHT),
        ("登记状态", "status", EnterpriseStatus.SUSPENDED),
        ("信用风险", "risk", RiskClass.C),
        ("标准化等级", "level", Standardization.SECOND),
        ("其他重点", "focus", "yes"),
    ):
        getattr(forms[title], part).set_value(value)
    forms["重点标记"].added.set_values({Hazard.GAS})  # type: ignore[attr-defined]
    forms["重点标记"].removed.set_values({Hazard.AMMONIA})  # type: ignore[attr-defined]
    forms["标签"].added.set_values({"园区"})  # type: ignore[attr-defined]

    assert [form.words() for form in dialog.forms] == [
        "镇街改为山化镇",
        "行业改为轻工",
        "登记状态改为停业",
        "重点标记加上煤气，去掉液氨制冷",
        "标签加上园区",
        "信用风险改为C 较高",
        "标准化等级改为二级",
        "列为其他重点",
    ]
    status = forms["登记状态"].change()
    assert status is not None and status.values == {
        "status": EnterpriseStatus.SUSPENDED,
        "status_on": date(2022, 5, 25),
        "status_source": "",
    }


def test_what_cannot_be_changed_is_listed_with_its_reason(qtbot: QtBot, register: EnterpriseList) -> None:
    dialog = opened(qtbot, register)
    choose_field(dialog, "其他重点")

    dialog.form.focus.set_value("yes")  # type: ignore[attr-defined]
    dialog.preview()

    assert {one.reason for one in dialog.outcome.refusals.rows} == {
        "列为其他应当实施随机抽查的，请填写理由。"
    }
    assert not dialog.confirm_button.isEnabled()
    assert dialog.confirm_button.toolTip() == "没有需要修改的检查对象。"


def test_a_date_that_is_none_holds_the_edit_back(qtbot: QtBot, register: EnterpriseList) -> None:
    dialog = opened(qtbot, register)
    choose_field(dialog, "登记状态")
    dialog.form.status.set_value(EnterpriseStatus.SUSPENDED)  # type: ignore[attr-defined]

    dialog.form.date.setText("去年")  # type: ignore[attr-defined]
    dialog.preview()

    assert dialog.confirm_button.toolTip() == "日期请写成 2022-05-25 的样子。"


def show_kind(dialog: CleanupDialog, kind: FindingKind) -> None:
    dialog.kinds.setCurrentRow([finding.kind for finding in dialog.findings].index(kind))


def test_the_check_up_lists_what_it_finds_and_corrects_what_is_ticked(
    register: EnterpriseList,
    enterprises: dict[str, int],
    services: Services,
    messages: RecordedMessages,
    click: Click,
) -> None:
    dialog = register.clean_up()
    show_kind(dialog, FindingKind.INDUSTRY_GUESSED)
    reason = dialog.confirm_button.toolTip()

    dialog.corrections.selectAll()
    text = dialog.confirm_button.text()
    click(dialog.confirm_button)

    row = services.enterprises.get_enterprise(enterprises[UNPLACED.name])
    assert reason == "请先勾选要更正的检查对象。"
    assert text == "更正 1 户"
    assert not row.draft.industry_is_guess
    assert messages.last.text == "已修改 1 户：名录体检“行业为推测，尚未确认”"
    assert FindingKind.INDUSTRY_GUESSED not in [finding.kind for finding in dialog.findings]


def test_a_finding_without_a_correction_leads_to_its_record(
    qtbot: QtBot, register: EnterpriseList, services: Services, enterprises: dict[str, int]
) -> None:
    key = enterprises[FURNITURE.name]
    row = services.enterprises.get_enterprise(key)
    services.enterprises.update_enterprise(
        key=key, row_version=row.row_version, draft=replace(row.draft, phone="")
    )
    dialog = register.clean_up()
    show_kind(dialog, FindingKind.PHONE_MISSING)
    reason = dialog.confirm_button.toolTip()

    with qtbot.waitSignal(dialog.opened):
        dialog.remarks.opened.emit(dialog.remarks.rows[0])

    current = register.table.current_row()
    assert reason == "这一类没有可以直接更正的建议，请双击打开该户处理。"
    assert current is not None and current.key == key


def test_a_clean_roster_says_so(
    register: EnterpriseList, services: Services, enterprises: dict[str, int]
) -> None:
    for name in (UNPLACED.name, GONE.name):
        services.enterprises.retire_enterprise(key=enterprises[name], reason="样例")

    dialog = register.clean_up()

    assert dialog.findings == ()
    assert dialog.confirm_button.toolTip() == "没有需要更正的检查对象。"
