"""Reading papers back with pdfium: what stands on a page, and where."""

from dataclasses import dataclass

import pypdfium2

MM = 72 / 25.4


@dataclass(frozen=True)
class Box:
    """A character and its box in millimetres from the upper left corner of the page."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page without blanks and line ends."""
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def whole_text(pdf: bytes) -> str:
    """Return the text of all pages without blanks and line ends."""
    return "".join(page_texts(pdf))


def text_lines(pdf: bytes, page: int) -> list[str]:
    """Return the lines of a page as they stand, without the blanks in them."""
    with pypdfium2.PdfDocument(pdf) as document:
        lines = document[page].get_textpage().get_text_range().splitlines()
    return ["".join(line.split()) for line in lines]


def boxes(pdf: bytes, page: int, *, loose: bool) -> list[Box]:
    """Return the boxes of the visible characters: the ink, or, loose, the cell that the face gives them."""
    with pypdfium2.PdfDocument(pdf) as document:
        height = document[page].get_height()
        text = document[page].get_textpage()
        found = []
        for index in range(text.count_chars()):
            char = text.get_text_range(index, 1)
            if not char.isspace():
                left, bottom, right, top = text.get_charbox(index, loose=loose)
                box = (left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
                found.append(Box(char, *box))
        return found


def outline_titles(pdf: bytes) -> list[str]:
    """Return the entries of the outline."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [entry.get_title() for entry in document.get_toc()]


def metadata(pdf: bytes) -> dict[str, str]:
    """Return what the file says about itself."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document.get_metadata_dict(skip_empty=True)
