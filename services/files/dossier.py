"""一企一档: everything that ever happened to one enterprise, as a screen shows it and a paper prints it.

The paper is no 公文 but a list to read: 小四 on the 版心 of GB/T 9704, a narrow column for the day or the word, a wide one
for the sentence; a long history flows over as many pages as it needs, and a section's heading never ends a page.
"""

from dataclasses import dataclass
from datetime import date

from services.files.blocks import chinese_date
from services.files.fonts import RENDERING, Role, printable
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
from services.files.pdf_document import (
    NUMBER_BELOW,
    PAGE_NUMBER_EM,
    About,
    PdfDocument,
    one_row,
    page_number_row,
)
from services.files.wording import one_line

_TEXT_EM = 12.0  # 小四
_SMALL_EM = 10.5  # 五号
_LEADING = 18.0
_LINE_GAP = 3.0
_SECTION_GAP = 12.0
_KEY_WIDTH = 31 * MM
_KEY_GAP = 3 * MM
_MARK_BELOW = 24 * MM
_FOOT = PAGE_HEIGHT - TOP - HEIGHT
_HAIR = 0.4
_KEPT = 4  # rows that a heading keeps with it
_GREY = 0.35


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One thing: the day or the word in the left column, what it was in the right one; ``tone`` is for the screen."""

    key: str
    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class DossierSection:
    """One part of the file; ``empty`` is said where there is nothing in it."""

    title: str
    lines: tuple[DossierLine, ...]
    empty: str = ""
    count: int = 0
    """How many things there are, where they are counted; one may take several lines."""

    @property
    def heading(self) -> str:
        """The title with the count."""
        return f"{self.title}（{self.count}）" if self.count else self.title


@dataclass(frozen=True, slots=True)
class DossierView:
    """The file of one enterprise as it stood on a day; ``mark`` is 样例 or empty."""

    bureau: str
    name: str
    code: str
    sections: tuple[DossierSection, ...]
    dated_on: date
    mark: str = ""

    def section(self, title: str) -> DossierSection:
        """Return the section of that title."""
        return next(section for section in self.sections if section.title == title)


def render_dossier(view: DossierView) -> bytes:
    """Return the file as PDF; a character that no face has, in some old value, is printed as 〓."""
    about = About(f"一企一档：{view.name}", view.bureau, "一企一档", view.dated_on)
    with RENDERING:
        document = PdfDocument(about)
        document.add_bookmark(one_line(view.name))
        sheet = _Sheet(document, view.mark)
        sheet.draw_head(view)
        for section in view.sections:
            sheet.draw_section(section)
        sheet.end_page()
        return document.to_bytes()


class _Sheet:
    """The pages while they are drawn, from the top of each down."""

    def __init__(self, document: PdfDocument, mark: str) -> None:
        self._document = document
        self._mark = mark
        self._number = 0
        self._y = 0.0
        self._begin_page()

    def draw_head(self, view: DossierView) -> None:
        """Draw the name as title, and under it the code, the office and the day."""
        for row in centred_rows(_printable(view.name, Role.TITLE), Role.TITLE, TITLE_EM, WIDTH):
            self._y -= TITLE_EM * 1.35
            self._document.draw_row(row, LEFT, self._y)
        self._y -= _LEADING * 1.4
        printed = f"一企一档　{view.code or '无代码'}　{view.bureau}　打印日期 {chinese_date(view.dated_on)}"
        for row in centred_rows(_printable(printed), Role.BODY, _TEXT_EM, WIDTH):
            self._document.draw_row(row, LEFT, self._y)
            self._y -= _LEADING
        self._y -= _LINE_GAP

    def draw_section(self, section: DossierSection) -> None:
        """Draw a section's heading with at least its first lines, then the others."""
        lines = section.lines or (DossierLine("", section.empty),)
        first = sum(self._height(line) for line in lines[:2])
        needed = _SECTION_GAP + _LEADING + _LINE_GAP + min(first, _KEPT * _LEADING)
        if self._y - needed < _FOOT:
            self._turn_page()
        else:
            self._y -= _SECTION_GAP
        self._y -= _LEADING
        self._document.draw_row(one_row(section.heading, Role.HEADING, _TEXT_EM), LEFT, self._y)
        self._rule()
        for line in lines:
            self._draw_line(line)

    def end_page(self) -> None:
        """Finish the page with its number: odd pages right, even pages left."""
        row = page_number_row(self._number)
        is_odd = self._number % 2 == 1
        x = LEFT + WIDTH - PAGE_NUMBER_EM - right_end(row) if is_odd else LEFT + PAGE_NUMBER_EM
        self._document.draw_row(row, x, PAGE_HEIGHT - TOP - HEIGHT - NUMBER_BELOW)
        self._document.end_page()

    def _draw_line(self, line: DossierLine) -> None:
        """Draw the two columns; a line longer than what is left of the page goes on over the next."""
        keys, texts = self._set(line)
        height = max(len(keys), len(texts)) * _LEADING
        if self._y - height < _FOOT and height <= HEIGHT / 3:
            self._turn_page()
        for index in range(max(len(keys), len(texts))):
            if self._y - _LEADING < _FOOT:
                self._turn_page()
            self._y -= _LEADING
            if index < len(keys):
                self._document.draw_row(keys[index], LEFT, self._y, _GREY)
            if index < len(texts):
                x = LEFT if not line.key else LEFT + _KEY_WIDTH + _KEY_GAP
                self._document.draw_row(texts[index], x, self._y)
        self._y -= _LINE_GAP

    def _set(self, line: DossierLine) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        measure = WIDTH - _KEY_WIDTH - _KEY_GAP if line.key else WIDTH
        keys = _rows(line.key, _SMALL_EM, _KEY_WIDTH) if line.key else ()
        return keys, _rows(line.text, _TEXT_EM, measure)

    def _height(self, line: DossierLine) -> float:
        return max(map(len, self._set(line))) * _LEADING + _LINE_GAP

    def _rule(self) -> None:
        self._y -= _LINE_GAP + 2
        canvas = self._document.canvas
        canvas.setLineWidth(_HAIR)
        canvas.setStrokeGray(_GREY)
        canvas.line(LEFT, self._y, LEFT + WIDTH, self._y)

    def _turn_page(self) -> None:
        self.end_page()
        self._begin_page()

    def _begin_page(self) -> None:
        self._number += 1
        self._y = PAGE_HEIGHT - TOP
        self._document.draw_mark(self._mark, LEFT + WIDTH, PAGE_HEIGHT - _MARK_BELOW)


def _rows(text: str, em: float, measure: float) -> tuple[Row, ...]:
    return set_text(_printable(text), Role.BODY, Setting(em=em, measure=measure, is_justified=False))


def _printable(text: str, role: Role = Role.BODY) -> str:
    return printable(one_line(text), role)
