"""The official page of GB/T 9704: 28 characters by 22 lines filling 156×225 mm of an A4 sheet.

A paper is a list of blocks; ``compose`` turns it into pages of rows, each row into runs of characters with their
place. Nothing is drawn here. A character takes 15.785 pt, not 16: 28 of 16 pt do not fit the 156 mm.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from services.files.fonts import Glyph, Role, find_glyph
from services.files.line_breaking import Setting, Unit, break_lines, break_title, place

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
TOP, LEFT = 37 * MM, 28 * MM  # 天头, 订口
WIDTH, HEIGHT = 156 * MM, 225 * MM  # 版心
COLUMNS, ROWS = 28, 22
EM = 16.0  # 3号
TITLE_EM = 22.0  # 2号
PITCH = (WIDTH - EM) / (COLUMNS - 1)
LEADING = (HEIGHT - EM) / (ROWS - 1)
GAP = PITCH - EM
BASELINE = 0.85 * EM  # below the top of a row: 仿宋 then lies within the 版心 at its first and last line

_TITLE_RISE = -4.0  # points; a larger title hangs from the top of its row as the text does
_NUMBER_RISE = -6.0  # points; the 文号 stands clear of the title
_SAME_SPACING = 1e-4
_DATE_INDENT = 4  # 成文日期 with a seal: 右空四字
_SEAL_ROWS = 2  # blank rows above the 署名: the top of a 42 mm seal then lies within one row of the text


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face set in a row, in points: x from the left end of the measure, rise above the baseline.

    ``spacing`` is put between the characters; ``width`` contains it.
    """

    x: float
    text: str
    face: str
    size: float
    rise: float
    width: float
    spacing: float = 0.0


Row = tuple[Run, ...]
Page = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """2号小标宋, centred, broken at its phrases (``|``) and line feeds."""

    text: str


@dataclass(frozen=True, slots=True)
class Centred:
    """One or more centred rows of 3号仿宋, such as the 文号."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of 3号; ``indent`` in characters. A heading keeps the next row on its page."""

    text: str
    role: Role = Role.BODY
    indent: int = 2
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """One empty row."""


@dataclass(frozen=True, slots=True)
class Signature:
    """落款 with room for a seal: the date four characters from the right, the office centred above it."""

    issuer: str
    dated_on: date


Block = Title | Centred | Paragraph | Blank | Signature


@dataclass(frozen=True, slots=True)
class _SetRow:
    runs: Row
    keeps_next: bool = False


def compose(blocks: Iterable[Block]) -> tuple[Page, ...]:
    """Set the blocks on pages of at most 22 rows.

    A heading never ends a page, and the 落款 never stands on a page without a line of the text.
    """
    pages: list[list[_SetRow]] = [[]]
    for block in blocks:
        if isinstance(block, Signature):
            _add_signature(pages, signature_rows(block))
        else:
            for row in _rows_of(block):
                _add_row(pages, row)
    return tuple(tuple(row.runs for row in page) for page in pages)


def _rows_of(block: Title | Centred | Paragraph | Blank) -> list[_SetRow]:
    match block:
        case Blank():
            return [_SetRow(())]
        case Title(text):
            rows = centred_rows(text, Role.TITLE, TITLE_EM, WIDTH)
            return [_SetRow(_raised(row, _TITLE_RISE)) for row in rows]
        case Centred(text):
            rows = centred_rows(text, Role.BODY, EM, WIDTH)
            return [_SetRow(_raised(row, _NUMBER_RISE)) for row in rows]
        case Paragraph(text, role, indent, is_heading):
            setting = Setting(em=EM, measure=WIDTH, gap=GAP, indent=indent * PITCH)
            return [_SetRow(row, keeps_next=is_heading) for row in set_text(text, role, setting)]


def _raised(row: Row, by: float) -> Row:
    return tuple(replace(run, rise=run.rise + by) for run in row)


def _add_row(pages: list[list[_SetRow]], row: _SetRow) -> None:
    if len(pages[-1]) == ROWS:
        pages.append(_take_headings(pages[-1]))
    if row.runs or pages[-1]:
        pages[-1].append(row)


def _take_headings(page: list[_SetRow]) -> list[_SetRow]:
    """Remove from the end of a page the headings that would lose their text, and return them."""
    kept = len(page)
    while kept > 1 and page[kept - 1].keeps_next:
        kept -= 1
    taken = page[kept:]
    del page[kept:]
    return taken


