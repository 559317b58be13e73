"""What a block is cut into: pieces that no page end parts, and the marks on them; nothing is drawn here."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.files.blocks import Size
from services.files.line_breaking import Setting
from services.files.page import BASELINE, EM, GAP, LEADING, PITCH, WIDTH, Row


@dataclass(frozen=True, slots=True)
class RowMark:
    """A row of text: its left end and its baseline."""

    x: float
    baseline: float
    row: Row
    is_red: bool = False


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 0.5
    is_red: bool = False


@dataclass(frozen=True, slots=True)
class SeatMark:
    """Where the signature of a seat may be placed: the box above a blank."""

    seat: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SealMark:
    """Where the seal goes: its centre; shown in the preview only."""

    x: float
    y: float


Mark = RowMark | RuleMark | SeatMark | SealMark


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands whole on a page; ``tail`` is the blank under its text that may hang out of the 版心.

    ``opening`` and ``closing`` are drawn besides where it begins or ends a page, ``header`` above it where it begins one.
    ``parts`` are the same in several pieces, for a page that does not hold the whole. ``is_text`` tells that it may go
    to a new page with what must not stand there alone.
    """

    height: float
    marks: tuple[Mark, ...]
    tail: float = 0.0
    keeps_next: bool = False
    is_blank: bool = False
    is_text: bool = False
    opening: tuple[Mark, ...] = ()
    closing: tuple[Mark, ...] = ()
    header: "tuple[Piece, ...]" = ()
    parts: "tuple[Piece, ...]" = ()


def moved(marks: Iterable[Mark], down: float) -> list[Mark]:
    """Return marks at another height."""
    made: list[Mark] = []
    for mark in (
        marks
    ):  # a thousand papers have half a million marks: constructors are four times as fast as replace()
        match mark:
            case RowMark(x, baseline, row, is_red):
                made.append(RowMark(x, baseline + down, row, is_red))
            case RuleMark(x1, y1, x2, y2, weight, is_red):
                made.append(RuleMark(x1, y1 + down, x2, y2 + down, weight, is_red))
            case SeatMark(seat, x, y, width, height):
                made.append(SeatMark(seat, x, y + down, width, height))
            case SealMark(x, y):
                made.append(SealMark(x, y + down))
    return made


def leading_of(size: Size) -> float:
    """Return the distance of lines in points; that of 3号 is the grid's."""
    return size.value[1] or LEADING


def text_setting(size: Size, measure: float = WIDTH, indent: float = 0.0) -> Setting:
    """Return how a paragraph of a size is set; ``indent`` in characters."""
    if size is Size.THREE:
        return Setting(em=EM, measure=measure, gap=GAP, indent=indent * PITCH)
    return Setting(em=size.em, measure=measure, indent=indent * size.em)


def row_piece(
    row: Row, size: Size, *, rise: float = 0.0, keeps_next: bool = False, is_red: bool = False
) -> Piece:
    """Return one row of text as a piece."""
    leading = leading_of(size)
    baseline = BASELINE if size is Size.THREE else (leading - size.em) / 2 + 0.85 * size.em
    mark = RowMark(0.0, baseline - rise, row, is_red)
    return Piece(leading, (mark,), tail=leading - size.em, keeps_next=keeps_next, is_text=True)
