"""Blocks cut into pieces that no page end parts: rows of text here, tables and fields and heads in their own modules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.files.blocks import (
    AttachmentNote,
    Blank,
    Block,
    Centred,
    FieldLine,
    FormHead,
    FormTable,
    Grid,
    LetterHead,
    Paragraph,
    RedHead,
    Signature,
    Size,
    Title,
    Writing,
    chinese_date,
)
from services.files.fonts import Role
from services.files.line_breaking import Setting
from services.files.page import (
    BASELINE,
    EM,
    GAP,
    LEADING,
    PITCH,
    TITLE_EM,
    WIDTH,
    Row,
    centred_rows,
    right_end,
    set_text,
)

_TITLE_RISE = -4.0  # points; a larger title hangs from the top of its row as the text does
_NUMBER_RISE = -6.0  # points; the 文号 stands clear of the title
_SEALED_INDENT = 4  # 成文日期 with a seal: 右空四字
_UNSEALED_INDENT = 2  # 署名 without one: 右空二字
_RED = True


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
    """

    height: float
    marks: tuple[Mark, ...]
    tail: float = 0.0
    keeps_next: bool = False
    is_blank: bool = False
    opening: tuple[Mark, ...] = ()
    closing: tuple[Mark, ...] = ()
    header: "tuple[Piece, ...]" = ()


def moved(marks: Iterable[Mark], down: float, right: float = 0.0) -> list[Mark]:
    """Return marks at another place."""
    made: list[Mark] = []
    for mark in marks:
        match mark:
            case RowMark(x, baseline):
                made.append(replace(mark, x=x + right, baseline=baseline + down))
            case RuleMark(x1, y1, x2, y2):
                made.append(replace(mark, x1=x1 + right, y1=y1 + down, x2=x2 + right, y2=y2 + down))
            case SeatMark(_, x, y) | SealMark(x, y):
                made.append(replace(mark, x=x + right, y=y + down))
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
    return Piece(leading, (mark,), tail=leading - size.em, keeps_next=keeps_next)


def pieces_of(block: Block) -> tuple[Piece, ...]:
    """Cut a block into pieces; those that look at the rest of their page are set by the flow."""
    from services.files import pieces_of_heads, pieces_of_tables

    match block:
        case Blank(size):
            leading = leading_of(size)
            return (Piece(leading, (), tail=leading - size.em, is_blank=True),)
        case Title(text):
            rows = centred_rows(text, Role.TITLE, TITLE_EM, WIDTH)
            return tuple(row_piece(row, Size.THREE, rise=_TITLE_RISE, keeps_next=True) for row in rows)
        case Centred(text):
            rows = centred_rows(text, Role.BODY, EM, WIDTH)
            return tuple(row_piece(row, Size.THREE, rise=_NUMBER_RISE) for row in rows)
        case Paragraph(text, role, indent, is_heading, size):
            rows = set_text(text, role, text_setting(size, indent=indent))
            return tuple(row_piece(row, size, keeps_next=is_heading) for row in rows)
        case FieldLine():
            return pieces_of_tables.field_pieces(block)
        case Writing():
            return pieces_of_tables.writing_pieces(block)
        case FormTable():
            return pieces_of_tables.form_table_pieces(block)
        case Grid():
            return pieces_of_tables.grid_pieces(block)
        case RedHead():
            return pieces_of_heads.red_head(block)
        case LetterHead():
            return pieces_of_heads.letter_head(block)
        case FormHead():
            return pieces_of_heads.form_head(block)
        case AttachmentNote():
            return pieces_of_heads.attachment_note(block)
        case _:
            raise TypeError(f"{type(block).__name__} is set by the flow")


def signature_pieces(signature: Signature) -> tuple[Piece, ...]:
    """Return the rows of the 署名 and of the date under it, and the place of the seal."""
    dated_text = chinese_date(signature.dated_on) if signature.dated_on else "　　年　　月　　日"
    (dated,) = centred_rows(dated_text, Role.BODY, EM, WIDTH)
    issuer = centred_rows(signature.issuer, Role.BODY, EM, WIDTH)
    rows = (*issuer, dated)
    if not signature.has_seal:
        return _unsealed(issuer, dated)
    date_width = right_end(dated) - dated[0].x
    issuer_width = max(right_end(row) - row[0].x for row in issuer)
    centre = WIDTH - max(_SEALED_INDENT * PITCH + date_width / 2, issuer_width / 2)
    shift = centre - WIDTH / 2
    pieces = [row_piece(_shifted(row, shift), Size.THREE) for row in rows]
    last = pieces[-1]
    pieces[-1] = replace(last, marks=(*last.marks, SealMark(centre, 0.0)))
    return tuple(pieces)


def _unsealed(issuer: tuple[Row, ...], dated: Row) -> tuple[Piece, ...]:
    """署名 two characters from the right, the date beginning two characters right of it; a longer date 右空二字."""
    end = WIDTH - _UNSEALED_INDENT * PITCH
    set_issuer = [_shifted(row, end - right_end(row)) for row in issuer]
    start = set_issuer[0][0].x + 2 * PITCH
    width = right_end(dated) - dated[0].x
    shift = min(start, end - width) - dated[0].x
    return tuple(row_piece(row, Size.THREE) for row in (*set_issuer, _shifted(dated, shift)))


def _shifted(row: Row, by: float) -> Row:
    return tuple(replace(run, x=run.x + by) for run in row)
