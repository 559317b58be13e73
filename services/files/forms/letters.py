"""The head of a letter (函): in red 信函格式, on paper with a printed head, or plain with the office's name in its title."""

import math
from collections.abc import Iterator

from models.vocab import Letterhead
from services.files.blocks import Blank, Block, Centred, LetterHead, Paragraph, Title
from services.files.page import COLUMNS
from services.files.wording import fill, one_line

_DIGIT_CELL = 0.55
_EMPTY_ROW = "　"  # a Blank would vanish at the top of a page


def letter_top(
    letterhead: Letterhead, bureau: str, number: str, plain_title: str, title: str
) -> Iterator[Block]:
    """Yield a letter's head down to the blank row above its addressee.

    ``plain_title`` names the office, whose name no head bears; on paper with a printed head its room is left free.
    """
    bureau, number = one_line(bureau), number.strip()
    if letterhead is Letterhead.PLAIN or not title:
        yield Title(fill(plain_title, {"检查机关": bureau}))
        yield Centred(number)
        yield Blank()
        return
    if letterhead is Letterhead.RED:
        yield LetterHead(bureau, number)
    else:
        yield Centred(_EMPTY_ROW)
        yield _at_the_right(number)
        yield Centred(_EMPTY_ROW)
    yield Title(title)
    yield Blank()


def _at_the_right(number: str) -> Paragraph:
    """Return the 文号 at the right, where 信函格式 has it, within a cell of the edge.

    A digit takes a little more than half a cell.
    """
    cells = math.ceil(sum(_DIGIT_CELL if char.isascii() else 1 for char in number)) + 1
    return Paragraph("　" * max(COLUMNS - cells, 0) + number, indent=0)
