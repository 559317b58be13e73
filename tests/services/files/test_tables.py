"""Lists go out as text and come back the same."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.errors import UnwritableFileError
from services.files.sheets import read_sheets
from services.files.tables import Table, write_tables


def test_what_is_written_is_read_back_cell_by_cell(tmp_path: Path) -> None:
    rows = [["91410307MA9K000016", "样例䶮𬭎", ""], ["007", '=HYPERLINK("x")', "甲\n乙"]]
    write_tables(tmp_path / "名录.xlsx", Table("名录", ("代码", "名称", "备注"), rows))

    read = [cells for _number, cells in read_sheets(tmp_path / "名录.xlsx")[0].rows()]

    assert read == [["代码", "名称", "备注"], *rows]


def test_no_text_becomes_a_formula_or_a_number(tmp_path: Path) -> None:
    write_tables(tmp_path / "名录.xlsx", Table("名录", ("名称",), [["=1+1"], ["+1"], ["@SUM(A1)"], ["0379"]]))

    with zipfile.ZipFile(tmp_path / "名录.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert "<v>" not in sheet


def test_the_same_rows_are_the_same_bytes_whenever_they_are_written(tmp_path: Path) -> None:
    table = Table("名录", ("代码", "名称"), [["1", "样例"]])

    write_tables(tmp_path / "一.xlsx", table)
    write_tables(tmp_path / "二.xlsx", table)

    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
    assert load_workbook(tmp_path / "一.xlsx").properties.created.year == 2000


def test_a_list_prints_on_landscape_a4_with_its_header_on_each_page(tmp_path: Path) -> None:
    write_tables(tmp_path / "名录.xlsx", Table("名录", ("代码", "名称"), [["1", "样例"]], widths=(20, 300)))

    sheet = load_workbook(tmp_path / "名录.xlsx").worksheets[0]

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet["A1"].font.name, sheet["A2"].font.name) == ("宋体", "宋体")


def test_the_header_is_bold_and_stays_in_view(tmp_path: Path) -> None:
    write_tables(tmp_path / "名录.xlsx", Table("名录", ("名称",), [["样例"]], widths=(30,), red=("名称",)))

    sheet = load_workbook(tmp_path / "名录.xlsx").worksheets[0]

    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet["A2"].font.color.rgb == "FFB42318"
    assert sheet["A2"].number_format == "@"


def test_repeated_and_empty_titles_keep_their_columns_apart(tmp_path: Path) -> None:
    write_tables(tmp_path / "名录.xlsx", Table("名录/二", ("电话", "", "电话"), [["1", "2", "3"], ["4"]]))

    sheet = read_sheets(tmp_path / "名录.xlsx")[0]

    assert sheet.name == "名录_二"
    assert [cells for _number, cells in sheet.rows()] == [
        ["电话", "第2列", "电话（3）"],
        ["1", "2", "3"],
        ["4", "", ""],
    ]


def test_a_list_without_rows_still_has_its_header(tmp_path: Path) -> None:
    write_tables(tmp_path / "空.xlsx", Table("名录", ("代码", "名称"), []))

    rows = list(read_sheets(tmp_path / "空.xlsx")[0].rows())

    assert rows[0] == (1, ["代码", "名称"])


def test_a_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    target = tmp_path / "名录.xlsx"
    target.mkdir()

    with pytest.raises(UnwritableFileError) as refused:
        write_tables(target, Table("名录", ("名称",), [["样例"]]))

    assert "名录.xlsx" in refused.value.message
