"""How the meeting room sees the ceremony: every size is a share of the screen's height, so that it reads at five metres.

The unit is 1/28 of the height. Nothing that the room must read is set smaller than one unit.
"""

from math import ceil
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import font, roles, set_look

UNITS = 28
_SMALLEST = 12
_SIZES = {"body": 1.0, "large": 1.3, "title": 1.6, "huge": 2.6}

_SHEET = Template("""
QWidget#ceremony { background: $surface; }
QLabel { font-size: ${body}px; }
QLabel[letter="large"] { font-size: ${large}px; }
QLabel[letter="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[letter="huge"] { font-size: ${huge}px; font-weight: 600; }
QLabel[letter="accent"] { font-size: ${large}px; font-weight: 600; color: $accent; }
QLabel[letter="seed"] { font-size: ${large}px; font-weight: 600; background: $sunken; border-radius: 4px; padding: ${gap}px; }
QLabel[letter="mark"] { font-size: ${large}px; font-weight: 600; color: $bad; background: $bad_soft; border-radius: 4px;
  padding: ${gap}px; }
QLabel[letter="problem"] { font-size: ${body}px; font-weight: 600; color: $bad; }
QPushButton { font-size: ${button}px; padding: ${gap}px ${side}px; min-height: ${body}px; }
QPushButton:focus { padding: ${gap}px ${side}px; }
QPushButton[look="primary"] { font-size: ${body}px; padding: ${gap}px ${side}px; }
QPushButton[look="primary"]:focus { padding: ${gap}px ${side}px; }
QPushButton[letter="confirm"] { font-size: ${title}px; font-weight: 600; padding: ${body}px ${title}px; }
QPushButton[letter="confirm"]:focus { padding: ${body}px ${title}px; }
QCheckBox { font-size: ${button}px; spacing: ${gap}px; }
QCheckBox::indicator { width: ${tick}px; height: ${tick}px; }
QLineEdit { font-size: ${title}px; font-weight: 600; padding: ${gap}px ${side}px; }
QLineEdit:focus { padding: ${gap}px ${side}px; }
""")


def unit_of(height: int) -> int:
    """Return the unit of a screen of that height, in pixels."""
    return max(ceil(height / UNITS), _SMALLEST)


def unit_in(widget: QWidget) -> int:
    """Return the unit of the window that a widget stands in."""
    return unit_of(widget.window().height())


def sheet(unit: int) -> str:
    """Return the style sheet of the window for its unit."""
    sizes = {name: str(round(share * unit)) for name, share in _SIZES.items()}
    extra = {
        "button": str(round(0.85 * unit)),
        "tick": str(round(0.7 * unit)),
        "gap": str(round(0.35 * unit)),
        "side": str(round(0.8 * unit)),
    }
    return _SHEET.substitute(roles()._asdict() | sizes | extra)


def face(unit: int, share: float = 1.0, *, bold: bool = False) -> QFont:
    """Return the program's face for what a widget paints itself."""
    made = font(bold=bold)
    made.setPixelSize(max(round(unit * share), 1))
    return made


def words(text: str = "", size: str = "body", *, look: str = "", wraps: bool = True) -> QLabel:
    """Make a label of the ceremony; ``size`` is body, large, title, huge, accent, seed, mark or problem."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setProperty("letter", size)
    if look:
        set_look(label, look)
    return label
