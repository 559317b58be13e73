"""The ruled parts of a form as pieces: fields on rules, ruled lines to write on, tables of cells, lists with a header."""

from collections.abc import Sequence

from services.files.blocks import Cell, CellRow, Field, FieldLine, FormTable, Grid, GridColumn, Size, Writing
from services.files.fonts import Role
from services.files.line_breaking import Setting
from services.files.page import HEIGHT, WIDTH, Row, right_end, set_text
from services.files.pieces import Mark, Piece, RowMark, RuleMark, SeatMark, leading_of

_PADDING = 4.0
_GUTTER = 8.0  # between two fields of a line
_RULE = 0.5
_RULE_DROP = 0.28  # of an em: how far below the baseline the rule of a field lies
_HAND_HEIGHT = 1.5  # of the leading: a line to be signed
_INNER_LEADING = 1.4  # of the em, between lines in a cell
_LONGEST_ROW = 0.6  # of a page: a higher row of a table is parted


def field_pieces(block: FieldLine) -> tuple[Piece, ...]:
    """Set fields side by side; the longest value decides how many lines there are."""
    leading = leading_of(block.size) * (_HAND_HEIGHT if block.is_for_hand else 1.0)
    em = block.size.em
    total = sum(field.share for field in block.fields)
    free = WIDTH - _GUTTER * (len(block.fields) - 1)
    columns: list[tuple[float, float, Row, float, tuple[Row, ...], Field]] = []
    x = 0.0
    for field in block.fields:
        width = free * field.share / total
        label = _line(f"{field.label}：" if field.label else "", em)
        left = x + right_end(label)
        rows = _rows(field.value, em, max(x + width - left, em))
        columns.append((x, x + width, label, left, rows, field))
        x += width + _GUTTER
    lines = max(len(rows) for *_, rows, _ in columns)
    pieces: list[Piece] = []
    for number in range(max(lines, 1)):
        marks: list[Mark] = []
        baseline = leading - 0.35 * em
        rule = baseline + _RULE_DROP * em
        for start, end, label, left, rows, field in columns:
            if number == 0:
                marks.append(RowMark(start, baseline, label))
                if field.seat:
                    marks.append(SeatMark(field.seat, left, 2, end - left, rule - 2))
            marks.append(RuleMark(left, rule, end, rule, _RULE))
            if number < len(rows):
                marks.append(RowMark(left, baseline, rows[number]))
        pieces.append(Piece(leading, tuple(marks)))
    return tuple(pieces)


def writing_pieces(block: Writing) -> tuple[Piece, ...]:
    """Set a text behind its label on ruled lines across the page; line feeds begin a new line."""
    em, leading = block.size.em, leading_of(block.size)
    lead = f"{block.label}：" if block.label else ""
    paragraphs = (lead + block.text).split("\n") if block.text else [lead]
    rows = [row for text in paragraphs for row in (_rows(text, em, WIDTH, is_justified=True) or ((),))]
    rows += [()] * max(block.rows - len(rows), 0)
    label_width = right_end(_line(lead, em)) if lead else 0.0
    baseline = leading - 0.35 * em
    rule = baseline + _RULE_DROP * em
    return tuple(
        Piece(
            leading,
            (
                RowMark(0.0, baseline, row),
                RuleMark(label_width if number == 0 else 0.0, rule, WIDTH, rule, _RULE),
            ),
        )
        for number, row in enumerate(rows)
    )


def form_table_pieces(block: FormTable) -> tuple[Piece, ...]:
    """Set the lines of a table of labels and values."""
    return tuple(piece for row in block.rows for piece in _cell_pieces(row, block.size, ()))


def grid_pieces(block: Grid) -> tuple[Piece, ...]:
    """Set a list: its header, its rows, the header again on each new page."""
    columns = block.columns
    head = CellRow(
        tuple(Cell(column.title, column.share, is_label=True, is_centred=True) for column in columns),
        block.least,
    )
    (header,) = _cell_pieces(head, block.size, (), keeps_next=True)
    rows = [*block.rows, *[("",) * len(columns)] * max(block.least_rows - len(block.rows), 0)]
    body = [_grid_row(columns, row, block.least) for row in rows]
    return (header, *(piece for row in body for piece in _cell_pieces(row, block.size, (header,))))


