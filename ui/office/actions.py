"""Opens the settings page and stores what was changed there."""

from functools import partial

from PySide6.QtWidgets import QWidget

from services.container import Services
from services.office.rows import OfficeSettings
from ui.desk import Desk
from ui.office.settings_dialog import SettingsDialog


def open_settings(desk: Desk, services: Services, parent: QWidget) -> None:
    """Show the settings as stored; store the changes and tell every tab."""
    desk.operations.query(services.office.get_settings, partial(_edit, desk, services, parent))


def _edit(desk: Desk, services: Services, parent: QWidget, settings: OfficeSettings) -> None:
    answer = SettingsDialog.ask(
        parent,
        settings,
        defaults=services.office.get_defaults(),
        operator=desk.operator,
        check=services.office.check_settings,
    )
    if answer is None:
        return
    if answer.operator != desk.operator:
        desk.set_operator(answer.operator)
    if answer.settings != settings:
        desk.operations.change(
            partial(services.office.update_settings, settings=answer.settings),
            lambda _: desk.messages.toast("设置已保存"),
        )
