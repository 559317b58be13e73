"""How a Chinese text is cut into lines and a line set to its measure (GB/T 15834, 行首行尾禁则).

Pure: widths come from a function, lengths are points. A text is cut into *units* that are never broken (a Chinese
character, a number with its measure word, a certificate number), units into *clusters* that are never parted by a line end
(punctuation stays with its neighbour). Lines are filled with clusters; what does not fit is drawn in by taking
away the blank halves of punctuation, or else sent to the next line, whichever changes the line less. A date or a
span of times is parted, after 年, 月 or the dash, only where keeping it whole would leave the line gaping.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

CLOSING = frozenset("，。、；：！）》〉」』】〕〗］｝”’")  # the right half of the cell is blank
OPENING = frozenset("（《〈「『【〔〖［｛“‘")  # the left half of the cell is blank
FORBIDDEN_START = CLOSING | frozenset("？…—～·％‰℃°,.;:!?)]}%〞々－／/")
FORBIDDEN_END = OPENING | frozenset("([{￥¥$№#＃")

_COUNTERS = "年月日时分秒次条款项号户家人名件份个页批元％%"
_UNITS = re.compile(
    "|".join(
        (
            r"〔\d{4}〕第?\d+号",  # the year and serial of a 文号
            r"\d{1,2}[：:]\d{2}(?:[—–~～-]\d{1,2}[：:]\d{2})?",  # times and spans of times
            r"\d{1,2}\.(?=\D)",  # the number of an entry
            r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?",
            r"\d{1,2}月\d{1,2}日",
            rf"第?\d+(?:\.\d+)?[{_COUNTERS}]",
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
_TOLERANCE = 1e-6
_LOOSE = 0.12  # of an em for each gap: beyond it a line gapes and dates may be parted
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


def break_lines(text: str, width_of: Callable[[str], float], setting: Setting) -> tuple[Line, ...]:
    """Cut a paragraph into lines; ``width_of`` gives the width of one character in points.

    The concatenation of the lines is the text. A line starts or ends against the rules, or cuts a unit, only where
    a single cluster is wider than the first line.
    """
    units = [Unit(piece, sum(map(width_of, piece))) for piece in split_units(text)]
    filled: list[list[Unit]] = []
    line = _Filling(setting, setting.measure - setting.indent)
    for cluster in _clusters(units):
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
        start = self._width + self._setting.gap if self.units else 0.0
        excess = start + _natural_width(visible, self._setting.gap) - self._room
        if excess <= _TOLERANCE:
            return True
        blanks = self._blank + self._blank_of(visible) + _more_at_end(visible[-1], self._setting.em)
        if excess > blanks + _TOLERANCE:
            return False
        return not self.units or excess <= self._room - self._visible_width + _TOLERANCE

    def add(self, cluster: list[Unit]) -> None:
        """Put a cluster at the end, whether it fits or not."""
        gap = self._setting.gap
        start = self._width + gap if self.units else 0.0
        visible = _visible(cluster)
        if visible:
            self._visible_width = start + _natural_width(visible, gap)
        self._blank += self._blank_of(visible)
        self._width = start + sum(unit.width for unit in cluster) + gap * (len(cluster) - 1)
        self.units += cluster

    def would_gape(self) -> bool:
        """Tell whether the line, ended here, would be stretched beyond what looks even."""
        gaps = max(len(_visible(self.units)) - 1, 1)
        return self._room - self._visible_width > _LOOSE * self._setting.em * gaps

    def _blank_of(self, units: list[Unit]) -> float:
        blanks = _blanks(units, self._setting.em, is_line_start=not self.units)
        return sum(blanks)


def _clusters(units: Iterable[Unit]) -> list[list[Unit]]:
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
        return _clusters(Unit(piece, sum(map(width_of, piece))) for piece in pieces)
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


def _natural_width(visible: list[Unit], gap: float) -> float:
    return sum(unit.width for unit in visible) + gap * max(len(visible) - 1, 0)


def _blanks(visible: list[Unit], em: float, *, is_line_start: bool) -> list[float]:
    """Return for each unit how much of its width is blank and may be taken away."""
    return [
        _BLANK_INSIDE * em
        if (unit.text in CLOSING or (unit.text in OPENING and not (is_line_start and number == 0)))
        and unit.width >= _FULL_CELL * em
        else 0.0
        for number, unit in enumerate(visible)
    ]


def _more_at_end(last: Unit, em: float) -> float:
    """Return how much more of a mark may be taken away because it ends a line."""
    is_full = last.text in CLOSING and last.width >= _FULL_CELL * em
    return (_BLANK_AT_END - _BLANK_INSIDE) * em if is_full else 0.0


def place(line: Line, setting: Setting) -> tuple[tuple[float, Unit], ...]:
    """Set a line to its measure; return each visible unit with its x from the left end of the measure.

    A squeezed closing mark may hang its blank half, never its ink, over the end of the line.
    """
    visible = _visible(line.units)
    excess = line.indent + _natural_width(visible, setting.gap) - setting.measure
    gap, taken = setting.gap, [0.0] * len(visible)
    if excess > _TOLERANCE:
        taken = _share(excess, visible, setting.em)
    elif setting.is_justified and not line.is_last and len(visible) > 1:
        stretch = -excess / (len(visible) - 1)
        gap += stretch if stretch <= _GREATEST_STRETCH * setting.em else 0.0
    x = line.indent
    placed: list[tuple[float, Unit]] = []
    for unit, less in zip(visible, taken, strict=True):
        placed.append((x - less if unit.text in OPENING else x, unit))
        x += unit.width - less + gap
    return tuple(placed)


def _share(excess: float, visible: list[Unit], em: float) -> list[float]:
    """Spread the excess over the blanks: first that of a closing mark at the line's end, then evenly."""
    blanks = _blanks(visible, em, is_line_start=True)
    at_end = 0.0
    if visible[-1].text in CLOSING:
        at_end = min(excess, blanks[-1] + _more_at_end(visible[-1], em))
        blanks[-1] = 0.0
    available = sum(blanks)
    share = min((excess - at_end) / available, 1.0) if available else 0.0
    taken = [blank * share for blank in blanks]
    taken[-1] += at_end
    return taken


