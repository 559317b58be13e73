"""What a form leaves to the hand: boxes to tick, days to write in, numbers without a serial, lines to sign on."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from models.vocab import PaperKind
from services.files.blocks import Field, FieldLine, Size, chinese_date

TICKED, OPEN = "■", "□"
"""Both stand in 仿宋; a ☑ does not, and a √ beside a box reads as a box more."""

BLANK_DAY = "　　年　　月　　日"
BLANK_MOMENT = "　　　　年　　月　　日　　时　　分"
BLANK_TIME = "　　　　年　　月　　日　　时　　分至　　月　　日　　时　　分"
_BETWEEN = "　"


def boxes(choices: Iterable[str], chosen: Collection[str] = (), *, longest: int = 0) -> str:
    """Return a box and a word for each choice, the chosen ones ticked.

    With ``longest`` a line is ended before a choice that would make it longer than so many characters: a box is then
    never parted from its word.
    """
    lines: list[str] = []
    for choice in choices:
        box = f"{TICKED if choice in chosen else OPEN}{choice}"
        if lines and (not longest or len(lines[-1]) + len(_BETWEEN) + len(box) <= longest):
            lines[-1] += f"{_BETWEEN}{box}"
        else:
            lines.append(box)
    return "\n".join(lines)


def day_or_blank(day: date | None) -> str:
    """Return the day, or room to write one."""
    return chinese_date(day) if day is not None else BLANK_DAY


def blank_number(kind: PaperKind) -> str:
    """Return the number of an empty form: its 字 with room for 简称, year and serial."""
    return f"（　　）{kind.word}〔　　　　〕　　号"


def unless_signed(view: Any, seat: str, name: str) -> str:
    """Return a name for the blank of a seat; none where a picture of the signature fills it."""
    return "" if any(one.seat == seat for one in view.signatures) else name


def officer_seat(place: int) -> str:
    """Return the seat of the n-th officer, from 1: 检查人员1."""
    return f"检查人员{place}"


def signing_lines(label: str, count: int, size: Size = Size.FOUR) -> tuple[FieldLine, ...]:
    """Return lines on which the officers sign, two on a line, at least two; their seats are 检查人员1, 检查人员2 …"""
    places = range(1, max(count, 2) + 1)
    fields = [Field(label, seat=officer_seat(place)) for place in places]
    pairs = (tuple(fields[start : start + 2]) for start in range(0, len(fields), 2))
    return tuple(FieldLine(pair, size, is_for_hand=True) for pair in pairs)
