"""Pictures of the tabs, taken from the real window on real data: for the manual and for a rehearsed year."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from services import program
from ui.application import tab_entries
from ui.desk import Desk
from ui.main_window import TITLES, MainWindow
from ui.messages import Messages
from ui.operations import InlineOperations
from ui.settings_store import SettingsStore

if TYPE_CHECKING:
    from services.container import Services

_NAMES = ("1-roster", "2-plan", "3-draw", "4-records")
_SIZE = (1366, 768)


def take_tab_pictures(services: "Services", year: int, folder: Path) -> list[Path]:
    """Write one PNG a tab, 1366×768, into the folder; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    with TemporaryDirectory() as desk_folder:
        settings = SettingsStore(Path(desk_folder) / "desk.ini")
        settings.operator = services.workplace.operator
        messages = Messages(settings)
        desk = Desk(operations=InlineOperations(messages), messages=messages, settings=settings)
        desk.set_year(year)
        window = MainWindow(desk, Path(program.DATABASE_NAME))
        window.set_office(services.office.get_settings().window_name)
        window.set_years(services.plans.list_years())
        window.resize(*_SIZE)
        window.show()
        window.show_tabs(tab_entries(desk, services, window.go_to))
        window.footer.set_due(*services.records.count_due(year=year))
        for title, name in zip(TITLES, _NAMES, strict=True):
            window.go_to(title)
            for _ in range(3):  # rows, then their columns' widths, then the detail beside them
                QApplication.processEvents()
            path = folder / f"{name}.png"
            window.grab().save(str(path))
            taken.append(path)
        window.close()
        window.deleteLater()
        QApplication.processEvents()
    return taken
