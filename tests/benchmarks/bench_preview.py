"""How soon the preview shows a page it has not shown yet, beside the bare reader drawing that page into memory.

    python -m tests.benchmarks.bench_preview [notices]

Goals: a page at screen size ≤ 30 ms; 1,000 pages on the screen ≤ 4 × the bare reader opening them and telling their sizes.
"""

import os
import statistics
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.services.files.paper_builders import notice_view, render_notices

if TYPE_CHECKING:
    from ui.papers.preview_window import PreviewWindow

_NOTICES = 334  # three pages each
_JUMPS = 60
_PRINTED = 10
_SCREEN = f"offscreen:configfile={Path(__file__).resolve().parent.parent.parent / 'tools' / 'screen.json'}"


def main() -> None:
    """Print the medians."""
    notices = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else _NOTICES
    os.environ["QT_QPA_PLATFORM"] = _SCREEN
    small = render_notices([notice_view()])
    large = render_notices(
        [notice_view(number=f"（豫偃）应急抽通〔2022〕{place}号") for place in range(1, notices + 1)]
    )
    with TemporaryDirectory() as folder:
        _measure(small, large, Path(folder))


def _measure(small: bytes, large: bytes, folder: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from ui.theme import apply_theme

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    apply_theme(application)
    _show(small, folder).reject()  # the first window pays for imports and faces
    shown = min(_time_to_show(large, folder) for _ in range(5))
    opened = min(_time_to_open(large) for _ in range(5))
    window = _show(large, folder)
    view = window.view
    size = view.rect_of(0).size()
    rng = Random(5)
    ours: list[float] = []
    bare: list[float] = []
    for page in rng.sample(range(window.pages.count), min(_JUMPS, window.pages.count)):
        started = time.perf_counter()
        view.go_to(page)
        view.viewport().repaint()
        ours.append(time.perf_counter() - started)
        started = time.perf_counter()
        window.pages.render(page, size)
        bare.append(time.perf_counter() - started)
    printed = _time_to_print(window, folder)
    count = window.pages.count
    window.reject()
    middle, floor = statistics.median(ours), statistics.median(bare)
    print(
        f"preview: page of {size.width()}×{size.height()} {middle * 1e3:.1f} ms (goal 30), worst {max(ours) * 1e3:.1f} ms, "
        f"bare reader {floor * 1e3:.1f} ms, {middle / floor:.2f} x; {count:,} pages shown in {shown * 1e3:.0f} ms, "
        f"bare reader {opened * 1e3:.0f} ms, {shown / opened:.2f} x (goal 4); "
        f"a printed side at 300 dpi {printed * 1e3:.0f} ms"
    )


def _time_to_show(pdf: bytes, folder: Path) -> float:
    started = time.perf_counter()
    window = _show(pdf, folder)
    spent = time.perf_counter() - started
    window.reject()
    return spent


def _time_to_open(pdf: bytes) -> float:
    """Return the seconds in which Qt's reader opens the file and tells the size of every page."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtPdf import QPdfDocument

    started = time.perf_counter()
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    for page in range(document.pageCount()):
        document.pagePointSize(page)
    spent = time.perf_counter() - started
    document.close()
    return spent


def _show(pdf: bytes, folder: Path) -> "PreviewWindow":
    """Open the preview as the program does, until its first page is painted."""
    from PySide6.QtWidgets import QApplication

    from ui.desk import Desk
    from ui.operations import InlineOperations
    from ui.papers.preview import show_pdf
    from ui.recorded_messages import RecordedMessages
    from ui.settings_store import SettingsStore

    settings = SettingsStore(folder / "desk.ini")
    messages = RecordedMessages(settings)
    desk = Desk(operations=InlineOperations(messages), messages=messages, settings=settings)
    window = show_pdf(desk, "检查通知书", pdf)
    assert window is not None
    QApplication.processEvents()
    window.view.viewport().repaint()
    return window


def _time_to_print(window: "PreviewWindow", folder: Path) -> float:
    """Return the seconds a side takes, printed to a file."""
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QApplication

    from ui.papers.print_job import PrintJob
    from ui.papers.printers import PrintOrder

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "纸.pdf"))
    sides = min(_PRINTED, window.pages.count)
    job = PrintJob("样例", window.pages, printer, PrintOrder("样例", tuple(range(sides))))
    started = time.perf_counter()
    job.start()
    while job.is_running:
        QApplication.processEvents()
    return (time.perf_counter() - started) / sides


if __name__ == "__main__":
    main()
