"""A task from the seal to the dispatched list, and what may follow in the open."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import InfeasibleDrawError, NothingToDrawError, UserFacingError
from models.rules.scope import Scope
from models.rules.seed import Contribution, SeedRule
from models.rules.tickets import sha256_hex
from models.tables.draw import Draw, DrawnPlace, PlaceOfficer, SeedContribution
from models.tables.inspection_record import InspectionRecord
from models.vocab import (
    DrawStage,
    EnterpriseStatus,
    EntryKind,
    Industry,
    LeaveKind,
    OfficerStatus,
    RecordStage,
    SeedSource,
)
from services.clock import SimulatedClock
from services.container import Services
from services.draw.verify import verify_certificate
from services.roster.officer_rows import LeaveDraft
from tests.services.draw.builders import (
    EACH_IN_BATCHES,
    OTHER_SEED,
    SEED,
    TASK,
    THIRD_SEED,
    add_enterprise,
    add_officer,
    add_recusal,
    approve_scheme,
    change_enterprise,
    code_of,
    draw_and_dispatch,
    export,
    found_district,
    lock_task,
    rows_of,
    seal,
    thrown,
)


def test_from_the_seal_to_a_certificate_that_verifies(district: Services, tmp_path: Path) -> None:
    task_key = lock_task(district)

    draw_key = draw_and_dispatch(district, task_key, SEED)
    detail = district.draws.get_draw(draw_key=draw_key)
    outcome = verify_certificate(export(district, draw_key, tmp_path))

    assert outcome.exit_code == 0, outcome.lines[-1]
    assert detail.row.stage is DrawStage.DISPATCHED
    assert detail.row.draw_code == "2022-01-1"
    assert detail.row.drawn_count == 5  # ⌈23 × 15 %⌉ and one 必查
    assert [place.entry_id for place in detail.places if place.kind is EntryKind.COMPULSORY] == [code_of(7)]
    assert [place.ticket for place in detail.places] == sorted(place.ticket for place in detail.places)
    assert {len(place.seats) for place in detail.places} == {2}
    assert rows_of(district, InspectionRecord) == 5


def test_the_preview_says_of_every_enterprise_why_it_is_not_simply_drawable(services: Services) -> None:
    found_district(services)
    add_enterprise(services, 31, status=EnterpriseStatus.CANCELLED)
    add_enterprise(services, 32, town_code="410311901")
    add_enterprise(services, 33, industry=Industry.TEXTILE)
    add_enterprise(services, 34, credit_code=None)
    task_key = lock_task(services)

    preview = services.draws.preview(task_key=task_key)
    reasons = {row.name: (row.kind, row.reason) for row in preview.frame if row.reason}

    assert preview.register_count == 28
    assert reasons == {
        "样例机械厂7": (EntryKind.COMPULSORY, "严重失信主体，必查"),
        "样例机械厂31": (None, "登记状态为注销，不是存续"),
        "样例机械厂32": (None, "住所在区外"),
        "样例机械厂33": (None, "不符合任务条件：行业为纺织，不在任务的行业范围"),
        "样例机械厂34": (None, "没有统一社会信用代码，也没有注册号"),
    }
    assert (preview.places, preview.compulsory, sum(count.total for count in preview.counts)) == (4, 1, 24)
    assert preview.can_seal


def test_the_preview_says_of_every_officer_why_he_is_not_in_the_pool(services: Services) -> None:
    found_district(services)
    add_officer(services, 21, certificate_expires_on=date(2022, 10, 1))
    add_officer(services, 22, certificate_number=None)
    add_officer(services, 23, is_regular=False)
    add_officer(services, 24, status=OfficerStatus.ON_LEAVE)
    away = add_officer(services, 25)
    leave = LeaveDraft(away, LeaveKind.LEAVE, date(2022, 6, 1), date(2022, 11, 30))
    services.leaves.add_leave(draft=leave)
    task_key = lock_task(services)

    preview = services.draws.preview(task_key=task_key)

    assert {row.name: row.reason for row in preview.pool if not row.in_pool} == {
        "样例检查员21": "执法证2022年10月1日到期，不能覆盖检查期限",
        "样例检查员22": "没有填写执法证号",
        "样例检查员23": "辅助人员，不是正式工作人员",
        "样例检查员24": "人员状态为请假，不是在岗",
        "样例检查员25": "2022年6月1日至11月30日请假，检查期限 221 天中只有 38 天在岗",
    }
    assert sum(row.in_pool for row in preview.pool) == 10


def test_an_enterprise_of_unknown_town_is_drawn_in_the_stratum_of_the_district(services: Services) -> None:
    found_district(services)
    add_enterprise(services, 40, town_code=None)
    task_key = lock_task(services)

    preview = services.draws.preview(task_key=task_key)

    assert [(row.stratum, row.town_name) for row in preview.frame if row.entry_id == code_of(40)] == [
        ("410307000", "待定")
    ]


def test_a_plan_that_is_not_locked_cannot_be_drawn_from(district: Services) -> None:
    plan_key = district.plans.add_plan(year=2022).key or 0
    task_key = district.plans.add_task(plan_key=plan_key, draft=TASK).key or 0

    with pytest.raises(UserFacingError, match="审批并锁定后才能抽取"):
        seal(district, task_key)


def test_an_empty_scope_is_nothing_to_draw(district: Services) -> None:
    task_key = lock_task(district, scope=Scope(industries=frozenset({Industry.TOBACCO})))

    with pytest.raises(NothingToDrawError, match="没有可以检查的对象"):
        seal(district, task_key)

    assert rows_of(district, Draw) == 0


def test_too_few_officers_stop_the_seal_and_name_the_seats(district: Services) -> None:
    task_key = lock_task(district, teams=6)

    with pytest.raises(InfeasibleDrawError, match="组长席位6个，具备组长资格的只有5人"):
        seal(district, task_key)

    assert rows_of(district, Draw) == 0


def test_what_would_make_the_seal_possible_is_said_with_what_stands_in_its_way(district: Services) -> None:
    task_key = lock_task(district, teams=6)

    preview = district.draws.preview(task_key=task_key)

    assert preview.remedies == (
        "增加5名可抽人员（有组长资格的人员1名、专业匹配的人员2名、有组长资格或专业匹配的人员2名）",
        "把检查组由6组减为3组",
        "改为逐户派人",
    )
    with pytest.raises(InfeasibleDrawError, match=r"可以任选一种办法：①增加5名.*；②把检查组由6组减为3组"):
        seal(district, task_key)


def test_a_draw_that_can_be_sealed_needs_no_remedy(district: Services) -> None:
    assert district.draws.preview(task_key=lock_task(district)).remedies == ()


def test_recusals_in_the_way_stop_the_seal_and_name_the_enterprise(district: Services) -> None:
    for officer_key in (1, 2):
        add_recusal(district, officer_key, 3)
    task_key = lock_task(district)

    with pytest.raises(InfeasibleDrawError, match=r"样例机械厂2.*样例检查员0、样例检查员1"):
        seal(district, task_key)


@pytest.mark.parametrize(
    ("operator", "supervisor", "sentence"),
    [
        ("样例操作人", " ", "须填写操作人和监督人"),
        ("样例操作人", "样例操作人", "不能是同一人"),
        ("样例操作人", "样例检查员3", "在本次可抽人员库中"),
    ],
)
def test_a_seal_needs_a_supervisor_who_is_not_drawn(
    district: Services, operator: str, supervisor: str, sentence: str
) -> None:
    task_key = lock_task(district)

    with pytest.raises(UserFacingError, match=sentence):
        seal(district, task_key, operator=operator, supervisor=supervisor)


def test_a_second_draw_without_voiding_is_refused(district: Services) -> None:
    task_key = lock_task(district)
    draw_key = seal(district, task_key)

    with pytest.raises(UserFacingError, match="2022-01-1已封存、尚未抽取"):
        seal(district, task_key)
    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    with pytest.raises(UserFacingError, match="不能再次抽取"):
        district.draws.draw(draw_key=draw_key, contributions=thrown(OTHER_SEED))
    with pytest.raises(UserFacingError, match="尚未派发"):
        seal(district, task_key)
    district.draws.dispatch(draw_key=draw_key)
    with pytest.raises(UserFacingError, match="公开作废后才能重抽"):
        seal(district, task_key)

    assert rows_of(district, Draw) == 1


def test_a_voided_attempt_stays_in_the_next_certificate(district: Services, tmp_path: Path) -> None:
    task_key = lock_task(district)
    first = draw_and_dispatch(district, task_key, SEED)

    district.draws.void(draw_key=first, reason="抽样框误列，附证据", approved_by="样例局长")
    second = draw_and_dispatch(district, task_key, OTHER_SEED)
    certificate = district.draws.certificate(draw_key=second)
    outcome = verify_certificate(export(district, second, tmp_path))

    assert outcome.exit_code == 0, outcome.lines[-1]
    assert certificate["draw_code"] == "2022-01-2"
    [voided] = certificate["voided_attempts"]
    assert (voided["draw_code"], voided["seed"], len(voided["sampled"])) == ("2022-01-1", SEED, 4)
    assert [seal["number"] for seal in certificate["seals"]] == [1, 2]
    assert district.draws.get_draw(draw_key=first).places[0].is_live
    assert district.draws.list_draws(task_key=task_key)[1].title == "本次为第2次抽取"


def test_a_voided_draw_ends_its_records_and_gives_its_enterprises_back(district: Services) -> None:
    task_key = lock_task(district)
    draw_key = draw_and_dispatch(district, task_key, SEED)

    district.draws.void(draw_key=draw_key, reason="抽样框误列", approved_by="样例局长")
    preview = district.draws.preview(task_key=task_key)

    with district.workplace.database.reading() as session:
        stages = set(session.scalars(select(InspectionRecord.stage)))
    assert stages == {RecordStage.ENDED}
    assert (preview.ordinal, preview.places, preview.compulsory) == (2, 4, 1)


def test_a_sealed_attempt_voided_before_its_seed_has_no_seed_in_the_certificate(district: Services) -> None:
    task_key = lock_task(district)
    first = seal(district, task_key)

    district.draws.void(draw_key=first, reason="见证人未到场", approved_by="样例局长")
    second = draw_and_dispatch(district, task_key, SEED)

    [voided] = district.draws.certificate(draw_key=second)["voided_attempts"]
    assert (voided["seed"], voided["sampled"]) == (None, [])


def test_three_batches_draw_each_enterprise_once_and_sum_to_the_whole(
    district: Services, tmp_path: Path
) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)

    keys = [draw_and_dispatch(district, task_key, seed) for seed in (SEED, OTHER_SEED, THIRD_SEED)]
    details = [district.draws.get_draw(draw_key=key) for key in keys]
    outcome = verify_certificate(export(district, keys[2], tmp_path))

    drawn = [place.entry_id for detail in details for place in detail.places]
    assert outcome.exit_code == 0, outcome.lines[-1]
    assert [len(detail.places) for detail in details] == [3, 2, 2]  # ⌈23 × 25 %⌉ = 6, and one 必查
    assert len(set(drawn)) == 7
    assert [detail.row.title for detail in details][2] == "本次为第3次抽取（第3批，共3批）"
    with pytest.raises(UserFacingError, match="3批已全部抽取"):
        seal(district, task_key)


def test_the_earlier_batches_are_out_of_the_later_ones_with_their_reason(district: Services) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)
    first = draw_and_dispatch(district, task_key, SEED)

    preview = district.draws.preview(task_key=task_key)
    reasons = {row.entry_id: (row.kind, row.reason) for row in preview.frame if row.reason}

    sampled = [place.entry_id for place in district.draws.get_draw(draw_key=first).places]
    assert {reasons[entry_id] for entry_id in sampled} == {
        (EntryKind.EXCLUDED, "本任务已抽"),
        (None, "本任务已列入必查"),
    }
    assert preview.batch_number == 2


def test_a_batch_that_a_later_one_rests_on_cannot_be_voided(district: Services) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)
    first = draw_and_dispatch(district, task_key, SEED)
    seal(district, task_key)

    with pytest.raises(UserFacingError, match="须先作废2022-01-2"):
        district.draws.void(draw_key=first, reason="有误", approved_by="样例局长")


def test_the_yearly_cap_counts_the_inspections_of_all_tasks(district: Services) -> None:
    everybody = replace(TASK, ratio="100", teams=1)
    plan_key = district.plans.add_plan(year=2022).key or 0
    keys = [district.plans.add_task(plan_key=plan_key, draft=everybody).key or 0 for _ in range(3)]
    district.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 24))
    district.plans.lock(plan_key=plan_key)
    for key in keys:
        approve_scheme(district, key)
    draw_and_dispatch(district, keys[0], SEED)
    draw_and_dispatch(district, keys[1], OTHER_SEED)

    preview = district.draws.preview(task_key=keys[2])

    assert {row.reason for row in preview.frame if row.kind is EntryKind.EXCLUDED} == {
        "已达年度频次上限（本年度已列入2次，上限2次）"
    }
    assert (preview.places, preview.compulsory) == (0, 1)


def test_the_result_rests_on_the_sealed_frame_not_on_todays_roster(district: Services) -> None:
    task_key = lock_task(district)
    draw_key = seal(district, task_key)
    sealed = district.draws.get_draw(draw_key=draw_key)

    for number in range(24):
        change_enterprise(
            district, number, lambda enterprise: setattr(enterprise, "status", EnterpriseStatus.MOVED_OUT)
        )
    district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    drawn = district.draws.get_draw(draw_key=draw_key)

    assert len(drawn.places) == 5
    assert drawn.seal == sealed.seal
    assert sha256_hex(district.draws.frame_text(draw_key=draw_key)) == sealed.seal.frame_digest


def test_a_frame_edited_in_the_database_stops_the_draw(district: Services) -> None:
    task_key = lock_task(district)
    draw_key = seal(district, task_key)
    with district.workplace.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE frame_entries SET kind = 'X' WHERE id = 5")

    with pytest.raises(UserFacingError, match="数据库可能被改动"):
        district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))


def test_a_seed_is_used_once(district: Services) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)
    draw_and_dispatch(district, task_key, SEED)
    draw_key = seal(district, task_key)

    with pytest.raises(UserFacingError, match="在 2022-01-1 已经用过"):
        district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))

    assert district.draws.get_draw(draw_key=draw_key).row.stage is DrawStage.SEALED


def test_a_draw_that_breaks_off_leaves_nothing_of_itself(district: Services) -> None:
    task_key = lock_task(district)
    draw_key = seal(district, task_key)
    with district.workplace.database.transaction() as session:
        session.connection().exec_driver_sql(
            "CREATE TRIGGER power_cut BEFORE INSERT ON place_officers WHEN (SELECT count(*) FROM place_officers) > 5"
            " BEGIN SELECT RAISE(ABORT, 'power cut'); END"
        )

    with pytest.raises(Exception, match="power cut"):
        district.draws.draw(draw_key=draw_key, contributions=thrown(SEED))

    row = district.draws.get_draw(draw_key=draw_key).row
    assert (row.stage, row.seed) == (DrawStage.SEALED, None)
    assert [rows_of(district, table) for table in (DrawnPlace, PlaceOfficer, SeedContribution)] == [0, 0, 0]


def test_a_contribution_older_than_the_seal_is_refused(district: Services, clock: SimulatedClock) -> None:
    task_key = lock_task(district)
    draw_key = seal(district, task_key)
    early = (clock.now() - timedelta(minutes=1)).isoformat()

    with pytest.raises(UserFacingError, match="早于封存时间"):
        district.draws.draw(draw_key=draw_key, contributions=[Contribution("纪检组样例甲", SEED, early)])


def test_a_system_seed_is_marked_as_not_witnessed(district: Services, tmp_path: Path) -> None:
    task_key = lock_task(district)
    draw_key = seal(district, task_key, seed_rule=SeedRule(SeedSource.SYSTEM))

    district.draws.draw(draw_key=draw_key, contributions=[district.draws.system_contribution()])
    certificate = district.draws.certificate(draw_key=draw_key)

    assert certificate["publicly_witnessed"] is False
    assert certificate["seed_rule"] == "系统随机数，未经公开见证"
    assert verify_certificate(export(district, draw_key, tmp_path)).exit_code == 0
