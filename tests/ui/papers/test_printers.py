"""What is ordered from a printer: the sides one after the other, the paper, and what the desk remembers."""

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize

from tests.ui.papers.conftest import LASER, NEEDLE
from tests.ui.papers.printers_to_files import PrintersToFiles
from ui.papers.printers import (
    PrintOrder,
    SystemPrinters,
    lost_printer,
    page_layout,
    remember,
    remembered_duplex,
    remembered_printer,
    sheets,
)
from ui.settings_store import SettingsStore

THREE = (0, 1, 2)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (PrintOrder(LASER, THREE), [0, 1, 2]),
        (PrintOrder(LASER, THREE, copies=2), [0, 1, 2, 0, 1, 2]),
        (PrintOrder(LASER, THREE, copies=2, collate=False), [0, 0, 1, 1, 2, 2]),
        (PrintOrder(LASER, THREE, duplex=True), [0, 1, 2]),
        (PrintOrder(LASER, THREE, copies=2, duplex=True), [0, 1, 2, None, 0, 1, 2, None]),
        (
            PrintOrder(LASER, THREE, copies=2, collate=False, duplex=True),
            [0, 1, 0, 1, 2, None, 2, None],
        ),
        (PrintOrder(LASER, (4, 2)), [4, 2]),
    ],
)
def test_a_copy_never_begins_on_the_back_of_another(order: PrintOrder, expected: list[int | None]) -> None:
    assert sheets(order) == expected


@pytest.mark.parametrize(
    ("size", "paper", "way"),
    [
        (QSizeF(595.2756, 841.8898), QPageSize.PageSizeId.A4, QPageLayout.Orientation.Portrait),
        (QSizeF(841.8898, 595.2756), QPageSize.PageSizeId.A4, QPageLayout.Orientation.Landscape),
        (QSizeF(841.89, 1190.55), QPageSize.PageSizeId.A3, QPageLayout.Orientation.Portrait),
    ],
)
def test_a_page_is_printed_on_its_own_paper_without_margins(
    size: QSizeF, paper: QPageSize.PageSizeId, way: QPageLayout.Orientation
) -> None:
    layout = page_layout(size)

    assert (layout.pageSize().id(), layout.orientation()) == (paper, way)
    assert layout.paintRect() == layout.fullRect()


def test_the_printer_used_last_comes_back(settings: SettingsStore, printers: PrintersToFiles) -> None:
    first = remembered_printer(settings, printers)

    remember(settings, PrintOrder(NEEDLE, THREE), can_duplex=False)

    assert first == LASER
    assert remembered_printer(settings, printers) == NEEDLE


def test_a_printer_that_is_gone_gives_way_to_the_usual_one(
    settings: SettingsStore, printers: PrintersToFiles
) -> None:
    remember(settings, PrintOrder("已搬走的打印机", THREE), can_duplex=False)

    assert remembered_printer(settings, printers) == LASER
    assert lost_printer(settings, printers) == "已搬走的打印机"


def test_what_a_printer_cannot_do_changes_no_habit(settings: SettingsStore) -> None:
    remember(settings, PrintOrder(LASER, THREE, duplex=True), can_duplex=True)

    remember(settings, PrintOrder(NEEDLE, THREE), can_duplex=False)

    assert remembered_duplex(settings)


def test_a_computer_without_printers_has_none(settings: SettingsStore, tmp_path: object) -> None:
    names = SystemPrinters().names()

    remembered = remembered_printer(settings, SystemPrinters())

    assert remembered in (names or [""])
    assert not SystemPrinters().can_duplex("没有的打印机")
