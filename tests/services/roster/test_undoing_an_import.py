"""撤销本次导入: everything is as it was before, or nothing is touched and the sentence says which record stands in the way."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.office import OperationLog
from models.tables.roster import RosterChange, RosterVersion
from models.vocab import EnterpriseStatus
from services.container import Services
from services.roster.enterprise_rows import EnterpriseFilter, EnterpriseRow
from services.roster.import_rows import ImportChoices, ImportReport
from services.roster.officer_rows import RecusalDraft
from tests.services.roster.workbooks import HEADER, code, roster, row, workbook

OFFICERS = ("姓名", "执法证号", "科室", "职务")


def imported(services: Services, path: Path, choices: ImportChoices | None = None) -> ImportReport:
    report, _changes = services.enterprises.commit_import(path=path, choices=choices or ImportChoices())
    return report


def everything(services: Services) -> list[EnterpriseRow]:
    return services.enterprises.list_enterprises(EnterpriseFilter(with_retired=True))


def drafts(services: Services) -> list[object]:
    return [(one.draft, one.is_retired) for one in everything(services)]


def test_added_changed_and_retired_enterprises_are_as_before(services: Services, tmp_path: Path) -> None:
    header = (*HEADER, "重点标记", "许可证", "镇街", "成立日期", "从业人数")
    first = [*row(1), "有限空间", "样例许可证（样1，至2024-05-01）", "岳滩镇", "2001-02-03", "5"]
    imported(services, roster(tmp_path / "一.xlsx", first, [*row(2), *[None] * 5], header=header))
    before = drafts(services)
    gone = next(one.key for one in everything(services) if one.code == code(2))
    second = [
        *row(1, 状态="注销", 企业名称="样例新名厂"),
        "粉尘涉爆",
        "样例许可证（样2）",
        "大口镇",
        "2002-02-03",
        "6",
    ]
    choices = ImportChoices(seeks_gone=True, retired=frozenset({gone}), retire_reason="样例：文件中没有")
    report = imported(
        services, roster(tmp_path / "二.xlsx", second, [*row(3), *[None] * 5], header=header), choices
    )
    assert (report.added, report.updated, report.retired) == (1, 1, 1)

    services.enterprises.undo_import(key=report.import_key or 0)

    assert drafts(services) == before
    assert [one.is_undone for one in services.enterprises.list_imports()] == [True, False]


def test_an_undoing_is_a_version_a_log_entry_and_changes_of_its_own(
    services: Services, tmp_path: Path
) -> None:
    imported(services, roster(tmp_path / "一.xlsx", row(1)))
    report = imported(services, roster(tmp_path / "二.xlsx", row(1, 状态="注销"), row(2)))

    services.enterprises.undo_import(key=report.import_key or 0)

    with services.workplace.database.reading() as session:
        versions = session.scalars(select(RosterVersion).order_by(RosterVersion.id)).all()
        changes = session.scalars(select(RosterChange).order_by(RosterChange.id)).all()
        last = session.scalars(select(OperationLog).order_by(OperationLog.id)).all()[-1]
    assert [(one.year, one.number, one.record_count) for one in versions] == [
        (2022, 1, 1),
        (2022, 2, 2),
        (2022, 3, 1),
    ]
    assert [(one.old, one.new, one.why) for one in changes] == [
        ('"active"', '"cancelled"', "导入“二.xlsx”"),
        ('"cancelled"', '"active"', "撤销导入“二.xlsx”"),
    ]
    assert (last.action, last.summary) == ("撤销导入", "撤销导入“二.xlsx”：移除 1，复原 1")


def test_an_import_is_undone_once_only(services: Services, tmp_path: Path) -> None:
    report = imported(services, roster(tmp_path / "一.xlsx", row(1)))
    services.enterprises.undo_import(key=report.import_key or 0)

    with pytest.raises(UserFacingError, match="已经撤销过"):
        services.enterprises.undo_import(key=report.import_key or 0)
    with pytest.raises(UserFacingError, match="没有找到这次导入"):
        services.officers.undo_import(key=report.import_key or 0)


def test_a_new_firm_that_was_changed_since_stands_in_the_way_by_name(
    services: Services, tmp_path: Path
) -> None:
    report = imported(services, roster(tmp_path / "一.xlsx", row(1), row(2)))
    shown = everything(services)[1]
    draft = replace(shown.draft, remark="样例备注")
    services.enterprises.update_enterprise(key=shown.key, row_version=shown.row_version, draft=draft)

    with pytest.raises(UserFacingError, match="“洛阳样例2机械有限公司”是这次导入新增的，之后又改过"):
        services.enterprises.undo_import(key=report.import_key or 0)
    assert len(everything(services)) == 2


def test_a_new_firm_that_is_in_use_stands_in_the_way_by_name(services: Services, tmp_path: Path) -> None:
    report = imported(services, roster(tmp_path / "一.xlsx", row(1)))
    path = workbook(tmp_path / "人员.xlsx", [OFFICERS, ("样例甲", "YL410307001", "样例科", "科员")])
    services.officers.commit_import(path=path)
    recusal = RecusalDraft(services.officers.list_officers()[0].key, everything(services)[0].key, "样例原因")
    services.officers.add_recusal(draft=recusal)

    with pytest.raises(UserFacingError, match="已经用在"):
        services.enterprises.undo_import(key=report.import_key or 0)


def test_a_field_that_was_changed_again_stands_in_the_way_by_name(services: Services, tmp_path: Path) -> None:
    imported(services, roster(tmp_path / "一.xlsx", row(1)))
    report = imported(services, roster(tmp_path / "二.xlsx", row(1, 状态="注销"), row(2)))
    imported(services, roster(tmp_path / "三.xlsx", row(1, 状态="吊销")))

    with pytest.raises(UserFacingError, match="“洛阳样例1机械有限公司”的登记状态在这次导入之后又改过"):
        services.enterprises.undo_import(key=report.import_key or 0)
    assert [one.draft.status for one in everything(services)] == [
        EnterpriseStatus.REVOKED,
        EnterpriseStatus.ACTIVE,
    ]


def test_another_field_that_was_changed_since_stays(services: Services, tmp_path: Path) -> None:
    imported(services, roster(tmp_path / "一.xlsx", row(1)))
    report = imported(services, roster(tmp_path / "二.xlsx", row(1, 状态="注销")))
    shown = everything(services)[0]
    draft = replace(shown.draft, remark="样例备注")
    services.enterprises.update_enterprise(key=shown.key, row_version=shown.row_version, draft=draft)

    services.enterprises.undo_import(key=report.import_key or 0)

    draft = everything(services)[0].draft
    assert (draft.status, draft.remark) == (EnterpriseStatus.ACTIVE, "样例备注")


def test_an_import_of_officers_is_undone(services: Services, tmp_path: Path) -> None:
    first = [
        OFFICERS,
        ("样例甲", "YL410307001", "样例科", "科员"),
        ("样例乙", "YL410307002", "样例科", "科员"),
    ]
    services.officers.commit_import(path=workbook(tmp_path / "一.xlsx", first))
    before = [one.draft for one in services.officers.list_officers()]
    gone = services.officers.list_officers()[1].key
    second = [
        OFFICERS,
        ("样例甲", "YL410307001", "样例二科", "科长"),
        ("样例丙", "YL410307003", "样例科", "科员"),
    ]
    choices = ImportChoices(seeks_gone=True, retired=frozenset({gone}), retire_reason="样例：调离")
    report, _changes = services.officers.commit_import(
        path=workbook(tmp_path / "二.xlsx", second), choices=choices
    )

    services.officers.undo_import(key=report.import_key or 0)

    assert [one.draft for one in services.officers.list_officers(with_retired=True)] == before
    assert len(services.officers.list_officers()) == 2


def test_an_import_of_items_is_undone_to_the_former_editions(services: Services, tmp_path: Path) -> None:
    before = services.items.list_items()
    gone = before[9].key
    rows = [
        ("序号", "检查事项", "检查内容"),
        (1, before[0].title, "样例新内容"),
        (11, "样例事项", "样例内容"),
    ]
    choices = ImportChoices(seeks_gone=True, retired=frozenset({gone}), retire_reason="样例：不再抽查")
    report, _changes = services.items.commit_import(
        path=workbook(tmp_path / "清单.xlsx", rows), choices=choices
    )
    assert (report.added, report.updated, report.retired) == (1, 1, 1)

    services.items.undo_import(key=report.import_key or 0)

    assert services.items.list_items() == before
    assert len(services.items.list_items(with_ended=True)) == 10


def test_an_item_amended_since_stands_in_the_way_by_name(services: Services, tmp_path: Path) -> None:
    title = services.items.list_items()[0].title
    rows = [("序号", "检查事项", "检查内容"), (1, title, "样例新内容")]
    report, _changes = services.items.commit_import(path=workbook(tmp_path / "清单.xlsx", rows))
    item = services.items.list_items()[0]
    later = replace(item.draft, content="样例更新的内容", effective_from=date(2022, 6, 1))
    services.items.update_item(key=item.key, draft=later)

    with pytest.raises(UserFacingError, match=title):
        services.items.undo_import(key=report.import_key or 0)
