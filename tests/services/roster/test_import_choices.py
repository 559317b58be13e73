"""What the clerk may say about a sheet, and what the preview shows: nothing is guessed twice, nothing is lost."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from models.errors import UnreadableFileError, UserFacingError
from models.tables.roster import RosterImport, RosterVersion
from models.vocab import EnterpriseStatus
from services.container import Services
from services.roster.import_rows import FieldChange, HeaderNotFoundError, ImportChoices, ImportReport
from tests.services.roster.workbooks import HEADER, code, roster, row, workbook


def imported(services: Services, path: Path, choices: ImportChoices | None = None) -> ImportReport:
    report, _changes = services.enterprises.commit_import(path=path, choices=choices or ImportChoices())
    return report


def previewed(services: Services, path: Path, choices: ImportChoices | None = None) -> ImportReport:
    return services.enterprises.preview_import(path=path, choices=choices or ImportChoices())


def names(services: Services) -> list[str]:
    return [one.name for one in services.enterprises.list_enterprises()]


def test_a_preview_is_four_lists_with_each_field_old_and_new(services: Services, tmp_path: Path) -> None:
    header = (*HEADER, "镇街", "重点标记")
    imported(
        services,
        roster(tmp_path / "一.xlsx", [*row(1), "岳滩镇", "有限空间"], [*row(2), "岳滩镇", ""], header=header),
    )
    rows = [
        [*row(1, 状态="注销"), "大口镇", "粉尘涉爆"],
        [*row(2), "岳滩镇", ""],
        [*row(3), "岳滩镇", ""],
        [*row(4, 企业名称="洛阳市样例2机械有限责任公司"), "岳滩镇", ""],
    ]

    report = previewed(services, roster(tmp_path / "二.xlsx", *rows, header=header))

    changed = report.changed_records[0]
    assert (changed.row, changed.name, changed.code) == (2, "洛阳样例1机械有限公司", code(1))
    assert changed.changes == (
        FieldChange("登记状态", "存续", "注销"),
        FieldChange("镇街", "岳滩镇", "大口镇"),
        FieldChange("重点标记", "有限空间", "粉尘涉爆"),
    )
    assert [one.row for one in report.unchanged_records] == [3]
    assert [one.row for one in report.new_records] == [4, 5]
    duplicate = report.duplicates[0]
    assert (duplicate.row, duplicate.other_name, duplicate.other_row) == (5, "洛阳样例2机械有限公司", None)
    assert duplicate.reason == "名称相近"
    assert report.counts == {"read": 4, "added": 2, "updated": 1, "unchanged": 1, "refused": 0}


def test_a_preview_shows_the_sheets_and_columns_with_samples(services: Services, tmp_path: Path) -> None:
    rows = [["2022年名录"], [*HEADER, "没人认识"], [*row(1), "甲"], [*row(2), "乙"]]
    path = workbook(tmp_path / "名录.xlsx", rows)

    report = previewed(services, path)

    assert (report.sheets, report.header_row) == (("Sheet",), 2)
    assert [(one.title, one.field) for one in report.columns] == [
        ("企业名称", "name"),
        ("统一社会信用代码", "credit_code"),
        ("注册地址", "address"),
        ("行业", "industry"),
        ("状态", "status"),
        ("没人认识", ""),
    ]
    assert report.columns[5].samples == ("甲", "乙")
    assert ("name", "企业名称") in report.fields
    assert "没有读入的列：“没人认识”" in report.notes[-1]


def test_the_clerk_chooses_the_sheet_and_the_header_row(services: Services, tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.append(HEADER)
    first.append(row(1))
    second = book.create_sheet("另一张")
    for cells in (HEADER, HEADER, row(2)):
        second.append(cells)
    book.save(tmp_path / "名录.xlsx")

    report = imported(services, tmp_path / "名录.xlsx", ImportChoices(sheet_name="另一张", header_row=2))

    assert (report.sheet_name, report.header_row) == ("另一张", 2)
    assert names(services) == ["洛阳样例2机械有限公司"]
    assert any("工作表“Sheet”也有同样的表头" in note for note in report.notes)


def test_a_sheet_that_is_not_there_is_said(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1))

    with pytest.raises(UnreadableFileError, match="没有名为“别的”的工作表"):
        previewed(services, path, ImportChoices(sheet_name="别的"))


def test_columns_that_nobody_knows_are_pointed_out_once_and_remembered(
    services: Services, tmp_path: Path
) -> None:
    header = ("甲", "乙", "丙")
    path = roster(tmp_path / "一.xlsx", ("样例厂", code(1), "甲路"), header=header)
    with pytest.raises(HeaderNotFoundError) as nothing:
        previewed(services, path)
    shown = nothing.value.report
    assert (shown.header_row, [one.title for one in shown.columns]) == (1, ["甲", "乙", "丙"])
    assert shown.columns[0].samples == ("样例厂",)

    chosen = ImportChoices(header_row=1, columns={0: "name", 1: "credit_code"})
    imported(services, path, chosen)
    report = imported(services, roster(tmp_path / "二.xlsx", ("样例二厂", code(2), "乙路"), header=header))

    assert names(services) == ["样例厂", "样例二厂"]
    assert [one.field for one in report.columns] == ["name", "credit_code", ""]
    assert [one.draft.address for one in services.enterprises.list_enterprises()] == ["", ""]


def test_columns_without_the_name_are_refused_with_what_is_lacking(
    services: Services, tmp_path: Path
) -> None:
    path = roster(tmp_path / "一.xlsx", row(1))

    with pytest.raises(HeaderNotFoundError, match="缺少“企业名称”一列"):
        previewed(services, path, ImportChoices(header_row=1, columns={1: "credit_code"}))


def test_an_unknown_word_is_mapped_once_for_all_rows_and_remembered(
    services: Services, tmp_path: Path
) -> None:
    path = roster(tmp_path / "一.xlsx", row(1, 状态="红火"), row(2, 状态="红火"), row(3))

    report = previewed(services, path)
    word = report.unknown_words[0]
    imported(services, path, ImportChoices(words={"status": {"红火": "active"}}))
    again = previewed(services, roster(tmp_path / "二.xlsx", row(4, 状态="红火")))

    assert (word.field, word.title, word.text, word.rows) == ("status", "状态", "红火", 2)
    assert ("active", "存续") in word.choices
    assert len(report.refused) == 2
    assert [one.draft.status for one in services.enterprises.list_enterprises()] == [
        EnterpriseStatus.ACTIVE
    ] * 3
    assert (again.added, again.refused) == (1, ())


def test_a_preview_remembers_nothing(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "一.xlsx", row(1, 状态="红火"))

    previewed(services, path, ImportChoices(words={"status": {"红火": "active"}}))

    assert len(previewed(services, path).refused) == 1


def test_rows_left_out_are_refused_as_not_chosen_and_keep_their_code(
    services: Services, tmp_path: Path
) -> None:
    path = roster(tmp_path / "一.xlsx", row(1), row(2), row(1, 企业名称="样例同码厂"))

    report = imported(services, path, ImportChoices(left_out=frozenset({2})))

    assert report.counts == {"read": 3, "added": 1, "updated": 0, "unchanged": 0, "refused": 2}
    assert report.problems[0].message.startswith("未勾选")
    assert names(services) == ["洛阳样例2机械有限公司"]


def test_records_that_the_sheet_lacks_are_proposed_and_retired_when_approved(
    services: Services, tmp_path: Path
) -> None:
    imported(services, roster(tmp_path / "一.xlsx", row(1), row(2), row(3)))
    path = roster(tmp_path / "二.xlsx", row(1), row(2, 状态="？"))

    report = previewed(services, path, ImportChoices(seeks_gone=True))
    gone = report.gone
    approved = frozenset({gone[0].key})
    done = imported(services, path, ImportChoices(retired=approved, retire_reason="样例：年报未见"))

    assert [(one.name, one.code) for one in gone] == [("洛阳样例3机械有限公司", code(3))]
    assert done.retired == 1
    assert names(services) == ["洛阳样例1机械有限公司", "洛阳样例2机械有限公司"]
    assert services.enterprises.get_enterprise(gone[0].key).retired_reason == "样例：年报未见"


def test_retiring_needs_a_reason_and_a_record_that_is_really_gone(services: Services, tmp_path: Path) -> None:
    imported(services, roster(tmp_path / "一.xlsx", row(1)))
    key = services.enterprises.list_enterprises()[0].key
    path = roster(tmp_path / "二.xlsx", row(1), row(2))

    with pytest.raises(UserFacingError, match="请填写"):
        imported(services, path, ImportChoices(retired=frozenset({key})))
    with pytest.raises(UserFacingError, match="又在文件里"):
        imported(services, path, ImportChoices(retired=frozenset({key}), retire_reason="样例"))
    assert names(services) == ["洛阳样例1机械有限公司"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"企业名称": "河南省洛阳市样例1机械有限责任公司"}, "名称相近"),
        ({"企业名称": "样例1机械（洛阳）股份有限公司"}, "名称相近"),
        ({"企业名称": "样例1轻工厂", "注册地址": "偃师市岳滩镇样例路1号"}, "地址相同、字号相同"),
        ({"企业名称": "别家厂", "曾用代码": code(1)}, f"代码 {code(1)} 与现用或曾用代码相同"),
    ],
)
def test_a_possible_duplicate_is_taken_and_listed_with_its_reason(
    services: Services, tmp_path: Path, changed: dict[str, str], reason: str
) -> None:
    header = (*HEADER, "曾用代码")
    first = [*row(1), ""]
    second = {"曾用代码": ""} | changed
    former = second.pop("曾用代码")
    path = roster(tmp_path / "二.xlsx", [*row(2, **second), former], header=header)
    imported(services, roster(tmp_path / "一.xlsx", first, header=header))

    report = imported(services, path)
    within = previewed(
        services, roster(tmp_path / "三.xlsx", first, [*row(2, **second), former], header=header)
    )

    assert (report.added, [one.reason for one in report.duplicates]) == (1, [reason])
    assert report.duplicates[0].other_name == "洛阳样例1机械有限公司"
    assert within.duplicates == ()


def test_a_possible_duplicate_within_the_sheet_names_the_other_row(
    services: Services, tmp_path: Path
) -> None:
    path = roster(tmp_path / "一.xlsx", row(1), row(2, 企业名称="洛阳样例1机械公司"))

    duplicate = previewed(services, path).duplicates[0]

    assert (duplicate.row, duplicate.other_row, duplicate.other_key) == (3, 2, None)


def test_an_import_is_kept_with_its_counts_and_makes_a_version(services: Services, tmp_path: Path) -> None:
    report = imported(services, roster(tmp_path / "一.xlsx", row(1), row(2, 企业名称=None)))

    with services.workplace.database.reading() as session:
        act = session.scalars(select(RosterImport)).one()
        version = session.scalars(select(RosterVersion)).one()
    assert report.import_key == act.id == version.import_id
    assert (act.file_name, act.sheet_name, act.who) == ("一.xlsx", "Sheet", "样例操作人")
    assert len(act.file_digest) == 64
    assert (act.counts["read"], act.counts["refused"], version.record_count) == (2, 1, 1)


def test_officers_and_items_give_the_same_lists(services: Services, tmp_path: Path) -> None:
    header = ("姓名", "执法证号", "职务", "状态")
    people = [header, ("样例甲", "YL410307001", "科员", "在岗"), ("样例乙", "YL410307002", "科员", "在岗")]
    services.officers.commit_import(path=workbook(tmp_path / "一.xlsx", people))
    later = [
        header,
        ("样例甲", "YL410307001", "科长", "在岗"),
        ("样例甲", "YL410307009", "科员", "在岗"),
        ("样例丙", "YL410307003", "科员", "忙"),
    ]
    items = [("序号", "检查事项", "检查内容"), (1, services.items.list_items()[0].title, "样例新内容")]
    seeking = ImportChoices(seeks_gone=True)

    officers = services.officers.preview_import(path=workbook(tmp_path / "二.xlsx", later), choices=seeking)
    changed = services.items.preview_import(path=workbook(tmp_path / "三.xlsx", items), choices=seeking)

    assert officers.changed_records[0].changes == (FieldChange("职务", "科员", "科长"),)
    assert [(one.row, one.reason) for one in officers.duplicates] == [(3, "姓名相同")]
    assert [one.name for one in officers.gone] == ["样例乙"]
    assert officers.unknown_words[0].text == "忙"
    assert [one.title for one in changed.changed_records[0].changes] == ["抽查内容"]
    assert len(changed.gone) == 9
