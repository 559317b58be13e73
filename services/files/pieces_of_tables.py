"""Tables as pieces: lines of labels and values, lists with a header; a row that is too long for its page is parted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.files.blocks import Cell, CellRow, FormTable, Grid, Size
from services.files.fonts import Role
from services.files.line_breaking import Setting, split_units
from services.files.page import WIDTH, Row, advance_of, label_rows, right_end, set_text
from services.files.phrases import words_of
from services.files.pieces import Mark, Piece, RowMark, RuleMark, SeatMark
from services.files.sharing import Need, common_edges, share_width

_PADDING = 4.0
_RULE = 0.5
_INNER_LEADING = 1.4  # of the em, between lines in a cell
_NEARNESS = 12.0  # points: upright rules of two lines of a form that are meant to be one
_LABEL = 4  # em: a label is not narrower, two words a line
_SHORT = 8  # characters: a text that should stay on one line
_LEAST_LINES = 2  # of a parted row on each page
_PICTURE = (72.0, 30.0)  # width and height of a signature inside a cell with text
_SIGNS = ("签名", "签字", "签章")


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell whose place and lines are known."""

    cell: Cell
    left: float
    width: float
    rows: tuple[Row, ...]

    def inset(self, row: Row) -> float:
        """Return where a line of it begins, from the left edge of the table."""
        is_centred = self.cell.is_centred or self.cell.is_label
        free = max(self.width - 2 * _PADDING - right_end(row), 0)
        return self.left + _PADDING + (free / 2 if is_centred else 0.0)


def form_table_pieces(block: FormTable, width: float = WIDTH) -> tuple[Piece, ...]:
    """Set the lines of a table of labels and values; rules that nearly meet are made to meet."""
    em = block.size.em
    edges = common_edges([[cell.share for cell in row.cells] for row in block.rows], width, _NEARNESS)
    columns = sorted({edge for row in edges for edge in row})
    place = {edge: number for number, edge in enumerate(columns)}
    spans = [
        (place[row_edges[number]], place[row_edges[number + 1]], cell)
        for row, row_edges in zip(block.rows, edges, strict=True)
        for number, cell in enumerate(row.cells)
    ]
    widths = share_width(
        [right - left for left, right in pairwise(columns)],
        [Need(first, end, _need(cell, em)) for first, end, cell in spans],
        [Need(first, end, _wish(cell, em)) for first, end, cell in spans],
    )
    final = [sum(widths[:number]) for number in range(len(columns))]
    return tuple(
        _row_piece(row, [final[place[edge]] for edge in row_edges], block.size, ())
        for row, row_edges in zip(block.rows, edges, strict=True)
    )


def grid_pieces(block: Grid, width: float = WIDTH) -> tuple[Piece, ...]:
    """Set a list: its header, its rows, the header again on each new page."""
    columns = block.columns
    head = CellRow(
        tuple(Cell(column.title, column.share, is_label=True, is_centred=True) for column in columns),
        block.least,
    )
    texts = [*block.rows, *[("",) * len(columns)] * max(block.least_rows - len(block.rows), 0)]
    rows = [
        CellRow(
            tuple(
                Cell(text, column.share, is_centred=column.is_centred)
                for column, text in zip(columns, row, strict=True)
            ),
            block.least,
        )
        for row in texts
    ]
    total = sum(column.share for column in columns)
    em = block.size.em
    cells = [[row.cells[number] for row in (head, *rows)] for number in range(len(columns))]
    widths = share_width(
        [width * column.share / total for column in columns],
        [Need(n, n + 1, max(_need(cell, em) for cell in column)) for n, column in enumerate(cells)],
        [Need(n, n + 1, max(_wish(cell, em) for cell in column)) for n, column in enumerate(cells)],
    )
    edges = [sum(widths[:number]) for number in range(len(widths) + 1)]
    header = _row_piece(head, edges, block.size, (), keeps_next=True)
    return (header, *(_row_piece(row, edges, block.size, (header,)) for row in rows))


def _need(cell: Cell, em: float) -> float:
    """Return the width below which a number or a word of a cell would be cut."""
    if not cell.text:
        return 0.0
    parts = cell.text.split("\n")
    if cell.is_label:
        widths = [advance_of(word, em, Role.HEADING) for part in parts for word in words_of(part)]
        natural = max(advance_of(part, em, Role.HEADING) for part in parts)
        return max(*widths, min(natural, _LABEL * em)) + 2 * _PADDING + 0.1
    pieces = [unit for part in parts for unit in split_units(part) if len(unit) > 1]
    return max((advance_of(piece, em) for piece in pieces), default=em) + 2 * _PADDING + 0.1


def _wish(cell: Cell, em: float) -> float:
    """Return the width at which a short text, such as a name, stands on one line; 0 for others."""
    if cell.is_label or not cell.text or "\n" in cell.text or len(cell.text) > _SHORT:
        return 0.0
    return advance_of(cell.text, em) + 2 * _PADDING + 0.1


