"""The log file."""

import logging
import subprocess
import sys
from pathlib import Path

from services.log_file import start_logging, stop_logging

ROOT = Path(__file__).resolve().parent.parent.parent


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


DIE_AFTER_THE_LOG_WENT_ROUND = """
import logging, os, sys
from pathlib import Path
from services.log_file import start_logging
start_logging(Path(sys.argv[1]))
for _ in range(1100):
    logging.getLogger("test").info("x" * 1000)
os.abort()
"""


def test_the_last_words_of_a_dying_program_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", DIE_AFTER_THE_LOG_WENT_ROUND, str(tmp_path)], cwd=ROOT, check=False)

    assert (tmp_path / "program.log.1").is_file()
    assert "Fatal Python error" in (tmp_path / "faults.log").read_text(encoding="utf-8")
