"""The letter after the result, what is printed and saved, and the publication of the result."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from models.errors import UserFacingError
from models.tables.enterprise import Enterprise
from models.vocab import PaperKind, PublicationChannel, RecordStage
from services.clock import SimulatedClock
from services.container import Services
from tests.services.records.acts import inspect, issue, rows


def test_a_letter_follows_the_result_and_only_once(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys)
    inspect(services, clock, record_keys[:1])

    outcome = services.papers.issue(PaperKind.FEEDBACK, record_keys, issued_on=date(2022, 6, 10))
    again = services.papers.issue(PaperKind.FEEDBACK, record_keys[:1], issued_on=date(2022, 6, 10))

    assert [paper.number for paper in outcome.issued] == ["偃应急函〔2022〕1号"]
    assert "录入检查结果后才能发反馈函" in outcome.failed[0][1]
    assert again.issued == ()
    assert rows(services)[0].stage is RecordStage.FED_BACK


def test_the_same_paper_is_printed_the_same_again_whatever_has_changed_since(
    services: Services, record_keys: list[int]
) -> None:
    paper = issue(services, record_keys[:1]).issued[0]
    before = services.papers.render(paper.key)
    with services.workplace.database.transaction() as session:
        session.execute(update(Enterprise).values(name="洛阳样例改名有限公司"))

    after = services.papers.render(paper.key)

    assert before.startswith(b"%PDF")
    assert after == before


def test_papers_are_saved_under_names_that_sort_by_number(
    services: Services, record_keys: list[int], tmp_path: Path
) -> None:
    issued = issue(services, record_keys).issued

    outcome = services.papers.save_each([paper.key for paper in issued], tmp_path / "文书")
    written = [Path(name) for name in outcome.written]

    assert [path.name for path in written] == [
        "〔2022〕1号-洛阳样例锐捷机械有限公司-检查通知书.pdf",
        "〔2022〕2号-洛阳样例金鑫铸造机械有限公司-检查通知书.pdf",
    ]
    assert all(path.read_bytes().startswith(b"%PDF") for path in written)


def test_a_merged_file_that_says_the_same_already_is_left_alone(
    services: Services, record_keys: list[int], tmp_path: Path
) -> None:
    keys = [paper.key for paper in issue(services, record_keys).issued]
    target = services.papers.save_merged(keys, tmp_path / "通知书.pdf")
    before = target.stat()

    services.papers.save_merged(keys, target)

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
