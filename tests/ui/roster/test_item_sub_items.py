"""Sub-items in their table: typed, ticked, moved, pasted; the form counts them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models.vocab import Industry
from services.container import Services
from services.roster.item_rows import SubItem
from ui.roster.item_form import ItemForm
from ui.roster.item_list import ItemList
from ui.roster.item_sub_items import SubItemsDialog
from ui.roster.item_sub_table import BASIS, CONTENT, KEY, SCORE

Click = Callable[[QWidget], None]
OnDialog = Callable[[Callable[[QWidget], object]], None]
SUBS = (
    SubItem(1, "甲情况", "查阅", "第一条", frozenset({Industry.LIGHT}), is_key=True, score=5),
    SubItem(2, "乙情况", is_veto=True),
    SubItem(3, "丙情况", score=10),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> SubItemsDialog:
    made = SubItemsDialog(None, SUBS)
    qtbot.addWidget(made)
    made.show()
    return made


def contents(dialog: SubItemsDialog) -> list[str]:
    return [sub.content for sub in dialog.table.sub_items()]


def test_the_table_gives_back_what_it_was_given(dialog: SubItemsDialog) -> None:
    assert dialog.table.sub_items() == SUBS
    assert dialog.sum_words == "3 个子项 · 关键项 1 · 否决项 1 · 合计 15 分"


def test_rows_move_are_added_and_removed_from_the_keyboard(dialog: SubItemsDialog, qtbot: QtBot) -> None:
    table = dialog.table
    table.setCurrentCell(0, BASIS)

    dialog.down_button.click()
    moved, place = contents(dialog), (table.currentRow(), table.currentColumn())
    dialog.remove_button.click()
    dialog.add_button.click()
    field = QApplication.focusWidget() or table.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("丁情况")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert (moved, place) == (["乙情况", "甲情况", "丙情况"], (1, BASIS))
    assert contents(dialog) == ["乙情况", "丙情况", "丁情况"]
    assert table.sub_items()[1] == replace(SUBS[2], number=2)


def test_a_mark_is_ticked_and_a_score_typed(dialog: SubItemsDialog) -> None:
    key, score = dialog.table.item(2, KEY), dialog.table.item(1, SCORE)
    assert key is not None and score is not None

    key.setCheckState(Qt.CheckState.Checked)
    score.setText("7")

    assert dialog.sum_words == "3 个子项 · 关键项 2 · 否决项 1 · 合计 22 分"


def test_lines_from_the_clipboard_become_sub_items(dialog: SubItemsDialog, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("丁情况｜5分\n戊情况")

    qtbot.keyClick(dialog.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert dialog.table.sub_items()[3:] == (SubItem(4, "丁情况", score=5), SubItem(5, "戊情况"))


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        (SCORE, "很多", "第 2 行的分值“很多”不是整数，请只填数字。"),
        (CONTENT, "甲｜乙", "第 2 个子项中有竖线“｜”，请改用其他符号。"),
        (CONTENT, "", "第 2 个子项没有写检查内容。"),
    ],
)
def test_what_cannot_be_saved_keeps_the_dialog_open_and_is_said(
    dialog: SubItemsDialog, column: int, text: str, words: str
) -> None:
    cell = dialog.table.item(1, column)
    assert cell is not None
    cell.setText(text)

    dialog.confirm()

    assert dialog.problem == words
    assert dialog.isVisible()


def test_an_empty_row_is_no_sub_item(dialog: SubItemsDialog) -> None:
    dialog.add_button.click()

    dialog.confirm()

    assert dialog.result() == 1
    assert len(dialog.table.sub_items()) == 3


def test_the_form_opens_the_table_and_saves_what_was_written(
    catalogue: ItemList, services: Services, on_dialog: OnDialog, click: Click
) -> None:
    click(catalogue.edit_button)
    form = catalogue.editor.form
    assert isinstance(form, ItemForm)
    counted = form.sub_items.words

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, SubItemsDialog)
        dialog.table.set_sub_items(SUBS)
        dialog.confirm()

    on_dialog(fill)
    click(form.sub_items.edit_button)
    click(catalogue.editor.save_button)

    lines = dict(catalogue.detail.lines())
    assert counted == "6 个子项"
    assert services.items.list_items()[0].draft.sub_items == SUBS
    assert lines["共"] == "3 个子项 · 关键项 1 · 否决项 1 · 合计 15 分"
    assert lines["1"] == "甲情况\n关键项 · 5 分 · 轻工\n方法：查阅\n依据：第一条"


def test_a_law_without_its_article_is_noted_and_saved_all_the_same(
    catalogue: ItemList, services: Services, click: Click
) -> None:
    click(catalogue.edit_button)
    form = catalogue.editor.form
    assert isinstance(form, ItemForm)
    form.basis.setText("《样例条例》")
    catalogue.editor.asked.emit(form.draft())

    notes = catalogue.editor.notes
    click(catalogue.editor.save_button)

    assert notes == ["抽查依据写了法律法规名称，没有写到条。请尽量写明第几条。"]
    assert services.items.list_items()[0].draft.basis == "《样例条例》"


def test_a_new_item_starts_with_who_and_how_of_the_last_one(catalogue: ItemList, click: Click) -> None:
    click(catalogue.add_button)

    draft = catalogue.editor.form.draft()

    assert (draft.title, draft.subject, draft.ratio_frequency) == ("", "区应急管理局", "按年度抽查计划确定")
