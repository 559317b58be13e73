"""Many 检查对象 changed at once: said before, done in one transaction, taken back afterwards."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.office import OperationLog
from models.tables.roster import RosterChange
from models.vocab import EnterpriseStatus, Hazard, Industry, RiskClass, Standardization
from services.container import Services
from services.roster.bulk_rows import BulkChange
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseFilter
from services.roster.sample import add_sample_enterprises
from tests.services.roster.workbooks import code

DRAFT = EnterpriseDraft(
    name="洛阳样例锐捷机械有限公司",
    credit_code=code(1),
    address="洛阳市偃师区岳滩镇样例路1号",
    town_code="410307104",
    industry=Industry.MACHINERY,
    hazards=frozenset({Hazard.DUST_EXPLOSION}),
    tags=frozenset({"园区"}),
)
TO_SHANHUA = BulkChange(values={"town_code": "410307109"})


@pytest.fixture
def keys(services: Services) -> list[int]:
    """Three enterprises, the last one already in 山化镇."""
    drafts = (
        DRAFT,
        replace(DRAFT, name="洛阳样例二机械厂", credit_code=code(2), town_code=None),
        replace(DRAFT, name="洛阳样例三机械厂", credit_code=code(3), town_code="410307109"),
    )
    return [services.enterprises.add_enterprise(draft=draft).key or 0 for draft in drafts]


def drafts(services: Services) -> list[EnterpriseDraft]:
    rows = services.enterprises.list_enterprises(EnterpriseFilter(with_retired=True))
    return [row.draft for row in rows]


def changes(services: Services) -> list[tuple[int, str, Any, Any, str]]:
    with services.workplace.database.reading() as session:
        rows = session.scalars(select(RosterChange).order_by(RosterChange.id))
        return [(row.record_id, row.field, json.loads(row.old), json.loads(row.new), row.why) for row in rows]


def log(services: Services) -> list[str]:
    with services.workplace.database.reading() as session:
        query = select(OperationLog.summary).where(OperationLog.action.contains("批量"))
        return list(session.scalars(query.order_by(OperationLog.id)))


def test_a_preview_says_old_and_new_and_writes_nothing(services: Services, keys: list[int]) -> None:
    before = drafts(services)

    preview = services.bulk_edits.preview_bulk_edit(keys=keys, change=TO_SHANHUA)

    assert [(line.name, line.old, line.new) for line in preview.changed] == [
        ("洛阳样例锐捷机械有限公司", "岳滩镇", "山化镇"),
        ("洛阳样例二机械厂", "待定", "山化镇"),
    ]
    assert (preview.unchanged, preview.refused, preview.total) == (1, (), 3)
    assert drafts(services) == before
    assert changes(services) == []


def test_an_edit_is_written_with_its_history_and_one_line_in_the_log(
    services: Services, keys: list[int]
) -> None:
    done = services.bulk_edits.apply_bulk_edit(
        keys=keys, change=TO_SHANHUA, title="镇街改为山化镇", why="区划调整"
    )

    assert [draft.town_code for draft in drafts(services)] == ["410307109"] * 3
    assert changes(services) == [
        (keys[0], "town_code", "410307104", "410307109", "区划调整"),
        (keys[1], "town_code", None, "410307109", "区划调整"),
    ]
    assert log(services) == ["批量修改 2 户检查对象：镇街改为山化镇"]
    assert done.changes.touches("enterprise")


def test_an_edit_is_taken_back_where_nobody_changed_the_record_since(
    services: Services, keys: list[int]
) -> None:
    before = drafts(services)
    change = BulkChange(
        values={"status": EnterpriseStatus.SUSPENDED, "status_on": date(2022, 5, 1), "status_source": "走访"},
        added={"hazards": frozenset({Hazard.GAS})},
        removed={"tags": frozenset({"园区"})},
    )
    done = services.bulk_edits.apply_bulk_edit(keys=keys, change=change, title="状态改为停业")
    row = services.enterprises.get_enterprise(keys[1])
    services.enterprises.update_enterprise(
        key=keys[1], row_version=row.row_version, draft=replace(row.draft, phone="0379-60000009")
    )

    undone = services.bulk_edits.undo_bulk_edit(done=done)

    after = drafts(services)
    assert (undone.restored, undone.kept) == (2, 1)
    assert [after[0], after[2]] == [before[0], before[2]]
    assert after[1].status is EnterpriseStatus.SUSPENDED
    assert log(services)[-1] == "撤销批量修改 2 户检查对象：状态改为停业"
    assert services.bulk_edits.undo_bulk_edit(done=done).restored == 0


@pytest.mark.parametrize(
    "change",
    [
        BulkChange(values={"risk_class": RiskClass.C, "risk_on": date(2022, 5, 1), "risk_source": "省平台"}),
        BulkChange(values={"standardization": Standardization.THIRD}),
        BulkChange(values={"is_focus": True, "focus_reason": "上级交办"}),
        BulkChange(added={"tags": frozenset({"夜间生产"})}, removed={"tags": frozenset({"园区"})}),
        BulkChange(removed={"hazards": frozenset({Hazard.DUST_EXPLOSION})}),
    ],
)
def test_every_field_offered_is_stored_as_previewed(
    services: Services, keys: list[int], change: BulkChange
) -> None:
    wanted = [change.apply(draft) for draft in drafts(services)]

    services.bulk_edits.apply_bulk_edit(keys=keys, change=change, title="样例")

    assert drafts(services) == wanted


def test_a_record_that_may_not_be_changed_so_is_refused_with_its_reason(
    services: Services, keys: list[int]
) -> None:
    row = services.enterprises.get_enterprise(keys[0])
    services.enterprises.update_enterprise(
        key=keys[0], row_version=row.row_version, draft=replace(row.draft, industry_code="C3311")
    )
    services.enterprises.retire_enterprise(key=keys[1], reason="样例")

    done = services.bulk_edits.apply_bulk_edit(
        keys=keys, change=BulkChange(values={"industry": Industry.LIGHT}), title="行业改为轻工"
    )

    assert {one.key: one.reason for one in done.preview.refused} == {
        keys[0]: "行业代码 C3311 对应“机械”，改为“轻工”的，请填写行业调整理由。",
        keys[1]: "已退出名录，请先恢复再修改。",
    }
    assert [draft.industry for draft in drafts(services)] == [
        Industry.MACHINERY,
        Industry.MACHINERY,
        Industry.LIGHT,
    ]


def test_a_list_without_its_basis_is_refused_for_every_record(services: Services, keys: list[int]) -> None:
    preview = services.bulk_edits.preview_bulk_edit(keys=keys, change=BulkChange(values={"is_focus": True}))

    assert {one.reason for one in preview.refused} == {"列为其他应当实施随机抽查的，请填写理由。"}
    assert len(preview.refused) == 3


def test_an_empty_change_is_no_edit(services: Services, keys: list[int]) -> None:
    with pytest.raises(UserFacingError, match="请先选择"):
        services.bulk_edits.preview_bulk_edit(keys=keys, change=BulkChange())


def test_a_filter_names_the_records_of_an_edit(services: Services, keys: list[int]) -> None:
    found = services.bulk_edits.keys_of(EnterpriseFilter(towns=frozenset({None, "410307109"})))

    assert found == (keys[1], keys[2])


def test_a_failure_half_way_leaves_nothing_behind(services: Services, keys: list[int]) -> None:
    def stop(done: int, total: int | None = None, text: str = "") -> None:
        raise UserFacingError("样例中断")

    with pytest.raises(UserFacingError, match="样例中断"):
        services.bulk_edits.apply_bulk_edit(keys=keys, change=TO_SHANHUA, title="样例", progress=stop)

    assert changes(services) == []
    assert drafts(services)[0].town_code == "410307104"


def test_a_whole_roster_is_edited_in_one_go(services: Services) -> None:
    add_sample_enterprises(services.workplace, year=2022)
    keys = services.bulk_edits.keys_of(EnterpriseFilter())

    done = services.bulk_edits.apply_bulk_edit(
        keys=keys, change=BulkChange(added={"tags": frozenset({"年度核对"})}), title="加标签"
    )

    assert len(done.restorations) == len(keys)
    assert all("年度核对" in draft.tags for draft in drafts(services))
