"""A date as the office writes it, 2026-05-25; may be empty. Digits alone (20260525) and 2026.5.25 are understood."""

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import color, set_look

_PARTS = re.compile(r"(\d{4})\s*[-./年]?\s*(\d{1,2})\s*[-./月]?\s*(\d{1,2})\s*日?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")


def read_date(text: str) -> date | None:
    """Return the date a clerk wrote, or None when it is none."""
    match = _DIGITS.fullmatch(text.strip()) or _PARTS.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


class DateField(QLineEdit):
    """A line for a date with a calendar behind its icon; Up and Down move by a day."""

    changed = Signal()

    def __init__(self, value: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("年-月-日")
        self.setMaxLength(14)
        self._last = value
        self._popup: _CalendarPopup | None = None
        self.setText(value.isoformat() if value is not None else "")
        opener = self.addAction(icon("calendar", "secondary"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setToolTip("打开日历")
        opener.triggered.connect(self.open_calendar)
        self.setFixedWidth(148)
        self.editingFinished.connect(self._settle)

    @property
    def is_valid(self) -> bool:
        """Whether the text is empty or a date."""
        return not self.text().strip() or read_date(self.text()) is not None

    def value(self) -> date | None:
        """Return the date, None when the field is empty or holds no date (see ``is_valid``)."""
        return read_date(self.text())

    def set_value(self, value: date | None) -> None:
        """Write a date."""
        self.setText(value.isoformat() if value is not None else "")
        self._settle()

    def open_calendar(self) -> None:
        """Show the calendar beneath the field."""
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.chosen.connect(self.set_value)
        self._popup.show_for(self.value() or date.today())  # noqa: DTZ011 - only where the calendar opens

    def _settle(self) -> None:
        value = self.value()
        if value is not None and self.text() != value.isoformat():
            self.setText(value.isoformat())
        if value != self._last:
            self._last = value
            self.changed.emit()


class _CalendarPopup(QFrame):
    chosen = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        set_look(self, "popup")
        self._field = field
        self._calendar = QCalendarWidget()
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        weekend = QTextCharFormat()
        weekend.setForeground(color("secondary"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, weekend)
        self._calendar.setMinimumSize(296, 244)
        self._calendar.clicked.connect(self._take)
        self._calendar.activated.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._calendar)

    def show_for(self, day: date) -> None:
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        place = self._field.mapToGlobal(QPoint(0, self._field.height() + 2))
        room = self._field.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place.setY(self._field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        place.setX(min(place.x(), room.right() - self.width()))
        self.move(place)
        self.show()

    def _take(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()
