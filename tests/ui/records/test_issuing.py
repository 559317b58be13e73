"""Issuing notices and letters from the tab: dates, who is left out, what came of it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from sqlalchemy import update

from models.tables.base import BEIJING
from models.tables.enterprise import Enterprise
from models.tables.inspection_record import InspectionRecord
from models.vocab import RecordStage
from services.changes import Changes
from services.clock import SimulatedClock
from services.container import Services
from ui.desk import Desk
from ui.papers.outcome_dialog import OutcomeDialog
from ui.recorded_messages import RecordedMessages
from ui.records.issue_dialog import IssueDialog
from ui.records.tab import RecordTab
from ui.settings_store import SettingsStore

Find = Callable[[type[IssueDialog]], IssueDialog]
VISIT = {"visit_from": date(2022, 6, 6), "visit_to": date(2022, 6, 17), "issued_on": date(2022, 5, 25)}


def test_notices_are_issued_to_all_that_wait_for_one(
    tab: RecordTab, messages: RecordedMessages, dialog: Find
) -> None:
    tab.table.selectAll()
    tab.primary.click()
    asked = dialog(IssueDialog)
    asked.fill(**VISIT)

    asked.confirm_button.click()

    assert asked.summary == "将为 4 户制发检查通知书"
    assert [row.stage for row in tab.table.rows] == [RecordStage.NOTIFIED] * 4
    assert messages.last.text == ("已制发检查通知书 4 份：（豫偃）应急抽通〔2022〕1号至4号")
    assert [link.text for link in messages.links] == ["预览 / 打印"]
    assert tab.primary.text() == "逐户录入 4 户检查结果"


def test_the_dates_proposed_are_working_days_within_the_task(
    tab: RecordTab, services: Services, desk: Desk, dialog: Find
) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(update(InspectionRecord).values(due_on=date(2022, 6, 8)))
    desk.operations.changed.emit(Changes.of("record"))

    tab.primary.click()
    draft = dialog(IssueDialog).draft()

    assert (draft.visit_from, draft.visit_to, draft.issued_on) == (
        date(2022, 5, 26),
        date(2022, 6, 8),
        date(2022, 5, 25),
    )


def test_who_is_left_out_is_named_with_the_reason(
    tab: RecordTab,
    desk: Desk,
    record_keys: list[int],
    notify: Callable[[list[int]], None],
    dialog: Find,
) -> None:
    notify(record_keys[:1])
    desk.operations.changed.emit(Changes.of("record"))
    tab.table.selectAll()
    tab.primary.click()
    asked = dialog(IssueDialog)
    before = asked.left_out_text

    asked.fill(visit_from=date(2022, 12, 30), visit_to=date(2023, 1, 6), issued_on=date(2022, 5, 25))

    assert before == "已发检查通知书（1 户）：样例锐捷机械厂"
    assert "检查时间超出检查期限 2022-12-31（3 户）" in asked.left_out_text
    assert asked.confirm_button.text() == "制发 0 份"
    assert not asked.confirm_button.isEnabled()


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
    tab: RecordTab, dialog: Find, changed: dict[str, date | None], field: str, sentence: str
) -> None:
    tab.primary.click()
    asked = dialog(IssueDialog)
    asked.fill(**VISIT | changed)

    asked.confirm_button.click()

    assert asked.isVisible()
    assert sentence in asked.problems[field]


def test_the_papers_are_saved_too_when_a_folder_is_chosen(
    tab: RecordTab, settings: SettingsStore, messages: RecordedMessages, tmp_path: Path, dialog: Find
) -> None:
    folder = tmp_path / "通知书"
    folder.mkdir()
    settings.set_folder("papers", folder)
    tab.primary.click()
    asked = dialog(IssueDialog)
    asked.fill(**VISIT)

    asked.confirm_button.click()

    assert [path.name for path in folder.iterdir()] == ["〔2022〕1号-样例锐捷机械厂-检查通知书.pdf"]
    assert messages.last.text == "已制发检查通知书 1 份：（豫偃）应急抽通〔2022〕1号，已保存到“通知书”"
    assert [link.text for link in messages.links] == ["打开文件夹"]


def test_a_folder_is_asked_for_when_the_box_is_ticked(
    tab: RecordTab, messages: RecordedMessages, tmp_path: Path, dialog: Find
) -> None:
    tab.primary.click()
    asked = dialog(IssueDialog)
    before = asked.draft().folder
    messages.answers.append(tmp_path)

    asked.folder_field.set_ticked(True)

    assert before is None
    assert asked.draft().folder == tmp_path


def test_what_could_not_be_issued_is_listed_and_the_rest_is_done(
    tab: RecordTab,
    services: Services,
    messages: RecordedMessages,
    dialog: Callable[[type], IssueDialog | OutcomeDialog],
) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(
            update(Enterprise).where(Enterprise.name == "样例锐捷机械厂").values(name="样例\U0002ebf0机械厂")
        )
    tab.table.selectAll()
    tab.primary.click()
    asked = dialog(IssueDialog)
    assert isinstance(asked, IssueDialog)
    asked.fill(**VISIT)

    asked.confirm_button.click()
    told = dialog(OutcomeDialog)
    assert isinstance(told, OutcomeDialog)
    told.copy_button.click()

    assert messages.last.text.startswith("已制发检查通知书 3 份")
    [(name, sentence)] = told.failures
    assert name == "样例\U0002ebf0机械厂"
    assert sentence in [label.text() for label in told.findChildren(QLabel)]
    assert QGuiApplication.clipboard().text() == f"对象\t原因\n{name}\t{sentence}\n"


def test_letters_are_issued_to_those_with_a_result(
    tab: RecordTab,
    desk: Desk,
    clock: SimulatedClock,
    messages: RecordedMessages,
    record_keys: list[int],
    inspect: Callable[[list[int]], None],
    dialog: Find,
) -> None:
    inspect(record_keys[:2])
    desk.operations.changed.emit(Changes.of("record"))
    tab.table.select_keys(record_keys[:2])
    tab.primary.click()
    asked = dialog(IssueDialog)

    asked.confirm_button.click()

    assert asked.windowTitle() == "制发反馈函"
    assert messages.last.text == "已制发检查结果反馈函 2 份：偃应急函〔2022〕1号至2号"
    assert [row.letter_number for row in tab.table.rows[:2]] == ["偃应急函〔2022〕1号", "偃应急函〔2022〕2号"]
    assert tab.primary.text() == "登记公示 2 户"


def test_the_next_batch_proposes_the_visit_of_the_last_one(
    tab: RecordTab, record_keys: list[int], dialog: Find
) -> None:
    tab.primary.click()
    first = dialog(IssueDialog)
    first.fill(**VISIT)
    first.confirm_button.click()

    tab.table.select_keys(record_keys[1:2])
    tab.primary.click()
    draft = dialog(IssueDialog).draft()

    assert (draft.visit_from, draft.visit_to) == (date(2022, 6, 6), date(2022, 6, 17))


def test_an_overdue_row_opens_nothing_that_it_cannot_take(
    tab: RecordTab,
    desk: Desk,
    services: Services,
    clock: SimulatedClock,
    record_keys: list[int],
    dialog: Find,
) -> None:
    clock.move_to(datetime(2023, 1, 5, 9, 0, tzinfo=BEIJING))
    desk.operations.changed.emit(Changes.of("record"))

    tab.table.opened.emit(tab.table.rows[0])
    asked = dialog(IssueDialog)

    assert tab.table.rows[0].is_overdue
    assert asked.confirm_button.toolTip() == "没有可以制发的检查对象，请看“不在其列”的原因"