def _row_piece(
    row: CellRow,
    edges: Sequence[float],
    size: Size,
    header: tuple[Piece, ...],
    *,
    keeps_next: bool = False,
) -> Piece:
    """Set a line of cells as one piece, and, for a page that cannot hold it, line by line."""
    em = size.em
    boxes = [
        _Box(cell, left, right - left, _rows(cell, em, right - left - 2 * _PADDING))
        for cell, left, right in zip(row.cells, edges, edges[1:], strict=False)
    ]
    lines = max(len(box.rows) for box in boxes)
    leading = _INNER_LEADING * em
    height = max(lines * leading + 2 * _PADDING, row.least)
    marks: list[Mark] = [*_rules(edges, height), *_level(edges, 0), *_level(edges, height)]
    for box in boxes:
        top = (height - len(box.rows) * leading) / 2
        for number, line in enumerate(box.rows):
            marks.append(RowMark(box.inset(line), top + number * leading + _baseline(em), line))
        if box.cell.seat:
            marks.append(_seat(box, top, height, em))
    parts = _parts(boxes, edges, lines, em, header) if lines > 2 * _LEAST_LINES else ()
    return Piece(height, tuple(marks), header=header, keeps_next=keeps_next, parts=parts)


def _parts(
    boxes: Sequence[_Box], edges: Sequence[float], lines: int, em: float, header: tuple[Piece, ...]
) -> tuple[Piece, ...]:
    """Set a line of cells as a piece a line of text, two at either end; where a page ends in it, rules close and open it."""
    leading = _INNER_LEADING * em
    groups = [range(_LEAST_LINES), *(range(n, n + 1) for n in range(_LEAST_LINES, lines - _LEAST_LINES))]
    groups.append(range(lines - _LEAST_LINES, lines))
    pieces: list[Piece] = []
    for place, group in enumerate(groups):
        is_first, is_last = place == 0, place == len(groups) - 1
        above = _PADDING if is_first else 0.0
        height = above + len(group) * leading + (_PADDING if is_last else 0.0)
        hang = 0.0 if is_last else _PADDING / 2  # a page that ends here closes the row a little lower
        top, bottom = _level(edges, 0), [*_rules(edges, height + hang), *_level(edges, height + hang)]
        marks: list[Mark] = [
            *_rules(edges, height),
            *(top if is_first else ()),
            *(_level(edges, height) if is_last else ()),
        ]
        for box in boxes:
            for number in group:
                if number < len(box.rows):
                    baseline = above + (number - group.start) * leading + _baseline(em)
                    marks.append(RowMark(box.inset(box.rows[number]), baseline, box.rows[number]))
            if box.cell.seat and is_first:
                marks.append(_seat(box, above, height, em))
        pieces.append(
            Piece(height, tuple(marks), -hang, header=header, opening=tuple(top), closing=tuple(bottom))
        )
    return tuple(pieces)


def _seat(box: _Box, top: float, height: float, em: float) -> SeatMark:
    """Return where a signature goes in a cell: behind the word that asks for it, else where the cell is empty."""
    wide, high = _PICTURE
    leading = _INNER_LEADING * em
    for number, (row, text) in enumerate((row, "".join(run.text for run in row)) for row in box.rows):
        asked = next((sign for sign in _SIGNS if sign in text), None)
        if asked is not None:
            before, colon, after = text[text.index(asked) :].partition("：")
            before = text[: text.index(asked)] + before + colon
            blank = len(after) - len(after.lstrip())
            left = box.inset(row) + advance_of(before, em)
            end = left + blank * em if after.strip() else box.left + box.width - 2
            middle = top + (number + 0.5) * leading
            room = max(min(wide, end - left), em)
            return SeatMark(box.cell.seat, left, max(middle - high / 2, 1), room, high)
    left = max((box.inset(row) + right_end(row) for row in box.rows if row), default=box.left + _PADDING)
    if len(box.rows) > 1 or box.left + box.width - left < 2 * em:
        left = box.left + _PADDING
    return SeatMark(box.cell.seat, left, 2, box.left + box.width - _PADDING - left, height - 4)


def _rules(edges: Iterable[float], height: float) -> list[Mark]:
    return [RuleMark(x, 0, x, height, _RULE) for x in edges]


def _level(edges: Sequence[float], y: float) -> list[Mark]:
    return [RuleMark(edges[0], y, edges[-1], y, _RULE)]


def _baseline(em: float) -> float:
    return (_INNER_LEADING * em - em) / 2 + 0.85 * em


def _rows(cell: Cell, em: float, measure: float) -> tuple[Row, ...]:
    """Break the text of a cell; an empty line stays an empty row."""
    if not cell.text:
        return ()
    if cell.is_label:
        return label_rows(cell.text, em, measure)
    setting = Setting(em=em, measure=measure, is_justified=False)
    return tuple(row for part in cell.text.split("\n") for row in set_text(part, Role.BODY, setting))
