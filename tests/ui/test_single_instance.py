"""One program per data folder: the lock refuses, the bell rings."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.errors import UserFacingError
from ui.single_instance import Bell, bell_name, lock_data_dir, ring

TAKE_LOCK = """
import sys; from pathlib import Path
from ui.single_instance import lock_data_dir
print("refused" if lock_data_dir(Path(sys.argv[1])) is None else "taken")
"""


def take_in_another_process(folder: Path) -> str:
    told = subprocess.run(
        [sys.executable, "-c", TAKE_LOCK, str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return told.stdout.strip()


def test_a_second_program_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    lock = lock_data_dir(tmp_path)
    assert lock is not None

    while_held = take_in_another_process(tmp_path)
    lock.unlock()
    afterwards = take_in_another_process(tmp_path)

    assert (while_held, afterwards) == ("refused", "taken")


def test_a_second_lock_in_the_same_program_is_refused(tmp_path: Path) -> None:
    first = lock_data_dir(tmp_path)

    second = lock_data_dir(tmp_path)

    assert first is not None
    assert second is None


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    lock = lock_data_dir(tmp_path / "台账" / "数据")

    assert lock is not None
    assert (tmp_path / "台账" / "数据" / "app.lock").is_file()


def test_a_folder_that_cannot_be_made_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(UserFacingError, match="无法建立"):
        lock_data_dir(tmp_path / "file" / "data")


def test_the_bell_of_the_first_window_rings_at_a_second_start(qtbot: QtBot, tmp_path: Path) -> None:
    bell = Bell(tmp_path)

    with qtbot.waitSignal(bell.rung):
        answered = ring(tmp_path)

    assert answered


def test_nobody_answers_where_no_window_is_open(tmp_path: Path) -> None:
    assert not ring(tmp_path)


def test_two_folders_have_two_bells_and_one_folder_has_one(tmp_path: Path) -> None:
    assert bell_name(tmp_path / "a") != bell_name(tmp_path / "b")
    assert bell_name(tmp_path / "a" / ".." / "a") == bell_name(tmp_path / "a")
