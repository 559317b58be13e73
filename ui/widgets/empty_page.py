"""What stands where nothing is yet: one sentence and the button for what to do first."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import set_look
from ui.widgets.buttons import button


class EmptyPage(QWidget):
    """An icon, a sentence, a button."""

    def __init__(self, text: str = "", *, icon_name: str = "inbox", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        sign = QLabel()
        sign.setPixmap(picture(icon_name, "disabled", 32, self.devicePixelRatioF()))
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = QLabel(text)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(self._text, "secondary")
        self._button = button("")
        self._button.clicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(sign)
        layout.addWidget(self._text)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)
        self._button.setVisible(False)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def say(self, text: str, button_text: str = "", on_click: Callable[[], object] | None = None) -> None:
        """Show another sentence, with its button if it has one."""
        self._text.setText(text)
        self._act = on_click
        self._button.setText(button_text)
        self._button.setVisible(bool(button_text and on_click))

    def click(self) -> None:
        """Do what the button does."""
        self._button.click()

    def _clicked(self) -> None:
        if self._act is not None:
            self._act()
