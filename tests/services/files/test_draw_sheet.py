"""The pages of a draw's paper: nothing lost, nothing over the edge, no signatures left alone on a sheet."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.short_digest import short_digest
from services.files.draw_paper import Facts, Grid, Heading, PaperHead, Part, Signer, Signing, Text, two_lines
from services.files.draw_sheet import render_draw_paper
from services.files.ruled_table import Column
from tests.services.files.pdf_reading import boxes, metadata, outline_titles, page_texts

DIGEST = "a1b2c3d4e5f60718" + "0" * 48
HEAD = PaperHead(
    title="样例单",
    bureau="洛阳市偃师区应急管理局",
    draw_code="2022-01-2",
    attempt="本次为第2次抽取",
    digest=DIGEST,
    digest_name="结果指纹",
    dated_on=date(2022, 5, 25),
    mark="样例数据，非正式文书",
)
COLUMNS = (Column("序号", 40, is_centred=True), Column("检查对象", 200), Column("检查人员", 200))
LONG_NAME = "洛阳样例精密机械制造集团股份有限公司偃师第二分公司（原偃师县农机修造厂）"
SIGNING = Signing("以上内容经核对无误。", (Signer("操作人", "样例甲"), Signer("监督人", "样例乙", LONG_NAME)))
FIRST_LEFT, LAST_RIGHT, LOWEST = 27.5, 184.5, 280.0  # mm: the 版心 of GB/T 9704, the page number under it


def grid_of(rows: int, name: str = LONG_NAME) -> Grid:
    return Grid(COLUMNS, tuple((f"第{row:03d}行", name, "样例检查员") for row in range(rows)))


def render(*parts: Part) -> bytes:
    return render_draw_paper(HEAD, parts)


def test_the_first_page_carries_code_digest_and_title_every_page_the_number_of_pages() -> None:
    pages = page_texts(render(Heading("一、样例"), grid_of(60), SIGNING))

    code = short_digest(DIGEST)
    assert f"校验码（结果指纹前16位）{code}共{len(pages)}页" in pages[0]
    assert "洛阳市偃师区应急管理局样例单抽取编号2022-01-2本次为第2次抽取" in pages[0]
    for number, page in enumerate(pages[1:], start=2):
        assert f"样例单2022-01-2共{len(pages)}页校验码{code}" in page
        assert f"—{number}—" in page
    assert all("样例数据，非正式文书" in page for page in pages)


def test_warnings_stand_under_the_title() -> None:
    head = replace(HEAD, warnings=("系统随机数，未经公开见证", "本次抽取已作废"))

    [page] = page_texts(render_draw_paper(head, [Text("样例。")]))

    assert "本次为第2次抽取系统随机数，未经公开见证本次抽取已作废样例。" in page


def test_a_long_list_loses_no_row_and_repeats_its_header() -> None:
    pages = page_texts(render(grid_of(100)))

    whole = "".join(pages)
    assert [f"第{row:03d}行" in whole for row in range(100)] == [True] * 100
    assert all("序号检查对象检查人员" in page for page in pages)


def test_nothing_is_printed_outside_the_page_of_the_standard() -> None:
    pdf = render(
        Heading("一、样例"),
        Facts((("名称", LONG_NAME * 3), ("指纹", two_lines(DIGEST)))),
        grid_of(40),
        Text(LONG_NAME * 5),
        SIGNING,
    )

    for page in range(len(page_texts(pdf))):
        found = boxes(pdf, page, loose=False)
        assert min(box.left for box in found) > FIRST_LEFT
        assert max(box.right for box in found) < LAST_RIGHT
        assert max(box.bottom for box in found) < LOWEST


@pytest.mark.parametrize("rows", range(14, 32))
def test_signatures_never_stand_alone_on_a_page(rows: int) -> None:
    short = Grid(COLUMNS, tuple((str(row), "样例厂", "") for row in range(3)))
    pages = page_texts(
        render(Heading("一、名单"), grid_of(rows, "样例厂"), Heading("二、末节"), short, SIGNING)
    )

    last = pages[-1]
    assert "以上内容经核对无误。" in last
    assert "操作人样例甲" in last
    assert "二、末节" in last or "行样例厂" in last


@pytest.mark.parametrize("rows", range(14, 32))
def test_a_heading_never_ends_a_page(rows: int) -> None:
    facts = Facts(tuple((f"名称{number}", "样例") for number in range(6)))

    pages = page_texts(
        render(Heading("一、名单"), grid_of(rows, "样例厂"), Heading("二、末节"), facts, SIGNING)
    )

    page = next(page for page in pages if "二、末节" in page)
    assert page.index("二、末节") < page.index("名称0样例")


def test_many_signers_go_over_with_the_header_of_their_table() -> None:
    signers = tuple(Signer("见证人", f"样例{number:02d}") for number in range(40))

    pages = page_texts(render(Text("样例。"), Signing("核对无误。", signers)))

    whole = "".join(pages)
    assert [f"样例{number:02d}" in whole for number in range(40)] == [True] * 40
    assert all("身份姓名单位签字日期" in page for page in pages[1:])


def test_facts_without_anything_to_say_and_empty_tables_leave_no_trace() -> None:
    [page] = page_texts(render(Facts((("有", "甲"), ("无", ""))), Grid(COLUMNS, (), empty="没有抽中对象。")))

    assert "有甲" in page
    assert "无" not in page
    assert "没有抽中对象。" in page
    assert "序号" not in page


def test_a_fact_longer_than_a_page_goes_on_over_the_next() -> None:
    pages = page_texts(render(Facts((("条件", "行业机械" * 900),))))

    assert len(pages) > 1
    assert "".join(pages).count("行业机械") > 880  # some are parted by the head of a page


def test_a_row_no_longer_in_force_is_struck_and_still_readable() -> None:
    grid = grid_of(2, "样例厂")
    plain = render(grid)
    struck = render(replace(grid, struck=frozenset({1})))

    assert page_texts(plain) == page_texts(struck)
    assert plain != struck


def test_a_character_without_a_face_is_named_and_the_paper_is_printed() -> None:
    [page] = page_texts(render(Grid(COLUMNS, (("1", "样例\U000310ff厂", "\ue000"),))))

    assert "注：〓为字库中没有的字（U+310FF、U+E000），以代码和证号为准。" in page
    assert "样例〓厂" in page


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_no_text_keeps_a_paper_from_being_printed(text: str) -> None:
    assert page_texts(render(Text(text), Facts((("名称", text),)), Grid(COLUMNS, ((text, text, text),))))


def test_the_same_parts_give_the_same_bytes_and_say_what_they_are() -> None:
    first, second = render(grid_of(3), SIGNING), render(grid_of(3), SIGNING)

    assert first == second
    assert metadata(first)["Title"] == "样例单 2022-01-2"
    assert outline_titles(first) == ["样例单 2022-01-2"]


def test_a_digest_is_read_aloud_in_blocks_of_four_on_two_lines() -> None:
    assert two_lines("0123456789abcdef") == "0123 4567\n89ab cdef"
    assert two_lines("") == ""
