"""The papers of the office from the 更多 menu: 督办单, 统计表, 考核表, the whole 卷宗, 空白表格; and the register that lists them."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QDialog

from models.tables.base import BEIJING
from models.vocab import PaperKind
from services.changes import Changes
from services.clock import SimulatedClock
from services.container import Services
from services.papers.office_rows import NoteReceiver
from tests.services.files.pdf_reading import outline_titles
from tests.ui.papers.previews import preview_title, shown_preview
from tests.ui.records.conftest import text_of
from ui.desk import Desk
from ui.papers.assessment_dialog import AssessmentDialog
from ui.papers.blanks_dialog import BlanksDialog
from ui.papers.register_dialog import RegisterDialog
from ui.papers.spans import SPANS
from ui.papers.statistics_dialog import StatisticsDialog
from ui.papers.urging_dialog import UrgingDialog
from ui.recorded_messages import RecordedMessages
from ui.records.tab import RecordTab

Find = Callable[[type[QDialog]], QDialog]
Inspect = Callable[[list[int]], None]


# -- 督办单


@pytest.fixture
def urging(
    tab: RecordTab, record_keys: list[int], inspect: Inspect, clock: SimulatedClock, dialog: Find
) -> UrgingDialog:
    inspect(record_keys[:1])
    clock.move_to(datetime(2022, 6, 21, 9, 0, tzinfo=BEIJING))
    tab.menu.urging_action.trigger()
    found = dialog(UrgingDialog)
    assert isinstance(found, UrgingDialog)
    return found


def test_every_late_section_is_proposed_with_what_it_is_late_with(urging: UrgingDialog) -> None:
    assert [row.section for row in urging.table.selected_rows()] == ["政策法规科"]
    assert len(urging.lines.rows) == 4
    assert urging.answer_by.value() == date(2022, 6, 28)
    assert urging.confirm_button.text() == "制发 1 份"


def test_what_will_be_issued_is_looked_at_first(urging: UrgingDialog, services: Services) -> None:
    urging.preview_button.click()

    assert preview_title() == "督办单（未制发）"
    assert "下列4项超过规定期限" in text_of(shown_preview()).replace("\r\n", "")
    assert services.papers.list_papers(year=2022, kind=PaperKind.URGING) == []
    shown_preview().reject()


def test_the_sections_chosen_are_urged(
    urging: UrgingDialog, services: Services, messages: RecordedMessages
) -> None:
    urging.confirm_button.click()

    (paper,) = services.papers.list_papers(year=2022, kind=PaperKind.URGING)
    assert paper.subject == "政策法规科"
    assert messages.last.text == "已制发督办单 1 份：（豫偃）应急督〔2022〕1号"


def test_an_answer_before_the_day_of_the_paper_is_refused_beside_its_field(urging: UrgingDialog) -> None:
    urging.answer_by.set_value(date(2022, 6, 20))

    urging.confirm_button.click()

    assert urging.isVisible()
    assert urging.problem("answer_by") == "答复期限早于发文日期，请改晚。"


def test_nobody_is_urged_where_nothing_is_late(tab: RecordTab, dialog: Find) -> None:
    tab.menu.urging_action.trigger()
    found = dialog(UrgingDialog)

    assert isinstance(found, UrgingDialog)
    assert found.confirm_button.toolTip() == "没有逾期事项，不需要督办"


# -- 统计表


@pytest.fixture
def statistics(tab: RecordTab, dialog: Find) -> StatisticsDialog:
    tab.menu.statistics_action.trigger()
    found = dialog(StatisticsDialog)
    assert isinstance(found, StatisticsDialog)
    return found


def test_the_year_is_counted_at_once(statistics: StatisticsDialog) -> None:
    assert (statistics.first.text(), statistics.last.text()) == ("2022-01-01", "2022-12-31")
    assert statistics.sum_text.startswith("抽取 4 户次，已检查 0，发现问题 0")


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("上半年", date(2022, 1, 1), date(2022, 6, 30)),
        ("第四季度", date(2022, 10, 1), date(2022, 12, 31)),
        ("2 月", date(2022, 2, 1), date(2022, 2, 28)),
    ],
)
def test_halves_quarters_and_months_have_their_days(
    statistics: StatisticsDialog, name: str, first: date, last: date
) -> None:
    statistics.span.set_value(next(span for span in SPANS if span.name == name))

    assert (statistics.first.value(), statistics.last.value()) == (first, last)
    assert not statistics.first.isEnabled()


def test_days_of_ones_own_choice_are_counted_too(statistics: StatisticsDialog) -> None:
    statistics.span.set_value(None)
    statistics.first.set_value(date(2022, 6, 1))

    assert statistics.first.isEnabled()
    assert statistics.sum_text.startswith("抽取 0 户次")


def test_a_span_that_ends_before_it_begins_is_refused(statistics: StatisticsDialog) -> None:
    statistics.span.set_value(None)
    statistics.last.set_value(date(2021, 1, 1))

    statistics.confirm_button.click()

    assert statistics.isVisible()
    assert statistics.problem("days") == "结束日期早于开始日期。"


def test_the_table_is_looked_at_written_as_a_workbook_and_issued(
    statistics: StatisticsDialog, services: Services, messages: RecordedMessages, tmp_path: Path
) -> None:
    target = tmp_path / "统计表.xlsx"
    statistics.preview_button.click()
    shown = preview_title()
    shown_preview().reject()
    messages.answers.append(target)
    statistics.export_button.click()

    statistics.confirm_button.click()

    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert shown == "统计表（未制发）"
    assert [cell.value for cell in sheet[4]][:3] == ["合计", 4, 4]
    (paper,) = services.papers.list_papers(year=2022, kind=PaperKind.STATISTICS)
    assert paper.subject == "2022年度"
    assert messages.last.text == "已制发统计表 1 份：统计表〔2022〕1"


# -- 考核表


@pytest.fixture
def assessment(tab: RecordTab, dialog: Find) -> AssessmentDialog:
    tab.menu.assessment_action.trigger()
    found = dialog(AssessmentDialog)
    assert isinstance(found, AssessmentDialog)
    return found


def test_every_section_of_the_year_is_proposed(assessment: AssessmentDialog) -> None:
    assert list(assessment.table.selected_rows()) == ["政策法规科", "综合行政执法大队"]
    assert assessment.confirm_button.text() == "制发 2 份"


def test_one_section_is_looked_at_and_assessed(assessment: AssessmentDialog, services: Services) -> None:
    assessment.table.select_keys(["政策法规科"])
    assessment.preview_button.click()
    shown = preview_title()
    shown_preview().reject()

    assessment.confirm_button.click()

    papers = services.papers.list_papers(year=2022, kind=PaperKind.ASSESSMENT)
    assert shown == "考核表（未制发）"
    assert [paper.subject for paper in papers] == ["政策法规科"]


def test_an_assessment_needs_its_day(assessment: AssessmentDialog) -> None:
    assessment.issued_on.set_value(None)

    assessment.confirm_button.click()

    assert assessment.isVisible()
    assert assessment.problem("issued_on").startswith("请填写制表日期")


# -- 卷宗 and 空白表格


def bind(services: Services, desk: Desk, tab: RecordTab, key: int) -> None:
    outcome = services.papers.issue(PaperKind.BUNDLE, [key], issued_on=date(2022, 6, 8))
    assert not outcome.failed
    desk.operations.changed.emit(Changes.of("record", "paper"))
    tab.table.select_keys([key])


def test_the_whole_bundle_waits_for_its_cover(tab: RecordTab) -> None:
    action = tab.menu.look_bundle_action

    assert not action.isEnabled()
    assert "还没有制发检查卷宗（封面和目录）" in action.toolTip()


def test_the_whole_bundle_is_looked_at_and_kept(
    tab: RecordTab,
    desk: Desk,
    services: Services,
    record_keys: list[int],
    inspect: Inspect,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    inspect(record_keys[:1])
    bind(services, desk, tab, record_keys[0])
    target = tmp_path / "全卷.pdf"
    messages.answers.append(target)

    tab.menu.look_bundle_action.trigger()
    shown = preview_title()
    shown_preview().reject()
    tab.menu.save_bundle_action.trigger()

    assert shown == "样例锐捷机械厂-检查卷宗（全卷）"
    assert outline_titles(target.read_bytes()) == [
        "样例锐捷机械厂　检查卷宗",
        "样例锐捷机械厂　检查通知书",
        "样例锐捷机械厂　检查卷宗",
    ]
    assert messages.last.text == "已保存全卷“全卷.pdf”"


def test_every_form_of_the_office_can_be_had_empty(tab: RecordTab, dialog: Find) -> None:
    tab.menu.blanks_action.trigger()
    found = dialog(BlanksDialog)
    assert isinstance(found, BlanksDialog)
    before = found.confirm_button.toolTip()
    found.all_link.click()

    found.confirm_button.click()

    assert before == "请先勾选表格"
    assert found.chosen == tuple(PaperKind)
    assert preview_title() == f"空白表格（{len(PaperKind)}种）"
    titles = outline_titles(shown_preview().pages.content)
    assert [title.rpartition("　")[2] for title in titles] == [kind.label for kind in PaperKind]
    shown_preview().reject()


# -- the register


@pytest.mark.parametrize(
    "kind",
    [PaperKind.TASK_NOTE, PaperKind.URGING, PaperKind.STATISTICS, PaperKind.ASSESSMENT, PaperKind.BUNDLE],
)
def test_the_register_shows_looks_at_and_voids_the_papers_of_the_office(
    tab: RecordTab,
    services: Services,
    record_keys: list[int],
    inspect: Inspect,
    messages: RecordedMessages,
    dialog: Find,
    kind: PaperKind,
) -> None:
    inspect(record_keys[:1])
    issue_one(services, kind, record_keys[0])
    tab.actions_of_tab.papers.open_register()
    register = dialog(RegisterDialog)
    assert isinstance(register, RegisterDialog)
    register.kind.set_value(kind)
    register.table.select_keys([1])
    (row,) = register.table.rows
    assert row.paper is not None

    register.open_button.click()
    shown = preview_title()
    shown_preview().reject()
    messages.answers.append("样例理由")
    register.void_button.click()

    assert shown == f"{row.paper.name}-{row.paper.subject}"
    assert register.table.rows[0].explanation == "作废：样例理由"
    assert register.note == "1 份　作废 1　空号 0　未签收 0"


def issue_one(services: Services, kind: PaperKind, record_key: int) -> None:
    office, day, later = services.office_papers, date(2022, 6, 8), date(2023, 1, 5)
    draw_key = services.records.get_record(record_key).row.draw_key
    if kind is PaperKind.TASK_NOTE:
        outcome = office.issue_task_notes(draw_key, receiver=NoteReceiver.SECTION, issued_on=day)
    elif kind is PaperKind.URGING:
        outcome = office.issue_urging(["政策法规科"], answer_by=later, issued_on=day, today=later)
    elif kind is PaperKind.STATISTICS:
        outcome = office.issue_statistics(first=date(2022, 1, 1), last=date(2022, 6, 30), issued_on=day)
    elif kind is PaperKind.ASSESSMENT:
        outcome = office.issue_assessments(["政策法规科"], year=2022, issued_on=day)
    else:
        outcome = services.papers.issue(kind, [record_key], issued_on=day)
    assert len(outcome.issued) == 1
