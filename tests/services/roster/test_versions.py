"""名录版本: what is numbered, when, and how old a roster is."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.base import BEIJING
from models.tables.office import OperationLog
from models.vocab import RosterNoun
from services.clock import SimulatedClock
from services.container import Services
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.versions import current_version, make_version, version_to_draw_from
from tests.services.roster.workbooks import code, roster, row

DRAFT = EnterpriseDraft(name="洛阳样例机械有限公司", credit_code=code(1), town_code="410307104")


def add(services: Services, number: int) -> int:
    draft = replace(DRAFT, name=f"洛阳样例{number}机械有限公司", credit_code=code(number))
    return services.enterprises.add_enterprise(draft=draft).key or 0


def made(services: Services, noun: RosterNoun = RosterNoun.ENTERPRISE, reason: str = "导入") -> str:
    with services.workplace.database.transaction() as session:
        return make_version(services.workplace, session, noun, reason=reason)


def drawn_from(services: Services) -> str:
    with services.workplace.database.transaction() as session:
        return version_to_draw_from(services.workplace, session)


def test_versions_count_from_one_in_each_year_and_each_roster(
    services: Services, clock: SimulatedClock
) -> None:
    add(services, 1)

    first, second = made(services), made(services)
    of_items = made(services, RosterNoun.ITEM)
    clock.move_to(datetime(2023, 1, 1, 9, 0, tzinfo=BEIJING))
    third = made(services)

    assert (first, second, of_items, third) == ("2022-1", "2022-2", "2022-1", "2023-1")
    with services.workplace.database.reading() as session:
        assert current_version(session, services.workplace.office_id) == "2023-1"


def test_a_version_says_how_many_were_on_the_roster_who_made_it_and_why(services: Services) -> None:
    keys = [add(services, number) for number in range(3)]
    services.enterprises.retire_enterprise(key=keys[0], reason="注销")

    made(services, reason="年度导入")

    (row,) = services.versions.list_versions(RosterNoun.ENTERPRISE)
    assert (row.code, row.record_count, row.who, row.reason) == ("2022-1", 2, "样例操作人", "年度导入")


def test_a_confirmation_makes_a_version_renews_the_roster_and_is_logged(
    services: Services, clock: SimulatedClock
) -> None:
    add(services, 1)
    clock.move_to(clock.now() + timedelta(days=340))
    before = services.versions.standing(RosterNoun.ENTERPRISE)

    services.versions.confirm_roster(RosterNoun.ENTERPRISE, " 年度核对更新，与登记机关数据比对无误 ")

    after = services.versions.standing(RosterNoun.ENTERPRISE)
    assert before.warning.startswith("名录库已 340 天没有更新")
    assert (after.warning, after.version, after.age.days) == ("", "2023-1", 0)
    with services.workplace.database.reading() as session:
        logged = session.scalars(select(OperationLog).order_by(OperationLog.id.desc()).limit(1)).one()
    assert (logged.action, logged.noun) == ("核对", "enterprise")
    assert logged.summary == "核对检查对象名录，记为 2023-1 版：年度核对更新，与登记机关数据比对无误"


def test_a_confirmation_needs_a_reason_and_something_to_confirm(services: Services) -> None:
    with pytest.raises(UserFacingError, match="名录是空的"):
        services.versions.confirm_roster(RosterNoun.ENTERPRISE, "年度核对更新")
    add(services, 1)
    with pytest.raises(UserFacingError, match="写明核对的情况"):
        services.versions.confirm_roster(RosterNoun.ENTERPRISE, "  ")


def test_a_draw_takes_the_newest_version_or_makes_one_when_the_roster_changed(
    services: Services, clock: SimulatedClock
) -> None:
    key = add(services, 1)

    first, again = drawn_from(services), drawn_from(services)
    clock.move_to(clock.now() + timedelta(days=1))
    row = services.enterprises.get_enterprise(key)
    services.enterprises.update_enterprise(
        key=key, row_version=row.row_version, draft=replace(row.draft, phone="0379-1")
    )
    changed = drawn_from(services)

    assert (first, again, changed) == ("2022-1", "2022-1", "2022-2")
    assert not services.versions.standing(RosterNoun.ENTERPRISE).is_changed


def test_a_version_made_by_a_draw_does_not_make_an_old_roster_young(
    services: Services, clock: SimulatedClock
) -> None:
    add(services, 1)
    clock.move_to(clock.now() + timedelta(days=400))

    drawn_from(services)

    (row,) = services.versions.list_versions(RosterNoun.ENTERPRISE)
    assert row.at == datetime(2022, 5, 25, 9, 0, tzinfo=BEIJING)
    assert services.versions.standing(RosterNoun.ENTERPRISE).age.is_stale


def test_an_import_that_was_undone_does_not_make_an_old_roster_young(
    services: Services, clock: SimulatedClock, tmp_path: Path
) -> None:
    add(services, 1)
    clock.move_to(clock.now() + timedelta(days=400))
    services.enterprises.commit_import(path=roster(tmp_path / "新.xlsx", row(2)))
    (brought,) = services.enterprises.list_imports()
    young = services.versions.standing(RosterNoun.ENTERPRISE)
    services.enterprises.undo_import(key=brought.key)

    assert not young.age.is_stale
    assert services.versions.standing(RosterNoun.ENTERPRISE).age.is_stale


def test_a_record_added_in_the_second_of_a_version_is_seen_by_the_next_draw(services: Services) -> None:
    add(services, 1)
    drawn_from(services)
    add(services, 2)

    assert drawn_from(services) == "2022-2"
    rows = services.versions.list_versions(RosterNoun.ENTERPRISE)
    assert [(row.code, row.record_count) for row in rows] == [("2022-2", 2), ("2022-1", 1)]
