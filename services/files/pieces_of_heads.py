"""Heads and feet of official pages: 红头, 信函格式, the head of an 执法文书, 附件, 版记 (GB/T 9704, 7.2–7.4, 10.1)."""

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
    LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
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
_INK_TOP = 0.785  # of an em above the baseline: where the ink of 小标宋 begins
_INK_FOOT = 0.16  # of an em below the baseline: where it ends
_BLANK_ROWS = 2  # above 文号 and title: 下空二行
_RED_LINE_BELOW = 4 * MM  # below the 文号, and below the 标志 in 信函格式
_RED_WEIGHT = 1.5
_LETTER_TOP = 30 * MM - TOP  # of the 标志 in 信函格式
_LETTER_EM = 30.0
_LETTER_WIDTH = 170 * MM
_LETTER_FOOT = 20 * MM  # from the lower double line to the foot of the sheet
_THICK, _THIN, _BETWEEN = 1.6, 0.6, 1.2  # a double line and the white in it
_DOUBLE = _THICK + _BETWEEN + _THIN
_NUMBER_BELOW = EM * 7 / 8  # the 文号 below the double line
_OUTER, _INNER = 0.35 * MM, 0.25 * MM  # rules of the 版记
_IMPRINT_LEADING = 24.0
_FORM_EM = 18.0  # of the office's name over an 执法文书
_NOTE = Size.FIVE


def red_head(block: RedHead) -> tuple[Piece, ...]:
    """Return 标志, 文号 (and 签发人) and the red line with two empty rows under it, as one piece."""
    em = _shrunk(block.issuer, _HEAD_EM, WIDTH)
    (head,) = centred_rows(block.issuer, Role.TITLE, em, 2 * WIDTH)
    baseline = _HEAD_TOP + _INK_TOP * em
    marks: list[Mark] = [RowMark(-WIDTH / 2, baseline, head, is_red=True)]
    top = baseline + _INK_FOOT * em + _BLANK_ROWS * LEADING
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
    middle = line + _RED_WEIGHT / 2
    marks.append(RuleMark(0.0, middle, WIDTH, middle, _RED_WEIGHT, is_red=True))
    return (Piece(line + _RED_WEIGHT + _BLANK_ROWS * LEADING, tuple(marks)),)


def letter_head(block: LetterHead) -> tuple[Piece, ...]:
    """Return the issuer over the upper double line, the 文号 under it and two empty rows, as one piece.

    The issuer stands over the middle of its line, which is that of the sheet.
    """
    em = _shrunk(block.issuer, _LETTER_EM, WIDTH)
    (head,) = centred_rows(block.issuer, Role.TITLE, em, PAGE_WIDTH)
    baseline = _LETTER_TOP + _INK_TOP * em
    line = baseline + _INK_FOOT * em + _RED_LINE_BELOW
    (number,) = _plain(block.number)
    top = line + _DOUBLE + _NUMBER_BELOW
    marks: list[Mark] = [
        RowMark(-LEFT, baseline, head, is_red=True),
        *_double_line(line, (_THICK, _THIN)),
        RowMark(WIDTH - right_end(number), top + BASELINE, number),
    ]
    return (Piece(top + (1 + _BLANK_ROWS) * LEADING, tuple(marks)),)


def second_letter_rule() -> list[Mark]:
    """Return the lower double line of 信函格式, 20 mm above the foot of the first page."""
    return _double_line(PAGE_HEIGHT - TOP - _LETTER_FOOT - _DOUBLE, (_THIN, _THICK))


def _double_line(top: float, weights: tuple[float, float]) -> list[Mark]:
    """Return two lines, the upper edge of the first at ``top``; they are centred on the sheet, not on the 版心."""
    left = (PAGE_WIDTH - _LETTER_WIDTH) / 2 - LEFT
    right = left + _LETTER_WIDTH
    upper, lower = weights
    first, second = top + upper / 2, top + upper + _BETWEEN + lower / 2
    return [
        RuleMark(left, first, right, first, upper, is_red=True),
        RuleMark(left, second, right, second, lower, is_red=True),
    ]


def form_head(block: FormHead, width: float = WIDTH) -> tuple[Piece, ...]:
    """Return the office, the name of the form and its number."""
    marks: list[Mark] = []
    y = 0.0
    for text, em in ((block.bureau, _FORM_EM), (block.title, TITLE_EM)):
        if text:
            for row in centred_rows(text, Role.TITLE, em, width):
                marks.append(RowMark(0.0, y + 0.9 * em, row))
                y += 1.5 * em
    if block.number:
        for row in centred_rows(block.number, Role.BODY, Size.FOUR.em, width):
            marks.append(RowMark(0.0, y + Size.FOUR.em, row))
            y += 1.8 * Size.FOUR.em
    return (Piece(y + 6, tuple(marks), keeps_next=True),)


