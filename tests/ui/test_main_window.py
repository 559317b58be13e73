"""The window: it stands before the database does, and tells what is going on."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTime
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from services.changes import Changes
from services.progress import Progress
from ui.desk import Desk
from ui.main_window import TITLES, MainWindow, TabEntry
from ui.operations import Job, JobProgress, Operations
from ui.progress_strip import describe
from ui.recorded_messages import RecordedMessages
from ui.settings_store import SettingsStore
from ui.tab_page import TabPage
from ui.widgets.buttons import button
from ui.widgets.filter_bar import FilterBar

SMALLEST_SCREEN = QSize(1093, 614)


class CountingPage(TabPage):
    """A tab that counts how often it reads its rows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "enterprise")
        self.reads: list[int] = []
        self.bar = FilterBar("名称")
        self.body.addWidget(self.bar)

    def reload(self) -> None:
        self.reads.append(self.desk.year)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, tmp_path: Path) -> MainWindow:
    window = MainWindow(desk, tmp_path / "office.db")
    qtbot.addWidget(window)
    window.resize(SMALLEST_SCREEN)
    window.show()
    return window


def entries(desk: Desk) -> list[TabEntry]:
    return [TabEntry(title, lambda: CountingPage(desk)) for title in TITLES]


def test_the_window_stands_with_its_four_tabs_before_the_database_is_open(window: MainWindow) -> None:
    assert window.header.titles == ["名录库", "抽查计划", "随机抽取", "检查记录"]
    assert window.windowTitle() == "双随机工作台"
    assert window.footer.texts == ["数据库 office.db", "操作人：未填写"]


def test_the_tabs_are_built_when_they_are_first_opened(window: MainWindow, desk: Desk) -> None:
    built: list[str] = []

    def build(title: str) -> QWidget:
        built.append(title)
        return QWidget()

    window.show_tabs([TabEntry(title, lambda title=title: build(title)) for title in TITLES])
    window.go_to("检查记录")
    window.go_to("名录库")

    assert built == ["名录库", "检查记录"]


def test_a_tab_reads_again_when_its_noun_or_the_year_changes_and_waits_while_unseen(
    window: MainWindow, desk: Desk
) -> None:
    window.show_tabs(entries(desk))
    roster, plan = window.go_to("名录库"), window.go_to("抽查计划")
    assert isinstance(roster, CountingPage)
    assert isinstance(plan, CountingPage)

    desk.operations.change(lambda: Changes.of("enterprise"))
    desk.operations.change(lambda: Changes.of("draw"))
    desk.set_year(2023)
    reads_unseen = list(roster.reads)
    window.go_to("名录库")

    assert reads_unseen == [2022]
    assert roster.reads == [2022, 2023]
    assert plan.reads == [2022, 2022, 2023]


def test_the_year_chooser_rules_the_desk_and_is_remembered(
    window: MainWindow, desk: Desk, settings: SettingsStore
) -> None:
    window.set_years([2021, 2022])

    window.header.choose_year(2021)

    assert desk.year == 2021
    assert settings.choice("year", "") == "2021"


def test_the_office_stands_in_the_title(window: MainWindow) -> None:
    window.set_office("样例区应急管理局")

    assert window.windowTitle() == "样例区应急管理局 · 双随机工作台"


def test_a_broken_database_gets_a_page_that_says_what_to_do(
    qtbot: QtBot, window: MainWindow, messages: RecordedMessages, tmp_path: Path
) -> None:
    window.show_broken("数据库文件已损坏。")
    page = window.broken_page
    buttons = {one.text(): one for one in page.findChildren(QPushButton)}

    with qtbot.waitSignal(window.retry_requested):
        buttons["重试"].click()
    buttons["打开数据文件夹"].click()

    assert window.page is page
    assert page.reason == "数据库文件已损坏。"
    assert messages.last.text == str(tmp_path)


def test_the_status_bar_tells_what_is_saved_due_and_who_sits_here(window: MainWindow, desk: Desk) -> None:
    window.footer.set_saved(QTime(10, 32))
    window.footer.set_due(3, 1)
    desk.set_operator("样例甲")

    assert window.footer.texts == [
        "● 已保存 10:32",
        "数据库 office.db",
        "今日到期 3 项",
        "逾期 1 项",
        "操作人：样例甲",
    ]


def test_every_count_in_the_status_bar_opens_its_list(qtbot: QtBot, window: MainWindow) -> None:
    window.footer.set_due(3, 1)
    buttons = {one.text(): one for one in window.footer.findChildren(QPushButton)}

    with qtbot.waitSignals([window.due_requested, window.overdue_requested]):
        buttons["今日到期 3 项"].click()
        buttons["逾期 1 项"].click()


