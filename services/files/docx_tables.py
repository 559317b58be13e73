"""The ruled parts of a form in Word: fields on rules, ruled lines to write on, tables of cells, lists with a header.

A line of a table has columns of its own; in the file they become spans over the edges of all lines, as Word has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from services.files.blocks import CellRow, FieldLine, FormTable, Grid, Size, Writing
from services.files.docx_text import (
    Element,
    Rule,
    Stand,
    border,
    element,
    paragraph,
    run,
    twips,
    with_parts,
)
from services.files.fonts import Role
from services.files.line_breaking import Setting
from services.files.page import WIDTH, right_end, set_text
from services.files.pieces import leading_of

_PADDING = 4.0
_GUTTER = 8.0  # between two fields of a line
_LABEL_SLACK = 2.0  # points: the face of another machine may be a little wider
_HAND_HEIGHT = 1.5  # of the leading: a line to be signed
_INNER_LEADING = 1.4  # of the em, between lines in a cell
_WESTERN_CELL = 0.55  # of an em, for a Latin letter or digit
_FULL = 0.9  # of a line
_SIDES = ("top", "left", "bottom", "right")
_RULE = Rule()


@dataclass(frozen=True, slots=True)
class Box:
    """A cell from one edge to another, in points from the left end of the 版心."""

    start: float
    end: float
    paragraphs: tuple[Element, ...]
    sides: tuple[str, ...] = _SIDES
    stands: str = "center"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of cells, at least ``least`` points high."""

    boxes: tuple[Box, ...]
    least: float
    is_header: bool = False
    can_part: bool = False


def field_lines(block: FieldLine, *, keeps_next: bool = False, measure: float = WIDTH) -> tuple[Line, ...]:
    """Return fields side by side: a label, its value over a rule."""
    em = block.size.em
    leading = leading_of(block.size)
    height = leading * (_HAND_HEIGHT if block.is_for_hand else 1.0)
    total = sum(field.share for field in block.fields)
    free = measure - _GUTTER * (len(block.fields) - 1)
    stand = Stand(align="left", leading=leading, keeps_next=keeps_next)
    stands = "bottom" if block.is_for_hand else "top"
    boxes: list[Box] = []
    x = 0.0
    for field in block.fields:
        end = x + free * field.share / total
        left = x
        if field.label:
            label = f"{field.label}："
            left = min(x + _natural_width(label, em) + _LABEL_SLACK, end - em)
            boxes.append(Box(x, left, (_words(label, stand, em),), (), stands))
        boxes.append(_value(field.value, left, end, stand, em, stands))
        if end + _GUTTER < measure:
            boxes.append(Box(end, end + _GUTTER, (_words("", stand, em),), (), stands))
        x = end + _GUTTER
    return (Line(tuple(boxes), height),)


def _value(text: str, left: float, end: float, stand: Stand, em: float, stands: str) -> Box:
    """Return a value over a rule; a longer one is underlined to the end of its last line."""
    if _natural_width(text, em) <= end - left - _LABEL_SLACK:
        return Box(left, end, (_words(text, stand, em),), ("bottom",), stands)
    ruled = replace(stand, tabs=(("right", end - left),))
    words = paragraph([run(f"{text}\t", Role.BODY, em, is_underlined=True)], ruled, em)
    return Box(left, end, (words,), (), stands)


def writing_paragraphs(block: Writing, *, keeps_next: bool = False, measure: float = WIDTH) -> list[Element]:
    """Return a text underlined to the end of its last line behind its label, then ruled lines up to ``rows``."""
    em = block.size.em
    stand = Stand(
        align="left", leading=leading_of(block.size), keeps_next=keeps_next, tabs=(("right", measure),)
    )
    label = f"{block.label}：" if block.label else ""
    lines = block.text.split("\n")
    made: list[Element] = []
    filled = 0
    for number, line in enumerate(lines):
        lead = label if number == 0 else ""
        rows = set_text(f"{lead}{line}", Role.BODY, Setting(em=em, measure=measure))
        is_full = bool(rows) and right_end(rows[-1]) > _FULL * measure  # a tab behind it would begin a line
        ruled = run(line if is_full else f"{line}\t", Role.BODY, em, is_underlined=True)
        runs = [run(lead, Role.BODY, em), ruled] if lead else [ruled]
        made.append(paragraph(runs, stand, em))
        filled += max(len(rows), 1)
    free = max(block.rows - filled, 0)
    made += [paragraph([run("\t", Role.BODY, em, is_underlined=True)], stand, em) for _ in range(free)]
    return made


def table_lines(block: FormTable, *, keeps_next: bool = False, measure: float = WIDTH) -> tuple[Line, ...]:
    """Return the lines of a table of labels and values."""
    return tuple(_cells(row, block.size, measure, keeps_next=keeps_next) for row in block.rows)


