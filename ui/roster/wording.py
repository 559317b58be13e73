"""What the details of all three lists say alike: chips in a line, periods, a person with a telephone."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.table.model import Chip
from ui.theme import set_look
from ui.widgets.labels import ChipLabel

_LINE_CHARACTERS = 9


def chip_line(chips: Sequence[Chip]) -> QWidget:
    """Return the chips side by side, as many to a line as a narrow detail has room for."""
    holder = QWidget()
    set_look(holder, "clear")
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(4)
    room = 0
    line = QHBoxLayout()
    for chip in chips:
        room -= len(chip.text)
        if room < 0:
            line = QHBoxLayout()
            line.setSpacing(4)
            line.addStretch(1)
            lines.addLayout(line)
            room = _LINE_CHARACTERS - len(chip.text)
        line.insertWidget(line.count() - 1, ChipLabel(chip.text, chip.tone))
    return holder


def period_words(starts_on: date | None, ends_on: date | None) -> str:
    """Return a period that may be open at either end."""
    if starts_on is None and ends_on is None:
        return "长期"
    if ends_on is None:
        return f"{starts_on} 起"
    return f"至 {ends_on}" if starts_on is None else f"{starts_on} 至 {ends_on}"


def person_words(name: str, phone: str) -> str:
    """Return a name with its telephone, as far as they are known."""
    return "　".join(part for part in (name, phone) if part)
