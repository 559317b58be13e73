"""Import: real files with good and bad rows, shown first, written only when confirmed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocab import EnterpriseStatus, Industry
from services.container import Services
from tests.services.roster.workbooks import code, roster, row, workbook
from ui.desk import Desk
from ui.operations import Operations
from ui.recorded_messages import RecordedMessages
from ui.roster.import_dialog import ImportDialog
from ui.roster.importing import enterprise_importer
from ui.roster.tab import RosterTab
from ui.settings_store import SettingsStore

Click = Callable[[QWidget], None]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Two good rows, then a wrong code, a 状态 nobody knows, and the first row once more."""
    return roster(
        tmp_path / "名录.xlsx",
        row(1),
        row(2, 注册地址="样例路2号"),
        row(3, 统一社会信用代码="91410307MA9K000017"),
        row(4, 状态="开门"),
        row(1),
    )


def test_a_preview_counts_every_row_and_names_each_problem(
    review: Callable[[Path], ImportDialog], sheet: Path
) -> None:
    dialog = review(sheet)

    problems = [(one.row, one.column, one.message) for one in dialog.preview.lists.problems.rows]
    assert dialog.preview.counts.texts[:5] == ["2", "0", "0", "0", "3"]
    assert dialog.confirm_button.text() == "导入 2 户"
    assert [(number, column) for number, column, _ in problems] == [
        (4, "统一社会信用代码"),
        (5, "状态"),
        (6, "统一社会信用代码"),
    ]
    assert (
        problems[0][2]
        == "统一社会信用代码“91410307MA9K000017”校验不通过，可能是“91410307MA9K000016”，请对照营业执照逐位核对。"
    )
    assert "第 6 行与第 2 行" in problems[2][2]
    assert "91410307MA9K000017" in dialog.preview.lists.detail
    assert [one.name for one in dialog.preview.lists.unplaced.rows] == ["洛阳样例2机械有限公司"]


def test_nothing_is_written_when_the_clerk_leaves(
    begin: Callable[[Path], ImportDialog], sheet: Path, services: Services, click: Click
) -> None:
    dialog = begin(sheet)

    click(dialog.cancel_button)

    assert services.enterprises.count_enterprises() == 0
    assert not dialog.isVisible()


def test_the_good_rows_are_written_when_the_clerk_confirms(
    review: Callable[[Path], ImportDialog],
    sheet: Path,
    tab: RosterTab,
    messages: RecordedMessages,
    click: Click,
) -> None:
    dialog = review(sheet)

    click(dialog.confirm_button)

    assert [one.name for one in tab.current.table.rows] == ["洛阳样例1机械有限公司", "洛阳样例2机械有限公司"]
    assert messages.last.text == "已导入 2 户：新增 2，变更 0，未导入 3"
    assert [link.text for link in messages.links] == ["撤销本次导入", "查看镇街待定 1 户", "查看全部"]
    assert not dialog.isVisible()


def test_the_toast_leads_to_the_rows_whose_town_is_not_known(
    review: Callable[[Path], ImportDialog],
    sheet: Path,
    tab: RosterTab,
    messages: RecordedMessages,
    click: Click,
) -> None:
    click(review(sheet).confirm_button)

    messages.links[1].on_click()

    assert [one.name for one in tab.current.table.rows] == ["洛阳样例2机械有限公司"]


def test_the_same_file_once_more_has_nothing_to_import_and_says_so(
    begin: Callable[[Path], ImportDialog], tmp_path: Path, click: Click
) -> None:
    sheet = roster(tmp_path / "名录.xlsx", row(1), row(2))
    click(begin(sheet).confirm_button)

    dialog = begin(sheet)

    assert dialog.preview.counts.texts[:5] == ["0", "0", "2", "0", "0"]
    assert not dialog.confirm_button.isEnabled()
    assert dialog.confirm_button.toolTip() == "文件内容与名录完全一致，不需要导入。"


def test_what_the_file_has_no_column_for_is_asked_once_for_all_rows(
    begin: Callable[[Path], ImportDialog],
    tmp_path: Path,
    services: Services,
    click: Click,
    qtbot: QtBot,
) -> None:
    header = ("企业名称", "统一社会信用代码", "注册地址")
    cells = [[f"洛阳样例{n}商行", code(n), "偃师区岳滩镇样例路"] for n in (1, 2)]
    dialog = begin(workbook(tmp_path / "名录.xlsx", [header, *cells]))
    questions = dialog.mapping.questions
    usual = (questions.isVisible(), questions.status.currentText(), questions.industry.currentText())
    notes = dialog.preview.notes

    questions.status.set_value(EnterpriseStatus.SUSPENDED)
    questions.industry.set_value(Industry.COMMERCE)
    qtbot.waitUntil(dialog.confirm_button.isEnabled)
    notes_after = dialog.preview.notes
    click(dialog.confirm_button)
    click(dialog.confirm_button)

    drafts = [one.draft for one in services.enterprises.list_enterprises()]
    assert usual == (True, "存续", "逐户推测（标“推测”，待确认）")
    assert any("推测" in note for note in notes)
    assert notes_after == []
    assert {(one.status, one.industry, one.industry_is_guess) for one in drafts} == {
        (EnterpriseStatus.SUSPENDED, Industry.COMMERCE, False)
    }


