"""The code of a paper is read back from the printed page by a reader that knows nothing of this program."""

from datetime import date

import pypdfium2
import pytest
import zxingcpp

from models.rules.short_digest import qr_text
from services.files.fonts import RENDERING
from services.files.pdf_document import About, PdfDocument
from services.files.qr import QUIET, draw_qr, qr_matrix

MM = 72 / 25.4
TEXT = qr_text("2022-01-1", "a1b2c3d4e5f60718" + "0" * 48)


def page_with(text: str, size: float) -> bytes:
    with RENDERING:
        document = PdfDocument(About("样例", "样例", "样例", date(2022, 5, 25)))
        draw_qr(document, text, 100, 600, size)
        document.end_page()
        return document.to_bytes()


@pytest.mark.parametrize("text", [TEXT, qr_text("2022-123-45", "0" * 64), "样例文字"])
def test_it_is_read_from_the_page_at_fax_resolution(text: str) -> None:
    with pypdfium2.PdfDocument(page_with(text, 18 * MM)) as pdf:
        picture = pdf[0].render(scale=3).to_pil().convert("L")

    (found,) = zxingcpp.read_barcodes(picture)

    assert (found.text, found.ec_level) == (text, "M")


def test_it_stays_within_its_square_and_leaves_it_white_at_the_edge() -> None:
    with pypdfium2.PdfDocument(page_with(TEXT, 72)) as pdf:
        picture = pdf[0].render(scale=4).to_pil().convert("L").point(lambda grey: 255 * (grey < 128))
        height = pdf[0].get_height()
    left, top, right, bottom = (side / 4 for side in picture.getbbox() or (0, 0, 0, 0))
    quiet = 72 * QUIET / (len(qr_matrix(TEXT)) + 2 * QUIET)

    assert (left - 100, 100 + 72 - right) == pytest.approx((quiet, quiet), abs=0.5)
    assert (height - bottom - 600, 600 + 72 - (height - top)) == pytest.approx((quiet, quiet), abs=0.5)


def test_the_text_of_a_draw_needs_no_more_than_twenty_five_modules() -> None:
    assert len(qr_matrix(TEXT)) == 25


def test_the_same_text_gives_the_same_bytes() -> None:
    assert page_with(TEXT, 60) == page_with(TEXT, 60)
