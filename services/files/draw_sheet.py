"""The parts of a draw's paper drawn on pages: every page names the draw and how many pages there are.

A signed paper must not lose a sheet, and signatures never stand alone on one. A character that no face has is printed as 〓
and named in a note: no paper of a draw may fail after the seed is known.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from models.rules.short_digest import qr_text
from services.files.draw_paper import Facts, Grid, Heading, PaperHead, Part, Signer, Signing, Text
from services.files.fonts import RENDERING, Role, find_glyph
from services.files.line_breaking import Setting
from services.files.page import (
    HEIGHT,
    LEFT,
    MM,
    PAGE_HEIGHT,
    TITLE_EM,
    TOP,
    WIDTH,
    Row,
    centred_rows,
    right_end,
    set_text,
)
from services.files.pdf_document import NUMBER_BELOW, PAGE_NUMBER_EM, About, PdfDocument, one_row
from services.files.qr import draw_qr
from services.files.ruled_table import Column, Frame, RuledTable

MISSING = "〓"
_TEXT_EM, _TEXT_LEADING = 12.0, 19.0  # 小四
_SMALL_EM = 9.0  # 小五
_QR_SIZE = 23 * MM
_QUIET_ZONE = 2.5 * MM  # white inside the square: the code itself ends at the edge of the 版心
_QR_TOP = 11 * MM  # from the upper edge of the sheet: within the 天头
_HEAD_BASELINE = PAGE_HEIGHT - 30 * MM
_SIGNING_HEIGHT = 32.0
_OPINION_HEIGHT = 60.0
_SMALL_TABLE = 0.36  # of a page: a shorter table is not parted
_FACT_WIDTHS = (86, 356)
_SIGNING_COLUMNS = (
    Column("身份", 78, is_centred=True),
    Column("姓名", 92, is_centred=True),
    Column("单位", 112),
    Column("签字", 92),
    Column("日期", 68),
)
_FRAME = Frame(
    left=LEFT,
    right=LEFT + WIDTH,
    top=PAGE_HEIGHT - TOP,
    bottom=PAGE_HEIGHT - TOP - HEIGHT,
    mark_baseline=PAGE_HEIGHT - 16 * MM,
    em=10.5,
    leading=15.0,
)


def render_draw_paper(head: PaperHead, parts: Sequence[Part]) -> bytes:
    """Return the paper as PDF; the same head and parts give the same bytes."""
    head, parts, missing = _printable_paper(head, parts)
    if missing:
        named = "、".join(f"U+{ord(char):04X}" for char in missing)
        parts = [Text(f"注：{MISSING}为字库中没有的字（{named}），以代码和证号为准。"), *parts]
    with RENDERING:
        tried = _draw(head, parts, _Layout())
        layout = _Layout(tried.page_count, tried.lonely_section)
        if layout.turns_before is not None:
            layout = replace(layout, pages=_draw(head, parts, layout).page_count)
        return _draw(head, parts, layout).to_bytes()


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is known of a paper only once it has been drawn: its pages, and the part that must begin a page.

    Signatures that would stand alone on the last page take the section before them along.
    """

    pages: int = 0
    turns_before: int | None = None


