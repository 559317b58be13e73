"""The papers of one inspection in the detail: how each stands, what can be done with it, which others can be issued."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from models.vocab import PaperKind, PrintKind
from services.changes import Changes
from services.container import Services
from services.files.forms.entry import EntryField
from tests.ui.papers.previews import preview_title, shown_preview, shown_previews
from tests.ui.papers.printers_to_files import PrintersToFiles
from tests.ui.records.conftest import text_of
from ui.desk import Desk
from ui.papers.entry_dialog import KEEP, EntryDialog
from ui.papers.entry_sheet import EntryCase, EntrySheet
from ui.papers.issue_report import AfterIssue
from ui.papers.paper_acts import PaperAct
from ui.papers.paper_block import PaperBlock
from ui.papers.printers import PrintOrder, remember
from ui.papers.printing_dialog import PrintDialog
from ui.papers.received_dialog import ReceivedDialog
from ui.pdf_text import read_pdf_pages
from ui.recorded_messages import RecordedMessages
from ui.records.issue_dialog import IssueDialog
from ui.records.tab import RecordTab
from ui.settings_store import SettingsStore

Find = Callable[[type[QDialog]], QDialog]
PATIENCE_MS = 20_000


@pytest.fixture
def laser(tab: RecordTab, settings: SettingsStore, tmp_path: Path) -> PrintersToFiles:
    """The printer used last, which writes files."""
    folder = tmp_path / "纸"
    folder.mkdir()
    printers = PrintersToFiles(folder, ("样例激光打印机",))
    remember(settings, PrintOrder("样例激光打印机", (0,)), can_duplex=True)
    tab.actions_of_tab.papers.giving_out.printers = printers
    return printers


def block(tab: RecordTab) -> PaperBlock:
    return tab.detail.findChildren(PaperBlock)[0]


def words(tab: RecordTab) -> list[str]:
    return [label.text() for label in block(tab).findChildren(QLabel) if label.text()]


def links(tab: RecordTab) -> list[str]:
    return [made.text() for made in block(tab).findChildren(QPushButton)]


@pytest.fixture
def notified(
    tab: RecordTab, desk: Desk, record_keys: list[int], notify: Callable[[list[int]], None]
) -> RecordTab:
    notify(record_keys[:1])
    desk.operations.changed.emit(Changes.of("record"))
    return tab


def test_a_paper_says_what_it_is_and_how_it_stands(
    notified: RecordTab, desk: Desk, services: Services
) -> None:
    [paper] = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)
    before = words(notified)
    services.papers.note_prints([paper.key], kind=PrintKind.PRINTED, copies=2)
    services.papers.set_received([paper.key], received_on=date(2022, 5, 25), received_by="样例癸")
    desk.operations.changed.emit(Changes.of("paper"))

    after = words(notified)

    assert before[:2] == ["检查通知书", "未签收"]
    assert "（豫偃）应急抽通〔2022〕1号" in before
    assert any("打印 1 次" in text for text in after)
    assert "2022-05-25　样例癸签收" in after
    assert "未签收" not in after


def test_a_voided_paper_keeps_its_reason_and_can_only_be_looked_at(
    notified: RecordTab, desk: Desk, services: Services
) -> None:
    [paper] = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)
    services.papers.void_paper(paper.key, reason="检查时间写错")
    desk.operations.changed.emit(Changes.of("record"))

    assert "作废" in words(notified)
    assert "已作废：检查时间写错" in words(notified)
    assert links(notified) == ["预览", "更多…"]
    assert [action.isEnabled() for action in block(notified).menu.actions()] == [False] * 4 + [True]


def test_a_reprint_is_marked_as_one(notified: RecordTab, services: Services) -> None:
    [paper] = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)
    services.papers.note_prints([paper.key], kind=PrintKind.PRINTED, copies=1)

    notified.actions_of_tab.papers.acts.take(PaperAct.LOOK, paper)

    assert "补打第1次" in text_of(shown_preview())
    assert "补打" not in "".join(read_pdf_pages(services.papers.render(paper.key)))


def test_a_print_is_logged_when_the_printer_took_it_and_the_preview_goes(
    qtbot: QtBot, notified: RecordTab, services: Services, laser: PrintersToFiles
) -> None:
    [paper] = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)
    notified.actions_of_tab.papers.acts.take(PaperAct.LOOK, paper)
    window = shown_preview()
    window.print_button.click()
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, PrintDialog)

    asked.accept()
    qtbot.waitUntil(lambda: not shown_previews(), timeout=PATIENCE_MS)

    assert [line.copies for line in services.papers.print_log(paper.key)] == [1]
    assert len(laser.files) == 1


def test_a_reprint_goes_to_the_printer_used_last(
    qtbot: QtBot, notified: RecordTab, services: Services, laser: PrintersToFiles
) -> None:
    [paper] = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)

    notified.actions_of_tab.papers.acts.take(PaperAct.REPRINT, paper)
    qtbot.waitUntil(lambda: bool(services.papers.print_log(paper.key)), timeout=PATIENCE_MS)

    assert len(laser.files) == 1
    assert shown_previews() == []


def test_looking_at_a_paper_logs_no_print(notified: RecordTab, services: Services) -> None:
    [paper] = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)

    notified.actions_of_tab.papers.acts.take(PaperAct.LOOK, paper)

    assert services.papers.print_log(paper.key) == []


def test_a_receipt_is_entered_from_the_detail(notified: RecordTab, services: Services, dialog: Find) -> None:
    [paper] = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)
    block(notified).menu.actions()[2].trigger()
    asked = dialog(ReceivedDialog)
    assert isinstance(asked, ReceivedDialog)
    asked.name.setText("样例癸")

    asked.confirm_button.click()
    [received] = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)

    assert (received.received_by, paper.received_by) == ("样例癸", "")


def test_the_papers_that_cannot_be_issued_say_why(notified: RecordTab) -> None:
    notified.detail.issue_button.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)

    reasons = {action.text(): action.toolTip() for action in menu.actions() if not action.isEnabled()}
    menu.close()

    assert "已通知" in reasons["检查通知书…"]
    assert "录入检查结果后" in reasons["检查结果反馈函…"]


def test_a_letter_is_issued_from_the_menu_of_its_inspection(
    tab: RecordTab,
    desk: Desk,
    record_keys: list[int],
    inspect: Callable[[list[int]], None],
    dialog: Find,
) -> None:
    inspect(record_keys[:1])
    desk.operations.changed.emit(Changes.of("record"))
    row = tab.table.rows[0]

    tab.actions_of_tab._make_paper(PaperKind.FEEDBACK, row)
    asked = dialog(IssueDialog)

    assert asked.windowTitle() == "制发反馈函"


def test_papers_are_looked_at_before_they_are_issued(
    tab: RecordTab, services: Services, messages: RecordedMessages, dialog: Find
) -> None:
    tab.primary.click()
    asked = dialog(IssueDialog)
    assert isinstance(asked, IssueDialog)

    asked.preview_button.click()

    assert preview_title() == "检查通知书（未制发）"
    assert services.papers.list_papers(year=2022, kind=PaperKind.NOTICE) == []
    assert asked.isVisible()


def test_papers_are_printed_as_soon_as_they_are_issued_and_next_time_too(
    qtbot: QtBot, tab: RecordTab, record_keys: list[int], dialog: Find, laser: PrintersToFiles
) -> None:
    tab.primary.click()
    asked = dialog(IssueDialog)
    assert isinstance(asked, IssueDialog)
    asked.after.set_value(AfterIssue.PRINT)

    asked.confirm_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=PATIENCE_MS)
    tab.table.select_keys(record_keys[1:2])
    tab.primary.click()
    again = dialog(IssueDialog)

    assert len(laser.files) == 1
    assert isinstance(again, IssueDialog)
    assert again.after.value() is AfterIssue.PRINT


@pytest.fixture
def entry(
    tab: RecordTab,
    desk: Desk,
    record_keys: list[int],
    inspect: Callable[[list[int]], None],
    dialog: Find,
) -> EntryDialog:
    inspect(record_keys[:1])
    desk.operations.changed.emit(Changes.of("record"))
    case = EntryCase(record_keys[0], "样例锐捷机械厂", (EntryField("note", "补充意见"),), {})
    tab.actions_of_tab.papers.entries.ask(EntrySheet(PaperKind.FEEDBACK, (case,)))
    asked = dialog(EntryDialog)
    assert isinstance(asked, EntryDialog)
    return asked


def test_what_was_typed_is_kept_when_the_dialog_is_left(
    entry: EntryDialog, services: Services, messages: RecordedMessages, record_keys: list[int]
) -> None:
    entry.form.type_text("note", "样例意见")
    messages.answers.append(KEEP)

    entry.cancel_button.click()
    kept = services.papers.entry(kind=PaperKind.FEEDBACK, record_key=record_keys[0])

    assert kept.values["note"] == "样例意见"
    assert messages.last.text == "已保留 1 户填写的内容，下次打开接着填"


def test_a_preview_is_made_of_what_was_typed_and_issues_nothing(
    entry: EntryDialog, services: Services, messages: RecordedMessages, record_keys: list[int]
) -> None:
    entry.form.type_text("note", "样例意见")

    entry.preview_button.click()
    title = preview_title()
    shown_preview().reject()
    kept = services.papers.entry(kind=PaperKind.FEEDBACK, record_key=record_keys[0])
    entry.cancel_button.click()

    assert kept.values["note"] == "样例意见"
    assert title == "检查结果反馈函（未制发）"
    assert services.papers.list_papers(year=2022, kind=PaperKind.FEEDBACK) == []


def test_a_paper_is_issued_with_what_was_typed(
    entry: EntryDialog, services: Services, messages: RecordedMessages, record_keys: list[int]
) -> None:
    entry.form.type_text("note", "样例意见")

    entry.confirm_button.click()
    kept = services.papers.entry(kind=PaperKind.FEEDBACK, record_key=record_keys[0])

    assert kept.values["note"] == "样例意见"
    assert messages.last.text == "已制发检查结果反馈函 1 份：偃应急函〔2022〕1号"


def test_the_menu_leads_to_the_dialog_of_the_kind_that_is_chosen(
    tab: RecordTab, desk: Desk, record_keys: list[int], inspect: Callable[[list[int]], None]
) -> None:
    inspect(record_keys[:1])
    desk.operations.changed.emit(Changes.of("record"))
    taken: list[tuple[PaperKind, int]] = []

    tab.actions_of_tab.papers.offer(
        tab.table.rows[0], QPoint(0, 0), lambda kind, row: taken.append((kind, row.key))
    )
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    next(action for action in opened.actions() if action.text() == "检查结果反馈函…").trigger()
    opened.close()

    assert taken == [(PaperKind.FEEDBACK, record_keys[0])]
