"""A PDF in memory as pages: their sizes, their pictures, their text and the entries of its outline.

Everything happens on the main thread. The bytes live in a buffer that is a child of the document: Qt takes the document
apart before its children, so the document never reads from a buffer that is gone.
"""

from typing import NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLoggingCategory,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument, QPdfDocumentRenderOptions, QPdfSelection

from models.errors import UserFacingError

POINTS_AN_INCH = 72


class Passage(NamedTuple):
    """A stretch of the text of a page, counted in UTF-16 units, as Qt counts."""

    page: int
    start: int
    length: int


class PdfPages(QObject):
    """The pages of one PDF. Raises UserFacingError when the bytes are no PDF."""

    def __init__(self, content: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # the reader warns of bookmarks without a place on the page by printing memory it never set
        QLoggingCategory.setFilterRules("qt.pdf.bookmarks.warning=false")
        self.content = content
        self._document = QPdfDocument(self)
        buffer = QBuffer(self._document)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(buffer)
        if self._document.status() is not QPdfDocument.Status.Ready or self._document.pageCount() == 0:
            self._document.close()
            raise UserFacingError("这份 PDF 不完整，无法显示。请重新生成后再打开。")
        self.count = self._document.pageCount()
        self.sizes = [self._document.pagePointSize(page) for page in range(self.count)]

    @property
    def is_open(self) -> bool:
        """Whether the pages can still be read."""
        return self._document.status() is QPdfDocument.Status.Ready

    def close(self) -> None:
        """Let go of the file; nothing can be read afterwards."""
        self._document.close()

    def render(self, page: int, size: QSize, part: QRect | None = None) -> QImage:
        """Return a page on white paper as a picture of ``size`` pixels, or the ``part`` of that picture."""
        options = QPdfDocumentRenderOptions()
        if part is not None and part.size() != size:
            options.setScaledSize(size)
            # Qt takes right minus left for the width, which is one less; without the added one the part would shrink
            options.setScaledClipRect(part.adjusted(0, 0, 1, 1))
        wanted = size if part is None else part.size()
        paper = QImage(wanted, QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, self._document.render(page, wanted, options))
        painter.end()
        return paper

    def text(self, page: int) -> str:
        """Return the text of a page."""
        return self._document.getAllText(page).text()

    def rectangles(self, passage: Passage) -> list[QRectF]:
        """Return where a passage stands on its page, in points from the upper left corner, a rectangle a line."""
        found = self._document.getSelectionAtIndex(passage.page, passage.start, passage.length)
        return _rectangles(found)

    def select(self, page: int, first: QPointF, last: QPointF) -> tuple[str, list[QRectF]]:
        """Return the text between two points of a page, and where it stands."""
        found = self._document.getSelection(page, first, last)
        return (found.text(), _rectangles(found)) if found.isValid() else ("", [])

    def bookmarks(self, parent: QObject) -> QPdfBookmarkModel:
        """Return the outline as a tree."""
        model = QPdfBookmarkModel(parent)
        model.setDocument(self._document)
        return model


def pixels(size: QSizeF, dots_an_inch: float) -> QSize:
    """Return how many pixels a size in points takes; rounded, for a cut-off pixel shifts what is printed."""
    factor = dots_an_inch / POINTS_AN_INCH
    return QSize(max(round(size.width() * factor), 1), max(round(size.height() * factor), 1))


def paper_name(size: QSizeF) -> str:
    """Return what a clerk calls a sheet of this size in points: A4 纵向."""
    short, long = sorted((size.width(), size.height()))
    names = {"A4": (595.3, 841.9), "A3": (841.9, 1190.6), "A5": (419.5, 595.3)}
    name = next((one for one, (w, h) in names.items() if abs(short - w) < 3 and abs(long - h) < 3), None)
    way = "横向" if size.width() > size.height() else "纵向"
    if name is None:
        millimetres = 25.4 / POINTS_AN_INCH
        name = f"{size.width() * millimetres:.0f}×{size.height() * millimetres:.0f} 毫米"
    return f"{name} {way}"


def _rectangles(selection: QPdfSelection) -> list[QRectF]:
    """Return a rectangle a line: a name with a rare character is set from two faces and comes in pieces."""
    lines: list[QRectF] = []
    for polygon in selection.bounds():
        rect = polygon.boundingRect()
        if lines and _continues(lines[-1], rect):
            lines[-1] = lines[-1].united(rect)
        else:
            lines.append(rect)
    return lines


def _continues(line: QRectF, piece: QRectF) -> bool:
    is_level = line.top() <= piece.center().y() <= line.bottom()
    return is_level and -line.height() < piece.left() - line.right() < line.height()
