"""The desk's memory."""

from pathlib import Path

from PySide6.QtCore import QByteArray

from ui.settings_store import SettingsStore


def test_what_the_desk_remembers_is_there_next_time(tmp_path: Path) -> None:
    first = SettingsStore(tmp_path / "desk.ini")
    first.operator = "张样例, “三”"
    first.set_choice("year", "2022")
    first.set_state("window", QByteArray(b"\x00\x01"))
    first.set_folder("import", tmp_path)
    first.save()

    again = SettingsStore(tmp_path / "desk.ini")

    assert again.operator == "张样例, “三”"
    assert again.choice("year", "") == "2022"
    assert again.state("window") == QByteArray(b"\x00\x01")
    assert again.folder("import") == tmp_path


def test_what_was_never_said_has_its_default(tmp_path: Path) -> None:
    settings = SettingsStore(tmp_path / "desk.ini")

    assert settings.operator == ""
    assert settings.choice("year", "2026") == "2026"
    assert settings.state("window") is None
    assert settings.folder("import") is None


def test_a_folder_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    settings = SettingsStore(tmp_path / "desk.ini")

    settings.set_folder("import", tmp_path / "removed")

    assert settings.folder("import") is None
