"""A dialog for one text: a name, a reason."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import set_look
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import toned


class TextDialog(WorkDialog):
    """Asks for one text and shows the problem beneath it while there is one."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        *,
        initial: str = "",
        is_long: bool = False,
        check: Callable[[str], str | None] | None = None,
        confirm: str = "确定",
    ) -> None:
        self._check = check
        self._field: QLineEdit | QPlainTextEdit = QPlainTextEdit(initial) if is_long else QLineEdit(initial)
        self._problem = toned("", "bad")
        self._problem.setWordWrap(True)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        words = QLabel(label)
        words.setWordWrap(True)
        words.setBuddy(self._field)
        for part in (words, self._field, self._problem):
            layout.addWidget(part)
        if not is_long:
            layout.addStretch(1)
        set_look(content, "clear")
        super().__init__(parent, title, content, confirm=confirm, size=(480, 280 if is_long else 210))
        self.enter_confirms = not is_long
        self._field.textChanged.connect(self._forget_problem)
        self._field.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        label: str,
        *,
        initial: str = "",
        is_long: bool = False,
        check: Callable[[str], str | None] | None = None,
        confirm: str = "确定",
    ) -> str | None:
        """Show the dialog; return the text without outer blanks, or None when the user left."""
        dialog = cls(parent, title, label, initial=initial, is_long=is_long, check=check, confirm=confirm)
        return dialog.text() if dialog.exec() else None

    def text(self) -> str:
        """Return what was typed, without outer blanks."""
        raw = self._field.text() if isinstance(self._field, QLineEdit) else self._field.toPlainText()
        return raw.strip()

    def set_text(self, text: str) -> None:
        """Type a text."""
        if isinstance(self._field, QLineEdit):
            self._field.setText(text)
        else:
            self._field.setPlainText(text)

    @property
    def problem(self) -> str:
        """The sentence beneath the field."""
        return self._problem.text()

    def confirm(self) -> None:
        """Accept a text without a problem."""
        self._problem.setText((self._check(self.text()) if self._check is not None else None) or "")
        if not self._problem.text():
            self.accept()

    def _forget_problem(self) -> None:
        self._problem.setText("")