def grid_lines(block: Grid, *, keeps_next: bool = False, measure: float = WIDTH) -> tuple[Line, ...]:
    """Return a list: its header, which Word repeats on each page, and its rows."""
    size = block.size
    x, edges = 0.0, [0.0]
    total = sum(column.share for column in block.columns)
    for column in block.columns:
        x += measure * column.share / total
        edges.append(x)
    rows = [*block.rows, *[("",) * len(block.columns)] * max(block.least_rows - len(block.rows), 0)]
    head = tuple(
        Box(left, right, _inside(column.title, size, is_label=True, is_centred=True, keeps_next=True))
        for column, left, right in zip(block.columns, edges, edges[1:], strict=False)
    )
    made = [Line(head, block.least, is_header=True)]
    for row in rows:
        boxes = tuple(
            Box(
                left,
                right,
                _inside(text, size, is_label=False, is_centred=column.is_centred, keeps_next=keeps_next),
            )
            for text, column, left, right in zip(row, block.columns, edges, edges[1:], strict=False)
        )
        made.append(Line(boxes, block.least, can_part=any(len(text) > _LONG for text in row)))
    return tuple(made)


_LONG = 400  # characters: a row with such a text may be parted by the end of a page


def _cells(row: CellRow, size: Size, measure: float, *, keeps_next: bool) -> Line:
    total = sum(cell.share for cell in row.cells)
    boxes: list[Box] = []
    x = 0.0
    for cell in row.cells:
        width = measure * cell.share / total
        inside = _inside(
            cell.text,
            size,
            is_label=cell.is_label,
            is_centred=cell.is_centred or cell.is_label,
            keeps_next=keeps_next,
        )
        boxes.append(Box(x, x + width, inside))
        x += width
    return Line(tuple(boxes), row.least, can_part=any(len(cell.text) > _LONG for cell in row.cells))


def _inside(
    text: str, size: Size, *, is_label: bool, is_centred: bool, keeps_next: bool = False
) -> tuple[Element, ...]:
    """Return the paragraphs of a cell."""
    em = size.em
    stand = Stand(
        align="center" if is_centred else "left", leading=_INNER_LEADING * em, keeps_next=keeps_next
    )
    role = Role.HEADING if is_label else Role.BODY
    return tuple(_words(part, stand, em, role) for part in text.split("\n"))


def table(lines: Sequence[Line], *, padding: float = _PADDING, measure: float = WIDTH) -> Element:
    """Return a table as wide as the text."""
    edges = sorted({twips(edge) for line in lines for box in line.boxes for edge in (box.start, box.end)})
    look = with_parts(
        element("tblPr"),
        element("tblW", w=twips(measure), type="dxa"),
        element("tblInd", w=0, type="dxa"),
        element("tblLayout", type="fixed"),
        with_parts(element("tblCellMar"), *(element(side, w=twips(padding), type="dxa") for side in _SIDES)),
    )
    made = with_parts(element("tbl"), look, _columns(edges))
    for line in lines:
        made.append(_line(line, edges))
    return made


def _columns(edges: Sequence[int]) -> Element:
    return with_parts(
        element("tblGrid"),
        *(element("gridCol", w=right - left) for left, right in pairwise(edges)),
    )


def _line(line: Line, edges: Sequence[int]) -> Element:
    look = with_parts(
        element("trPr"),
        None if line.can_part else element("cantSplit"),
        element("trHeight", val=twips(line.least), hRule="atLeast"),
        element("tblHeader") if line.is_header else None,
    )
    return with_parts(element("tr"), look, *(_box(box, edges) for box in line.boxes))


def _box(box: Box, edges: Sequence[int]) -> Element:
    left, right = twips(box.start), twips(box.end)
    span = edges.index(right) - edges.index(left)
    borders = with_parts(
        element("tcBorders"), *(border(side, _RULE if side in box.sides else None) for side in _SIDES)
    )
    look = with_parts(
        element("tcPr"),
        element("tcW", w=right - left, type="dxa"),
        element("gridSpan", val=span) if span > 1 else None,
        borders,
        element("vAlign", val=box.stands),
    )
    return with_parts(element("tc"), look, *box.paragraphs)


def _words(text: str, stand: Stand, em: float, role: Role = Role.BODY) -> Element:
    return paragraph([run(text, role, em)] if text else (), stand, em, role)


def _natural_width(text: str, em: float) -> float:
    """Return the width that Word gives a text: it squeezes no pair of marks as the program does."""
    return sum((_WESTERN_CELL if char < "\x80" else 1.0) * em for char in text)
