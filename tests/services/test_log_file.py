"""The log file."""

import logging
from pathlib import Path

from services.log_file import start_logging, stop_logging


def test_what_is_logged_stands_in_the_file_in_utf_8(tmp_path: Path) -> None:
    path = start_logging(tmp_path / "数据")

    logging.getLogger("test").info("导入了 %d 户", 52)
    stop_logging()

    assert path == tmp_path / "数据" / "program.log"
    assert "INFO test: 导入了 52 户" in path.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    path = start_logging(tmp_path / "file" / "data")
    stop_logging()

    assert not path.exists()
