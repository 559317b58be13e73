"""The .docx of a paper, read back: the page of GB/T 9704, every kind of block, the same bytes for the same copy."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, get_args

import pytest
from docx import Document
from docx.oxml.ns import qn

from models.errors import UnprintableTextError
from models.vocab import FormSet, PaperKind
from services.files.blocks import Block, Landscape, Together
from services.files.docx_document import render_docx
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, sample_view
from services.files.pdf_document import Numbering
from tests.services.files.every_block import (
    DOCUMENT_BLOCKS,
    FORM_BLOCKS,
    LETTER_BLOCKS,
    WIDE_BLOCKS,
    copy_of_blocks,
)
from tests.services.files.paper_builders import notice_view

PAPERS = {"form": FORM_BLOCKS, "letter": LETTER_BLOCKS, "document": DOCUMENT_BLOCKS, "wide": WIDE_BLOCKS}


def opened(content: bytes) -> Any:
    return Document(BytesIO(content))


def words(content: bytes) -> str:
    """Return all text of the body, without blanks."""
    body = opened(content).element.body
    return "".join("".join(part.text or "" for part in body.iter(qn("w:t"))).split())


def kinds_of(blocks: tuple[Block, ...]) -> Iterator[type]:
    for block in blocks:
        yield type(block)
        if isinstance(block, (Together, Landscape)):
            yield from kinds_of(block.blocks)


def side_of(part: Any) -> str:
    return next(part._element.iter(qn("w:jc"))).get(qn("w:val"))


def test_every_kind_of_block_is_written() -> None:
    tried = {kind for blocks in PAPERS.values() for kind in kinds_of(blocks)}

    written = [render_docx(copy_of_blocks(blocks)) for blocks in PAPERS.values()]

    assert tried == set(get_args(Block)), "put the new kind of block into tests/services/files/every_block.py"
    assert all(written)


def test_a_kind_of_block_that_nobody_writes_is_a_fault() -> None:
    class Unheard:
        pass

    copy = copy_of_blocks((Unheard(),))  # type: ignore[arg-type]

    with pytest.raises(TypeError, match="Unheard"):
        render_docx(copy)


@pytest.mark.parametrize("name", PAPERS)
def test_no_look_says_a_thing_twice_which_word_would_call_damaged(name: str) -> None:
    body = opened(render_docx(copy_of_blocks(PAPERS[name]))).element.body

    looks = [
        [part.tag for part in look] for tag in ("w:pPr", "w:rPr", "w:tcPr") for look in body.iter(qn(tag))
    ]

    assert [tags for tags in looks if len(tags) != len(set(tags))] == []


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_copy_gives_the_same_bytes(name: str) -> None:
    copy = copy_of_blocks(PAPERS[name])

    once, again = render_docx(copy), render_docx(copy)

    assert once == again
    with zipfile.ZipFile(BytesIO(once)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_sheet_is_that_of_official_pages() -> None:
    section = opened(render_docx(copy_of_blocks(LETTER_BLOCKS))).sections[0]

    millimetres = [
        round(length.mm, 1)
        for length in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
    ]

    assert millimetres == [210.0, 297.0, 37.0, 35.0, 28.0, 26.0]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    pitch = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert int(156 / 25.4 * 72 / pitch) == 28
    assert int(225 / 25.4 * 72 * 20 / int(grid.get(qn("w:linePitch")))) == 22


def test_runs_name_the_faces_of_official_papers_for_east_asian_text() -> None:
    body = opened(render_docx(copy_of_blocks(LETTER_BLOCKS))).element.body

    faces = {fonts.get(qn("w:eastAsia")) for fonts in body.iter(qn("w:rFonts"))}

    assert faces == {"仿宋_GB2312", "方正小标宋简体", "黑体"}
    assert {lang.get(qn("w:eastAsia")) for lang in body.iter(qn("w:lang"))} == {"zh-CN"}


def test_a_machine_without_a_face_is_told_which_to_take() -> None:
    content = render_docx(copy_of_blocks(LETTER_BLOCKS))

    with zipfile.ZipFile(BytesIO(content)) as archive:
        table = archive.read("word/fontTable.xml").decode()

    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in table
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>' in table


def test_the_file_says_what_it_is_and_nothing_of_the_machine() -> None:
    form = FORMS[PaperKind.NOTICE]
    copy = Copy(form, notice_view())

    facts = opened(render_docx(copy)).core_properties

    assert facts.title == "检查通知书（洛阳洺堃珺𬭎耐火材料有限公司）"
    assert facts.author == facts.last_modified_by == "洛阳市偃师区应急管理局"
    assert facts.language == "zh-CN"
    assert facts.comments == ""
    assert facts.created == facts.modified


def test_pages_of_a_letter_are_numbered_at_the_outer_edge_and_the_first_not_at_all() -> None:
    section = opened(render_docx(copy_of_blocks(LETTER_BLOCKS))).sections[0]

    feet = [section.footer, section.even_page_footer, section.first_page_footer]

    sides = [side_of(foot) for foot in feet[:2]]
    assert sides == ["right", "left"]
    assert "PAGE" not in "".join(foot._element.xpath("string()") for foot in feet[2:])


def test_pages_of_a_form_are_numbered_with_their_total() -> None:
    section = opened(render_docx(copy_of_blocks(FORM_BLOCKS, Numbering.OF_TOTAL))).sections[0]

    foot = "".join(section.footer._element.xpath("string()").split())

    assert foot == "共NUMPAGES1页第PAGE1页"


def test_the_header_of_a_list_is_repeated_and_its_rows_are_not_parted() -> None:
    body = opened(render_docx(copy_of_blocks(FORM_BLOCKS))).element.body

    headers = list(body.iter(qn("w:tblHeader")))
    rows = [row for row in body.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is None]

    assert len(headers) == 1
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_a_wide_list_lies_on_its_side_between_upright_pages() -> None:
    sections = opened(render_docx(copy_of_blocks(WIDE_BLOCKS))).sections

    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in sections]

    assert sizes == [(210, 297), (297, 210), (210, 297)]
    assert round(sections[1].left_margin.mm) == 35


def test_a_paper_that_ends_on_its_side_has_no_empty_page_behind_it() -> None:
    sections = opened(render_docx(copy_of_blocks(WIDE_BLOCKS[1:2]))).sections

    assert [round(one.page_width.mm) for one in sections] == [297]


def test_a_mark_stands_on_odd_even_and_first_pages() -> None:
    section = opened(render_docx(copy_of_blocks(LETTER_BLOCKS))).sections[0]

    heads = [section.header, section.even_page_header, section.first_page_header]

    assert all("样例" in head._element.xpath("string()") for head in heads)


def test_markup_and_rare_characters_in_a_name_are_plain_text() -> None:
    form = FORMS[PaperKind.NOTICE]
    view = notice_view(enterprise_name="<b>样例&𬭎</b>公司")

    content = render_docx(Copy(form, view))

    assert "<b>样例&𬭎</b>公司" in words(content)


def test_a_character_that_no_face_has_refuses_the_word_copy_as_it_refuses_the_pdf() -> None:
    form = FORMS[PaperKind.NOTICE]
    view = notice_view(enterprise_name="样例\ue000公司")

    with pytest.raises(UnprintableTextError, match=r"U\+E000"):
        render_docx(Copy(form, view))


def test_a_word_copy_bears_no_signature_and_no_code() -> None:
    form = FORMS[PaperKind.NOTICE]

    content = render_docx(Copy(form, sample_view(form, FormSet.EMERGENCY)))

    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "media" in name or "thumbnail" in name]
