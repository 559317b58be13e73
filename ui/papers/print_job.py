"""One print job: the pages at the size of the paper, side by side to the printer, in slices of the main thread.

Document and printer belong to the main thread, so nothing is drawn elsewhere; between two slices the window lives and
取消 works. A job counts as printed only when the printer has taken the end of it.
"""

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.papers.pdf_pages import POINTS_AN_INCH, PdfPages, pixels
from ui.papers.printers import PrintOrder, page_layout, sheets

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF

DOTS_AN_INCH = 300  # or the printer's own where it has fewer
_SLICE_SECONDS = 0.05


class PrintJob(QObject):
    """Prints one order; exactly one of ``finished``, ``failed`` and ``cancelled`` is emitted, once."""

    progressed = Signal(int, int)
    """Carries the sides that are drawn and the sides in all."""
    finished = Signal()
    failed = Signal(str)
    cancelled = Signal()

    def __init__(
        self, title: str, pages: PdfPages, printer: QPrinter, order: PrintOrder, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pages, self._printer, self._order = pages, printer, order
        self._sides = sheets(order)
        self._done = 0
        self._painter = QPainter()
        self._laid_out: QSizeF | None = None
        self._last: tuple[int, QImage] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self.destroyed.connect(partial(_let_go, self._painter, printer))
        printer.setDocName(title)
        printer.setCopyCount(1)
        duplex = QPrinter.DuplexMode.DuplexLongSide if order.duplex else QPrinter.DuplexMode.DuplexNone
        printer.setDuplex(duplex)

    @property
    def total(self) -> int:
        """How many sides will be printed, all copies together."""
        return len(self._sides)

    @property
    def is_running(self) -> bool:
        """Whether sides are still to come."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin; a printer that refuses the job is told by ``failed``."""
        self._set_layout(self._size_of(0))
        if not self._sides or not self._painter.begin(self._printer):
            self.failed.emit(self._sentence())
            return
        self._timer.start()

    def cancel(self) -> None:
        """Stop after the side that is being drawn and take the job back from the printer."""
        if not self.is_running:
            return
        self._timer.stop()
        self._printer.abort()
        self._painter.end()
        self.cancelled.emit()

    def _go_on(self) -> None:
        until = time.monotonic() + _SLICE_SECONDS
        while self._done < len(self._sides):
            if self._done > 0 and not self._turn_over():
                self._fail()
                return
            self._draw(self._sides[self._done])
            self._done += 1
            if time.monotonic() >= until:
                break
        self.progressed.emit(self._done, len(self._sides))
        if self._done == len(self._sides) and self.is_running:
            self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        is_taken = self._painter.end()
        if is_taken and self._printer.printerState() is not QPrinter.PrinterState.Error:
            self.finished.emit()
        else:
            self.failed.emit(self._sentence())

    def _fail(self) -> None:
        self._timer.stop()
        self._printer.abort()
        self._painter.end()
        self.failed.emit(self._sentence())

    def _turn_over(self) -> bool:
        self._set_layout(self._size_of(self._done))
        return self._printer.newPage()

    def _set_layout(self, size: "QSizeF") -> None:
        """Choose the paper of a side, but only where it changes: to a driver each choice may mean a new sheet."""
        if self._laid_out != size:
            self._laid_out = size
            self._printer.setPageLayout(page_layout(size))
            self._printer.setFullPage(True)

    def _size_of(self, number: int) -> "QSizeF":
        """Return the size of a side; an empty one is like the one before it."""
        page = next((side for side in reversed(self._sides[: number + 1]) if side is not None), 0)
        return self._pages.sizes[page]

    def _draw(self, page: int | None) -> None:
        if page is None:
            return
        size = self._pages.sizes[page]
        if self._last is None or self._last[0] != page:
            dots = min(DOTS_AN_INCH, self._printer.resolution())
            self._last = (page, self._pages.render(page, pixels(size, dots)))
        factor = self._printer.resolution() / POINTS_AN_INCH
        target = QRectF(0, 0, size.width() * factor, size.height() * factor)
        self._painter.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.LosslessImageRendering
        )
        self._painter.drawImage(target, self._last[1])

    def _sentence(self) -> str:
        name = self._order.printer
        return (
            f"打印机“{name}”没有收下打印任务，没有登记为已打印。"
            "请检查打印机是否开机、联网、有纸后重试，或者存为 PDF 后在别处打印。"
        )


def _let_go(painter: QPainter, printer: QPrinter) -> None:
    """Take back what a job still held when its window went away."""
    if painter.isActive():
        printer.abort()
        painter.end()
