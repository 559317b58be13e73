"""A bug: the log has it, the user gets a report to copy, the program goes on."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from services import program
from ui.crash_dialog import CrashDialog, CrashReporter, log_qt_messages, write_report


@pytest.fixture
def reporter(tmp_path: Path) -> Iterator[CrashReporter]:
    hooks = sys.excepthook, threading.excepthook
    reporter = CrashReporter(tmp_path / "program.log")
    reporter.install()
    yield reporter
    sys.excepthook, threading.excepthook = hooks
    if reporter.dialog is not None:
        reporter.dialog.close()


def make_error(text: str) -> ValueError:
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def test_the_report_names_versions_traceback_and_log(tmp_path: Path) -> None:
    report = write_report(make_error("坏了"), tmp_path / "program.log")

    assert f"{program.NAME} {program.VERSION}" in report
    assert "Traceback" in report
    assert "ValueError: 坏了" in report
    assert str(tmp_path / "program.log") in report


def test_a_failing_slot_opens_the_dialog_and_is_logged(
    qtbot: QtBot, reporter: CrashReporter, caplog: pytest.LogCaptureFixture
) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: {}["缺失"])

    button.click()
    qtbot.waitUntil(lambda: reporter.dialog is not None)

    assert isinstance(reporter.dialog, CrashDialog)
    assert "KeyError: '缺失'" in reporter.dialog.report
    assert "unexpected error" in caplog.text


def test_an_error_of_another_thread_opens_the_dialog_too(qtbot: QtBot, reporter: CrashReporter) -> None:
    worker = threading.Thread(target=lambda: {}["缺失"])

    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: reporter.dialog is not None)

    assert isinstance(reporter.dialog, CrashDialog)


def test_one_dialog_stands_however_often_it_fails_and_the_next_may_come_afterwards(
    qtbot: QtBot, reporter: CrashReporter
) -> None:
    first, second, third = (make_error(text) for text in ("一", "二", "三"))

    reporter.take(ValueError, first, None)
    reporter.take(ValueError, second, None)
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    seen = reporter.dialog
    assert seen is not None
    with qtbot.waitSignal(seen.finished):
        seen.accept()
    reporter.take(ValueError, third, None)
    qtbot.waitUntil(lambda: reporter.dialog is not None)

    assert reporter.dialog is not None
    assert "ValueError: 三" in reporter.dialog.report


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog("报告全文")
    qtbot.addWidget(dialog)

    next(button for button in dialog.findChildren(QPushButton) if button.text() == "复制报告").click()

    assert QGuiApplication.clipboard().text() == "报告全文"


@pytest.mark.no_qt_log
def test_what_qt_says_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    log_qt_messages()

    qWarning("a word from Qt")
    qInstallMessageHandler(None)

    assert [(one.name, one.levelno, one.message) for one in caplog.records] == [
        ("qt", logging.WARNING, "a word from Qt")
    ]
