"""随机抽查事项清单 as it is made public: nothing of a long text is lost, on paper or in the workbook."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UnprintableTextError
from services.files.item_list import ItemListLine, ItemListView, render_item_list_pdf, write_item_list_xlsx
from tests.services.files.pdf_reading import boxes, page_texts

HEADER = [
    "序号",
    "事项类别",
    "抽查事项",
    "检查内容",
    "检查主体",
    "抽查对象",
    "检查依据",
    "检查方式",
    "比例和频次",
    "人员要求",
]
LINE = ItemListLine(
    ordinal=1,
    category="一般事项",
    title="隐患排查治理",
    contents=("制度建立情况；", "制度落实情况。"),
    subject="区应急管理局",
    target="工贸企业",
    basis="《样例条例》第六十五条",
    method="实地核查",
    ratio_frequency="按年度抽查计划确定",
    staff_requirement="2名以上持有效执法证件的执法人员",
)
VIEW = ItemListView(
    title="样例局2022年度随机抽查事项清单",
    lines=(LINE, replace(LINE, ordinal=2, contents=("一项内容。",))),
    facts=("制定依据：样例细则第八条", "文号：样例〔2022〕1号"),
    mark="样例数据，非正式文书",
    bureau="样例局",
    dated_on=date(2022, 5, 20),
)
LONG = "".join(f"第{number}项样例情况；" for number in range(1, 400))


def content_column(pdf: bytes, first: str, last: str) -> str:
    """Return the characters between two columns' titles' left edges, page by page, in reading order."""
    found: list[str] = []
    for page in range(len(page_texts(pdf))):
        all_boxes = boxes(pdf, page, loose=True)
        text = "".join(box.char for box in all_boxes)
        start = all_boxes[text.index(first)]
        stop = all_boxes[text.index(last)]
        header = start.bottom + 1
        found += [
            box.char
            for box in all_boxes
            if box.top > header and start.left - 21 < box.left < stop.left - 2 and box.right < stop.left + 2
        ]
    return "".join(found)


def test_the_pdf_has_title_facts_header_mark_and_every_cell() -> None:
    (text,) = page_texts(render_item_list_pdf(VIEW))

    expected = [VIEW.title, "制定依据：样例细则第八条", "文号：样例〔2022〕1号", "".join(HEADER), VIEW.mark]
    expected += ["1.制度建立情况；", "2.制度落实情况。", "一项内容。"]
    assert [words for words in expected if words not in text] == []


def test_a_content_longer_than_a_page_goes_on_over_the_next_without_losing_a_character() -> None:
    pdf = render_item_list_pdf(replace(VIEW, lines=(replace(LINE, contents=(LONG,)),)))

    pages = page_texts(pdf)

    assert len(pages) >= 4
    assert [text.count("".join(HEADER)) for text in pages] == [1] * len(pages)
    assert LONG in content_column(pdf, "检查内容", "检查主体")


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 1200), min_size=1, max_size=4), st.integers(1, 12))
def test_no_length_of_content_keeps_the_list_from_ending_or_loses_a_digit(
    lengths: list[int], parts: int
) -> None:
    lines = tuple(
        replace(LINE, ordinal=place, contents=("永" * length,) * parts)
        for place, length in enumerate(lengths, 1)
    )

    text = "".join(page_texts(render_item_list_pdf(replace(VIEW, lines=lines))))

    assert text.count("永") == sum(lengths) * parts


def test_the_table_lies_within_the_page_turned_on_its_side() -> None:
    pdf = render_item_list_pdf(VIEW)

    ink = boxes(pdf, 0, loose=False)[:-3]

    assert min(box.left for box in ink) >= 35
    assert max(box.right for box in ink) <= 297 - 37


def test_a_character_without_a_face_is_refused_with_its_place() -> None:
    with pytest.raises(UnprintableTextError, match="第1行抽查对象"):
        render_item_list_pdf(replace(VIEW, lines=(replace(LINE, target="甲\ue000"),)))


def test_the_same_view_is_the_same_file(tmp_path: Path) -> None:
    one, other = tmp_path / "一.xlsx", tmp_path / "二.xlsx"

    write_item_list_xlsx(VIEW, one)
    write_item_list_xlsx(VIEW, other)

    assert one.read_bytes() == other.read_bytes()
    assert render_item_list_pdf(VIEW) == render_item_list_pdf(VIEW)


def test_the_workbook_holds_title_facts_header_and_rows_ready_to_print(tmp_path: Path) -> None:
    target = tmp_path / "清单.xlsx"

    write_item_list_xlsx(VIEW, target)

    sheet = openpyxl.load_workbook(target).active
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [VIEW.title, *VIEW.facts]
    assert [cell.value for cell in sheet[4]] == HEADER
    assert [cell.value for cell in sheet[5]][:4] == [
        1,
        "一般事项",
        "隐患排查治理",
        "1.制度建立情况；\n2.制度落实情况。",
    ]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$4:$4", "A5")
    assert sheet.oddHeader.right.text == VIEW.mark
    assert [sheet[cell].font.name for cell in ("A1", "A2", "A4", "D5")] == ["宋体", "仿宋", "黑体", "仿宋"]


def test_a_content_taller_than_excel_allows_goes_on_in_the_rows_beneath(tmp_path: Path) -> None:
    target = tmp_path / "清单.xlsx"

    write_item_list_xlsx(replace(VIEW, lines=(replace(LINE, contents=(LONG,)),)), target)

    sheet = openpyxl.load_workbook(target).active
    rows = list(range(5, sheet.max_row + 1))
    assert "".join(sheet.cell(row, 4).value for row in rows) == LONG
    assert len(rows) > 1
    assert max(sheet.row_dimensions[row].height for row in rows) <= 409


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    target = tmp_path / "清单.xlsx"

    write_item_list_xlsx(replace(VIEW, lines=(replace(LINE, target="=1+1"),)), target)

    cell = openpyxl.load_workbook(target).active["F5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
