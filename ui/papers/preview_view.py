"""The pages on the screen: scrolled, zoomed, searched and copied from. A page is drawn when it comes into view.

Qt's QPdfView was looked at and not taken: it shows white until its thread has drawn, marks hits in colours of its own
and needs Qt's search model, see ``preview_search``.
"""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.papers.pdf_pages import POINTS_AN_INCH, Passage, PdfPages
from ui.papers.preview_search import PageSearch
from ui.papers.preview_stack import GAP, MARGIN, STEPS, Fit, PageStack, fitted, next_step
from ui.theme import color

_STRIP = 2048  # pixels: a page larger than this is drawn in strips, only those in view
_KEPT_PIXELS = 24_000_000  # 96 MB
_LINE = 48
_WHEEL_NOTCH = 120


class PageView(QAbstractScrollArea):
    """All pages of one PDF, one under the other."""

    page_changed = Signal(int)
    zoomed = Signal()
    copied = Signal(str)

    def __init__(self, pages: PdfPages, search: PageSearch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._search = search
        self._fit: Fit | None = Fit.WIDTH
        self._percent = 100.0
        self._stack = PageStack(pages.sizes, 1.0)
        self._strips: OrderedDict[tuple[int, int, int], QPixmap] = OrderedDict()
        self._page = 0
        self._hit: Passage | None = None
        self._pressed: tuple[int, QPointF] | None = None
        self._selected: tuple[int, str, list[QRectF]] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("页面")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        search.changed.connect(self.viewport().update)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._on_scroll)

    @property
    def page(self) -> int:
        """The page that is read, counted from 0."""
        return self._page

    @property
    def fit(self) -> Fit | None:
        """How the size follows window or paper; None when a percentage was chosen."""
        return self._fit

    @property
    def percent(self) -> int:
        """The size on the screen; 100 is that of the paper."""
        return round(self._percent)

    @property
    def selected_text(self) -> str:
        """What was marked with the mouse."""
        return self._selected[1] if self._selected else ""

    def set_fit(self, fit: Fit) -> None:
        """Let the size follow window or paper."""
        self._fit = fit
        self._rescale()

    def set_percent(self, percent: float) -> None:
        """Show the pages at a size of the paper's."""
        self._fit = Fit.ACTUAL if percent == 100 else None
        self._percent = min(max(percent, STEPS[0]), STEPS[-1])
        self._rescale()

    def zoom(self, *, up: bool) -> None:
        """Go to the next larger or smaller size."""
        self.set_percent(next_step(self._percent, up=up))

    def go_to(self, page: int) -> None:
        """Bring the head of a page into view."""
        page = min(max(page, 0), self._pages.count - 1)
        self.verticalScrollBar().setValue(self._stack.top(page) - min(MARGIN, GAP) // 2)
        self._set_page(page)

    def show_hit(self, hit: Passage | None) -> None:
        """Mark one hit above the others and bring it into view."""
        self._hit = hit
        if hit is not None:
            rects = self._search.places(hit)
            if rects:
                self._bring_into_view(hit.page, rects[0])
        self.viewport().update()

    def copy(self) -> None:
        """Copy what is marked."""
        if self.selected_text:
            QGuiApplication.clipboard().setText(self.selected_text)
            self.copied.emit(self.selected_text)

    def rect_of(self, page: int) -> QRect:
        """Return where a page lies in the viewport."""
        return self._stack.rect(page, self.viewport().width()).translated(-self._offset())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in view of each page: paper, marks of the mouse, hits."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), color("line"))
        if not self._pages.is_open:
            return
        top = self._offset().y()
        for page in self._stack.between(top, top + self.viewport().height()):
            rect = self.rect_of(page)
            painter.fillRect(rect.adjusted(-1, -1, 1, 1), color("border_hover"))
            self._draw_page(painter, page, rect)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            if self._selected is not None and self._selected[0] == page:
                self._mark(painter, rect, self._selected[2], color("accent_line"))
            for hit in self._search.hits_on(page):
                is_current = hit == self._hit
                self._mark(painter, rect, self._search.places(hit), color("hit_now" if is_current else "hit"))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            if self._hit is not None and self._hit.page == page:
                self._frame(painter, rect, self._search.places(self._hit))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self._rescale()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom(up=event.angleDelta().y() > 0)
            event.accept()
            return
        bar = self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
        moved = event.pixelDelta().y() or event.angleDelta().y() * 2 * _LINE // _WHEEL_NOTCH
        bar.setValue(bar.value() - moved)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages and scroll."""
        act = self._key_acts().get(Qt.Key(event.key()))
        if act is None or event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            super().keyPressEvent(event)
        else:
            act()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to mark text."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._selected = None
            self._pressed = self._place(event.position())
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the text up to the mouse, on the page where the marking began."""
        if self._pressed is None:
            return
        page, first = self._pressed
        text, rects = self._pages.select(page, first, self._point(page, event.position()))
        self._selected = (page, text, rects) if text else None
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the marking."""
        del event
        self._pressed = None

    def _key_acts(self) -> dict[Qt.Key, Callable[[], None]]:
        step = self.viewport().height() - _LINE
        return {
            Qt.Key.Key_PageDown: lambda: self._turn(1),
            Qt.Key.Key_PageUp: lambda: self._turn(-1),
            Qt.Key.Key_Space: lambda: self._turn(1),
            Qt.Key.Key_Backspace: lambda: self._turn(-1),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(self._pages.count - 1),
            Qt.Key.Key_Down: lambda: self._scroll(min(_LINE, step)),
            Qt.Key.Key_Up: lambda: self._scroll(-min(_LINE, step)),
            Qt.Key.Key_Right: lambda: self._sideways(1),
            Qt.Key.Key_Left: lambda: self._sideways(-1),
        }

    def _turn(self, way: int) -> None:
        """Go on by a window full, by a page where a page fits into the window."""
        if self._fit is Fit.PAGE:
            self.go_to(self._page + way)
        else:
            self._scroll(way * (self.viewport().height() - _LINE))

    def _scroll(self, by: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by)

    def _sideways(self, way: int) -> None:
        bar = self.horizontalScrollBar()
        if bar.maximum() > 0:
            bar.setValue(bar.value() + way * _LINE)
        else:
            self.go_to(self._page + way)

    def _rescale(self) -> None:
        """Lay the pages out anew; what stood in the middle of the window stays there."""
        room, dots = self.maximumViewportSize(), self.logicalDpiX() / POINTS_AN_INCH
        if self._fit in (Fit.PAGE, Fit.WIDTH):
            bar = (
                self.verticalScrollBar().sizeHint().width()
                if self._pages.count > 1 or self._fit is Fit.WIDTH
                else 0
            )
            scale = fitted(self._pages.sizes, self._fit, room.width() - bar, room.height())
            self._percent = min(max(scale / dots * 100, 10.0), STEPS[-1])
        elif self._fit is Fit.ACTUAL:
            self._percent = 100.0
        scale = self._percent / 100 * dots
        middle = self.viewport().height() / 2
        old, y = self._stack, self._offset().y() + middle
        page = old.page_at(y)
        share = (y - old.top(page)) / old.scale
        at_head = self._offset().y() <= MARGIN
        self._stack = PageStack(self._pages.sizes, scale)
        self._set_bars()
        self.verticalScrollBar().setValue(
            0 if at_head else round(self._stack.top(page) + share * scale - middle)
        )
        self.viewport().update()
        self.zoomed.emit()

    def _set_bars(self) -> None:
        view = self.viewport().size()
        for bar, whole, part in (
            (self.verticalScrollBar(), self._stack.height, view.height()),
            (self.horizontalScrollBar(), self._stack.width, view.width()),
        ):
            is_needed = whole > part + (MARGIN if bar is self.horizontalScrollBar() else 0)
            bar.setRange(0, whole - part if is_needed else 0)
            bar.setPageStep(part)
            bar.setSingleStep(_LINE)

    def _on_scroll(self) -> None:
        self.viewport().update()
        self._set_page(self._stack.page_at(self._offset().y() + self.viewport().height() / 3))

    def _set_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _bring_into_view(self, page: int, rect: QRectF) -> None:
        paper = self._stack.rect(page, self.viewport().width())
        middle = paper.topLeft() + (rect.center() * self._stack.scale).toPoint()
        view, offset = self.viewport().size(), self._offset()
        if not QRect(offset, view).adjusted(_LINE, _LINE, -_LINE, -_LINE).contains(middle):
            self.verticalScrollBar().setValue(middle.y() - view.height() // 2)
            self.horizontalScrollBar().setValue(middle.x() - view.width() // 2)
        self._set_page(page)

    def _draw_page(self, painter: QPainter, page: int, rect: QRect) -> None:
        ratio = self.devicePixelRatioF()
        whole = QSize(round(rect.width() * ratio), round(rect.height() * ratio))
        shown = rect.intersected(self.viewport().rect()).translated(-rect.topLeft())
        first, last = int(shown.top() * ratio) // _STRIP, int(shown.bottom() * ratio) // _STRIP
        for number in range(first, last + 1):
            top = number * _STRIP
            part = QRect(0, top, whole.width(), min(_STRIP, whole.height() - top))
            if part.height() > 0:
                target = QRectF(rect.x(), rect.y() + top / ratio, rect.width(), part.height() / ratio)
                strip = self._strip(page, whole, part, number)
                painter.drawPixmap(target, strip, QRectF(strip.rect()))

    def _strip(self, page: int, whole: QSize, part: QRect, number: int) -> QPixmap:
        key = (page, whole.width(), number)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = QPixmap.fromImage(self._pages.render(page, whole, part))
            kept = sum(one.width() * one.height() for one in self._strips.values())
            while kept > _KEPT_PIXELS and len(self._strips) > 1:
                _, oldest = self._strips.popitem(last=False)
                kept -= oldest.width() * oldest.height()
        self._strips.move_to_end(key)
        return strip

    def _mark(self, painter: QPainter, paper: QRect, rects: list[QRectF], tint: QColor) -> None:
        for rect in rects:
            painter.fillRect(self._on_screen(paper, rect), tint)

    def _frame(self, painter: QPainter, paper: QRect, rects: list[QRectF]) -> None:
        painter.setPen(color("warn"))
        for rect in rects:
            painter.drawRect(self._on_screen(paper, rect))

    def _on_screen(self, paper: QRect, rect: QRectF) -> QRectF:
        scale = self._stack.scale
        return QRectF(
            paper.x() + rect.x() * scale - 1,
            paper.y() + rect.y() * scale - 1,
            rect.width() * scale + 2,
            rect.height() * scale + 2,
        )

    def _place(self, position: QPointF) -> tuple[int, QPointF]:
        page = self._stack.page_at(position.y() + self._offset().y())
        return page, self._point(page, position)

    def _point(self, page: int, position: QPointF) -> QPointF:
        return (position - QPointF(self.rect_of(page).topLeft())) / self._stack.scale
