"""A sheet meets a roster that is there already: what changes, and what the clerk did stays."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.office import OperationLog
from models.tables.roster import RosterChange
from models.vocab import EnterpriseStatus, Industry
from services.container import Services
from services.roster.enterprise_rows import EnterpriseFilter
from services.roster.import_rows import ImportReport
from tests.services.roster.workbooks import HEADER, code, roster, row


def imported(services: Services, path: Path) -> ImportReport:
    report, _changes = services.enterprises.commit_import(path=path)
    return report


def test_a_file_changed_since_its_preview_is_refused(services: Services, tmp_path: Path) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1))
    preview = services.enterprises.preview_import(path=path)
    roster(path, row(1), row(2), row(3))

    with pytest.raises(UserFacingError, match="预览之后被修改过"):
        services.enterprises.commit_import(path=path, previewed=preview)


def test_a_firm_known_by_its_old_number_gets_its_code(services: Services, tmp_path: Path) -> None:
    header = (*HEADER, "注册号")
    imported(
        services,
        roster(tmp_path / "旧.xlsx", [*row(1, 统一社会信用代码=None), "410381000001234"], header=header),
    )

    report = imported(services, roster(tmp_path / "新.xlsx", [*row(1), "410381000001234"], header=header))

    assert report.counts["updated"] == 1
    assert [found.code for found in services.enterprises.list_enterprises()] == [code(1)]


def test_an_old_number_of_another_firm_is_refused(services: Services, tmp_path: Path) -> None:
    header = (*HEADER, "注册号")
    imported(services, roster(tmp_path / "旧.xlsx", [*row(1), "410381000001234"], header=header))

    report = imported(services, roster(tmp_path / "新.xlsx", [*row(2), "410381000001234"], header=header))

    assert "已属于“洛阳样例1机械有限公司”" in report.problems[0].message


def test_a_second_import_tells_changed_from_unchanged(services: Services, tmp_path: Path) -> None:
    imported(services, roster(tmp_path / "一.xlsx", row(1), row(2)))

    report = imported(services, roster(tmp_path / "二.xlsx", row(1), row(2, 状态="注销"), row(3)))

    assert report.counts == {"read": 3, "added": 1, "updated": 1, "unchanged": 1, "refused": 0}
    found = services.enterprises.list_enterprises(
        EnterpriseFilter(statuses=frozenset({EnterpriseStatus.CANCELLED}))
    )
    assert [(enterprise.code, enterprise.row_version) for enterprise in found] == [(code(2), 2)]


def test_an_import_does_not_undo_the_work_of_the_clerk(services: Services, tmp_path: Path) -> None:
    header = ("企业名称", "统一社会信用代码", "注册地址", "联系电话")
    path = roster(tmp_path / "一.xlsx", ("偃师市样例机械厂", code(1), "偃师市样例路1号", "1"), header=header)
    imported(services, path)
    before = services.enterprises.list_enterprises()[0]
    by_hand = replace(before.draft, town_code="410307104", industry=Industry.LIGHT, industry_is_guess=False)
    services.enterprises.update_enterprise(key=before.key, row_version=before.row_version, draft=by_hand)

    roster(path, ("偃师市样例机械厂", code(1), "偃师市样例路1号", ""), header=header)
    report = imported(services, path)

    after = services.enterprises.list_enterprises()[0].draft
    assert report.counts["unchanged"] == 1
    assert (after.town_code, after.industry, after.phone) == ("410307104", Industry.LIGHT, "1")


def test_a_firm_that_moved_is_located_anew(services: Services, tmp_path: Path) -> None:
    imported(services, roster(tmp_path / "一.xlsx", row(1)))

    imported(services, roster(tmp_path / "二.xlsx", row(1, 注册地址="偃师区大口镇样例村")))

    assert services.enterprises.list_enterprises()[0].town_name == "大口镇"


def test_a_retired_firm_is_updated_but_not_brought_back(services: Services, tmp_path: Path) -> None:
    imported(services, roster(tmp_path / "一.xlsx", row(1)))
    key = services.enterprises.list_enterprises()[0].key
    services.enterprises.retire_enterprise(key=key, reason="样例")

    report = imported(services, roster(tmp_path / "二.xlsx", row(1, 状态="注销")))

    assert services.enterprises.list_enterprises() == []
    assert services.enterprises.get_enterprise(key).draft.status is EnterpriseStatus.CANCELLED
    assert "没有恢复" in report.notes[-1]


def test_the_import_is_in_the_log_and_each_changed_field_among_the_changes(
    services: Services, tmp_path: Path
) -> None:
    imported(services, roster(tmp_path / "一.xlsx", row(1)))

    report = imported(services, roster(tmp_path / "二.xlsx", row(1, 企业名称="洛阳样例新名机械有限公司")))

    with services.workplace.database.reading() as session:
        entries = session.scalars(select(OperationLog).where(OperationLog.noun == "enterprise")).all()
        changes = session.scalars(select(RosterChange)).all()
    assert [entry.action for entry in entries] == ["导入", "导入"]
    assert entries[1].after == {"read": 1, "added": 0, "updated": 1, "unchanged": 0, "refused": 0}
    assert [(one.field, one.old, one.new, one.import_id, one.who, one.why) for one in changes] == [
        (
            "name",
            '"洛阳样例1机械有限公司"',
            '"洛阳样例新名机械有限公司"',
            report.import_key,
            "样例操作人",
            "导入“二.xlsx”",
        )
    ]
