"""Papers as one PDF: composed pages drawn on A4, with page numbers, bookmarks and the facts a reader's program shows.

The same papers give the same bytes, today and in ten years: no clock, no path and no chance goes in; the file's own
date is the date of the paper. Only embedded faces are used.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from io import BytesIO
from typing import Any

from services import program
from services.files.blocks import Block
from services.files.flow import Sheet, compose
from services.files.fonts import RENDERING, Role, face_name, find_glyph
from services.files.line_breaking import Setting
from services.files.page import (
    HEIGHT,
    LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TOP,
    WIDTH,
    Row,
    right_end,
    set_text,
)
from services.files.pdf_archive import Facts, add_archive_parts
from services.files.pdf_text import RowEncoder
from services.files.pieces import Mark, RowMark, RuleMark, SealMark, SeatMark
from services.files.qr import draw_qr

PORTRAIT = (PAGE_WIDTH, PAGE_HEIGHT)
LANDSCAPE = (PAGE_HEIGHT, PAGE_WIDTH)
PAGE_NUMBER_EM = 14.0  # 4号
_DASH_HEIGHT = 0.265 * PAGE_NUMBER_EM  # of the 一字线 above the baseline
NUMBER_BELOW = 7 * MM + _DASH_HEIGHT  # from the 版心 down to the baseline of the page number
_MARK_EM = 10.5  # 5号
_MARK_BELOW = 24 * MM  # from the upper edge of the sheet
_MARK_BELOW_SIDE = 16 * MM  # on a sheet on its side
_BLACK, _GREY = 0.0, 0.35
_RED = (0.85, 0.0, 0.0)
_RED_OPERATOR, _BLACK_OPERATOR = ".85 0 0 rg", "0 g"
_SEAL_RADIUS = 21 * MM
_QR_SIZE = 23 * MM
_QUIET_ZONE = 2.5 * MM  # white inside the square: the code itself ends at the edge of the 版心
_QR_TOP = 11 * MM  # from the upper edge of the sheet: within the 天头
_QR_TOP_OF_LETTER = 6 * MM  # above the 标志 of 信函格式; a printer's own margin is 4 to 5 mm
_SMALL_EM = 9.0


@dataclass(frozen=True, slots=True)
class About:
    """What a reader's program shows about the file."""

    title: str
    author: str
    subject: str
    dated_on: date


class Numbering(Enum):
    """What stands at the foot of each page."""

    DASHED = "— 1 —"
    OF_TOTAL = "共 2 页　第 1 页"
    NONE = ""


@dataclass(frozen=True, slots=True)
class PaperQr:
    """The code on a paper's first page: what it says, and the lines of small print beside it."""

    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a file: its name in the outline, its blocks, and what is put on its pages besides.

    ``mark`` (样例, 副本) stands on each page; ``signatures`` are PNG pictures by the seat whose blank they fill;
    ``shows_seal`` draws where the seal goes, for the preview only. ``shared_texts`` are what it has in common with
    other papers, what most papers share first: separate files then hold the same parts of faces, which are made once.
    """

    bookmark: str
    blocks: tuple[Block, ...]
    mark: str = ""
    numbering: Numbering = Numbering.DASHED
    qr: PaperQr | None = None
    signatures: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    shows_seal: bool = False
    shared_texts: tuple[str, ...] = ()


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
        facts = Facts(
            about.title,
            about.author,
            about.subject,
            program.NAME,
            f"{program.APP_ID} {program.VERSION}",
            about.dated_on,
        )
        self.canvas.setTitle(facts.title)
        self.canvas.setAuthor(facts.author)
        self.canvas.setSubject(facts.subject)
        self.canvas.setCreator(facts.creator)
        self.canvas.setProducer(facts.producer)
        _fix_date(self.canvas._doc, about.dated_on)
        add_archive_parts(self.canvas._doc, facts)
        self._encoder = RowEncoder(self.canvas._doc)
        self._bookmarks = 0
        self._size = page_size

    def set_page_size(self, size: tuple[float, float]) -> None:
        """Give the current page its size in points."""
        if size != self._size:
            self.canvas.setPageSize(size)
            self._size = size

    def share_faces(self, texts: Iterable[str]) -> None:
        """Put the characters of each text into parts of the embedded faces of their own, before anything is drawn."""
        for text in texts:
            by_face: dict[str, str] = {}
            for char in sorted(set(text)):
                glyph = find_glyph(Role.BODY, char)
                if glyph is not None:
                    by_face[glyph.face] = by_face.get(glyph.face, "") + char
            for face, chars in by_face.items():
                self._encoder.assign(face, chars)
            self._encoder.close_subsets()

    def add_bookmark(self, text: str) -> None:
        """Name the current page in the outline."""
        key = f"paper-{self._bookmarks}"
        self._bookmarks += 1
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(text, key)

    def draw_row(
        self, row: Row, x: float, baseline: float, grey: float = _BLACK, *, is_red: bool = False
    ) -> None:
        """Draw a row from its left end at ``x``; ``baseline`` is counted from the foot of the page."""
        colour = _RED_OPERATOR if is_red else _BLACK_OPERATOR if grey == _BLACK else f"{grey} g"
        place = f"1 0 0 1 {x:.3f} {baseline:.3f} Tm"
        self.canvas._code.append(f"BT {colour} {place} {self._encoder.encode(row)} ET")

    def draw_rule(
        self, ends: tuple[float, float, float, float], weight: float, *, is_red: bool = False
    ) -> None:
        """Draw a straight line between two points."""
        canvas = self.canvas
        if is_red:
            canvas.setStrokeColorRGB(*_RED)
        else:
            canvas.setStrokeGray(_BLACK)
        canvas.setLineWidth(weight)
        canvas.line(*ends)

    def draw_picture(self, png: bytes, box: tuple[float, float, float, float]) -> None:
        """Draw a picture as large as its box (x, y, width, height) allows, its proportions kept, in the middle."""
        from reportlab.lib.utils import ImageReader

        reader = ImageReader(BytesIO(png))
        wide, high = reader.getSize()
        x, y, width, height = box
        scale = min(width / wide, height / high)
        left = x + (width - wide * scale) / 2
        self.canvas.drawImage(
            reader, left, y + (height - high * scale) / 2, wide * scale, high * scale, mask="auto"
        )

    def draw_seal_guide(self, x: float, y: float) -> None:
        """Draw where a seal of 42 mm goes, around its centre."""
        self.canvas.saveState()
        self.canvas.setStrokeColorRGB(*_RED)
        self.canvas.setDash(3, 3)
        self.canvas.circle(x, y, _SEAL_RADIUS, stroke=1, fill=0)
        self.canvas.restoreState()

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
            sheets = compose(paper.blocks)
            if count == 0:
                document.share_faces(paper.shared_texts)
            document.add_bookmark(paper.bookmark)
            _draw_paper(document, sheets, paper)
            if duplex and len(sheets) % 2 == 1:
                document.end_page()
            count += 1
        return document.to_bytes(show_outline=count > 1)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the 版心 of a sheet lies: its upper left corner and its size, in points from the lower left of the sheet."""

    size: tuple[float, float]
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width


