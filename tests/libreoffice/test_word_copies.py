"""Every form as .docx, opened by LibreOffice: as many pages as the PDF, one more or less, and every word of it.

Word and LibreOffice break lines by rules of their own (a blank between Chinese and Latin, other squeezing), so a line, and with
it a page, may come out more or less; two would be a fault.
"""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from services.files.docx_document import render_docx
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, blank_view, render_copies, sample_view
from services.files.pdf_document import Numbering
from tests.libreoffice.conftest import ToPdfs, page_count
from tests.services.files.every_block import (
    DOCUMENT_BLOCKS,
    FORM_BLOCKS,
    LETTER_BLOCKS,
    WIDE_BLOCKS,
    copy_of_blocks,
)
from tests.services.files.pdf_reading import whole_text

_PAGES = 1  # how many more or fewer


def copies() -> dict[str, Copy]:
    """Return every form in each of its sets, filled and empty, and papers with every kind of block."""
    made: dict[str, Copy] = {}
    for kind, form in FORMS.items():
        for form_set in form.wordings:
            made[f"{kind.value}-{form_set.value}-sample"] = Copy(form, sample_view(form, form_set))
            made[f"{kind.value}-{form_set.value}-blank"] = Copy(form, blank_view(form, form_set))
    made["every-form"] = copy_of_blocks(FORM_BLOCKS, Numbering.OF_TOTAL)
    made["every-letter"] = copy_of_blocks(LETTER_BLOCKS)
    made["every-document"] = copy_of_blocks(DOCUMENT_BLOCKS)
    return made


COPIES = copies()
_WIDE = copy_of_blocks(WIDE_BLOCKS)


@pytest.fixture(scope="session")
def printed(to_pdfs: ToPdfs, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what LibreOffice prints of each, all opened in one call."""
    folder = tmp_path_factory.mktemp("word")
    paths: list[Path] = []
    everything = {**COPIES, "every-wide": _WIDE}
    for name, copy in everything.items():
        path = folder / f"{name}.docx"
        path.write_bytes(render_docx(copy))
        paths.append(path)
    return dict(zip(everything, to_pdfs(paths), strict=True))


def characters(text: str) -> Counter[str]:
    """Count the characters of a paper, those aside that draw its blanks or are replaced by a compatible one."""
    return Counter(char for char in text if not char.isspace() and char not in "—_＿")


def words_of(content: bytes) -> str:
    """Return the text of a .docx without what stands at the head and foot of its pages."""
    body = Document(BytesIO(content)).element.body
    return "".join(part.text or "" for part in body.iter(qn("w:t")))


@pytest.mark.parametrize("name", COPIES)
def test_a_word_copy_has_the_pages_of_the_pdf(name: str, printed: dict[str, bytes]) -> None:
    ours = render_copies([COPIES[name]])

    theirs = printed[name]

    assert abs(page_count(theirs) - page_count(ours)) <= _PAGES


@pytest.mark.parametrize("name", COPIES)
def test_libreoffice_prints_every_character_of_a_word_copy_and_the_pdf_has_no_other(
    name: str, printed: dict[str, bytes]
) -> None:
    ours = characters(whole_text(render_copies([COPIES[name]])))

    words = characters(words_of(render_docx(COPIES[name])))
    theirs = characters(whole_text(printed[name]))

    assert words - theirs == Counter()
    assert words - ours == Counter()


def test_a_wide_list_lies_on_its_side_between_upright_pages(printed: dict[str, bytes]) -> None:
    with pypdfium2.PdfDocument(printed["every-wide"]) as document:
        widths = [round(page.get_width() / 72 * 25.4) for page in document]

    assert widths == [210, 297, 297, 210]
