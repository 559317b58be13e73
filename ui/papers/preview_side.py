"""The side of the preview: small pictures of the pages, and the entries of a merged file's outline."""

from collections import OrderedDict

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtPdf import QPdfBookmarkModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ui.papers.pdf_pages import PdfPages
from ui.theme import color, set_look
from ui.widgets.buttons import SegmentBar

WIDTH = 208
_PICTURE = 104  # the longer side of a small picture is this times √2
_LINE = 20
_KEPT = 80

_Index = QModelIndex | QPersistentModelIndex


class PageList(QAbstractListModel):
    """The pages as a list; what a screen reader says of each is its number."""

    def __init__(self, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = count

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Return the number of pages."""
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the number of the page."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"第 {index.row() + 1} 页"
        return None


class ThumbnailDelegate(QStyledItemDelegate):
    """Draws a page when its line comes into view, and keeps the last eighty."""

    def __init__(self, pages: PdfPages, view: QListView) -> None:
        super().__init__(view)
        self._pages = pages
        self._kept: OrderedDict[int, QPixmap] = OrderedDict()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Take the same room for every page, whichever way it lies."""
        del option, index
        return QSize(WIDTH - 24, round(_PICTURE * 1.42) + _LINE + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw paper, number, and the mark of the page that is read."""
        if not self._pages.is_open:
            return
        rect: QRect = option.rect
        picture = self._picture(index.row(), painter.device().devicePixelRatioF())
        size = picture.deviceIndependentSize().toSize()
        room = rect.adjusted(0, 8, 0, -_LINE - 8)
        paper = QRect(0, 0, size.width(), size.height())
        paper.moveCenter(room.center())
        is_read = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_read:
            painter.fillRect(rect.adjusted(4, 2, -4, -2), color("accent_soft"))
        painter.drawPixmap(paper.topLeft(), picture)
        painter.setPen(color("accent" if is_read else "border"))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        painter.setPen(color("accent" if is_read else "secondary"))
        painter.drawText(
            QRect(rect.x(), rect.bottom() - _LINE - 4, rect.width(), _LINE),
            Qt.AlignmentFlag.AlignCenter,
            str(index.row() + 1),
        )

    def _picture(self, page: int, ratio: float) -> QPixmap:
        picture = self._kept.get(page)
        if picture is None or picture.devicePixelRatio() != ratio:
            size = self._pages.sizes[page]
            factor = _PICTURE * 1.414 / max(size.width(), size.height()) * ratio
            wanted = QSize(max(round(size.width() * factor), 1), max(round(size.height() * factor), 1))
            picture = QPixmap.fromImage(self._pages.render(page, wanted))
            picture.setDevicePixelRatio(ratio)
            self._kept[page] = picture
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return picture


class EntryDelegate(QStyledItemDelegate):
    """Gives an entry as many lines as its words take: the names of enterprises differ in the middle."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room for the words at the width of the side."""
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        room = QRect(0, 0, WIDTH - 50, 0)
        taken = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWrapAnywhere), words)
        return QSize(WIDTH - 40, taken.height() + 8)


class PreviewSide(QWidget):
    """缩略图 and, where the file has one, 目录."""

    page_chosen = Signal(int)

    def __init__(self, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.thumbnails = QListView()
        self.thumbnails.setModel(PageList(pages.count, self.thumbnails))
        self.thumbnails.setItemDelegate(ThumbnailDelegate(pages, self.thumbnails))
        self.thumbnails.setUniformItemSizes(True)
        self.thumbnails.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.thumbnails.setAccessibleName("缩略图")
        self.bookmarks = QTreeView()
        self.outline: QPdfBookmarkModel = pages.bookmarks(self.bookmarks)
        self.bookmarks.setModel(self.outline)
        self.bookmarks.setHeaderHidden(True)
        self.bookmarks.setRootIsDecorated(any(self.outline.hasChildren(index) for index in self._entries()))
        self.bookmarks.setItemDelegate(EntryDelegate(self.bookmarks))
        self.bookmarks.setWordWrap(True)
        self.bookmarks.setAccessibleName("目录")
        for view in (self.thumbnails, self.bookmarks):
            view.setFrameShape(QFrame.Shape.NoFrame)
            set_look(view, "options")
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._first_pages = [self._page_of(index) for index in self._entries()]
        self._lay_out()
        self.thumbnails.selectionModel().currentChanged.connect(self._on_thumbnail)
        self.bookmarks.selectionModel().currentChanged.connect(self._on_bookmark)
        self._is_following = False

    def follow(self, page: int) -> None:
        """Mark the page that is read, and the entry it belongs to."""
        self._is_following = True
        self.thumbnails.setCurrentIndex(self.thumbnails.model().index(page, 0))
        before = [row for row, first in enumerate(self._first_pages) if first <= page]
        if before:
            self.bookmarks.setCurrentIndex(self.outline.index(before[-1], 0))
        self._is_following = False

    def _entries(self) -> list[QModelIndex]:
        return [self.outline.index(row, 0) for row in range(self.outline.rowCount(QModelIndex()))]

    def _page_of(self, index: _Index) -> int:
        return int(self.outline.data(index, int(QPdfBookmarkModel.Role.Page)) or 0)

    def _lay_out(self) -> None:
        self.segments = SegmentBar(("缩略图", "目录"))
        self.segments.setVisible(len(self._first_pages) > 1)  # one entry leads nowhere new
        stack = QStackedWidget()
        stack.addWidget(self.thumbnails)
        stack.addWidget(self.bookmarks)
        self.segments.changed.connect(stack.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(stack, 1)

    def _on_thumbnail(self, index: QModelIndex) -> None:
        if not self._is_following:
            self.page_chosen.emit(index.row())

    def _on_bookmark(self, index: QModelIndex) -> None:
        if not self._is_following:
            self.page_chosen.emit(self._page_of(index))
