"""The whole program on a data folder of its own: it starts, meets a broken file, a second start and a bug, and ends."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect

import pytest
from PySide6.QtCore import QProcess, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from services.clock import WallClock
from services.container import open_services
from services.log_file import start_logging, stop_logging
from services.roster.officer_rows import OfficerDraft
from ui.application import Application
from ui.crash_dialog import CrashDialog
from ui.main_window import TITLES
from ui.roster.tab import RosterTab
from ui.settings_store import FILE_NAME, SettingsStore
from ui.single_instance import lock_data_dir

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_MS = 20_000

# the program sends the words of Qt to its log, past those who would read them here
pytestmark = pytest.mark.no_qt_log


@pytest.fixture
def settings(data_dir: Path) -> SettingsStore:
    settings = SettingsStore(data_dir / FILE_NAME)
    settings.operator = "样例操作人"
    return settings


@pytest.fixture
def application(qtbot: QtBot, data_dir: Path, settings: SettingsStore) -> Iterator[Application]:
    hooks = sys.excepthook, threading.excepthook
    lock = lock_data_dir(data_dir)
    assert lock is not None
    application = Application(data_dir, lock, start_logging(data_dir), settings)
    yield application  # its window is no addWidget of qtbot, who would take it away while a result is on its way
    qtbot.waitUntil(lambda: not application.desk.operations.is_busy, timeout=PATIENCE_MS)
    application.window.close()
    application.close()
    application.window.deleteLater()
    stop_logging()
    qInstallMessageHandler(None)
    sys.excepthook, threading.excepthook = hooks


@pytest.fixture
def open_all(qtbot: QtBot, application: Application) -> Application:
    """The program as it stands when the database is open and every tab has its rows."""
    with qtbot.waitSignal(application.desk.operations.became_idle, timeout=PATIENCE_MS):
        application.start()
    return application


def press(place: QWidget, text: str) -> None:
    next(button for button in place.findChildren(QPushButton) if button.text() == text).click()


def test_the_window_is_painted_before_the_database_is_asked_for(
    qtbot: QtBot, application: Application, data_dir: Path
) -> None:
    with qtbot.waitSignal(application.desk.operations.started, timeout=PATIENCE_MS):
        application.start()
        was_busy = application.desk.operations.is_busy

    assert not was_busy
    assert application.window.isVisible()
    assert application.window.header.titles == list(TITLES)


BEFORE_THE_FIRST_PAINT = """
import os, sys
from pathlib import Path
import main
from PySide6.QtCore import QEvent, QObject
from ui.application import Application
from ui.settings_store import SettingsStore
from ui.single_instance import lock_data_dir
from ui.theme import make_application

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(*sys.modules, flush=True)
            os._exit(0)
        return False

