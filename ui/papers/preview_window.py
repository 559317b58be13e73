"""The window of the preview: bar, side, pages, and what can be done with the paper. All of it works by keyboard."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.papers.files import open_elsewhere, save_pdf
from ui.papers.pdf_pages import POINTS_AN_INCH, PdfPages, paper_name
from ui.papers.preview_bar import PreviewBar
from ui.papers.preview_search import PageSearch
from ui.papers.preview_side import PreviewSide
from ui.papers.preview_stack import MARGIN, Fit
from ui.papers.preview_view import PageView
from ui.papers.printers import Printers
from ui.papers.printing import OnPrinted, ask_and_print
from ui.widgets.buttons import button, primary_button
from ui.widgets.labels import rule, secondary

_USUAL = (1160, 900)
_SIDE, _FIT, _GEOMETRY = "preview/side", "preview/fit", "preview/geometry"


_standing: set["PreviewWindow"] = set()
"""The windows on the screen: one without a window beneath it belongs to nobody else."""


class PreviewWindow(QDialog):
    """One PDF. Modal to the window it was opened from, so that what is on paper is not changed beneath it."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        title: str,
        pdf: bytes,
        *,
        on_printed: OnPrinted | None = None,
        printers: Printers | None = None,
    ) -> None:
        pages = PdfPages(pdf)
        super().__init__(parent)
        pages.setParent(self)
        self.pages, self._desk, self._title, self._on_printed = pages, desk, title, on_printed
        self._printers = printers
        self.setWindowTitle(f"预览：{title}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setProperty("carries_toasts", True)
        self.search = PageSearch(pages, self)
        self.view = PageView(pages, self.search)
        self.side = PreviewSide(pages)
        self.bar = PreviewBar(self.view, self.search, pages.count)
        self.note = secondary()
        self.elsewhere_button = button(
            "用其他程序打开", icon_name="external-link", hint="用系统的 PDF 阅读器打开（Ctrl+O）"
        )
        self.save_button = button("存为 PDF…", icon_name="download", hint="保存为一个 PDF 文件（Ctrl+S）")
        self.print_button = primary_button(
            "打印…", icon_name="printer", hint="选择打印机、份数和页码（Ctrl+P）"
        )
        self.close_button = button("关闭", hint="Esc")
        self._lay_out()
        self._connect()
        self._add_keys()
        self._recall()
        self._show_page(0)
        self.view.setFocus()

    def stand_over(self) -> None:
        """Open over the window, without a loop of its own; gone when closed."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _standing.add(self)
        self.destroyed.connect(partial(_standing.discard, self))
        self.open()

    def sizeHint(self) -> QSize:
        """Ask for a tall window, but never more than the screen has."""
        room = self.screen().availableSize()
        return QSize(min(_USUAL[0], room.width() - 16), min(_USUAL[1], room.height() - 40))

    def done(self, result: int) -> None:
        """Remember size and side, let go of the file."""
        self._desk.settings.set_state(_GEOMETRY, self.saveGeometry())
        self._desk.settings.set_choice(_SIDE, "on" if self.bar.side_button.isChecked() else "off")
        if self.view.fit is not None:
            self._desk.settings.set_choice(_FIT, self.view.fit.name)
        self.search.stop()
        super().done(result)
        self.pages.close()

    def print_it(self) -> None:
        """Ask for printer, copies and pages, and print."""
        ask_and_print(
            self._desk,
            self._title,
            self.pages,
            self.view.page,
            on_printed=self._on_printed,
            printers=self._printers,
        )

    def save(self) -> None:
        """Ask where, and write the PDF."""
        save_pdf(self._desk, self._title, self.pages.content)

    def open_elsewhere(self) -> None:
        """Open the PDF in the program the system has for it."""
        open_elsewhere(self._desk, self._title, self.pages.content)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(8)
        foot.addWidget(self.note, 1)
        for made in (self.elsewhere_button, self.save_button, self.print_button, self.close_button):
            foot.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(rule())
        layout.addLayout(middle, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)
        self.setSizeGripEnabled(False)
        self.resize(self.sizeHint())

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.reject)
        self.print_button.clicked.connect(self.print_it)
        self.save_button.clicked.connect(self.save)
        self.elsewhere_button.clicked.connect(self.open_elsewhere)
        self.bar.side_button.toggled.connect(self.side.setVisible)
        self.side.page_chosen.connect(self.view.go_to)
        self.view.page_changed.connect(self._show_page)

    def _add_keys(self) -> None:
        for keys, act in (
            ("Ctrl+F", self.bar.search.begin),
            ("F3", self.bar.search.go_on),
            ("Shift+F3", self.bar.search.go_back),
            ("Ctrl+G", self._ask_page),
            ("F4", self.bar.side_button.toggle),
            ("Ctrl++", lambda: self.view.zoom(up=True)),
            ("Ctrl+=", lambda: self.view.zoom(up=True)),
            ("Ctrl+-", lambda: self.view.zoom(up=False)),
            ("Ctrl+0", lambda: self.view.set_fit(Fit.PAGE)),
            ("Ctrl+1", lambda: self.view.set_fit(Fit.ACTUAL)),
            ("Ctrl+2", lambda: self.view.set_fit(Fit.WIDTH)),
            ("Ctrl+C", self.view.copy),
            ("Ctrl+P", self.print_button.click),
            ("Ctrl+S", self.save_button.click),
            ("Ctrl+O", self.elsewhere_button.click),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _recall(self) -> None:
        settings = self._desk.settings
        state = settings.state(_GEOMETRY)
        if state is not None:
            self.restoreGeometry(state)
        is_shown = settings.choice(_SIDE, "on" if self.pages.count > 1 else "off") == "on"
        self.bar.side_button.setChecked(is_shown)
        self.side.setVisible(is_shown)
        remembered = settings.choice(_FIT, "")
        self.view.set_fit(Fit[remembered] if remembered in Fit.__members__ else self._usual_fit())

    def _usual_fit(self) -> Fit:
        """Return the size of the paper where the window has room for it, else the width of the window."""
        width = max(size.width() for size in self.pages.sizes) / POINTS_AN_INCH * self.logicalDpiX()
        room = self.width() - (0 if self.side.isHidden() else self.side.width())
        return Fit.ACTUAL if width + 3 * MARGIN <= room else Fit.WIDTH

    def _ask_page(self) -> None:
        self.bar.page.setFocus()
        self.bar.page.selectAll()

    def _show_page(self, page: int) -> None:
        self.side.follow(page)
        self.note.setText(f"{paper_name(self.pages.sizes[page])} · 共 {self.pages.count:,} 页")
