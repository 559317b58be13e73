"""A stranger's sheet becomes the roster: what is taken, what is refused, and the sentence for each."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.errors import UnreadableFileError, UserCancelled
from models.vocab import EnterpriseStatus, EntityKind, Hazard, Industry, RiskClass
from services.container import Services
from services.files.sheets import read_sheets
from services.roster.import_rows import ImportChoices, ImportReport
from services.roster.report import write_import_report
from tests.services.roster.workbooks import HEADER, code, roster, row, workbook


def imported(services: Services, path: Path) -> ImportReport:
    report, _changes = services.enterprises.commit_import(path=path)
    return report


def only_problem(report: ImportReport) -> tuple[int, str, str]:
    assert len(report.problems) == 1
    problem = report.problems[0]
    return problem.row, problem.column, problem.message


def test_a_preview_counts_and_writes_nothing(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1), row(2, 企业名称=""))

    report = services.enterprises.preview_import(path=path)

    assert report.counts == {"read": 2, "added": 1, "updated": 0, "unchanged": 0, "refused": 1}
    assert services.enterprises.list_enterprises() == []


def test_what_is_committed_is_what_was_previewed(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1), row(2), row(3, 统一社会信用代码="91410307MA9K000017"))
    preview = services.enterprises.preview_import(path=path)

    report, changes = services.enterprises.commit_import(path=path, previewed=preview)

    assert report.counts == preview.counts
    assert changes.touches("enterprise")
    assert [found.name for found in services.enterprises.list_enterprises()] == [
        "洛阳样例1机械有限公司",
        "洛阳样例2机械有限公司",
    ]


def test_all_columns_are_found_by_their_synonyms(services: Services, tmp_path: Path) -> None:
    header = ("单位名称", "信用代码", "住所（经营场所）", "所属镇街", "所属行业", "经营状态", "负责人", "联系人", "电话", "危险因素",
              "注册日期", "信用风险", "严重失信主体", "失信依据", "职工人数")  # fmt: skip
    cells = ("洛阳样例铝业有限公司", code(1), "样例路1号", "岳滩镇", "有色", "在业", "样例王某", "样例李某", "０３７９-1", "涉氨、粉尘",
             "1998/7/1", "B类", "是", "样例决定", "35")  # fmt: skip
    path = roster(tmp_path / "名录.xlsx", cells, header=header)

    imported(services, path)

    draft = services.enterprises.list_enterprises()[0].draft
    assert draft.town_code == "410307104"
    assert (draft.industry, draft.industry_is_guess) == (Industry.NONFERROUS, False)
    assert draft.status is EnterpriseStatus.ACTIVE
    assert (draft.legal_representative, draft.contact, draft.phone) == ("样例王某", "样例李某", "0379-1")
    assert draft.hazards == {Hazard.AMMONIA, Hazard.DUST_EXPLOSION}
    assert draft.established_on == date(1998, 7, 1)
    assert draft.risk_class is RiskClass.B
    assert (draft.is_dishonest, draft.dishonest_basis, draft.employees) == (True, "样例决定", 35)


def test_a_register_without_our_columns_is_completed(services: Services, tmp_path: Path) -> None:
    header = ("企业名称", "统一社会信用代码", "注册日期", "企业类型", "经营范围", "注册地址")
    rows = [
        ("偃师市样例塑料机械厂", code(1), "1999-04-22", "N/A", "N/A", "偃师市顾县镇样例村"),
        ("偃师市样例实业有限公司", code(2), "N/A", "集体所有制", "耐火砖的生产、销售", "偃师市样例路1号"),
        ("洛阳样例铸造有限公司", code(3), "2001-01-01", "有限责任公司", "—", "洛阳市伊滨区李村镇样例村"),
    ]
    path = roster(tmp_path / "名录.xlsx", *rows, header=header)

    report = imported(services, path)

    found = services.enterprises.list_enterprises()
    assert [enterprise.town_name for enterprise in found] == ["顾县镇", "待定", "李村镇（区外）"]
    assert [enterprise.is_eligible for enterprise in found] == [True, True, False]
    assert [enterprise.draft.industry for enterprise in found] == [
        Industry.MACHINERY,
        Industry.BUILDING_MATERIALS,
        Industry.MACHINERY,
    ]
    assert all(enterprise.draft.industry_is_guess for enterprise in found)
    assert found[2].draft.hazards == {Hazard.METAL_SMELTING}
    assert found[1].draft.established_on is None
    assert [(unplaced.row, unplaced.is_outside) for unplaced in report.unplaced] == [(3, False), (4, True)]
    assert report.missing == ("status", "industry")
    assert "2 户的地址没有写明本区镇街：1 户镇街待定" in report.notes[0]


def test_one_answer_serves_the_whole_file(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", ("样例甲公司", code(1)), header=("名称", "信用代码"))
    answers = {"status": EnterpriseStatus.SUSPENDED, "industry": Industry.TEXTILE}

    services.enterprises.commit_import(path=path, choices=ImportChoices(answers=answers))

    draft = services.enterprises.list_enterprises()[0].draft
    assert draft.status is EnterpriseStatus.SUSPENDED
    assert (draft.industry, draft.industry_is_guess) == (Industry.TEXTILE, False)


def test_titles_may_stand_above_the_header(services: Services, tmp_path: Path) -> None:
    rows = [
        ["2022年检查对象名录"],
        [None],
        ["填报单位：样例科", None, None, None, "2022-05-25"],
        HEADER,
        row(1),
    ]
    path = workbook(tmp_path / "名录.xlsx", rows, merged=["A1:E1"])

    report = imported(services, path)

    assert report.counts["added"] == 1


def test_blank_rows_total_lines_and_repeated_headers_are_not_rows(services: Services, tmp_path: Path) -> None:
    blank = [[None] * 5 for _number in range(100)]
    totals = [
        ["合计", 2, None, None, None],
        ["总 计：", None, None, None, "2户"],
        [None, "小计", None, None, None],
        ["合计：2户"],
    ]
    path = workbook(tmp_path / "名录.xlsx", [HEADER, row(1), *blank, HEADER, row(2), *totals])

    report = imported(services, path)

    assert report.counts == {"read": 2, "added": 2, "updated": 0, "unchanged": 0, "refused": 0}


def test_the_later_of_two_rows_with_one_code_is_refused_and_both_are_named(
    services: Services, tmp_path: Path
) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1), row(2), row(1, 企业名称="洛阳样例另一机械有限公司"))

    report = imported(services, path)

    number, column, message = only_problem(report)
    assert (number, column) == (4, "统一社会信用代码")
    assert "第 4 行与第 2 行" in message
    assert report.counts["added"] == 2


def test_a_refused_row_does_not_hold_its_code(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1, 企业名称=None), row(1))

    report = imported(services, path)

    assert (report.counts["added"], report.counts["refused"]) == (1, 1)


def test_full_width_and_spaced_codes_are_accepted(services: Services, tmp_path: Path) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code(1).lower())
    path = roster(
        tmp_path / "名录.xlsx",
        row(1, 统一社会信用代码=wide),
        row(2, 统一社会信用代码=f" {code(2)[:9]} {code(2)[9:]}"),
    )

    imported(services, path)

    assert [found.code for found in services.enterprises.list_enterprises()] == [code(1), code(2)]


@pytest.mark.parametrize(
    ("changed", "column", "words"),
    [
        ({"统一社会信用代码": "91410307MA9K000017"}, "统一社会信用代码", "校验不通过"),
        ({"统一社会信用代码": 914103070000000000.0}, "统一社会信用代码", "已被 Excel 变成数字"),
        ({"统一社会信用代码": None}, "统一社会信用代码", "没有统一社会信用代码"),
        ({"企业名称": None}, "企业名称", "没有填写企业名称"),
        ({"企业名称": "洛阳\ue000有限公司"}, "企业名称", "自造字"),
        ({"状态": "不知道"}, "状态", "可以填：存续、注销"),
    ],
)
def test_each_fault_of_a_row_has_its_sentence(
    services: Services, tmp_path: Path, changed: dict[str, object], column: str, words: str
) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1), row(2, **changed))

    number, found_column, message = only_problem(imported(services, path))

    assert (number, found_column) == (3, column)
    assert words in message


def test_several_problems_of_a_row_share_its_number(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1, 企业名称=None, 统一社会信用代码="123", 状态="？"))

    report = imported(services, path)

    assert [problem.row for problem in report.problems] == [2, 2, 2]
    assert report.counts["refused"] == 1


def test_a_merged_town_counts_for_all_its_rows_and_is_said(services: Services, tmp_path: Path) -> None:
    rows = [["镇街", *HEADER], ["大口镇", *row(1)], [None, *row(2)], ["岳滩镇", *row(3)]]
    path = workbook(tmp_path / "名录.xlsx", rows, merged=["A2:A3"])

    report = imported(services, path)

    assert [found.town_name for found in services.enterprises.list_enterprises()] == [
        "大口镇",
        "大口镇",
        "岳滩镇",
    ]
    assert report.notes[0].startswith("第 2—3 行有上下合并的单元格")


def test_a_formula_without_a_stored_result_is_an_empty_cell(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1, 统一社会信用代码="=A1&B1"))

    report = imported(services, path)

    assert "没有统一社会信用代码" in only_problem(report)[2]


def test_an_old_registration_number_stands_in_for_the_code(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1, 统一社会信用代码=410381000001234.0))

    imported(services, path)

    draft = services.enterprises.list_enterprises()[0].draft
    assert (draft.credit_code, draft.registration_number) == ("", "410381000001234")


def test_the_kind_follows_from_the_code(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1), [*row(2, 统一社会信用代码="92410381MA41C2FQ4D")])

    imported(services, path)

    kinds = [found.draft.kind for found in services.enterprises.list_enterprises()]
    assert kinds == [EntityKind.ENTERPRISE, EntityKind.INDIVIDUAL]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [["今天", "天气"], ["很", "好"]],
            "没有找到检查对象名录的表头，表头中至少要有：企业名称、统一社会信用代码或注册号",
        ),
        ([["企业名称", "地址"], ["样例", "路"]], "第 1 行像是表头，但缺少“统一社会信用代码或注册号”一列"),
    ],
)
def test_a_sheet_without_our_header_says_what_is_needed(
    services: Services, tmp_path: Path, rows: list[list[str]], words: str
) -> None:
    path = workbook(tmp_path / "别的.xlsx", rows)

    with pytest.raises(UnreadableFileError) as refused:
        services.enterprises.preview_import(path=path)

    assert words in refused.value.message


def test_the_sheet_with_the_header_is_found_among_several(services: Services, tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("说明", 0).append(["请填写下一张表"])
    sheet = book.create_sheet("名录")
    sheet.append(HEADER)
    sheet.append(row(1))
    book.save(tmp_path / "名录.xlsx")

    report = imported(services, tmp_path / "名录.xlsx")

    assert (report.sheet_name, report.counts["added"]) == ("名录", 1)


def test_a_cancelled_import_leaves_nothing(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", *(row(number) for number in range(1, 1500)))

    def cancel(done: int, total: int | None = None, text: str = "") -> None:
        raise UserCancelled

    with pytest.raises(UserCancelled):
        services.enterprises.commit_import(path=path, progress=cancel)
    assert services.enterprises.count_enterprises() == 0


def test_the_refused_rows_go_back_in_their_own_columns(services: Services, tmp_path: Path) -> None:
    path = roster(
        tmp_path / "名录.xlsx", row(1), row(2, 企业名称=None, 状态="？"), row(3, 注册地址="偃师市样例路")
    )
    report = services.enterprises.preview_import(path=path)

    write_import_report(tmp_path / "报告.xlsx", report)

    refused, unplaced = read_sheets(tmp_path / "报告.xlsx")
    header, first = (cells for _number, cells in refused.rows())
    assert header == [*HEADER, "原行号", "原因"]
    assert first[1:6] == [code(2), "洛阳市偃师区岳滩镇样例路2号", "机械", "？", "3"]
    assert first[6].startswith("【状态】“？”认不出来")
    assert [cells[0] for _number, cells in unplaced.rows()] == ["原行号", "4"]


@pytest.mark.parametrize("title", ["企 业 名 称", "*企业名称（必填）", "企业名称\n(全称)", "市场主体名称"])
def test_a_header_is_known_through_its_trimmings(services: Services, tmp_path: Path, title: str) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1), header=(title, *HEADER[1:]))

    report = imported(services, path)

    assert report.counts["added"] == 1


def test_a_header_of_two_rows_is_read_once(services: Services, tmp_path: Path) -> None:
    header = [[*HEADER, "联系方式", None], [None] * 5 + ["电话", "手机"]]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1"]
    path = workbook(tmp_path / "名录.xlsx", [*header, [*row(1), "0379-1", "0379-2"]], merged=merged)

    report = imported(services, path)

    assert report.counts == {"read": 1, "added": 1, "updated": 0, "unchanged": 0, "refused": 0}
    assert services.enterprises.list_enterprises()[0].draft.phone == "0379-1"


@pytest.mark.parametrize("town", ["岳滩镇", "岳滩", "岳滩乡", "洛阳市偃师区岳滩镇"])
def test_a_column_of_towns_goes_before_the_address(services: Services, tmp_path: Path, town: str) -> None:
    path = roster(tmp_path / "名录.xlsx", [*row(1, 注册地址="偃师市大口镇"), town], header=(*HEADER, "镇街"))

    imported(services, path)

    assert services.enterprises.list_enterprises()[0].town_name == "岳滩镇"


def test_a_gb18030_text_file_is_imported_with_quotes_and_half_empty_rows(
    services: Services, tmp_path: Path
) -> None:
    lines = [",".join(HEADER), ",".join(row(1)), ",,,,", f'"洛阳样例,二机械有限公司",{code(2)}', "合计,2,,,"]
    path = tmp_path / "名录.csv"
    path.write_bytes("\r\n".join(lines).encode("gb18030"))

    report = imported(services, path)

    assert report.counts == {"read": 2, "added": 2, "updated": 0, "unchanged": 0, "refused": 0}
    assert services.enterprises.list_enterprises()[1].name == "洛阳样例,二机械有限公司"
