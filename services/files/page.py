"""The official page of GB/T 9704: 28 characters by 22 lines filling 156×225 mm of an A4 sheet.

A paragraph becomes rows, each row runs of characters with their place; ``services/files/flow.py`` puts rows on pages.
Nothing is drawn here. A character takes 15.785 pt, not 16: 28 of 16 pt do not fit the 156 mm.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from services.files.fonts import Glyph, Role, find_glyph, forget_with_faces
from services.files.line_breaking import Setting, Unit, break_lines, place, unit_advances
from services.files.phrases import break_label, break_title

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

_SAME_SPACING = 1e-4


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


@lru_cache(maxsize=1024)
def label_rows(text: str, em: float, measure: float, role: Role = Role.HEADING) -> tuple[Row, ...]:
    """Break a label at its words into even lines, each set from its left end; an empty line is an empty row."""
    lines = break_label(text, lambda char: glyph_of(role, char).advance * em, measure)
    return tuple(row for line in lines for row in set_text(line, role, Setting(em=em, measure=1e6)))


def glyph_of(role: Role, char: str) -> Glyph:
    """Return how a character is printed; one that no face has is a fault of the program here."""
    glyph = find_glyph(role, char)
    if glyph is None:
        raise ValueError(f"U+{ord(char):04X} was not checked by require_printable")
    return glyph


forget_with_faces(set_text.cache_clear)
forget_with_faces(label_rows.cache_clear)


def advance_of(text: str, em: float, role: Role = Role.BODY) -> float:
    """Return the width of a text that is set without gaps."""
    return sum(unit_advances(text, lambda char: glyph_of(role, char).advance * em))


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
    advances = unit_advances(unit.text, lambda char: glyph_of(role, char).advance * em)
    for char, width in zip(unit.text, advances, strict=True):
        glyph = glyph_of(role, char)
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
