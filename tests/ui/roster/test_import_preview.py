"""The preview of an import: every row on one list, approved or left out; how the file is read can be told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.errors import UnreadableFileError
from services.roster.import_rows import HeaderNotFoundError, ImportChoices, ImportReport
from tests.ui.roster.import_reports import GONE, PLAIN, UNKNOWN, HandMade, columns
from ui.desk import Desk
from ui.roster.import_dialog import ImportDialog
from ui.roster.import_table import ApprovalTable

Click = Callable[[QWidget], None]
Open = Callable[[HandMade], ImportDialog]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Open:
    """Return a function that opens the dialog over a hand-made import."""
    window = QWidget()
    qtbot.addWidget(window)

    def open_dialog(made: HandMade) -> ImportDialog:
        dialog = ImportDialog(window, desk, made.importer, tmp_path / "名录.xlsx")
        dialog.open()
        dialog.read()
        return dialog

    return open_dialog


@pytest.fixture
def tick(qtbot: QtBot) -> Callable[[ApprovalTable[object], int, int], None]:
    """Return a function that clicks into a cell: column 0 is the check box."""

    def click_cell(table: ApprovalTable[object], row: int, column: int) -> None:
        place = table.visualRect(table.model().index(row, column)).topLeft() + QPoint(8, 8)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    return click_cell


def with_unknown_word(choices: ImportChoices) -> ImportReport:
    """Answer with a word nobody knows until it was told what it means."""
    is_known = "营业中" in choices.words.get("status", {})
    return PLAIN if is_known else replace(PLAIN, unknown_words=(UNKNOWN,))


def with_gone(choices: ImportChoices) -> ImportReport:
    """Answer with what the file does not have where that was asked."""
    return replace(PLAIN, gone=GONE if choices.seeks_gone else ())


def test_every_row_of_the_file_is_counted_once(show: Open) -> None:
    dialog = show(HandMade())

    counts = dialog.preview.counts
    assert counts.shown == ["新增", "变更", "未变", "疑似重复", "不能导入"]
    assert counts.texts[:5] == ["2", "2", "1", "1", "2"]
    assert sum(map(int, counts.texts[:5])) == PLAIN.read
    assert [row.row for row in dialog.preview.lists.new.rows] == [2, 3]


def test_a_number_opens_the_list_that_it_counts(show: Open, click: Click) -> None:
    dialog = show(HandMade())

    click(dialog.preview.counts.tile("变更"))

    assert dialog.preview.lists.changed_records.isVisible()
    assert dialog.preview.lists.detail == "地址：样例路1号 → 样例路2号"


def test_a_changed_row_shows_each_field_old_and_new(show: Open, tick: Callable[..., None]) -> None:
    dialog = show(HandMade())
    dialog.preview.counts.set_current(1)

    tick(dialog.preview.lists.changed_records, 1, 2)

    assert dialog.preview.lists.detail == "联系电话：（空） → 0379-60000000\n联系人：样例甲 → 样例乙"
    assert dialog.confirm_button.text() == "导入 5 户"


def test_all_rows_are_approved_at_first_and_a_row_can_be_left_out(
    show: Open, tick: Callable[..., None], click: Click
) -> None:
    made = HandMade()
    dialog = show(made)
    dialog.preview.counts.set_current(0)
    before = dialog.confirm_button.text()

    tick(dialog.preview.lists.new, 1, 0)
    after = dialog.confirm_button.text()
    click(dialog.confirm_button)

    assert (before, after) == ("导入 5 户", "导入 4 户")
    assert made.written[0].left_out == {3}


def test_a_click_beside_the_check_box_changes_no_approval(show: Open, tick: Callable[..., None]) -> None:
    dialog = show(HandMade())
    dialog.preview.counts.set_current(0)

    tick(dialog.preview.lists.new, 1, 2)

    assert dialog.preview.lists.left_out == frozenset()
    assert dialog.preview.lists.new.current_row() == PLAIN.new_records[1]


def test_the_space_bar_ticks_the_row_in_use(show: Open, qtbot: QtBot) -> None:
    dialog = show(HandMade())
    dialog.preview.counts.set_current(1)

    qtbot.keyClick(dialog.preview.lists.changed_records, Qt.Key.Key_Space)

    assert dialog.preview.lists.left_out == {5}


def test_a_possible_duplicate_that_is_left_out_is_not_imported(
    show: Open, tick: Callable[..., None], click: Click
) -> None:
    made = HandMade()
    dialog = show(made)
    dialog.preview.counts.set_current(3)
    detail = dialog.preview.lists.detail

    tick(dialog.preview.lists.duplicates, 0, 0)
    click(dialog.confirm_button)

    assert "可能就是名录中的洛阳样例四厂（代码71）：地址相同" in detail
    assert made.written[0].left_out == {4}


def test_with_nothing_approved_the_button_says_why_it_cannot_work(show: Open) -> None:
    dialog = show(HandMade())
    lists = dialog.preview.lists

    for table in (lists.new, lists.changed_records, lists.duplicates):
        table.approve_none()

    assert not dialog.confirm_button.isEnabled()
    assert dialog.confirm_button.toolTip() == "没有勾选要导入的行。"


def test_what_the_file_does_not_have_retires_only_when_ticked_and_with_a_reason(
    show: Open, qtbot: QtBot, tick: Callable[..., None], click: Click
) -> None:
    made = HandMade(with_gone)
    dialog = show(made)
    lists = dialog.preview.lists

    dialog.preview.seeks_gone.setChecked(True)
    qtbot.waitUntil(lambda: "拟退出" in dialog.preview.counts.shown)
    untouched = dialog.confirm_button.text()
    dialog.preview.counts.set_current(6)
    tick(lists.gone, 1, 0)
    without_reason = (dialog.confirm_button.text(), dialog.confirm_button.toolTip())
    lists.reason.setText("已不在最新名录中")
    click(dialog.confirm_button)

    assert untouched == "导入 5 户"
    assert without_reason == ("导入 5 户，退出 1 户", "请在“拟退出”中写明退出名录的原因。")
    assert (made.written[0].retired, made.written[0].retire_reason) == ({82}, "已不在最新名录中")


def test_a_row_left_out_stays_so_when_the_sheet_is_read_again(
    show: Open, qtbot: QtBot, tick: Callable[..., None]
) -> None:
    made = HandMade(with_gone)
    dialog = show(made)
    dialog.preview.counts.set_current(0)
    tick(dialog.preview.lists.new, 0, 0)

    dialog.preview.seeks_gone.setChecked(True)
    qtbot.waitUntil(lambda: len(made.read) == 2)

    assert dialog.preview.lists.left_out == {2}
    assert made.read[1].left_out == frozenset()


def test_a_word_nobody_knows_is_asked_first_and_read_as_it_was_told(
    show: Open, qtbot: QtBot, click: Click
) -> None:
    made = HandMade(with_unknown_word)
    dialog = show(made)
    asked = (dialog.mapping.isVisible(), dialog.mapping.words.lines, dialog.confirm_button.text())

    dialog.mapping.words.chooser("status", "营业中").set_value("active")
    qtbot.waitUntil(lambda: len(made.read) == 2)
    kept = dialog.mapping.words.lines
    click(dialog.confirm_button)

    assert asked == (True, ["登记状态“营业中”（2 行）"], "下一步：核对 8 行")
    assert made.read[1].words == {"status": {"营业中": "active"}}
    assert kept == ["登记状态“营业中”（2 行）"]
    assert dialog.preview.isVisible()
    assert dialog.confirm_button.text() == "导入 5 户"


def test_a_column_can_be_read_as_another_field_and_none_is_read_twice(
    show: Open, qtbot: QtBot, click: Click
) -> None:
    made = HandMade(
        lambda choices: replace(
            PLAIN,
            columns=PLAIN.columns
            if choices.columns is None
            else columns(*(choices.columns.get(place, "") for place in range(4))),
        )
    )
    dialog = show(made)
    click(dialog.bar.mapping_link)
    card = dialog.mapping.columns

    card.chooser("登记状态").set_value("address")
    qtbot.waitUntil(lambda: len(made.read) == 2)

    assert made.read[0].columns is None
    assert made.read[1].columns == {0: "name", 1: "credit_code", 3: "address"}
    assert (made.read[1].sheet_name, made.read[1].header_row) == ("名录", 1)
    assert card.chooser("单位住址").value() is None
    assert dialog.mapping.isVisible()


def test_another_sheet_or_header_row_is_read_at_once(show: Open, qtbot: QtBot) -> None:
    made = HandMade(
        lambda choices: replace(
            PLAIN, sheet_name=choices.sheet_name or "名录", header_row=choices.header_row or 1
        )
    )
    dialog = show(made)

    dialog.bar.sheet.set_value("上年")
    pending = dialog.confirm_button.toolTip()
    qtbot.waitUntil(lambda: len(made.read) == 2)
    dialog.bar.header_row.setValue(3)
    qtbot.waitUntil(lambda: len(made.read) == 3)

    assert pending == "正在读取文件…"
    assert [(one.sheet_name, one.header_row) for one in made.read] == [
        (None, None),
        ("上年", None),
        ("上年", 3),
    ]
    assert dialog.confirm_button.isEnabled()


def test_a_file_without_a_header_known_to_us_asks_which_column_is_which(show: Open, qtbot: QtBot) -> None:
    empty = replace(
        PLAIN,
        read=0,
        added=0,
        updated=0,
        unchanged=0,
        refused=(),
        columns=columns("", "", "", ""),
        new_records=(),
        changed_records=(),
        unchanged_records=(),
        duplicates=(),
    )

    def answer(choices: ImportChoices) -> ImportReport:
        if choices.columns is None:
            raise HeaderNotFoundError("缺少“企业名称”一列。", empty)
        return PLAIN

    made = HandMade(answer)
    dialog = show(made)
    first = (dialog.mapping.isVisible(), dialog.mapping.problem, dialog.confirm_button.toolTip())

    dialog.mapping.columns.chooser("企业名称").set_value("name")
    qtbot.waitUntil(lambda: len(made.read) == 2)

    assert first[0]
    assert first[1].startswith("缺少“企业名称”一列。")
    assert first[2] == "缺少“企业名称”一列。"
    assert dialog.mapping.problem == ""
    assert dialog.confirm_button.isEnabled()


def test_a_choice_that_cannot_be_read_is_taken_back_with_one_click(show: Open, qtbot: QtBot) -> None:
    def answer(choices: ImportChoices) -> ImportReport:
        if choices.header_row == 9:
            raise UnreadableFileError("第 9 行以下没有内容。")
        return PLAIN

    made = HandMade(answer)
    dialog = show(made)

    dialog.bar.header_row.setValue(9)
    qtbot.waitUntil(dialog.failed.isVisible)
    sentence = dialog.failed.text
    dialog.failed.click()

    assert sentence == "第 9 行以下没有内容。"
    assert dialog.bar.header_row.value() == 1
    assert dialog.preview.isVisible()
    assert dialog.confirm_button.isEnabled()


def test_many_notes_leave_room_for_the_list_until_they_are_wanted(show: Open, click: Click) -> None:
    notes = tuple(f"第 {number} 条说明。" for number in range(1, 6))
    dialog = show(HandMade(lambda _: replace(PLAIN, notes=notes)))
    few = dialog.preview.note_lines.shown

    click(dialog.preview.note_lines.more)

    assert few == ["第 1 条说明。", "第 2 条说明。"]
    assert dialog.preview.note_lines.shown == dialog.preview.notes == list(notes)


def test_the_dialog_fits_the_smallest_screen(show: Open) -> None:
    dialog = show(HandMade(with_gone))

    dialog.resize(1061, 550)  # 1093 × 614 less the frame

    lists = dialog.preview.lists
    assert lists.problems.height() >= 150
    assert dialog.preview.width() <= 1061
