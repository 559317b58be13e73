"""The table model: what is shown, in which order, and what a search finds."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from ui.table.model import CHIPS_ROLE, RIGHT, ROW_ROLE, SORT_ROLE, Chip, Column, RecordTableModel
from ui.table.order import pinyin_key


@dataclass(frozen=True)
class Firm:
    code: str
    name: str
    staff: int | None


FIRMS = [
    Firm("91A", "中原铸造", 30),
    Firm("91B", "阿城机械", None),
    Firm("91C", "洛阳轻工", 4),
]
COLUMNS = (
    Column[Firm]("名称", lambda firm: firm.name),
    Column[Firm]("代码", lambda firm: firm.code, chips=lambda firm: (Chip(firm.code, "ok"),)),
    Column[Firm]("人数", lambda firm: str(firm.staff or ""), lambda firm: firm.staff, align=RIGHT),
)


@pytest.fixture
def model() -> RecordTableModel[Firm]:
    model = RecordTableModel[Firm](COLUMNS, lambda firm: firm.code)
    model.set_rows(FIRMS)
    return model


def names(model: RecordTableModel[Firm]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_model_keeps_all_the_promises_qt_asks_of_it(
    qtmodeltester: ModelTester, model: RecordTableModel[Firm]
) -> None:
    qtmodeltester.check(model)

    model.sort(0)
    model.set_filter("机械")
    model.set_rows([])

    qtmodeltester.check(model)


def test_names_stand_in_pinyin_order(model: RecordTableModel[Firm]) -> None:
    model.sort(0)

    assert names(model) == ["阿城机械", "洛阳轻工", "中原铸造"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Qt.SortOrder.AscendingOrder, ["洛阳轻工", "中原铸造", "阿城机械"]),
        (Qt.SortOrder.DescendingOrder, ["中原铸造", "洛阳轻工", "阿城机械"]),
    ],
)
def test_a_row_without_a_value_stands_last_in_either_direction(
    model: RecordTableModel[Firm], order: Qt.SortOrder, expected: list[str]
) -> None:
    model.sort(2, order)

    assert names(model) == expected


def test_the_order_can_be_given_back(model: RecordTableModel[Firm]) -> None:
    model.sort(0)

    model.sort(-1)

    assert names(model) == ["中原铸造", "阿城机械", "洛阳轻工"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("机械", ["阿城机械"]),
        ("91c", ["洛阳轻工"]),
        ("９１ 轻", ["洛阳轻工"]),
        ("  ", ["中原铸造", "阿城机械", "洛阳轻工"]),
        ("没有", []),
    ],
)
def test_a_search_finds_rows_with_every_word_in_any_column(
    model: RecordTableModel[Firm], typed: str, expected: list[str]
) -> None:
    model.set_filter(typed)

    assert names(model) == expected


def test_a_condition_narrows_the_search_and_new_rows_obey_both(model: RecordTableModel[Firm]) -> None:
    model.set_filter("9", lambda firm: firm.staff is not None)

    model.set_rows([*FIRMS, Firm("92A", "新安机械", 8), Firm("10A", "宜阳纺织", None)])

    assert names(model) == ["中原铸造", "洛阳轻工", "新安机械"]
    assert model.total == 5


def test_a_cell_answers_with_its_row_its_chips_and_its_sort_key(model: RecordTableModel[Firm]) -> None:
    cell = model.index(0, 1)

    assert cell.data(ROW_ROLE) is FIRMS[0]
    assert cell.data(CHIPS_ROLE) == (Chip("91A", "ok"),)
    assert cell.data(SORT_ROLE) == pinyin_key("91A")
    assert cell.data(Qt.ItemDataRole.DecorationRole) is None


def test_a_title_is_aligned_like_its_cells(model: RecordTableModel[Firm]) -> None:
    horizontal = Qt.Orientation.Horizontal

    assert model.headerData(2, horizontal) == "人数"
    assert model.headerData(2, horizontal, Qt.ItemDataRole.TextAlignmentRole) == RIGHT
