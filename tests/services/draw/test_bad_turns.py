"""What may go wrong between the seal and the inspection: people leave, the year turns, the roster moves, acts come twice."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.base import BEIJING
from models.tables.enterprise import Enterprise
from models.tables.inspection_record import InspectionRecord
from models.tables.officer import Officer
from models.vocab import DrawStage, EnterpriseStatus, EntryKind, OfficerStatus, RecordStage
from services.clock import SimulatedClock
from services.container import Services
from services.draw.seal_rows import SealChoices
from tests.services.draw.builders import (
    EACH_IN_BATCHES,
    OTHER_SEED,
    SEED,
    THIRD_SEED,
    add_enterprise,
    change_enterprise,
    draw_and_dispatch,
    live,
    lock_task,
    rows_of,
    seal,
    thrown,
)


def leave(services: Services, officer_key: int) -> None:
    with services.workplace.database.transaction() as session:
        officer = session.scalars(select(Officer).where(Officer.id == officer_key)).one()
        officer.status = OfficerStatus.LEFT
        officer.retired_at = services.workplace.clock.now()


def test_an_officer_who_retires_between_draw_and_dispatch_is_replaced_first(district: Services) -> None:
    draw_key = seal(district, lock_task(district))
    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    seat = district.draws.get_draw(draw_key=draw_key).places[0].seats[0]
    leave(district, seat.officer_key)

    with pytest.raises(UserFacingError, match=f"{seat.name}在封存之后情况有变：已退出.*请先补抽人员再派发"):
        district.draws.dispatch(draw_key=draw_key)
    district.draws.replace_officer(
        draw_key=draw_key, officer_key=seat.officer_key, reason="退休", approved_by="样例副局长"
    )
    district.draws.dispatch(draw_key=draw_key)

    assert district.draws.get_draw(draw_key=draw_key).row.stage is DrawStage.DISPATCHED


def test_a_draw_sealed_before_the_new_year_keeps_its_year_and_code(
    district: Services, clock: SimulatedClock
) -> None:
    task_key = lock_task(district)
    clock.move_to(datetime(2022, 12, 30, 9, 0, tzinfo=BEIJING))
    draw_key = seal(district, task_key)
    clock.move_to(datetime(2023, 1, 3, 9, 0, tzinfo=BEIJING))

    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    row = district.draws.get_draw(draw_key=draw_key).row

    assert (row.draw_code, row.year) == ("2022-01-1", 2022)
    assert row.drawn_at == clock.now()


def test_the_draw_uses_the_sealed_frame_whatever_the_roster_says_by_then(
    district: Services, clock: SimulatedClock
) -> None:
    task_key = lock_task(district)
    draw_key = seal(district, task_key)
    clock.move_to(clock.now() + timedelta(hours=1))

    def cancel(enterprise: Enterprise) -> None:
        enterprise.status = EnterpriseStatus.CANCELLED
        enterprise.updated_at = clock.now()

    for number in (1, 2):
        change_enterprise(district, number, cancel)
    add_enterprise(district, 50)
    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    detail = district.draws.get_draw(draw_key=draw_key)

    assert detail.changed_since_seal == 3
    assert sum(row.kind is EntryKind.SELECTABLE for row in detail.frame) == 23
    assert all(row.name != "样例机械厂50" for row in detail.frame)


def test_voiding_a_dispatched_draw_ends_its_records(district: Services) -> None:
    draw_key = draw_and_dispatch(district, lock_task(district), SEED)

    district.draws.void(
        draw_key=draw_key, reason="漏录一户", approved_by="样例局长", evidence="监督记录第 3 号"
    )

    with district.workplace.database.reading() as session:
        stages = set(session.scalars(select(InspectionRecord.stage)))
    assert stages == {RecordStage.ENDED}
    [ground] = district.evidence.list_evidence(draw_key=draw_key)
    assert (ground.text, ground.about) == ("监督记录第 3 号", "漏录一户（样例局长批准）")


def test_a_voided_draw_is_not_voided_again(district: Services) -> None:
    draw_key = draw_and_dispatch(district, lock_task(district), SEED)
    district.draws.void(draw_key=draw_key, reason="漏录一户", approved_by="样例局长")

    with pytest.raises(UserFacingError, match="2022-01-1 已经作废"):
        district.draws.void(draw_key=draw_key, reason="再来一次", approved_by="样例局长")

    row = district.draws.get_draw(draw_key=draw_key).row
    assert row.void_reason == "漏录一户"


def test_a_second_void_in_the_same_task_counts_on(district: Services) -> None:
    task_key = lock_task(district)
    for seed in (SEED, OTHER_SEED):
        key = draw_and_dispatch(district, task_key, seed)
        district.draws.void(draw_key=key, reason="程序错误", approved_by="样例局长")
    third = draw_and_dispatch(district, task_key, THIRD_SEED)

    detail = district.draws.get_draw(draw_key=third)

    assert (detail.row.draw_code, detail.row.title) == ("2022-01-3", "本次为第3次抽取")
    certificate = district.draws.certificate(draw_key=third)
    assert [each["draw_code"] for each in certificate["voided_attempts"]] == ["2022-01-1", "2022-01-2"]


def test_batches_go_on_over_a_voided_one_between_them(district: Services) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)
    first = draw_and_dispatch(district, task_key, SEED)
    voided = draw_and_dispatch(district, task_key, OTHER_SEED)
    district.draws.void(draw_key=voided, reason="程序错误", approved_by="样例局长")
    again = draw_and_dispatch(district, task_key, THIRD_SEED)
    last = draw_and_dispatch(district, task_key, "57721566490153286060")

    rows = [district.draws.get_draw(draw_key=key) for key in (first, again, last)]

    assert [(each.row.draw_code, each.row.batch_number) for each in rows] == [
        ("2022-01-1", 1),
        ("2022-01-3", 2),
        ("2022-01-4", 3),
    ]
    sampled = [p.entry_id for each in rows for p in live(each.places) if p.kind is EntryKind.SELECTABLE]
    assert len(sampled) == len(set(sampled)) == 6  # ⌈23 × 25 %⌉ over the three batches that stand
    with pytest.raises(UserFacingError, match="以本次抽取为基础，须先作废2022-01-4"):
        district.draws.void(draw_key=again, reason="程序错误", approved_by="样例局长")


def test_an_unopened_draw_is_voided_without_anybody_having_been_told(district: Services) -> None:
    draw_key = seal(district, lock_task(district), choices=SealChoices(seals_assignment=True))
    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    district.draws.dispatch(draw_key=draw_key)
    district.draws.void(draw_key=draw_key, reason="程序错误", approved_by="样例局长")

    detail = district.draws.get_draw(draw_key=draw_key)
    place = detail.places[0]

    assert all(each.seats == () for each in detail.places)
    with pytest.raises(UserFacingError, match="已作废，不能启封"):
        district.draws.open_assignment(draw_key=draw_key, place_keys=[place.key], opened_by="样例检查员2")


def test_a_place_is_opened_once(district: Services) -> None:
    draw_key = seal(district, lock_task(district), choices=SealChoices(seals_assignment=True))
    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    [envelope, *_] = district.draws.get_draw(draw_key=draw_key).envelopes
    opening = partial(
        district.draws.open_assignment,
        draw_key=draw_key,
        place_keys=envelope.place_keys,
        opened_by=envelope.leader,
    )
    opening()

    with pytest.raises(UserFacingError, match="都已启封"):
        opening()

    assert rows_of(district, InspectionRecord) == 0