def test_the_refused_rows_go_back_to_the_sender_with_their_reasons(
    review: Callable[[Path], ImportDialog],
    sheet: Path,
    target: Path,
    messages: RecordedMessages,
    click: Click,
) -> None:
    dialog = review(sheet)
    messages.answers.append(target)

    click(dialog.preview.lists.report_button)
    click(dialog.preview.lists.open_button)

    book = load_workbook(target)
    rows = list(book["未导入的行"].values)
    assert rows[0][-2:] == ("原行号", "原因")
    assert [line[-2] for line in rows[1:]] == ["4", "5", "6"]
    assert rows[1][-1].startswith("【统一社会信用代码】")
    assert messages.last.text == str(target)


def test_a_file_that_cannot_be_read_gets_its_sentence_and_another_try(
    review: Callable[[Path], ImportDialog],
    tmp_path: Path,
    sheet: Path,
    messages: RecordedMessages,
) -> None:
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(b"")
    dialog = review(empty)
    sentence = dialog.failed.text
    messages.answers.append(sheet)

    dialog.failed.click()

    assert sentence == "文件“空.xlsx”是空的，请确认选对了文件。"
    assert dialog.preview.counts.texts[:5] == ["2", "0", "0", "0", "3"]


def test_a_file_changed_since_its_preview_is_not_written_unseen(
    review: Callable[[Path], ImportDialog], sheet: Path, services: Services, click: Click
) -> None:
    dialog = review(sheet)
    roster(sheet, row(7), row(8), row(9))

    click(dialog.confirm_button)
    sentence = dialog.failed.text
    dialog.failed.click()

    assert "在预览之后被修改过" in sentence
    assert services.enterprises.count_enterprises() == 0
    assert dialog.preview.counts.texts[:5] == ["3", "0", "0", "0", "0"]
    assert dialog.confirm_button.isEnabled()


def test_officers_and_items_come_in_by_the_same_dialog(
    begin: Callable[[Path], ImportDialog],
    tab: RosterTab,
    tmp_path: Path,
    messages: RecordedMessages,
    click: Click,
) -> None:
    officers = workbook(
        tmp_path / "人员.xlsx",
        [("姓名", "执法证号", "有效期至"), ("样例甲", "16030700001", "2025-12-31"), ("样例乙", "无", "明年")],
    )
    items = workbook(tmp_path / "事项.xlsx", [("抽查事项", "抽查内容"), ("有限空间作业", "审批情况")])

    tab.open_list("执法检查人员")
    dialog = begin(officers)
    counts, title = dialog.preview.counts.texts[:5], dialog.windowTitle()
    click(dialog.confirm_button)
    said = messages.last.text
    tab.open_list("抽查事项清单")
    click(begin(items).confirm_button)

    assert (title, counts) == ("导入执法检查人员", ["1", "0", "0", "0", "1"])
    assert said == "已导入 1 人：新增 1，变更 0，未导入 1"
    assert messages.last.text == "已导入 1 项：新增 1，变更 0"
    assert len(tab.current.table.rows) == 11


def test_a_long_file_is_read_in_the_background_and_can_be_left(
    qtbot: QtBot,
    operations: Operations,
    messages: RecordedMessages,
    services: Services,
    settings: SettingsStore,
    tmp_path: Path,
) -> None:
    desk = Desk(operations=operations, messages=messages, settings=settings)
    sheet = roster(tmp_path / "名录.xlsx", *(row(number) for number in range(3000)))
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ImportDialog(window, desk, enterprise_importer(services), sheet)
    dialog.open()

    dialog.read()
    reading = (dialog.working.texts[0], dialog.confirm_button.toolTip())
    with qtbot.waitSignal(operations.became_idle, timeout=30_000):
        dialog.reject()

    assert reading == ("正在读取 名录.xlsx…", "正在读取文件…")
    assert services.enterprises.count_enterprises() == 0


def test_a_writing_that_is_stopped_is_taken_back_whole_and_the_preview_stays(
    qtbot: QtBot,
    operations: Operations,
    messages: RecordedMessages,
    services: Services,
    settings: SettingsStore,
    tmp_path: Path,
) -> None:
    desk = Desk(operations=operations, messages=messages, settings=settings)
    sheet = roster(tmp_path / "名录.xlsx", *(row(number) for number in range(3000)))
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ImportDialog(window, desk, enterprise_importer(services), sheet)
    dialog.open()
    with qtbot.waitSignal(operations.became_idle, timeout=30_000):
        dialog.read()

    with qtbot.waitSignal(operations.became_idle, timeout=30_000):
        dialog.confirm()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert services.enterprises.count_enterprises() == 0
    assert dialog.isVisible()
    assert dialog.confirm_button.text() == "导入 3,000 户"
    assert dialog.confirm_button.isEnabled()
