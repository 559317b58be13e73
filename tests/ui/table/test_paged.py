"""A paged table: only keys in memory, pages read when they are needed, never by data()."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from pytestqt.modeltest import ModelTester

from ui.table.model import CHIPS_ROLE, ROW_ROLE, Chip, Column
from ui.table.paged import PAGE, PagedTableModel


@dataclass(frozen=True)
class Firm:
    key: int

    @property
    def name(self) -> str:
        return f"样例{self.key}"


COLUMNS = (
    Column[Firm]("名称", lambda firm: firm.name),
    Column[Firm]("代码", lambda firm: str(firm.key), chips=lambda firm: (Chip(str(firm.key)),)),
)


class Shelf:
    """Gives out pages and remembers which; firms divisible by 7 are gone."""

    def __init__(self) -> None:
        self.read: list[tuple[int, int]] = []

    def page(self, keys: Sequence[int]) -> list[Firm]:
        self.read.append((keys[0], keys[-1]))
        return [Firm(key) for key in keys if key % 7]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def model(shelf: Shelf) -> PagedTableModel[Firm]:
    model = PagedTableModel[Firm](COLUMNS, lambda firm: firm.key, shelf.page)
    model.set_keys(array("q", range(1, 100_001)), 200_000)
    return model


def test_a_cell_never_reads_and_answers_once_its_page_is_read(
    model: PagedTableModel[Firm], shelf: Shelf
) -> None:
    before = model.index(301, 0).data()
    read_by_asking = list(shelf.read)

    model.paged.prepare(301, 302)

    assert (before, read_by_asking) == ("", [])
    assert model.index(301, 0).data() == "样例302"
    assert model.index(301, 1).data(CHIPS_ROLE) == (Chip("302"),)
    assert model.index(301, 0).data(ROW_ROLE) == Firm(302)
    assert shelf.read == [(257, 384)]


def test_a_row_that_is_gone_is_blank_and_left_out(model: PagedTableModel[Firm]) -> None:
    rows = model.shown[5:8]

    assert [row.key for row in rows] == [6, 8]
    assert model.index(6, 0).data() == ""
    with pytest.raises(IndexError):
        _ = model.shown[6]


def test_keys_are_found_without_reading_any_row(model: PagedTableModel[Firm], shelf: Shelf) -> None:
    few = model.places_of([500, 3, 200_001])
    many = model.places_of(list(range(100, 200)))

    assert (few, many) == ([499, 2], list(range(99, 199)))
    assert (model.key_at(99_999), model.rowCount(), model.total) == (100_000, 100_000, 200_000)
    assert shelf.read == []


def test_only_the_pages_used_last_are_kept(model: PagedTableModel[Firm], shelf: Shelf) -> None:
    for number in range(70):
        model.paged.prepare(number * PAGE, number * PAGE)

    assert model.paged.peek(0) is None
    assert model.paged.peek(69 * PAGE) == Firm(69 * PAGE + 1)


def test_the_model_keeps_all_the_promises_qt_asks_of_it(qtmodeltester: ModelTester, shelf: Shelf) -> None:
    model = PagedTableModel[Firm](COLUMNS, lambda firm: firm.key, shelf.page)
    model.set_keys(array("q", range(1, 50)), 50)

    qtmodeltester.check(model)
