"""Finding texts in papers: over line ends, beyond the BMP, whatever the width of the letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.ui.papers.conftest import OpenPages
from ui.papers.preview_search import PageSearch, fold

PATIENCE_MS = 10_000


@pytest.fixture
def look_for(qtbot: QtBot, open_pages: OpenPages):
    """Search a PDF for a text to the end."""

    def look_for(pdf: bytes, text: str) -> PageSearch:
        search = PageSearch(open_pages(pdf))
        search.look_for(text)
        qtbot.waitUntil(lambda: search.is_done, timeout=PATIENCE_MS)
        return search

    return look_for


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("洛阳样例乙𬭎业有限公司", {3}),
        ("〔2022〕3号", {6}),
        ("(豫偃)应急抽通", {0, 3, 6, 9}),
        ("９１４１０３０７ｍａ９ｋ０００016", {0, 3, 6, 9}),
        ("并根据《偃师区应急管理局关于", set()),
        ("没有这句话", set()),
        ("检查 通知书", {0, 3, 6, 9}),
    ],
)
def test_a_text_is_found_on_the_pages_where_it_stands(
    look_for, merged_pdf: bytes, text: str, pages: set[int]
) -> None:
    search = look_for(merged_pdf, text)

    found = {hit.page for hit in search.hits}
    assert found >= pages if pages else not found


def test_a_text_that_runs_over_a_line_end_has_a_place_on_both_lines(
    look_for, open_pages: OpenPages, notice_pdf: bytes
) -> None:
    pages = open_pages(notice_pdf)
    before, after = pages.text(0).splitlines()[6:8]
    search = look_for(notice_pdf, before[-4:] + after[:4])

    [hit] = search.hits
    rects = pages.rectangles(hit)

    first, last = rects[0], rects[-1]
    assert last.top() > first.bottom() - 1
    assert last.left() < first.left()


def test_a_hit_behind_a_rare_character_is_marked_at_its_own_place(
    look_for, open_pages: OpenPages, notice_pdf: bytes
) -> None:
    search = look_for(notice_pdf, "耐火材料有限公司")
    pages = open_pages(notice_pdf)

    [rect] = pages.rectangles(search.hits[0])

    rare = look_for(notice_pdf, "𬭎").hits[0]
    [before] = pages.rectangles(rare)
    assert rect.left() >= before.right() - 1
    assert (
        pages.text(0)
        .encode("utf-16-le")[2 * search.hits[0].start :]
        .decode("utf-16-le")
        .startswith("耐火材料")
    )


def test_a_name_set_from_two_faces_is_marked_in_one_piece(
    look_for, open_pages: OpenPages, notice_pdf: bytes
) -> None:
    search = look_for(notice_pdf, "洛阳洺堃珺𬭎耐火材料有限公司")

    rects = open_pages(notice_pdf).rectangles(search.hits[0])

    assert len(rects) == 1
    assert rects[0].width() > 14 * 14


def test_the_first_hit_is_that_of_the_page_in_view(look_for, merged_pdf: bytes) -> None:
    search = look_for(merged_pdf, "检查通知书")
    places = [search.first_from(page) for page in (0, 4, 11)]

    assert search.hits[places[1]].page == 6
    assert places[0] == 0
    assert search.hits_on(6)[0] == search.hits[places[1]]


def test_an_empty_text_ends_the_search(look_for, merged_pdf: bytes) -> None:
    search = look_for(merged_pdf, "检查")

    search.look_for(" ")

    assert (search.hits, search.is_done, search.first_from(0)) == ([], True, None)


@given(st.text(max_size=30))
def test_each_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)

    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= units for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