def _add_signature(pages: list[list[_SetRow]], rows: tuple[Row, ...]) -> None:
    """Put the 落款 under the text: two blank rows, one where room is short, else on a new page with text."""
    page = pages[-1]
    blanks = next((n for n in (_SEAL_ROWS, _SEAL_ROWS - 1) if len(page) + n + len(rows) <= ROWS), None)
    if blanks is None:
        last = page.pop()
        pages.append([*_take_headings(page), last])
        blanks = _SEAL_ROWS
    pages[-1] += [_SetRow(())] * blanks + [_SetRow(row) for row in rows]


def signature_rows(signature: Signature) -> tuple[Row, ...]:
    """Return the rows of the 署名 and of the date under it."""
    (dated,) = centred_rows(chinese_date(signature.dated_on), Role.BODY, EM, WIDTH)
    issuer = centred_rows(signature.issuer, Role.BODY, EM, WIDTH)
    date_width = right_end(dated) - dated[0].x
    issuer_width = max(right_end(row) - row[0].x for row in issuer)
    centre = WIDTH - max(_DATE_INDENT * PITCH + date_width / 2, issuer_width / 2)
    shift = centre - WIDTH / 2
    return tuple(tuple(replace(run, x=run.x + shift) for run in row) for row in (*issuer, dated))


def chinese_date(day: date) -> str:
    """Return 成文日期: Arabic, full year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


@lru_cache(maxsize=4096)  # the fixed texts of an office's papers return on every one of them
def set_text(text: str, role: Role, setting: Setting) -> tuple[Row, ...]:
    """Break a paragraph and set its lines; every character must be printable (``require_printable``)."""
    lines = break_lines(text, lambda char: glyph_of(role, char).advance * setting.em, setting)
    return tuple(_runs(place(line, setting), role, setting.em) for line in lines)


def centred_rows(text: str, role: Role, em: float, measure: float) -> tuple[Row, ...]:
    """Break a text at its phrases and centre each line in the measure."""
    rows: list[Row] = []
    gap = GAP if em == EM else 0.0
    for line in break_title(text, lambda char: glyph_of(role, char).advance * em, measure):
        (row,) = set_text(line, role, Setting(em=em, measure=10 * measure, gap=gap))
        shift = (measure - right_end(row)) / 2
        rows.append(tuple(replace(run, x=run.x + shift) for run in row))
    return tuple(rows)


def glyph_of(role: Role, char: str) -> Glyph:
    """Return how a character is printed; one that no face has is a fault of the program here."""
    glyph = find_glyph(role, char)
    if glyph is None:
        raise ValueError(f"U+{ord(char):04X} was not checked by require_printable")
    return glyph


def right_end(row: Row) -> float:
    """Return the x of the right end of a row."""
    return row[-1].x + row[-1].width if row else 0.0


def _runs(placed: tuple[tuple[float, Unit], ...], role: Role, em: float) -> Row:
    """Join characters of one face whose distances are equal: on the grid a whole line is one run."""
    atoms = [atom for x, unit in placed for atom in _atoms(x, unit, role, em)]
    runs: list[Run] = []
    start = 0
    for end in range(1, len(atoms) + 1):
        if end == len(atoms) or not _continues(atoms, start, end):
            runs.append(_joined(atoms[start:end]))
            start = end
    return tuple(runs)


def _atoms(x: float, unit: Unit, role: Role, em: float) -> list[Run]:
    """Return the characters of a unit, one run each."""
    atoms: list[Run] = []
    for char in unit.text:
        glyph = glyph_of(role, char)
        width = glyph.advance * em
        atoms.append(Run(x, char, glyph.face, em * glyph.scale, em * glyph.rise, width))
        x += width
    return atoms


def _continues(atoms: list[Run], start: int, index: int) -> bool:
    """Tell whether the atom at ``index`` belongs to the run that begins at ``start``."""
    first, atom = atoms[start], atoms[index]
    if (atom.face, atom.size, atom.rise) != (first.face, first.size, first.rise):
        return False
    return abs(_spacing(atoms, index) - _spacing(atoms, start + 1)) < _SAME_SPACING


def _spacing(atoms: list[Run], index: int) -> float:
    before = atoms[index - 1]
    return atoms[index].x - before.x - before.width


def _joined(atoms: list[Run]) -> Run:
    first, last = atoms[0], atoms[-1]
    return replace(
        first,
        text="".join(atom.text for atom in atoms),
        width=last.x + last.width - first.x,
        spacing=_spacing(atoms, 1) if len(atoms) > 1 else 0.0,
    )
