"""The head of a letter (函): in red 信函格式, on paper with a printed head, or plain with the office's name in its title."""

from collections.abc import Iterator

from models.vocab import Letterhead
from services.files.blocks import Blank, Block, Centred, LetterHead, Paragraph, Title
from services.files.page import COLUMNS
from services.files.wording import fill, one_line


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
        yield Centred("")
        yield _at_the_right(number)
        yield Centred("")
    yield Title(title)
    yield Blank()


def _at_the_right(number: str) -> Paragraph:
    """Return the 文号 at the right edge, where 信函格式 has it; digits take half a cell."""
    cells = sum(0.5 if char.isascii() else 1 for char in number)
    return Paragraph("　" * max(int(COLUMNS - cells), 0) + number, indent=0)
