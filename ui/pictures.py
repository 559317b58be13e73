"""Pictures of the window, taken on real data: of its tabs for a rehearsed year, and of whatever the manual shows."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget

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
_PAUSE_SECONDS = 0.4  # dialogs answer a little after the last key


@contextmanager
def shown_window(services: "Services", year: int) -> Generator[MainWindow]:
    """Show the window on the services, 1366×768, as it stands in that year; gone afterwards."""
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
        yield window
        window.close()
        window.deleteLater()
        QApplication.processEvents()


def take_picture(widget: QWidget, path: Path) -> Path:
    """Write one PNG of a widget once it has come to rest; return the file."""
    for _ in range(3):  # rows, then their columns' widths, then the detail beside them
        QApplication.processEvents()
    widget.grab().save(str(path))
    return path


def take_dialog(window: MainWindow, show: Callable[[], object], path: Path) -> None:
    """Open a dialog over the window, take it alone, and close it."""
    show()
    until = time.monotonic() + _PAUSE_SECONDS
    while time.monotonic() < until:
        QApplication.processEvents()
    dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
    take_picture(dialog, path)
    dialog.reject()
    dialog.deleteLater()
    QApplication.processEvents()


def take_tab_pictures(services: "Services", year: int, folder: Path) -> list[Path]:
    """Write one PNG a tab into the folder; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    with shown_window(services, year) as window:
        for title, name in zip(TITLES, _NAMES, strict=True):
            window.go_to(title)
            taken.append(take_picture(window, folder / f"{name}.png"))
    return taken
