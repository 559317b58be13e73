"""基础表: 科室, 镇街 and 行业对照 edited on the screen, over a real database."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocab import Industry
from services.container import Services
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.officer_rows import OfficerDraft
from tests.services.roster.workbooks import code
from ui.desk import Desk
from ui.office.industry_codes_dialog import IndustryCodesDialog
from ui.office.line_dialogs import ChoiceDialog, IndustryCodeDialog, TownDialog
from ui.office.list_dialog import ListDialog
from ui.office.sections_dialog import SectionsDialog
from ui.office.towns_dialog import TownsDialog
from ui.recorded_messages import RecordedMessages

OnDialog = Callable[[Callable[[QWidget], object]], None]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, services: Services) -> Callable[..., ListDialog]:
    def open_dialog(kind: type[ListDialog]) -> ListDialog:
        dialog = kind(None, desk, services)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_dialog


@pytest.fixture
def press(qtbot: QtBot) -> Callable[[QWidget], None]:
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def go_to(dialog: ListDialog, key: object) -> None:
    dialog.table.select_keys([key])


def key_of(services: Services, name: str) -> int:
    return next(line.key for line in services.sections.list_lines() if line.name == name)


def test_a_renamed_section_keeps_its_old_name_for_old_sheets(
    opened: Callable[..., ListDialog], press: Callable, services: Services, messages: RecordedMessages
) -> None:
    dialog = opened(SectionsDialog)
    go_to(dialog, key_of(services, "综合行政执法大队"))
    messages.answers.append("应急执法大队")

    press(dialog.rename_button)

    line = next(one for one in services.sections.list_lines() if one.name == "应急执法大队")
    assert "综合行政执法大队" in line.aliases
    assert "执法监察大队" in line.aliases
    assert messages.last.text == "“综合行政执法大队”已改名为“应急执法大队”"


def test_a_section_with_officers_is_not_closed_but_can_go_into_another(
    opened: Callable[..., ListDialog], press: Callable, services: Services, on_dialog: OnDialog
) -> None:
    services.officers.add_officer(draft=OfficerDraft(name="样例甲", section_name="政策法规科"))
    dialog = opened(SectionsDialog)
    go_to(dialog, key_of(services, "政策法规科"))
    reason = dialog.active_button.toolTip()

    def choose(window: QWidget) -> None:
        assert isinstance(window, ChoiceDialog)
        window.chooser.set_value(key_of(services, "综合行政执法大队"))
        window.accept()

    on_dialog(choose)
    press(dialog.merge_button)

    (officer,) = services.officers.list_officers()
    assert reason == "还有 1 名人员，请先调到别的科室或并入别的科室。"
    assert officer.draft.section_name == "综合行政执法大队"


def test_a_new_town_is_found_in_addresses_at_once(
    opened: Callable[..., ListDialog], press: Callable, services: Services, on_dialog: OnDialog
) -> None:
    dialog = opened(TownsDialog)

    def fill_in(window: QWidget) -> None:
        assert isinstance(window, TownDialog)
        window.name.setText("样例新区")
        window.stem.setText("样例新区")
        window.confirm_button.click()

    on_dialog(fill_in)
    press(dialog.add_button)

    town = next(line for line in services.towns.list_lines() if line.name == "样例新区")
    draft = EnterpriseDraft(name="洛阳样例厂", credit_code=code(1), address="偃师区样例新区1号")
    assert services.enterprises.suggest(draft).town_code == town.code


def test_a_town_in_use_says_why_it_cannot_go(opened: Callable[..., ListDialog], services: Services) -> None:
    draft = EnterpriseDraft(name="洛阳样例厂", credit_code=code(1), town_code="410307104")
    services.enterprises.add_enterprise(draft=draft)
    dialog = opened(TownsDialog)

    go_to(dialog, "410307104")

    assert not dialog.delete_button.isEnabled()
    assert dialog.delete_button.toolTip() == "还有 1 户检查对象、0 名负责人员，请先改到别的镇街。"


def test_a_line_of_the_industries_is_changed_and_the_bundled_ones_come_back(
    opened: Callable[..., ListDialog],
    press: Callable,
    services: Services,
    messages: RecordedMessages,
    on_dialog: OnDialog,
) -> None:
    dialog = opened(IndustryCodesDialog)
    go_to(dialog, "31")

    def choose(window: QWidget) -> None:
        assert isinstance(window, IndustryCodeDialog)
        window.industry.set_value(Industry.NONFERROUS)
        window.confirm_button.click()

    on_dialog(choose)
    press(dialog.edit_button)
    changed = services.industry_codes.settle("3110")
    messages.answers.append(True)
    press(dialog.restore_button)

    assert changed is Industry.NONFERROUS
    assert services.industry_codes.settle("3110") is Industry.METALLURGY
    assert dialog.restore_button.toolTip() == "现在用的就是内置对照。"
