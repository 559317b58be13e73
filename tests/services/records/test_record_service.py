"""An inspection from the dispatch list to the publication, and what each step refuses."""

from datetime import date, datetime

import pytest
from sqlalchemy import update

from models.errors import UserCancelled, UserFacingError
from models.tables.base import BEIJING
from models.tables.enterprise import Enterprise
from models.tables.inspection_record import RecordOfficer
from models.vocab import (
    EntryKind,
    PaperKind,
    PublicationChannel,
    RecordOutcome,
    RecordStage,
    RefusalGround,
    ResultCode,
)
from services.clock import SimulatedClock
from services.container import Services
from tests.services.records.acts import ISSUED_ON, NO_FACE, VISIT, draft, inspect, issue, rows


def test_a_dispatched_pair_waits_to_be_inspected_with_its_leader_first(
    services: Services, record_keys: list[int]
) -> None:
    first, second = rows(services)

    assert (first.stage, first.kind, second.kind) == (
        RecordStage.PENDING,
        EntryKind.COMPULSORY,
        EntryKind.SELECTABLE,
    )
    assert (first.officer_names, first.leader_name) == ("样例甲、样例乙", "样例甲")
    assert (first.next_due_on, first.is_overdue) == (date(2022, 12, 31), False)


def test_no_result_is_filled_in_before_the_visit(services: Services, record_keys: list[int]) -> None:
    detail = services.records.get_record(record_keys[0])

    assert [finding.result for finding in detail.findings] == [None, None, None]
    assert detail.row.outcome is None


def test_a_notice_takes_the_next_number_and_the_record_one_step_on(
    services: Services, record_keys: list[int]
) -> None:
    outcome = issue(services, record_keys)

    assert [paper.number for paper in outcome.issued] == [
        "（豫偃）应急抽通〔2022〕1号",
        "（豫偃）应急抽通〔2022〕2号",
    ]
    assert outcome.failed == ()
    assert [row.stage for row in rows(services)] == [RecordStage.NOTIFIED] * 2


def test_a_second_notice_to_the_same_enterprise_is_refused_with_its_name(
    services: Services, record_keys: list[int]
) -> None:
    issue(services, record_keys[:1])

    outcome = issue(services, record_keys)

    assert [paper.subject for paper in outcome.issued] == ["洛阳样例金鑫铸造机械有限公司"]
    [(name, sentence)] = outcome.failed
    assert name == "洛阳样例锐捷机械有限公司"
    assert "已通知" in sentence


def test_a_paper_that_cannot_be_printed_takes_no_number(services: Services, record_keys: list[int]) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(
            update(Enterprise).where(Enterprise.name == "洛阳样例锐捷机械有限公司").values(name=NO_FACE)
        )

    outcome = issue(services, record_keys)

    assert [(paper.number, paper.subject) for paper in outcome.issued] == [
        ("（豫偃）应急抽通〔2022〕1号", "洛阳样例金鑫铸造机械有限公司")
    ]
    assert outcome.failed[0][0] == NO_FACE
    assert rows(services)[0].stage is RecordStage.PENDING


def test_a_notice_needs_two_officers(services: Services, record_keys: list[int]) -> None:
    with services.workplace.database.transaction() as session:
        first = session.get(RecordOfficer, (record_keys[0], 1))
        session.delete(first)

    outcome = issue(services, record_keys[:1])

    assert outcome.issued == ()
    assert "不足 2 人" in outcome.failed[0][1]


@pytest.mark.parametrize(
    ("visit_from", "visit_to", "issued_on", "sentence"),
    [
        (date(2022, 6, 8), date(2022, 6, 7), ISSUED_ON, "早于开始日期"),
        (date(2022, 6, 8), date(2022, 6, 9), date(2022, 6, 10), "发文日期晚于"),
    ],
)
def test_dates_that_contradict_each_other_issue_nothing(
    services: Services,
    record_keys: list[int],
    visit_from: date,
    visit_to: date,
    issued_on: date,
    sentence: str,
) -> None:
    with pytest.raises(UserFacingError, match=sentence):
        services.papers.issue(
            PaperKind.NOTICE, record_keys, visit_from=visit_from, visit_to=visit_to, issued_on=issued_on
        )

    assert services.papers.list_papers(year=2022, kind=PaperKind.NOTICE) == []


def test_a_visit_after_the_end_of_the_task_is_refused(services: Services, record_keys: list[int]) -> None:
    outcome = services.papers.issue(
        PaperKind.NOTICE,
        record_keys,
        visit_from=date(2022, 12, 20),
        visit_to=date(2023, 1, 5),
        issued_on=ISSUED_ON,
    )

    assert len(outcome.failed) == 2
    assert "超出任务期限（2022-12-31）" in outcome.failed[0][1]


