"""Papers as one PDF: composed pages drawn on A4, with page numbers, bookmarks and the facts a reader's program shows.

The same papers give the same bytes, today and in ten years: no clock, no path and no chance goes in; the file's own
date is the date of the paper. Only embedded faces are used.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from services import program
from services.files.fonts import RENDERING, Role, face_name
from services.files.line_breaking import Setting
from services.files.page import (
    BASELINE,
    HEIGHT,
    LEADING,
    LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TOP,
    WIDTH,
    Block,
    Page,
    Row,
    compose,
    right_end,
    set_text,
)

PORTRAIT = (PAGE_WIDTH, PAGE_HEIGHT)
LANDSCAPE = (PAGE_HEIGHT, PAGE_WIDTH)
PAGE_NUMBER_EM = 14.0  # 4号
_DASH_HEIGHT = 0.265 * PAGE_NUMBER_EM  # of the 一字线 above the baseline
NUMBER_BELOW = 7 * MM + _DASH_HEIGHT  # from the 版心 down to the baseline of the page number
_MARK_EM = 10.5  # 5号
_MARK_BELOW = 24 * MM  # from the upper edge of the sheet
_BLACK, _GREY = 0.0, 0.35


@dataclass(frozen=True, slots=True)
class About:
    """What a reader's program shows about the file."""

    title: str
    author: str
    subject: str
    dated_on: date


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a file: its name in the outline, its blocks, and the mark (样例) on each of its pages."""

    bookmark: str
    blocks: tuple[Block, ...]
    mark: str = ""


class PdfDocument:
    """A PDF that is being drawn; hold ``RENDERING`` from the first call to the last."""

    def __init__(self, about: About, page_size: tuple[float, float] = PORTRAIT) -> None:
        from reportlab.pdfgen.canvas import Canvas  # deferred: a window that prints nothing pays nothing

        self._buffer = BytesIO()
        make_canvas: Any = Canvas  # its parameters carry the types of their defaults
        self.canvas = make_canvas(
            self._buffer,
            pagesize=page_size,
            pageCompression=1,
            invariant=1,
            initialFontName=face_name(Role.BODY),
            pdfVersion=(1, 7),
            lang="zh-CN",
        )
        self.canvas.setTitle(about.title)
        self.canvas.setAuthor(about.author)
        self.canvas.setSubject(about.subject)
        self.canvas.setCreator(program.NAME)
        self.canvas.setProducer(f"{program.APP_ID} {program.VERSION}")
        _fix_date(self.canvas._doc, about.dated_on)
        self._bookmarks = 0

    def add_bookmark(self, text: str) -> None:
        """Name the current page in the outline."""
        key = f"paper-{self._bookmarks}"
        self._bookmarks += 1
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(text, key)

    def draw_row(self, row: Row, x: float, baseline: float, grey: float = _BLACK) -> None:
        """Draw a row from its left end at ``x``; ``baseline`` is counted from the foot of the page."""
        text = self.canvas.beginText()
        text.setFillGray(grey)
        for run in row:
            text.setTextOrigin(x + run.x, baseline + run.rise)
            text.setFont(run.face, run.size)
            text.setCharSpace(run.spacing)
            text.textOut(run.text)
        self.canvas.drawText(text)

    def draw_mark(self, mark: str, right: float, baseline: float) -> None:
        """Draw the mark, if any, small, ending at ``right``; its place is outside the 版心."""
        if mark:
            row = one_row(mark, Role.HEADING, _MARK_EM)
            self.draw_row(row, right - right_end(row), baseline, _GREY)

    def end_page(self) -> None:
        """Finish the current page, empty or not."""
        self.canvas.showPage()

    def to_bytes(self, *, show_outline: bool = False) -> bytes:
        """Close the file and return it."""
        if show_outline:
            self.canvas.showOutline()
        self.canvas.save()
        return self._buffer.getvalue()


def _fix_date(document: Any, dated_on: date) -> None:
    """Replace the time stamp of the file by the date of the paper (Beijing time)."""
    stamp = document._timeStamp
    stamp.YMDhms = (dated_on.year, dated_on.month, dated_on.day, 0, 0, 0)
    stamp.dhh, stamp.dmm = 8, 0
    document.signature = hashlib.md5(dated_on.isoformat().encode(), usedforsecurity=False)


def one_row(text: str, role: Role, em: float) -> Row:
    """Set a text that stays on one row."""
    (row,) = set_text(text, role, Setting(em=em, measure=1e6))
    return row


def page_number_row(number: int) -> Row:
    """Set a page number between its two 一字线."""
    return one_row(f"— {number} —", Role.DIGITS, PAGE_NUMBER_EM)


def render_papers(papers: Iterable[Paper], about: About, *, duplex: bool = False) -> bytes:
    """Draw papers one behind the other; each begins on a new page with number 1.

    With ``duplex`` a blank page follows an odd number of pages, so that each paper begins on a new sheet.
    """
    with RENDERING:
        document = PdfDocument(about)
        count = 0
        for paper in papers:
            pages = compose(paper.blocks)
            document.add_bookmark(paper.bookmark)
            _draw_pages(document, pages, paper.mark)
            if duplex and len(pages) % 2 == 1:
                document.end_page()
            count += 1
        return document.to_bytes(show_outline=count > 1)


def _draw_pages(document: PdfDocument, pages: Sequence[Page], mark: str) -> None:
    for number, page in enumerate(pages, start=1):
        document.draw_mark(mark, LEFT + WIDTH, PAGE_HEIGHT - _MARK_BELOW)
        for index, row in enumerate(page):
            document.draw_row(row, LEFT, PAGE_HEIGHT - TOP - index * LEADING - BASELINE)
        _draw_page_number(document, number)
        document.end_page()


def _draw_page_number(document: PdfDocument, number: int) -> None:
    """Draw it 7 mm below the 版心, one character in: odd pages right, even pages left."""
    row = page_number_row(number)
    is_odd = number % 2 == 1
    x = LEFT + WIDTH - PAGE_NUMBER_EM - right_end(row) if is_odd else LEFT + PAGE_NUMBER_EM
    document.draw_row(row, x, PAGE_HEIGHT - TOP - HEIGHT - NUMBER_BELOW)
