"""Lines of Chinese text: what is never broken, what never begins or ends a line, what fits."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.files.line_breaking import (
    FORBIDDEN_END,
    FORBIDDEN_START,
    Line,
    Setting,
    break_lines,
    place,
    split_units,
    unit_advances,
)

EM = 16.0
PAGE = Setting(em=EM, measure=28 * EM, indent=2 * EM)
NARROW = Setting(em=EM, measure=7 * EM)


def width_of(char: str) -> float:
    """Half an em for Latin letters and digits, an em for the rest."""
    return EM / 2 if char < "\x80" else EM


def texts_of(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def right_end(line: Line, setting: Setting) -> float:
    """Return where the ink of a line may end: a closing mark at the end may hang its blank half."""
    x, unit = place(line, setting)[-1]
    return x + unit.width - (EM / 2 if unit.text in "，。、；：！）》〉」』】〕〗］｝”’" else 0.0)


WORDS = st.sampled_from(
    [
        "安",
        "全",
        "生产",
        "检查",
        "，",
        "。",
        "、",
        "；",
        "？",
        "）",
        "“双随机”",
        "《办法》",
        "（一）",
        "（偃",
        "2022年9月14日",
        "8：30—12：00",
        "1.5%",
        "17号",
        "……",
        "——",
        "16030222013",
        "0379-67711234",
        "〔2022〕17号",
        "ABC",
    ]
)
PARAGRAPHS = st.lists(WORDS | st.just(" "), min_size=1, max_size=60).map("".join)
ANY_TEXT = st.text(alphabet="安全，。（）“”《》2022年9月日：—…%.-Aa ", max_size=120)


@pytest.mark.parametrize(
    "unit",
    [
        "2022年9月14日",
        "9月14日",
        "8：30—12：00",
        "14：30",
        "16030222013",
        "91410307MA9K000016",
        "0379-67711234",
        "〔2022〕17号",
        "1.5%",
        "3次",
        "第3次",
        "——",
        "……",
        "2022-09-14",
        "office@example.org",
        "9704—2012",
        "1—3号",
        "3,000.50元",
        "1.5万元",
    ],
)
def test_numbers_dates_times_and_codes_are_units(unit: str) -> None:
    assert split_units(f"于{unit}检") == ("于", unit, "检")


@given(ANY_TEXT)
def test_the_units_are_the_text(text: str) -> None:
    assert "".join(split_units(text)) == text


@given(ANY_TEXT, st.sampled_from([PAGE, NARROW]))
def test_the_lines_are_the_text(text: str, setting: Setting) -> None:
    lines = break_lines(text, width_of, setting)

    assert "".join(texts_of(lines)) == text


@given(PARAGRAPHS)
def test_no_line_begins_with_a_closing_mark(text: str) -> None:
    lines = break_lines(text, width_of, PAGE)

    assert [line.text for line in lines[1:] if line.text[0] in FORBIDDEN_START] == []


@given(PARAGRAPHS)
def test_no_line_but_the_last_ends_with_an_opening_mark(text: str) -> None:
    lines = break_lines(text, width_of, PAGE)

    assert [line.text for line in lines[:-1] if line.text.rstrip()[-1] in FORBIDDEN_END] == []


@given(PARAGRAPHS)
def test_no_line_begins_with_a_blank(text: str) -> None:
    lines = break_lines(text, width_of, PAGE)

    assert [line.text for line in lines[1:] if line.text[0].isspace()] == []


@given(ANY_TEXT, st.sampled_from([PAGE, NARROW]))
def test_no_line_is_overfull(text: str, setting: Setting) -> None:
    lines = break_lines(text, width_of, setting)

    assert [
        line.text for line in lines if line.text.strip() and right_end(line, setting) > setting.measure + 1e-3
    ] == []


@given(PARAGRAPHS)
def test_units_stand_in_their_order_and_do_not_overlap_by_more_than_a_blank_half(text: str) -> None:
    placed = [pair for line in break_lines(text, width_of, PAGE) for pair in [place(line, PAGE)]]

    overlaps = [
        (one.text, other.text)
        for line in placed
        for (x, one), (next_x, other) in pairwise(line)
        if next_x < x + one.width - EM * (0.75 if one.text in "，。、；：！）》” " else 0.5) - 1e-3
    ]

    assert overlaps == []


def test_a_full_line_of_the_grid_holds_28_characters() -> None:
    setting = Setting(em=EM, measure=28 * EM)

    lines = break_lines("安" * 60, width_of, setting)

    assert [len(line.text) for line in lines] == [28, 28, 4]


def test_the_first_line_is_indented() -> None:
    first, second = break_lines("安" * 40, width_of, PAGE)

    assert (len(first.text), place(first, PAGE)[0][0]) == (26, 2 * EM)
    assert (len(second.text), place(second, PAGE)[0][0]) == (14, 0.0)


def test_a_comma_at_the_end_hangs_its_blank_half_rather_than_pushing_a_character_out() -> None:
    lines = break_lines("安全生产，安全生" + "，检查", width_of, Setting(em=EM, measure=8.5 * EM))

    assert texts_of(lines) == ["安全生产，安全生，", "检查"]


def test_where_nothing_can_be_squeezed_the_comma_takes_its_character_with_it() -> None:
    lines = break_lines("安全生产检查计划，通知", width_of, Setting(em=EM, measure=8 * EM))

    assert texts_of(lines) == ["安全生产检查计", "划，通知"]


def test_a_line_that_sent_a_character_on_is_stretched_to_the_measure() -> None:
    setting = Setting(em=EM, measure=8 * EM)

    first, _second = break_lines("安全生产检查计划，通知", width_of, setting)

    assert right_end(first, setting) == pytest.approx(8 * EM)


def test_a_line_of_a_table_cell_is_not_stretched() -> None:
    setting = Setting(em=EM, measure=8 * EM, is_justified=False)

    first, _second = break_lines("安全生产检查计划，通知", width_of, setting)

    assert right_end(first, setting) == pytest.approx(7 * EM)


def test_the_gap_inside_a_number_is_never_stretched() -> None:
    setting = Setting(em=EM, measure=12 * EM)

    first, _second = break_lines("证号16030222013和检查计划，", width_of, setting)

    assert "16030222013" in [unit.text for _x, unit in place(first, setting)]


def test_a_date_moves_to_the_next_line_whole_where_the_line_stays_even() -> None:
    lines = break_lines("安" * 26 + "9月1日起", width_of, Setting(em=EM, measure=28 * EM))

    assert texts_of(lines) == ["安" * 26, "9月1日起"]


def test_a_date_is_parted_after_the_month_where_the_line_would_gape() -> None:
    lines = break_lines("安" * 22 + "2022年9月14日检查", width_of, Setting(em=EM, measure=28 * EM))

    assert texts_of(lines) == ["安" * 22 + "2022年9月", "14日检查"]


def test_a_certificate_number_is_not_parted_even_so() -> None:
    lines = break_lines("安" * 23 + "16030222013", width_of, Setting(em=EM, measure=28 * EM))

    assert texts_of(lines) == ["安" * 23, "16030222013"]


def test_a_word_wider_than_the_page_is_cut_by_characters() -> None:
    lines = break_lines("A" * 30, width_of, Setting(em=EM, measure=10 * EM))

    assert [len(line.text) for line in lines] == [20, 10]


@pytest.mark.parametrize("pair", ["》《", "）（", "”，", "。”", "（“", "》、", "；《"])
def test_two_marks_side_by_side_take_one_and_a_half_cells(pair: str) -> None:
    setting = Setting(em=EM, measure=28 * EM)

    (line,) = break_lines(f"安{pair}全", width_of, setting)

    assert [x for x, _unit in place(line, setting)][-1] == pytest.approx(2.5 * EM)


@pytest.mark.parametrize("pair", ["（）", "“”", "、1", "安："])
def test_other_neighbours_keep_their_cells(pair: str) -> None:
    setting = Setting(em=EM, measure=28 * EM)

    (line,) = break_lines(f"安{pair}全", width_of, setting)

    x, _unit = place(line, setting)[-1]
    assert x == pytest.approx(EM + sum(map(width_of, pair)))


def test_latin_letters_stand_a_tenth_of_an_em_off_the_text_and_digits_do_not() -> None:
    setting = Setting(em=EM, measure=28 * EM)

    (line,) = break_lines("按GB标准第3次于2022年", width_of, setting)

    xs = {unit.text: x for x, unit in place(line, setting)}
    assert xs["GB"] == pytest.approx(1.1 * EM)
    assert xs["标"] == pytest.approx((1.1 + 1 + 0.1) * EM)
    assert xs["第3次"] - xs["准"] == pytest.approx(EM)
    assert xs["2022年"] - xs["于"] == pytest.approx(EM)


def test_no_space_is_set_at_the_start_of_a_line() -> None:
    setting = Setting(em=EM, measure=4 * EM)

    _first, second = break_lines("安全生产GB标准", width_of, setting)

    assert place(second, setting)[0][0] == 0.0


def test_a_colon_between_digits_takes_half_of_its_cell() -> None:
    assert sum(unit_advances("8：30—12：00", width_of)) == (7 * 0.5 + 1 + 2 * 0.5) * EM
    assert unit_advances("：", width_of) == [EM]


def test_a_pair_is_never_squeezed_over_the_ink_of_its_neighbour() -> None:
    setting = Setting(em=EM, measure=9 * EM)

    lines = break_lines("安全《生产》，（检）查，计划", width_of, setting)

    placed = [pair for line in lines for pair in [place(line, setting)]]
    inks = [
        (x + EM / 2, x + EM)
        if unit.text in "（《"
        else (x, x + EM / 2)
        if unit.text in "》，）"
        else (x, x + EM)
        for line in placed
        for x, unit in line
    ]
    assert [pair for pair in pairwise(inks) if 0 < pair[0][1] - pair[1][0] < 8 * EM and pair[1][0] > 0] == []


def test_an_empty_text_is_one_empty_line() -> None:
    assert texts_of(break_lines("", width_of, PAGE)) == [""]
