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
    break_title,
    place,
    split_units,
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
        if next_x < x + one.width - EM / 2 - 1e-3
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


def test_an_empty_text_is_one_empty_line() -> None:
    assert texts_of(break_lines("", width_of, PAGE)) == [""]


def test_a_title_that_fits_is_one_line() -> None:
    assert break_title("检查|通知书", width_of, 20 * EM) == ("检查通知书",)


def test_a_long_title_is_broken_at_its_phrases_evenly() -> None:
    title = "洛阳市偃师区应急管理局|关于开展|安全生产|随机抽查的|通知"

    assert break_title(title, width_of, 16 * EM) == (
        "洛阳市偃师区应急管理局",
        "关于开展安全生产随机抽查的通知",
    )


def test_a_line_feed_always_ends_a_line_of_a_title() -> None:
    assert break_title("甲局\n检查通知书", width_of, 20 * EM) == ("甲局", "检查通知书")


def test_a_phrase_too_long_is_broken_between_characters() -> None:
    lines = break_title("洛阳市偃师区应急管理局检查通知书", width_of, 10 * EM)

    assert lines == ("洛阳市偃师区应急", "管理局检查通知书")
