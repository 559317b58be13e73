"""The program ends while a preview is open or a job runs: without a crash, whatever Qt and Python take apart first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow
from tests.ui.papers.printers_to_files import PrintersToFiles
from ui.desk import Desk
from ui.immortal import make_constants_immortal
from ui.messages import Messages
from ui.operations import Operations
from ui.papers.preview import show_pdf
from ui.papers.printing import print_pdf
from ui.settings_store import SettingsStore
from ui.theme import make_application

folder, act = Path(sys.argv[1]), sys.argv[2]
qt = make_application()
make_constants_immortal()
settings = SettingsStore(folder / "desk.ini")
settings.set_choice("print/printer", "样例")
messages = Messages(settings)
desk = Desk(operations=Operations(messages), messages=messages, settings=settings)
window = QMainWindow()
window.show()
messages.stand_over(window)
pdf = (folder / "文书.pdf").read_bytes()
if act == "print":
    print_pdf(desk, "样例", pdf, printers=PrintersToFiles(folder, ("样例",)))
else:
    show_pdf(desk, "样例", pdf).bar.search.field.setText("检查")
QTimer.singleShot(200, window.close if act == "close" else qt.quit)
code = qt.exec()
desk.operations.stop()
sys.exit(code)
"""


@pytest.mark.parametrize("act", ["quit", "close", "print"])
def test_leaving_with_pages_open_ends_the_program_cleanly(
    tmp_path: Path, merged_pdf: bytes, act: str
) -> None:
    (tmp_path / "文书.pdf").write_bytes(merged_pdf)
    command = [sys.executable, "-X", "utf8", "-c", PROGRAM, str(tmp_path), act]

    ran = subprocess.run(
        command,
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=120,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )

    assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
