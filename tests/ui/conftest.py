"""Real widgets on Qt's offscreen screen, a desk with recorded messages, settings in a temporary folder."""

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported; wine passes no QT_ variables on

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from services import program
from ui.collector import collect_due
from ui.desk import Desk
from ui.operations import InlineOperations, Operations
from ui.recorded_messages import RecordedMessages
from ui.settings_store import SettingsStore
from ui.theme import apply_theme


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Start Qt in the style of the program, whatever the system's own is."""
    return [program.APP_ID, "-style", "Fusion"]


@pytest.fixture(scope="session", autouse=True)
def theme(qapp: QApplication) -> None:
    apply_theme(qapp)
    gc.disable()  # as in the program: never in the database thread


@pytest.fixture(autouse=True)
def collection() -> Iterator[None]:
    yield
    # a window that waits for its deletion would take the next test's dialog with it, unanswered
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    collect_due()


@pytest.fixture
def settings(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "desk.ini")


@pytest.fixture
def messages(settings: SettingsStore) -> RecordedMessages:
    return RecordedMessages(settings)


@pytest.fixture
def operations(messages: RecordedMessages) -> Iterator[Operations]:
    made = Operations(messages)
    yield made
    made.stop()


@pytest.fixture
def desk(settings: SettingsStore, messages: RecordedMessages) -> Desk:
    desk = Desk(operations=InlineOperations(messages), messages=messages, settings=settings)
    desk.set_year(2022)
    return desk


@pytest.fixture
def on_dialog(qapp: QApplication) -> Iterator[Callable[[Callable[[QWidget], object]], None]]:
    """Return a function that does something to the next modal dialog as soon as it stands on the screen."""
    timer = QTimer()
    waiting: list[Callable[[QWidget], object]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and waiting:
            waiting.pop(0)(dialog)

    timer.timeout.connect(look)
    timer.start(0)
    yield waiting.append
    timer.stop()
