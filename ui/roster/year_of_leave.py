"""A year of one officer at a glance: twelve lines of days, those away coloured; a day says in its tooltip why."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.vocab import LeaveKind
from services.roster.officer_rows import LeaveRow
from ui.theme import roles

_HEAD = 44
_CELL = 15
_TOP = 22
_TONES = {
    LeaveKind.LEAVE: "warn",
    LeaveKind.ERRAND: "info",
    LeaveKind.TRAINING: "teal",
    LeaveKind.OTHER: "violet",
}


class YearOfLeave(QWidget):
    """Shows the leaves of one year and the days that are being typed."""

    def __init__(self, leaves: Sequence[LeaveRow], year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leaves = leaves
        self._year = year
        self._typed: tuple[date, date] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{year} 年请假公差一览")

    def show_typed(self, first: date | None, last: date | None) -> None:
        """Frame the days that are being typed; turn to their year."""
        self._typed = (first, last or first) if first is not None and last is not None else None
        if first is not None:
            self._year = first.year
        self.update()

    @property
    def days_away(self) -> int:
        """How many days of the year are taken by leaves that are entered."""
        return sum(self._leave_on(day) is not None for day in _days_of(self._year))

    def sizeHint(self) -> QSize:
        """Take the room of twelve months by 31 days."""
        return QSize(_HEAD + 31 * _CELL + 1, _TOP + 12 * _CELL + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the year."""
        del event
        painter = QPainter(self)
        colors = roles()
        painter.setPen(QColor(colors.secondary))
        painter.drawText(QRect(0, 0, self.width(), _TOP - 4), Qt.AlignmentFlag.AlignVCenter, self._legend())
        for month in range(1, 13):
            box = QRect(0, _TOP + (month - 1) * _CELL, _HEAD - 6, _CELL)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, f"{month}月")
        for day in _days_of(self._year):
            self._paint_day(painter, day)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip why the officer is away on the day under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().event(event)

    def place_of(self, day: date) -> QPoint:
        """Return where a day stands."""
        return _cell_of(day).center()

    def words_at(self, place: QPoint) -> str:
        """Return what is to be said of the day at a place: 2022-05-20 公差."""
        day = next((day for day in _days_of(self._year) if _cell_of(day).contains(place)), None)
        leave = self._leave_on(day) if day is not None else None
        if day is None or leave is None:
            return "" if day is None else day.isoformat()
        return f"{day} {leave.kind.label}{f'：{leave.reason}' if leave.reason else ''}"

    def _paint_day(self, painter: QPainter, day: date) -> None:
        colors, cell = roles(), _cell_of(day).adjusted(0, 0, -2, -2)
        leave = self._leave_on(day)
        is_weekend = day.weekday() > 4
        soft = colors.neutral_soft if is_weekend else colors.surface
        painter.fillRect(cell, QColor(getattr(colors, _TONES[leave.kind]) if leave is not None else soft))
        is_typed = self._typed is not None and self._typed[0] <= day <= self._typed[1]
        painter.setPen(QColor(colors.accent if is_typed else colors.border))
        painter.drawRect(cell)
        if is_typed:
            painter.drawRect(cell.adjusted(1, 1, -1, -1))

    def _legend(self) -> str:
        kinds = [kind for kind in LeaveKind if any(leave.kind is kind for leave in self._leaves)]
        named = f"（{'、'.join(kind.label for kind in kinds)}）" if kinds else ""
        return f"{self._year} 年：已登记 {self.days_away} 天{named}"

    def _leave_on(self, day: date) -> LeaveRow | None:
        return next((leave for leave in self._leaves if leave.starts_on <= day <= leave.ends_on), None)


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range((date(year, 12, 31) - first).days + 1)]


def _cell_of(day: date) -> QRect:
    return QRect(_HEAD + (day.day - 1) * _CELL, _TOP + (day.month - 1) * _CELL, _CELL, _CELL)