def break_title(text: str, width_of: Callable[[str], float], measure: float) -> tuple[str, ...]:
    """Cut a title into as few lines as hold it, as even as can be, at its phrases.

    ``|`` marks where a phrase ends and is not printed; a line feed always ends a line. Without marks, or where one
    phrase is too long, a line may end between any two clusters.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        phrases = [phrase for phrase in part.split("|") if phrase]
        if any(sum(map(width_of, phrase)) > measure for phrase in phrases):
            units = [Unit(piece, 0.0) for piece in split_units("".join(phrases))]
            phrases = ["".join(unit.text for unit in cluster) for cluster in _clusters(units)]
        lines += _most_even(phrases, width_of, measure)
    return tuple(lines)


def _most_even(phrases: list[str], width_of: Callable[[str], float], measure: float) -> list[str]:
    """Return the lines of least unevenness among those of the least number."""
    widths = [sum(map(width_of, phrase)) for phrase in phrases]
    best: list[tuple[int, float, int]] = [
        (0, 0.0, 0)
    ]  # to each end: lines, sum of squared rests, start of last
    for end in range(1, len(phrases) + 1):
        options = [
            (best[start][0] + 1, best[start][1] + (measure - sum(widths[start:end])) ** 2, start)
            for start in range(end)
            if sum(widths[start:end]) <= measure or start == end - 1
        ]
        best.append(min(options))
    lines: list[str] = []
    end = len(phrases)
    while end > 0:
        start = best[end][2]
        lines.insert(0, "".join(phrases[start:end]))
        end = start
    return lines
