"""The record tab as a clerk uses it: look, filter, select, print, export."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.tables.base import BEIJING
from models.vocab import PaperKind, RecordStage
from services.changes import Changes
from services.clock import SimulatedClock
from services.container import Services
from tests.ui.papers.previews import preview_title, shown_preview
from tests.ui.records.conftest import NAMES, text_of
from ui.desk import Desk
from ui.papers.batch import Destination
from ui.papers.batch_dialog import BatchDialog
from ui.recorded_messages import RecordedMessages
from ui.records.step import Step
from ui.records.tab import RecordTab


def say_that_records_changed(desk: Desk) -> None:
    desk.operations.changed.emit(Changes.of("record"))


def link(tab: RecordTab, text: str) -> QPushButton:
    return next(made for made in tab.detail.findChildren(QPushButton) if made.text() == text)


def test_every_drawn_pair_stands_on_a_line_of_its_own(tab: RecordTab) -> None:
    columns = {column.title: column for column in tab.table._model.columns}

    first = tab.table.rows[0]

    assert [row.enterprise_name for row in tab.table.rows] == list(NAMES)
    assert columns["类别"].text(first) == "必查"
    assert columns["检查人员"].text(first) == "样例甲、样例乙"
    assert columns["状态"].text(first) == "待检查"
    assert columns["最迟日期"].text(first) == "2022-12-31"
    assert tab.detail.title == "样例锐捷机械厂"


def test_the_detail_shows_facts_officers_and_days_left(tab: RecordTab) -> None:
    lines = dict(tab.detail.lines())

    assert lines["组长"] == "样例甲　证号 16030700001"
    assert lines["检查期限"] == "2022-12-31　还剩 220 天"
    assert lines["联系人"] == "样例癸　0379-67700000"


def test_the_primary_button_says_what_it_will_do_to_the_selection(
    tab: RecordTab, desk: Desk, record_keys: list[int], notify: Callable[[list[int]], None]
) -> None:
    notify(record_keys[:1])
    say_that_records_changed(desk)

    tab.table.selectAll()

    assert tab.primary.text() == "为 3 户制发检查通知书"
    assert tab.steps[Step.NOTICE].isHidden()
    assert tab.steps[Step.RESULT].text() == "录入检查结果"
    assert tab.steps[Step.RESULT].isEnabled()
    assert not tab.steps[Step.LETTER].isEnabled()
    assert tab.steps[Step.LETTER].toolTip() == "所选对象不能制发反馈函：还没有检查结果"


def test_without_a_selection_the_buttons_say_what_to_do_first(tab: RecordTab) -> None:
    tab.table.clearSelection()

    assert not tab.primary.isEnabled()
    assert tab.primary.toolTip() == "请先在列表中选择检查对象"
    assert tab.print_button.toolTip() == "请先在列表中选择检查对象"


def test_the_counts_open_what_they_count(
    tab: RecordTab, desk: Desk, record_keys: list[int], notify: Callable[[list[int]], None]
) -> None:
    notify(record_keys[:1])
    say_that_records_changed(desk)
    before = tab.filter_bar.count_text

    tab.filter_bar._count.linkActivated.emit("pending")
    narrowed = tab.filter_bar.count_text
    tab.filter_bar._count.linkActivated.emit("all")

    assert "检查 <b>4</b> 户次" in before
    assert "待检查 3" in before
    assert "检查 <b>3</b> / " in narrowed
    assert len(tab.table.rows) == 4


def test_the_selected_rows_can_be_looked_at_alone(tab: RecordTab, record_keys: list[int]) -> None:
    tab.table.select_keys(record_keys[1:3])

    tab.filter_bar._count.linkActivated.emit("selected")
    alone = [row.key for row in tab.table.rows]
    tab.filter_bar.clear()

    assert alone == record_keys[1:3]
    assert len(tab.table.rows) == 4


def test_what_is_overdue_is_red_and_said_in_words(
    tab: RecordTab,
    desk: Desk,
    clock: SimulatedClock,
    record_keys: list[int],
    inspect: Callable[[list[int]], None],
) -> None:
    inspect(record_keys[:1])
    clock.move_to(datetime(2022, 6, 14, 9, 0, tzinfo=BEIJING))
    say_that_records_changed(desk)
    columns = {column.title: column for column in tab.table._model.columns}

    tab.show_overdue()
    [row] = tab.table.rows

    assert columns["状态"].text(row) == "待反馈、逾期"
    assert columns["最迟日期"].text(row) == "2022-06-13 逾期"
    assert columns["最迟日期"].tone is not None
    assert columns["最迟日期"].tone(row) == "bad"
    assert columns["门户公开"].text(row) == "2022-06-13 逾期"
    assert dict(tab.detail.lines())["门户公开"] == "2022-06-13　逾期 1 天"


def test_what_is_due_today_is_found_from_the_status_bar(
    tab: RecordTab,
    desk: Desk,
    clock: SimulatedClock,
    record_keys: list[int],
    inspect: Callable[[list[int]], None],
) -> None:
    inspect(record_keys[:2])
    clock.move_to(datetime(2022, 6, 13, 9, 0, tzinfo=BEIJING))
    say_that_records_changed(desk)

    tab.show_due()

    assert [row.key for row in tab.table.rows] == record_keys[:2]
    assert tab.filter_bar.is_set


def test_the_choosers_narrow_the_list(tab: RecordTab, record_keys: list[int]) -> None:
    officer = tab.table.rows[1].officers[0].key

    tab.filter_bar.officer.set_values([officer])
    by_officer = [row.key for row in tab.table.rows]
    tab.filter_bar.stage.set_values([RecordStage.ENDED])
    nobody = list(tab.table.rows)
    tab.filter_bar.clear()

    assert by_officer == record_keys[1::2]
    assert nobody == []
    assert len(tab.table.rows) == 4


def test_a_year_without_records_says_what_to_do_first(qtbot: QtBot, tab: RecordTab, desk: Desk) -> None:
    asked: list[str] = []
    tab.tab_requested.connect(asked.append)

    desk.set_year(2023)
    tab.table._empty.click()

    assert asked == ["随机抽取"]
    assert "2023 年度还没有派发的检查任务" in tab.table._empty.text
    assert tab.detail.is_empty


def test_copied_rows_carry_every_column_with_its_title(tab: RecordTab) -> None:
    tab.table.select_keys([tab.table.rows[0].key])

    tab.table.copy()
    header, line, _ = QGuiApplication.clipboard().text().split("\n")

    assert header.split("\t")[:4] == ["任务", "序", "检查对象", "状态"]
    assert line.split("\t")[:4] == ["1", "1", "样例锐捷机械厂", "待检查"]


def test_the_list_is_exported_as_it_stands(
    tab: RecordTab, messages: RecordedMessages, tmp_path: Path
) -> None:
    path = tmp_path / "检查记录.xlsx"
    messages.answers.append(path)
    tab.filter_bar.set_typed("恒通")
    tab.filter_bar._search._tell()

    tab._export()
    rows = list(load_workbook(path).active.iter_rows(values_only=True))  # type: ignore[union-attr]

    assert [row[2] for row in rows] == ["检查对象", "样例恒通制鞋厂"]
    assert messages.last.text == "已导出 1 户次到“检查记录.xlsx”"


def test_a_paper_opens_from_the_detail(
    qtbot: QtBot,
    tab: RecordTab,
    desk: Desk,
    messages: RecordedMessages,
    record_keys: list[int],
    notify: Callable[[list[int]], None],
) -> None:
    notify(record_keys[:1])
    say_that_records_changed(desk)

    qtbot.mouseClick(link(tab, "预览"), Qt.MouseButton.LeftButton)

    assert preview_title() == "（豫偃）应急抽通〔2022〕1号-样例锐捷机械厂"
    assert "（豫偃）应急抽通〔2022〕1号" in text_of(shown_preview())


def test_a_paper_is_voided_with_a_reason_and_the_record_goes_one_step_back(
    qtbot: QtBot,
    tab: RecordTab,
    desk: Desk,
    messages: RecordedMessages,
    record_keys: list[int],
    notify: Callable[[list[int]], None],
) -> None:
    notify(record_keys[:1])
    say_that_records_changed(desk)
    messages.answers.append("检查时间写错")

    qtbot.mouseClick(link(tab, "作废…"), Qt.MouseButton.LeftButton)

    assert messages.last.text == "已作废 （豫偃）应急抽通〔2022〕1号，理由已记入登记簿"
    assert tab.table.rows[0].stage is RecordStage.PENDING
    assert [made.text() for made in tab.detail.findChildren(QPushButton)].count("作废…") == 0


def test_a_notice_that_was_followed_by_a_result_says_why_it_cannot_be_voided(
    tab: RecordTab, desk: Desk, record_keys: list[int], inspect: Callable[[list[int]], None]
) -> None:
    inspect(record_keys[:1])

    say_that_records_changed(desk)
    void = link(tab, "作废…")

    assert not void.isEnabled()
    assert void.toolTip() == "检查已录入结果或已终止，通知书不能再作废"


@pytest.fixture
def print_dialog(
    tab: RecordTab,
    desk: Desk,
    record_keys: list[int],
    notify: Callable[[list[int]], None],
    dialog: Callable[[type[BatchDialog]], BatchDialog],
) -> BatchDialog:
    notify(record_keys[:2])
    say_that_records_changed(desk)
    tab.table.selectAll()
    tab.print_button.click()
    return dialog(BatchDialog)


def test_papers_of_the_selection_open_as_one(print_dialog: BatchDialog, messages: RecordedMessages) -> None:
    assert print_dialog.confirm_button.text() == "预览 2 份"

    print_dialog.confirm_button.click()

    assert preview_title() == "检查通知书（2份）"


def test_papers_of_the_selection_are_saved_one_by_one(
    print_dialog: BatchDialog, messages: RecordedMessages, tmp_path: Path
) -> None:
    folder = tmp_path / "通知书"
    messages.answers.append(folder)
    print_dialog.choose(PaperKind.NOTICE, destination=Destination.SINGLE)

    print_dialog.confirm_button.click()

    assert sorted(path.name for path in folder.iterdir()) == [
        "〔2022〕1号-样例锐捷机械厂-检查通知书.pdf",
        "〔2022〕2号-样例金鑫铸造厂-检查通知书.pdf",
    ]
    assert messages.last.text == "已保存 2 份 PDF 到“通知书”"
    assert [one.text for one in messages.links] == ["打开文件夹"]


def test_papers_of_the_selection_are_saved_as_one_file(
    print_dialog: BatchDialog, messages: RecordedMessages, tmp_path: Path
) -> None:
    path = tmp_path / "通知书.pdf"
    messages.answers.append(path)
    print_dialog.choose(PaperKind.NOTICE, destination=Destination.MERGED)

    print_dialog.confirm_button.click()

    assert path.read_bytes().startswith(b"%PDF")
    assert messages.last.text == "已保存检查通知书（2份）"


def test_names_stay_in_sight_when_the_table_is_scrolled_to_its_clocks(
    tab: RecordTab, services: Services
) -> None:
    before = tab.sticky.isVisible()

    tab.table.horizontalScrollBar().setValue(tab.table.horizontalScrollBar().maximum())

    assert not before
    assert tab.sticky.isVisible()
    assert [tab.sticky.isColumnHidden(column) for column in range(4)] == [False, True, True, False]
