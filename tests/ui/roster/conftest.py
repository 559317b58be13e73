"""The roster tab on the screen, over a real database, with a handful of records."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocab import EnterpriseStatus, Hazard, Industry, OfficerStatus
from services.container import Services
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.officer_rows import OfficerDraft
from tests.services.roster.workbooks import code
from ui.desk import Desk
from ui.recorded_messages import RecordedMessages
from ui.roster.enterprise_list import EnterpriseList
from ui.roster.import_dialog import ImportDialog
from ui.roster.item_list import ItemList
from ui.roster.officer_list import OfficerList
from ui.roster.tab import RosterTab

MACHINES = EnterpriseDraft(
    name="洛阳样例锐捷机械有限公司",
    credit_code=code(1),
    address="洛阳市偃师区岳滩镇样例路1号",
    town_code="410307104",
    industry=Industry.MACHINERY,
    legal_representative="样例甲某",
    contact="样例乙某",
    phone="0379-60000001",
)
FURNITURE = replace(
    MACHINES,
    name="洛阳样例顺达家具有限公司",
    credit_code=code(2),
    address="洛阳市偃师区缑氏镇样例路2号",
    town_code="410307106",
    industry=Industry.LIGHT,
    hazards=frozenset({Hazard.DUST_EXPLOSION}),
    legal_representative="样例丙某",
    contact="样例丁某",
    phone="0379-60000002",
)
UNPLACED = replace(
    MACHINES,
    name="洛阳样例天顺机械厂",
    credit_code=code(3),
    address="样例路3号",
    town_code=None,
    industry_is_guess=True,
)
OUTSIDE = replace(
    MACHINES, name="洛阳样例诸葛轴承厂", credit_code=code(4), address="诸葛镇样例路4号", town_code="410311103"
)
GONE = replace(MACHINES, name="洛阳样例旧机械厂", credit_code=code(5), status=EnterpriseStatus.CANCELLED)

OFFICER = OfficerDraft(
    name="样例甲",
    certificate_number="16030700001",
    certificate_expires_on=date(2025, 12, 31),
    section_name="政策法规科",
    post="执法",
    industries=frozenset({Industry.MACHINERY}),
    is_leader_qualified=True,
)
EXPIRED = replace(
    OFFICER, name="样例乙", certificate_number="16030700002", certificate_expires_on=date(2022, 5, 1)
)
SOON = replace(
    OFFICER, name="样例丙", certificate_number="16030700003", certificate_expires_on=date(2022, 6, 14)
)
ON_LEAVE = replace(OFFICER, name="样例丁", certificate_number="16030700004", status=OfficerStatus.ON_LEAVE)
AUXILIARY = replace(OFFICER, name="样例戊", certificate_number="16030700005", is_regular=False)


@pytest.fixture
def outside_town(services: Services) -> str:
    return next(town.code for town in services.office.list_towns() if town.name.startswith("诸葛"))


@pytest.fixture
def enterprises(services: Services, outside_town: str) -> dict[str, int]:
    """Five enterprises; their keys by name."""
    drafts = (MACHINES, FURNITURE, UNPLACED, replace(OUTSIDE, town_code=outside_town), GONE)
    return {draft.name: services.enterprises.add_enterprise(draft=draft).key or 0 for draft in drafts}


@pytest.fixture
def officers(services: Services) -> dict[str, int]:
    """Five officers of whom two can be drawn; their keys by name."""
    drafts = (OFFICER, EXPIRED, SOON, ON_LEAVE, AUXILIARY)
    return {draft.name: services.officers.add_officer(draft=draft).key or 0 for draft in drafts}


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, services: Services) -> RosterTab:
    tab = RosterTab(desk, services)
    qtbot.addWidget(tab)
    tab.resize(1334, 640)
    tab.show()
    return tab


@pytest.fixture
def register(enterprises: dict[str, int], tab: RosterTab) -> EnterpriseList:
    """The list of 检查对象 with five enterprises in it."""
    shown = tab.open_list("检查对象")
    assert isinstance(shown, EnterpriseList)
    return shown


@pytest.fixture
def crew(officers: dict[str, int], enterprises: dict[str, int], tab: RosterTab) -> OfficerList:
    """The list of 执法检查人员 with five officers in it."""
    shown = tab.open_list("执法检查人员")
    assert isinstance(shown, OfficerList)
    return shown


@pytest.fixture
def catalogue(tab: RosterTab) -> ItemList:
    """The list of 抽查事项 as a new database has it."""
    shown = tab.open_list("抽查事项清单")
    assert isinstance(shown, ItemList)
    return shown


@pytest.fixture
def click(qtbot: QtBot) -> Callable[[QWidget], None]:
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "导出.xlsx"


@pytest.fixture
def begin(
    tab: RosterTab, messages: RecordedMessages, click: Callable[[QWidget], None]
) -> Callable[[Path], ImportDialog]:
    """Return a function that presses 导入… and picks a file."""

    def press(path: Path) -> ImportDialog:
        messages.answers.append(path)
        click(tab.import_button)
        dialog = tab.findChildren(ImportDialog)[-1]
        assert dialog.isVisible()
        return dialog

    return press


@pytest.fixture
def review(
    begin: Callable[[Path], ImportDialog], click: Callable[[QWidget], None]
) -> Callable[[Path], ImportDialog]:
    """Return a function that picks a file and goes on to its rows, whatever the program would ask first."""

    def go_on(path: Path) -> ImportDialog:
        dialog = begin(path)
        if dialog.mapping.isVisible():
            click(dialog.confirm_button)
        return dialog

    return go_on
