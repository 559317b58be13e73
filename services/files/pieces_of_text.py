"""Rows of text as pieces: title, paragraphs, 落款 and the place of the seal (GB/T 9704, 7.3)."""

from dataclasses import replace

from services.files.blocks import Blank, Centred, Paragraph, Signature, Size, Title, chinese_date
from services.files.fonts import Role
from services.files.page import (
    EM,
    LEADING,
    MM,
    PITCH,
    TITLE_EM,
    WIDTH,
    Row,
    centred_rows,
    right_end,
    set_text,
)
from services.files.pieces import Piece, SealMark, leading_of, row_piece, text_setting

_TITLE_RISE = -4.0  # points; a larger title hangs from the top of its row as the text does
_NUMBER_RISE = -6.0  # points; the 文号 stands clear of the title
_SEALED_INDENT = 4  # 成文日期 with a seal: 右空四字
_UNSEALED_INDENT = 2  # 署名 without one: 右空二字
_UNDATED = "　　年　　月　　日"
_SEAL_RADIUS = 21 * MM
_BELOW_CENTRE = 11.0  # points: 署名 and date lie 居印章中心偏下位置
_CLEAR = 2.0  # points between the text and a seal below it
_BLANK = Piece(LEADING, (), tail=LEADING - EM, keeps_next=True, is_blank=True)


def blank_pieces(block: Blank) -> tuple[Piece, ...]:
    """Return one empty row."""
    leading = leading_of(block.size)
    return (Piece(leading, (), tail=leading - block.size.em, is_blank=True),)


def title_pieces(block: Title, width: float = WIDTH) -> tuple[Piece, ...]:
    """Return the rows of a title, which stay with the text under them."""
    rows = centred_rows(block.text, Role.TITLE, TITLE_EM, width)
    return tuple(row_piece(row, Size.THREE, rise=_TITLE_RISE, keeps_next=True) for row in rows)


def centred_pieces(block: Centred, width: float = WIDTH) -> tuple[Piece, ...]:
    """Return centred rows."""
    rows = centred_rows(block.text, Role.BODY, EM, width)
    return tuple(row_piece(row, Size.THREE, rise=_NUMBER_RISE) for row in rows)


def paragraph_pieces(block: Paragraph, width: float = WIDTH) -> tuple[Piece, ...]:
    """Return the rows of a paragraph."""
    rows = set_text(block.text, block.role, text_setting(block.size, width, block.indent))
    return tuple(row_piece(row, block.size, keeps_next=block.is_heading) for row in rows)


def signature_options(signature: Signature, width: float = WIDTH) -> tuple[tuple[Piece, ...], ...]:
    """Return the 落款 with the blank rows above it, in the ways it may be set, the best first.

    With a seal the top of the seal lies within one row of the text: two blank rows above a 署名 of one line, one where
    room is short or the 署名 is longer. Without one: one blank row.
    """
    issuer = centred_rows(signature.issuer, Role.BODY, EM, width)
    (dated,) = centred_rows(
        chinese_date(signature.dated_on) if signature.dated_on else _UNDATED, Role.BODY, EM, width
    )
    if not signature.has_seal:
        return ((_BLANK, *_unsealed(issuer, dated, width)),)
    date_width = right_end(dated) - dated[0].x
    issuer_width = max(right_end(row) - row[0].x for row in issuer)
    centre = width - max(_SEALED_INDENT * PITCH + date_width / 2, issuer_width / 2)
    rows = [_shifted(row, centre - width / 2) for row in (*issuer, dated)]
    blanks = (2, 1) if len(issuer) == 1 else (1,)
    return tuple(_sealed(rows, count, centre) for count in blanks)


def _sealed(rows: list[Row], blanks: int, centre: float) -> tuple[Piece, ...]:
    """Return the rows under ``blanks`` empty ones, and the seal: upright, pressing both, its centre a little above theirs."""
    pieces = [
        row_piece(row, Size.THREE, keeps_next=number + 1 < len(rows)) for number, row in enumerate(rows)
    ]
    last_top = (len(rows) - 1) * LEADING
    middle = (EM - last_top) / 2  # of 署名 and date, from the top of the last row
    text_end = EM - last_top - (blanks + 1) * LEADING
    y = max(middle - _BELOW_CENTRE, text_end + _CLEAR + _SEAL_RADIUS)
    pieces[-1] = replace(pieces[-1], marks=(*pieces[-1].marks, SealMark(centre, y)))
    return (*[_BLANK] * blanks, *pieces)


def _unsealed(issuer: tuple[Row, ...], dated: Row, width: float) -> tuple[Piece, ...]:
    """署名 two characters from the right, the date beginning two characters right of it.

    A date longer than the 署名 stands two characters from the right, and the 署名 begins two characters left of it.
    """
    end = width - _UNSEALED_INDENT * PITCH
    issuer_width = max(right_end(row) - row[0].x for row in issuer)
    date_width = right_end(dated) - dated[0].x
    start = min(end - issuer_width, end - date_width - 2 * PITCH if date_width > issuer_width else end)
    date_start = min(start + 2 * PITCH, width - date_width)
    rows = (*(_shifted(row, start - row[0].x) for row in issuer), _shifted(dated, date_start - dated[0].x))
    return tuple(
        row_piece(row, Size.THREE, keeps_next=number + 1 < len(rows)) for number, row in enumerate(rows)
    )


def _shifted(row: Row, by: float) -> Row:
    return tuple(replace(run, x=run.x + by) for run in row)