folder = Path(sys.argv[1])
qt = make_application()
eye = Eye()
qt.installEventFilter(eye)
application = Application(folder, lock_data_dir(folder), None, SettingsStore(folder / "desk.ini"))
application.start()
qt.exec()
"""


def test_nothing_is_imported_before_the_first_paint_that_the_frame_does_not_show(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BEFORE_THE_FIRST_PAINT, str(tmp_path)]

    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)

    imported = set(told.stdout.split())
    assert "ui.main_window" in imported
    assert not imported & {
        "sqlalchemy",
        "services.container",
        "logging.handlers",
        "platform",
        "PySide6.QtNetwork",
        "PySide6.QtPdf",
        "PySide6.QtPrintSupport",
        "ui.sentence_box",
        "ui.widgets.dialog",
        "ui.widgets.filter_bar",
        "ui.widgets.toast",
        "ui.papers.preview",
        "ui.roster.tab",
    }


@pytest.mark.parametrize("title", TITLES)
def test_the_tabs_come_when_the_database_is_open(qtbot: QtBot, open_all: Application, title: str) -> None:
    page = open_all.window.go_to(title)

    qtbot.waitUntil(lambda: not open_all.desk.operations.is_busy, timeout=PATIENCE_MS)

    assert open_all.window.page is page
    assert page.isVisible()
    assert open_all.window.footer.texts[0].startswith("● 已保存")


def test_r3_a_certificate_that_ends_soon_is_counted_at_the_start_and_opens_the_officers_it_counts(
    qtbot: QtBot, application: Application, data_dir: Path
) -> None:
    today = WallClock().today()
    services = open_services(data_dir, operator="样例操作人")
    for name, number, days in (
        ("样例甲", "1", 400),
        ("样例乙", "2", 60),
        ("样例丙", "3", 30),
        ("样例丁", "4", 0),
    ):
        draft = OfficerDraft(name, f"1603022000{number}", today + timedelta(days=days))
        services.officers.add_officer(draft=draft)
    services.close()
    with qtbot.waitSignal(application.desk.operations.became_idle, timeout=PATIENCE_MS):
        application.start()
    footer = application.window.footer

    button = next(one for one in footer.findChildren(QPushButton) if one.text() == "执法证件到期 3 人")
    with qtbot.waitSignal(application.desk.operations.became_idle, timeout=PATIENCE_MS):
        button.click()
    page = application.window.page

    assert isinstance(page, RosterTab)
    assert [row.name for row in page.current.table.rows] == ["样例乙", "样例丙", "样例丁"]
    assert [line.split("：")[0] for line in button.toolTip().splitlines()] == [
        "已到期",
        "30 日内到期",
        "60 日内到期",
    ]
    assert f"样例丁（执法证 {today}）" in button.toolTip()


def test_the_first_start_asks_who_sits_here(
    qtbot: QtBot,
    application: Application,
    settings: SettingsStore,
    on_dialog: Callable[[Callable[[QWidget], object]], None],
) -> None:
    settings.operator = ""
    titles: list[str] = []

    def answer(dialog: QWidget) -> None:
        titles.append(dialog.windowTitle())
        press(dialog, "取消")

    on_dialog(answer)
    with qtbot.waitSignal(application.desk.operations.became_idle, timeout=PATIENCE_MS):
        application.start()

    assert titles == ["操作人"]
    assert settings.operator == ""


def test_a_broken_database_is_explained_and_opens_again_once_the_file_is_replaced(
    qtbot: QtBot, application: Application, data_dir: Path
) -> None:
    window, idle = application.window, application.desk.operations.became_idle
    database = data_dir / "office.db"
    database.write_bytes(b"no database, but long enough to be taken for one" * 100)

    with qtbot.waitSignal(idle, timeout=PATIENCE_MS):
        application.start()
    page_when_broken, reason = window.page, window.broken_page.reason
    bytes_when_broken = database.read_bytes()
    database.unlink()
    with qtbot.waitSignal(idle, timeout=PATIENCE_MS):
        press(window.broken_page, "重试")

    assert page_when_broken is window.broken_page
    assert reason
    assert bytes_when_broken.startswith(b"no database")
    assert window.page is window.go_to("名录库")


def test_a_second_start_is_refused_and_rings_the_first_window(
    qtbot: QtBot, open_all: Application, data_dir: Path
) -> None:
    second = QProcess()
    open_all.window.showMinimized()

    with qtbot.waitSignal(second.finished, timeout=PATIENCE_MS):
        second.start(sys.executable, ["-X", "utf8", str(ROOT / "main.py"), "--data", str(data_dir)])
    qtbot.waitUntil(lambda: not open_all.window.isMinimized(), timeout=PATIENCE_MS)

    assert second.exitCode() == 1
    assert "已在另一个窗口" in second.readAllStandardError().data().decode("utf-8")


def test_an_unexpected_error_is_reported_and_the_program_goes_on(
    qtbot: QtBot, open_all: Application, data_dir: Path
) -> None:
    faulty = QPushButton(open_all.window)
    faulty.clicked.connect(lambda: {}["缺失"])

    faulty.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CrashDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CrashDialog)
    report = dialog.report
    with qtbot.waitSignal(dialog.finished):
        press(dialog, "继续使用")
    page = open_all.window.go_to("抽查计划")

    assert "KeyError: '缺失'" in report
    assert "KeyError: '缺失'" in (data_dir / "program.log").read_text(encoding="utf-8")
    assert open_all.window.page is page


def test_closing_folds_the_database_into_one_file(open_all: Application, data_dir: Path) -> None:
    files_while_open = {path.name for path in data_dir.glob("office.db*")}

    open_all.window.close()
    open_all.close()

    assert "office.db-wal" in files_while_open
    assert [path.name for path in data_dir.glob("office.db*")] == ["office.db"]
    with closing(connect(data_dir / "office.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_closed_folder_can_be_opened_again(open_all: Application, data_dir: Path) -> None:
    open_all.window.close()
    open_all.close()

    lock = lock_data_dir(data_dir)

    assert lock is not None
    lock.unlock()


def test_opening_the_database_copies_it_once_a_day(open_all: Application, data_dir: Path) -> None:
    copies = list((data_dir / "backups").glob("office-*.db"))

    assert len(copies) == 1
    with closing(connect(copies[0])) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_tab_sends_the_clerk_to_the_tab_where_the_work_goes_on(open_all: Application) -> None:
    draw = open_all.window.go_to("随机抽取")

    draw.tab_requested.emit("抽查计划")  # type: ignore[attr-defined]

    assert open_all.window.header.titles[open_all.window.header.current] == "抽查计划"
