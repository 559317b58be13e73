"""Titles and labels are broken at their phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.files.phrases import break_label, break_title, words_of

EM = 16.0


def width_of(char: str) -> float:
    """Half an em for Latin letters and digits, an em for the rest."""
    return EM / 2 if char < "\x80" else EM


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


def test_a_phrase_too_long_is_broken_between_words() -> None:
    lines = break_title("洛阳市偃师区应急管理局检查通知书", width_of, 10 * EM)

    assert lines == ("洛阳市偃师区应急", "管理局检查通知书")


def test_three_lines_are_no_hourglass_where_the_phrases_allow() -> None:
    title = "关于进一步做好|全区|安全生产|随机抽查|结果公示|工作的通知"

    lines = break_title(title, width_of, 10 * EM)

    assert "".join(lines) == title.replace("|", "")
    assert len(lines[1]) >= min(len(lines[0]), len(lines[2]))


def test_a_title_of_very_many_words_is_broken_too() -> None:
    lines = break_title("安全生产检查" * 12, width_of, 12 * EM)

    assert [len(line) for line in lines] == [12] * 6


@pytest.mark.parametrize(
    ("label", "measure", "lines"),
    [
        ("统一社会信用代码", 5, ("统一社会", "信用代码")),
        ("检查事项与依据", 5, ("检查事项", "与依据")),
        ("法定代表人（负责人）", 6, ("法定代表人", "（负责人）")),
        ("被检查单位现场负责人", 7, ("被检查单位", "现场负责人")),
        ("发现问题情况", 5, ("发现问题", "情况")),
        ("序号", 1, ("序", "号")),
        ("是否\n规范", 9, ("是否", "规范")),
        ("", 4, ("",)),
    ],
)
def test_a_label_is_broken_at_its_words(label: str, measure: int, lines: tuple[str, ...]) -> None:
    assert break_label(label, width_of, measure * EM) == lines


@given(st.text(alphabet="检查事项与依据（）年1，A", max_size=40), st.integers(2, 12))
def test_no_character_of_a_label_is_lost_and_no_line_is_too_long(label: str, measure: int) -> None:
    lines = break_label(label, width_of, measure * EM)

    assert "".join(lines) == label
    assert max(sum(map(width_of, line)) for line in lines) <= measure * EM + 1e-6


def test_a_word_that_joins_goes_with_what_follows() -> None:
    assert words_of("事项与依据") == ["事项", "与依据"]
