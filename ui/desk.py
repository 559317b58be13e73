"""What every tab is handed: the database thread, the door to the user, the desk's memory, the year that rules."""

from PySide6.QtCore import QDate, QObject, Signal

from ui.messages import Messages
from ui.operations import Operations
from ui.settings_store import SettingsStore


class Desk(QObject):
    """One clerk's desk."""

    year_changed = Signal(int)
    operator_changed = Signal(str)

    def __init__(self, *, operations: Operations, messages: Messages, settings: SettingsStore) -> None:
        super().__init__()
        self.operations = operations
        self.messages = messages
        self.settings = settings
        remembered = settings.choice("year", "")
        self._year = int(remembered) if remembered.isdecimal() else QDate.currentDate().year()

    @property
    def year(self) -> int:
        """The year every tab shows."""
        return self._year

    def set_year(self, year: int) -> None:
        """Turn every tab to another year."""
        if year != self._year:
            self._year = year
            self.settings.set_choice("year", str(year))
            self.year_changed.emit(year)

    @property
    def operator(self) -> str:
        """The clerk's name, empty until it was given."""
        return self.settings.operator

    def set_operator(self, name: str) -> None:
        """Let another clerk sit down."""
        self.settings.operator = name
        self.operator_changed.emit(name)
