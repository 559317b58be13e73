"""A day and a time of day as an inspection record notes them: 2022-06-08 9:30."""

import re
from datetime import datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from services.clock import BEIJING
from ui.widgets.date_field import DateField

_TIME = re.compile(r"(\d{1,2})\s*[:：.时]?\s*(\d{2})\s*分?")


def read_time(text: str) -> time | None:
    """Return the time a clerk wrote (930, 9:30, 9时30分), or None when it is none."""
    match = _TIME.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))


class MomentField(QWidget):
    """A date and a time side by side; no moment before both are there."""

    changed = Signal()

    def __init__(self, name: str, value: datetime | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DateField(value.date() if value is not None else None)
        self.time = QLineEdit(f"{value:%H:%M}" if value is not None else "")
        self.time.setPlaceholderText("时:分")
        self.time.setMaxLength(8)
        self.time.setFixedWidth(72)
        self.day.setAccessibleName(f"{name}日期")
        self.time.setAccessibleName(f"{name}时间")
        self.setFocusProxy(self.day)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.day)
        line.addWidget(self.time)
        self.day.changed.connect(self.changed)
        self.time.editingFinished.connect(self._settle)

    def value(self) -> datetime | None:
        """Return the moment in Beijing time, None while day or time is missing or wrong."""
        day, clock = self.day.value(), read_time(self.time.text())
        return None if day is None or clock is None else datetime.combine(day, clock, BEIJING)

    def set_value(self, value: datetime | None) -> None:
        """Write a moment."""
        self.day.set_value(value.date() if value is not None else None)
        self.time.setText(f"{value:%H:%M}" if value is not None else "")
        self.changed.emit()

    @property
    def typed(self) -> tuple[str, str]:
        """What stands in the two fields."""
        return self.day.text(), self.time.text()

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, empty when nothing is or nothing was."""
        if not self.day.is_valid:
            return "日期应为年-月-日，例如 2022-06-08。"
        if self.time.text().strip() and read_time(self.time.text()) is None:
            return "时间应为时:分，例如 9:30。"
        return ""

    def _settle(self) -> None:
        clock = read_time(self.time.text())
        if clock is not None:
            self.time.setText(f"{clock:%H:%M}")
        self.changed.emit()
