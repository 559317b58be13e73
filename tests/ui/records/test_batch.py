"""Batches from the tab: what is missing is issued, what there is goes out as chosen, what fails is listed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from models.tables.enterprise import Enterprise
from models.vocab import PaperKind, RecordStage
from services.changes import Changes
from services.container import Services
from tests.services.records.building import add_officers, add_task, dispatch
from tests.ui.papers.previews import preview_title, shown_previews
from tests.ui.records.conftest import NAMES
from ui.desk import Desk
from ui.papers.batch import Destination, Order
from ui.papers.batch_dialog import BatchDialog
from ui.papers.entry_dialog import EntryDialog
from ui.papers.outcome_dialog import OutcomeDialog
from ui.pdf_text import read_pdf_pages
from ui.recorded_messages import RecordedMessages
from ui.records.issue_dialog import IssueDialog
from ui.records.tab import RecordTab

VISIT = {"visit_from": date(2022, 6, 6), "visit_to": date(2022, 6, 17), "issued_on": date(2022, 5, 25)}

Find = Callable[[type], BatchDialog]


@pytest.fixture
def batch(tab: RecordTab, dialog: Find) -> BatchDialog:
    tab.table.selectAll()
    tab.print_button.click()
    return dialog(BatchDialog)


def test_what_is_missing_is_issued_and_all_is_shown(
    tab: RecordTab,
    desk: Desk,
    messages: RecordedMessages,
    record_keys: list[int],
    notify: Callable[[list[int]], None],
    dialog: Find,
) -> None:
    notify(record_keys[:1])
    desk.operations.changed.emit(Changes.of("record"))
    tab.table.selectAll()
    tab.print_button.click()
    asked = dialog(BatchDialog)
    asked.choose(PaperKind.NOTICE, destination=Destination.VIEW, issues=True)
    asked.fill(**VISIT)
    words = asked.confirm_button.text()

    asked.confirm_button.click()

    assert words == "制发 3 份并预览 4 份"
    assert [row.stage for row in tab.table.rows] == [RecordStage.NOTIFIED] * 4
    assert preview_title() == "检查通知书（4份）"
    assert messages.last.text == "已制发检查通知书 3 份"


def test_for_whom_nothing_can_be_issued_is_said_before(batch: BatchDialog) -> None:
    batch.choose(PaperKind.NOTICE, PaperKind.FEEDBACK, destination=Destination.VIEW, issues=True)
    batch.fill(visit_from=date(2022, 12, 30), visit_to=date(2023, 1, 6), issued_on=date(2022, 5, 25))

    assert "检查通知书：检查时间超出检查期限 2022-12-31（4 户）" in batch.left_out_text
    assert "检查结果反馈函：还没有发检查通知书（4 户）" in batch.left_out_text
    assert batch.confirm_button.text() == "预览 0 份"
    assert not batch.confirm_button.isEnabled()


def test_nothing_to_give_out_says_what_to_do(batch: BatchDialog) -> None:
    batch.choose(PaperKind.NOTICE, destination=Destination.PRINT)

    assert "勾选“先制发”" in batch.confirm_button.toolTip()


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"visit_from": None}, "visit", "请填写检查时间"),
        ({"visit_to": date(2022, 6, 1)}, "visit", "早于开始日期"),
        ({"issued_on": None}, "issued_on", "请填写发文日期"),
        ({"issued_on": date(2022, 6, 20)}, "issued_on", "晚于检查时间"),
    ],
)
def test_dates_that_are_wrong_are_told_beside_their_field(
    batch: BatchDialog, changed: dict[str, date | None], field: str, sentence: str
) -> None:
    batch.choose(PaperKind.NOTICE, destination=Destination.VIEW, issues=True)
    batch.fill(**VISIT | changed)

    batch.confirm_button.click()

    assert batch.isVisible()
    assert sentence in batch.problems[field]


def test_what_fails_is_listed_and_the_rest_is_saved(
    services: Services, batch: BatchDialog, messages: RecordedMessages, tmp_path: Path, dialog: Find
) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(
            update(Enterprise).where(Enterprise.name == NAMES[0]).values(name="样例\U0002ebf0机械厂")
        )
    messages.answers.append(tmp_path / "通知书")
    batch.choose(PaperKind.NOTICE, destination=Destination.SINGLE, issues=True)
    batch.fill(**VISIT)

    batch.confirm_button.click()
    told = dialog(OutcomeDialog)

    assert isinstance(told, OutcomeDialog)
    assert [name for name, _ in told.failures] == ["样例\U0002ebf0机械厂　检查通知书"]
    assert len(list((tmp_path / "通知书").iterdir())) == 3
    assert messages.last.text == "已保存 3 份 PDF 到“通知书”"


def test_files_that_cannot_be_written_are_listed_and_the_rest_is_saved(
    services: Services,
    batch: BatchDialog,
    messages: RecordedMessages,
    tmp_path: Path,
    dialog: Find,
    record_keys: list[int],
    notify: Callable[[list[int]], None],
) -> None:
    folder = tmp_path / "通知书"
    (folder / "〔2022〕1号-样例锐捷机械厂-检查通知书.pdf").mkdir(parents=True)
    messages.answers.append(folder)
    batch.choose(PaperKind.NOTICE, destination=Destination.SINGLE, issues=True)
    batch.fill(**VISIT)

    batch.confirm_button.click()
    told = dialog(OutcomeDialog)

    assert isinstance(told, OutcomeDialog)
    assert [name for name, _ in told.failures] == ["〔2022〕1号-样例锐捷机械厂-检查通知书"]
    assert messages.last.text == "已保存 3 份 PDF 到“通知书”"


def test_who_leaves_the_question_for_the_folder_issues_nothing(
    services: Services, batch: BatchDialog, messages: RecordedMessages
) -> None:
    messages.answers.append(None)
    batch.choose(PaperKind.NOTICE, destination=Destination.SINGLE, issues=True)
    batch.fill(**VISIT)

    batch.confirm_button.click()

    assert services.papers.list_papers(year=2022, kind=PaperKind.NOTICE) == []


def test_one_file_holds_the_papers_in_the_order_that_was_chosen(
    batch: BatchDialog, messages: RecordedMessages, tmp_path: Path
) -> None:
    path = tmp_path / "通知书.pdf"
    messages.answers.append(path)
    batch.choose(PaperKind.NOTICE, destination=Destination.MERGED, issues=True)
    batch.order.set_value(Order.TOWN)
    batch.fill(**VISIT)

    batch.confirm_button.click()
    text = "".join(read_pdf_pages(path.read_bytes()))

    by_town = [NAMES[1], NAMES[0], NAMES[2], NAMES[3]]  # 槐新、商城、伊洛、翟镇
    places = {name: text.index(name) for name in NAMES}
    assert sorted(NAMES, key=places.__getitem__) == by_town


def test_the_choices_are_proposed_again(tab: RecordTab, batch: BatchDialog, dialog: Find) -> None:
    batch.choose(PaperKind.NOTICE, destination=Destination.VIEW, issues=True)
    batch.order.set_value(Order.TEAM)
    batch.fill(**VISIT)
    batch.duplex.setChecked(True)
    batch.confirm_button.click()

    tab.print_button.click()
    again = dialog(BatchDialog)

    assert (again.order.value(), again.duplex.isChecked()) == (Order.TEAM, True)


def test_empty_forms_are_opened_without_a_paper_being_issued(
    services: Services, batch: BatchDialog, messages: RecordedMessages
) -> None:
    batch.choose(PaperKind.NOTICE, PaperKind.FEEDBACK, destination=Destination.BLANK)
    words = batch.confirm_button.text()

    batch.confirm_button.click()

    assert words == "打开 2 种空白表格"
    assert [window.windowTitle() for window in shown_previews()] == ["预览：空白表格（2种）"]
    assert services.papers.list_papers(year=2022, kind=PaperKind.NOTICE) == []


def test_a_batch_is_about_the_whole_task_where_that_is_chosen(
    tab: RecordTab, record_keys: list[int], dialog: Find
) -> None:
    tab.table.select_keys(record_keys[:2])
    tab.print_button.click()
    asked = dialog(BatchDialog)
    asked.choose(PaperKind.NOTICE, destination=Destination.VIEW, issues=True)

    selected = asked.draft().missing_count
    asked.scope.button(1).click()

    assert (selected, asked.draft().missing_count) == (2, 4)


def test_what_a_paper_asks_is_filled_in_for_all_that_lack_it(
    tab: RecordTab,
    desk: Desk,
    record_keys: list[int],
    inspect: Callable[[list[int]], None],
    dialog: Callable[[type], BatchDialog | EntryDialog],
) -> None:
    inspect(record_keys[:2])
    desk.operations.changed.emit(Changes.of("record"))
    tab.table.select_keys(record_keys[:2])
    tab.print_button.click()
    asked = dialog(BatchDialog)
    assert isinstance(asked, BatchDialog)
    asked.choose(PaperKind.FEEDBACK, destination=Destination.VIEW)

    asked.fill_button.click()
    entry = dialog(EntryDialog)
    assert isinstance(entry, EntryDialog)
    entry.confirm_button.click()

    assert [case.name for case in entry.sheet.cases] == list(NAMES[:2])
    assert [row.stage for row in tab.table.rows[:2]] == [RecordStage.FED_BACK] * 2


def test_sixty_notices_take_one_button_and_one_dialog(
    qtbot: QtBot,
    desk: Desk,
    services: Services,
    messages: RecordedMessages,
    dialog: Callable[[type], IssueDialog],
) -> None:
    officers = add_officers(services)
    dispatch(services, add_task(services), [f"样例第{n}机械厂" for n in range(60)], [officers[:2]])
    page = RecordTab(desk, services)
    qtbot.addWidget(page)
    page.show()
    page.table.selectAll()

    page.primary.click()
    asked = dialog(IssueDialog)
    asked.confirm_button.click()

    assert messages.last.text == "已制发检查通知书 60 份：（豫偃）应急抽通〔2022〕1号至60号"
    assert {row.stage for row in page.table.rows} == {RecordStage.NOTIFIED}
