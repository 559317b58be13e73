"""Print jobs read back from the files they print to: pages, size, ink, copies, and who is told what."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.papers.conftest import LASER, OpenPages
from tests.ui.papers.printers_to_files import PrintersToFiles
from ui.papers.pdf_pages import pixels
from ui.papers.print_job import PrintJob
from ui.papers.printers import PrintOrder

DOTS = 300
MM = DOTS / 25.4
PATIENCE_MS = 20_000


def ink(pdf: bytes | Path, page: int) -> tuple[float, float, float, float]:
    """Return the box of everything dark on a page, in millimetres from the upper left corner of the paper."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=DOTS / 72, grayscale=True).to_pil()
    box = picture.point(lambda level: 255 if level < 128 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = (round(edge / MM, 2) for edge in box)
    return left, top, right, bottom


def sizes(path: Path) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(path) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def close_to(box: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(one - two) <= 1 for one, two in zip(box, other, strict=True))


@pytest.fixture
def run(qtbot: QtBot, open_pages: OpenPages, printers: PrintersToFiles):
    """Print and return the file."""

    def run(pdf: bytes, order: PrintOrder) -> Path:
        job = PrintJob("样例", open_pages(pdf), printers.open(order.printer), order)
        with qtbot.waitSignal(job.finished, timeout=PATIENCE_MS):
            job.start()
        return printers.files[-1]

    return run


def test_ink_stands_on_paper_where_it_stands_in_the_file(run, notice_pdf: bytes) -> None:
    path = run(notice_pdf, PrintOrder(LASER, (0, 1, 2)))

    assert sizes(path) == [(595, 842)] * 3
    for page in range(3):
        assert close_to(ink(path, page), ink(notice_pdf, page))


def test_the_margins_of_the_standard_come_out(run, notice_pdf: bytes) -> None:
    left, top, right, _ = ink(run(notice_pdf, PrintOrder(LASER, (1,))), 0)

    assert left >= 27
    assert top >= 36
    assert right <= 185


def test_a_landscape_page_lies_on_its_side_between_upright_ones(
    run, notice_pdf: bytes, table_pdf: bytes
) -> None:
    with pypdfium2.PdfDocument(notice_pdf) as notice, pypdfium2.PdfDocument(table_pdf) as table:
        notice.import_pages(table, index=1)
        buffer = BytesIO()
        notice.save(buffer)
    mixed = buffer.getvalue()

    path = run(mixed, PrintOrder(LASER, (0, 1, 2)))

    assert sizes(path) == [(595, 842), (842, 595), (595, 842)]
    assert close_to(ink(path, 1), ink(table_pdf, 0))


def test_only_the_pages_of_the_range_are_printed_in_its_order(run, notice_pdf: bytes) -> None:
    path = run(notice_pdf, PrintOrder(LASER, (2, 0)))

    assert close_to(ink(path, 0), ink(notice_pdf, 2))
    assert close_to(ink(path, 1), ink(notice_pdf, 0))
    assert len(sizes(path)) == 2


def test_each_copy_is_whole_when_collated_and_each_page_repeated_when_not(run, notice_pdf: bytes) -> None:
    collated = run(notice_pdf, PrintOrder(LASER, (0, 2), copies=2))
    piled = run(notice_pdf, PrintOrder(LASER, (0, 2), copies=2, collate=False))

    first, last = ink(notice_pdf, 0), ink(notice_pdf, 2)
    assert [close_to(ink(collated, page), first) for page in range(4)] == [True, False, True, False]
    assert [close_to(ink(piled, page), last) for page in range(4)] == [False, False, True, True]


def test_on_both_sides_the_second_copy_begins_on_a_new_sheet(run, notice_pdf: bytes) -> None:
    path = run(notice_pdf, PrintOrder(LASER, (0, 1, 2), copies=2, duplex=True))

    assert len(sizes(path)) == 8
    assert close_to(ink(path, 4), ink(notice_pdf, 0))
    with pypdfium2.PdfDocument(path) as document:
        assert document[3].render(scale=0.2, grayscale=True).to_pil().getextrema() == (255, 255)


def test_sides_are_counted_as_they_are_drawn(
    qtbot: QtBot, open_pages: OpenPages, printers: PrintersToFiles, notice_pdf: bytes
) -> None:
    job = PrintJob(
        "样例", open_pages(notice_pdf), printers.open(LASER), PrintOrder(LASER, (0, 1, 2), copies=2)
    )
    told: list[tuple[int, int]] = []
    job.progressed.connect(lambda done, total: told.append((done, total)))

    with qtbot.waitSignal(job.finished, timeout=PATIENCE_MS):
        job.start()

    assert told[-1] == (6, 6)
    assert told == sorted(set(told))


def test_cancelled_midway_a_job_tells_so_and_nothing_else(
    qtbot: QtBot, open_pages: OpenPages, printers: PrintersToFiles, merged_pdf: bytes
) -> None:
    job = PrintJob("样例", open_pages(merged_pdf), printers.open(LASER), PrintOrder(LASER, tuple(range(12))))
    told: list[str] = []
    job.finished.connect(lambda: told.append("finished"))
    job.failed.connect(told.append)
    job.cancelled.connect(lambda: told.append("cancelled"))
    job.progressed.connect(lambda done, total: job.cancel())

    with qtbot.waitSignal(job.cancelled, timeout=PATIENCE_MS):
        job.start()
    job.cancel()

    assert told == ["cancelled"]
    assert not job.is_running


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)  # what Qt says of it
def test_a_printer_that_takes_nothing_is_a_failure_in_words(
    qtbot: QtBot, open_pages: OpenPages, paper_folder: Path, notice_pdf: bytes
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(paper_folder / "没有的文件夹" / "x.pdf"))
    job = PrintJob("样例", open_pages(notice_pdf), printer, PrintOrder(LASER, (0,)))

    with qtbot.waitSignal(job.failed, timeout=PATIENCE_MS) as failed:
        job.start()

    assert failed.args is not None
    assert failed.args[0].startswith(f"打印机“{LASER}”没有收下打印任务")
    assert not job.is_running


def test_a_job_whose_window_goes_away_lets_go_of_the_printer(
    qtbot: QtBot, open_pages: OpenPages, printers: PrintersToFiles, merged_pdf: bytes
) -> None:
    printer = printers.open(LASER)
    job = PrintJob("样例", open_pages(merged_pdf), printer, PrintOrder(LASER, tuple(range(12))))
    with qtbot.waitSignal(job.progressed, timeout=PATIENCE_MS):
        job.start()

    job.deleteLater()
    qtbot.waitUntil(lambda: not isValid(job), timeout=PATIENCE_MS)

    assert not printer.paintingActive()


def test_pixels_are_rounded_not_cut() -> None:
    size = pixels(QSizeF(595.2756, 841.8898), DOTS)

    assert (size.width(), size.height()) == (2480, 3508)
