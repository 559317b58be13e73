"""Papers of the office over real records: 派发单, 督办单, 统计表, 考核表 and the whole 卷宗."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select, update

from models.errors import UserFacingError
from models.tables.base import BEIJING
from models.tables.draw import Draw, DrawnPlace
from models.tables.office import Section
from models.tables.plan import PlanTask
from models.vocab import DrawStage, PaperKind, PublicationChannel, ResultCode
from services.clock import SimulatedClock
from services.container import Services
from services.papers.office_rows import NoteReceiver
from tests.services.files.pdf_reading import outline_titles, page_texts, whole_text
from tests.services.records.acts import draft, inspect, issue, rows
from tests.services.records.building import add_officers, add_task, dispatch

DAY = date(2022, 5, 25)
YEAR = {"first": date(2022, 1, 1), "last": date(2022, 12, 31)}
FIRST, SECOND = "洛阳样例锐捷机械有限公司", "洛阳样例金鑫铸造机械有限公司"


@pytest.fixture
def record_keys(services: Services) -> list[int]:
    """Two enterprises of one draw, each for two officers of the first 科室."""
    officers = add_officers(services)
    return dispatch(services, add_task(services), [FIRST, SECOND], [officers[:2], officers[2:]], compulsory=1)


def draw_key(services: Services) -> int:
    return rows(services)[0].draw_key


def find_faults(services: Services, clock: SimulatedClock, key: int) -> None:
    """Enter a result with something ordered to be corrected and something pending."""
    clock.move_to(datetime(2022, 6, 10, 16, 0, tzinfo=BEIJING))
    results = (ResultCode.CORRECTED, ResultCode.PENDING_ACTION, ResultCode.NO_PROBLEM)
    found = draft(services, key, *results)
    services.records.enter_result(record_key=key, draft=found)


# -- 派发单


def test_each_section_gets_one_note_of_a_draw_with_its_enterprises_and_officers(
    services: Services, record_keys: list[int]
) -> None:
    outcome = services.office_papers.issue_task_notes(
        draw_key(services), receiver=NoteReceiver.SECTION, issued_on=DAY
    )

    (paper,) = outcome.issued
    text = whole_text(services.papers.render(paper.key))
    assert (outcome.failed, paper.kind, paper.subject) == ((), PaperKind.TASK_NOTE, "政策法规科")
    assert (paper.draw_key, paper.record_key, paper.number) == (draw_key(services), None, "")
    assert "随机抽查派发单" in text
    for told in (
        FIRST,
        SECOND,
        "样例甲（组长）16030700001",
        "样例乙（组员）16030700002",
        "2022年12月31日",
        "机械行业随机抽查",
    ):
        assert told in text


def test_each_team_carries_a_notice_of_its_own(services: Services, record_keys: list[int]) -> None:
    outcome = services.office_papers.issue_task_notes(
        draw_key(services), receiver=NoteReceiver.TEAM, issued_on=DAY
    )

    texts = [whole_text(services.papers.render(paper.key)) for paper in outcome.issued]
    assert [paper.subject for paper in outcome.issued] == ["样例甲、样例乙", "样例丙、样例丁"]
    assert all("随机抽查任务通知书" in text for text in texts)
    assert FIRST in texts[0]
    assert SECOND not in texts[0]


def test_the_section_of_the_task_answers_for_it_whoever_leads(
    services: Services, record_keys: list[int]
) -> None:
    with services.workplace.database.transaction() as session:
        team = session.scalars(select(Section).where(Section.name == "综合行政执法大队")).one()
        session.execute(update(PlanTask).values(section_id=team.id))

    (group,) = services.office_papers.list_note_groups(draw_key(services), receiver=NoteReceiver.SECTION)

    assert (group.name, group.objects, group.obstacle) == ("综合行政执法大队", 2, "")


def test_a_note_is_made_once_and_again_after_it_was_voided(
    services: Services, record_keys: list[int]
) -> None:
    office, draw = services.office_papers, draw_key(services)
    (first,) = office.issue_task_notes(draw, receiver=NoteReceiver.SECTION, issued_on=DAY).issued

    again = office.issue_task_notes(draw, receiver=NoteReceiver.SECTION, issued_on=DAY)
    services.papers.void_paper(first.key, reason="人员更换")
    anew = office.issue_task_notes(draw, receiver=NoteReceiver.SECTION, issued_on=DAY)

    assert again.failed == (("政策法规科", "政策法规科的派发单已制发，如需改发请先作废。"),)
    assert [paper.serial for paper in anew.issued] == [2]


def test_only_the_receivers_that_are_named_get_a_note_and_each_shows_its_own(
    services: Services, record_keys: list[int]
) -> None:
    office, draw = services.office_papers, draw_key(services)

    (paper,) = office.issue_task_notes(
        draw, receiver=NoteReceiver.TEAM, issued_on=DAY, names=["样例丙、样例丁"]
    ).issued

    groups = office.list_note_groups(draw, receiver=NoteReceiver.TEAM)
    assert [(group.name, group.paper) for group in groups] == [
        ("样例甲、样例乙", None),
        ("样例丙、样例丁", paper),
    ]


def test_no_note_tells_who_goes_while_the_assignment_is_sealed(
    services: Services, record_keys: list[int]
) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(update(Draw).values(is_assignment_sealed=True))
    office, draw = services.office_papers, draw_key(services)

    outcomes = [office.issue_task_notes(draw, receiver=receiver, issued_on=DAY) for receiver in NoteReceiver]
    groups = office.list_note_groups(draw, receiver=NoteReceiver.TEAM)

    assert [outcome.issued for outcome in outcomes] == [(), ()]
    assert all("其中 2 户的派人结果尚未启封" in outcome.failed[0][1] for outcome in outcomes)
    assert [group.name for group in groups] == ["（未启封）"]
    with pytest.raises(UserFacingError, match="尚未启封"):
        office.preview_task_notes(draw, receiver=NoteReceiver.TEAM, issued_on=DAY)


def test_once_opened_the_note_is_made(
    services: Services, record_keys: list[int], clock: SimulatedClock
) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(update(Draw).values(is_assignment_sealed=True))
        session.execute(update(DrawnPlace).values(opened_at=clock.now()))

    outcome = services.office_papers.issue_task_notes(
        draw_key(services), receiver=NoteReceiver.SECTION, issued_on=DAY
    )

    assert len(outcome.issued) == 1


def test_a_draw_that_was_not_dispatched_has_no_note(services: Services, record_keys: list[int]) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(update(Draw).values(stage=DrawStage.DRAWN))

    with pytest.raises(UserFacingError, match="2022-01-01 还没有派发"):
        services.office_papers.list_note_groups(draw_key(services), receiver=NoteReceiver.SECTION)


def test_the_preview_of_notes_takes_no_number_and_stores_nothing(
    services: Services, record_keys: list[int]
) -> None:
    pdf = services.office_papers.preview_task_notes(
        draw_key(services), receiver=NoteReceiver.TEAM, issued_on=DAY
    )

    assert len(page_texts(pdf)) == 2
    assert services.papers.list_papers(year=2022, kind=PaperKind.TASK_NOTE) == []


# -- 督办单


def test_a_section_is_urged_with_all_that_is_late_the_oldest_first(
    services: Services, record_keys: list[int], clock: SimulatedClock
) -> None:
    issue(services, record_keys)
    inspect(services, clock, [record_keys[0]])

    (late,) = services.office_papers.list_overdue(today=date(2022, 6, 21))
    outcome = services.office_papers.issue_urging(
        [late.section], answer_by=date(2022, 6, 24), issued_on=date(2022, 6, 21), today=date(2022, 6, 21)
    )

    assert late.section == "政策法规科"
    assert [line.matter for line in late.lines] == [
        "检查结果未向企业反馈",
        "检查结果未在单位门户网站和企业信用平台公示",
        "检查结果未在国家企业信用信息公示系统（河南）公示",
        "检查结果未录入双随机监管工作平台",
    ]
    (paper,) = outcome.issued
    text = whole_text(services.papers.render(paper.key))
    assert paper.number == "（豫偃）应急督〔2022〕1号"
    assert "下列4项超过规定期限" in text
    assert "2022年6月10日11天" in text
    assert "并于2022年6月24日前" in text


def test_a_visit_that_did_not_take_place_and_a_note_nobody_signed_for_are_urged(
    services: Services, record_keys: list[int]
) -> None:
    services.office_papers.issue_task_notes(draw_key(services), receiver=NoteReceiver.SECTION, issued_on=DAY)

    (late,) = services.office_papers.list_overdue(today=date(2023, 1, 5))

    assert [(line.subject, line.matter) for line in late.lines] == [
        ("抽取2022-01-01", "任务派发单未签收"),
        (SECOND, "未在检查期限内实施检查"),
        (FIRST, "未在检查期限内实施检查"),
    ]


def test_a_section_that_is_late_with_nothing_is_not_urged(services: Services, record_keys: list[int]) -> None:
    outcome = services.office_papers.issue_urging(
        ["政策法规科"], answer_by=date(2022, 6, 3), issued_on=date(2022, 6, 1), today=date(2022, 6, 1)
    )

    assert outcome.issued == ()
    assert outcome.failed == (("政策法规科", "没有逾期事项，不需要督办。"),)


def test_nobody_is_asked_to_answer_before_the_day_of_the_paper(services: Services) -> None:
    with pytest.raises(UserFacingError, match="答复期限早于"):
        services.office_papers.issue_urging(
            ["政策法规科"], answer_by=date(2022, 5, 30), issued_on=date(2022, 6, 1)
        )


# -- 统计表 and 考核表


def test_the_figures_of_a_year_equal_its_records(
    services: Services, record_keys: list[int], clock: SimulatedClock
) -> None:
    issue(services, record_keys)
    find_faults(services, clock, record_keys[0])
    for channel in PublicationChannel:
        services.records.publish(
            record_keys=[record_keys[0]],
            channel=channel,
            published_on=date(2022, 6, 10),
            published_by="样例甲",
            reference="样例1",
        )

    view = services.office_papers.figures(**YEAR)

    assert view.total is not None
    assert (view.total.drawn, view.total.inspected, view.total.problems) == (2, 1, 1)
    assert (view.total.corrected, view.total.pending, view.total.transferred) == (1, 1, 0)
    assert view.total.published == 1
    assert [[line.name for line in group.lines] for group in view.groups[:3]] == [
        ["政策法规科"],
        ["1.机械行业随机抽查"],
        ["机械"],
    ]
    assert sum(line.drawn for line in view.groups[3].lines) == 2


def test_a_span_counts_what_was_dispatched_in_it_and_has_no_plan(
    services: Services, record_keys: list[int]
) -> None:
    office = services.office_papers

    may = office.figures(first=date(2022, 5, 1), last=date(2022, 5, 31))
    june = office.figures(first=date(2022, 6, 1), last=date(2022, 6, 30))

    assert may.total is not None
    assert june.total is not None
    assert (may.total.drawn, june.total.drawn) == (2, 0)
    assert may.total.planned is None
    assert may.heading == "“双随机、一公开”检查统计表"
    with pytest.raises(UserFacingError, match="早于开始日期"):
        office.figures(first=date(2022, 6, 2), last=date(2022, 6, 1))


def test_the_table_is_issued_previewed_and_exported_with_the_same_figures(
    services: Services, record_keys: list[int], tmp_path: Path
) -> None:
    office = services.office_papers

    (paper,) = office.issue_statistics(**YEAR, issued_on=DAY).issued
    preview = whole_text(office.preview_statistics(**YEAR, issued_on=DAY))
    office.export_statistics(**YEAR, path=tmp_path / "统计表.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "统计表.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[4]][:4] == ["合计", 2, 2, 0]
    assert "合计220" in preview
    assert "合计220" in whole_text(services.papers.render(paper.key))
    assert paper.subject == "2022年度"


def test_each_section_is_assessed_with_what_was_measured(
    services: Services, record_keys: list[int], clock: SimulatedClock
) -> None:
    issue(services, record_keys)
    inspect(services, clock, [record_keys[0]])
    office = services.office_papers

    sections = office.list_assessed(year=2022)
    outcome = office.issue_assessments(sections, year=2022, issued_on=date(2022, 6, 20))

    texts = {paper.subject: whole_text(services.papers.render(paper.key)) for paper in outcome.issued}
    assert sections == ["政策法规科", "综合行政执法大队"]
    assert "50%（1/2）" in texts["政策法规科"]
    assert "0%（0/1）" in texts["政策法规科"]
    assert "——" in texts["综合行政执法大队"]


# -- 卷宗


def test_a_bundle_lists_its_papers_with_the_pages_they_have(
    services: Services, record_keys: list[int], clock: SimulatedClock
) -> None:
    key = record_keys[0]
    office = services.office_papers
    office.issue_task_notes(draw_key(services), receiver=NoteReceiver.SECTION, issued_on=DAY)
    issue(services, record_keys)
    find_faults(services, clock, key)
    services.papers.issue(PaperKind.FEEDBACK, [key], issued_on=date(2022, 6, 13))
    services.papers.save_entry(
        kind=PaperKind.BUNDLE,
        record_key=key,
        values={
            "others": "现场照片 4\n营业执照复印件",
            "filed_by": "样例甲",
            "archive_number": "样例-2022-1",
        },
    )

    outcome = services.papers.issue(PaperKind.BUNDLE, [key], issued_on=date(2022, 6, 20))
    cover, contents, note, *parts = _bundle_pages(services, key)

    assert outcome.failed == ()
    assert "保管期限30年档号样例-2022-1" in cover
    lengths = [len(part) for part in parts]
    assert lengths[0] == 1
    last = sum(lengths)
    for told in (
        "1随机抽查派发单2022.5.251",
        "2检查通知书（豫偃）应急抽通〔2022〕1号2022.5.252-",
        f"4现场照片{last + 1}-{last + 4}",
        f"5营业执照复印件{last + 5}",
    ):
        assert told in contents
    assert f"共5件{last + 5}页" in cover
    for missing in (
        "行政检查审批表",
        "现场检查记录",
        "责令限期整改指令书",
        "文书送达回执",
        "双随机监管工作平台的公示凭证",
    ):
        assert missing in note
    assert "检查通知书" not in note


def _bundle_pages(services: Services, key: int) -> list[str]:
    """Return the pages of cover, 目录 and 备考表, then one text of as many pages for each paper between."""
    pdf = services.office_papers.bundle_pdf(key)
    pages = page_texts(pdf)
    front, back = pages[:2], pages[-1]
    papers = [
        len(page_texts(services.papers.render(paper.key)))
        for kind in (PaperKind.TASK_NOTE, PaperKind.NOTICE, PaperKind.FEEDBACK)
        for paper in services.papers.list_papers(year=2022, kind=kind)
        if paper.record_key in (None, key)
    ]
    assert len(pages) == 3 + sum(papers)
    return [*front, back, *("页" * count for count in papers)]


def test_the_whole_bundle_is_one_file_with_a_bookmark_for_each_paper(
    services: Services, record_keys: list[int], clock: SimulatedClock
) -> None:
    key = record_keys[0]
    issue(services, record_keys)
    inspect(services, clock, [key])
    services.papers.issue(PaperKind.BUNDLE, [key], issued_on=date(2022, 6, 10))
    services.papers.issue(PaperKind.FEEDBACK, [key], issued_on=date(2022, 6, 13))  # too late for the 目录

    pdf = services.office_papers.bundle_pdf(key)

    assert outline_titles(pdf) == [
        f"{FIRST}　检查卷宗",
        f"{FIRST}　检查通知书",
        f"{FIRST}　检查卷宗",
    ]
    assert pdf == services.office_papers.bundle_pdf(key)


def test_before_the_result_there_is_nothing_to_bind(services: Services, record_keys: list[int]) -> None:
    outcome = services.papers.issue(PaperKind.BUNDLE, record_keys, issued_on=DAY)

    assert outcome.issued == ()
    assert "录入检查结果后才能立卷" in outcome.failed[0][1]
    with pytest.raises(UserFacingError, match="请先制发检查卷宗"):
        services.office_papers.bundle_pdf(record_keys[0])