def test_a_click_on_a_disabled_button_says_why(qtbot: QtBot, window: MainWindow) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    blocked = button("打印")
    blocked.set_reason("请先选中要打印的记录")
    layout.addWidget(blocked)
    window.show_tabs([TabEntry("检查记录", lambda: page)])

    QTest.mouseClick(blocked, Qt.MouseButton.LeftButton)

    assert blocked.toolTip() == "请先选中要打印的记录"
    assert "请先选中要打印的记录" in window.footer.texts


def test_ctrl_f_goes_to_the_search_field_and_ctrl_2_to_the_second_tab(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    window.show_tabs(entries(desk))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    focused = QApplication.focusWidget()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert isinstance(focused, QLineEdit)
    assert window.header.current == 1


def test_nothing_is_cut_off_on_the_smallest_screen(window: MainWindow, desk: Desk) -> None:
    window.set_office("一个名称特别特别长的市辖区应急管理局")
    window.footer.set_due(123, 45)
    window.show_tabs(entries(desk))

    window.resize(SMALLEST_SCREEN)

    assert window.size() == SMALLEST_SCREEN
    assert window.minimumSizeHint().width() <= SMALLEST_SCREEN.width()


def test_size_and_place_come_back_next_time(
    qtbot: QtBot, desk: Desk, tmp_path: Path, window: MainWindow
) -> None:
    window.resize(1010, 580)
    window.close()

    again = MainWindow(desk, tmp_path / "office.db")
    qtbot.addWidget(again)
    again.open()

    assert again.size().height() == 580


@pytest.mark.parametrize(("answer", "is_stopped"), [("停止并退出", True), ("完成后退出", False)])
def test_closing_waits_for_the_work_that_runs(
    qtbot: QtBot,
    messages: RecordedMessages,
    settings: SettingsStore,
    tmp_path: Path,
    answer: str,
    is_stopped: bool,
) -> None:
    operations = Operations(messages)
    window = MainWindow(
        Desk(operations=operations, messages=messages, settings=settings), tmp_path / "office.db"
    )
    qtbot.addWidget(window)
    window.show()
    messages.answers.append(answer)
    may_go_on = threading.Event()

    def work(progress: Progress) -> None:
        may_go_on.wait()
        progress(1)

    job = operations.query(work, label="正在导入检查对象")
    window.close()
    is_open_while_working = window.isVisible()
    may_go_on.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    operations.stop()

    assert is_open_while_working
    assert job.is_cancelled is is_stopped
    assert messages.texts("choose") == ["正在导入检查对象，尚未完成。"]


def test_the_user_may_decide_not_to_leave(
    qtbot: QtBot, messages: RecordedMessages, settings: SettingsStore, tmp_path: Path
) -> None:
    operations = Operations(messages)
    window = MainWindow(
        Desk(operations=operations, messages=messages, settings=settings), tmp_path / "office.db"
    )
    qtbot.addWidget(window)
    window.show()
    messages.answers.append(None)
    may_go_on = threading.Event()

    operations.query(may_go_on.wait, label="正在导入检查对象")
    event = QCloseEvent()
    window.closeEvent(event)
    may_go_on.set()
    qtbot.waitUntil(lambda: not operations.is_busy)
    operations.stop()

    assert not event.isAccepted()
    assert window.isVisible()


def test_long_work_shows_its_progress_and_can_be_cancelled(
    qtbot: QtBot, messages: RecordedMessages, settings: SettingsStore, tmp_path: Path
) -> None:
    operations = Operations(messages)
    window = MainWindow(
        Desk(operations=operations, messages=messages, settings=settings), tmp_path / "office.db"
    )
    qtbot.addWidget(window)
    window.show()
    is_cancelled = threading.Event()

    def work(progress: Progress) -> None:
        progress(1_234, 5_000, "读取")
        is_cancelled.wait()
        progress(1_235, 5_000)

    job = operations.query(work, label="正在导入检查对象")
    qtbot.waitUntil(window.strip.isVisible)
    count = window.strip.count_text
    next(one for one in window.strip.findChildren(QPushButton) if one.text() == "取消").click()
    is_cancelled.set()
    qtbot.waitUntil(lambda: not operations.is_busy)
    operations.stop()

    assert count == "读取 · 1,234 / 5,000"
    assert job.is_cancelled
    assert not window.strip.isVisible()


@pytest.mark.parametrize(
    ("done", "total", "seconds", "words"),
    [
        (0, None, 0.1, ""),
        (1_200, None, 9.0, "已处理 1,200"),
        (1_000, 4_000, 1.0, "1,000 / 4,000"),
        (1_000, 4_000, 10.0, "1,000 / 4,000 · 约剩 30 秒"),
        (1_000, 31_000, 10.0, "1,000 / 31,000 · 约剩 5 分 0 秒"),
        (4_000, 4_000, 10.0, "4,000 / 4,000"),
    ],
)
def test_progress_is_told_in_words(done: int, total: int | None, seconds: float, words: str) -> None:
    job = Job[None](lambda: None, None, None, None, "", is_change=False)

    assert describe(JobProgress(job, done, total, "", seconds)) == words
