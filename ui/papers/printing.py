"""Printing a PDF: with the dialog from the preview, or at once on the printer used last for a batch.

``on_printed`` hears the number of copies only after the printer has taken the whole job; a job that was cancelled or
refused is not printed.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtPrintSupport import QPrinter

from models.errors import UserFacingError
from ui.desk import Desk
from ui.papers.files import save_pdf
from ui.papers.pdf_pages import PdfPages
from ui.papers.print_job import PrintJob
from ui.papers.printers import (
    Printers,
    PrintOrder,
    SystemPrinters,
    remember,
    remembered_duplex,
    used_printer,
)
from ui.papers.printing_dialog import PrintDialog
from ui.papers.printing_progress import PrintProgress

OnPrinted = Callable[[int], object]


def print_pdf(
    desk: Desk,
    title: str,
    pdf: bytes,
    *,
    on_printed: OnPrinted | None = None,
    printers: Printers | None = None,
) -> None:
    """Print one copy of all pages on the printer used last; ask only when that one is gone or there never was one."""
    known = printers or SystemPrinters()
    try:
        pages = PdfPages(pdf)
    except UserFacingError as error:
        desk.messages.error(error.message)
        return
    name = used_printer(desk.settings, known)
    if name:
        duplex = remembered_duplex(desk.settings) and known.can_duplex(name) and pages.count > 1
        order = PrintOrder(name, tuple(range(pages.count)), duplex=duplex)
        _run(desk, title, pages, order, known.open(name), known, on_printed)
    else:
        ask_and_print(desk, title, pages, None, on_printed=on_printed, printers=known)


def ask_and_print(
    desk: Desk,
    title: str,
    pages: PdfPages,
    current: int | None,
    *,
    on_printed: OnPrinted | None,
    printers: Printers | None,
) -> None:
    """Ask how, and print; without a printer say so and offer a file."""
    known = printers or SystemPrinters()
    if not known.names():
        if desk.messages.confirm(
            "这台计算机没有安装打印机",
            detail="可以先存为 PDF，拿到有打印机的计算机上打印；打印时请选“实际大小”，不要选“适合页面”。",
            yes="存为 PDF…",
        ):
            save_pdf(desk, title, pages.content)
        return
    dialog = PrintDialog(desk.messages.front(), title, pages.count, current, known, desk.settings)
    dialog.accepted.connect(partial(_take_order, desk, title, pages, dialog, known, on_printed))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _take_order(
    desk: Desk,
    title: str,
    pages: PdfPages,
    dialog: PrintDialog,
    printers: Printers,
    on_printed: OnPrinted | None,
) -> None:
    _run(desk, title, pages, dialog.order(), dialog.printer(), printers, on_printed)


def _run(
    desk: Desk,
    title: str,
    pages: PdfPages,
    order: PrintOrder,
    printer: QPrinter,
    printers: Printers,
    on_printed: OnPrinted | None,
) -> None:
    """Start the job with its progress; pages that nobody else holds go with it."""
    remember(desk.settings, order, can_duplex=printers.can_duplex(order.printer))
    job = PrintJob(title, pages, printer, order)
    progress = PrintProgress(desk.messages.front(), title, order.printer, job)
    if pages.parent() is None:
        pages.setParent(progress)

    def end() -> None:
        progress.accept()

    def tell_printed() -> None:
        end()
        count = f"{len(order.pages):,} 页" + (f" × {order.copies} 份" if order.copies > 1 else "")
        desk.messages.toast(f"已交给打印机“{order.printer}”：{count}")
        if on_printed is not None:
            on_printed(order.copies)

    def tell_failed(sentence: str) -> None:
        end()
        desk.messages.error(sentence)

    def tell_cancelled() -> None:
        desk.messages.toast("已取消打印，没有登记为已打印；打印机已经收下的页可能仍会印出")

    job.finished.connect(tell_printed)
    job.failed.connect(tell_failed)
    job.cancelled.connect(tell_cancelled)
    progress.open()
    job.start()
