"""How soon the first window is painted, as a ratio to a window of bare Qt in the same run. Goal: at most 1.5."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = 9

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

# what main.open_window does, up to the first paint
_OURS = """
import os, sys, time
from pathlib import Path
import main
from PySide6.QtWidgets import QApplication
from services.log_file import start_logging
from ui.application import Application
from ui.main_window import MainWindow
from ui.settings_store import SettingsStore
from ui.single_instance import lock_data_dir
from ui.theme import apply_theme
folder = Path(sys.argv[1])
app = QApplication(sys.argv[:1])
apply_theme(app)
lock = lock_data_dir(folder)
original = MainWindow.paintEvent
def paint(self, event):
    original(self, event)
    print(time.time(), flush=True)
    os._exit(0)
MainWindow.paintEvent = paint
application = Application(folder, lock, start_logging(folder), SettingsStore(folder / "desk.ini"))
application.start()
app.exec()
"""


def time_to_paint(script: str, *arguments: str) -> float:
    """Return the seconds from starting the process to the first paint of its window."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    started = time.time()
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return float(ran.stdout.split()[0]) - started


def main() -> None:
    """Print both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        bare: list[float] = []
        ours: list[float] = []
        for _ in range(ROUNDS):
            bare.append(time_to_paint(_QT_ONLY))
            ours.append(time_to_paint(_OURS, folder))
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"first window: bare Qt {statistics.median(bare):.3f} s, ours {statistics.median(ours):.3f} s, {ratio:.2f} x")


if __name__ == "__main__":
    main()
