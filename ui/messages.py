"""The one door to the user: toasts, errors, questions, file dialogs. Tests use ``RecordedMessages``.

Success is a toast, never a box. A known failure is one sentence. A question is asked only before what cannot be taken back.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from ui.settings_store import SettingsStore
from ui.theme import set_look
from ui.widgets.buttons import button, danger_button, primary_button
from ui.widgets.text_dialog import TextDialog
from ui.widgets.toast import Link, Toast

T = TypeVar("T")
Check = Callable[[str], str | None]
"""Takes what was typed and returns the problem in one sentence, or None."""


class Messages:
    """Says and asks things over the main window."""

    def __init__(self, settings: SettingsStore) -> None:
        self._settings = settings
        self._window: QWidget | None = None
        self._toast: Toast | None = None

    def stand_over(self, window: QWidget) -> None:
        """Take the main window: toasts lie on it, dialogs open over it."""
        self._window = window
        self._toast = None

    def toast(self, text: str, *links: Link) -> None:
        """Say what was done, with the next steps."""
        if self._toast is None and self._window is not None:
            self._toast = Toast(self._window)
        if self._toast is not None:
            self._toast.say(text, links)

    def toast_file(self, text: str, path: Path) -> None:
        """Say that a file was written, with 打开文件 and 打开文件夹."""
        self.toast(
            text,
            Link("打开文件", lambda: self.open_path(path)),
            Link("打开文件夹", lambda: self.open_path(path if path.is_dir() else path.parent)),
        )

    def error(self, text: str) -> None:
        """Tell a known failure in one sentence: which record, which field, what to do."""
        _Box(self._front(), "未能完成", text, icon_name="circle-alert", role="bad").exec()

    def confirm(
        self, question: str, *, detail: str = "", yes: str = "确定", is_dangerous: bool = False
    ) -> bool:
        """Ask before what cannot be taken back, saying what and how many; ``yes`` names the act, e.g. 作废本次抽取."""
        box = _Box(
            self._front(),
            question,
            detail,
            icon_name="triangle-alert" if is_dangerous else "circle-help",
            role="warn" if is_dangerous else "accent",
            yes=yes,
            is_dangerous=is_dangerous,
        )
        return box.exec() == QDialog.DialogCode.Accepted

    def choose(self, question: str, answers: Sequence[tuple[str, T]], *, detail: str = "") -> T | None:
        """Ask a question with named answers, the first one the usual; None for 取消."""
        box = _Box(
            self._front(),
            question,
            detail,
            icon_name="circle-help",
            role="accent",
            answers=[a for a, _ in answers],
        )
        box.exec()
        return answers[box.chosen][1] if box.chosen is not None else None

    def ask_text(
        self,
        title: str,
        label: str,
        *,
        initial: str = "",
        is_long: bool = False,
        check: Check | None = None,
        confirm: str = "确定",
    ) -> str | None:
        """Ask for a text, e.g. a reason (``is_long``); None when the user left."""
        return TextDialog.ask(
            self._front(), title, label, initial=initial, is_long=is_long, check=check, confirm=confirm
        )

    def ask_open_file(self, title: str, filters: str, *, purpose: str) -> Path | None:
        """Ask for a file to read, e.g. filters 「表格 (*.xlsx *.xls *.csv)」; the folder is remembered by purpose."""
        chosen, _ = QFileDialog.getOpenFileName(self._front(), title, str(self._start(purpose)), filters)
        return self._remember(purpose, chosen)

    def ask_save_file(self, title: str, name: str, filters: str, *, purpose: str) -> Path | None:
        """Ask where to write a file; ``name`` is the proposed file name with its suffix."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._front(), title, str(self._start(purpose) / name), filters
        )
        if chosen and not Path(chosen).suffix:
            chosen += Path(name).suffix
        return self._remember(purpose, chosen)

    def ask_folder(self, title: str, *, purpose: str) -> Path | None:
        """Ask for a folder to write into."""
        chosen = QFileDialog.getExistingDirectory(self._front(), title, str(self._start(purpose)))
        if chosen:
            self._settings.set_folder(purpose, Path(chosen))
        return Path(chosen) if chosen else None

    def open_path(self, path: Path) -> None:
        """Open a file or folder with the program the system has for it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.error(f"系统没有能打开 {path} 的程序：请在文件管理器中查看。")

    def _front(self) -> QWidget | None:
        return QApplication.activeModalWidget() or QApplication.activeWindow() or self._window

    def _start(self, purpose: str) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._settings.folder(purpose) or Path(documents)

    def _remember(self, purpose: str, chosen: str) -> Path | None:
        if not chosen:
            return None
        self._settings.set_folder(purpose, Path(chosen).parent)
        return Path(chosen)


class _Box(QDialog):
    """A sentence with an icon and one, two or a few buttons."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        detail: str,
        *,
        icon_name: str,
        role: str,
        yes: str = "",
        answers: Sequence[str] = (),
        is_dangerous: bool = False,
    ) -> None:
        super().__init__(parent)
        self.chosen: int | None = None
        self.setWindowTitle(title if len(title) < 20 else "请确认")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(20)
        layout.addLayout(self._words(title, detail, icon_name, role))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        layout.addLayout(foot)
        if answers:
            self._add_answers(foot, answers)
        else:
            self._add_yes(foot, yes, is_dangerous)

    def _words(self, title: str, detail: str, icon_name: str, role: str) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(picture(icon_name, role, 24, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(8)
        for text, look in ((title, "section"), (detail, "plain")):
            if not text:
                continue
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMinimumWidth(400)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            set_look(label, look)
            words.addWidget(label)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _add_yes(self, foot: QHBoxLayout, yes: str, is_dangerous: bool) -> None:
        leave = button("取消")
        leave.clicked.connect(self.reject)
        leave.setVisible(bool(yes))
        agree = danger_button(yes) if is_dangerous else primary_button(yes or "知道了")
        agree.clicked.connect(self.accept)
        foot.addWidget(leave)
        foot.addWidget(agree)
        usual = leave if is_dangerous else agree
        usual.setDefault(True)
        usual.setFocus()

    def _add_answers(self, foot: QHBoxLayout, answers: Sequence[str]) -> None:
        leave = button("取消")
        leave.clicked.connect(self.reject)
        foot.addWidget(leave)
        for number in reversed(range(len(answers))):
            made = primary_button(answers[number]) if number == 0 else button(answers[number])
            made.setProperty("answer", number)
            made.clicked.connect(self._choose)
            made.setDefault(number == 0)
            foot.addWidget(made)
            made.setFocus()

    def _choose(self) -> None:
        sender = self.sender()
        self.chosen = int(sender.property("answer")) if sender is not None else None
        self.accept()
