"""Blocks set on pages: what stands where on each sheet, in points, with nothing drawn yet.

A block becomes *pieces* that are never parted: a row of text, a line of fields, a row of a table. Pieces fill pages
from the top; rules keep headings with their text, the 落款 with a line of the text, a table's header with its rows.
Lengths are counted from the upper left corner of the 版心, downwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.files.blocks import (
    Attachment,
    Block,
    FootNote,
    Imprint,
    LetterHead,
    NewPage,
    Signature,
    Together,
)
from services.files.page import HEIGHT
from services.files.pieces import Mark, Piece, moved, pieces_of, signature_pieces
from services.files.pieces_of_heads import attachment_pieces, foot_note, imprint, second_letter_rule

_SEAL_ROWS = 2  # blank rows above the 署名: the top of a 42 mm seal then lies within one row of the text
_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One composed page: its marks, and whether it bears a page number."""

    marks: tuple[Mark, ...]
    has_number: bool = True


def compose(blocks: Iterable[Block]) -> tuple[Sheet, ...]:
    """Set the blocks on pages.

    A heading never ends a page, and the 落款 never stands on a page without a line of the text.
    """
    flow = _Flow()
    for block in blocks:
        flow.add(block)
    return flow.sheets()


class _Page:
    """A page while it is filled."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.feet: list[Piece] = []
        self.fixed: list[Mark] = []
        self.has_number = True

    @property
    def used(self) -> float:
        return sum(piece.height for piece in self.pieces)

    @property
    def room(self) -> float:
        """How much is left above what stands at the foot."""
        return HEIGHT - self.used - sum(piece.height for piece in self.feet)

    def takes(self, piece: Piece, more: float = 0.0) -> bool:
        """Tell whether a piece fits; the blank under its text may hang out of the 版心."""
        return piece.height - piece.tail + more <= self.room + _TOLERANCE

    def sheet(self) -> Sheet:
        marks = list(self.fixed)
        y = 0.0
        for number, piece in enumerate(self.pieces):
            marks += moved(piece.marks, y)
            if number == 0:
                marks += moved(piece.opening, y)
            if number == len(self.pieces) - 1:
                marks += moved(piece.closing, y)
            y += piece.height
        y = HEIGHT - sum(piece.height for piece in self.feet)
        for piece in self.feet:
            marks += moved(piece.marks, y)
            y += piece.height
        return Sheet(tuple(marks), self.has_number)


class _Flow:
    """The pages of one paper while they are filled."""

    def __init__(self) -> None:
        self._pages = [_Page()]

    def add(self, block: Block) -> None:
        match block:
            case Signature():
                self._add_signature(signature_pieces(block))
            case Together(blocks):
                self._add_together([piece for inner in blocks for piece in pieces_of(inner)])
            case NewPage():
                self._turn()
            case Attachment():
                self._turn()
                self._add_all(attachment_pieces(block))
            case Imprint():
                self._add_foot(imprint(block))
            case FootNote():
                self._add_foot(foot_note(block))
            case LetterHead():
                self._page.has_number = False
                self._page.fixed += second_letter_rule()
                self._add_all(pieces_of(block))
            case _:
                self._add_all(pieces_of(block))

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the pages."""
        return tuple(page.sheet() for page in self._pages)

    @property
    def _page(self) -> _Page:
        return self._pages[-1]

    def _turn(self) -> None:
        if self._page.pieces:
            self._pages.append(_Page())

    def _add_all(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self._add(piece)

    def _add(self, piece: Piece) -> None:
        if self._page.pieces and not self._page.takes(piece):
            taken = _take_headings(self._page.pieces)
            self._pages.append(_Page())
            self._page.pieces += [*taken, *([] if taken else piece.header)]
        if self._page.pieces or not piece.is_blank:
            self._page.pieces.append(piece)

    def _add_together(self, pieces: list[Piece]) -> None:
        height = sum(piece.height for piece in pieces) - (pieces[-1].tail if pieces else 0)
        if self._page.pieces and height > self._page.room + _TOLERANCE and height <= HEIGHT:
            taken = _take_headings(self._page.pieces)
            self._pages.append(_Page())
            self._page.pieces += taken
        self._add_all(pieces)

    def _add_signature(self, pieces: tuple[Piece, ...]) -> None:
        """Put the 落款 under the text: two blank rows, one where room is short, else on a new page with text."""
        blank = replace(pieces[0], marks=(), is_blank=True)
        height = sum(piece.height for piece in pieces) - pieces[-1].tail
        wanted = [
            n
            for n in (_SEAL_ROWS, _SEAL_ROWS - 1)
            if n * blank.height + height <= self._page.room + _TOLERANCE
        ]
        if not wanted and self._page.pieces:
            last = self._page.pieces.pop()
            taken = _take_headings(self._page.pieces)
            self._pages.append(_Page())
            self._page.pieces += [*taken, last]
        self._page.pieces += [blank] * (wanted[0] if wanted else _SEAL_ROWS) + list(pieces)

    def _add_foot(self, piece: Piece) -> None:
        if not self._page.takes(piece):
            kept = self._page.pieces.pop() if len(self._page.pieces) > 1 else None
            self._pages.append(_Page())
            self._page.pieces += [kept] if kept else []
        self._page.feet.append(piece)


def _take_headings(pieces: list[Piece]) -> list[Piece]:
    """Remove from the end of a page the headings that would lose their text, and return them."""
    kept = len(pieces)
    while kept > 1 and pieces[kept - 1].keeps_next:
        kept -= 1
    taken = pieces[kept:]
    del pieces[kept:]
    return taken
