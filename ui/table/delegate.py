"""How a cell is drawn: whole-row hover and selection, chips for states, check boxes that are the selection itself."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.table.model import ALIGN_ROLE, CHIPS_ROLE, DISPLAY_ROLE, STRUCK_ROLE, TONE_ROLE, Chip
from ui.theme import ROW_HEIGHT, color

Index = QModelIndex | QPersistentModelIndex

PADDING = 8
_CHIP_HEIGHT = 20
_CHIP_PADDING = 8
_CHIP_GAP = 4
_BOX = 14
_BAR = 3


class RowDelegate(QStyledItemDelegate):
    """Paints all cells of a record table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.check_column = -1
        self.current_row = -1
        self.leading_column = 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        self._draw_ground(painter, rect, index, is_selected)
        if index.column() == self.check_column:
            _draw_box(painter, rect, is_selected)
            return
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        chips: list[Chip] | None = index.data(CHIPS_ROLE)
        if chips is not None:
            _draw_chips(painter, inner, chips)
            return
        text = index.data(DISPLAY_ROLE)
        if text:
            tone = index.data(TONE_ROLE)
            painter.setPen(color(tone or "text"))
            metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            if index.data(STRUCK_ROLE):
                _draw_struck(painter, inner, index.data(ALIGN_ROLE), shown)
            else:
                painter.drawText(inner, index.data(ALIGN_ROLE), shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what the cell would like, for 调整列宽 by double click on the header."""
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        chips: list[Chip] | None = index.data(CHIPS_ROLE)
        if chips is not None:
            width = sum(
                metrics.horizontalAdvance(chip.text) + 2 * _CHIP_PADDING + _CHIP_GAP for chip in chips
            )
        else:
            width = metrics.horizontalAdvance(str(index.data(DISPLAY_ROLE) or ""))
        return QSize(width + 2 * PADDING + 2, ROW_HEIGHT)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text of a cell that is cut off."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        room: int = option.rect.width()  # type: ignore[attr-defined]
        if self.sizeHint(option, index).width() <= room + 2:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), str(index.data(DISPLAY_ROLE)), view)
        return True

    def _draw_ground(self, painter: QPainter, rect: QRect, index: Index, is_selected: bool) -> None:
        if is_selected:
            painter.fillRect(rect, color("accent_soft"))
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, color("hover"))
        elif index.row() % 2:
            painter.fillRect(rect, color("stripe"))
        if index.row() == self.current_row and index.column() == self.leading_column:
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), color("accent"))


def _draw_struck(painter: QPainter, room: QRect, align: int, text: str) -> None:
    painter.save()
    struck = painter.font()
    struck.setStrikeOut(True)
    painter.setFont(struck)
    painter.drawText(room, align, text)
    painter.restore()


def _draw_chips(painter: QPainter, room: QRect, chips: list[Chip]) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = painter.fontMetrics()
    left = float(room.left())
    top = room.top() + (room.height() - _CHIP_HEIGHT) / 2
    for chip in chips:
        width = min(metrics.horizontalAdvance(chip.text) + 2 * _CHIP_PADDING, room.right() + 1 - left)
        if width < 2 * _CHIP_PADDING:
            break
        shape = QRectF(left, top, width, _CHIP_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"{chip.tone}_soft"))
        painter.drawRoundedRect(shape, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
        painter.setPen(color(chip.tone))
        words = metrics.elidedText(
            chip.text, Qt.TextElideMode.ElideRight, round(width) - 2 * _CHIP_PADDING + 2
        )
        painter.drawText(shape, int(Qt.AlignmentFlag.AlignCenter), words)
        left += width + _CHIP_GAP
    painter.restore()


def _draw_box(painter: QPainter, room: QRect, is_checked: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(room.center().x() - _BOX / 2 + 0.5, room.center().y() - _BOX / 2 + 0.5, _BOX, _BOX)
    painter.setPen(QPen(color("accent" if is_checked else "border_hover"), 1))
    painter.setBrush(color("accent" if is_checked else "surface"))
    painter.drawRoundedRect(box, 3, 3)
    if is_checked:
        pen = QPen(color("on_accent"), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        left, top = box.left(), box.top()
        painter.drawPolyline(
            [QPointF(left + 3.2, top + 7.4), QPointF(left + 6, top + 10), QPointF(left + 11, top + 4.6)]
        )
    painter.restore()
