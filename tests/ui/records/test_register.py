"""The 文书登记簿 from the tab: numbers and gaps, receipts, voiding, a paper found by its code, the sheet."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from models.vocab import PaperKind
from services.container import Services
from services.papers.rows import PaperRow
from tests.ui.papers.previews import preview_title
from ui.papers.paper_acts import PaperAct
from ui.papers.print_log_dialog import PrintLogDialog
from ui.papers.received_dialog import ReceivedDialog
from ui.papers.register_columns import REGISTER_COLUMNS, state_chip
from ui.papers.register_dialog import RegisterDialog
from ui.papers.skip_dialog import SkipDialog
from ui.recorded_messages import RecordedMessages
from ui.records.tab import RecordTab
from ui.table.model import STRUCK_ROLE

Find = Callable[[type[QDialog]], QDialog]


@pytest.fixture
def register(
    tab: RecordTab, record_keys: list[int], notify: Callable[[list[int]], None], dialog: Find
) -> RegisterDialog:
    notify(record_keys[:3])
    tab.actions_of_tab.papers.open_register()
    found = dialog(RegisterDialog)
    assert isinstance(found, RegisterDialog)
    return found


def states(register: RegisterDialog) -> list[str]:
    return [state_chip(row).text for row in register.table.rows]


def papers(services: Services) -> list[PaperRow]:
    return services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)


def test_every_number_of_the_year_stands_in_the_register(register: RegisterDialog) -> None:
    numbers = [row.number for row in register.table.rows]

    assert numbers == [f"（豫偃）应急抽通〔2022〕{n}号" for n in (1, 2, 3)]
    assert states(register) == ["未签收"] * 3
    assert register.note == "3 份　作废 0　空号 0　未签收 3"


def test_another_kind_of_paper_has_a_register_of_its_own(register: RegisterDialog) -> None:
    register.kind.set_value(PaperKind.FEEDBACK)

    assert list(register.table.rows) == []
    assert register.table.empty_page.text == "2022 年还没有制发检查结果反馈函。"


def test_a_voided_paper_is_struck_and_keeps_its_reason(
    register: RegisterDialog, messages: RecordedMessages
) -> None:
    register.table.select_keys([2])
    messages.answers.append("检查时间写错")

    register.void_button.click()
    row = register.table.rows[1]
    index = register.table.model().index(1, 1)

    assert states(register) == ["未签收", "作废", "未签收"]
    assert "检查时间写错" in row.explanation
    assert index.data(STRUCK_ROLE)
    assert not register.table.model().index(0, 1).data(STRUCK_ROLE)
    assert messages.last.text == "已作废 （豫偃）应急抽通〔2022〕2号，理由已记入登记簿"


def test_a_voided_paper_can_only_be_looked_at(register: RegisterDialog, messages: RecordedMessages) -> None:
    register.table.select_keys([2])
    messages.answers.append("检查时间写错")
    register.void_button.click()
    register.table.select_keys([2])

    assert register.open_button.isEnabled()
    assert not register.void_button.isEnabled()
    assert not register.receive_button.isEnabled()
    assert not register.act_actions[PaperAct.REPRINT].isEnabled()
    assert register.void_button.toolTip() == "已作废的文书只能预览，不再打印和登记"


def test_receipts_are_entered_for_several_papers(
    register: RegisterDialog, messages: RecordedMessages, dialog: Find
) -> None:
    register.table.select_keys([1, 2])
    register.receive_button.click()
    asked = dialog(ReceivedDialog)
    assert isinstance(asked, ReceivedDialog)
    asked.day.set_value(date(2022, 5, 25))
    asked.name.setText("样例癸")

    asked.confirm_button.click()
    register.unreceived.setChecked(True)

    assert messages.last.text == "已登记 2 份文书的签收：2022-05-25"
    assert [row.first for row in register.table.rows] == [3]


def test_numbers_given_by_hand_are_left_out_with_the_reason(
    register: RegisterDialog, messages: RecordedMessages, dialog: Find
) -> None:
    register._ask_skip()
    asked = dialog(SkipDialog)
    assert isinstance(asked, SkipDialog)
    asked.last_serial.setValue(9)
    asked.reason.setText("此前手工编号")

    asked.confirm_button.click()
    gap = register.table.rows[-1]

    assert (gap.first, gap.last, gap.paper) == (4, 9, None)
    assert "此前手工编号" in gap.explanation
    assert states(register)[-1] == "空号"
    assert messages.last.text == "检查通知书已跳号，下一份从第 10 号编起"


def test_a_line_without_a_paper_says_that_there_is_none(register: RegisterDialog, services: Services) -> None:
    services.papers.skip_numbers(kind=PaperKind.NOTICE, year=2022, last=9, reason="此前手工编号")
    register.reload()

    register.table.select_keys([4])

    assert register.open_button.toolTip() == "这些号没有文书"


def test_the_search_finds_by_enterprise_and_by_initials(register: RegisterDialog) -> None:
    register.search.setText("zz")
    register.search._tell()

    assert [row.first for row in register.table.rows] == [2]


def test_a_paper_is_found_by_the_code_on_it(
    qtbot: QtBot, register: RegisterDialog, services: Services
) -> None:
    wanted = papers(services)[2]
    register.kind.set_value(PaperKind.FEEDBACK)
    qtbot.keyClicks(register.code, wanted.short_digest)

    qtbot.keyClick(register.code, Qt.Key.Key_Return)
    current = register.table.current_row()

    assert register.kind.value() is PaperKind.NOTICE
    assert current is not None
    assert current.first == 3
    assert register.found_chip.text() == "有效"
    assert wanted.number in register.found.text()


@pytest.mark.parametrize(("typed", "word"), [("0000-0000-0000-0000", "没有找到"), ("样例", "不能查")])
def test_a_code_that_leads_nowhere_is_answered(register: RegisterDialog, typed: str, word: str) -> None:
    register.code.setText(typed)

    register.find()

    assert register.found_chip.text() == word


def test_a_paper_is_opened_from_its_line(register: RegisterDialog) -> None:
    register.table.opened.emit(register.table.rows[0])

    assert preview_title() == "（豫偃）应急抽通〔2022〕1号-样例锐捷机械厂"


def test_several_papers_are_opened_as_one(register: RegisterDialog) -> None:
    register.table.selectAll()

    register.open_button.click()

    assert preview_title() == "检查通知书（3份）"
    assert register.void_button.toolTip() == "请只选一份"


def test_what_was_saved_stands_in_the_print_log(
    register: RegisterDialog, messages: RecordedMessages, tmp_path: Path, dialog: Find
) -> None:
    register.table.select_keys([1])
    messages.answers.append(tmp_path / "一份.pdf")
    register.act_actions[PaperAct.SAVE].trigger()

    register.act_actions[PaperAct.LOG].trigger()
    log = dialog(PrintLogDialog)

    assert isinstance(log, PrintLogDialog)
    assert [line.kind.label for line in log.table.rows] == ["存为 PDF"]
    assert (tmp_path / "一份.pdf").read_bytes().startswith(b"%PDF")


def test_the_register_is_exported_as_a_sheet(
    register: RegisterDialog, messages: RecordedMessages, tmp_path: Path
) -> None:
    path = tmp_path / "登记簿.xlsx"
    messages.answers.append(path)

    register._export()
    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows(values_only=True) for cell in row]

    assert "（豫偃）应急抽通〔2022〕3号" in cells
    assert messages.last.text == "已导出登记簿“登记簿.xlsx”"


def test_each_column_says_something_of_a_paper_and_nothing_wrong_of_a_gap(
    register: RegisterDialog, services: Services
) -> None:
    services.papers.skip_numbers(kind=PaperKind.NOTICE, year=2022, last=5, reason="此前手工编号")
    register.reload()
    gap = register.table.rows[-1]

    texts = {column.title: column.text(gap) for column in REGISTER_COLUMNS}

    assert texts["号"] == "4—5"
    assert texts["文号"] == "（豫偃）应急抽通〔2022〕4号至5号"
    assert [texts[title] for title in ("对象", "发文日期", "制发人", "签收", "打印")] == [""] * 5
