"""Words on the screen: titles, secondary text, chips, dividing lines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme import roles, set_look


def title(text: str = "") -> QLabel:
    """Make a page title (16 pt)."""
    return _label(text, "title")


def section_title(text: str = "") -> QLabel:
    """Make a section title (12 pt)."""
    return _label(text, "section")


def strong(text: str = "") -> QLabel:
    """Make a label of body size in semi-bold."""
    return _label(text, "strong")


def secondary(text: str = "") -> QLabel:
    """Make a label in the secondary colour."""
    return _label(text, "secondary")


def toned(text: str, tone: str) -> QLabel:
    """Make a label in a state colour (``ok``, ``warn``, ``bad``); the words must carry the state too."""
    return _label(text, tone)


def value_label(text: str = "") -> QLabel:
    """Make a read-only value that wraps and can be selected and copied."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    label.setCursor(Qt.CursorShape.IBeamCursor)
    return label


def rule() -> QFrame:
    """Make a horizontal dividing line of 1 px."""
    line = QFrame()
    set_look(line, "rule")
    return line


def card() -> QFrame:
    """Make a white panel with a 1 px border."""
    frame = QFrame()
    set_look(frame, "card")
    return frame


class ChipLabel(QLabel):
    """A state as a chip: a word on its soft colour."""

    def __init__(self, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: str) -> None:
        """Show another state; ``tone`` is ok, warn, bad, info, violet, teal or neutral."""
        colors = roles()
        self.setText(text)
        self.setVisible(bool(text))
        self.setStyleSheet(
            f"color: {getattr(colors, tone)}; background: {getattr(colors, tone + '_soft')};"
            " border-radius: 9px; padding: 1px 8px;"
        )


def _label(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    set_look(label, look)
    return label
