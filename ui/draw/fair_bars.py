"""The bars of the 公平性报告: what came as a bar, what should have come by the protocol as a mark across it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.files.fairness import CoverageLine, FairnessLine, FairnessPart
from ui.theme import color

_ROW = 26
_BAR = 10
_MARK = 18
_GAP = 12
_NAME_LIMIT = 160.0


@dataclass(frozen=True, slots=True)
class FairBar:
    """One line: ``value`` is drawn as the bar, ``mark`` across it; None draws no mark."""

    name: str
    value: float
    mark: float | None
    text: str


def bars_of(part: FairnessPart) -> list[FairBar]:
    """Return the lines of a part."""
    return [FairBar(line.name, line.observed, line.expected, _figures(line)) for line in part.lines]


def coverage_bars(lines: Sequence[CoverageLine]) -> list[FairBar]:
    """Return one bar a year, as long as the share of the register that was inspected."""
    return [
        FairBar(f"{line.year} 年", line.share, None, f"{line.inspected:,} 家，{100 * line.share:.1f}%")
        for line in lines
    ]


class FairBars(QWidget):
    """The lines one under the other; ``most`` is the length of a whole bar, None for the longest there is."""

    def __init__(self, most: float | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: Sequence[FairBar] = ()
        self._most = most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def texts(self) -> list[str]:
        """What the lines say."""
        return [f"{bar.name} {bar.text}" for bar in self._bars]

    def set_bars(self, bars: Sequence[FairBar]) -> None:
        """Show other lines."""
        self._bars = tuple(bars)
        self.setAccessibleName("；".join(self.texts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as there are lines."""
        return QSize(360, _ROW * max(len(self._bars), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name, bar, mark and figures of each line."""
        del event
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        names = min(max(metrics.horizontalAdvance(bar.name) for bar in self._bars), _NAME_LIMIT)
        figures = max(metrics.horizontalAdvance(bar.text) for bar in self._bars)
        room = max(self.width() - names - figures - 2 * _GAP, 0.0)
        longest = max(max(bar.value, bar.mark or 0.0) for bar in self._bars)
        most = self._most or longest or 1.0
        for number, bar in enumerate(self._bars):
            top = number * _ROW
            painter.setPen(color("text"))
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRectF(0, top, names + 1, _ROW), int(Qt.AlignmentFlag.AlignVCenter), name)
            painter.setPen(color("neutral"))
            end = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(QRectF(0, top, self.width(), _ROW), end, bar.text)
            _draw_bar(painter, bar, QRectF(names + _GAP, top, room, _ROW), most)


def _draw_bar(painter: QPainter, bar: FairBar, room: QRectF, most: float) -> None:
    middle = room.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("accent_soft"))
    painter.drawRoundedRect(QRectF(room.left(), middle - _BAR / 2, room.width(), _BAR), 3, 3)
    painter.setBrush(color("accent"))
    length = max(room.width() * min(bar.value / most, 1.0), 2.0 if bar.value else 0.0)
    painter.drawRoundedRect(QRectF(room.left(), middle - _BAR / 2, length, _BAR), 3, 3)
    if bar.mark is not None:
        painter.setBrush(color("text"))
        place = room.left() + room.width() * min(bar.mark / most, 1.0)
        painter.drawRect(QRectF(place - 1, middle - _MARK / 2, 2, _MARK))


def _figures(line: FairnessLine) -> str:
    return f"应为 {line.expected:,.1f}　实际 {line.observed:,}（{line.difference:+,.1f}）"
