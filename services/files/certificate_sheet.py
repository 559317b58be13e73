"""The pages of an 抽取证书: headings, paragraphs and ruled tables in one flow, and at the foot of each page its code.

A page torn from a certificate still says of which draw it is, which page, and of how many.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from services.files.fonts import Role, printable
from services.files.line_breaking import Setting
from services.files.page import MM, PAGE_HEIGHT, PAGE_WIDTH, TITLE_EM, Row, centred_rows, right_end, set_text
from services.files.pdf_document import PdfDocument, one_row
from services.files.qr import draw_qr
from services.files.ruled_table import Cells, Column, Frame, RuledTable
from services.files.wording import one_line

_LEFT, _RIGHT = 23 * MM, PAGE_WIDTH - 19 * MM
_TOP, _BOTTOM = PAGE_HEIGHT - 24 * MM, 31 * MM
_TEXT = Frame(
    _LEFT, _RIGHT, _TOP, _BOTTOM, mark_baseline=PAGE_HEIGHT - 16 * MM, em=10.5, leading=16.0, above=3
)
_SMALL = replace(_TEXT, em=9.0, leading=13.0, above=2.5)
_DENSE = replace(_TEXT, em=8.0, leading=10.5, above=1.5)
_SECTION_EM = 12.0
_SECTION_ABOVE, _SECTION_BELOW = 13.0, 7.0
_KEPT = 70.0  # points that a heading keeps with it
_FOOT_EM, _FOOT_LEADING = 8.0, 12.0
_FOOT_TOP = _BOTTOM - 4 * MM
_FOOT_QR, _HEAD_QR = 16 * MM, 25 * MM
_HAIR = 0.4
_QR_FORM, _COUNT_FORM = "draw-code", "page-count"
_COUNT_ROOM = 60.0
_HEAD_EM = 8.5
_HEAD_RISE = 4 * MM


class CertificateSheet(RuledTable):
    """The certificate while it is drawn; ``code`` is what its QR says, ``foot`` the words beside it."""

    def __init__(self, document: PdfDocument, mark: str, code: str, foot: Sequence[str]) -> None:
        self._foot = [printable(one_line(line)) for line in foot]
        canvas = document.canvas
        canvas.beginForm(_QR_FORM, 0, 0, _HEAD_QR, _HEAD_QR)
        draw_qr(document, code, 0, 0, _HEAD_QR)
        canvas.endForm()
        super().__init__(document, [Column("", 1)], printable(one_line(mark), Role.HEADING), _TEXT)

    def draw_head(self, title: str, under: Sequence[str], beside: Sequence[str]) -> None:
        """Draw the title, the lines under it, and the large code in the corner with its digits beneath."""
        top, measure = self._frame.top, self._frame.width - _HEAD_QR
        for text, role, em in ((title, Role.TITLE, TITLE_EM), *((line, Role.BODY, 12.0) for line in under)):
            for row in centred_rows(printable(one_line(text), role), role, em, measure):
                self._y -= 1.5 * em
                self._document.draw_row(row, self._frame.left + _HEAD_QR / 2, self._y)
            self._y -= 4
        baseline = top - _HEAD_QR + _HEAD_RISE
        self._place_code(self._frame.right - _HEAD_QR, baseline, _HEAD_QR)
        for text in beside:
            baseline -= 1.3 * _HEAD_EM
            row = one_row(printable(text, Role.DIGITS), Role.DIGITS, _HEAD_EM)
            self._document.draw_row(row, self._frame.right - right_end(row), baseline)
        self._y = min(self._y, baseline) - 8

    def draw_section(self, title: str) -> None:
        """Draw a heading; it never ends a page."""
        self._frame = _TEXT
        self.keep_together(_SECTION_ABOVE + _SECTION_EM + _KEPT)
        if self._y < self._frame.top:
            self._y -= _SECTION_ABOVE
        row = one_row(printable(title, Role.HEADING), Role.HEADING, _SECTION_EM)
        self._document.draw_row(row, self._frame.left, self._y - _SECTION_EM)
        self._y -= _SECTION_EM + _SECTION_BELOW

    def draw_paragraph(
        self, text: str, role: Role = Role.BODY, *, indent: int = 0, is_small: bool = False
    ) -> None:
        """Draw a paragraph across the page; ``indent`` in characters, for all of its lines."""
        self._frame = _SMALL if is_small else _TEXT
        shift = indent * self._frame.em
        setting = Setting(em=self._frame.em, measure=self._frame.width - shift, is_justified=False)
        for line in printable(text, role).split("\n"):
            for row in set_text(line, role, setting):
                self.keep_together(self._frame.leading)
                self._document.draw_row(row, self._frame.left + shift, self._y - self._frame.em)
                self._y -= self._frame.leading
        self._y -= 3

    def draw_facts(self, facts: Iterable[tuple[str, str]], share: float = 0.2) -> None:
        """Draw words and what they are in two ruled columns; what is empty is left out."""
        self.start_table([Column("", share), Column("", 1 - share)], is_small=True)
        for word, text in facts:
            if text:
                self.draw_line([word, text])
        self.end_table()

    def draw_table(
        self, columns: Sequence[Column], lines: Iterable[Sequence[str]], *, is_dense: bool = False
    ) -> None:
        """Draw a table, its header on each page."""
        self.start_table(columns, is_dense=is_dense)
        for line in lines:
            self.draw_line(line)
        self.end_table()

    def start_table(
        self, columns: Sequence[Column], *, is_small: bool = True, is_dense: bool = False
    ) -> None:
        """Turn to other columns, and draw their header where they have titles."""
        self._frame = _DENSE if is_dense else _SMALL if is_small else _TEXT
        self._columns = columns
        total = sum(column.width for column in columns)
        self._widths = [self._frame.width * column.width / total for column in columns]
        self._header = self._set_cells([column.title for column in columns], Role.HEADING)
        self.keep_together(5 * self._frame.leading)
        self.draw_header()

    def end_table(self) -> None:
        """Leave the room that stands under a table."""
        self._y -= 5

    def draw_header(self) -> None:
        """Draw the titles of the columns, if they have any."""
        if any(column.title for column in self._columns):
            super().draw_header()

    def draw_group(self, text: str, first: Sequence[str]) -> None:
        """Draw a line across all columns that names what follows."""
        super().draw_group(printable(one_line(text), Role.HEADING), first)

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.end_page()
        self._begin_page()

    def finish(self) -> int:
        """End the last page and say on each how many there are; return their number."""
        self.end_page()
        canvas = self._document.canvas
        canvas.beginForm(_COUNT_FORM, 0, -_COUNT_ROOM, _COUNT_ROOM, _COUNT_ROOM)
        row = one_row(f"共 {self._number} 页", Role.BODY, _FOOT_EM)
        self._document.draw_row(row, _COUNT_ROOM - right_end(row), 0)
        canvas.endForm()
        return self._number

    def _draw_page_number(self, row: Row) -> None:
        """Draw the foot: a line, the code, whose certificate it is, and the number among all pages."""
        del row
        left, right, canvas = self._frame.left, self._frame.right, self._document.canvas
        canvas.setLineWidth(_HAIR)
        canvas.line(left, _FOOT_TOP, right, _FOOT_TOP)
        self._place_code(left - 2 * MM, _FOOT_TOP - _FOOT_QR, _FOOT_QR)
        for number, text in enumerate(self._foot):
            baseline = _FOOT_TOP - (number + 1.5) * _FOOT_LEADING
            self._document.draw_row(one_row(text, Role.BODY, _FOOT_EM), left + _FOOT_QR, baseline)
        self._draw_number_among_all(right, _FOOT_TOP - 1.5 * _FOOT_LEADING)

    def _draw_number_among_all(self, right: float, baseline: float) -> None:
        """Draw 共 66 页，第 3 页: how many there are is known at the end, so a form keeps the place."""
        row = one_row(f"，第 {self._number} 页", Role.BODY, _FOOT_EM)
        x = right - right_end(row)
        self._document.draw_row(row, x, baseline)
        canvas = self._document.canvas
        canvas.saveState()
        canvas.translate(x - _COUNT_ROOM, baseline)
        canvas.doForm(_COUNT_FORM)
        canvas.restoreState()

    def _place_code(self, x: float, y: float, size: float) -> None:
        canvas = self._document.canvas
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(size / _HEAD_QR, size / _HEAD_QR)
        canvas.doForm(_QR_FORM)
        canvas.restoreState()

    def _set_cells(self, texts: Sequence[str], role: Role, widths: Sequence[float] = ()) -> Cells:
        return super()._set_cells([printable(text, role) for text in texts], role, widths)
