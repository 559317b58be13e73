"""Sheets as offices really send them: what can be read is read, the rest is refused with its sentence, nothing is lost."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from models.errors import UnreadableFileError
from services.container import Services
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.import_rows import ImportChoices, ImportReport
from services.roster.report import write_import_report
from tests.services.roster.workbooks import HEADER, code, roster, row, workbook


def imported(services: Services, path: Path) -> ImportReport:
    report, _changes = services.enterprises.commit_import(path=path)
    return report


def only_draft(services: Services) -> EnterpriseDraft:
    (found,) = services.enterprises.list_enterprises()
    return found.draft


def test_a_formula_counts_by_the_result_that_is_stored_with_it(services: Services, tmp_path: Path) -> None:
    plain = roster(tmp_path / "原.xlsx", row(1, 企业名称="占位"))
    path = tmp_path / "公式.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                start = content.index(b'<c r="A2"')
                end = content.index(b"</c>", start) + 4
                cell = '<c r="A2" t="str"><f>B2&amp;"厂"</f><v>样例公式厂</v></c>'.encode()
                content = content[:start] + cell + content[end:]
            target.writestr(name, content)

    imported(services, path)

    assert only_draft(services).name == "样例公式厂"


@pytest.mark.parametrize("error", ["#REF!", "#VALUE!", "#NAME?"])
def test_an_error_value_of_a_formula_is_refused_and_named(
    services: Services, tmp_path: Path, error: str
) -> None:
    path = tmp_path / "名录.csv"
    path.write_text(f"企业名称,统一社会信用代码\n{error},{code(1)}\n", encoding="utf-8")

    report = imported(services, path)

    assert "公式的错误值" in report.problems[0].message


@pytest.mark.parametrize("day", [36892, "36892", "2001-01-01", "2001年1月1日", "20010101", date(2001, 1, 1)])
def test_a_day_is_read_as_serial_number_text_or_date(services: Services, tmp_path: Path, day: object) -> None:
    path = roster(tmp_path / "名录.xlsx", [*row(1), day], header=(*HEADER, "成立日期"))

    imported(services, path)

    assert only_draft(services).established_on == date(2001, 1, 1)


@pytest.mark.parametrize(
    "phone", [13900000001, "13900000001", "'13900000001", "１３９０００００００１", 13900000001.0]
)
def test_a_telephone_is_read_as_number_or_text(services: Services, tmp_path: Path, phone: object) -> None:
    path = roster(tmp_path / "名录.xlsx", [*row(1), phone], header=(*HEADER, "电话"))

    imported(services, path)

    assert only_draft(services).phone == "13900000001"


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("电话", "1.38E+10"),
        ("曾用代码", "9.14103E+17"),
        ("注册号", "4.10381E+14"),
        ("统一社会信用代码", "9.14103E+17"),
        ("统一社会信用代码", 914103070000000000),
    ],
)
def test_a_number_whose_digits_are_lost_is_refused_and_said(
    services: Services, tmp_path: Path, column: str, cell: object
) -> None:
    header = (*HEADER, "电话", "曾用代码", "注册号")
    cells: list[object] = [*row(1), "", "", ""]
    cells[header.index(column)] = cell
    path = roster(tmp_path / "名录.xlsx", cells, header=header)

    report = imported(services, path)

    assert (report.added, len(report.refused)) == (0, 1)
    assert "被 Excel 变成" in report.problems[0].message


def test_leading_apostrophes_are_not_part_of_the_text(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", [f"'{cell}" for cell in row(1)])

    imported(services, path)

    draft = only_draft(services)
    assert (draft.credit_code, draft.name) == (code(1), "洛阳样例1机械有限公司")


def test_hidden_rows_are_read_like_others_and_counted(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1), row(2), row(3))
    book = load_workbook(path)
    for number in (2, 4):
        book.worksheets[0].row_dimensions[number].hidden = True
    book.save(path)

    report = services.enterprises.preview_import(path=path)

    assert report.added == 3
    assert report.notes[-1].startswith("表中有 2 行被隐藏或筛选掉")


def test_a_hidden_sheet_is_said_and_can_be_chosen(services: Services, tmp_path: Path) -> None:
    book = Workbook()
    shown, hidden = book.active, book.create_sheet("旧表")
    assert shown is not None
    for sheet, number in ((shown, 1), (hidden, 2)):
        sheet.append(HEADER)
        sheet.append(row(number))
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "名录.xlsx")

    report = services.enterprises.preview_import(path=tmp_path / "名录.xlsx")
    chosen = services.enterprises.preview_import(
        path=tmp_path / "名录.xlsx", choices=ImportChoices(sheet_name="旧表")
    )

    assert "隐藏的工作表“旧表”没有读取" in report.notes[-1]
    assert chosen.new_records[0].name == "洛阳样例2机械有限公司"


def test_the_lower_titles_of_a_merged_header_name_the_columns(services: Services, tmp_path: Path) -> None:
    top = [*HEADER, "人员信息", None]
    below = [None] * 5 + ["法定代表人", "从业人数"]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1"]
    path = workbook(tmp_path / "名录.xlsx", [top, below, [*row(1), "样例甲", 5]], merged=merged)

    report = imported(services, path)

    draft = only_draft(services)
    assert (draft.legal_representative, draft.employees) == ("样例甲", 5)
    assert report.notes == ()


def test_a_second_table_below_with_other_columns_is_refused_row_by_row(
    services: Services, tmp_path: Path
) -> None:
    other = ["统一社会信用代码", "企业名称", "注册地址"]
    rows = [HEADER, row(1), [], other, [code(2), "样例二厂", "岳滩镇"], [code(3), "样例三厂", "岳滩镇"]]
    path = workbook(tmp_path / "名录.xlsx", rows)

    report = imported(services, path)

    assert report.counts == {"read": 3, "added": 1, "updated": 0, "unchanged": 0, "refused": 2}
    assert "第 4 行起是另一张表" in report.problems[0].message


def test_two_tables_side_by_side_are_refused_as_a_whole(services: Services, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名录.xlsx", [(*HEADER, *HEADER), [*row(1), *row(2)]])

    with pytest.raises(UnreadableFileError, match="像是并排的两张表"):
        services.enterprises.preview_import(path=path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_a_text_file_is_read_in_any_encoding_and_with_any_line_ends(
    services: Services, tmp_path: Path, encoding: str, ending: str
) -> None:
    lines = [",".join(HEADER), ",".join(row(1)), ",".join(row(2)) + "\n" + ",".join(row(3))]
    path = tmp_path / "名录.csv"
    path.write_bytes((ending.join(lines) + ending).encode(encoding))

    assert services.enterprises.preview_import(path=path).counts["added"] == 3


@pytest.mark.parametrize("column", HEADER)
def test_a_cell_as_long_as_excel_allows_is_refused_with_a_short_sentence(
    services: Services, tmp_path: Path, column: str
) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1, **{column: "样" * 32_767}), row(2))

    report = imported(services, path)
    write_import_report(tmp_path / "报告.xlsx", report)

    assert (report.added, len(report.refused)) == (1, 1)
    assert len(report.problems[0].message) < 200


@pytest.mark.parametrize("word", ["yes", "Yes", "YES", "是", "√", "TRUE", True])
def test_yes_is_yes_however_it_is_written(services: Services, tmp_path: Path, word: object) -> None:
    header = (*HEADER, "严重失信", "失信依据")
    imported(services, roster(tmp_path / "名录.xlsx", [*row(1), word, "样例决定"], header=header))

    assert only_draft(services).is_dishonest


def test_a_sheet_under_the_name_of_another_program_is_read(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1)).rename(tmp_path / "名录.et")

    assert imported(services, path).added == 1


def test_a_corrected_error_workbook_is_imported_again(services: Services, tmp_path: Path) -> None:
    header = ("甲", "乙", "丙")
    rows = [("样例一厂", code(1), "存续"), ("", code(2), "存续"), ("样例三厂", code(3), "红火")]
    path = roster(tmp_path / "名录.xlsx", *rows, header=header)
    choices = ImportChoices(header_row=1, columns={0: "name", 1: "credit_code", 2: "status"})
    first, _changes = services.enterprises.commit_import(path=path, choices=choices)
    write_import_report(tmp_path / "退回.xlsx", first)
    book = load_workbook(tmp_path / "退回.xlsx")
    book.worksheets[0]["A2"], book.worksheets[0]["C3"] = "样例二厂", "注销"
    book.save(tmp_path / "退回.xlsx")

    again = imported(services, tmp_path / "退回.xlsx")

    assert book.worksheets[0]["E2"].font.color.rgb == "FFB42318"
    assert again.counts == {"read": 2, "added": 2, "updated": 0, "unchanged": 0, "refused": 0}
    assert again.notes[0].startswith("2 户的地址")


def test_an_error_workbook_of_an_error_workbook_has_our_columns_once(
    services: Services, tmp_path: Path
) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1, 状态="？"))
    write_import_report(tmp_path / "一.xlsx", services.enterprises.preview_import(path=path))
    report = services.enterprises.preview_import(path=tmp_path / "一.xlsx")

    write_import_report(tmp_path / "二.xlsx", report)

    titles = [cell.value for cell in load_workbook(tmp_path / "二.xlsx").worksheets[0][1]]
    assert titles == [*HEADER, "原行号", "原因"]