class _Sheet(RuledTable):
    """The pages of one paper while they are drawn."""

    def __init__(self, document: PdfDocument, head: PaperHead, layout: _Layout) -> None:
        self._head = head
        self._layout = layout
        self._last_heading: tuple[int, int] | None = None  # of a section: its part and its page
        self.lonely_section: int | None = None
        super().__init__(document, (Column("", 1),), head.mark, _FRAME)

    @property
    def page_count(self) -> int:
        """How many pages there are so far."""
        return self._number

    def to_bytes(self) -> bytes:
        """Close the file."""
        return self._document.to_bytes()

    def draw_title_block(self) -> None:
        """Draw the office and the name of the paper, under them its number and its warnings."""
        head = self._head
        for text in (head.bureau, head.title):
            for row in centred_rows(text, Role.TITLE, TITLE_EM, WIDTH):
                self._document.draw_row(row, LEFT, self._y - 0.9 * TITLE_EM)
                self._y -= 1.4 * TITLE_EM
        self._y -= 2
        self._draw_centred(f"抽取编号 {head.draw_code}　{head.attempt}", Role.BODY)
        for warning in head.warnings:
            self._draw_centred(warning, Role.HEADING)
        self._y -= 6

    def draw_part(self, number: int, part: Part, following: Part | None) -> None:
        """Draw one part; a heading looks at what follows it."""
        if number == self._layout.turns_before:
            self._turn_page()
        match part:
            case Heading(text):
                self._draw_heading(text, self._kept_height(following))
                self._last_heading = number, self._number
            case Text(text):
                self._draw_paragraph(text)
            case Facts(lines):
                told = [line for line in lines if line[1]]
                self.keep_together(self._kept_height(part))
                for name, text in told:
                    self._draw_fact(name, text)
            case Grid(columns, rows, struck, empty):
                if rows:
                    self.keep_together(self._kept_height(part))
                    self.begin_table(columns, rows[0])
                    for place, row in enumerate(rows):
                        self.draw_line(row, is_struck=place in struck)
                elif empty:
                    self._draw_paragraph(empty)
            case Signing():
                self._draw_signing(part)
        if not isinstance(part, Heading):
            self._y -= 4 if isinstance(part, Text) else 9

    def _draw_heading(self, text: str, below: float) -> None:
        self.keep_together(34 + below)
        self._y -= _TEXT_LEADING if self._y == self._frame.top else 26
        self._document.draw_row(one_row(text, Role.HEADING, _TEXT_EM), LEFT, self._y + 3)
        self._y -= 6

    def _draw_paragraph(self, text: str) -> None:
        setting = Setting(em=_TEXT_EM, measure=WIDTH, indent=2 * _TEXT_EM)
        rows = set_text(text, Role.BODY, setting)
        self.keep_together(min(len(rows), 3) * _TEXT_LEADING)
        for row in rows:
            self.keep_together(_TEXT_LEADING)
            self._document.draw_row(row, LEFT, self._y - 0.95 * _TEXT_EM)
            self._y -= _TEXT_LEADING

    def _kept_height(self, part: Part | None) -> float:
        """Return how much of a part stays together, under its heading too: a short table whole, of others the beginning."""
        match part:
            case Facts(lines):
                columns = tuple(Column("", width) for width in _FACT_WIDTHS)
                rows: Sequence[Sequence[str]] = [line for line in lines if line[1]]
            case Grid(columns, rows) if rows:
                rows = [[column.title for column in columns], *rows]
            case _:
                return 2 * _TEXT_LEADING
        self.set_columns(columns)
        heights = [max(map(len, self._set_cells(row, Role.BODY))) * self._frame.leading + 8 for row in rows]
        whole = sum(heights)
        return whole if whole < HEIGHT * _SMALL_TABLE else min(sum(heights[:3]), HEIGHT / 3)

    def _turn_page(self) -> None:
        self.end_page()
        self._begin_page()

    def _draw_fact(self, name: str, told: str) -> None:
        """Draw one line of facts; one with a very long text is parted over the pages as a row of a table is."""
        value = self._set_cells([told], Role.BODY, [WIDTH * _FACT_WIDTHS[1] / sum(_FACT_WIDTHS)])[0]
        height = len(value) * self._frame.leading + 10
        if height < HEIGHT / 2:
            self.keep_together(height)
            self.draw_fields(_FACT_WIDTHS, (name, told))
        else:
            self.set_columns([Column("", width) for width in _FACT_WIDTHS])
            self._header = [(), ()]
            self.draw_line((name, told))

    def _draw_signing(self, part: Signing) -> None:
        statement = set_text(
            part.statement, Role.BODY, Setting(em=_TEXT_EM, measure=WIDTH, indent=2 * _TEXT_EM)
        )
        rows = min(len(part.signers), 6)
        needed = (
            40
            + _OPINION_HEIGHT * part.has_opinion
            + len(statement) * _TEXT_LEADING
            + 25
            + rows * _SIGNING_HEIGHT
        )
        before = self._number
        self.keep_together(needed)
        if self._number > before and self._last_heading is not None and self._last_heading[1] == before:
            self.lonely_section = self._last_heading[0]
        self._draw_heading(part.heading, 0)
        self._draw_paragraph(part.statement)
        self._y -= 4 + (_OPINION_HEIGHT if part.has_opinion else 0)
        self.begin_table(_SIGNING_COLUMNS, ("", "", "", "", ""))
        for signer in part.signers:
            if self._y - _SIGNING_HEIGHT < self._frame.bottom:
                self._turn_page()
                self.draw_header()
            widths = [column.width for column in _SIGNING_COLUMNS]
            cells = (signer.role, signer.name, signer.unit, "", "")
            self.draw_fields(widths, cells, _SIGNING_HEIGHT)

    def _draw_centred(self, text: str, role: Role) -> None:
        for row in centred_rows(text, role, _TEXT_EM, WIDTH):
            self._document.draw_row(row, LEFT, self._y - _TEXT_EM)
            self._y -= _TEXT_LEADING

    def _begin_page(self) -> None:
        self._number += 1
        self._y = self._frame.top
        self._document.canvas.setLineWidth(0.5)
        self._draw_mark()
        if self._number == 1:
            self._draw_code()
        else:
            self._draw_running_head()

    def _draw_mark(self) -> None:
        if self._mark:
            width = right_end(one_row(self._mark, Role.HEADING, 10.5))
            self._document.draw_mark(self._mark, LEFT + width, self._frame.mark_baseline)

    def _draw_code(self) -> None:
        """Draw the QR code in the upper right corner, beside it what it holds."""
        head = self._head
        left = LEFT + WIDTH - _QR_SIZE + _QUIET_ZONE
        code = qr_text(head.draw_code, head.digest)
        draw_qr(self._document, code, left, PAGE_HEIGHT - _QR_TOP - _QR_SIZE, _QR_SIZE)
        lines = (f"校验码（{head.digest_name}前16位）", head.short_digest, self._pages_text)
        for number, line in enumerate(lines):
            row = one_row(line, Role.BODY, _SMALL_EM)
            baseline = PAGE_HEIGHT - _QR_TOP - 4.5 * MM - number * 13
            self._document.draw_row(row, left - 3 * MM - right_end(row), baseline)

    def _draw_running_head(self) -> None:
        head = self._head
        row = one_row(f"{head.title}　{head.draw_code}　{self._pages_text}", Role.BODY, _SMALL_EM)
        self._document.draw_row(row, LEFT, _HEAD_BASELINE)
        code = one_row(f"校验码 {head.short_digest}", Role.BODY, _SMALL_EM)
        self._document.draw_row(code, LEFT + WIDTH - right_end(code), _HEAD_BASELINE)

    @property
    def _pages_text(self) -> str:
        return f"共 {self._layout.pages} 页"

    def _draw_page_number(self, row: Row) -> None:
        """Draw it 7 mm below the 版心, as official pages have it: odd pages right, even pages left."""
        is_odd = self._number % 2 == 1
        x = LEFT + WIDTH - PAGE_NUMBER_EM - right_end(row) if is_odd else LEFT + PAGE_NUMBER_EM
        self._document.draw_row(row, x, self._frame.bottom - NUMBER_BELOW)


