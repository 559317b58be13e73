"""The sheet of a Word paper: A4 with the 28×22 grid, what stands at the head and foot of its pages, what the file says of itself.

python-docx starts from a template with 160 styles, a picture and a foreign author; all of it is taken out.
"""

import math
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

from services.files.blocks import LetterHead
from services.files.docx_heads import LETTER_SIDE, letter_issuer
from services.files.docx_text import (
    FACES,
    GREY,
    OTHER_FACES,
    RED,
    ROW,
    WESTERN,
    Element,
    Rule,
    Stand,
    element,
    field_run,
    paragraph,
    run,
    spacer,
    twips,
    with_parts,
)
from services.files.fonts import Role
from services.files.page import COLUMNS, EM, MM, WIDTH
from services.files.pdf_document import PAGE_NUMBER_EM, About, Numbering

_PAGE = (210 * MM, 297 * MM)
_MARGINS = {"top": 37 * MM, "right": 26 * MM, "bottom": 35 * MM, "left": 28 * MM}
SIDE_TOP, SIDE_LEFT = 28 * MM, 35 * MM  # of the text on a page that lies on its side
_SIDE_MARGINS = {"top": SIDE_TOP, "right": 37 * MM, "bottom": 26 * MM, "left": SIDE_LEFT}
_HEADER, _FOOTER = 20.2 * MM, 25.5 * MM  # from the edges: the mark at 24 mm, the number 7 mm below the 版心
_CHAR_SPACE = math.floor((WIDTH / COLUMNS - EM) * 4096)  # of a point, added to every character on the grid
_MARK_EM = 10.5
_TOTAL_EM = 12.0
_LETTER_FOOT = 277 * MM  # of the lower double line of 信函格式, from the upper edge
_UNWANTED = ("stylesWithEffects", "webSettings", "customXml", "numbering", "thumbnail")
_BEIJING = timedelta(hours=8)
_STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{western}" w:hAnsi="{western}" w:eastAsia="{face}" w:cs="{western}"/><w:kern w:val="2"/>
<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>
<w:pPr><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="a2"><w:name w:val="No List"/></w:style>
</w:styles>"""
_SETTINGS = """<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>{odd_and_even}
<w:drawingGridHorizontalSpacing w:val="105"/><w:characterSpacingControl w:val="compressPunctuation"/>
<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>
<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
</w:settings>"""


class Sheet:
    """An empty Word paper to which body elements are added."""

    def __init__(
        self, about: About, mark: str, numbering: Numbering, letter_head: LetterHead | None = None
    ) -> None:
        from docx import Document  # deferred: a window that writes no Word file pays nothing

        self._document: Any = Document()
        self._strip(numbering)
        self._section: Any = self._document.sections[0]
        self._set_page()
        self._set_head(mark, numbering, letter_head)
        self._set_foot(numbering, letter_head)
        self._say(about)

    def add(self, made: Element) -> None:
        """Put an element at the end of the text."""
        self._document.element.body.sectPr.addprevious(made)

    @property
    def last(self) -> Element | None:
        """The last element of the text."""
        return self._document.element.body.sectPr.getprevious()

    def end_section(self) -> None:
        """End the pages of one kind: the next element begins a page that may lie on its side."""
        if self.last is None:
            return
        from docx.oxml.ns import qn

        ended = deepcopy(self._section._sectPr)
        holder = spacer()
        holder.pPr.append(ended)
        self.add(holder)
        self._section.different_first_page_header_footer = False
        for reference in list(self._section._sectPr):
            if reference.get(qn("w:type")) == "first":
                self._section._sectPr.remove(reference)

    def lay(self, *, on_side: bool) -> None:
        """Let the present pages lie on their side, bound as an upright sheet that is turned, or stand upright."""
        from docx.oxml.ns import qn

        made = self._section._sectPr
        size, margins = made.find(qn("w:pgSz")), made.find(qn("w:pgMar"))
        wide, high = _PAGE[::-1] if on_side else _PAGE
        values: dict[str, object] = {"w": twips(wide), "h": twips(high)}
        if on_side:
            values["orient"] = "landscape"
        made.replace(size, element("pgSz", **values))
        for name, length in (_SIDE_MARGINS if on_side else _MARGINS).items():
            margins.set(qn(f"w:{name}"), str(twips(length)))

    def save(self, target: Any) -> None:
        """Write the package into a stream."""
        self._document.save(target)

    def _strip(self, numbering: Numbering) -> None:
        from docx.oxml import parse_xml

        part = self._document.part
        for owner in (part, part.package):
            for key, relation in list(owner.rels.items()):
                if any(name in str(relation.target_part.partname) for name in _UNWANTED):
                    del owner.rels[key]
        part._styles_part._element = parse_xml(_STYLES.format(western=WESTERN, face=FACES[Role.BODY]))
        odd_and_even = "<w:evenAndOddHeaders/>" if numbering is Numbering.DASHED else ""
        part._settings_part._element = parse_xml(_SETTINGS.format(odd_and_even=odd_and_even))
        fonts = next(
            one.target_part for one in part.rels.values() if "fontTable" in str(one.target_part.partname)
        )
        fonts._blob = _font_table()

    def _set_page(self) -> None:
        made = self._section._sectPr
        for child in list(made):
            made.remove(child)
        margins = {name: twips(length) for name, length in _MARGINS.items()}
        with_parts(
            made,
            element("pgSz", w=twips(_PAGE[0]), h=twips(_PAGE[1])),
            element("pgMar", **margins, header=twips(_HEADER), footer=twips(_FOOTER), gutter=0),
            element("cols", space=425),
            element("docGrid", type="linesAndChars", linePitch=twips(ROW), charSpace=_CHAR_SPACE),
        )

    def _set_head(self, mark: str, numbering: Numbering, letter_head: LetterHead | None) -> None:
        section = self._section
        section.different_first_page_header_footer = letter_head is not None
        if mark:
            _fill(section.header, [_mark(mark)])
            if numbering is Numbering.DASHED:
                _fill(section.even_page_header, [_mark(mark)])
        if letter_head is not None:
            _fill(section.first_page_header, [_mark(mark), letter_issuer(letter_head)])

    def _set_foot(self, numbering: Numbering, letter_head: LetterHead | None) -> None:
        section = self._section
        if numbering is Numbering.OF_TOTAL:
            _fill(section.footer, [_page_of_total()])
        elif numbering is Numbering.DASHED:
            _fill(section.footer, [_dashed_page("right")])
            _fill(section.even_page_footer, [_dashed_page("left")])
        if letter_head is not None:
            _fill(section.first_page_footer, [_lower_letter_rule(), paragraph((), Stand(), 10.5)])

    def _say(self, about: About) -> None:
        """Write the facts of the file; its date is that of the paper, at midnight in Beijing."""
        moment = (
            datetime(about.dated_on.year, about.dated_on.month, about.dated_on.day, tzinfo=UTC) - _BEIJING
        )
        facts = self._document.core_properties
        facts.title, facts.author, facts.subject = about.title, about.author, about.subject
        facts.last_modified_by = about.author
        facts.created = facts.modified = moment.replace(tzinfo=None)
        facts.language, facts.comments, facts.keywords, facts.revision = "zh-CN", "", "", 1


def _fill(part: Any, elements: Sequence[Element]) -> None:
    part.is_linked_to_previous = False
    holder = part._element
    for child in list(holder):
        holder.remove(child)
    with_parts(holder, *elements)


def _mark(mark: str) -> Element:
    stand = Stand(align="right", leading=1.2 * _MARK_EM)
    runs = [run(mark, Role.HEADING, _MARK_EM, color=GREY)] if mark else ()
    return paragraph(runs, stand, _MARK_EM, Role.HEADING)


def _dashed_page(side: str) -> Element:
    """Return “— n —”, one character in from the edge."""
    em = PAGE_NUMBER_EM
    stand = Stand(align=side, leading=1.2 * em, left=em, right=em)
    runs = [run("— ", Role.DIGITS, em), *field_run("PAGE", Role.DIGITS, em), run(" —", Role.DIGITS, em)]
    return paragraph(runs, stand, em, Role.DIGITS)


def _page_of_total() -> Element:
    em = _TOTAL_EM
    runs = [
        run("共 ", Role.BODY, em),
        *field_run("NUMPAGES", Role.BODY, em),
        run(" 页　第 ", Role.BODY, em),
        *field_run("PAGE", Role.BODY, em),
        run(" 页", Role.BODY, em),
    ]
    return paragraph(runs, Stand(align="center", leading=1.2 * em), em)


def _lower_letter_rule() -> Element:
    x = _MARGINS["left"] - LETTER_SIDE
    stand = Stand(
        leading=3.0,
        above=Rule("thinThickSmallGap", 1.5, 0.0, RED),
        frame=(x, _LETTER_FOOT, WIDTH + 2 * LETTER_SIDE),
    )
    return paragraph((), stand, 1.0)


def _font_table() -> bytes:
    """Name the faces and, where Windows may not have one, what it takes instead."""
    faces = [*FACES.values(), WESTERN]
    rows = "".join(
        f'<w:font w:name="{face}">'
        + (f'<w:altName w:val="{OTHER_FACES[face]}"/>' if face in OTHER_FACES else "")
        + f'<w:charset w:val="{"00" if face == WESTERN else "86"}"/></w:font>'
        for face in faces
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{rows}</w:fonts>'
    ).encode()
