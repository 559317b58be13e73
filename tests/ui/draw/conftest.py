"""A small district with a locked task, and the draw tab on it as the window holds it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.container import Services
from tests.services.draw.builders import found_district, lock_task, seal, thrown
from tests.ui.draw.ceremony_builders import DIGITS, Stage
from ui.desk import Desk
from ui.draw.tab import DrawTab

OpenTab = Callable[[], DrawTab]
OnDialog = Callable[[Callable[[QWidget], object]], None]


@pytest.fixture
def open_tab(qtbot: QtBot, desk: Desk, services: Services) -> OpenTab:
    desk.set_operator("样例操作人")

    def show() -> DrawTab:
        tab = DrawTab(desk, services)
        qtbot.addWidget(tab)
        tab.resize(1334, 690)
        tab.show()
        return tab

    return show


@pytest.fixture
def task_key(services: Services) -> int:
    found_district(services)
    return lock_task(services)


@pytest.fixture
def tab(open_tab: OpenTab, task_key: int) -> DrawTab:
    return open_tab()


@pytest.fixture
def stage(qtbot: QtBot, desk: Desk, services: Services) -> Stage:
    return Stage(qtbot, desk, services)


@pytest.fixture
def drawn_key(services: Services, task_key: int) -> int:
    key = seal(services, task_key)
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    return key
