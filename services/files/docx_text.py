"""Text of a Word paper: runs with the names of the office's faces, paragraphs with their place, tabs and rules.

Elements are made as Word writes them (WordprocessingML), since python-docx knows neither 东亚 faces nor the grid. Lengths are
points here and twentieths of a point (twips) in the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.files.fonts import Role
from services.files.page import COLUMNS, EM, HEIGHT, ROWS, WIDTH

Element = Any  # an element of lxml, whose types are private

RED = "D90000"
GREY = "595959"
FACES = {
    Role.BODY: "仿宋_GB2312",
    Role.TITLE: "方正小标宋简体",
    Role.HEADING: "黑体",
    Role.KAI: "楷体_GB2312",
    Role.DIGITS: "宋体",
}
OTHER_FACES = {"仿宋_GB2312": "仿宋", "方正小标宋简体": "宋体", "楷体_GB2312": "楷体"}
"""What Word takes where a machine has not got the face: each of them comes with Windows."""
ROW = int(HEIGHT * 20 / ROWS) / 20
"""The distance of lines at which 22 fill the 版心 in Word, whose lines stand from its top to its foot."""
WESTERN = "Times New Roman"  # digits and Latin letters among 仿宋, as the program prints them from a serif
# 28 of 16 points do not fit the 156 mm: each is drawn in, and 两端对齐 lets the line end at the edge. The grid of the page,
# which would do the same in Word, takes two cells for such a character in LibreOffice; so no paragraph snaps to it.
# With less to spare LibreOffice loses a mark that ends a line.
_DRAWN_IN = int((WIDTH / COLUMNS - EM) * 20) - 2  # twips
_WESTERN_OF = {Role.BODY: WESTERN, Role.KAI: WESTERN}


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along a side of a paragraph or a cell: its kind in Word, weight and distance from the text in points."""

    kind: str = "single"
    weight: float = 0.5
    distance: float = 0.0
    color: str = "000000"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a paragraph stands: the distance of its lines, its indents (``first`` in characters), its tabs and rules.

    ``frame`` is the place and width (x, y, width in points from the corner of the sheet) of what stands out of the text.
    """

    align: str = "both"
    leading: float = ROW
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    hanging: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keeps_next: bool = False
    begins_page: bool = False
    tabs: tuple[tuple[str, float], ...] = ()
    above: Rule | None = None
    below: Rule | None = None
    frame: tuple[float, float, float] | None = None


def twips(points: float) -> int:
    """Return a length as Word counts it."""
    return round(points * 20)


def element(tag: str, **attributes: object) -> Element:
    """Make an element of Word's namespace; attribute names are those of the namespace, without prefix."""
    from docx.oxml import OxmlElement  # deferred: a window that writes no Word file pays nothing
    from docx.oxml.ns import qn

    made: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def with_parts(parent: Element, *parts: Element | None) -> Element:
    """Put elements into another, in their order, None left out."""
    for part in parts:
        if part is not None:
            parent.append(part)
    return parent


def run_look(role: Role, em: float, *, color: str = "", is_underlined: bool = False) -> Element:
    """Return the look of characters: face, colour, size, underline; each element where the schema wants it."""
    face = FACES[role]
    western = _WESTERN_OF.get(role, face)
    half_points = round(em * 2)
    return with_parts(
        element("rPr"),
        element("rFonts", hint="eastAsia", ascii=western, hAnsi=western, eastAsia=face, cs=western),
        element("color", val=color) if color else None,
        element("spacing", val=_DRAWN_IN) if em == EM else None,
        element("sz", val=half_points),
        element("szCs", val=half_points),
        element("u", val="single") if is_underlined else None,
        element("lang", val="en-US", eastAsia="zh-CN"),
    )


def run(text: str, role: Role, em: float, *, color: str = "", is_underlined: bool = False) -> Element:
    """Return characters of one look; a tab is a tab, a line feed begins a line."""
    made = with_parts(element("r"), run_look(role, em, color=color, is_underlined=is_underlined))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("br"))
        for place, part in enumerate(line.split("\t")):
            if place:
                made.append(element("tab"))
            if part:
                made.append(_text(part))
    return made


def field_run(code: str, role: Role, em: float) -> list[Element]:
    """Return a field that Word counts itself (PAGE, NUMPAGES); 1 until it does."""
    parts = (
        element("fldChar", fldCharType="begin"),
        _text(f" {code} ", "instrText"),
        element("fldChar", fldCharType="separate"),
        _text("1"),
        element("fldChar", fldCharType="end"),
    )
    return [with_parts(element("r"), run_look(role, em), part) for part in parts]


def paragraph(runs: Sequence[Element], stand: Stand, em: float, role: Role = Role.BODY) -> Element:
    """Return a paragraph; ``em`` and ``role`` are those of its mark, which gives an empty one its height."""
    return with_parts(element("p"), _paragraph_look(stand, em, role), *runs)


def spacer(leading: float = 1.0, **stand: Any) -> Element:
    """Return an empty paragraph of next to no height: what Word wants between two tables and under the last one."""
    return paragraph((), Stand(leading=leading, align="left", **stand), 1.0)


def border(side: str, rule: Rule | None) -> Element:
    """Return a side of a box; None draws nothing there."""
    if rule is None:
        return element(side, val="nil")
    return element(
        side, val=rule.kind, sz=round(rule.weight * 8), space=round(rule.distance), color=rule.color
    )


def _paragraph_look(stand: Stand, em: float, role: Role) -> Element:
    return with_parts(
        element("pPr"),
        element("keepNext") if stand.keeps_next else None,
        element("pageBreakBefore") if stand.begins_page else None,
        _frame(stand.frame) if stand.frame else None,
        element("widowControl", val="0"),
        _borders(stand),
        _tabs(stand.tabs),
        element("overflowPunct", val="0"),
        element("autoSpaceDE", val="0"),
        element("autoSpaceDN", val="0"),
        element("snapToGrid", val="0"),
        _spacing(stand),
        _indent(stand, em),
        element("jc", val=stand.align),
        run_look(role, em),
    )


def _spacing(stand: Stand) -> Element:
    before, after, line = (twips(length) for length in (stand.before, stand.after, stand.leading))
    return element("spacing", before=before, after=after, line=line, lineRule="exact")


def _indent(stand: Stand, em: float) -> Element | None:
    values: dict[str, int] = {}
    if stand.left:
        values["left"] = twips(stand.left)
    if stand.right:
        values["right"] = twips(stand.right)
    if stand.hanging:
        values["hanging"] = twips(stand.hanging)
    if stand.first:
        values["firstLineChars"] = round(stand.first * 100)
        values["firstLine"] = twips(stand.first * em)
    return element("ind", **values) if values else None


def _borders(stand: Stand) -> Element | None:
    if stand.above is None and stand.below is None:
        return None
    return with_parts(
        element("pBdr"),
        border("top", stand.above) if stand.above else None,
        border("bottom", stand.below) if stand.below else None,
    )


def _tabs(tabs: Sequence[tuple[str, float]]) -> Element | None:
    if not tabs:
        return None
    return with_parts(element("tabs"), *(element("tab", val=kind, pos=twips(place)) for kind, place in tabs))


def _frame(frame: tuple[float, float, float]) -> Element:
    x, y, width = (twips(length) for length in frame)
    return element("framePr", w=width, wrap="around", vAnchor="page", hAnchor="page", x=x, y=y)


def _text(text: str, tag: str = "t") -> Element:
    made = element(tag)
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
