"""综合查一次 (R69): one visit for two tasks, counted once in the cap, both records kept."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.rules.scope import Scope
from models.tables.office import OperationLog
from models.vocab import EntryKind, Industry
from services.container import Services
from services.draw.rows import PlaceRow
from tests.services.draw.builders import (
    OTHER_SEED,
    SEED,
    TASK,
    THIRD_SEED,
    approve_scheme,
    draw_and_dispatch,
    found_district,
    live,
    seal,
    thrown,
)

Pair = tuple[PlaceRow, PlaceRow]


@pytest.fixture
def tasks(services: Services) -> list[int]:
    """Three tasks on the same machine works, each drawing half of them."""
    found_district(services)
    plan_key = services.plans.add_plan(year=2022).key or 0
    keys = [
        services.plans.add_task(plan_key=plan_key, draft=replace(TASK, name=name, ratio="50")).key or 0
        for name in ("甲任务", "乙任务", "丙任务")
    ]
    services.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 24))
    services.plans.lock(plan_key=plan_key)
    for key in keys:
        approve_scheme(services, key)
    return keys


@pytest.fixture
def draws(services: Services, tasks: list[int]) -> tuple[int, int]:
    """The draws of the first two tasks, dispatched."""
    return draw_and_dispatch(services, tasks[0], SEED), draw_and_dispatch(services, tasks[1], OTHER_SEED)


def shared(services: Services, draw_key: int) -> list[PlaceRow]:
    places = live(services.draws.get_draw(draw_key=draw_key).places)
    return [place for place in places if place.also_in and place.kind is EntryKind.SELECTABLE]


def join(services: Services, draw_key: int) -> PlaceRow:
    place = shared(services, draw_key)[0]
    services.draws.merge_visits(place_key=place.key, with_place_key=place.also_in[0].place_key)
    return place


def count_of(services: Services, place: PlaceRow) -> int:
    counts = services.other_visits.get_standings(year=2022).counts
    return counts.get(place.enterprise_key, 0)


def test_a_preview_says_which_open_draw_holds_an_enterprise_already(
    services: Services, tasks: list[int]
) -> None:
    draw_key = draw_and_dispatch(services, tasks[0], SEED)

    preview = services.draws.preview(task_key=tasks[1])

    held = {place.enterprise_key for place in live(services.draws.get_draw(draw_key=draw_key).places)}
    assert {row.enterprise_key for row in preview.frame if row.also_in == "2022-01-1"} == held


def test_a_result_names_the_places_of_other_draws_that_could_be_the_same_visit(
    services: Services, draws: tuple[int, int]
) -> None:
    first = {place.enterprise_key: place for place in live(services.draws.get_draw(draw_key=draws[0]).places)}

    found = shared(services, draws[1])

    assert found
    for place in found:
        partner = first[place.enterprise_key]
        assert [(one.place_key, one.name) for one in place.also_in] == [
            (partner.key, f"2022-01-1 第{partner.position}户")
        ]


def test_a_merged_visit_counts_once_and_both_records_remain(
    services: Services, draws: tuple[int, int]
) -> None:
    before = count_of(services, shared(services, draws[1])[0])

    place = join(services, draws[1])

    records = [
        record
        for record in services.records.list_records(year=2022)
        if record.enterprise_key == place.enterprise_key
    ]
    ledger = services.other_visits.get_ledger(enterprise_key=place.enterprise_key, year=2022)
    assert (before, count_of(services, place), ledger.counted) == (2, 1, 1)
    assert sorted(record.visit_with for record in records) == ["2022-01-1", "2022-02-1"]
    assert [line.not_counted for line in ledger.rows if not line.counts] == ["与另一任务合并检查，只计一次"]


def test_an_enterprise_with_a_merged_visit_may_still_be_drawn_below_the_cap(
    services: Services, tasks: list[int], draws: tuple[int, int]
) -> None:
    place = join(services, draws[1])

    frame = {row.enterprise_key: row for row in services.draws.preview(task_key=tasks[2]).frame}
    unmerged = shared(services, draws[1])[0]

    assert frame[place.enterprise_key].kind is EntryKind.SELECTABLE
    assert frame[unmerged.enterprise_key].why == "频次上限"


def test_a_pair_is_parted_on_demand_and_then_counts_twice(services: Services, draws: tuple[int, int]) -> None:
    place = join(services, draws[1])

    services.draws.split_visit(place_key=place.also_in[0].place_key)

    assert count_of(services, place) == 2
    with pytest.raises(UserFacingError, match="没有与其他任务合并检查"):
        services.draws.split_visit(place_key=place.key)


def test_nothing_is_merged_twice_or_with_itself(services: Services, draws: tuple[int, int]) -> None:
    place = join(services, draws[1])
    other = shared(services, draws[1])[0]

    with pytest.raises(UserFacingError, match="请先取消合并"):
        services.draws.merge_visits(place_key=place.key, with_place_key=place.also_in[0].place_key)
    with pytest.raises(UserFacingError, match="不是同一户企业"):
        services.draws.merge_visits(place_key=other.key, with_place_key=place.also_in[0].place_key)


def test_the_other_is_a_visit_of_its_own_again_when_one_of_the_pair_is_voided(
    services: Services, draws: tuple[int, int]
) -> None:
    place = join(services, draws[1])

    services.draws.void(draw_key=draws[0], reason="样例程序错误", approved_by="样例局长")

    [now] = [one for one in services.draws.get_draw(draw_key=draws[1]).places if one.key == place.key]
    assert (now.visit_with, count_of(services, place)) == ("", 1)


@pytest.mark.parametrize("replaced", ["the one that counts", "the one that is left out"])
def test_the_other_is_a_visit_of_its_own_again_when_one_of_the_pair_is_substituted(
    services: Services, draws: tuple[int, int], replaced: str
) -> None:
    place = join(services, draws[1])
    counts = replaced == "the one that counts"
    draw_key = draws[0] if counts else draws[1]
    gone = place.also_in[0].place_key if counts else place.key

    services.draws.substitute(
        draw_key=draw_key, place_keys=[gone], reason="样例企业停产", approved_by="样例局长"
    )

    with services.workplace.database.reading() as session:
        said = session.scalars(
            select(OperationLog.summary).where(OperationLog.action == "取消合并检查")
        ).all()
    assert count_of(services, place) == 1
    assert len(said) == 1


def test_the_merging_stands_in_the_operation_log(services: Services, draws: tuple[int, int]) -> None:
    join(services, draws[1])

    with services.workplace.database.reading() as session:
        [said] = session.scalars(select(OperationLog.summary).where(OperationLog.action == "合并检查"))

    assert "与2022-01-1 第" in said and "合并为一次检查" in said


def test_a_place_that_is_drawn_but_not_dispatched_may_be_merged_too(
    services: Services, tasks: list[int]
) -> None:
    draw_and_dispatch(services, tasks[0], SEED)
    draw_key = seal(services, tasks[1])
    services.draws.draw(draw_key=draw_key, contributions=thrown(THIRD_SEED))

    place = join(services, draw_key)

    assert count_of(services, place) == 1
    services.draws.dispatch(draw_key=draw_key)
    assert count_of(services, place) == 1


def test_an_enterprise_outside_the_frame_is_not_told_as_held(services: Services, tasks: list[int]) -> None:
    draw_and_dispatch(services, tasks[0], SEED)

    preview = services.draws.preview(task_key=tasks[1])

    assert all(not row.also_in for row in preview.frame if row.kind is None)
    assert TASK.scope == Scope(industries=frozenset({Industry.MACHINERY}))
