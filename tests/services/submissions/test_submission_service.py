"""The five submissions of every 科室: due, handed in, sent back, merged (R13)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.office import OperationLog, Section
from models.vocab import SubmissionKind, SubmissionState
from services.clock import SimulatedClock
from services.container import Services
from services.submissions.matrix import counts_line, export_matrix
from services.submissions.rows import ReceivedFile, SubmissionDraft
from tests.services.submissions.forms import line

DRAFT = SubmissionDraft(submitted_on=date(2022, 5, 20), submitted_by="样例甲")
FILE = ReceivedFile("样例名录.xlsx", "a" * 64, {"read": 3, "added": 3})


def submit(services: Services, kind: SubmissionKind, file: ReceivedFile | None = None) -> int:
    key = line(services, kind).key
    services.submissions.submit(key=key, draft=DRAFT, file=file)
    return key


def add_section(services: Services, name: str) -> None:
    workplace = services.workplace
    with workplace.database.transaction() as session:
        workplace.add(session, Section(name=name, position=9, aliases=[]))


def test_a_year_has_five_lines_for_each_section_due_on_the_last_day_of_february(
    services: Services, year: int
) -> None:
    found = services.submissions.get_year(year)

    assert [(row.section_name, row.kind.label) for row in found.rows[:5]] == [
        ("政策法规科", kind.label) for kind in SubmissionKind
    ]
    assert len(found.rows) == 10
    assert {row.state for row in found.rows} == {SubmissionState.PENDING}
    assert found.due_on == date(2022, 2, 28)


def test_a_year_that_is_not_opened_has_no_lines_and_names_the_sections_that_lack_them(
    services: Services,
) -> None:
    found = services.submissions.get_year(2022)

    assert found.rows == ()
    assert found.lacking == ("政策法规科", "综合行政执法大队")


def test_opening_twice_makes_nothing_and_a_later_section_gets_the_due_date_of_the_year(
    services: Services, year: int
) -> None:
    services.submissions.update_due_date(year=year, due_on=date(2022, 3, 31))
    again = services.submissions.open_year(year=year)
    add_section(services, "样例监管科")
    lacking = services.submissions.get_year(year).lacking

    services.submissions.open_year(year=year)

    found = services.submissions.get_year(year)
    assert not again.nouns
    assert lacking == ("样例监管科",)
    assert len(found.rows) == 15
    assert {row.due_on for row in found.rows} == {date(2022, 3, 31)}


def test_another_due_date_moves_what_has_not_come_and_leaves_the_rest(services: Services, year: int) -> None:
    submit(services, SubmissionKind.ITEMS)

    services.submissions.update_due_date(year=year, due_on=date(2022, 6, 30))

    found = services.submissions.get_year(year)
    assert found.due_on == date(2022, 6, 30)
    assert line(services, SubmissionKind.ITEMS).due_on == date(2022, 2, 28)
    assert line(services, SubmissionKind.PLAN).due_on == date(2022, 6, 30)
    assert found.counts.overdue == 0


def test_the_office_sees_what_is_missing_and_what_is_overdue(
    services: Services, year: int, clock: SimulatedClock
) -> None:
    submit(services, SubmissionKind.ITEMS)
    services.submissions.merge(key=submit(services, SubmissionKind.OFFICERS))
    services.submissions.return_submission(
        key=submit(services, SubmissionKind.PLAN), reason="样例：缺抽查比例"
    )

    found = services.submissions.get_year(year)

    assert counts_line(found.counts) == "应报 10 项 · 已报 2 · 未报 8 · 逾期 8"
    assert (found.counts.merged, found.counts.returned) == (1, 1)
    assert len(services.submissions.list_missing(year)) == 8
    assert services.submissions.count_missing(year) == (8, 8)
    assert {row.days_late for row in found.rows if row.is_overdue} == {
        (clock.today() - date(2022, 2, 28)).days
    }


def test_a_submission_keeps_who_when_the_file_and_the_counts(services: Services, year: int) -> None:
    submit(services, SubmissionKind.OFFICERS, FILE)

    row = line(services, SubmissionKind.OFFICERS)
    assert (row.state, row.submitted_on, row.submitted_by) == (
        SubmissionState.SUBMITTED,
        date(2022, 5, 20),
        "样例甲",
    )
    assert (row.file_name, row.file_digest, row.counts) == (FILE.name, FILE.digest, FILE.counts)
    assert row.days_late == 81


def test_sending_back_needs_a_reason_which_goes_when_it_comes_again(services: Services, year: int) -> None:
    key = submit(services, SubmissionKind.PLAN)
    with pytest.raises(UserFacingError, match="请写明退回的原因"):
        services.submissions.return_submission(key=key, reason="  ")

    services.submissions.return_submission(key=key, reason="样例：缺抽查比例")
    returned = line(services, SubmissionKind.PLAN)
    submit(services, SubmissionKind.PLAN)

    assert (returned.state, returned.returned_reason) == (SubmissionState.RETURNED, "样例：缺抽查比例")
    assert line(services, SubmissionKind.PLAN).returned_reason == ""


def test_taking_back_goes_from_merged_to_submitted_to_pending(services: Services, year: int) -> None:
    key = submit(services, SubmissionKind.ITEMS, FILE)
    services.submissions.merge(key=key)

    services.submissions.reopen(key=key, state=SubmissionState.MERGED)
    with pytest.raises(UserFacingError, match="不再是“已汇总”，没有可以撤销的"):
        services.submissions.reopen(key=key, state=SubmissionState.MERGED)
    once = line(services, SubmissionKind.ITEMS)
    services.submissions.reopen(key=key, state=SubmissionState.SUBMITTED)
    twice = line(services, SubmissionKind.ITEMS)

    assert (once.state, once.file_name, once.merged_on) == (SubmissionState.SUBMITTED, FILE.name, None)
    assert (twice.state, twice.file_name, twice.submitted_on, twice.counts) == (
        SubmissionState.PENDING,
        "",
        None,
        None,
    )


def test_what_has_not_come_is_neither_merged_nor_sent_back(services: Services, year: int) -> None:
    key = line(services, SubmissionKind.ITEMS).key

    with pytest.raises(UserFacingError, match="还没有报来，不能标记已汇总"):
        services.submissions.merge(key=key)
    with pytest.raises(UserFacingError, match="还没有报来，不需要退回"):
        services.submissions.return_submission(key=key, reason="样例")


def test_a_day_to_come_and_a_missing_name_are_refused(services: Services, year: int) -> None:
    draft = replace(DRAFT, submitted_on=date(2022, 5, 26), submitted_by=" ")

    problems = services.submissions.check(draft)

    assert problems == {"submitted_by": "请填写报送人姓名。", "submitted_on": "报送日期不能晚于今天。"}
    with pytest.raises(UserFacingError):
        services.submissions.submit(key=line(services, SubmissionKind.ITEMS).key, draft=draft)


def test_every_act_is_in_the_history_and_in_the_operation_log(services: Services, year: int) -> None:
    key = submit(services, SubmissionKind.ITEMS, FILE)
    services.submissions.return_submission(key=key, reason="样例：缺依据")

    told = [event.summary for event in services.submissions.list_history(key)]

    with services.workplace.database.reading() as session:
        actions = list(session.scalars(select(OperationLog.action).where(OperationLog.noun == "submission")))
    assert told == [
        "2022 年度政策法规科“随机抽查事项清单”退回：样例：缺依据",
        "2022 年度政策法规科“随机抽查事项清单”登记已报：样例甲 2022-05-20，文件“样例名录.xlsx”",
    ]
    assert actions == ["新增", "报送", "退回"]


def test_a_section_that_is_no_longer_active_owes_nothing_but_keeps_what_it_handed_in(
    services: Services, year: int
) -> None:
    submit(services, SubmissionKind.ITEMS)
    with services.workplace.database.transaction() as session:
        session.scalars(select(Section).where(Section.name == "政策法规科")).one().is_active = False

    rows = services.submissions.get_year(year).rows

    assert [row.kind for row in rows if row.section_name == "政策法规科"] == [SubmissionKind.ITEMS]


def test_the_matrix_is_exported_with_states_days_and_counts(
    services: Services, year: int, tmp_path: Path
) -> None:
    submit(services, SubmissionKind.ITEMS)
    path = tmp_path / "报送情况.xlsx"

    export_matrix(services.submissions.get_year(year), path)
    sheet = load_workbook(path).worksheets[0]

    assert sheet["A1"].value == "2022年度科室报送情况"
    assert sheet["A2"].value.endswith("应报 10 项 · 已报 1 · 未报 9 · 逾期 9")
    assert [cell.value for cell in sheet[4]][:3] == [
        "政策法规科",
        "已报 2022-05-20（迟 81 天）",
        "未报（逾期 86 天）",
    ]
