"""How a Chinese text is cut into lines and a line set to its measure (GB/T 15834, 行首行尾禁则).

Pure: widths come from a function, lengths are points. A text is cut into *units* that are never broken (a Chinese
character, a number with its measure word, a certificate number), units into *clusters* that are never parted by a line end
(punctuation stays with its neighbour). Lines are filled with clusters; what does not fit is drawn in by taking
away the blank halves of punctuation, or else sent to the next line, whichever changes the line less. A date or a
span of times is parted, after 年, 月 or the dash, only where keeping it whole would leave the line gaping.

Two marks that stand side by side (》《 。” （“) take one and a half cells, as a printing house sets them. Latin letters
stand a tenth of an em off 汉字; digits do not: 2022年9月8日 and 第3次 are read as one word, and a space inside would
carry every line with a date off the grid of 28 cells.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

CLOSING = frozenset("，。、；：！）》〉」』】〕〗］｝”’")  # the right half of the cell is blank
OPENING = frozenset("（《〈「『【〔〖［｛“‘")  # the left half of the cell is blank
_MARKS = CLOSING | OPENING
FORBIDDEN_START = CLOSING | frozenset(
    "？…‥—–‐－～〜·‧•％‰℃℉°′″㎡㎥㎜㎝㎞㎎㎏㏄¢￠,.;:!?)]}%〞〟»›々〻／/‼⁇⁈⁉"
)
FORBIDDEN_END = OPENING | frozenset("([{￥¥$＄£￡€№#＃〝«‹")

_COUNTERS = "年月日时分秒次条款项号户家人名件份个页批元台套吨米％%℃㎡"
_UNITS = re.compile(
    "|".join(
        (
            r"〔\d{4}〕第?\d+号",  # the year and serial of a 文号
            r"\d{1,2}[：:]\d{2}(?:[—–~～-]\d{1,2}[：:]\d{2})?",  # times and spans of times
            r"\d{1,2}\.(?=\D)",  # the number of an entry
            r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?",
            r"\d{1,2}月\d{1,2}日",
            rf"第?\d+(?:[.,]\d+)*(?:[—–~～]\d+(?:[.,]\d+)*)?[万亿]?[{_COUNTERS}]",
            r"\d+[—–~～]\d+",  # from … to …, and the year of a standard: 9704—2012
            r"[A-Za-z0-9]+(?:[.,:/@_+&'–-]+[A-Za-z0-9]+)*",  # words, codes, telephone and certificate numbers
            r"—{2,}",
            r"…{2,}",
            r".",
        )
    ),
    re.DOTALL,
)
_FULL_CELL = 0.9  # of an em: what is narrower is no full-width mark
_BLANK_AT_END = 0.5  # of an em: how much of a mark's cell may be taken away at the end of a line
_BLANK_INSIDE = 0.25  # elsewhere; with more of it gone a full-width mark looks like a Latin one
_PAIR = 0.5  # of an em: what two marks side by side give up
_LATIN_SPACE = 0.1  # of an em: between 汉字 and Latin letters; from an eighth on readers copy it as a space
_COLON = "："
_TOLERANCE = 1e-6
_LOOSE = 0.18  # of an em for each gap: beyond it a line gapes and dates may be parted
_GREATEST_STRETCH = 0.18  # of an em for each gap: beyond it a line stays ragged
_PARTS_OF_DATE = re.compile(r"\d+[年月日]|\d{1,2}[：:]\d{2}[—–~～-]?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A text that is never broken, and its width."""

    text: str
    width: float

    @property
    def is_space(self) -> bool:
        """Tell whether it is blank: it vanishes at the end of a line."""
        return self.text.isspace()


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: the size of an em, the measure, the gap between units, the indent of the first line.

    Where it is not justified, as in the narrow cells of a table, lines may be squeezed but are never stretched.
    """

    em: float
    measure: float
    gap: float = 0.0
    indent: float = 0.0
    is_justified: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its units, its indent, and whether it ends the paragraph."""

    units: tuple[Unit, ...]
    indent: float
    is_last: bool

    @property
    def text(self) -> str:
        """The characters of the line, blanks at its end included."""
        return "".join(unit.text for unit in self.units)


def split_units(text: str) -> tuple[str, ...]:
    """Cut a text into the pieces that no line end may part; their concatenation is the text."""
    return tuple(_UNITS.findall(text))


def unit_advances(text: str, width_of: Callable[[str], float]) -> list[float]:
    """Return how far each character of a unit moves on: a colon between digits (8：30) takes half of its cell."""
    advances = [width_of(char) for char in text]
    if _COLON in text[1:-1]:
        for place_of, char in enumerate(text):
            if (
                char == _COLON
                and text[place_of - 1 : place_of].isdigit()
                and text[place_of + 1 :][:1].isdigit()
            ):
                advances[place_of] /= 2
    return advances


