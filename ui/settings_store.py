"""What belongs to this desk and not to the office: operator, window size, column widths, last folders.

The only door to QSettings. The file lies in the data folder, so two data folders never mix their desks; the office's own
settings live in the database and travel with its backup.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

FILE_NAME = "desk.ini"


class SettingsStore:
    """The desk's memory in one ini file."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def operator(self) -> str:
        """The name of the clerk at this desk, or an empty text when nobody said it yet."""
        return self.choice("operator", "")

    @operator.setter
    def operator(self, name: str) -> None:
        self.set_choice("operator", name)

    def choice(self, key: str, default: str) -> str:
        """Return what was chosen last time."""
        value = self._settings.value(f"choice/{key}", default)
        return value if isinstance(value, str) else default

    def set_choice(self, key: str, value: str) -> None:
        """Remember a choice."""
        self._settings.setValue(f"choice/{key}", value)

    def state(self, key: str) -> QByteArray | None:
        """Return what a window, splitter or header saved, or None."""
        value = self._settings.value(f"state/{key}")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def set_state(self, key: str, state: QByteArray) -> None:
        """Remember the state of a window, splitter or header."""
        self._settings.setValue(f"state/{key}", state)

    def folder(self, purpose: str) -> Path | None:
        """Return the folder used last for a purpose, if it still exists."""
        value = self.choice(f"folder/{purpose}", "")
        return Path(value) if value and Path(value).is_dir() else None

    def set_folder(self, purpose: str, folder: Path) -> None:
        """Remember the folder used for a purpose."""
        self.set_choice(f"folder/{purpose}", str(folder))

    def save(self) -> None:
        """Write what is remembered to the file now."""
        self._settings.sync()
