"""Heads and feet of official pages: 红头, 信函格式, the head of an 执法文书, 附件, 版记 (GB/T 9704, 7.2–7.4, 10.1)."""

import math
from dataclasses import replace

from services.files.blocks import (
    Attachment,
    AttachmentNote,
    FootNote,
    FormHead,
    Imprint,
    LetterHead,
    RedHead,
    Size,
    chinese_date,
)
from services.files.fonts import Role
from services.files.line_breaking import Setting
from services.files.page import (
    BASELINE,
    EM,
    GAP,
    LEADING,
    MM,
    PAGE_HEIGHT,
    PITCH,
    TITLE_EM,
    TOP,
    WIDTH,
    Row,
    centred_rows,
    right_end,
    set_text,
)
from services.files.pieces import Mark, Piece, RowMark, RuleMark, row_piece

_HEAD_EM = 36.0  # of a 发文机关标志, shrunk where a long name would not fit
_HEAD_TOP = 35 * MM  # below the upper edge of the 版心
_RED_LINE_BELOW = 4 * MM  # below the 文号
_RED_WEIGHT = 1.5
_LETTER_TOP = 30 * MM - TOP  # of the 标志 in 信函格式
_LETTER_EM = 30.0
_LETTER_WIDTH = 170 * MM
_THICK, _THIN = 1.6, 0.6
_DOUBLE = 1.8  # between the two lines of a double line
_OUTER, _INNER = 0.35 * MM, 0.25 * MM  # rules of the 版记
_FORM_EM = 18.0  # of the office's name over an 执法文书
_NOTE = Size.FIVE


def red_head(block: RedHead) -> tuple[Piece, ...]:
    """Return 标志, 文号 (and 签发人) and the red line as one piece, a whole number of rows high."""
    em = _shrunk(block.issuer, _HEAD_EM, WIDTH)
    (head,) = centred_rows(block.issuer, Role.TITLE, em, 2 * WIDTH)
    marks: list[Mark] = [RowMark(-WIDTH / 2, _HEAD_TOP + 0.88 * em, head, is_red=True)]
    top = _HEAD_TOP + em + 2 * LEADING
    if block.signer:
        (number,) = _plain(block.number)
        (label,) = _plain("签发人：")
        (name,) = _plain(block.signer, Role.KAI)
        end = WIDTH - PITCH - right_end(name)
        marks += [
            RowMark(PITCH, top + BASELINE, number),
            RowMark(end - right_end(label), top + BASELINE, label),
            RowMark(end, top + BASELINE, name),
        ]
    else:
        (number,) = centred_rows(block.number, Role.BODY, EM, WIDTH)
        marks.append(RowMark(0.0, top + BASELINE, number))
    line = top + EM + _RED_LINE_BELOW
    marks.append(RuleMark(0.0, line, WIDTH, line, _RED_WEIGHT, is_red=True))
    rows = math.ceil(line / LEADING) + 1
    return (Piece(rows * LEADING, tuple(marks)),)


def letter_head(block: LetterHead) -> tuple[Piece, ...]:
    """Return the issuer over the upper double line and the 文号 under it, as one piece of whole rows."""
    em = _shrunk(block.issuer, _LETTER_EM, WIDTH)
    (head,) = centred_rows(block.issuer, Role.TITLE, em, 2 * WIDTH)
    line = _LETTER_TOP + em + 4 * MM
    (number,) = _plain(block.number)
    number_top = line + EM * 7 / 8
    marks: list[Mark] = [
        RowMark(-WIDTH / 2, _LETTER_TOP + 0.88 * em, head, is_red=True),
        *_double_line(line, is_thick_above=True),
        RowMark(WIDTH - right_end(number), number_top + BASELINE, number),
    ]
    rows = math.ceil((number_top + EM) / LEADING) + 1
    return (Piece(rows * LEADING, tuple(marks)),)


def second_letter_rule() -> list[Mark]:
    """Return the lower double line of 信函格式, 20 mm above the foot of the first page."""
    return _double_line(PAGE_HEIGHT - TOP - 20 * MM, is_thick_above=False)


def _double_line(y: float, *, is_thick_above: bool) -> list[Mark]:
    left = (WIDTH - _LETTER_WIDTH) / 2 + 1 * MM  # centred on the sheet, whose margins are 28 and 26 mm
    left -= 2 * MM
    upper, lower = (_THICK, _THIN) if is_thick_above else (_THIN, _THICK)
    right = left + _LETTER_WIDTH
    return [
        RuleMark(left, y, right, y, upper, is_red=True),
        RuleMark(left, y + _DOUBLE + 1, right, y + _DOUBLE + 1, lower, is_red=True),
    ]


