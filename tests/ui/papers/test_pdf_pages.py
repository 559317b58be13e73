"""PDFs as pages: opened at once, drawn on white, in whole or in part, gone without a trace."""

import gc

import pytest
from PySide6.QtCore import QObject, QRect, QSize, QSizeF
from PySide6.QtGui import QColor, QImage

from models.errors import UserFacingError
from tests.ui.papers.conftest import NAMES, OpenPages
from ui.papers.pdf_pages import PdfPages, paper_name


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_bytes_that_are_no_pdf_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(UserFacingError) as caught:
        PdfPages(content)

    assert caught.value.message == "这份 PDF 不完整，无法显示。请重新生成后再打开。"


def test_a_file_cut_short_is_refused_or_shown_but_never_a_crash(notice_pdf: bytes) -> None:
    for share in (0.2, 0.5, 0.9):
        try:
            pages = PdfPages(notice_pdf[: int(len(notice_pdf) * share)])
        except UserFacingError:
            continue
        pages.render(0, QSize(100, 141))
        pages.close()


def greys(picture: QImage) -> bytes:
    """Return the lightness of each dot; smoothing may differ by a shade where a part ends."""
    return bytes(picture.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def test_pages_are_drawn_on_white_paper(open_pages: OpenPages, notice_pdf: bytes) -> None:
    picture = open_pages(notice_pdf).render(0, QSize(595, 842))

    assert picture.size() == QSize(595, 842)
    assert picture.pixelColor(5, 5) == QColor("white")
    assert not picture.hasAlphaChannel()


def test_a_part_is_the_same_as_that_part_of_the_whole(open_pages: OpenPages, notice_pdf: bytes) -> None:
    pages, part = open_pages(notice_pdf), QRect(0, 300, 800, 200)
    whole = pages.render(0, QSize(800, 1131))

    strip = pages.render(0, QSize(800, 1131), part)

    assert strip.size() == part.size()
    assert max(abs(one - other) for one, other in zip(greys(strip), greys(whole.copy(part)), strict=True)) < 8


def test_the_outline_names_each_enterprise(open_pages: OpenPages, merged_pdf: bytes) -> None:
    pages, owner = open_pages(merged_pdf), QObject()

    outline = pages.bookmarks(owner)

    assert [outline.index(row, 0).data() for row in range(outline.rowCount())] == list(NAMES)


def test_a_document_outlives_neither_its_bytes_nor_its_owner(notice_pdf: bytes) -> None:
    for _ in range(20):
        owner = QObject()
        pages = PdfPages(bytes(notice_pdf), owner)
        pages.render(0, QSize(200, 283))
        del owner, pages
        gc.collect()

    assert PdfPages(notice_pdf).count == 3


@pytest.mark.parametrize(
    ("size", "name"),
    [
        (QSizeF(595.28, 841.89), "A4 纵向"),
        (QSizeF(841.89, 595.28), "A4 横向"),
        (QSizeF(841.89, 1190.55), "A3 纵向"),
        (QSizeF(300, 400), "106×141 毫米 纵向"),
    ],
)
def test_a_sheet_is_called_as_clerks_call_it(size: QSizeF, name: str) -> None:
    assert paper_name(size) == name