_UPRIGHT = _Frame(PORTRAIT, LEFT, PAGE_HEIGHT - TOP, WIDTH, HEIGHT)
# the upright 版心 on its side: its foot is at the left, its binding edge above
_ON_ITS_SIDE = _Frame(LANDSCAPE, LANDSCAPE[0] - TOP - HEIGHT, LANDSCAPE[1] - LEFT, HEIGHT, WIDTH)


def _draw_paper(document: PdfDocument, sheets: Sequence[Sheet], paper: Paper) -> None:
    for number, sheet in enumerate(sheets, start=1):
        frame = _ON_ITS_SIDE if sheet.is_landscape else _UPRIGHT
        document.set_page_size(frame.size)
        mark_end = frame.right
        if number == 1 and paper.qr is not None:
            mark_end = _draw_paper_qr(document, paper.qr, frame, is_letter=sheet.has_letter_head)
        below = _MARK_BELOW_SIDE if sheet.is_landscape else _MARK_BELOW
        document.draw_mark(paper.mark, mark_end, frame.size[1] - below)
        for mark in sheet.marks:
            _draw_one(document, mark, paper, frame)
        if sheet.has_number:
            _draw_page_number(document, number, len(sheets), paper.numbering, frame)
        document.end_page()


def _draw_one(document: PdfDocument, mark: Mark, paper: Paper, frame: _Frame) -> None:
    """Draw one mark of a sheet; its place is counted from the upper left corner of the 版心."""
    left, top = frame.left, frame.top
    match mark:
        case RowMark(x, baseline, row, is_red):
            if row:
                document.draw_row(row, left + x, top - baseline, is_red=is_red)
        case RuleMark(x1, y1, x2, y2, weight, is_red):
            document.draw_rule((left + x1, top - y1, left + x2, top - y2), weight, is_red=is_red)
        case SeatMark(seat, x, y, width, height):
            if seat in paper.signatures:
                box = (left + x, top - y - height, width, height)
                document.draw_picture(paper.signatures[seat], box)
        case SealMark(x, y):
            if paper.shows_seal:
                document.draw_seal_guide(left + x, top - y)


def _draw_paper_qr(document: PdfDocument, qr: PaperQr, frame: _Frame, *, is_letter: bool) -> float:
    """Draw the code within the 天头 at the right, its lines left of it; return where what stands left of it may end.

    In 信函格式 the 标志 begins 30 mm below the edge of the sheet: the code ends above it.
    """
    below = _QR_TOP_OF_LETTER if is_letter or frame is _ON_ITS_SIDE else _QR_TOP
    top = frame.size[1] - below
    left = frame.right - _QR_SIZE + _QUIET_ZONE
    draw_qr(document, qr.text, left, top - _QR_SIZE, _QR_SIZE)
    end = left - 2 * MM
    for place, text in enumerate(qr.lines):
        row = one_row(text, Role.BODY, _SMALL_EM)
        document.draw_row(row, end - right_end(row), top - 5 * MM - place * 12)
    return end


def _draw_page_number(
    document: PdfDocument, number: int, total: int, numbering: Numbering, frame: _Frame
) -> None:
    """Draw it 7 mm below the 版心, one character in: odd pages right, even pages left; 共…页 in the middle.

    On a sheet on its side it stands where the upright sheet has it.
    """
    if numbering is Numbering.NONE:
        return
    if numbering is Numbering.OF_TOTAL:
        row = one_row(f"共 {total} 页　第 {number} 页", Role.BODY, 12.0)
        x = (WIDTH - right_end(row)) / 2
    else:
        row = page_number_row(number)
        x = WIDTH - PAGE_NUMBER_EM - right_end(row) if number % 2 == 1 else PAGE_NUMBER_EM
    if frame is _UPRIGHT:
        document.draw_row(row, LEFT + x, PAGE_HEIGHT - TOP - HEIGHT - NUMBER_BELOW)
        return
    canvas = document.canvas
    canvas.saveState()
    canvas.translate(frame.left - NUMBER_BELOW, frame.top)
    canvas.rotate(-90)
    document.draw_row(row, x, 0.0)
    canvas.restoreState()
