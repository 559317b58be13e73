"""Scans of signed papers from the register and the detail, and the signatures that are placed on papers; .docx copies."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from models.vocab import PaperKind
from services.changes import Changes
from services.container import Services
from services.papers.rows import PaperRow
from tests.services.papers.scanning import printed_pages, save_pdf, scanned
from tests.ui.papers.previews import preview_title, shown_preview
from ui.desk import Desk
from ui.papers.entry_dialog import EntryDialog
from ui.papers.entry_sheet import EntryCase, EntrySheet, read_sheet
from ui.papers.kept_scans_dialog import KeptScansDialog
from ui.papers.paper_acts import PaperAct
from ui.papers.register_dialog import RegisterDialog
from ui.papers.scans_dialog import ScansDialog
from ui.recorded_messages import RecordedMessages
from ui.records.tab import RecordTab

Find = Callable[[type[QDialog]], QDialog]


@pytest.fixture
def papers(
    services: Services, tab: RecordTab, record_keys: list[int], notify: Callable[[list[int]], None]
) -> list[PaperRow]:
    notify(record_keys[:2])
    return services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)


@pytest.fixture
def kept(services: Services, papers: list[PaperRow], tmp_path: Path) -> PaperRow:
    """The first notice, with a scan of its first page."""
    page = scanned(printed_pages(services.papers.render(papers[0].key))[0])
    sorted_scans = services.paper_scans.sort([save_pdf([page], tmp_path / "扫描.pdf")])
    services.paper_scans.keep(sorted_scans.papers)
    return services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)[0]


def test_a_stack_is_sorted_from_the_register(tab: RecordTab, dialog: Find) -> None:
    tab.actions_of_tab.papers.open_register()
    register = dialog(RegisterDialog)
    assert isinstance(register, RegisterDialog)

    register.scans_action.trigger()

    assert isinstance(dialog(ScansDialog), ScansDialog)


def test_a_kept_scan_is_listed_with_its_paper_and_shown(tab: RecordTab, kept: PaperRow, dialog: Find) -> None:
    tab.actions_of_tab.papers.acts.take(PaperAct.SCANS, kept)
    listed = dialog(KeptScansDialog)
    assert isinstance(listed, KeptScansDialog)

    listed.open_button.click()

    assert [row.source_name for row in listed.table.rows] == ["扫描.pdf"]
    assert preview_title() == "（豫偃）应急抽通〔2022〕1号-样例锐捷机械厂（扫描件）"
    shown_preview().reject()


# -- signatures


def test_no_seat_is_offered_where_there_is_no_signature_in_use(services: Services, tab: RecordTab) -> None:
    rows = tuple(services.records.list_records(year=2022)[:1])
    services.signatures.add_strokes(person="样例局长", strokes=[[(0, 0), (200, 80)]])
    offered = read_sheet(services, PaperKind.APPROVAL, rows)
    services.signatures.withdraw(offered.signatures[0].key)

    withdrawn = read_sheet(services, PaperKind.APPROVAL, rows)

    assert [row.person for row in offered.signatures] == ["样例局长"]
    assert offered.seats
    assert (withdrawn.seats, withdrawn.signatures) == ((), ())


def test_a_signature_is_placed_only_where_it_is_chosen(
    qtbot: QtBot, services: Services, messages: RecordedMessages
) -> None:
    services.signatures.add_strokes(person="样例局长", strokes=[[(0, 0), (200, 80)]])
    rows = tuple(services.signatures.list_signatures())
    seats = ("审批人", "检查人员1")
    cases = (EntryCase(1, "样例1厂", (), {}), EntryCase(2, "样例2厂", (), {}))
    single = EntryDialog(
        None, EntrySheet(PaperKind.APPROVAL, cases[:1], seats, rows), date(2022, 6, 8), messages
    )
    several = EntryDialog(
        None, EntrySheet(PaperKind.APPROVAL, cases, seats, rows), date(2022, 6, 8), messages
    )
    for made in (single, several):
        qtbot.addWidget(made)

    before = single.signed_by
    single.signatures["审批人"].set_value(rows[0].key)

    assert before == {}
    assert single.signed_by == {"审批人": rows[0].key}
    assert list(several.signatures) == ["审批人"]


def test_a_paper_is_saved_as_word(
    tab: RecordTab, desk: Desk, papers: list[PaperRow], messages: RecordedMessages, tmp_path: Path
) -> None:
    messages.answers.append(tmp_path / "Word")
    desk.operations.changed.emit(Changes.of("record"))

    tab.actions_of_tab.papers.acts.take(PaperAct.WORD, papers[0])

    assert [path.suffix for path in (tmp_path / "Word").iterdir()] == [".docx"]
    assert messages.last.text == "已保存 1 份 Word 文件到“Word”"
