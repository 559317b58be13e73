"""The leave calendar: days entered, checked, taken back, and what they mean for the draw."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.roster import RosterChange
from models.vocab import LeaveKind, RosterNoun
from services.container import Services
from services.roster.leaves import leave_problems
from services.roster.officer_rows import LeaveDraft
from tests.services.draw.builders import add_officer, found_district, lock_task

ERRAND = LeaveDraft(1, LeaveKind.ERRAND, date(2022, 5, 20), date(2022, 5, 30), "样例：省厅抽调")


@pytest.fixture
def officer(services: Services) -> int:
    return add_officer(services, 1)


def entered(services: Services, draft: LeaveDraft) -> int:
    key = services.leaves.add_leave(draft=draft).key
    assert key is not None
    return key


def test_a_leave_is_listed_and_today_the_officer_cannot_be_drawn(services: Services, officer: int) -> None:
    entered(services, replace(ERRAND, officer_key=officer))

    [row] = services.leaves.list_leaves(officer_key=officer)

    assert (row.officer_name, row.kind, row.days, row.reason) == (
        "样例检查员1",
        LeaveKind.ERRAND,
        11,
        "样例：省厅抽调",
    )
    assert services.officers.get_officer(officer).obstacle == "2022年5月20日至30日公差"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"starts_on": None}, "starts_on", "第一天"),
        ({"ends_on": None}, "ends_on", "最后一天"),
        ({"ends_on": date(2022, 5, 19)}, "ends_on", "不能早于第一天"),
        ({"reason": "样" * 201}, "reason", "200"),
    ],
)
def test_each_fault_stands_beside_its_field(
    services: Services, officer: int, changes: dict[str, object], field: str, words: str
) -> None:
    draft = replace(ERRAND, officer_key=officer, **changes)

    assert words in leave_problems(draft, [])[field]
    with pytest.raises(UserFacingError, match=words):
        services.leaves.add_leave(draft=draft)


def test_a_leave_that_overlaps_another_names_it(services: Services, officer: int) -> None:
    entered(services, replace(ERRAND, officer_key=officer))
    later = LeaveDraft(officer, LeaveKind.LEAVE, date(2022, 5, 30), date(2022, 6, 2))

    problems = leave_problems(later, services.leaves.list_leaves(officer_key=officer))
    changes = services.leaves.add_leave(draft=replace(later, starts_on=date(2022, 5, 31)))

    assert problems["starts_on"].startswith("与已登记的 2022-05-20 至 2022-05-30 的公差重叠")
    assert changes.touches("leave", "officer")
    with pytest.raises(UserFacingError, match="重叠"):
        services.leaves.add_leave(draft=later)


def test_a_cancelled_leave_no_longer_counts_but_stays_on_record(services: Services, officer: int) -> None:
    key = entered(services, replace(ERRAND, officer_key=officer))

    services.leaves.cancel_leave(key=key, why="样例：行程取消")

    assert services.leaves.list_leaves(officer_key=officer) == []
    assert len(services.leaves.list_leaves(with_cancelled=True)) == 1
    assert services.officers.get_officer(officer).is_drawable
    with services.workplace.database.reading() as session:
        change = session.scalars(select(RosterChange).where(RosterChange.noun == RosterNoun.LEAVE)).one()
    assert (change.record_id, change.field, change.why) == (key, "cancelled_at", "样例：行程取消")


def test_a_cancelled_leave_comes_back_unless_another_took_its_days(services: Services, officer: int) -> None:
    key = entered(services, replace(ERRAND, officer_key=officer))
    services.leaves.cancel_leave(key=key)
    services.leaves.restore_leave(key=key)
    restored = services.leaves.list_leaves(officer_key=officer)
    services.leaves.cancel_leave(key=key)
    entered(services, replace(ERRAND, officer_key=officer, kind=LeaveKind.TRAINING))

    with pytest.raises(UserFacingError, match="培训重叠"):
        services.leaves.restore_leave(key=key)

    assert [row.key for row in restored] == [key]


def test_the_draw_leaves_out_who_is_away_for_most_of_its_window_and_keeps_who_is_not(
    services: Services,
) -> None:
    found_district(services)
    away, present = add_officer(services, 21), add_officer(services, 22)
    entered(services, LeaveDraft(away, LeaveKind.ERRAND, date(2022, 6, 1), date(2022, 11, 30)))
    entered(services, LeaveDraft(present, LeaveKind.LEAVE, date(2022, 6, 1), date(2022, 6, 30)))

    preview = services.draws.preview(task_key=lock_task(services))

    reasons = {row.name: row.reason for row in preview.pool if not row.in_pool}
    assert list(reasons) == ["样例检查员21"]
    assert reasons["样例检查员21"].startswith("2022年6月1日至11月30日公差，检查期限 ")


def test_leaves_of_a_year_are_those_that_touch_it(services: Services, officer: int) -> None:
    entered(services, LeaveDraft(officer, LeaveKind.TRAINING, date(2021, 12, 20), date(2022, 1, 10)))

    found = [len(services.leaves.list_leaves(year=year)) for year in (2020, 2021, 2022, 2023)]

    assert found == [0, 1, 1, 0]
