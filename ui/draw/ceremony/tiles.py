"""Counts in huge figures side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.draw.ceremony.look import face, unit_in
from ui.draw.ceremony.telling import Tile
from ui.theme import color

_HEIGHT = 4.6  # units


class TileStrip(QWidget):
    """Number above, caption beneath."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tiles(self, shown: Sequence[Tile]) -> None:
        """Show other counts."""
        self._tiles = tuple(shown)
        self.setAccessibleName("；".join(self.texts))
        self.update()

    @property
    def texts(self) -> list[str]:
        """What the tiles say."""
        return [f"{tile.caption} {tile.number}" for tile in self._tiles]

    def sizeHint(self) -> QSize:
        """Be as high as the screen's size asks for."""
        return QSize(400, round(_HEIGHT * unit_in(self)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tiles."""
        del event
        if not self._tiles:
            return
        painter, unit = QPainter(self), unit_in(self)
        span = self.width() / len(self._tiles)
        for number, tile in enumerate(self._tiles):
            room = QRectF(number * span, 0, span, 2.9 * unit)
            if number:
                painter.setPen(color("line"))
                painter.drawLine(round(room.left()), unit // 2, round(room.left()), round(4.2 * unit))
            self._fit(painter, tile.number, 2.5, span, is_bold=True)
            painter.setPen(color(tile.tone))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), tile.number)
            self._fit(painter, tile.caption, 1.0, span, is_bold=False)
            painter.setPen(color("neutral"))
            beneath = QRectF(room.left(), 2.8 * unit, span, 1.5 * unit)
            painter.drawText(beneath, int(Qt.AlignmentFlag.AlignCenter), tile.caption)

    def _fit(self, painter: QPainter, text: str, share: float, span: float, *, is_bold: bool) -> None:
        unit = unit_in(self)
        wide = QFontMetricsF(face(unit, share, bold=is_bold)).horizontalAdvance(text)
        painter.setFont(face(unit, share * min(1.0, 0.95 * span / max(wide, 1.0)), bold=is_bold))