def attachment_note(block: AttachmentNote) -> tuple[Piece, ...]:
    """Return 附件说明, a row under the text; a long name goes on under its own first character."""
    label = "附件："
    (label_row,) = _plain(label)
    pieces = [Piece(LEADING, (), tail=LEADING - EM, keeps_next=True, is_blank=True)]
    left = 2 * PITCH + right_end(label_row)
    numbers = [_plain(f"{n}.")[0] if len(block.names) > 1 else () for n in range(1, len(block.names) + 1)]
    inside = left + max(map(right_end, numbers), default=0.0)
    for ordinal, (number, name) in enumerate(zip(numbers, block.names, strict=True), start=1):
        rows = set_text(name, Role.BODY, Setting(em=EM, measure=WIDTH - inside, gap=GAP))
        for place, row in enumerate(rows):
            marks: list[Mark] = [RowMark(inside, BASELINE, row)]
            if place == 0 and number:
                marks.append(RowMark(left, BASELINE, number))
            if place == 0 and ordinal == 1:
                marks.append(RowMark(2 * PITCH, BASELINE, label_row))
            pieces.append(Piece(LEADING, tuple(marks), tail=LEADING - EM, keeps_next=True))
    pieces[-1] = replace(pieces[-1], keeps_next=False)
    return tuple(pieces)


def attachment_pieces(block: Attachment, width: float = WIDTH) -> tuple[Piece, ...]:
    """Return “附件n” in 黑体 on the first row and its title on the third."""
    (label,) = _plain(f"附件{block.ordinal or ''}", Role.HEADING)
    title = centred_rows(block.title, Role.TITLE, TITLE_EM, width)
    blank = Piece(LEADING, (), tail=LEADING - EM)
    return (
        row_piece(label, Size.THREE, keeps_next=True),
        replace(blank, keeps_next=True),
        *(row_piece(row, Size.THREE, rise=-4.0, keeps_next=True) for row in title),
        blank,
    )


def imprint(block: Imprint) -> Piece:
    """Return the 版记: rules across the 版心, the texts in 4号 one character in, its last rule on the edge of the 版心.

    The names of a long 抄送 go on under the first of them.
    """
    em, leading = Size.FOUR.em, _IMPRINT_LEADING
    baseline = (leading - em) / 2 + 0.85 * em
    marks: list[Mark] = []
    y = 0.0
    weight = _OUTER
    if block.copies_to:
        marks.append(RuleMark(0, y + weight / 2, WIDTH, y + weight / 2, weight))
        weight = _INNER
        label = _row("抄送：", em)
        inside = em + right_end(label)
        marks.append(RowMark(em, y + baseline, label))
        setting = Setting(em=em, measure=WIDTH - inside - em)
        for row in set_text(f"{block.copies_to.rstrip('。')}。", Role.BODY, setting):
            marks.append(RowMark(inside, y + baseline, row))
            y += leading
    if block.printed_by or block.printed_on:
        marks.append(RuleMark(0, y + weight / 2, WIDTH, y + weight / 2, weight))
        printed = _row(f"{chinese_date(block.printed_on)}印发" if block.printed_on else "", em)
        setting = Setting(em=em, measure=WIDTH - 3 * em - right_end(printed), is_justified=False)
        left = set_text(block.printed_by, Role.BODY, setting) if block.printed_by else ((),)
        marks.append(RowMark(WIDTH - em - right_end(printed), y + baseline, printed))
        for row in left:
            marks.append(RowMark(em, y + baseline, row))
            y += leading
    marks.append(RuleMark(0, y - _OUTER / 2, WIDTH, y - _OUTER / 2, _OUTER))
    return Piece(y, tuple(marks))


def foot_note(block: FootNote, width: float = WIDTH) -> Piece:
    """Return small print under a rule."""
    leading = _NOTE.value[1]
    rows = [
        row
        for part in block.text.split("\n")
        for row in set_text(part, Role.BODY, Setting(em=_NOTE.em, measure=width))
    ]
    marks: list[Mark] = [RuleMark(0, 6, width, 6, 0.5)]
    marks += [RowMark(0, 8 + (n + 0.75) * leading, row) for n, row in enumerate(rows)]
    return Piece(8 + len(rows) * leading, tuple(marks))


def _row(text: str, em: float) -> Row:
    if not text:
        return ()
    (row,) = set_text(text, Role.BODY, Setting(em=em, measure=1e6))
    return row


def _plain(text: str, role: Role = Role.BODY) -> tuple[Row, ...]:
    return set_text(text, role, Setting(em=EM, measure=1e6, gap=GAP))


def _shrunk(text: str, em: float, measure: float) -> float:
    """Return the greatest size, at most ``em``, at which a text stays on one line."""
    (row,) = set_text(text, Role.TITLE, Setting(em=em, measure=1e6))
    width = right_end(row)
    return em if width <= measure else em * measure / width
