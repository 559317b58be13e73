"""The sample of a form beside its words: one page of the real PDF, as wide as there is room, and the way to the others."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.papers.pdf_pages import PdfPages
from ui.widgets.buttons import button
from ui.widgets.labels import secondary, toned

_AIR = 8  # pixels around the page


class SamplePages(QWidget):
    """Shows one page at a time; the page stays when other words come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._page = 0
        self._count_label = secondary("样张")
        self._stale_label = toned("文字有问题，样张停在上一次。", "warn")
        self._stale_label.setWordWrap(True)
        self._stale_label.hide()
        self.back_button = button("上一页")
        self.next_button = button("下一页")
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._picture.setAccessibleName("样张")
        self._area = QScrollArea()
        self._area.setWidget(self._picture)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.StyledPanel)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self._count_label, 1)
        bar.addWidget(self.back_button)
        bar.addWidget(self.next_button)
        layout.addLayout(bar)
        layout.addWidget(self._stale_label)
        layout.addWidget(self._area, 1)
        self._show_page()

    @property
    def page_count(self) -> int:
        """How many pages the sample has; 0 before the first."""
        return self._pages.count if self._pages is not None else 0

    @property
    def is_stale(self) -> bool:
        """Whether the page shows older words than those beside it."""
        return not self._stale_label.isHidden()

    def show_pdf(self, content: bytes) -> None:
        """Show another sample, on the page that was shown."""
        self.close_pdf()
        self._pages = PdfPages(content, self)
        self._page = min(self._page, self._pages.count - 1)
        self._stale_label.hide()
        self._show_page()

    def show_stale(self) -> None:
        """Say that the words beside it cannot be shown."""
        self._stale_label.setVisible(self._pages is not None)

    def begin(self) -> None:
        """Begin another form on its first page."""
        self._page = 0

    def close_pdf(self) -> None:
        """Let go of the sample."""
        if self._pages is not None:
            self._pages.close()
            self._pages.deleteLater()
            self._pages = None

    def text(self) -> str:
        """Return the text of the page that is shown."""
        return self._pages.text(self._page) if self._pages is not None else ""

    def go_back(self) -> None:
        """Show the page before."""
        self._page = max(self._page - 1, 0)
        self._show_page()

    def go_on(self) -> None:
        """Show the next page."""
        self._page = min(self._page + 1, self.page_count - 1)
        self._show_page()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the page anew where the room for it has changed."""
        if event.type() is QEvent.Type.Resize:
            self._show_page()
        return super().eventFilter(watched, event)

    def _show_page(self) -> None:
        pages = self._pages
        self.back_button.set_reason(None if self._page > 0 else "已是第一页。")
        self.next_button.set_reason(None if self._page + 1 < self.page_count else "已是最后一页。")
        if pages is None:
            self._count_label.setText("样张")
            return
        self._count_label.setText(f"样张　第 {self._page + 1} 页，共 {pages.count} 页")
        ratio = self.devicePixelRatioF()
        points = pages.sizes[self._page]
        width = max((self._area.viewport().width() - 2 * _AIR) * ratio, 1.0)
        size = QSize(round(width), round(width * points.height() / points.width()))
        picture = QPixmap.fromImage(pages.render(self._page, size))
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)
