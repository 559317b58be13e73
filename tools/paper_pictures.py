"""The pictures of the chapter on preview and printing: the notices of a year in one file, a hit, the print dialog."""

import time
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from models.vocab import PaperKind
from services.container import Services
from ui.papers.preview import show_pdf
from ui.papers.preview_window import PreviewWindow
from ui.papers.printing_dialog import PrintDialog
from ui.pictures import shown_window, take_picture

_PAPERS = 12
_PATIENCE_SECONDS = 10


class ShownPrinters:
    """A printer that is only shown in the dialog."""

    def names(self) -> list[str]:
        """Return its name."""
        return ["办公室激光打印机（样例）"]

    def default(self) -> str:
        """Return its name."""
        return self.names()[0]

    def can_duplex(self, name: str) -> bool:
        """Return that it turns the sheet over."""
        return name in self.names()

    def open(self, name: str) -> QPrinter:
        """Return something to draw on; nothing is drawn."""
        printer = QPrinter()
        printer.setDocName(name)
        return printer


def take_paper_pictures(services: Services, year: int, folder: Path) -> None:
    """Write preview.png and printing.png into the folder."""
    papers = services.papers.list_papers(year=year, kind=PaperKind.NOTICE)[:_PAPERS]
    pdf = services.papers.render_merged([paper.key for paper in papers])
    with shown_window(services, year) as window:
        title = f"检查通知书（{len(papers)}份）"
        preview = show_pdf(window.desk, title, pdf, printers=ShownPrinters())
        assert preview is not None
        _search(preview, papers[2].subject)
        preview.side.segments.set_current(1)
        take_picture(preview, folder / "preview.png")
        preview.print_button.click()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PrintDialog)
        dialog.copies_field.setValue(2)
        take_picture(dialog, folder / "printing.png")
        dialog.reject()
        preview.reject()


def _search(preview: PreviewWindow, text: str) -> None:
    """Look for a text until all pages are searched."""
    preview.bar.search.field.setText(text)
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and not (preview.search.wanted and preview.search.is_done):
        QApplication.processEvents()
