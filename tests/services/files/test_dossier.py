"""一企一档 as PDF: all of it, over as many pages as it needs, whatever an old value holds."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from services.files.dossier import DossierLine, DossierSection, DossierView, render_dossier
from tests.services.files.pdf_reading import boxes, metadata, page_texts

VIEW = DossierView(
    bureau="洛阳市偃师区应急管理局",
    name="洛阳样例机械有限公司",
    code="91410307MA9Y000016",
    sections=(
        DossierSection("基本信息", (DossierLine("镇街", "岳滩镇"),)),
        DossierSection("检查记录", (), "还没有检查记录"),
        DossierSection("变更记录", (DossierLine("2022-05-25", "联系电话：空白 → 0379-1"),), count=1),
    ),
    dated_on=date(2022, 5, 25),
    mark="样例",
)
TEXTS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFFF, exclude_categories=("Cs",)), max_size=90
)


def with_changes(
    number: int, text: str = "联系电话：空白 → 0379-60000001（样例操作人，企业来函更正）"
) -> DossierView:
    lines = tuple(DossierLine(f"2022-05-25 {line:05d}", text) for line in range(number))
    return replace(VIEW, sections=(DossierSection("变更记录", lines, count=number),))


def test_it_names_the_enterprise_and_prints_every_section() -> None:
    (page,) = page_texts(render_dossier(VIEW))

    for words in (
        "样例",
        "洛阳样例机械有限公司",
        "一企一档91410307MA9Y000016洛阳市偃师区应急管理局打印日期2022年5月25日",
        "镇街岳滩镇",
        "还没有检查记录",
        "变更记录（1）",
        "联系电话：空白→0379-1",
        "—1—",
    ):
        assert words in page


def test_a_long_history_flows_over_pages_with_numbers_and_marks_and_loses_no_line() -> None:
    pages = page_texts(render_dossier(with_changes(200)))

    assert len(pages) > 4
    assert [f"—{number}—" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)
    assert all(page.startswith("样例") for page in pages)
    whole = "".join(pages)
    assert [f"{line:05d}" in whole for line in range(200)] == [True] * 200


def test_a_line_longer_than_a_page_goes_on_over_the_next() -> None:
    pages = page_texts(render_dossier(with_changes(1, "经营范围" * 700)))

    assert len(pages) >= 3
    assert "".join(pages).count("经营范围") >= 690  # some are parted by a page number


def test_nothing_is_drawn_below_the_foot_of_the_text_but_the_page_number() -> None:
    lowest = max(box.bottom for box in boxes(render_dossier(with_changes(60)), 0, loose=False))

    assert lowest < 280


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_no_old_value_keeps_the_file_from_being_printed(key: str, text: str) -> None:
    section = DossierSection("变更记录", (DossierLine(key, text),))

    assert page_texts(render_dossier(replace(VIEW, sections=(section,))))


def test_the_same_file_gives_the_same_bytes_and_says_what_it_is() -> None:
    first, second = render_dossier(VIEW), render_dossier(VIEW)

    assert first == second
    assert metadata(first)["Title"] == "一企一档：洛阳样例机械有限公司"
