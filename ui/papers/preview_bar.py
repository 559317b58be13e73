"""The bar over the preview: side, page, size, search."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from ui.icons import icon
from ui.papers.preview_search import PageSearch, fold
from ui.papers.preview_stack import Fit
from ui.papers.preview_view import PageView
from ui.widgets.chooser import Chooser
from ui.widgets.labels import secondary
from ui.widgets.search_field import SearchField

_PERCENTS = (50, 75, 125, 150, 200, 300, 400)


class PageField(QLineEdit):
    """The number of the page that is read; Enter goes to the number that was typed."""

    page_asked = Signal(int)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self._page = 0
        self.setValidator(QIntValidator(0, 999_999, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * max(len(str(count)), 3)) + 26)
        self.setAccessibleName("页码")
        self.setToolTip("输入页码后按 Enter（Ctrl+G）")
        self.show_page(0)

    def show_page(self, page: int) -> None:
        """Show another number."""
        self._page = page
        if not (self.hasFocus() and self.isModified()):
            self.setText(str(page + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Enter; a number beyond the end means the last page. Esc takes the typing back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.text():
                self.page_asked.emit(min(max(int(self.text()), 1), self._count) - 1)
            self.setText(str(self._page + 1))
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(str(self._page + 1))
        else:
            super().keyPressEvent(event)


class ZoomField(QWidget):
    """− 页宽 ＋: the sizes that follow the window, those of the paper, and a step up or down."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.chooser = Chooser[Fit | int]()
        self.chooser.setAccessibleName("显示比例")
        self.chooser.setMinimumWidth(self.fontMetrics().horizontalAdvance("实际大小 100%") + 48)
        self.out_button = tool_button("minus", "缩小（Ctrl+－）")
        self.in_button = tool_button("plus", "放大（Ctrl+＋）")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for part in (self.out_button, self.chooser, self.in_button):
            layout.addWidget(part)
        self.show_zoom()
        self.chooser.activated.connect(self._choose)
        self.out_button.clicked.connect(lambda: view.zoom(up=False))
        self.in_button.clicked.connect(lambda: view.zoom(up=True))
        view.zoomed.connect(self.show_zoom)

    def show_zoom(self) -> None:
        """Show the size in use, also one between the usual ones."""
        percent = self._view.percent
        chosen: Fit | int = self._view.fit or percent
        percents: list[int] = sorted({*_PERCENTS} if isinstance(chosen, Fit) else {*_PERCENTS, percent})
        self.chooser.set_options(
            [
                (Fit.PAGE, Fit.PAGE.value),
                (Fit.WIDTH, Fit.WIDTH.value),
                (Fit.ACTUAL, f"{Fit.ACTUAL.value} 100%"),
                *((one, f"{one}%") for one in percents),
            ]
        )
        self.chooser.set_value(chosen)
        self.chooser.setToolTip(f"现在是纸面大小的 {percent}%；Ctrl+0 整页，Ctrl+1 实际大小，Ctrl+2 页宽")

    def _choose(self) -> None:
        value = self.chooser.value()
        if isinstance(value, Fit):
            self._view.set_fit(value)
        elif value is not None:
            self._view.set_percent(value)
        self._view.setFocus()


class SearchBar(QWidget):
    """What is looked for, how often it was found, the hit in use, one back and one on."""

    def __init__(self, search: PageSearch, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._view = view
        self._current: int | None = None
        self.field = SearchField("在文书中查找")
        self.field.setToolTip("输入企业名称、文号或其他文字（Ctrl+F）")
        self.field.setMaximumWidth(260)
        self.count = secondary()
        self.back_button = tool_button("chevron-up", "上一处（Shift+F3）")
        self.on_button = tool_button("chevron-down", "下一处（F3）")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.count)
        layout.addSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self.back_button)
        layout.addWidget(self.on_button)
        self.field.searched.connect(self._look)
        self.back_button.clicked.connect(self.go_back)
        self.on_button.clicked.connect(self.go_on)
        search.changed.connect(self._show)
        self._show()

    def begin(self) -> None:
        """Let the clerk type."""
        self.field.setFocus()
        self.field.selectAll()

    def go_on(self) -> None:
        """Go to the next hit; after the last comes the first."""
        self._step(1)

    def go_back(self) -> None:
        """Go to the hit before."""
        self._step(-1)

    def _look(self, text: str) -> None:
        """Begin a search; Enter on the same text goes to its next hit."""
        wanted = fold(text).text
        if wanted and wanted == self._search.wanted:
            self.go_on()
            return
        self._current = None
        self._view.show_hit(None)
        self._search.look_for(text)

    def _step(self, way: int) -> None:
        hits = self._search.hits
        if not hits:
            self.field.setFocus()
            return
        self._current = ((self._current if self._current is not None else -way) + way) % len(hits)
        self._view.show_hit(hits[self._current])
        self._show()

    def _show(self) -> None:
        """Write the count; go to the first hit on this page or below it as soon as it is found."""
        hits = self._search.hits
        if self._current is None and self._search.wanted:
            self._current = self._search.first_from(self._view.page)
            if self._current is not None:
                self._view.show_hit(hits[self._current])
        for button in (self.back_button, self.on_button):
            button.setEnabled(bool(hits))
        if not self._search.wanted:
            self.count.setText("")
        elif not hits:
            self.count.setText("没有找到" if self._search.is_done else "正在查找…")
        else:
            more = "" if self._search.is_done else "…"
            self.count.setText(f"{(self._current or 0) + 1} / {len(hits)}{more}")


class PreviewBar(QWidget):
    """The line itself: 侧栏, 第 3 / 60 页, the size, the search."""

    def __init__(self, view: PageView, search: PageSearch, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.side_button = tool_button("panel-left", "缩略图和目录（F4）")
        self.side_button.setCheckable(True)
        self.page = PageField(count)
        self.zoom = ZoomField(view)
        self.search = SearchBar(search, view)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(6)
        layout.addWidget(self.side_button)
        layout.addSpacing(6)
        layout.addWidget(secondary("第"))
        layout.addWidget(self.page)
        layout.addWidget(secondary(f"/ {count:,} 页"))
        layout.addSpacing(6)
        layout.addWidget(self.zoom)
        layout.addStretch(1)
        layout.addWidget(self.search)
        self.page.page_asked.connect(view.go_to)
        view.page_changed.connect(self.page.show_page)


def tool_button(icon_name: str, hint: str) -> QToolButton:
    """Make a small button with an icon only; its hint is its name for a screen reader."""
    made = QToolButton()
    made.setIcon(icon(icon_name))
    made.setToolTip(hint)
    made.setAccessibleName(hint)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