def test_cancelling_a_batch_keeps_what_has_left_the_office(
    services: Services, record_keys: list[int]
) -> None:
    def stop_at_the_second(done: int, total: int | None = None, text: str = "") -> None:
        if done == 1:
            raise UserCancelled

    outcome = services.papers.issue(
        PaperKind.NOTICE, record_keys, issued_on=ISSUED_ON, progress=stop_at_the_second, **VISIT
    )

    assert (len(outcome.issued), outcome.left) == (1, 1)
    assert outcome.changes.touches("record")
    assert [row.stage for row in rows(services)] == [RecordStage.NOTIFIED, RecordStage.PENDING]


def test_a_voided_number_stays_in_the_register_and_is_never_used_again(
    services: Services, record_keys: list[int]
) -> None:
    first = issue(services, record_keys[:1]).issued[0]
    services.papers.void_paper(first.key, reason="检查时间写错")

    again = issue(services, record_keys[:1]).issued[0]
    register = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)

    assert again.number == "（豫偃）应急抽通〔2022〕2号"
    assert [(paper.number, paper.is_voided, paper.void_reason) for paper in register] == [
        (first.number, True, "检查时间写错"),
        (again.number, False, ""),
    ]


def test_voiding_needs_a_reason_and_happens_once(services: Services, record_keys: list[int]) -> None:
    paper = issue(services, record_keys[:1]).issued[0]

    with pytest.raises(UserFacingError, match="理由"):
        services.papers.void_paper(paper.key, reason=" ")
    services.papers.void_paper(paper.key, reason="企业名称有误")
    with pytest.raises(UserFacingError, match="已经作废"):
        services.papers.void_paper(paper.key, reason="企业名称有误")

    assert rows(services)[0].stage is RecordStage.PENDING


def test_a_notice_is_not_voided_once_the_result_is_known(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    paper = issue(services, record_keys[:1]).issued[0]
    inspect(services, clock, record_keys[:1])

    with pytest.raises(UserFacingError, match="已经录入结果"):
        services.papers.void_paper(paper.key, reason="写错")


def test_a_result_is_entered_only_after_the_notice(services: Services, record_keys: list[int]) -> None:
    entered = draft(services, record_keys[0], *[ResultCode.NO_PROBLEM] * 3)

    with pytest.raises(UserFacingError, match="请先发出检查通知书"):
        services.records.enter_result(record_key=record_keys[0], draft=entered)

    assert rows(services)[0].stage is RecordStage.PENDING


def test_every_gap_of_a_result_is_told_beside_its_field(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys)
    clock.move_to(datetime(2022, 6, 10, 16, 0, tzinfo=BEIJING))
    entered = draft(
        services, record_keys[0], ResultCode.REFUSED, ResultCode.NO_PROBLEM, ResultCode.NO_PROBLEM
    )
    items = list(entered.findings)
    entered.findings.pop(items[2])

    problems = services.records.check_result(record_key=record_keys[0], draft=entered)

    assert problems.keys() == {f"finding:{items[2]}", "refusal_ground"}
    assert "第二十一条" in problems["refusal_ground"]


def test_an_entered_result_reads_back_with_its_outcome(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys)
    clock.move_to(datetime(2022, 6, 10, 16, 0, tzinfo=BEIJING))
    entered = draft(
        services,
        record_keys[0],
        ResultCode.NO_PROBLEM,
        ResultCode.CORRECTED,
        ResultCode.REFUSED,
        refusal_ground=RefusalGround.DENIED_ENTRY,
        remark="见照片",
    )

    services.records.enter_result(record_key=record_keys[0], draft=entered)
    detail = services.records.get_record(record_keys[0])

    assert (detail.row.stage, detail.row.outcome) == (RecordStage.INSPECTED, RecordOutcome.REFUSED)
    assert [finding.result for finding in detail.findings] == [
        ResultCode.NO_PROBLEM,
        ResultCode.CORRECTED,
        ResultCode.REFUSED,
    ]
    assert (detail.refusal_ground, detail.remark, detail.entered_by) == (
        RefusalGround.DENIED_ENTRY,
        "见照片",
        "样例操作人",
    )


def test_the_three_clocks_run_from_the_end_of_the_visit_and_from_the_result(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys)
    inspect(services, clock, record_keys[:1])

    row = rows(services)[0]

    assert [(clock_row.channel, clock_row.due_on, clock_row.is_certain) for clock_row in row.clocks] == [
        (PublicationChannel.PLATFORM, date(2022, 6, 17), True),
        (PublicationChannel.CREDIT_SYSTEM, date(2022, 6, 17), True),
        (PublicationChannel.PORTAL, date(2022, 6, 13), True),
    ]
    assert row.next_due_on == date(2022, 6, 13)


def test_a_clock_that_has_run_out_makes_the_record_overdue(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys)
    inspect(services, clock, record_keys[:1])
    due_today = services.records.count_due(today=date(2022, 6, 13))
    clock.move_to(datetime(2022, 6, 14, 9, 0, tzinfo=BEIJING))

    row = rows(services)[0]

    assert row.is_overdue
    assert due_today == (1, 0)
    assert services.records.count_due() == (0, 1)
    assert services.records.count_due(year=2021) == (0, 0)
