"""Entering results: nothing is chosen beforehand, nothing typed is lost, every gap is told beside its field."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.tables.base import BEIJING
from models.vocab import RecordOutcome, RecordStage, RefusalGround, ResultCode
from services.changes import Changes
from services.clock import SimulatedClock
from services.container import Services
from ui.desk import Desk
from ui.recorded_messages import RecordedMessages
from ui.records.issue_dialog import IssueDialog
from ui.records.result_dialog import ResultDialog
from ui.records.tab import RecordTab
from ui.widgets.moment_field import read_time


@pytest.fixture
def result_dialog(
    tab: RecordTab,
    desk: Desk,
    clock: SimulatedClock,
    record_keys: list[int],
    notify: Callable[[list[int]], None],
    dialog: Callable[[type[ResultDialog]], ResultDialog],
) -> ResultDialog:
    notify(record_keys[:2])
    clock.move_to(datetime(2022, 6, 8, 17, 0, tzinfo=BEIJING))
    desk.operations.changed.emit(Changes.of("record"))
    tab.table.select_keys(record_keys[:2])
    tab.primary.click()
    return dialog(ResultDialog)


def fill_times(dialog: ResultDialog) -> None:
    dialog.form.starts.set_value(datetime(2022, 6, 8, 9, 0, tzinfo=BEIJING))
    dialog.form.ends.set_value(datetime(2022, 6, 8, 11, 30, tzinfo=BEIJING))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("930", "09:30"), ("9:30", "09:30"), ("9：05", "09:05"), ("9时30分", "09:30"), ("1645", "16:45")],
)
def test_a_time_is_read_as_clerks_write_it(typed: str, shown: str) -> None:
    moment = read_time(typed)

    assert moment is not None
    assert f"{moment:%H:%M}" == shown


@pytest.mark.parametrize("typed", ["", "9", "24:00", "9:60", "上午"])
def test_what_is_no_time_is_not_taken_for_one(typed: str) -> None:
    assert read_time(typed) is None


def test_no_result_is_chosen_beforehand(result_dialog: ResultDialog) -> None:
    results = [editor.result.value() for editor in result_dialog.form.editors]
    texts = [editor.result.currentText() for editor in result_dialog.form.editors]

    assert results == [None] * 3
    assert texts == ["请选择"] * 3
    assert not result_dialog.is_touched


def test_the_eight_national_values_are_offered(result_dialog: ResultDialog) -> None:
    chooser = result_dialog.form.editors[0].result

    texts = [chooser.itemText(place) for place in range(chooser.count())]

    assert texts[1:] == [f"{code.value} {code.label}" for code in ResultCode]


def test_the_rest_is_filled_only_by_an_explicit_act_and_only_where_empty(
    result_dialog: ResultDialog,
) -> None:
    form = result_dialog.form
    form.editors[1].result.set_value(ResultCode.CORRECTED)

    form.rest_button.click()

    assert [editor.result.value() for editor in form.editors] == [
        ResultCode.NO_PROBLEM,
        ResultCode.CORRECTED,
        ResultCode.NO_PROBLEM,
    ]
    assert form.rest_button.toolTip() == "每一项都已选择检查结果"


def test_the_end_and_the_result_follow_the_day_of_the_start(result_dialog: ResultDialog) -> None:
    form = result_dialog.form
    form.starts.day.setText("20220608")

    form.starts.day.editingFinished.emit()

    assert form.ends.day.value() == date(2022, 6, 8)
    assert form.result_on.value() == date(2022, 6, 8)
    assert form.ends.value() is None


def test_every_gap_is_told_beside_its_field(result_dialog: ResultDialog) -> None:
    form = result_dialog.form
    form.editors[0].result.set_value(ResultCode.REFUSED)
    form.editors[1].result.set_value(ResultCode.CORRECTED)

    result_dialog.confirm_button.click()
    keys = [f"finding:{editor.item.item_key}" for editor in form.editors]

    assert form.problem("inspected_to") == "请填写检查开始和结束时间。"
    assert "请写明发现的情况" in form.problem(keys[0])
    assert "请写明发现的情况" in form.problem(keys[1])
    assert "还没有选择检查结果" in form.problem(keys[2])
    assert "第二十一条" in form.problem("refusal_ground")
    assert result_dialog.isVisible()
    assert result_dialog.confirm_button.isEnabled()


def test_a_date_that_cannot_be_read_is_told_before_anything_is_stored(result_dialog: ResultDialog) -> None:
    form = result_dialog.form
    form.starts.time.setText("早上")
    form.editors[0].due.setText("月底")

    result_dialog.confirm_button.click()

    assert form.problem("inspected_to") == "时间应为时:分，例如 9:30。"
    assert "整改期限应为年-月-日" in form.problem(f"finding:{form.editors[0].item.item_key}")


def test_a_complete_result_is_stored_as_it_was_typed(
    result_dialog: ResultDialog, services: Services, record_keys: list[int]
) -> None:
    form = result_dialog.form
    fill_times(result_dialog)
    form.editors[0].result.set_value(ResultCode.REFUSED)
    form.editors[0].text.setPlainText("拒绝进入车间")
    form.ground.set_value(RefusalGround.DENIED_ENTRY)
    form.editors[1].result.set_value(ResultCode.CORRECTED)
    form.editors[1].text.setPlainText("通道堆放杂物")
    form.editors[1].measure.setPlainText("清理通道")
    form.editors[1].due.set_value(date(2022, 6, 30))
    form.rest_button.click()
    form.remark.setPlainText("见照片")

    result_dialog.confirm_button.click()
    detail = services.records.get_record(record_keys[0])

    assert (detail.row.stage, detail.row.outcome) == (RecordStage.INSPECTED, RecordOutcome.REFUSED)
    assert (detail.refusal_ground, detail.remark) == (RefusalGround.DENIED_ENTRY, "见照片")
    assert (detail.findings[1].text, detail.findings[1].measure, detail.findings[1].rectify_by) == (
        "通道堆放杂物",
        "清理通道",
        date(2022, 6, 30),
    )
    assert detail.row.inspected_to == datetime(2022, 6, 8, 11, 30, tzinfo=BEIJING)


def test_a_measure_is_not_kept_for_an_item_without_a_fault(result_dialog: ResultDialog) -> None:
    editor = result_dialog.form.editors[0]
    editor.result.set_value(ResultCode.CORRECTED)
    editor.measure.setPlainText("清理通道")

    editor.result.set_value(ResultCode.NO_PROBLEM)
    without = editor.finding().measure
    editor.result.set_value(ResultCode.CORRECTED)

    assert without == ""
    assert editor.finding().measure == "清理通道"


def test_several_results_are_entered_one_after_the_other(
    result_dialog: ResultDialog,
    tab: RecordTab,
    messages: RecordedMessages,
    dialog: Callable[[type[ResultDialog]], ResultDialog],
) -> None:
    assert result_dialog.confirm_button.text() == "保存，下一户(&S)"
    fill_times(result_dialog)
    result_dialog.form.rest_button.click()

    result_dialog.confirm_button.click()
    second = dialog(ResultDialog)
    title = second.windowTitle()
    fill_times(second)
    second.form.rest_button.click()
    second.confirm_button.click()

    assert title == "录入检查结果（第 2 户，共 2 户）"
    assert [row.stage for row in tab.table.rows[:2]] == [RecordStage.INSPECTED] * 2
    assert messages.last.text == "已录入 2 户检查结果"
    assert tab.primary.text() == "为 2 户制发反馈函"


def test_the_toast_offers_the_letters_next(
    result_dialog: ResultDialog,
    messages: RecordedMessages,
    dialog: Callable[[type], ResultDialog | IssueDialog],
) -> None:
    fill_times(result_dialog)
    result_dialog.form.rest_button.click()
    result_dialog.confirm_button.click()
    second = dialog(ResultDialog)
    assert isinstance(second, ResultDialog)
    fill_times(second)
    second.form.rest_button.click()
    second.confirm_button.click()

    messages.links[0].on_click()
    letters = dialog(IssueDialog)

    assert isinstance(letters, IssueDialog)
    assert letters.summary == "将为 2 户制发检查结果反馈函"


def test_unfinished_typing_is_not_lost_by_a_stray_escape(
    qtbot: QtBot, result_dialog: ResultDialog, messages: RecordedMessages
) -> None:
    result_dialog.form.editors[0].text.setPlainText("写到一半")
    messages.answers.extend([False, True])
    with qtbot.waitExposed(result_dialog):
        result_dialog.show()

    QTest.keyClick(result_dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(messages.texts("confirm")) == 1)
    stays = result_dialog.isVisible()
    result_dialog.cancel_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)

    assert stays
    assert messages.texts("confirm") == ["放弃已填写的检查结果？"] * 2


def test_an_untouched_dialog_leaves_without_a_question(
    result_dialog: ResultDialog, messages: RecordedMessages
) -> None:
    result_dialog.close()

    assert QApplication.activeModalWidget() is None
    assert messages.texts("confirm") == []


def test_an_entered_result_is_changed_from_the_detail(
    tab: RecordTab,
    desk: Desk,
    services: Services,
    record_keys: list[int],
    inspect: Callable[[list[int]], None],
    dialog: Callable[[type[ResultDialog]], ResultDialog],
) -> None:
    inspect(record_keys[:1])
    desk.operations.changed.emit(Changes.of("record"))
    text = tab.detail.result_button.text()

    tab.detail.result_button.click()
    shown = dialog(ResultDialog)
    before = [editor.result.value() for editor in shown.form.editors]
    shown.form.editors[0].result.set_value(ResultCode.NO_SUCH_ACTIVITY)
    shown.confirm_button.click()

    assert text == "修改检查结果"
    assert before == [ResultCode.NO_PROBLEM] * 3
    assert services.records.get_record(record_keys[0]).findings[0].result is ResultCode.NO_SUCH_ACTIVITY
