"""Sub-items in one cell of a sheet: what is written reads back, what cannot be read is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vocab import Industry
from services.roster.cells import CellError
from services.roster.item_rows import SubItem
from services.roster.sub_item_text import parse_sub_items, show_sub_items, sub_item_problem

_WORDS = st.text(alphabet="甲乙丙丁；，。（）()1234567890.、：:A ", min_size=1, max_size=40)
_TEXTS = _WORDS.map(lambda text: " ".join(text.split())).filter(
    lambda text: any(char.isalpha() for char in text)
)
_SUBS = st.builds(
    SubItem,
    number=st.just(1),
    content=_TEXTS,
    method=st.one_of(st.just(""), _TEXTS),
    basis=st.one_of(st.just(""), _TEXTS),
    industries=st.frozensets(st.sampled_from(Industry)),
    is_key=st.booleans(),
    is_veto=st.booleans(),
    score=st.one_of(st.none(), st.integers(0, 9999)),
)


@given(st.lists(_SUBS, max_size=6))
def test_every_list_of_sub_items_reads_back_as_itself(subs: list[SubItem]) -> None:
    numbered = tuple(
        SubItem(place, sub.content, sub.method, sub.basis, sub.industries, sub.is_key, sub.is_veto, sub.score)
        for place, sub in enumerate(subs, 1)
    )

    assert sub_item_problem(numbered) is None
    assert parse_sub_items(show_sub_items(numbered)) == numbered


def test_a_line_is_written_as_the_documentation_says() -> None:
    sub = SubItem(
        2,
        "取证上岗情况",
        "查阅证件",
        "《安全生产法》第三十条",
        frozenset({Industry.METALLURGY, Industry.MACHINERY}),
        is_key=True,
        score=5,
    )

    text = show_sub_items((sub,))

    assert (
        text == "2. 取证上岗情况｜方法：查阅证件｜依据：《安全生产法》第三十条｜行业：冶金、机械｜关键项｜5分"
    )


def test_lines_typed_by_hand_are_understood_with_other_marks_and_orders() -> None:
    cell = "(1) 责任制 | 分值：10 | 否决\r\n\n二、取证上岗|依据:第三十条|检查方法：查阅"

    first, second = parse_sub_items(cell)

    assert first == SubItem(1, "责任制", is_veto=True, score=10)
    assert second == SubItem(2, "二、取证上岗", "查阅", "第三十条")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("责任制\n取证｜认真看", "第 2 个子项：“认真看”认不出来"),
        ("责任制｜行业：养蜂", "第 1 个子项：“养蜂”认不出来"),
        ("1. ｜方法：查阅", "第 1 个子项没有写检查内容"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(cell: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        parse_sub_items(cell)


def test_a_bar_in_a_text_is_refused_before_it_is_saved() -> None:
    assert sub_item_problem((SubItem(1, "甲｜乙"),)) == "第 1 个子项中有竖线“｜”，请改用其他符号。"
    assert sub_item_problem((SubItem(1, ""),)) == "第 1 个子项没有写检查内容。"
