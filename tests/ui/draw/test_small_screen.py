"""A notebook of 1366×768 at 150 %: the form and the seed are seen whole, what the lists say too gives way."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.container import Services
from tests.services.draw.builders import SEED, seal, thrown
from tests.ui.draw.conftest import OpenTab
from ui.draw.tab import DrawTab

SMALL, USUAL = (879, 430), (1334, 690)


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    """The window around the tab: only a part of a window may be smaller than its contents ask for."""
    holder = QWidget()
    qtbot.addWidget(holder)
    return holder


def put(tab: DrawTab, holder: QWidget, size: tuple[int, int]) -> None:
    tab.setParent(holder)
    tab.setMinimumSize(0, 0)  # what it asked for as a window of its own
    tab.resize(*size)
    tab.show()
    holder.show()
    for _ in range(3):  # what was hidden gives its room away, one layout inside the other
        QApplication.processEvents()


def test_at_150_percent_the_form_of_the_seal_is_seen_whole(
    open_tab: OpenTab, holder: QWidget, task_key: int
) -> None:
    tab = open_tab()

    put(tab, holder, SMALL)
    right_edge = tab.seal_page.form.mapTo(tab, tab.seal_page.form.rect().topRight()).x()
    is_wide = tab.seal_page.bars.isVisible()
    put(tab, holder, USUAL)

    assert right_edge <= SMALL[0]
    assert not is_wide
    assert tab.seal_page.bars.isVisible()


def test_at_150_percent_seed_and_towns_are_not_squeezed_by_the_small_print(
    open_tab: OpenTab, holder: QWidget, services: Services, task_key: int
) -> None:
    draw_key = seal(services, task_key)
    services.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    tab = open_tab()

    put(tab, holder, SMALL)
    is_full = tab.result_page.card.facts.isVisible()
    put(tab, holder, USUAL)

    assert not is_full
    assert tab.result_page.card.facts.isVisible()
