"""The settings page: every setting with its default, problems beside their fields, saved by Ctrl+Enter."""

from collections.abc import Callable
from dataclasses import asdict, fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocab import DayCount, FormSet, PaperKind, PaperSeries
from services.container import Services
from services.office.rows import OfficeSettings
from ui.desk import Desk
from ui.office.actions import open_settings
from ui.office.settings_dialog import SettingsDialog
from ui.office.settings_fields import GROUPS
from ui.recorded_messages import RecordedMessages

OnDialog = Callable[[Callable[..., object]], None]


@pytest.fixture
def dialog(qtbot: QtBot, services: Services) -> SettingsDialog:
    dialog = SettingsDialog(
        None,
        services.office.get_settings(),
        defaults=services.office.get_defaults(),
        operator="样例操作人",
        check=services.office.check_settings,
        open_table=lambda title, parent: None,
        form_sets={PaperKind.NOTICE: (FormSet.EMERGENCY, FormSet.MINISTRY)},
    )
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_every_setting_of_the_office_stands_on_a_page() -> None:
    shown = [setting.key for group in GROUPS for setting in group.settings]

    assert sorted(shown) == sorted(field.name for field in fields(OfficeSettings))


def test_every_open_question_of_the_rules_has_its_setting() -> None:
    questions = {setting.question for group in GROUPS for setting in group.settings}

    assert questions == {None, *range(1, 13)}


def test_settings_come_out_as_they_went_in(dialog: SettingsDialog, services: Services) -> None:
    answer = dialog.answer()

    assert answer.settings == services.office.get_settings()
    assert answer.operator == "样例操作人"


def test_each_setting_says_its_default(dialog: SettingsDialog) -> None:
    texts = {key: dialog.form.input(key).default_text for key in asdict(dialog.answer().settings)}

    assert texts["yearly_cap"] == "默认：2 次"
    assert texts["portal_day_count"] == "默认：自然日"
    assert texts["notice_in_advance"] == "默认：是"
    assert texts["court"] == "默认：空"
    assert texts["paper_set"] == "默认：应急管理执法文书（2016/2017 式样）"


def test_the_default_comes_back_with_one_click(dialog: SettingsDialog) -> None:
    field = dialog.form.input("review_authority")
    field.set_value("另一机关")

    field.back_button.click()

    assert field.value() == "洛阳市偃师区人民政府"
    assert field.back_button.isHidden()


def test_problems_stand_beside_their_fields_and_the_first_page_with_one_opens(dialog: SettingsDialog) -> None:
    dialog.form.input("letter_prefix").set_value(" ")
    dialog.form.input("credit_days").set_value(0)

    dialog.confirm_button.click()

    assert dialog.isVisible()
    assert dialog.form.problem("letter_prefix") == "请填写函件代字。"
    assert dialog.form.problem("credit_days") == "信用公示期限至少为 1。"
    assert dialog.form.bar.current == 1


def test_the_numbers_show_how_they_will_look(dialog: SettingsDialog) -> None:
    dialog.form.input("notice_word").set_value("应急检通")
    dialog.form.words.lines[PaperKind.ORDER].setText("应急责")

    samples = dialog.form.number_samples.split("　")

    assert samples[:2] == ["（豫偃）应急检通〔2022〕1号", "偃应急函〔2022〕1号"]
    assert "（豫偃）应急责〔2022〕1号" in samples
    assert len(samples) == len([kind for kind in PaperKind if kind.series is not PaperSeries.NONE])


def test_only_words_that_are_not_the_usual_ones_are_kept(dialog: SettingsDialog) -> None:
    dialog.form.words.lines[PaperKind.ORDER].setText(" 应急责 ")
    dialog.form.words.lines[PaperKind.REVIEW].setText(PaperKind.REVIEW.word)

    assert dialog.answer().settings.series_words == {"order": "应急责"}


def test_the_usual_words_come_back_with_one_click(dialog: SettingsDialog) -> None:
    dialog.form.words.lines[PaperKind.ORDER].setText("应急责")

    dialog.form.input("series_words").back_button.click()

    assert dialog.answer().settings.series_words == {}
    assert dialog.form.input("series_words").default_text == "默认：通行用字"


def test_one_word_for_two_kinds_is_refused_beside_the_table(dialog: SettingsDialog) -> None:
    dialog.form.words.lines[PaperKind.ORDER].setText("应急检查")

    dialog.confirm_button.click()

    assert dialog.isVisible()
    assert "现场检查方案与责令限期整改指令书的文号都以“（豫偃）应急检查”开头" in dialog.form.problem(
        "series_words"
    )


def test_a_word_that_is_used_twice_is_said_on_its_line_at_once(dialog: SettingsDialog) -> None:
    dialog.form.words.lines[PaperKind.ORDER].setText("应急检查")
    said = dialog.form.words.sample(PaperKind.ORDER)

    dialog.form.words.lines[PaperKind.ORDER].clear()

    assert said == "（豫偃）应急检查〔2022〕1号，与现场检查方案重号"
    assert dialog.form.words.sample(PaperKind.ORDER) == "（豫偃）应急责改〔2022〕1号"


def test_a_form_follows_the_set_of_the_office_unless_one_is_chosen_for_it(dialog: SettingsDialog) -> None:
    chooser = dialog.form.sets.choosers[PaperKind.NOTICE]
    before = dialog.answer().settings.form_sets

    chooser.set_value(FormSet.MINISTRY)

    assert before == {}
    assert chooser.itemText(0) == "随执法文书式样"
    assert dialog.answer().settings.form_sets == {"notice": "ministry"}


def test_a_set_of_a_form_that_the_page_does_not_offer_is_kept(dialog: SettingsDialog) -> None:
    dialog.form.input("form_sets").set_value({"order": "ministry", "notice": "ministry"})

    assert dialog.answer().settings.form_sets == {"order": "ministry", "notice": "ministry"}


def test_an_operator_without_a_name_is_refused(dialog: SettingsDialog) -> None:
    dialog.form.input("operator").set_value("")

    dialog.confirm_button.click()

    assert dialog.isVisible()
    assert "请填写姓名" in dialog.form.problem("operator")


def test_ctrl_enter_saves(qtbot: QtBot, dialog: SettingsDialog) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)

    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert dialog.result() == SettingsDialog.DialogCode.Accepted


def test_what_was_changed_is_stored(
    desk: Desk, services: Services, window: QWidget, on_dialog: OnDialog, messages: RecordedMessages
) -> None:
    before = services.office.get_settings()

    def fill(dialog: SettingsDialog) -> None:
        dialog.form.input("supervision_phone").set_value("0379-00000000")
        dialog.form.input("portal_day_count").set_value(DayCount.WORKING)
        dialog.form.input("operator").set_value("样例乙")
        dialog.confirm_button.click()

    on_dialog(fill)
    open_settings(desk, services, window)

    assert services.office.get_settings() == replace(
        before, supervision_phone="0379-00000000", portal_day_count=DayCount.WORKING
    )
    assert desk.operator == "样例乙"
    assert messages.last.text == "设置已保存"


def test_leaving_the_page_changes_nothing(
    desk: Desk, services: Services, window: QWidget, on_dialog: OnDialog, messages: RecordedMessages
) -> None:
    before = services.office.get_settings()

    def leave(dialog: SettingsDialog) -> None:
        dialog.form.input("yearly_cap").set_value(9)
        dialog.cancel_button.click()

    on_dialog(leave)
    open_settings(desk, services, window)

    assert services.office.get_settings() == before
    assert messages.said == []
