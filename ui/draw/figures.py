"""The figures of the frame in large type: each one opens the list that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import color, font, set_look

_HEIGHT, _LOW_HEIGHT = 58, 46
_SIDE = 14
_NUMBER, _LOW_NUMBER = 17.0, 13.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One count: what it counts, of which list; ``tone`` colours the number."""

    key: str
    number: str
    caption: str
    tone: str = "text"


class FigureStrip(QFrame):
    """The counts side by side: 名录库 900 · 列入 860 · 可抽 852 …."""

    clicked = Signal(str)
    """Carries the key of the figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._is_compact = False
        self.setFixedHeight(_HEIGHT + 2)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(4, 1, 4, 1)
        self._line.setSpacing(0)
        self._buttons: list[_FigureButton] = []

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Show other counts."""
        if [button.figure.key for button in self._buttons] != [figure.key for figure in figures]:
            self._rebuild(figures)
        for button, figure in zip(self._buttons, figures, strict=True):
            button.set_figure(figure)

    def set_compact(self, is_compact: bool) -> None:
        """Take less room on a low screen."""
        self._is_compact = is_compact
        self.setFixedHeight((_LOW_HEIGHT if is_compact else _HEIGHT) + 2)
        for button in self._buttons:
            button.set_compact(is_compact)

    def click(self, key: str) -> None:
        """Click a figure."""
        next(button for button in self._buttons if button.figure.key == key).click()

    @property
    def texts(self) -> list[str]:
        """What the figures say."""
        return [f"{button.figure.caption} {button.figure.number}" for button in self._buttons]

    def _rebuild(self, figures: Sequence[Figure]) -> None:
        for old in self._buttons:
            self._line.removeWidget(old)
            old.hide()  # or it is painted once more beneath its successor
            old.deleteLater()
        self._buttons = [_FigureButton(figure, is_first=not number) for number, figure in enumerate(figures)]
        for button in self._buttons:
            button.set_compact(self._is_compact)
            button.clicked.connect(self._tell)
            self._line.addWidget(button, 1)

    def _tell(self) -> None:
        sender = self.sender()
        if isinstance(sender, _FigureButton):
            self.clicked.emit(sender.figure.key)


class _FigureButton(QAbstractButton):
    def __init__(self, figure: Figure, *, is_first: bool) -> None:
        super().__init__()
        self.figure = figure
        self._is_first = is_first
        self._is_compact = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_figure(self, figure: Figure) -> None:
        self.figure = figure
        self.setAccessibleName(f"{figure.caption} {figure.number}")
        self.setToolTip(f"查看{figure.caption}的名单")
        self.updateGeometry()
        self.update()

    def set_compact(self, is_compact: bool) -> None:
        self._is_compact = is_compact
        self.setFixedHeight(_LOW_HEIGHT if is_compact else _HEIGHT)

    def sizeHint(self) -> QSize:
        number = QFontMetricsF(font(_NUMBER, bold=True)).horizontalAdvance(self.figure.number)
        caption = QFontMetricsF(font()).horizontalAdvance(self.figure.caption)
        return QSize(round(max(number, caption)) + _SIDE + 8, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(room.adjusted(2, 4, -2, -4), color("hover"))
        if not self._is_first:
            painter.setPen(color("line"))
            painter.drawLine(0, 12, 0, self.height() - 12)
        top, points = (2, _LOW_NUMBER) if self._is_compact else (5, _NUMBER)
        half = (self.height() - 2 * top) / 2
        painter.setFont(font(points, bold=True))
        painter.setPen(color(self.figure.tone))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(_SIDE, top, room.width(), half + 4), left, self.figure.number)
        painter.setFont(font())
        painter.setPen(color("secondary"))
        painter.drawText(QRectF(_SIDE, top + half + 2, room.width(), half - 2), left, self.figure.caption)
        if self.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(room.adjusted(3, 5, -3, -5), 4, 4)
