"""抽查计划汇总表: the workbook and the PDF equal the annex of the 2022 notice."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from models.errors import UnprintableTextError
from services.files.plan_summary import percent_text, render_plan_summary_pdf, write_plan_summary_xlsx
from tests.services.files.paper_builders import plan_summary_view
from tests.services.files.pdf_reading import boxes, page_texts

TITLE = "2022年度市场监管领域“双随机、一公开”监管抽查计划汇总表"
HEADER = ["序号", "区直部门名称", "抽查事项", "抽查任务名称", "检查对象", "检查方式", "抽查比例", "抽查时间"]
ITEM = "金属冶炼等工矿商贸单位安全生产的随机抽查"
FIRST = [1, "区应急管理局", ITEM, "金属冶炼、涉氨制冷等重点监管工贸行业随机抽查"]
FIRST += ["金属冶炼、涉氨制冷等工贸企业", "一般事项检查", 0.15, "2022年5月—12月"]
SECOND = [2, "区应急管理局", ITEM, "机械、轻工、纺织、建材等工贸行业随机抽查"]
SECOND += ["机械、轻工、纺织、建材等工贸企业", "一般事项检查", 0.06, "2022年5月—12月"]


def test_the_workbook_equals_the_annex_cell_by_cell(tmp_path: Path) -> None:
    target = tmp_path / "汇总表.xlsx"

    write_plan_summary_xlsx(plan_summary_view(), target)

    sheet = openpyxl.load_workbook(target).active
    nothing = [None] * 7
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["附件：", *nothing],
        [TITLE, *nothing],
        HEADER,
        FIRST,
        SECOND,
    ]


def test_ratios_are_numbers_shown_as_percentages(tmp_path: Path) -> None:
    target = tmp_path / "汇总表.xlsx"
    view = plan_summary_view()
    uneven = replace(view.lines[1], ratio=Decimal("0.065"))

    write_plan_summary_xlsx(replace(view, lines=(view.lines[0], uneven)), target)

    sheet = openpyxl.load_workbook(target).active
    assert [(cell.value, cell.number_format) for cell in sheet["G"][3:]] == [(0.15, "0%"), (0.065, "0.##%")]


def test_the_workbook_prints_on_landscape_pages_one_page_wide_with_the_header_on_each(tmp_path: Path) -> None:
    target = tmp_path / "汇总表.xlsx"

    write_plan_summary_xlsx(plan_summary_view(), target)

    sheet = openpyxl.load_workbook(target).active
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "A4")
    assert [sheet.column_dimensions[letter].width for letter in "ABCDEFGH"] == [6, 14, 26, 24, 22, 14, 10, 16]


def test_the_workbook_names_faces_that_windows_has(tmp_path: Path) -> None:
    target = tmp_path / "汇总表.xlsx"

    write_plan_summary_xlsx(plan_summary_view(), target)

    sheet = openpyxl.load_workbook(target).active
    assert [sheet[cell].font.name for cell in ("A1", "A2", "A3", "C4")] == ["黑体", "宋体", "黑体", "仿宋"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")'])
def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path, text: str) -> None:
    target = tmp_path / "汇总表.xlsx"
    view = plan_summary_view()

    write_plan_summary_xlsx(replace(view, lines=(replace(view.lines[0], target=text),)), target)

    cell = openpyxl.load_workbook(target).active["E4"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_the_same_view_is_the_same_workbook(tmp_path: Path) -> None:
    one, other = tmp_path / "一.xlsx", tmp_path / "二.xlsx"

    write_plan_summary_xlsx(plan_summary_view(), one)
    write_plan_summary_xlsx(plan_summary_view(), other)

    assert one.read_bytes() == other.read_bytes()


def test_the_pdf_says_what_the_annex_says() -> None:
    (text,) = page_texts(render_plan_summary_pdf(plan_summary_view()))

    header, cells = (
        "".join(HEADER),
        ["金属冶炼等工矿商贸单位安全生产的", "15%", "6%", "2022年5月—12月", "—1—"],
    )
    assert text.startswith(f"附件：{TITLE}{header}")
    assert [cell for cell in cells if cell not in text] == []


def test_the_pdf_repeats_the_header_on_every_page() -> None:
    view = plan_summary_view()
    lines = tuple(replace(view.lines[number % 2], ordinal=number + 1) for number in range(30))

    pages = page_texts(render_plan_summary_pdf(replace(view, lines=lines)))

    assert len(pages) == 5
    assert [text.count("".join(HEADER)) for text in pages] == [1] * 5


def test_the_table_lies_within_the_page_turned_on_its_side() -> None:
    pdf = render_plan_summary_pdf(plan_summary_view())

    ink = boxes(pdf, 0, loose=False)[:-3]

    assert min(box.left for box in ink) >= 35
    assert max(box.right for box in ink) <= 297 - 37
    assert min(box.top for box in ink) >= 27


def test_the_page_number_stands_where_the_upright_pages_have_it() -> None:
    pdf = render_plan_summary_pdf(plan_summary_view())

    number = boxes(pdf, 0, loose=False)[-3:]

    assert "".join(box.char for box in number) == "—1—"
    assert (number[0].left + number[0].right) / 2 == pytest.approx(35 - 7, abs=0.5)
    assert number[0].top < number[1].top < number[2].top
    assert number[-1].bottom == pytest.approx(28 + 156 - 5, abs=0.5)


def test_a_cell_longer_than_a_page_goes_over_to_the_next() -> None:
    view = plan_summary_view()
    long = "，".join(f"第{number}项" for number in range(400))

    pages = page_texts(render_plan_summary_pdf(replace(view, lines=(replace(view.lines[0], target=long),))))

    assert [f"第{number}项" for number in range(400) if f"第{number}项" not in "".join(pages)] == []
    assert [text.count("".join(HEADER)) for text in pages] == [1] * len(pages)


def test_a_character_without_a_face_refuses_the_pdf_and_names_row_and_column() -> None:
    view = plan_summary_view()
    line = replace(view.lines[1], target="𪚥企业")

    with pytest.raises(UnprintableTextError, match="汇总表无法打印：“第2行检查对象”中的“𪚥”"):
        render_plan_summary_pdf(replace(view, lines=(view.lines[0], line)))


@pytest.mark.parametrize(
    ("ratio", "text"),
    [("0.15", "15%"), ("0.06", "6%"), ("0.065", "6.5%"), ("1", "100%"), ("0.10", "10%"), ("0", "0%")],
)
def test_percentages_have_no_superfluous_zeros(ratio: str, text: str) -> None:
    assert percent_text(Decimal(ratio)) == text


def test_the_ratios_of_the_risk_classes_are_printed_in_words_and_one_ratio_stays_a_number(
    tmp_path: Path,
) -> None:
    words = "A类1%、B类2%、C类10%、D类30%，未分类6%"
    view = plan_summary_view()
    classed = replace(view, lines=(view.lines[0], replace(view.lines[1], ratio_words=words)))

    write_plan_summary_xlsx(classed, tmp_path / "汇总表.xlsx")
    [text] = page_texts(render_plan_summary_pdf(classed))

    sheet = openpyxl.load_workbook(tmp_path / "汇总表.xlsx").active
    assert [cell.value for cell in sheet["G"][3:]] == [0.15, words]
    assert "A类1%B类2%C类10%D类30%未分类6%" in text
