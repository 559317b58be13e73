"""The foot of a step: the one primary button at the left, what else can be done, and the rare acts as links at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import Button


def foot_line(left: Sequence[QWidget], right: Sequence[Button] = ()) -> QHBoxLayout:
    """Lay out the foot of a step."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for part in left:
        line.addWidget(part)
    line.addStretch(1)
    for link in right:
        line.addWidget(link)
    return line
