"""The table view: rows in, rows out; what survives a reload; what Ctrl+C copies."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.settings_store import SettingsStore
from ui.table.model import Chip, Column
from ui.table.view import RecordTableView


@dataclass(frozen=True)
class Firm:
    code: str
    name: str
    note: str = ""


FIRMS = [Firm("A", "中原铸造", "一\t二\n三"), Firm("B", "阿城机械"), Firm("C", "洛阳轻工")]
COLUMNS = (
    Column[Firm]("名称", lambda firm: firm.name, width=200),
    Column[Firm]("代码", lambda firm: firm.code, chips=lambda firm: (Chip(firm.code, "ok"),)),
    Column[Firm]("备注", lambda firm: firm.note),
)


def build(settings: SettingsStore, *, is_checkable: bool = False) -> RecordTableView[Firm]:
    return RecordTableView[Firm](
        COLUMNS, name="firms", settings=settings, key=lambda firm: firm.code, is_checkable=is_checkable
    )


@pytest.fixture
def view(qtbot: QtBot, settings: SettingsStore) -> RecordTableView[Firm]:
    view = build(settings)
    qtbot.addWidget(view)
    view.set_rows(FIRMS)
    view.resize(700, 300)
    view.show()
    return view


def click(qtbot: QtBot, view: RecordTableView[Firm], row: int, column: int) -> None:
    rect = view.visualRect(view.model().index(row, column))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_a_click_selects_the_row_and_makes_it_the_row_in_use(
    qtbot: QtBot, view: RecordTableView[Firm]
) -> None:
    with qtbot.waitSignals([view.current_changed, view.selection_changed]):
        click(qtbot, view, 1, 0)

    assert view.current_row() == FIRMS[1]
    assert view.selected_rows() == [FIRMS[1]]


def test_selection_and_row_in_use_survive_sorting_and_reloading(view: RecordTableView[Firm]) -> None:
    view.select_keys(["C", "A"])

    view.sort_by("名称")
    view.set_rows([Firm("C", "洛阳轻工（改名）"), FIRMS[1], FIRMS[0]])

    assert [firm.code for firm in view.selected_rows()] == ["C", "A"]
    assert view.current_row() == Firm("C", "洛阳轻工（改名）")


def test_a_row_that_is_gone_is_neither_selected_nor_in_use(view: RecordTableView[Firm]) -> None:
    view.select_keys(["B"])

    view.set_rows([FIRMS[0], FIRMS[2]])

    assert view.selected_rows() == []
    assert view.current_row() is None


def test_the_first_row_is_taken_when_none_is_in_use(view: RecordTableView[Firm]) -> None:
    view.select_first()

    assert view.current_row() == FIRMS[0]


def test_a_copy_is_tab_separated_under_its_titles_with_one_line_a_row(
    qtbot: QtBot, view: RecordTableView[Firm]
) -> None:
    view.select_keys(["A", "B"])

    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "名称\t代码\t备注\n中原铸造\tA\t一 二 三\n阿城机械\tB\t\n"


def test_a_double_click_and_enter_open_the_row(qtbot: QtBot, view: RecordTableView[Firm]) -> None:
    opened: list[Firm] = []
    view.opened.connect(opened.append)
    place = view.visualRect(view.model().index(2, 0)).center()

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(view, Qt.Key.Key_Return)

    assert opened == [FIRMS[2], FIRMS[2]]


def test_a_check_box_adds_its_row_to_the_selection_and_takes_it_away(
    qtbot: QtBot, settings: SettingsStore
) -> None:
    view = build(settings, is_checkable=True)
    qtbot.addWidget(view)
    view.set_rows(FIRMS)
    view.show()

    click(qtbot, view, 0, 0)
    click(qtbot, view, 1, 0)
    click(qtbot, view, 2, 0)
    click(qtbot, view, 1, 0)

    assert view.selected_rows() == [FIRMS[0], FIRMS[2]]


def test_the_head_of_the_check_boxes_takes_all_and_then_none(qtbot: QtBot, settings: SettingsStore) -> None:
    view = build(settings, is_checkable=True)
    qtbot.addWidget(view)
    view.set_rows(FIRMS)
    view.show()
    header = view.horizontalHeader().viewport()

    qtbot.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    all_rows = view.selected_rows()
    qtbot.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))

    assert all_rows == FIRMS
    assert view.selected_rows() == []


def test_a_click_on_a_title_sorts(qtbot: QtBot, view: RecordTableView[Firm]) -> None:
    qtbot.mouseClick(view.horizontalHeader().viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))

    assert [firm.code for firm in view.rows] == ["B", "C", "A"]


def test_column_widths_and_order_come_back_next_time(
    qtbot: QtBot, view: RecordTableView[Firm], settings: SettingsStore
) -> None:
    view.horizontalHeader().resizeSection(0, 333)
    view.sort_by("名称")

    again = build(settings)
    qtbot.addWidget(again)
    again.set_rows(FIRMS)

    assert again.columnWidth(0) == 333
    assert [firm.code for firm in again.rows] == ["B", "C", "A"]


def test_an_empty_list_says_what_to_do_first(qtbot: QtBot, settings: SettingsStore) -> None:
    view = build(settings)
    qtbot.addWidget(view)
    pressed: list[str] = []

    view.set_empty("名录库还是空的。", "导入…", lambda: pressed.append("导入"))
    view.empty_page.click()

    assert view.empty_page.text == "名录库还是空的。"
    assert pressed == ["导入"]


def test_a_filter_without_hits_offers_to_drop_it(view: RecordTableView[Firm]) -> None:
    view.set_drop_filter(lambda: view.set_filter(""))

    view.set_filter("没有这一户")
    shown_before = list(view.rows)
    view.empty_page.click()

    assert shown_before == []
    assert view.rows == FIRMS


def test_every_cell_can_be_painted(qtbot: QtBot, view: RecordTableView[Firm]) -> None:
    view.select_keys(["A"])
    qtbot.mouseMove(view.viewport(), view.visualRect(view.model().index(1, 0)).center())

    picture = view.grab().toImage()

    assert picture.width() >= 700


def test_a_column_that_stretches_keeps_its_width_where_the_others_leave_less(
    qtbot: QtBot, settings: SettingsStore
) -> None:
    columns = (
        Column[Firm]("名称", lambda firm: firm.name, width=200),
        Column[Firm]("备注", lambda firm: firm.note, width=150, stretches=True),
        Column[Firm]("代码", lambda firm: firm.code, width=200),
    )
    view = RecordTableView[Firm](columns, name="firms", settings=settings, key=lambda firm: firm.code)
    qtbot.addWidget(view)
    view.set_rows(FIRMS)
    view.resize(420, 300)
    view.show()

    narrow = view.columnWidth(1)
    view.resize(900, 300)
    wide = view.columnWidth(1)

    assert narrow == 150
    assert wide > 400


def test_a_column_that_may_hide_is_there_while_a_row_says_something_in_it(
    qtbot: QtBot, settings: SettingsStore
) -> None:
    columns = (
        Column[Firm]("名称", lambda firm: firm.name),
        Column[Firm]("备注", lambda firm: firm.note, hides_empty=True),
    )
    view = RecordTableView[Firm](columns, name="firms", settings=settings, key=lambda firm: firm.code)
    qtbot.addWidget(view)

    view.set_rows(FIRMS[1:])
    is_hidden = view.isColumnHidden(1)
    view.set_rows(FIRMS)

    assert is_hidden
    assert not view.isColumnHidden(1)
