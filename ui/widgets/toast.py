"""The toast: what was done, and the next step, at the bottom of the window for a few seconds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from ui.icons import icon, picture
from ui.theme import set_look
from ui.widgets.buttons import Button

SECONDS = 8
_BOTTOM_MARGIN = 56


@dataclass(frozen=True, slots=True)
class Link:
    """A next step offered beside a message, e.g. ``Link("打开文件夹", open_it)``."""

    text: str
    on_click: Callable[[], object]


class Toast(QFrame):
    """One line over the window; waits while the mouse rests on it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        sign = QLabel()
        sign.setPixmap(picture("circle-check", "on_shade", 16, self.devicePixelRatioF()))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._links: list[Button] = []
        close = QToolButton()
        close.setIcon(icon("x", "on_shade_link"))
        close.setToolTip("关闭")
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_look(close, "shade")
        close.clicked.connect(self.hide)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(16, 8, 8, 8)
        self._line.setSpacing(8)
        for part in (sign, self._text, close):
            self._line.addWidget(part)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The words on the toast."""
        return self._text.text()

    def say(self, text: str, links: Sequence[Link] = ()) -> None:
        """Show a message with its next steps, in place of the one before."""
        for old in self._links:
            self._line.removeWidget(old)
            old.deleteLater()
        self._links = [self._button(link) for link in links]
        for place, made in enumerate(self._links):
            self._line.insertWidget(2 + place, made)
        self._text.setText(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEvent) -> None:
        """Stay while it is looked at."""
        del event
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Begin to count again."""
        del event
        self._timer.start()

    def _button(self, link: Link) -> Button:
        made = Button(link.text, self)
        made.clicked.connect(self.hide)
        made.clicked.connect(link.on_click)
        made.show()
        return made

    def _place(self) -> None:
        window = self._window
        room = window.width() - 48
        self._text.setWordWrap(False)
        if self.sizeHint().width() > room:
            self._text.setWordWrap(True)
            self._text.setMinimumWidth(max(room - 240, 200))
        else:
            self._text.setMinimumWidth(0)
        self.resize(min(self.sizeHint().width(), room), self.sizeHint().height())
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - _BOTTOM_MARGIN)
