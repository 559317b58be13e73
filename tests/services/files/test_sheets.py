"""Files as they come: what is a sheet, what is not, and the sentence for each."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.errors import UnreadableFileError
from services.files.sheets import cell_text, read_sheets
from tests.services.roster.workbooks import workbook


def rows_of(path: Path) -> list[tuple[int, list[str]]]:
    return list(read_sheets(path)[0].rows())


def test_rows_carry_the_numbers_that_excel_shows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "名录.xlsx", [["企业名称"], [], ["样例甲"], [], ["样例乙"]])

    rows = rows_of(path)

    assert rows == [(1, ["企业名称"]), (2, [""]), (3, ["样例甲"]), (4, [""]), (5, ["样例乙"])]


def test_a_sheet_that_begins_further_down_keeps_its_row_numbers(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C7"] = "样例"
    book.save(tmp_path / "下面.xlsx")

    rows = rows_of(tmp_path / "下面.xlsx")

    assert rows[-1] == (7, ["样例"])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (91410307000000000001.0, "9.14103E+19"),
        (410381000001234.0, "410381000001234"),
        (13900000001.0, "13900000001"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (date(2022, 5, 25), "2022-05-25"),
        (datetime.fromisoformat("2022-05-25T00:00"), "2022-05-25"),
        (datetime.fromisoformat("2022-05-25T09:30"), "2022-05-25 09:30:00"),
        (time(9, 30), "09:30:00"),
        (None, ""),
    ],
)
def test_a_cell_becomes_the_text_that_the_eye_reads(cell: object, text: str) -> None:
    assert cell_text(cell) == text


def test_a_cell_merged_downwards_counts_for_each_row_it_covers(tmp_path: Path) -> None:
    rows = [["镇街", "企业名称"], ["岳滩镇", "样例甲"], [None, "样例乙"], [None, "样例丙"]]
    path = workbook(tmp_path / "合并.xlsx", rows, merged=["A2:A3"])

    sheet = read_sheets(path)[0]

    assert [cells[0] for _number, cells in sheet.rows()] == ["镇街", "岳滩镇", "岳滩镇", ""]
    assert sheet.merged == ((2, 3),)


def test_a_hidden_sheet_is_passed_over(tmp_path: Path) -> None:
    book = Workbook()
    hidden, shown = book.active, book.create_sheet("名录")
    assert hidden is not None
    hidden["A1"], shown["A1"] = "藏", "显"
    hidden.sheet_state = "hidden"
    book.active = shown
    book.save(tmp_path / "两张.xlsx")

    sheets = read_sheets(tmp_path / "两张.xlsx")

    assert [sheet.name for sheet in sheets] == ["名录"]


def test_a_workbook_under_a_false_name_is_read_all_the_same(tmp_path: Path) -> None:
    path = workbook(tmp_path / "名录.xlsx", [["企业名称"], ["样例"]])
    renamed = path.rename(tmp_path / "名录.xls")

    rows = rows_of(renamed)

    assert rows[1] == (2, ["样例"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名录.csv"
    path.write_bytes("企业名称,地址\r\n样例䶮,“偃师区”\r\n".encode(encoding))

    rows = rows_of(path)

    assert rows == [(1, ["企业名称", "地址"]), (2, ["样例䶮", "“偃师区”"])]


def test_text_files_may_be_parted_by_tabs_and_protect_codes_as_formulas(tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    path.write_text('代码\t名称\n="91410307MA9K000016"\t"样例\n甲"\n\n乙\t丙\n', encoding="utf-8", newline="")

    rows = rows_of(path)

    assert rows[1] == (2, ["91410307MA9K000016", "样例\n甲"])
    assert rows[2:] == [(3, []), (4, ["乙", "丙"])]


def password_protected(path: Path) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + name + bytes(512))


def cut_off(path: Path) -> None:
    content = workbook(path, [["企业名称"], ["样例"]]).read_bytes()
    path.write_bytes(content[: len(content) // 2])


def with_a_stray_cell_in_the_far_corner(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "企业名称", "x"
    book.save(path)


def without_cells(path: Path) -> None:
    Workbook().save(path)


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("空.xlsx", lambda path: path.write_bytes(b""), "是空的"),
        ("空格.csv", lambda path: path.write_bytes(b"\xef\xbb\xbf \r\n\t\n"), "是空的"),
        ("白纸.xlsx", without_cells, "没有任何内容"),
        ("加密.xlsx", password_protected, "去掉密码"),
        ("太大.xlsx", with_a_stray_cell_in_the_far_corner, "延伸到 XFD1048576 单元格"),
        ("半截.xlsx", cut_off, "不是完整的表格文件"),
        (
            "网页.xls",
            lambda path: path.write_text("<html><table><tr><td>企业名称</td></tr></table>", encoding="utf-8"),
            "其实是网页格式",
        ),
        ("照片.xlsx", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64)), "不是表格文件"),
        (
            "乱码.csv",
            lambda path: path.write_bytes("企业名称".encode("gb18030") + b"\xff\xff\n"),
            "文字编码认不出来",
        ),
        ("没有.xlsx", lambda path: None, "找不到文件"),
        ("夹子", Path.mkdir, "是文件夹"),
    ],
)
def test_each_file_that_is_no_sheet_has_its_sentence(
    tmp_path: Path, name: str, make: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / name
    make(path)

    with pytest.raises(UnreadableFileError) as refused:
        read_sheets(path)

    assert words in refused.value.message
    assert name in refused.value.message