def _unit(text: str, width_of: Callable[[str], float]) -> Unit:
    return Unit(text, width_of(text) if len(text) == 1 else sum(unit_advances(text, width_of)))


def break_lines(text: str, width_of: Callable[[str], float], setting: Setting) -> tuple[Line, ...]:
    """Cut a paragraph into lines; ``width_of`` gives the width of one character in points.

    The concatenation of the lines is the text. A line starts or ends against the rules, or cuts a unit, only where
    a single cluster is wider than the first line.
    """
    units = [_unit(piece, width_of) for piece in split_units(text)]
    filled: list[list[Unit]] = []
    line = _Filling(setting, setting.measure - setting.indent)
    for cluster in clusters_of(units):
        if line.takes(cluster):
            line.add(cluster)
            continue
        for part in _parts(cluster, line, width_of, setting):
            if line.units and not line.takes(part):
                filled.append(line.units)
                line = _Filling(setting, setting.measure)
            line.add(part)
    filled.append(line.units)
    last = len(filled) - 1
    return tuple(
        Line(tuple(line_units), setting.indent if number == 0 else 0.0, number == last)
        for number, line_units in enumerate(filled)
    )


class _Filling:
    """A line while it is filled; it keeps sums so that each cluster is looked at once."""

    def __init__(self, setting: Setting, room: float) -> None:
        self.units: list[Unit] = []
        self._setting = setting
        self._room = room
        self._width = 0.0  # blanks at the end included
        self._visible_width = 0.0
        self._blank = 0.0

    def takes(self, cluster: list[Unit]) -> bool:
        """Tell whether it fits: as it is, or squeezed where that alters the line less than stretching would."""
        visible = _visible(cluster)
        if not visible:
            return True
        excess = self._start_of(visible) + _natural_width(visible, self._setting) - self._room
        if excess <= _TOLERANCE:
            return True
        blanks = self._blank + self._blank_of(visible) + _more_at_end(visible[-1], self._setting.em)
        if excess > blanks + _TOLERANCE:
            return False
        return not self.units or excess <= self._room - self._visible_width + _TOLERANCE

    def add(self, cluster: list[Unit]) -> None:
        """Put a cluster at the end, whether it fits or not."""
        start = self._start_of(cluster)
        visible = _visible(cluster)
        if visible:
            self._visible_width = start + _natural_width(visible, self._setting)
        self._blank += self._blank_of(visible)
        self._width = start + _natural_width(cluster, self._setting)
        self.units += cluster

    def would_gape(self) -> bool:
        """Tell whether the line, ended here, would be stretched beyond what looks even."""
        gaps = max(len(_visible(self.units)) - 1, 1)
        return self._room - self._visible_width > _LOOSE * self._setting.em * gaps

    def _start_of(self, units: list[Unit]) -> float:
        if not self.units:
            return 0.0
        return self._width + self._setting.gap + _joint(self.units[-1], units[0], self._setting.em)

    def _blank_of(self, units: list[Unit]) -> float:
        return sum(_blanks(units, self._setting.em, self.units[-1] if self.units else None))


def clusters_of(units: Iterable[Unit]) -> list[list[Unit]]:
    """Join units that a line end may not part, and blanks to what stands before them."""
    clusters: list[list[Unit]] = []
    last_visible = ""  # of the cluster being built
    for unit in units:
        is_bound = unit.is_space or unit.text[0] in FORBIDDEN_START or last_visible in FORBIDDEN_END
        if clusters and is_bound:
            clusters[-1].append(unit)
        else:
            clusters.append([unit])
        if not unit.is_space:
            last_visible = unit.text[-1]
    return clusters


def _parts(
    cluster: list[Unit], line: _Filling, width_of: Callable[[str], float], setting: Setting
) -> list[list[Unit]]:
    """Return what to set of a cluster that the line does not take: most often the cluster, for the next line."""
    room = setting.measure - setting.indent
    if not _Filling(setting, room).takes(cluster):
        return _emergency_parts(cluster, width_of, room)
    if line.would_gape():
        pieces = [piece for unit in cluster for piece in _date_parts(unit.text)]
        return clusters_of(_unit(piece, width_of) for piece in pieces)
    return [cluster]


def _date_parts(text: str) -> list[str]:
    parts = _PARTS_OF_DATE.findall(text)
    return parts if "".join(parts) == text else [text]


