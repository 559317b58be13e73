"""Page ranges as clerks write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UserFacingError
from ui.papers.page_range import parse_pages


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1", (0,)),
        ("1,3-5", (0, 2, 3, 4)),
        ("1，3－5", (0, 2, 3, 4)),
        (" 2 、 4 ; 6 ", (1, 3, 5)),
        ("3 - 5", (2, 3, 4)),
        ("1—2", (0, 1)),
        ("2至4", (1, 2, 3)),
        ("１，２", (0, 1)),
        ("5,1", (4, 0)),
        ("1-3,2-4", (0, 1, 2, 3)),
        ("1,,2,", (0, 1)),
    ],
)
def test_a_range_is_read_in_every_way_it_is_written(text: str, pages: tuple[int, ...]) -> None:
    assert parse_pages(text, 6) == pages


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "还没有写页码：请写成 1,3-5 这样。"),
        (" ，", "还没有写页码：请写成 1,3-5 这样。"),
        ("1,x", "看不懂页码“x”：请写成 1,3-5 这样。"),
        ("1-2-3", "看不懂页码“1-2-3”：请写成 1,3-5 这样。"),
        ("-3", "看不懂页码“-3”：请写成 1,3-5 这样。"),
        ("5-3", "页码“5-3”前大后小：请写成 3-5。"),
        ("0", "没有第 0 页：这份文书的页码是 1 到 6。"),
        ("4-7", "没有第 7 页：这份文书的页码是 1 到 6。"),
        ("9999999", "看不懂页码“9999999”：请写成 1,3-5 这样。"),
    ],
)
def test_nonsense_is_named(text: str, sentence: str) -> None:
    with pytest.raises(UserFacingError) as caught:
        parse_pages(text, 6)

    assert caught.value.message == sentence


@given(st.text(max_size=20), st.integers(1, 30))
def test_whatever_is_typed_gives_pages_of_the_paper_or_a_sentence(text: str, count: int) -> None:
    pages, sentence = read(text, count)

    assert bool(pages) != bool(sentence)
    assert len(set(pages)) == len(pages)
    assert all(0 <= page < count for page in pages)


def read(text: str, count: int) -> tuple[tuple[int, ...], str]:
    try:
        return parse_pages(text, count), ""
    except UserFacingError as error:
        return (), error.message
