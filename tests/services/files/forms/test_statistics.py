"""统计表: the counted figures as a form and as a workbook, nothing counted anew."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl

from models.vocab import FormSet
from services.files.forms.form import Copy, blank_view, render_copies, sample_view
from services.files.forms.statistics import FIGURE_TITLES, FORM, FigureGroup, StatisticsView
from services.files.frozen_view import view_from_json, view_to_json
from services.files.statistics_sheet import write_statistics_xlsx
from tests.services.files.pdf_reading import page_texts, whole_text

VIEW = sample_view(FORM, FormSet.EMERGENCY)


def printed(view: StatisticsView) -> str:
    return whole_text(render_copies([Copy(FORM, view)]))


def test_the_form_prints_each_line_with_its_figures() -> None:
    text = printed(VIEW)

    assert "2022年度“双随机、一公开”检查统计表统计期间：2022年1月1日至12月31日（按派发日期）" in text
    assert "合计585855363511" in text
    assert "一、按承办科室" in text
    assert "样例工贸行业监管科2828281818" in text
    assert "机械——5855" in text
    assert "制表人：样例操作人" in text


def test_a_rate_of_nothing_is_a_dash_and_a_whole_one_has_no_zeros() -> None:
    assert VIEW.total is not None

    assert replace(VIEW.total, completion=None).texts()[-1] == "——"
    assert replace(VIEW.total, completion=Decimal("90.0")).texts()[-1] == "90%"


def test_many_towns_go_over_pages_with_the_header_on_each() -> None:
    line = VIEW.groups[-1].lines[0]
    towns = tuple(replace(line, name=f"样例第{number}镇") for number in range(60))
    view = replace(VIEW, groups=(*VIEW.groups[:-1], FigureGroup("按镇街", towns)))

    pages = page_texts(render_copies([Copy(FORM, view)]))

    assert [page.count("统计项目") for page in pages[:-1]] == [1] * (len(pages) - 1)
    assert all(f"样例第{number}镇" in "".join(pages) for number in range(60))


def test_an_empty_table_stands_on_one_page() -> None:
    pages = page_texts(render_copies([Copy(FORM, blank_view(FORM, FormSet.EMERGENCY))]))

    assert len(pages) == 1
    assert "样例" not in pages[0]


def test_the_stored_view_gives_the_same_table() -> None:
    stored = view_from_json(StatisticsView, view_to_json(VIEW))

    assert render_copies([Copy(FORM, stored)]) == render_copies([Copy(FORM, VIEW)])


def test_the_workbook_holds_numbers_and_percentages(tmp_path: Path) -> None:
    write_statistics_xlsx(VIEW, tmp_path / "统计表.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "统计表.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=6)]
    assert rows[0] == ["统计项目", *FIGURE_TITLES]
    assert rows[1] == ["合计", 58, 58, 55, 36, 35, 1, 1, 52, 0.948]
    assert rows[2][0] == "一、按承办科室"
    assert sheet["J4"].number_format == "0.0%"
    assert sheet["A2"].value == "样例市样例区应急管理局　统计期间：2022年1月1日至12月31日（按派发日期）"
    assert {cell.font.name for row in sheet.iter_rows(max_row=8) for cell in row} <= {
        "宋体",
        "黑体",
        "仿宋",
        "Calibri",
    }


def test_the_same_view_is_the_same_workbook_and_no_text_becomes_a_formula(tmp_path: Path) -> None:
    line = replace(VIEW.groups[0].lines[0], name="=1+1")
    view = replace(VIEW, groups=(FigureGroup("按承办科室", (line,)),))

    write_statistics_xlsx(view, tmp_path / "一.xlsx")
    write_statistics_xlsx(view, tmp_path / "二.xlsx")

    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(tmp_path / "一.xlsx").active
    assert sheet is not None
    assert (sheet["A6"].value, sheet["A6"].data_type) == ("=1+1", "s")