def _grid_row(columns: Sequence[GridColumn], texts: Sequence[str], least: float) -> CellRow:
    cells = (
        Cell(text, column.share, is_centred=column.is_centred)
        for column, text in zip(columns, texts, strict=True)
    )
    return CellRow(tuple(cells), least)


def _cell_pieces(
    row: CellRow, size: Size, header: tuple[Piece, ...], *, keeps_next: bool = False
) -> tuple[Piece, ...]:
    """Set a line of cells as one piece, or line by line where it is longer than most of a page."""
    em = size.em
    leading = _INNER_LEADING * em
    total = sum(cell.share for cell in row.cells)
    widths = [WIDTH * cell.share / total for cell in row.cells]
    texts = [
        tuple(
            line
            for part in cell.text.split("\n")
            for line in _rows(part, em, width - 2 * _PADDING, cell.is_label) or ((),)
        )
        for cell, width in zip(row.cells, widths, strict=True)
    ]
    lines = max(map(len, texts))
    height = max(lines * leading + 2 * _PADDING, row.least)
    if height <= HEIGHT * _LONGEST_ROW:
        return (_whole_row(row.cells, widths, texts, height, em, header, keeps_next=keeps_next),)
    return _parted_row(row.cells, widths, texts, lines, em, header)


def _whole_row(
    cells: Sequence[Cell],
    widths: Sequence[float],
    texts: Sequence[tuple[Row, ...]],
    height: float,
    em: float,
    header: tuple[Piece, ...],
    *,
    keeps_next: bool,
) -> Piece:
    leading = _INNER_LEADING * em
    marks: list[Mark] = [RuleMark(0, 0, WIDTH, 0, _RULE), RuleMark(0, height, WIDTH, height, _RULE)]
    marks += _uprights(widths, height)
    x = 0.0
    for cell, width, rows in zip(cells, widths, texts, strict=True):
        top = (height - len(rows) * leading) / 2
        for number, line in enumerate(rows):
            marks.append(RowMark(x + _inset(cell, width, line), top + number * leading + _baseline(em), line))
        if cell.seat:
            marks.append(SeatMark(cell.seat, x + _PADDING, 2, width - 2 * _PADDING, height - 4))
        x += width
    return Piece(height, tuple(marks), header=header, keeps_next=keeps_next)


def _parted_row(
    cells: Sequence[Cell],
    widths: Sequence[float],
    texts: Sequence[tuple[Row, ...]],
    lines: int,
    em: float,
    header: tuple[Piece, ...],
) -> tuple[Piece, ...]:
    """Set a very long line of cells as one piece a line of text; where a page ends in it, rules close and open it."""
    leading = _INNER_LEADING * em
    pieces: list[Piece] = []
    for number in range(lines):
        marks: list[Mark] = _uprights(widths, leading)
        x = 0.0
        for cell, width, rows in zip(cells, widths, texts, strict=True):
            if number < len(rows):
                marks.append(RowMark(x + _inset(cell, width, rows[number]), _baseline(em), rows[number]))
            x += width
        top, bottom = RuleMark(0, 0, WIDTH, 0, _RULE), RuleMark(0, leading, WIDTH, leading, _RULE)
        if number == 0:
            marks.append(top)
        if number == lines - 1:
            marks.append(bottom)
        pieces.append(Piece(leading, tuple(marks), header=header, opening=(top,), closing=(bottom,)))
    return tuple(pieces)


def _uprights(widths: Sequence[float], height: float) -> list[Mark]:
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    return [RuleMark(x, 0, x, height, _RULE) for x in edges]


def _inset(cell: Cell, width: float, line: Row) -> float:
    is_centred = cell.is_centred or cell.is_label
    return _PADDING + (max(width - 2 * _PADDING - right_end(line), 0) / 2 if is_centred else 0.0)


def _baseline(em: float) -> float:
    return (_INNER_LEADING * em - em) / 2 + 0.85 * em


def _line(text: str, em: float) -> Row:
    if not text:
        return ()
    (row,) = set_text(text, Role.BODY, Setting(em=em, measure=1e6))
    return row


def _rows(
    text: str, em: float, measure: float, is_label: bool = False, *, is_justified: bool = False
) -> tuple[Row, ...]:
    if not text:
        return ()
    setting = Setting(em=em, measure=measure, is_justified=is_justified)
    return set_text(text, Role.HEADING if is_label else Role.BODY, setting)
