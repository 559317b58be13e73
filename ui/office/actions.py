"""Opens the settings page and stores what was changed there."""

from functools import partial

from PySide6.QtWidgets import QWidget

from models.vocab import FormSet, PaperKind
from services.container import Services
from services.office.rows import OfficeSettings
from ui.desk import Desk
from ui.office.industry_codes_dialog import IndustryCodesDialog
from ui.office.sections_dialog import SectionsDialog
from ui.office.settings_dialog import SettingsDialog
from ui.office.signatures_dialog import SignaturesDialog
from ui.office.towns_dialog import TownsDialog

Loaded = tuple[OfficeSettings, dict[PaperKind, tuple[FormSet, ...]]]
_TABLES = {
    "科室": SectionsDialog,
    "镇街": TownsDialog,
    "行业对照": IndustryCodesDialog,
    "签名图": SignaturesDialog,
}


def open_settings(desk: Desk, services: Services, parent: QWidget) -> None:
    """Show the settings as stored; store the changes and tell every tab."""
    desk.operations.query(partial(_load, services), partial(_edit, desk, services, parent))


def open_table(desk: Desk, services: Services, title: str, parent: QWidget) -> None:
    """Show 科室, 镇街, 行业对照, 签名图 or 文书文字 over a window until the clerk is done with it."""
    if title == "文书文字":
        from ui.papers.wording_dialog import WordingDialog  # deferred: it brings the reader of PDFs with it

        WordingDialog(parent, desk, services).exec()
        return
    _TABLES[title](parent, desk, services).exec()


def _load(services: Services) -> Loaded:
    return services.office.get_settings(), services.papers.form_sets()


def _edit(desk: Desk, services: Services, parent: QWidget, loaded: Loaded) -> None:
    settings, form_sets = loaded
    answer = SettingsDialog.ask(
        parent,
        settings,
        defaults=services.office.get_defaults(),
        operator=desk.operator,
        check=services.office.check_settings,
        open_table=partial(open_table, desk, services),
        form_sets=form_sets,
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