def form_head(block: FormHead) -> tuple[Piece, ...]:
    """Return the office, the name of the form and its number."""
    marks: list[Mark] = []
    y = 0.0
    for text, em in ((block.bureau, _FORM_EM), (block.title, TITLE_EM)):
        if text:
            for row in centred_rows(text, Role.TITLE, em, WIDTH):
                marks.append(RowMark(0.0, y + 0.9 * em, row))
                y += 1.5 * em
    if block.number:
        for row in centred_rows(block.number, Role.BODY, Size.FOUR.em, WIDTH):
            marks.append(RowMark(0.0, y + Size.FOUR.em, row))
            y += 1.8 * Size.FOUR.em
    return (Piece(y + 6, tuple(marks), keeps_next=True),)


def attachment_note(block: AttachmentNote) -> tuple[Piece, ...]:
    """Return 附件说明, a row under the text; a long name goes on under its own first character."""
    label = "附件："
    (label_row,) = _plain(label)
    pieces = [Piece(LEADING, (), tail=LEADING - EM, is_blank=True)]
    left = 2 * PITCH + right_end(label_row)
    for ordinal, name in enumerate(block.names, start=1):
        (number,) = _plain(f"{ordinal}." if len(block.names) > 1 else "") if len(block.names) > 1 else ((),)
        inside = left + right_end(number)
        rows = set_text(name, Role.BODY, Setting(em=EM, measure=WIDTH - inside, gap=GAP))
        for place, row in enumerate(rows):
            marks: list[Mark] = [RowMark(inside, BASELINE, row)]
            if place == 0 and number:
                marks.append(RowMark(left, BASELINE, number))
            if place == 0 and ordinal == 1:
                marks.append(RowMark(2 * PITCH, BASELINE, label_row))
            pieces.append(Piece(LEADING, tuple(marks), tail=LEADING - EM))
    return tuple(pieces)


def attachment_pieces(block: Attachment) -> tuple[Piece, ...]:
    """Return “附件n” in 黑体 on the first row and its title on the third."""
    (label,) = _plain(f"附件{block.ordinal or ''}", Role.HEADING)
    title = centred_rows(block.title, Role.TITLE, TITLE_EM, WIDTH)
    blank = Piece(LEADING, (), tail=LEADING - EM)
    return (
        row_piece(label, Size.THREE, keeps_next=True),
        replace(blank, keeps_next=True),
        *(row_piece(row, Size.THREE, rise=-4.0, keeps_next=True) for row in title),
        blank,
    )


def imprint(block: Imprint) -> Piece:
    """Return the 版记: rules across the 版心, the texts in 4号 one character in."""
    em, leading = Size.FOUR.em, 24.0
    setting = Setting(em=em, measure=WIDTH - 2 * em)
    marks: list[Mark] = []
    y = 0.0
    weight = _OUTER
    if block.copies_to:
        marks.append(RuleMark(0, y, WIDTH, y, weight))
        weight = _INNER
        for row in set_text(f"抄送：{block.copies_to.rstrip('。')}。", Role.BODY, setting):
            marks.append(RowMark(em, y + leading * 0.7, row))
            y += leading
    if block.printed_by or block.printed_on:
        marks.append(RuleMark(0, y, WIDTH, y, weight))
        (left,) = set_text(block.printed_by, Role.BODY, setting) if block.printed_by else ((),)
        printed = f"{chinese_date(block.printed_on)}印发" if block.printed_on else ""
        (right,) = set_text(printed, Role.BODY, setting) if printed else ((),)
        marks += [
            RowMark(em, y + leading * 0.7, left),
            RowMark(WIDTH - em - right_end(right), y + leading * 0.7, right),
        ]
        y += leading
    marks.append(RuleMark(0, y, WIDTH, y, _OUTER))
    return Piece(y, tuple(marks))


def foot_note(block: FootNote) -> Piece:
    """Return small print under a rule."""
    leading = _NOTE.value[1]
    rows = set_text(block.text, Role.BODY, Setting(em=_NOTE.em, measure=WIDTH))
    marks: list[Mark] = [RuleMark(0, 6, WIDTH, 6, 0.5)]
    marks += [RowMark(0, 8 + (n + 0.75) * leading, row) for n, row in enumerate(rows)]
    return Piece(8 + len(rows) * leading, tuple(marks))


def _plain(text: str, role: Role = Role.BODY) -> tuple[Row, ...]:
    return set_text(text, role, Setting(em=EM, measure=1e6, gap=GAP))


def _shrunk(text: str, em: float, measure: float) -> float:
    """Return the greatest size, at most ``em``, at which a text stays on one line."""
    (row,) = set_text(text, Role.TITLE, Setting(em=em, measure=1e6))
    width = right_end(row)
    return em if width <= measure else em * measure / width
