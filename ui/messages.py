"""The one door to the user: toasts, errors, questions, file dialogs. Tests use ``RecordedMessages``.

Success is a toast, never a box. A known failure is one sentence. A question is asked only before what cannot be taken back.
What is opened is imported when it is opened: the window is painted before anybody has anything to say.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6 import QtCore, QtGui, QtWidgets  # by module: a Qt class costs nothing until it is named
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.settings_store import SettingsStore

if TYPE_CHECKING:
    from ui.sentence_box import SentenceBox
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

    def toast(self, text: str, *links: "Link") -> None:
        """Say what was done, with the next steps."""
        from ui.widgets.toast import Toast

        under = self._toast_window()
        last = self._toast if self._toast is not None and isValid(self._toast) else None
        if last is not None and last.parentWidget() is not under:
            last.deleteLater()
            last = None
        if under is not None:
            self._toast = last or Toast(under)
            self._toast.say(text, links)

    def toast_file(self, text: str, path: Path) -> None:
        """Say that a file was written, with 打开文件 and 打开文件夹."""
        from ui.widgets.toast import Link

        self.toast(
            text,
            Link("打开文件", lambda: self.open_path(path)),
            Link("打开文件夹", lambda: self.open_path(path if path.is_dir() else path.parent)),
        )

    def error(self, text: str) -> None:
        """Tell a known failure in one sentence: which record, which field, what to do."""
        self._box("未能完成", text, icon_name="circle-alert", role="bad").exec()

    def confirm(
        self, question: str, *, detail: str = "", yes: str = "确定", is_dangerous: bool = False
    ) -> bool:
        """Ask before what cannot be taken back, saying what and how many; ``yes`` names the act, e.g. 作废本次抽取."""
        box = self._box(
            question,
            detail,
            icon_name="triangle-alert" if is_dangerous else "circle-help",
            role="warn" if is_dangerous else "accent",
            yes=yes,
            is_dangerous=is_dangerous,
        )
        return box.exec() == QtWidgets.QDialog.DialogCode.Accepted

    def choose(self, question: str, answers: Sequence[tuple[str, T]], *, detail: str = "") -> T | None:
        """Ask a question with named answers, the first one the usual; None for 取消."""
        box = self._box(
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
        from ui.widgets.text_dialog import TextDialog

        return TextDialog.ask(
            self.front(), title, label, initial=initial, is_long=is_long, check=check, confirm=confirm
        )

    def ask_open_file(self, title: str, filters: str, *, purpose: str) -> Path | None:
        """Ask for a file to read, e.g. filters 「表格 (*.xlsx *.xls *.csv)」; the folder is remembered by purpose."""
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(
            self.front(), title, str(self._start(purpose)), filters
        )
        return self._remember(purpose, chosen)

    def ask_open_files(self, title: str, filters: str, *, purpose: str) -> list[Path]:
        """Ask for several files to read; none when the user left."""
        over = QApplication.activeModalWidget() or QApplication.activeWindow() or self._window
        chosen, _ = QtWidgets.QFileDialog.getOpenFileNames(over, title, str(self._start(purpose)), filters)
        if chosen:
            self._settings.set_folder(purpose, Path(chosen[0]).parent)
        return [Path(name) for name in chosen]

    def ask_save_file(self, title: str, name: str, filters: str, *, purpose: str) -> Path | None:
        """Ask where to write a file; ``name`` is the proposed file name with its suffix, ``filters`` its possible kinds."""
        from ui.file_names import with_chosen_suffix

        chosen, picked = QtWidgets.QFileDialog.getSaveFileName(
            self.front(), title, str(self._start(purpose) / name), filters
        )
        path = with_chosen_suffix(chosen, name, filters, picked)
        if path != chosen and Path(path).exists() and not self._may_replace(Path(path)):
            return None
        return self._remember(purpose, path)

    def ask_folder(self, title: str, *, purpose: str) -> Path | None:
        """Ask for a folder to write into."""
        chosen = QtWidgets.QFileDialog.getExistingDirectory(self.front(), title, str(self._start(purpose)))
        if chosen:
            self._settings.set_folder(purpose, Path(chosen))
        return Path(chosen) if chosen else None

    def open_path(self, path: Path) -> None:
        """Open a file or folder with the program the system has for it."""
        if not QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path))):
            self.error(f"系统没有能打开 {path} 的程序：请在文件管理器中查看。")

    def front(self) -> QWidget | None:
        """Return the window over which a dialog opens now."""
        return QApplication.activeModalWidget() or QApplication.activeWindow() or self._window

    def _box(
        self,
        title: str,
        detail: str,
        *,
        icon_name: str,
        role: str,
        yes: str = "",
        answers: Sequence[str] = (),
        is_dangerous: bool = False,
    ) -> "SentenceBox":
        from ui.sentence_box import SentenceBox

        return SentenceBox(
            self.front(),
            title,
            detail,
            icon_name=icon_name,
            role=role,
            yes=yes,
            answers=answers,
            is_dangerous=is_dangerous,
        )

    def _toast_window(self) -> QWidget | None:
        """Return the window toasts lie on: a large dialog that says it carries them, else the main window."""
        dialog = QApplication.activeModalWidget()
        return dialog if dialog is not None and dialog.property("carries_toasts") else self._window

    def _may_replace(self, path: Path) -> bool:
        """Ask what the dialog could not ask: it did not know the whole name."""
        return self.confirm(f"“{path.name}”已经存在，要替换它吗？", yes="替换", is_dangerous=True)

    def _start(self, purpose: str) -> Path:
        documents = QtCore.QStandardPaths.writableLocation(
            QtCore.QStandardPaths.StandardLocation.DocumentsLocation
        )
        return self._settings.folder(purpose) or Path(documents)

    def _remember(self, purpose: str, chosen: str) -> Path | None:
        if not chosen:
            return None
        self._settings.set_folder(purpose, Path(chosen).parent)
        return Path(chosen)
