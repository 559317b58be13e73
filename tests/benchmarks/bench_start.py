"""How soon the first window is painted, as a ratio to a window of bare Qt in the same run. Goal: at most 1.5."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = 15

_QT_ONLY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv[:1])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time(), flush=True)
        QTimer.singleShot(0, app.quit)
window = Window()
window.setCentralWidget(QLabel("bare Qt"))
window.resize(1366, 768)
window.show()
app.exec()
"""

# the program itself, as a double click starts it; the log is started when all is imported and the window is yet to be made
_OURS = """
import os, time
import main, services.log_file
start_logging = services.log_file.start_logging
def watch(folder):
    from ui.main_window import MainWindow
    original = MainWindow.paintEvent
    def paint(self, event):
        original(self, event)
        print(time.time(), flush=True)
        os._exit(0)
    MainWindow.paintEvent = paint
    return start_logging(folder)
services.log_file.start_logging = watch
main.main([])
"""


def time_to_paint(script: str, folder: str) -> float:
    """Return the seconds from starting the process to the first paint of its window.

    Bytecode is kept in the folder, as an installed program has it, whatever the caller's environment says.
    """
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "XDG_DATA_HOME": folder,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"),
    }
    started = time.time()
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    return float(ran.stdout.split()[0]) - started


def main() -> None:
    """Print both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        bare: list[float] = []
        ours: list[float] = []
        for _ in range(1 + ROUNDS):
            bare.append(time_to_paint(_QT_ONLY, folder))
            ours.append(time_to_paint(_OURS, folder))
    del bare[0], ours[0]  # the round that compiled
    ratio = statistics.median(ours) / statistics.median(bare)
    print(
        f"first window: bare Qt {statistics.median(bare):.3f} s, ours {statistics.median(ours):.3f} s, {ratio:.2f} x"
    )


if __name__ == "__main__":
    main()
