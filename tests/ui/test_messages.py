"""The door to the user: toasts, sentences, questions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.messages import Messages
from ui.office.operator_dialog import OperatorDialog, ask_operator
from ui.recorded_messages import RecordedMessages, Said
from ui.settings_store import SettingsStore
from ui.widgets.text_dialog import TextDialog
from ui.widgets.toast import Link, Toast

OnDialog = Callable[[Callable[[QWidget], object]], None]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


@pytest.fixture
def door(window: QWidget, settings: SettingsStore) -> Messages:
    door = Messages(settings)
    door.stand_over(window)
    return door


def texts(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.text()]


def press(dialog: QWidget, text: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()


def test_a_toast_says_what_was_done_and_its_link_does_the_next_step(window: QWidget, door: Messages) -> None:
    done: list[str] = []

    door.toast("已导出 52 户", Link("打开文件夹", lambda: done.append("folder")))
    toast = window.findChild(Toast)
    assert toast is not None
    was_visible = toast.isVisible()
    press(toast, "打开文件夹")

    assert was_visible
    assert toast.text == "已导出 52 户"
    assert done == ["folder"]
    assert not toast.isVisible()


def test_a_toast_lies_on_the_large_dialog_that_carries_it_and_afterwards_on_the_window(
    qtbot: QtBot, window: QWidget, door: Messages
) -> None:
    dialog = QDialog(window)
    dialog.setProperty("carries_toasts", True)
    dialog.resize(700, 500)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)

    door.toast("已存为“a.pdf”")
    on_dialog = [toast.text for toast in dialog.findChildren(Toast) if toast.isVisible()]
    dialog.reject()
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    door.toast("已导出 52 户")

    assert on_dialog == ["已存为“a.pdf”"]
    assert [toast.text for toast in window.findChildren(Toast) if toast.isVisible()] == ["已导出 52 户"]


def test_a_long_toast_stays_inside_the_window(window: QWidget, door: Messages) -> None:
    door.toast("已导出" + "很长的说明" * 60)

    toast = window.findChild(Toast)

    assert toast is not None
    assert window.rect().contains(toast.geometry())


def test_a_known_failure_is_one_sentence_to_read(door: Messages, on_dialog: OnDialog) -> None:
    seen: list[str] = []

    def read(dialog: QWidget) -> None:
        seen.extend(texts(dialog))
        press(dialog, "知道了")

    on_dialog(read)
    door.error("名称“甲厂”已有同名企业。")

    assert seen == ["未能完成", "名称“甲厂”已有同名企业。"]


@pytest.mark.parametrize(("pressed", "answer"), [("作废本次抽取", True), ("取消", False)])
def test_a_question_names_its_act_on_the_button(
    door: Messages, on_dialog: OnDialog, pressed: str, answer: bool
) -> None:
    on_dialog(lambda dialog: press(dialog, pressed))

    said = door.confirm("作废本次抽取？", detail="20 户的结果将作废。", yes="作废本次抽取", is_dangerous=True)

    assert said is answer


@pytest.mark.parametrize(("pressed", "answer"), [("完成后退出", 1), ("停止并退出", 2), ("取消", None)])
def test_a_question_may_have_named_answers(
    door: Messages, on_dialog: OnDialog, pressed: str, answer: int | None
) -> None:
    on_dialog(lambda dialog: press(dialog, pressed))

    said = door.choose("正在导入，尚未完成。", (("完成后退出", 1), ("停止并退出", 2)))

    assert said == answer


def test_a_reason_that_is_missing_is_asked_for_again(door: Messages, on_dialog: OnDialog) -> None:
    problems: list[str] = []

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, TextDialog)
        dialog.confirm()
        problems.append(dialog.problem)
        dialog.set_text("  证照已注销 ")
        dialog.confirm()

    on_dialog(fill)
    reason = door.ask_text(
        "终止检查", "终止的原因", is_long=True, check=lambda text: None if text else "请填写原因。"
    )

    assert problems == ["请填写原因。"]
    assert reason == "证照已注销"


def test_the_operator_is_asked_and_remembered(
    window: QWidget, settings: SettingsStore, on_dialog: OnDialog
) -> None:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, OperatorDialog)
        dialog.set_text("张样例")
        dialog.confirm()

    on_dialog(fill)
    name = ask_operator(window, settings)

    assert name == "张样例"
    assert settings.operator == "张样例"


def test_leaving_the_question_for_the_operator_keeps_the_old_name(
    window: QWidget, settings: SettingsStore, on_dialog: OnDialog
) -> None:
    settings.operator = "李样例"
    on_dialog(lambda dialog: press(dialog, "取消"))

    name = ask_operator(window, settings)

    assert name is None
    assert settings.operator == "李样例"


def test_the_twin_remembers_what_was_said_and_answers_as_prepared(
    messages: RecordedMessages, tmp_path: Path
) -> None:
    messages.answers.extend([True, "停止", None, "原因", tmp_path])

    answers = (
        messages.confirm("打印 52 份？"),
        messages.choose("怎样退出？", (("等待", 1), ("停止", 2))),
        messages.ask_text("备注", "备注"),
        messages.ask_text("原因", "原因"),
        messages.ask_folder("保存到", purpose="export"),
    )
    messages.toast_file("已导出", tmp_path / "a.xlsx")
    messages.links[1].on_click()

    assert answers == (True, 2, None, "原因", tmp_path)
    assert messages.texts("confirm") == ["打印 52 份？"]
    assert messages.last == Said("show", str(tmp_path))
