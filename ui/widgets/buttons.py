"""Buttons: one primary per screen, plain ones beside it, links for the rest. A button that cannot work says why."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QStatusTipEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.icons import icon
from ui.theme import set_look


class Button(QPushButton):
    """A push button that, when it cannot work, tells the reason in its tooltip and, when clicked, in the status bar."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)  # Enter presses a button only where a dialog says so
        self._hint = ""

    def set_hint(self, hint: str) -> None:
        """Set the tooltip of the working button."""
        self._hint = hint
        if self.isEnabled():
            self.setToolTip(hint)

    def set_reason(self, reason: str | None) -> None:
        """Disable the button because of ``reason``, or enable it with None."""
        self.setEnabled(reason is None)
        self.setToolTip(self._hint if reason is None else reason)

    def event(self, event: QEvent) -> bool:
        """Answer the click on a disabled button with its reason."""
        if event.type() == QEvent.Type.MouseButtonPress and not self.isEnabled() and self.toolTip():
            QCoreApplication.sendEvent(self, QStatusTipEvent(self.toolTip()))
            return True
        return super().event(event)


def button(text: str, *, icon_name: str = "", hint: str = "") -> Button:
    """Make a plain button, e.g. 导入…."""
    return _dress(Button(text), "plain", icon_name, hint)


def primary_button(text: str, *, icon_name: str = "", hint: str = "") -> Button:
    """Make the blue button of a screen; its text says what it will do and to how many."""
    return _dress(Button(text), "primary", icon_name, hint, role="on_accent")


def action_button(text: str, *, icon_name: str = "", hint: str = "") -> Button:
    """Make a plain button as tall as the primary one it stands beside."""
    return _dress(Button(text), "action", icon_name, hint)


def danger_button(text: str) -> Button:
    """Make the button of a question whose yes cannot be taken back."""
    return _dress(Button(text), "danger", "", "")


def link_button(text: str, *, icon_name: str = "", hint: str = "") -> Button:
    """Make a button that looks like a link."""
    return _dress(Button(text), "link", icon_name, hint, role="accent")


def quiet_button(text: str, *, icon_name: str = "", hint: str = "") -> Button:
    """Make a button without a frame, for the bars at the edge of the window."""
    return _dress(Button(text), "quiet", icon_name, hint)


def _dress(made: Button, look: str, icon_name: str, hint: str, role: str = "neutral") -> Button:
    set_look(made, look)
    if look in {"link", "quiet"}:
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon_name:
        made.setIcon(icon(icon_name, role))
        made.setIconSize(QSize(20, 16))  # two pixels of air on each side
    made.set_hint(hint)
    return made


class SegmentBar(QWidget):
    """A few lists of one tab side by side, one of them shown: 检查对象 900 | 执法检查人员 18."""

    changed = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = list(titles)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, title in enumerate(titles):
            part = QPushButton(title)
            part.setCheckable(True)
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            part.setProperty("edge", {0: "first", len(titles) - 1: "last"}.get(number, "middle"))
            set_look(part, "segment")
            self._group.addButton(part, number)
            layout.addWidget(part)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._tell)

    @property
    def current(self) -> int:
        """The number of the list that is shown."""
        return self._group.checkedId()

    def set_current(self, number: int) -> None:
        """Show another list."""
        self._group.button(number).setChecked(True)

    def set_count(self, number: int, count: int) -> None:
        """Write the size of a list behind its title."""
        self._group.button(number).setText(f"{self._titles[number]} {count:,}")

    def _tell(self, number: int, is_checked: bool) -> None:
        if is_checked:
            self.changed.emit(number)
