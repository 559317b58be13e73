"""The days on papers, the end of the year, and a database that was put back."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from models.errors import UserFacingError
from models.tables.base import BEIJING
from models.tables.paper import NumberSeries
from models.vocab import PaperKind
from services.clock import SimulatedClock
from services.container import Services, open_services
from services.office.backups import back_up_daily
from services.papers.rows import IssueOutcome
from services.program import DATABASE_NAME
from tests.services.papers.building import serials, set_office
from tests.services.papers.visit_acts import fill_in
from tests.services.records.acts import ISSUED_ON, VISIT, inspect, issue

ORDER_OF_THE_DAY = {"visit_from": date(2022, 12, 30), "visit_to": date(2022, 12, 31)}


def issue_on(services: Services, kind: PaperKind, keys: list[int], day: date, **visit: date) -> IssueOutcome:
    return services.papers.issue(kind, keys, issued_on=day, **visit)


def sentences(outcome: IssueOutcome) -> list[str]:
    assert outcome.issued == ()
    return [sentence for _, sentence in outcome.failed]


def test_a_paper_dated_before_the_draw_is_refused_and_takes_no_number(
    services: Services, record_keys: list[int]
) -> None:
    outcome = issue_on(services, PaperKind.NOTICE, record_keys[:1], date(2021, 12, 31), **VISIT)
    early = issue_on(
        services,
        PaperKind.NOTICE,
        record_keys[:1],
        ISSUED_ON,
        visit_from=date(2022, 5, 1),
        visit_to=date(2022, 6, 1),
    )

    assert sentences(outcome) == ["发文日期（2021-12-31）早于抽取日期（2022-05-25），请改正。"]
    assert sentences(early) == ["检查时间的开始日期（2022-05-01）早于抽取日期（2022-05-25），请改正。"]
    assert [paper.number for paper in issue(services, record_keys[:1]).issued] == [
        "（豫偃）应急抽通〔2022〕1号"
    ]


def test_a_paper_dated_a_month_ahead_or_more_is_refused_also_in_its_preview(
    services: Services, record_keys: list[int]
) -> None:
    outcome = issue_on(services, PaperKind.CHECK_TABLE, record_keys[:1], date(2032, 5, 25))
    tomorrow = issue_on(services, PaperKind.CHECK_TABLE, record_keys[:1], date(2022, 5, 26))

    with pytest.raises(UserFacingError, match="比今天晚一个月以上"):
        services.papers.preview(PaperKind.CHECK_TABLE, record_keys[1:2], issued_on=date(2032, 5, 25))

    assert sentences(outcome) == ["发文日期（2032-05-25）比今天晚一个月以上，请核对年月后改正。"]
    assert len(tomorrow.issued) == 1


def test_a_letter_dated_before_the_inspection_it_tells_of_is_refused(
    services: Services, clock: SimulatedClock, record_keys: list[int], notices: list[int]
) -> None:
    inspect(services, clock, record_keys[:1])

    outcome = issue_on(services, PaperKind.FEEDBACK, record_keys[:1], date(2022, 6, 7))

    assert sentences(outcome) == ["发文日期（2022-06-07）早于检查日期（2022-06-08），请改正。"]


@pytest.mark.parametrize("shares_serial", [False, True])
def test_the_last_day_of_a_year_and_the_first_of_the_next_have_numbers_of_their_own(
    services: Services, clock: SimulatedClock, record_keys: list[int], shares_serial: bool
) -> None:
    set_office(services, shares_serial=shares_serial)
    clock.move_to(datetime(2022, 12, 31, 9, 0, tzinfo=BEIJING))
    notice = issue_on(
        services, PaperKind.NOTICE, record_keys[:1], date(2022, 12, 31), **ORDER_OF_THE_DAY
    ).issued[0]
    fill_in(services, PaperKind.SITE_RECORD, record_keys[0])
    clock.move_to(datetime(2023, 1, 1, 9, 0, tzinfo=BEIJING))
    new_year = issue_on(services, PaperKind.SITE_RECORD, record_keys[:1], date(2023, 1, 1))
    clock.move_to(datetime(2023, 1, 3, 9, 0, tzinfo=BEIJING))
    backdated = issue_on(services, PaperKind.SITE_RECORD, record_keys[1:2], date(2022, 12, 31))

    numbers = [paper.number for outcome in (new_year, backdated) for paper in outcome.issued]

    assert notice.number == "（豫偃）应急抽通〔2022〕1号"
    assert numbers[0] == "（豫偃）应急检记〔2023〕1号"
    assert numbers[1].startswith("（豫偃）应急检记〔2022〕")
    for year in (2022, 2023):
        rows = services.papers.register(year=year, kind=PaperKind.SITE_RECORD)
        assert all("请查明原因" not in row.explanation for row in rows)


def test_a_counter_that_lies_behind_its_papers_goes_on_behind_the_greatest(
    services: Services, record_keys: list[int]
) -> None:
    issue(services, record_keys[:3])
    with services.workplace.database.transaction() as session:
        session.execute(update(NumberSeries).values(last_serial=1))

    issue(services, record_keys[3:4])

    assert serials(services, PaperKind.NOTICE) == [1, 2, 3, 4]


def test_a_database_put_back_from_a_backup_goes_on_and_what_was_given_since_is_skipped_by_hand(
    services: Services, data_dir: Path, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys[:2])
    backup = back_up_daily(data_dir / DATABASE_NAME, clock.today())
    assert backup is not None
    lost = issue(services, record_keys[2:4]).issued
    services.close()
    shutil.copyfile(backup, data_dir / DATABASE_NAME)

    again = open_services(data_dir, operator="样例操作人", clock=clock)
    unknown = again.papers.find(lost[1].short_digest)
    again.papers.skip_numbers(kind=PaperKind.NOTICE, year=2022, last=lost[1].serial, reason="备份之后已发")
    after = issue(again, record_keys[2:4]).issued
    rows = again.papers.register(year=2022, kind=PaperKind.NOTICE)
    again.close()

    assert unknown is None
    assert [paper.serial for paper in after] == [5, 6]
    assert [(row.first, row.last, row.explanation) for row in rows] == [
        (1, 1, ""),
        (2, 2, ""),
        (3, 4, "跳号：备份之后已发"),
        (5, 5, ""),
        (6, 6, ""),
    ]


def test_a_paper_of_the_office_dated_far_ahead_is_refused_too(services: Services) -> None:
    year = {"first": date(2022, 1, 1), "last": date(2022, 12, 31)}

    outcome = services.office_papers.issue_statistics(**year, issued_on=date(2032, 1, 4))

    assert sentences(outcome) == ["发文日期（2032-01-04）比今天晚一个月以上，请核对年月后改正。"]
    assert serials(services, PaperKind.STATISTICS) == []