def _emergency_parts(cluster: list[Unit], width_of: Callable[[str], float], room: float) -> list[list[Unit]]:
    """Cut a cluster that no line can hold into its units, and units too wide into their characters."""
    parts: list[list[Unit]] = []
    for unit in cluster:
        if unit.width <= room + _TOLERANCE:
            parts.append([unit])
        else:
            parts += [[Unit(char, width_of(char))] for char in unit.text]
    return parts


def _visible(units: Iterable[Unit]) -> list[Unit]:
    """Drop the blanks at the end: they hang into the margin."""
    kept = list(units)
    while kept and kept[-1].is_space:
        kept.pop()
    return kept


def _natural_width(units: list[Unit], setting: Setting) -> float:
    width = setting.gap * max(len(units) - 1, 0)
    before: Unit | None = None
    for unit in units:
        width += unit.width if before is None else unit.width + _joint(before, unit, setting.em)
        before = unit
    return width


def _joint(before: Unit, after: Unit, em: float) -> float:
    """Return what is added between two neighbours, less than nothing where two marks stand side by side."""
    last, first = before.text[-1], after.text[0]
    if last in _MARKS and first in _MARKS:
        is_pair = (last in CLOSING or first in OPENING) and _is_full(before, em) and _is_full(after, em)
        return -_PAIR * em if is_pair else 0.0
    if (_is_letter(last) and _is_han(first)) or (_is_han(last) and _is_letter(first)):
        return _LATIN_SPACE * em
    return 0.0


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000" or char == "〇"


def _is_full(unit: Unit, em: float) -> bool:
    return unit.width >= _FULL_CELL * em


def _blanks(visible: list[Unit], em: float, before: Unit | None) -> list[float]:
    """Return for each unit how much of its width is blank and may be taken away; ``before`` stands left of them."""
    blanks: list[float] = []
    for number, unit in enumerate(visible):
        previous = visible[number - 1] if number else before
        following = visible[number + 1] if number + 1 < len(visible) else None
        blanks.append(_BLANK_INSIDE * em if _has_blank(unit, previous, following, em) else 0.0)
    return blanks


def _has_blank(unit: Unit, before: Unit | None, after: Unit | None, em: float) -> bool:
    """Tell whether a mark still has its blank half: at the start of a line and in a pair it has not."""
    if unit.text in CLOSING:
        return _is_full(unit, em) and not (after is not None and after.text in CLOSING)
    if unit.text in OPENING:
        return _is_full(unit, em) and before is not None and before.text not in _MARKS
    return False


def _more_at_end(last: Unit, em: float) -> float:
    """Return how much more of a mark may be taken away because it ends a line."""
    is_full = last.text in CLOSING and last.width >= _FULL_CELL * em
    return (_BLANK_AT_END - _BLANK_INSIDE) * em if is_full else 0.0


def place(line: Line, setting: Setting) -> tuple[tuple[float, Unit], ...]:
    """Set a line to its measure; return each visible unit with its x from the left end of the measure.

    A squeezed closing mark may hang its blank half, never its ink, over the end of the line.
    """
    visible = _visible(line.units)
    excess = line.indent + _natural_width(visible, setting) - setting.measure
    stretch, taken = 0.0, [0.0] * len(visible)
    if excess > _TOLERANCE:
        taken = _share(excess, visible, setting.em)
    elif setting.is_justified and not line.is_last and len(visible) > 1:
        stretch = -excess / (sum(_stretches(*pair) for pair in pairwise(visible)) or len(visible) - 1)
        stretch = stretch if stretch <= _GREATEST_STRETCH * setting.em else 0.0
    x = line.indent
    placed: list[tuple[float, Unit]] = []
    before: Unit | None = None
    for unit, less in zip(visible, taken, strict=True):
        if before:
            x += setting.gap + _joint(before, unit, setting.em)
            x += stretch if _stretches(before, unit) else 0.0
        placed.append((x - less if unit.text in OPENING else x, unit))
        x += unit.width - less
        before = unit
    return tuple(placed)


def _stretches(before: Unit, after: Unit) -> bool:
    """Tell whether the gap between two neighbours may grow: beside Latin letters it would be copied as a space."""
    return not (_is_letter(before.text[-1]) or _is_letter(after.text[0]))


def _share(excess: float, visible: list[Unit], em: float) -> list[float]:
    """Spread the excess over the blanks: first that of a closing mark at the line's end, then evenly."""
    blanks = _blanks(visible, em, None)
    at_end = 0.0
    if visible[-1].text in CLOSING:
        at_end = min(excess, blanks[-1] + _more_at_end(visible[-1], em))
        blanks[-1] = 0.0
    available = sum(blanks)
    share = min((excess - at_end) / available, 1.0) if available else 0.0
    taken = [blank * share for blank in blanks]
    taken[-1] += at_end
    return taken
