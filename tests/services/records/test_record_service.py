"""An inspection from the dispatch list to the publication, and what each step refuses."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from models.errors import UserCancelled, UserFacingError
from models.rules.outcomes import Finding
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
from services.records.rows import IssueOutcome, RecordRow, ResultDraft

ISSUED_ON = date(2022, 5, 25)
VISIT = {"visit_from": date(2022, 6, 6), "visit_to": date(2022, 6, 17)}
NO_FACE = "洛阳\U0002ebf0机械厂"  # a character of Extension I that no bundled face has


def issue(services: Services, keys: list[int]) -> IssueOutcome:
    return services.records.papers.issue_notices(keys, issued_on=ISSUED_ON, **VISIT)


def draft(services: Services, key: int, *results: ResultCode, **more: object) -> ResultDraft:
    items = services.records.get_record(key).findings
    return ResultDraft(
        inspected_from=datetime(2022, 6, 8, 9, 0, tzinfo=BEIJING),
        inspected_to=datetime(2022, 6, 8, 11, 30, tzinfo=BEIJING),
        result_on=date(2022, 6, 10),
        findings={
            item.item_key: Finding(item.title, result, "堆放杂物", "清理")
            for item, result in zip(items, results, strict=True)
        },
        **more,  # type: ignore[arg-type]
    )


def inspect(services: Services, clock: SimulatedClock, keys: list[int]) -> None:
    clock.move_to(datetime(2022, 6, 10, 16, 0, tzinfo=BEIJING))
    for key in keys:
        services.records.enter_result(
            record_key=key, draft=draft(services, key, *[ResultCode.NO_PROBLEM] * 3)
        )


def rows(services: Services) -> list[RecordRow]:
    return services.records.list_records(year=2022)


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

    assert [paper.enterprise_name for paper in outcome.issued] == ["洛阳样例金鑫铸造机械有限公司"]
    [(name, sentence)] = outcome.failed
    assert name == "洛阳样例锐捷机械有限公司"
    assert "已通知" in sentence


def test_a_paper_that_cannot_be_printed_takes_no_number(services: Services, record_keys: list[int]) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(
            update(Enterprise).where(Enterprise.name == "洛阳样例锐捷机械有限公司").values(name=NO_FACE)
        )

    outcome = issue(services, record_keys)

    assert [(paper.number, paper.enterprise_name) for paper in outcome.issued] == [
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
        services.records.papers.issue_notices(
            record_keys, visit_from=visit_from, visit_to=visit_to, issued_on=issued_on
        )

    assert services.records.papers.list_papers(year=2022, kind=PaperKind.NOTICE) == []


def test_a_visit_after_the_end_of_the_task_is_refused(services: Services, record_keys: list[int]) -> None:
    outcome = services.records.papers.issue_notices(
        record_keys, visit_from=date(2022, 12, 20), visit_to=date(2023, 1, 5), issued_on=ISSUED_ON
    )

    assert len(outcome.failed) == 2
    assert "超出任务期限（2022-12-31）" in outcome.failed[0][1]


def test_cancelling_a_batch_keeps_what_has_left_the_office(
    services: Services, record_keys: list[int]
) -> None:
    def stop_at_the_second(done: int, total: int | None = None, text: str = "") -> None:
        if done == 1:
            raise UserCancelled

    outcome = services.records.papers.issue_notices(
        record_keys, issued_on=ISSUED_ON, progress=stop_at_the_second, **VISIT
    )

    assert (len(outcome.issued), outcome.left) == (1, 1)
    assert outcome.changes.touches("record")
    assert [row.stage for row in rows(services)] == [RecordStage.NOTIFIED, RecordStage.PENDING]


def test_a_voided_number_stays_in_the_register_and_is_never_used_again(
    services: Services, record_keys: list[int]
) -> None:
    first = issue(services, record_keys[:1]).issued[0]
    services.records.papers.void_paper(first.key, reason="检查时间写错")

    again = issue(services, record_keys[:1]).issued[0]
    register = services.records.papers.list_papers(year=2022, kind=PaperKind.NOTICE)

    assert again.number == "（豫偃）应急抽通〔2022〕2号"
    assert [(paper.number, paper.is_voided, paper.void_reason) for paper in register] == [
        (first.number, True, "检查时间写错"),
        (again.number, False, ""),
    ]


def test_voiding_needs_a_reason_and_happens_once(services: Services, record_keys: list[int]) -> None:
    paper = issue(services, record_keys[:1]).issued[0]

    with pytest.raises(UserFacingError, match="理由"):
        services.records.papers.void_paper(paper.key, reason=" ")
    services.records.papers.void_paper(paper.key, reason="企业名称有误")
    with pytest.raises(UserFacingError, match="已经作废"):
        services.records.papers.void_paper(paper.key, reason="企业名称有误")

    assert rows(services)[0].stage is RecordStage.PENDING


def test_a_notice_is_not_voided_once_the_result_is_known(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    paper = issue(services, record_keys[:1]).issued[0]
    inspect(services, clock, record_keys[:1])

    with pytest.raises(UserFacingError, match="已经录入结果"):
        services.records.papers.void_paper(paper.key, reason="写错")


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


def test_a_letter_follows_the_result_and_only_once(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys)
    inspect(services, clock, record_keys[:1])

    outcome = services.records.papers.issue_letters(record_keys, issued_on=date(2022, 6, 10))
    again = services.records.papers.issue_letters(record_keys[:1], issued_on=date(2022, 6, 10))

    assert [paper.number for paper in outcome.issued] == ["偃应急函〔2022〕1号"]
    assert "录入检查结果后才能发反馈函" in outcome.failed[0][1]
    assert again.issued == ()
    assert rows(services)[0].stage is RecordStage.FED_BACK


def test_the_same_paper_is_printed_the_same_again_whatever_has_changed_since(
    services: Services, record_keys: list[int]
) -> None:
    paper = issue(services, record_keys[:1]).issued[0]
    before = services.records.papers.render(paper.key)
    with services.workplace.database.transaction() as session:
        session.execute(update(Enterprise).values(name="洛阳样例改名有限公司"))

    after = services.records.papers.render(paper.key)

    assert before.startswith(b"%PDF")
    assert after == before


def test_papers_are_saved_under_names_that_sort_by_number(
    services: Services, record_keys: list[int], tmp_path: Path
) -> None:
    issued = issue(services, record_keys).issued

    written = services.records.papers.save_each([paper.key for paper in issued], tmp_path / "文书")

    assert [path.name for path in written] == [
        "〔2022〕1号-洛阳样例锐捷机械有限公司-检查通知书.pdf",
        "〔2022〕2号-洛阳样例金鑫铸造机械有限公司-检查通知书.pdf",
    ]
    assert all(path.read_bytes().startswith(b"%PDF") for path in written)


def test_a_merged_file_that_says_the_same_already_is_left_alone(
    services: Services, record_keys: list[int], tmp_path: Path
) -> None:
    keys = [paper.key for paper in issue(services, record_keys).issued]
    target = services.records.papers.save_merged(keys, tmp_path / "通知书.pdf")
    before = target.stat()

    services.records.papers.save_merged(keys, target)

    assert target.stat().st_mtime_ns == before.st_mtime_ns
    assert target.stat().st_ino == before.st_ino


def publish(services: Services, key: int, **changed: object) -> None:
    values: dict[str, object] = {
        "channel": PublicationChannel.CREDIT_SYSTEM,
        "published_on": date(2022, 6, 10),
        "published_by": "样例甲",
        "reference": "GSXT-1",
    }
    services.records.publish(record_keys=[key], **values | changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reference": " "}, "公示凭据"),
        ({"published_by": " "}, "录入）人"),
        ({"published_by": "样例丙"}, "谁检查、谁录入"),
        ({"published_on": date(2022, 6, 9)}, "早于结果产生日期"),
        ({"published_on": date(2022, 6, 11)}, "晚于今天"),
    ],
)
def test_a_publication_needs_date_person_and_reference(
    services: Services,
    clock: SimulatedClock,
    record_keys: list[int],
    changed: dict[str, object],
    sentence: str,
) -> None:
    issue(services, record_keys)
    inspect(services, clock, record_keys[:1])

    with pytest.raises(UserFacingError, match=sentence):
        publish(services, record_keys[0], **changed)

    assert services.records.get_record(record_keys[0]).publications == ()


def test_a_publication_stops_its_clock_and_is_entered_once(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys)
    inspect(services, clock, record_keys[:1])
    publish(services, record_keys[0])

    with pytest.raises(UserFacingError, match="不必重复登记"):
        publish(services, record_keys[0])

    [line] = services.records.get_record(record_keys[0]).publications
    clock_row = rows(services)[0].clock(PublicationChannel.CREDIT_SYSTEM)
    assert (line.published_by, line.reference) == ("样例甲", "GSXT-1")
    assert clock_row is not None
    assert clock_row.done_on == date(2022, 6, 10)


def test_each_leader_may_enter_the_results_of_a_batch(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys)
    inspect(services, clock, record_keys)

    services.records.publish(
        record_keys=record_keys,
        channel=PublicationChannel.CREDIT_SYSTEM,
        published_on=date(2022, 6, 10),
        published_by={row.key: row.leader_name for row in rows(services)},
        reference="GSXT-1",
    )

    assert [services.records.get_record(key).publications[0].published_by for key in record_keys] == [
        "样例甲",
        "样例丙",
    ]


def test_a_batch_of_publications_is_stored_whole_or_not_at_all(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys)
    inspect(services, clock, record_keys[:1])

    with pytest.raises(UserFacingError, match="还没有检查结果"):
        services.records.publish(
            record_keys=record_keys,
            channel=PublicationChannel.PORTAL,
            published_on=date(2022, 6, 10),
            published_by="样例甲",
            reference="第 6 号公告",
        )

    assert services.records.get_record(record_keys[0]).publications == ()