def _draw(head: PaperHead, parts: Sequence[Part], layout: _Layout) -> _Sheet:
    document = PdfDocument(About(f"{head.title} {head.draw_code}", head.bureau, head.title, head.dated_on))
    document.add_bookmark(f"{head.title} {head.draw_code}")
    sheet = _Sheet(document, head, layout)
    sheet.draw_title_block()
    for number, part in enumerate(parts):
        sheet.draw_part(number, part, parts[number + 1] if number + 1 < len(parts) else None)
    sheet.end_page()
    return sheet


def _printable_paper(head: PaperHead, parts: Iterable[Part]) -> tuple[PaperHead, list[Part], list[str]]:
    """Put 〓 for every character without a face; return these characters too, in order."""
    missing: dict[str, None] = {}

    def clean(text: str) -> str:
        made: list[str] = []
        for char in text:
            if char == "\n" or find_glyph(Role.BODY, char) is not None:
                made.append(char)
            elif char.isspace():
                made.append(" ")
            else:
                missing[char] = None
                made.append(MISSING)
        return "".join(made)

    cleaned = [_with_texts(part, clean) for part in parts]
    head = replace(
        head,
        title=clean(head.title),
        bureau=clean(head.bureau),
        mark=clean(head.mark),
        warnings=tuple(clean(text) for text in head.warnings),
    )
    return head, cleaned, list(missing)


def _with_texts(part: Part, clean: Callable[[str], str]) -> Part:
    match part:
        case Heading(text):
            return Heading(clean(text))
        case Text(text):
            return Text(clean(text))
        case Facts(lines):
            return Facts(tuple((name, clean(told)) for name, told in lines))
        case Grid(_, rows):
            return replace(part, rows=tuple(tuple(clean(cell) for cell in row) for row in rows))
        case Signing(statement, signers):
            made = tuple(Signer(clean(one.role), clean(one.name), clean(one.unit)) for one in signers)
            return replace(part, statement=clean(statement), signers=made)
