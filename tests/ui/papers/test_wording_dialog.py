"""文书文字 edited on the screen: tried while it is written, kept as a version, brought back."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.container import Services
from services.files.forms.catalogue import FORMS
from ui.desk import Desk
from ui.office.actions import open_table
from ui.papers.wording_dialog import WordingDialog
from ui.papers.wording_history import WordingHistoryDialog
from ui.recorded_messages import RecordedMessages

OnDialog = Callable[[Callable[[QWidget], object]], None]


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, services: Services, messages: RecordedMessages) -> WordingDialog:
    dialog = WordingDialog(None, desk, services)
    # what a test leaves unsaved is given up when it ends
    qtbot.addWidget(dialog, before_close_func=lambda _: messages.answers.append(True))
    dialog.show()
    return dialog


@pytest.fixture
def press(qtbot: QtBot) -> Callable[[QWidget], None]:
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def write(dialog: WordingDialog, key: str, text: str) -> None:
    dialog.field(key).field.setText(text)
    dialog.try_out()


def test_the_texts_of_a_form_stand_beside_its_sample(dialog: WordingDialog) -> None:
    assert dialog.chooser.currentText().startswith("检查通知书")
    assert [field.name for field in dialog.fields[:2]] == ["标题", "统一社会信用代码"]
    assert dialog.sample.page_count > 1
    assert "样例耐火材料有限公司" in dialog.sample.text()
    assert dialog.confirm_button.toolTip() == "没有改动。"


def test_every_form_and_set_can_be_chosen(dialog: WordingDialog) -> None:
    names = {name for form in FORMS.values() for name in form.wordings.values()}

    assert dialog.chooser.count() == len(names)


def test_what_is_written_is_tried_after_a_rest(dialog: WordingDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.tried):
        dialog.field("items_heading").field.setText("检查哪些事项")

    assert "检查哪些事项" in dialog.sample.text()
    assert dialog.confirm_button.isEnabled()


def test_a_problem_stands_beside_its_text_and_keeps_it_from_being_saved(dialog: WordingDialog) -> None:
    write(dialog, "methods", "检查方法：{检查方式}。")

    assert dialog.field("methods").problem_label.text().startswith("“{检查方式}”不是可用的占位符")
    assert dialog.confirm_button.toolTip() == "有 1 处问题，请先改正。"
    assert dialog.sample.is_stale

    write(dialog, "methods", "检查方法为：{检查方法}。")

    assert dialog.field("methods").problem_label.text() == ""
    assert dialog.confirm_button.isEnabled()
    assert not dialog.sample.is_stale


def test_a_placeholder_is_put_in_where_the_cursor_stands(dialog: WordingDialog) -> None:
    field = dialog.field("methods")
    field.field.setText("方法：。")
    cursor = field.field.textCursor()
    cursor.setPosition(3)
    field.field.setTextCursor(cursor)

    field.chips.linkActivated.emit("检查方法")

    assert field.text() == "方法：{检查方法}。"


def test_a_text_goes_back_to_the_programs_own(dialog: WordingDialog, press: Callable) -> None:
    write(dialog, "items_heading", "检查哪些事项")

    press(dialog.field("items_heading").own_button)

    assert dialog.field("items_heading").text() == "检查事项"
    assert not dialog.is_changed
    assert dialog.field("items_heading").own_button.isHidden()


def test_saving_keeps_a_version_with_its_reason(
    dialog: WordingDialog, press: Callable, services: Services, messages: RecordedMessages
) -> None:
    write(dialog, "items_heading", "检查哪些事项")
    dialog.note_field.setText("按法制科意见")

    press(dialog.confirm_button)

    (version,) = services.wordings.history("notice")
    assert version.note == "按法制科意见"
    title = services.wordings.get("notice").form.title
    assert messages.last.text == f"已保存“{title}”的文字，以后制发的文书用新文字"
    assert dialog.state_chip.text() == "第 1 版，与程序文字有 1 处不同"
    assert dialog.note_field.text() == ""


def test_ctrl_enter_saves(dialog: WordingDialog, services: Services) -> None:
    write(dialog, "items_heading", "检查哪些事项")

    QTest.keyClick(
        dialog.field("items_heading").field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )

    assert len(services.wordings.history("notice")) == 1


def test_another_form_is_opened_only_after_unsaved_words_are_given_up(
    dialog: WordingDialog, messages: RecordedMessages
) -> None:
    write(dialog, "items_heading", "检查哪些事项")
    messages.answers.extend([False, True])

    dialog.chooser.set_value("feedback")
    kept = dialog.chooser.value(), dialog.field("items_heading").text()
    dialog.chooser.set_value("feedback")

    assert kept == ("notice", "检查哪些事项")
    assert "检查结果反馈函" in dialog.sample.text()
    assert not dialog.is_changed


def test_leaving_asks_about_unsaved_words(dialog: WordingDialog, messages: RecordedMessages) -> None:
    write(dialog, "items_heading", "检查哪些事项")
    messages.answers.append(False)

    dialog.reject()

    assert dialog.isVisible()
    assert messages.last.text.startswith("放弃对“检查通知书")


def test_an_earlier_version_is_brought_back_from_the_history(
    dialog: WordingDialog, press: Callable, services: Services, on_dialog: OnDialog
) -> None:
    services.wordings.save("notice", texts={"items_heading": "检查的事项"}, note="第一次")
    services.wordings.save("notice", texts={"items_heading": "检查哪些事项"}, note="第二次")
    dialog.chooser.set_value("feedback")
    dialog.chooser.set_value("notice")

    def restore_first(window: QWidget) -> None:
        assert isinstance(window, WordingHistoryDialog)
        assert window.restore_button.toolTip() == "这一版正在使用。"
        window.table.select_keys([1])
        press(window.restore_button)

    on_dialog(restore_first)
    press(dialog.history_button)

    assert dialog.field("items_heading").text() == "检查的事项"
    assert services.wordings.history("notice")[0].note == "恢复第 1 版"


def test_the_whole_form_goes_back_to_the_programs_words(
    dialog: WordingDialog, press: Callable, services: Services, messages: RecordedMessages
) -> None:
    write(dialog, "items_heading", "检查哪些事项")
    press(dialog.confirm_button)
    messages.answers.append(True)

    press(dialog.own_button)

    assert dialog.state_chip.text() == "程序文字"
    assert services.wordings.get("notice").form.changed == 0


def test_the_pages_of_the_sample_can_be_turned(dialog: WordingDialog, press: Callable) -> None:
    first = dialog.sample.text()

    press(dialog.sample.next_button)

    assert dialog.sample.text() != first
    assert dialog.sample.back_button.isEnabled()


def test_the_dialog_fits_a_notebook_at_150_percent(dialog: WordingDialog) -> None:
    dialog.resize(879, 448)

    least = dialog.minimumSizeHint()

    assert least.width() <= 879
    assert least.height() <= 448


def test_it_is_opened_from_the_tables_of_the_settings(
    desk: Desk, services: Services, qtbot: QtBot, on_dialog: OnDialog
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    seen: list[str] = []

    def look(opened: QWidget) -> None:
        assert isinstance(opened, WordingDialog)
        seen.append(opened.windowTitle())
        opened.reject()

    on_dialog(look)
    open_table(desk, services, "文书文字", window)

    assert seen == ["文书文字"]


def test_the_settings_bring_no_reader_of_pdfs_before_it_is_opened() -> None:
    script = "import sys, ui.office.actions; print('PySide6.QtPdf' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
