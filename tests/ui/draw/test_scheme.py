"""工作方案 on screen: written from the suggestion, saved, approved, withdrawn, followed by another edition."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.container import Services
from tests.services.draw.builders import found_district, lock_task, seal
from tests.ui.draw.conftest import OnDialog, OpenTab
from ui.desk import Desk
from ui.draw.scheme_approval import SchemeApprovalDialog
from ui.draw.scheme_dialog import SchemeDialog
from ui.recorded_messages import RecordedMessages

OpenScheme = Callable[[], SchemeDialog]


@pytest.fixture
def unwritten(services: Services) -> int:
    """A locked task whose scheme nobody has written."""
    found_district(services)
    key = lock_task(services)
    with services.workplace.database.transaction() as session:
        session.connection().exec_driver_sql("delete from work_schemes")
    return key


@pytest.fixture
def open_scheme(qtbot: QtBot, desk: Desk, services: Services) -> OpenScheme:
    def show() -> SchemeDialog:
        [task] = services.draws.list_tasks(year=2022)
        dialog = SchemeDialog(None, desk, services, task)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def approve(dialog: QWidget) -> None:
    assert isinstance(dialog, SchemeApprovalDialog)
    dialog.approved_by.setText("样例局长")
    dialog.confirm_button.click()


def test_a_task_without_a_scheme_says_so_and_opens_its_form(
    open_tab: OpenTab, unwritten: int, on_dialog: OnDialog
) -> None:
    opened: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, SchemeDialog)
        opened.append(dialog.state)
        dialog.close_button.click()

    on_dialog(look)
    tab = open_tab()

    assert "还没有工作方案" in tab.seal_page.banner.text
    assert tab.seal_page.banner.action_button.text() == "写工作方案…"
    tab.seal_page.banner.action_button.click()
    assert opened == ["未写　写好并批准后才能封存名单（细则第十二条）"]


def test_the_suggestion_is_saved_approved_and_lets_the_list_be_sealed(
    open_tab: OpenTab, open_scheme: OpenScheme, services: Services, unwritten: int, on_dialog: OnDialog
) -> None:
    tab = open_tab()
    dialog = open_scheme()

    dialog.suggest_button.click()
    dialog.form.chapters["steps"].setText("准备\n抽取\n检查")
    assert not dialog.approve_button.isVisible()
    dialog.save_button.click()
    assert dialog.state == "未批准　第 1 稿，批准后才能封存名单"
    on_dialog(approve)
    dialog.approve_button.click()

    scheme = services.schemes.get_scheme(task_key=unwritten)
    assert scheme is not None
    assert scheme.is_approved
    assert scheme.draft.steps == "准备\n抽取\n检查"
    assert dialog.state == "已批准　第 1 稿，2022-05-25 样例局长批准"
    assert tab.seal_page.seal_button.isEnabled()


def test_each_problem_stands_beside_its_field(open_scheme: OpenScheme, unwritten: int) -> None:
    dialog = open_scheme()
    dialog.form.title.setText("")
    dialog.form.written_by.setText(" ")

    dialog.save_button.click()

    form = dialog.form.form
    assert form.problem("title") == "请填写工作方案的方案名称。"
    assert form.problem("content") == "请填写工作方案的检查内容。"
    assert form.problem("written_by") == "请填写工作方案的拟稿人。"


def test_what_was_not_saved_is_asked_about_before_it_is_lost(
    open_scheme: OpenScheme, unwritten: int, messages: RecordedMessages
) -> None:
    dialog = open_scheme()
    dialog.form.chapters["basis"].setText("安全生产法")
    messages.answers.append(False)

    dialog.close_button.click()

    assert dialog.isVisible()
    assert messages.last.text == "工作方案有改动没有保存，仍要关闭？"


def test_a_sealed_edition_is_followed_by_another_and_stays_readable(
    open_scheme: OpenScheme, services: Services, task_key: int
) -> None:
    seal(services, task_key)
    dialog = open_scheme()
    assert not dialog.withdraw_button.isEnabled()
    assert dialog.form.title.isReadOnly()

    dialog.rewrite_button.click()
    dialog.form.title.setText("修改后的方案")
    dialog.save_button.click()
    dialog.editions.setCurrentIndex(1)

    assert [row.edition for row in services.schemes.list_schemes(task_key=task_key)] == [2, 1]
    assert dialog.state == "旧稿　第 1 稿，2022-05-25 样例局长批准，已有抽取以此封存"
    assert not dialog.save_button.isVisible()


def test_an_approval_is_taken_back_with_a_reason(
    open_scheme: OpenScheme, services: Services, task_key: int, messages: RecordedMessages
) -> None:
    dialog = open_scheme()
    messages.answers.append("检查内容漏写一项")

    dialog.withdraw_button.click()

    scheme = services.schemes.get_scheme(task_key=task_key)
    assert scheme is not None
    assert not scheme.is_approved
    assert dialog.state.startswith("未批准")
    assert dialog.save_button.isVisible()


def test_the_day_of_approval_is_neither_to_come_nor_before_the_writing(
    open_scheme: OpenScheme, services: Services, unwritten: int, on_dialog: OnDialog
) -> None:
    services.schemes.save(task_key=unwritten, draft=services.schemes.suggest(task_key=unwritten))
    dialog = open_scheme()
    said: list[str] = []

    def try_days(asked: QWidget) -> None:
        assert isinstance(asked, SchemeApprovalDialog)
        asked.approved_by.setText("样例局长")
        for day in ("2022-05-26", "2022-05-24", ""):
            asked.approved_on.setText(day)
            said.append(asked.problems()["approved_on"])
        asked.cancel_button.click()

    on_dialog(try_days)
    dialog.approve_button.click()

    assert said == [
        "批准日期不能晚于今天。",
        "批准日期早于拟稿日期（2022-05-25），请核对。",
        "请填写批准日期，例如 2022-05-25。",
    ]
