"""What may follow a draw in the open: 递补, 补抽, the log, the chain of certificates and the public copy."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from models.errors import UserFacingError
from models.tables.draw import Draw
from models.tables.inspection_record import InspectionRecord
from models.tables.office import OperationLog
from models.vocab import (
    EntryKind,
    RecordStage,
)
from services.container import Services
from services.draw.verify import verify_certificate
from tests.services.draw.builders import (
    DICE,
    EACH_IN_BATCHES,
    OTHER_SEED,
    SEED,
    code_of,
    draw_and_dispatch,
    export,
    live,
    lock_task,
    seal,
    thrown,
)


def test_a_substitute_takes_the_place_the_record_and_the_team(district: Services, tmp_path: Path) -> None:
    task_key = lock_task(district)
    draw_key = draw_and_dispatch(district, task_key, SEED)
    before = district.draws.get_draw(draw_key=draw_key)
    [*_, out] = [place for place in before.places if place.kind is EntryKind.SELECTABLE]

    district.draws.substitute(
        draw_key=draw_key, place_keys=[out.key], reason="已迁出，附登记信息", approved_by="样例副局长"
    )
    places = district.draws.get_draw(draw_key=draw_key).places

    [substitute] = [place for place in places if place.substitutes]
    [replaced] = [place for place in places if not place.is_live]
    assert (substitute.substitutes, replaced.entry_id) == (out.entry_id, out.entry_id)
    assert replaced.replaced_reason == "已迁出，附登记信息"
    assert substitute.officer_names == out.officer_names
    assert len(live(places)) == 5
    with district.workplace.database.reading() as session:
        stages = session.execute(
            select(InspectionRecord.stage, func.count()).group_by(InspectionRecord.stage)
        )
        assert dict(stages.all()) == {RecordStage.PENDING: 5, RecordStage.ENDED: 1}
    assert verify_certificate(export(district, draw_key, tmp_path)).exit_code == 0


def test_a_certificate_that_was_edited_ends_with_one_and_the_first_difference(
    district: Services, tmp_path: Path
) -> None:
    draw_key = draw_and_dispatch(district, lock_task(district), SEED)
    certificate = district.draws.certificate(draw_key=draw_key)
    certificate["sampled"][0] = code_of(23)
    path = tmp_path / "证书.json"
    path.write_text(json.dumps(certificate, ensure_ascii=False), encoding="utf-8")

    outcome = verify_certificate(path)

    assert outcome.exit_code == 1
    assert outcome.lines[-1].startswith("× 抽中名单：应为 第1项")
    assert all(line.startswith("√") for line in outcome.lines[:-1])


def test_compulsory_enterprises_are_not_substituted(district: Services) -> None:
    task_key = lock_task(district)
    draw_key = draw_and_dispatch(district, task_key, SEED)
    [place] = [
        place
        for place in district.draws.get_draw(draw_key=draw_key).places
        if place.kind is EntryKind.COMPULSORY
    ]

    with pytest.raises(UserFacingError, match="必查对象，不递补"):
        district.draws.substitute(
            draw_key=draw_key, place_keys=[place.key], reason="停业", approved_by="样例副局长"
        )


@pytest.mark.parametrize("changes", [{}, EACH_IN_BATCHES], ids=["teams", "each"])
def test_an_officer_who_drops_out_is_replaced_everywhere_and_stays_on_record(
    district: Services, tmp_path: Path, changes: dict[str, Any]
) -> None:
    task_key = lock_task(district, **changes)
    draw_key = draw_and_dispatch(district, task_key, SEED)
    leader = district.draws.get_draw(draw_key=draw_key).places[0].seats[0]

    district.draws.replace_officer(
        draw_key=draw_key, officer_key=leader.officer_key, reason="公差", approved_by="样例副局长"
    )
    places = district.draws.get_draw(draw_key=draw_key).places

    seats = [seat for place in places for seat in place.seats if seat.officer_key == leader.officer_key]
    assert seats
    assert all(seat.replaced_reason == "公差" for seat in seats)
    assert all(leader.name not in place.officer_names for place in places)
    assert {place.officer_names.count("、") for place in places} == {1}
    assert verify_certificate(export(district, draw_key, tmp_path)).exit_code == 0


def test_a_recusal_that_comes_up_later_changes_one_object_only(district: Services, tmp_path: Path) -> None:
    task_key = lock_task(district)
    draw_key = draw_and_dispatch(district, task_key, SEED)
    first = district.draws.get_draw(draw_key=draw_key).places[0]
    officer = first.seats[1]

    district.draws.replace_officer(
        draw_key=draw_key,
        officer_key=officer.officer_key,
        place_key=first.key,
        reason="企业申请回避",
        approved_by="样例副局长",
    )
    places = district.draws.get_draw(draw_key=draw_key).places

    with_officer = [place.entry_id for place in places if officer.name in place.officer_names]
    assert first.entry_id not in with_officer
    assert with_officer
    assert verify_certificate(export(district, draw_key, tmp_path)).exit_code == 0


def test_each_changing_act_leaves_its_line_in_the_operation_log(district: Services) -> None:
    task_key = lock_task(district)
    draw_key = draw_and_dispatch(district, task_key, SEED)

    district.draws.void(draw_key=draw_key, reason="有误", approved_by="样例局长")

    with district.workplace.database.reading() as session:
        lines = session.scalars(
            select(OperationLog.action).where(OperationLog.noun == "draw").order_by(OperationLog.id)
        ).all()
    assert lines == ["封存", "抽取", "派发", "作废"]


def test_certificates_and_seals_of_the_office_form_chains(district: Services) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)

    keys = [draw_and_dispatch(district, task_key, seed) for seed in (SEED, OTHER_SEED)]
    first, second = (district.draws.certificate(draw_key=key) for key in keys)

    with district.workplace.database.reading() as session:
        [issued, _] = session.scalars(select(Draw.certificate_digest).order_by(Draw.id)).all()
    assert (first["previous_certificate"], second["previous_certificate"]) == ("", issued)
    assert [seal["previous"] == "" for seal in second["seals"]] == [True, False]


def test_the_public_copy_names_nobody_who_is_inspected_next(district: Services) -> None:
    task_key = lock_task(district)
    draw_key = draw_and_dispatch(district, task_key, SEED)

    text = district.draws.certificate_json(draw_key=draw_key, public=True)
    copy = json.loads(text)

    assert "样例机械厂" not in text
    assert "样例检查员" not in text
    assert code_of(7) not in text
    assert (copy["counts"]["sampled"], copy["counts"]["register"], copy["seed"]) == (4, 24, SEED)


def test_the_list_of_tasks_says_what_is_to_be_done_next(district: Services) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)
    steps = [district.draws.list_tasks(year=2022)[0].next_step]

    draw_key = seal(district, task_key, seed_rule=DICE)
    steps.append(district.draws.list_tasks(year=2022)[0].next_step)
    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    steps.append(district.draws.list_tasks(year=2022)[0].next_step)
    district.draws.dispatch(draw_key=draw_key)
    steps.append(district.draws.list_tasks(year=2022)[0].next_step)

    assert steps == ["待封存（第1批）", "待抽取", "待派发", "待封存（第2批）"]
