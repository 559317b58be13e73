"""What happens when the program itself is wrong: the log gets the traceback, the user a report to copy, the work goes on."""

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QSize,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from services import program
from ui.icons import picture
from ui.theme import set_look
from ui.widgets.buttons import button, primary_button

_log = logging.getLogger(__name__)


def write_report(error: BaseException, log_path: Path | None) -> str:
    """Return the report: versions, traceback, and where the log lies."""
    import platform  # deferred, like nothing else here: it is slow to load and only a report needs it

    trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    return "\n".join(
        [
            f"{program.NAME} {program.VERSION}",
            f"系统 {platform.platform()}　Python {platform.python_version()}　Qt {qVersion()}",
            f"日志 {log_path if log_path is not None else '（未建立）'}",
            "",
            trace,
        ]
    )


class CrashDialog(QDialog):
    """One sentence, and the report for whoever mends the program."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出现意外错误")
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._copied = QLabel()
        set_look(self._copied, "ok")
        copy = button("复制报告", icon_name="copy")
        copy.clicked.connect(self._copy)
        close = primary_button("继续使用")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        for part in (copy, self._copied):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(self._explain())
        layout.addWidget(self._report, 1)
        layout.addLayout(foot)
        self.resize(QSize(760, 440))
        close.setFocus()

    @property
    def report(self) -> str:
        """The text that 复制报告 copies."""
        return self._report.toPlainText()

    def _explain(self) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(picture("circle-alert", "bad", 24, self.devicePixelRatioF()))
        title = QLabel("刚才的操作没有完成")
        set_look(title, "section")
        text = QLabel(
            "程序遇到了没有预料到的错误。已保存的数据不受影响，程序可以继续使用；请复制下面的报告交给维护人员。"
        )
        text.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title)
        words.addWidget(text)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self._copied.setText("已复制")


class CrashReporter(QObject):
    """Takes every exception nobody expected, from any thread; without it a failing button silently does nothing."""

    _raised = Signal(object)

    def __init__(self, log_path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_path = log_path
        self._dialog: CrashDialog | None = None
        self._raised.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @property
    def dialog(self) -> CrashDialog | None:
        """The dialog that stands on the screen, if one does."""
        return self._dialog

    def install(self) -> None:
        """Become the program's excepthook, for the main thread and all others."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log the exception and show the dialog."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.critical("unexpected error", exc_info=(kind, error, trace))
        self._raised.emit(error)

    def _take_from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, error: BaseException) -> None:
        if self._dialog is not None:  # an error that comes back with every repaint must not bury the screen
            return
        self._dialog = CrashDialog(write_report(error, self._log_path), QApplication.activeWindow())
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def _forget(self) -> None:
        self._dialog = None


def log_qt_messages() -> None:
    """Send what Qt itself has to say to the log instead of a console that is not there."""
    qInstallMessageHandler(_log_qt_message)


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    del context
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", text)
