"""Fields on rules, signatures among them, and ruled lines to write on, as pieces."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.files.blocks import Field, FieldLine, Writing
from services.files.fonts import Role
from services.files.line_breaking import Setting, split_units
from services.files.page import WIDTH, Row, advance_of, right_end, set_text
from services.files.pieces import Mark, Piece, RowMark, RuleMark, SeatMark, leading_of
from services.files.sharing import Need, share_width

_GUTTER = 8.0  # between two fields of a line
_RULE = 0.5
_RULE_DROP = 0.28  # of an em: how far below the baseline the rule of a field lies
_BASELINE_RISE = 0.35  # of an em, above the foot of the line
_HAND_HEIGHT = 1.5  # of the leading: a line to be signed
_HAND_WIDTH = 6.0  # em: the least room for a signature
_BLANK_WIDTH = 4.0  # em: the least room for a word written by hand


@dataclass(frozen=True, slots=True)
class _SetField:
    """A field whose place on its line is known."""

    field: Field
    left: float
    right: float
    label: Row
    value_left: float
    rows: tuple[Row, ...]


def field_pieces(block: FieldLine, width: float = WIDTH) -> tuple[Piece, ...]:
    """Set fields side by side, each at its share of the line where label and value fit there.

    A field that needs more takes it from its neighbours; fields that do not fit side by side fall to several lines.
    """
    em = block.size.em
    if any(right_end(_label(field, em)) > width - _BLANK_WIDTH * em for field in block.fields):
        return tuple(piece for field in block.fields for piece in _under_its_label(field, block, width))
    return tuple(
        piece
        for line in _lines_of(block.fields, em, width, is_for_hand=block.is_for_hand)
        for piece in _line_pieces(line, block)
    )


def _under_its_label(field: Field, block: FieldLine, width: float) -> list[Piece]:
    """Set a field whose label fills a line: the label as text, the value on rules under it."""
    em, leading = block.size.em, leading_of(block.size)
    baseline = leading - _BASELINE_RISE * em
    label = [
        Piece(leading, (RowMark(0.0, baseline, row),), keeps_next=True)
        for row in _rows(f"{field.label}：", em, width)
    ]
    value = FieldLine((Field("", field.value, seat=field.seat),), block.size, block.is_for_hand)
    return [*label, *field_pieces(value, width)]


def _lines_of(
    fields: Sequence[Field], em: float, width: float, *, is_for_hand: bool
) -> list[list[_SetField]]:
    """Return the fields line by line: side by side, or, where that takes as many rows, on lines of their own."""
    wishes = [_wish(field, em, is_for_hand=is_for_hand) for field in fields]
    beside = _beside(fields, wishes, em, width)
    if len(fields) == 1 or sum(wishes) <= width - _GUTTER * (len(fields) - 1):
        return [beside]
    lines: list[list[_SetField]] = []
    start = 0
    for end in range(1, len(fields) + 1):
        is_full = end < len(fields) and sum(wishes[start : end + 1]) > width - _GUTTER * (end - start)
        if is_full or end == len(fields):
            lines.append(_beside(fields[start:end], wishes[start:end], em, width))
            start = end
    least = [_least(field, em, is_for_hand=is_for_hand) for field in fields]
    fits = sum(least) <= width - _GUTTER * (len(fields) - 1)
    if fits and _row_count(beside) < sum(map(_row_count, lines)):
        return [_beside(fields, least, em, width)]
    return lines


def _beside(fields: Sequence[Field], needs: Sequence[float], em: float, width: float) -> list[_SetField]:
    free = width - _GUTTER * (len(fields) - 1)
    total = sum(field.share for field in fields)
    shares = [free * field.share / total for field in fields]
    widths = share_width(shares, [Need(n, n + 1, need) for n, need in enumerate(needs)])
    placed: list[_SetField] = []
    x = 0.0
    for field, one in zip(fields, widths, strict=True):
        label = _label(field, em)
        left = x + right_end(label)
        room = max(x + one - left, em)
        rows = (
            tuple(row for part in field.value.split("\n") for row in _rows(part, em, room))
            if field.value
            else ()
        )
        placed.append(_SetField(field, x, x + one, label, left, rows))
        x += one + _GUTTER
    return placed


def _row_count(line: Sequence[_SetField]) -> int:
    return max(1, *(len(one.rows) for one in line))


def _line_pieces(line: Sequence[_SetField], block: FieldLine) -> list[Piece]:
    em, leading = block.size.em, leading_of(block.size)
    pieces: list[Piece] = []
    for number in range(_row_count(line)):
        height = leading * _HAND_HEIGHT if block.is_for_hand and number == 0 else leading
        baseline = height - _BASELINE_RISE * em
        rule = baseline + _RULE_DROP * em
        marks: list[Mark] = []
        for one in line:
            if number == 0:
                marks.append(RowMark(one.left, baseline, one.label))
                if one.field.seat:
                    room = one.right - one.value_left
                    marks.append(SeatMark(one.field.seat, one.value_left, 1, room, rule - 1))
            if number < max(len(one.rows), 1):
                marks.append(RuleMark(one.value_left, rule, one.right, rule, _RULE))
            if number < len(one.rows):
                marks.append(RowMark(one.value_left, baseline, one.rows[number]))
        pieces.append(Piece(height, tuple(marks), keeps_next=number + 1 < _row_count(line) and number == 0))
    return pieces


def writing_pieces(block: Writing, width: float = WIDTH) -> tuple[Piece, ...]:
    """Set a text behind its label on ruled lines across the page; line feeds begin a new line."""
    em, leading = block.size.em, leading_of(block.size)
    lead = f"{block.label}：" if block.label else ""
    paragraphs = (lead + block.text).split("\n") if block.text else [lead]
    rows = [row for text in paragraphs for row in (_rows(text, em, width, is_justified=True) or ((),))]
    rows += [()] * max(block.rows - len(rows), 0)
    label_width = right_end(_line(lead, em)) if lead else 0.0
    baseline = leading - _BASELINE_RISE * em
    rule = baseline + _RULE_DROP * em
    return tuple(
        Piece(
            leading,
            (
                RowMark(0.0, baseline, row),
                RuleMark(label_width if number == 0 else 0.0, rule, width, rule, _RULE),
            ),
            keeps_next=number == 0 and len(rows) > 1,
            is_text=bool(row),
        )
        for number, row in enumerate(rows)
    )


def _wish(field: Field, em: float, *, is_for_hand: bool) -> float:
    """Return the width at which a field stands on one row."""
    label = right_end(_label(field, em))
    if not field.value:
        return label + em * (_HAND_WIDTH if is_for_hand or field.seat else _BLANK_WIDTH)
    return label + max(right_end(_line(part, em)) for part in field.value.split("\n")) + 1


def _least(field: Field, em: float, *, is_for_hand: bool) -> float:
    """Return the width below which a field looks bad: its number cut, or a word a row."""
    if not field.value:
        return _wish(field, em, is_for_hand=is_for_hand)
    widest = max(advance_of(unit, em) for unit in split_units(field.value))
    natural = _wish(field, em, is_for_hand=is_for_hand) - right_end(_label(field, em))
    return right_end(_label(field, em)) + max(widest, min(natural, _HAND_WIDTH * em))


def _label(field: Field, em: float) -> Row:
    return _line(f"{field.label}：" if field.label else "", em)


def _line(text: str, em: float) -> Row:
    if not text:
        return ()
    (row,) = set_text(text, Role.BODY, Setting(em=em, measure=1e6))
    return row


def _rows(text: str, em: float, measure: float, *, is_justified: bool = False) -> tuple[Row, ...]:
    return (
        set_text(text, Role.BODY, Setting(em=em, measure=measure, is_justified=is_justified)) if text else ()
    )
