"""Blocks set on pages: what stands where on each sheet, in points, with nothing drawn yet.

A block becomes *pieces* that are never parted: a row of text, a line of fields, a row of a table. Pieces fill pages
from the top; rules keep headings with their text, the 落款 with a line of the text, a table's header with its rows.
Lengths are counted from the upper left corner of the 版心, downwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from services.files import pieces_of_fields, pieces_of_heads, pieces_of_tables, pieces_of_text
from services.files.blocks import (
    Attachment,
    AttachmentNote,
    Blank,
    Block,
    Centred,
    FieldLine,
    FootNote,
    FormHead,
    FormTable,
    Grid,
    Imprint,
    Landscape,
    LetterHead,
    NewPage,
    Paragraph,
    RedHead,
    Signature,
    Title,
    Together,
    Writing,
)
from services.files.fonts import forget_with_faces
from services.files.page import HEIGHT, WIDTH
from services.files.pieces import Mark, Piece, moved

_TOLERANCE = 1e-3
_PITY = 0.15  # of a page: more is not left empty above a row of a table that could be parted


@dataclass(frozen=True, slots=True)
class Sheet:
    """One composed page: its marks, and whether it bears a page number; ``is_landscape``: an upright sheet on its side."""

    marks: tuple[Mark, ...]
    has_number: bool = True
    is_landscape: bool = False
    has_letter_head: bool = False


def compose(blocks: Iterable[Block]) -> tuple[Sheet, ...]:
    """Set the blocks on pages.

    A heading never ends a page, and the 落款 never stands on a page without a line of the text.
    """
    flow = _Flow()
    for block in blocks:
        flow.add(block)
    return flow.sheets()


@lru_cache(maxsize=2048)  # the fixed paragraphs of an office's papers return on every one of them
def pieces_of(block: Block, width: float = WIDTH) -> tuple[Piece, ...]:
    """Cut a block into pieces; those that look at the rest of their page are set by the flow."""
    match block:
        case Blank():
            return pieces_of_text.blank_pieces(block)
        case Title():
            return pieces_of_text.title_pieces(block, width)
        case Centred():
            return pieces_of_text.centred_pieces(block, width)
        case Paragraph():
            return pieces_of_text.paragraph_pieces(block, width)
        case Signature():
            return pieces_of_text.signature_options(block, width)[-1]
        case FieldLine():
            return pieces_of_fields.field_pieces(block, width)
        case Writing():
            return pieces_of_fields.writing_pieces(block, width)
        case FormTable():
            return pieces_of_tables.form_table_pieces(block, width)
        case Grid():
            return pieces_of_tables.grid_pieces(block, width)
        case RedHead():
            return pieces_of_heads.red_head(block)
        case LetterHead():
            return pieces_of_heads.letter_head(block)
        case FormHead():
            return pieces_of_heads.form_head(block, width)
        case AttachmentNote():
            return pieces_of_heads.attachment_note(block)
        case _:
            raise TypeError(f"{type(block).__name__} is set by the flow")


forget_with_faces(pieces_of.cache_clear)


class _Page:
    """A page while it is filled."""

    def __init__(self, *, is_landscape: bool = False) -> None:
        self.pieces: list[Piece] = []
        self.feet: list[Piece] = []
        self.fixed: list[Mark] = []
        self.has_letter_head = False
        self.is_landscape = is_landscape
        self.width, self.height = (HEIGHT, WIDTH) if is_landscape else (WIDTH, HEIGHT)
        self.room = self.height
        """How much is left above what stands at the foot."""

    @property
    def is_empty(self) -> bool:
        return not (self.pieces or self.feet)

    def put(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.pieces.append(piece)
            self.room -= piece.height

    def put_foot(self, piece: Piece) -> None:
        self.feet.append(piece)
        self.room -= piece.height

    def take(self, first: int) -> list[Piece]:
        """Remove the pieces from number ``first`` on and return them."""
        taken = self.pieces[first:]
        del self.pieces[first:]
        self.room += sum(piece.height for piece in taken)
        return taken

    def takes(self, piece: Piece) -> bool:
        """Tell whether a piece fits; the blank under its text may hang out of the 版心."""
        return piece.height - piece.tail <= self.room + _TOLERANCE

    def sheet(self) -> Sheet:
        marks = list(self.fixed)
        y, last = 0.0, len(self.pieces) - 1
        for number, piece in enumerate(self.pieces):
            marks += moved(piece.marks, y)
            if number == 0:
                marks += moved(piece.opening, y)
            if number == last:
                marks += moved(piece.closing, y)
            y += piece.height
        y = self.height - sum(piece.height for piece in self.feet)
        for piece in self.feet:
            marks += moved(piece.marks, y)
            y += piece.height
        return Sheet(tuple(marks), not self.has_letter_head, self.is_landscape, self.has_letter_head)


class _Flow:
    """The pages of one paper while they are filled."""

    def __init__(self) -> None:
        self._pages = [_Page()]
        self._notes: list[
            FootNote
        ] = []  # they wait for the page that the text before the next new page ends on

    def add(self, block: Block) -> None:
        if isinstance(block, Landscape):
            self._turn(is_landscape=True)
            for inner in block.blocks:
                self._add_block(inner)
            return
        if self._page.is_landscape:
            self._turn(is_landscape=False)
        self._add_block(block)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the pages."""
        self._add_notes()
        pages = [page for page in self._pages if not page.is_empty] or self._pages[:1]
        return tuple(page.sheet() for page in pages)

    @property
    def _page(self) -> _Page:
        return self._pages[-1]

    def _add_block(self, block: Block) -> None:
        width = self._page.width
        match block:
            case Signature():
                self._add_signature(pieces_of_text.signature_options(block, width))
            case Together(blocks, is_slip):
                pieces = [piece for inner in blocks for piece in pieces_of(inner, width)]
                self._add_together(pieces, stands_alone=is_slip)
            case NewPage():
                self._turn(is_landscape=self._page.is_landscape)
            case Attachment():
                self._turn(is_landscape=self._page.is_landscape)
                self._add_all(pieces_of_heads.attachment_pieces(block, width))
            case Imprint():
                self._add_notes()
                self._add_foot(pieces_of_heads.imprint(block))
            case FootNote():
                self._notes.append(block)
            case LetterHead():
                self._page.has_letter_head = True
                self._page.fixed += pieces_of_heads.second_letter_rule()
                self._add_all(pieces_of(block))
            case _:
                self._add_all(pieces_of(block, width))

    def _turn(self, *, is_landscape: bool) -> None:
        """Begin a page, unless the last one is still empty."""
        self._add_notes()
        if not self._page.is_empty:
            self._pages.append(_Page(is_landscape=is_landscape))
        elif self._page.is_landscape != is_landscape:
            self._pages[-1] = _Page(is_landscape=is_landscape)

    @property
    def _room_for_notes(self) -> float:
        """What is to be kept free under the end of a form for the notes told before it."""
        return sum(pieces_of_heads.foot_note(note, self._page.width).height for note in self._notes)

    def _add_notes(self) -> None:
        notes, self._notes = self._notes, []
        for note in notes:
            self._add_foot(pieces_of_heads.foot_note(note, self._page.width), may_touch=True)

    def _turn_with(self, taken: Sequence[Piece], following: Piece | None = None) -> None:
        """Begin a page with what was taken from the last one, under the table's header where it belongs to a table."""
        self._pages.append(_Page(is_landscape=self._page.is_landscape))
        first = taken[0] if taken else following
        self._page.put([*(first.header if first else ()), *taken])

    def _add_all(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self._add(piece)

    def _add(self, piece: Piece) -> None:
        page = self._page
        if piece.is_blank and not page.pieces:
            return
        if page.takes(piece):
            page.put([piece])
            return
        header = sum(part.height for part in piece.header)
        is_too_long = piece.height + header > page.height + _TOLERANCE
        if piece.parts and (is_too_long or page.room > _PITY * page.height):
            self._add_all(piece.parts)
            return
        if page.pieces:
            self._turn_with(page.take(_first_of_headings(page.pieces)), piece)
        if piece.parts and not self._page.takes(piece):
            self._add_all(piece.parts)
        elif not piece.is_blank or self._page.pieces:
            self._page.put([piece])

    def _add_together(self, pieces: list[Piece], *, stands_alone: bool = False) -> None:
        """Put pieces on one page, with a row of the text before them where that page would have none."""
        if not pieces:
            return
        page = self._page
        height = sum(piece.height for piece in pieces) - pieces[-1].tail
        fits_a_page = height <= page.height
        if page.pieces and height > page.room - self._room_for_notes + _TOLERANCE and fits_a_page:
            first = (
                _first_of_tail(page.pieces) if page.pieces[-1].is_text else _first_of_headings(page.pieces)
            )
            carried = sum(piece.height for piece in page.pieces[first:])
            if stands_alone or height + carried > page.height:
                first = len(page.pieces)
            self._turn_with(page.take(first))
        bound = [replace(piece, keeps_next=fits_a_page) for piece in pieces[:-1]]
        self._add_all([*bound, pieces[-1]])

    def _add_signature(self, options: Sequence[tuple[Piece, ...]]) -> None:
        """Put the 落款 under the text as the room allows, else on a new page with a row of the text."""
        page = self._page
        for option in options:
            height = sum(piece.height for piece in option) - option[-1].tail
            if height <= page.room - self._room_for_notes + _TOLERANCE:
                page.put(option)
                return
        if page.pieces:
            self._turn_with(page.take(_first_of_tail(page.pieces)))
        self._page.put(options[0])

    def _add_foot(self, piece: Piece, *, may_touch: bool = False) -> None:
        """Put a piece at the foot; where it has no room, on a new page with what the last one ends on.

        One that begins with a blank ``may_touch`` the text above it: the blank under the text is not needed then.
        """
        page = self._page
        blank = page.pieces[-1].tail if page.pieces and may_touch else 0.0
        if piece.height > page.room + max(blank, 0.0) + _TOLERANCE:
            first = _first_of_tail(page.pieces)
            if piece.height + sum(one.height for one in page.pieces[first:]) > page.height:
                first = len(page.pieces)
            self._turn_with(page.take(first))
        self._page.put_foot(piece)


def _first_of_headings(pieces: Sequence[Piece]) -> int:
    """Return the number of the first of the headings that end a page and would lose their text; never the page's first."""
    first = len(pieces)
    while first > 1 and pieces[first - 1].keeps_next:
        first -= 1
    return first


def _first_of_tail(pieces: Sequence[Piece]) -> int:
    """Return the number of the first of the pieces that go to a new page with what must not stand there alone.

    That is the last row, with all that is bound to it, and a row of the text above blank ones; never the page's first.
    """
    first = len(pieces)
    while first > 1:
        first -= 1
        if not (pieces[first].is_blank or pieces[first - 1].keeps_next):
            break
    return first
