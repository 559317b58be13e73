"""Fields, ruled lines and tables of forms: nothing overlaps, nothing is cut that may stay whole."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.files.blocks import Cell, CellRow, Field, FieldLine, FormTable, Grid, GridColumn
from services.files.page import WIDTH, right_end
from services.files.pieces import Piece, RowMark, RuleMark, SeatMark
from services.files.pieces_of_fields import field_pieces
from services.files.pieces_of_tables import form_table_pieces, grid_pieces

LABELS = st.sampled_from(["职务", "联系电话", "法定代表人（负责人）", "被检查单位现场负责人（签名）", ""])
VALUES = st.sampled_from(["", "总经理", "0379-00000003", "91410307MA9K000016", "样例区缑氏镇样例路1号" * 4])
FIELDS = st.builds(Field, LABELS, VALUES, st.sampled_from([1.0, 0.5, 3.0]))


def rows_of(piece: Piece) -> list[tuple[float, float, str]]:
    """Return left end, right end and text of each row of a piece."""
    return sorted(
        (mark.x, mark.x + right_end(mark.row), "".join(run.text for run in mark.row))
        for mark in piece.marks
        if isinstance(mark, RowMark) and mark.row
    )


def texts_of(pieces: tuple[Piece, ...]) -> list[str]:
    return [text for piece in pieces for _left, _right, text in rows_of(piece)]


def uprights(piece: Piece) -> list[float]:
    return sorted({mark.x1 for mark in piece.marks if isinstance(mark, RuleMark) and mark.x1 == mark.x2})


def test_a_label_wider_than_its_share_takes_room_from_its_neighbours() -> None:
    fields = (Field("法定代表人（负责人）", "样例某"), Field("职务", "经理"), Field("年龄", "33"))

    (piece,) = field_pieces(FieldLine(fields))

    assert [text for *_ends, text in rows_of(piece)] == [
        "法定代表人（负责人）：",
        "样例某",
        "职务：",
        "经理",
        "年龄：",
        "33",
    ]
    assert all(one[1] <= other[0] + 0.01 for one, other in pairwise(rows_of(piece)))


def test_fields_that_fit_keep_their_columns_on_each_line() -> None:
    first, second = (
        field_pieces(FieldLine((Field(label, "值"), Field("日期", "")))) for label in ("检查人员", "证号")
    )

    dates = [
        next(left for left, _r, text in rows_of(piece[0]) if text == "日期：") for piece in (first, second)
    ]

    assert dates[0] == dates[1]


def test_fields_that_do_not_fit_side_by_side_fall_to_several_lines() -> None:
    fields = (Field("检查场所", "样例区缑氏镇样例路1号炉区" * 3), Field("联系电话", "0379-00000003"))

    pieces = field_pieces(FieldLine(fields))

    assert texts_of(pieces[-1:]) == ["联系电话：", "0379-00000003"]


def test_a_label_as_long_as_the_line_stands_above_its_value() -> None:
    pieces = field_pieces(FieldLine((Field("标签" * 25, "值"),)))

    assert texts_of(pieces)[-1] == "值"
    assert max(right for piece in pieces for _left, right, _text in rows_of(piece)) <= WIDTH + 0.01


@settings(max_examples=40, deadline=None)
@given(st.lists(FIELDS, min_size=1, max_size=4))
def test_no_field_overlaps_another_or_leaves_the_line(fields: list[Field]) -> None:
    pieces = field_pieces(FieldLine(tuple(fields)))

    for piece in pieces:
        rows = rows_of(piece)
        assert all(one[1] <= other[0] + 0.01 for one, other in pairwise(rows))
        assert all(
            right <= WIDTH + 7.1 for _left, right, _text in rows
        )  # a closing mark may hang its blank half
    told = "".join(texts_of(pieces))
    assert sorted(told) == sorted(
        "".join(f"{one.label}：{one.value}" if one.label else one.value for one in fields)
    )


def test_a_blank_to_be_signed_is_wide_enough_for_a_signature() -> None:
    fields = (Field("被检查单位现场负责人（签名）", seat="现场负责人"), Field("日期", "　　年　月　日"))

    (piece,) = field_pieces(FieldLine(fields, is_for_hand=True))

    (seat,) = [mark for mark in piece.marks if isinstance(mark, SeatMark)]
    assert seat.width >= 6 * 14
    assert (seat.y >= 0, seat.y + seat.height <= piece.height) == (True, True)


def test_a_code_of_eighteen_characters_is_not_parted_where_the_line_has_room() -> None:
    row = CellRow(
        (
            Cell("代码", 1, is_label=True),
            Cell("91410307MA9K000016", 1),
            Cell("地址", 1, is_label=True),
            Cell("某路", 3),
        )
    )

    (piece,) = form_table_pieces(FormTable((row,)))

    assert "91410307MA9K000016" in texts_of((piece,))


def test_the_labels_of_a_table_are_broken_at_their_words() -> None:
    row = CellRow((Cell("统一社会信用代码", 1, is_label=True), Cell("样例" * 40, 6)))

    pieces = form_table_pieces(FormTable((row,)))

    assert {"统一社会", "信用代码"} <= set(texts_of(pieces))


def test_upright_rules_that_nearly_meet_are_one() -> None:
    rows = (
        CellRow((Cell("甲", 1, is_label=True), Cell("", 2), Cell("乙", 1, is_label=True), Cell("", 2))),
        CellRow((Cell("丙", 1, is_label=True), Cell("", 5.2))),
    )

    first, second = form_table_pieces(FormTable(rows))

    assert uprights(second)[1] in uprights(first)


def test_a_column_of_codes_gets_its_room_in_each_row_alike() -> None:
    columns = (GridColumn("序号", 1, True), GridColumn("统一社会信用代码", 1), GridColumn("名称", 4))
    rows = (("1", "91410307MA9K000016", "甲"), ("2", "", "乙" * 60))

    pieces = grid_pieces(Grid(columns, rows, least_rows=3))

    assert len({tuple(uprights(piece)) for piece in pieces}) == 1
    assert "91410307MA9K000016" in texts_of(pieces)
    assert len(pieces) == 1 + 3


@pytest.mark.parametrize("text", ["http://" + "a" * 200, "甲" * 300, "１" * 50])
def test_a_word_that_no_cell_can_hold_is_cut_within_its_cell(text: str) -> None:
    row = CellRow(
        (Cell("说明", 1, is_label=True), Cell(text, 2), Cell("又", 1, is_label=True), Cell(text, 2))
    )

    (piece,) = form_table_pieces(FormTable((row,)))

    edges = uprights(piece)
    for left, right, _text in rows_of(piece):
        start = max(edge for edge in edges if edge <= left)
        assert right <= min(edge for edge in edges if edge > start) + 0.01


def test_a_signature_in_a_cell_stands_behind_the_word_that_asks_for_it() -> None:
    cell = Cell("同意。\n承办人签名：　　　　　年　月　日", 4, seat="承办人")

    (piece,) = form_table_pieces(FormTable((CellRow((Cell("意见", 1, is_label=True), cell), 60),)))

    (seat,) = [mark for mark in piece.marks if isinstance(mark, SeatMark)]
    (left,) = [left for left, _right, text in rows_of(piece) if text.startswith("承办人")]
    assert seat.x == pytest.approx(left + 6 * 12, abs=1)
    assert seat.x + seat.width <= left + 11 * 12 + 1
