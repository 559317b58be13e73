"""A small district with a locked task, and the draw tab on it as the window holds it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.container import Services
from tests.services.draw.builders import found_district, lock_task
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
