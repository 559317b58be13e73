"""Scanned papers sorted to their records from the register, and the signatures that may be placed on papers."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from models.vocab import PaperKind
from services.changes import Changes
from services.container import Services
from services.papers.rows import PaperRow
from tests.services.papers.scanning import printed_pages, save_pdf, scanned
from tests.ui.papers.previews import preview_title
from ui.desk import Desk
from ui.papers.entry_dialog import EntryDialog
from ui.papers.entry_sheet import EntryCase, EntrySheet
from ui.papers.outcome_dialog import OutcomeDialog
from ui.papers.paper_acts import PaperAct
from ui.papers.scan_dialog import ScanDialog
from ui.papers.signature_dialog import PersonDialog, SignatureDialog
from ui.recorded_messages import RecordedMessages
from ui.records.tab import RecordTab

Find = Callable[[type[QDialog]], QDialog]
BLANK_PAGE = Image.new("RGB", (1654, 2339), "white")


@pytest.fixture
def papers(
    services: Services, tab: RecordTab, record_keys: list[int], notify: Callable[[list[int]], None]
) -> list[PaperRow]:
    notify(record_keys[:2])
    return services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)


@pytest.fixture
def stack(services: Services, papers: list[PaperRow], tmp_path: Path) -> Path:
    """A page without a code, then the first pages of both notices."""
    firsts = [printed_pages(services.papers.render(paper.key))[0] for paper in papers]
    return save_pdf([scanned(page) for page in [BLANK_PAGE, *firsts]], tmp_path / "扫描.pdf")


@pytest.fixture
def scans(tab: RecordTab, messages: RecordedMessages, stack: Path, dialog: Find) -> ScanDialog:
    tab.actions_of_tab.papers.open_register()
    register = dialog(QDialog)
    register._file_scans()  # type: ignore[attr-defined]
    found = dialog(ScanDialog)
    assert isinstance(found, ScanDialog)
    messages.answers.append([stack])
    found.add_button.click()
    return found


def test_a_stack_goes_to_its_papers_and_what_belongs_to_none_is_shown(scans: ScanDialog) -> None:
    assert [row.paper.serial for row in scans.table.rows] == [1, 2]
    assert scans.unassigned.count() == 1
    assert scans.unassigned.item(0).text().startswith("扫描.pdf 第 1 页：")
    assert scans.confirm_button.text() == "留存 2 份"


def test_what_is_kept_is_counted_with_its_paper(
    scans: ScanDialog, services: Services, messages: RecordedMessages
) -> None:
    scans.confirm_button.click()

    kept = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)

    assert [paper.scans for paper in kept] == [1, 1]
    assert messages.last.text == "已留存 2 份文书的扫描件"
    assert not scans.isVisible()


def test_a_page_without_a_code_is_put_to_the_paper_that_is_selected(scans: ScanDialog) -> None:
    before = scans.join_button.toolTip()
    scans.unassigned.setCurrentRow(0)
    scans.table.selectRow(1)

    scans.join_button.click()

    assert before == "请先选中一页"
    assert [len(row.pages) for row in scans.table.rows] == [1, 2]
    assert scans.unassigned.count() == 0


def test_a_page_without_a_code_is_put_to_the_paper_whose_code_is_typed(
    scans: ScanDialog, messages: RecordedMessages, papers: list[PaperRow]
) -> None:
    scans.unassigned.setCurrentRow(0)
    messages.answers.append(papers[1].short_digest)

    scans.code_button.click()

    assert [row.paper.serial for row in scans.table.rows] == [1, 2, 2]


def test_what_was_kept_before_stays_on_screen_with_its_reason(
    scans: ScanDialog, services: Services, stack: Path, dialog: Find
) -> None:
    services.paper_scans.keep(services.paper_scans.sort([stack]).papers[:1])

    scans.confirm_button.click()
    told = dialog(OutcomeDialog)

    assert isinstance(told, OutcomeDialog)
    assert len(told.failures) == 1
    assert [row.paper.serial for row in scans.table.rows] == [1]


def test_files_are_dropped_onto_the_dialog(scans: ScanDialog, tmp_path: Path) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"no pdf")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(broken))])
    copy = Qt.DropAction.CopyAction

    scans.dropEvent(
        QDropEvent(QPointF(9, 9), copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )

    assert list(scans.table.rows) == []
    assert "坏.pdf" in scans._problem.text()


def test_a_kept_scan_is_shown_from_its_paper(scans: ScanDialog, tab: RecordTab, services: Services) -> None:
    scans.confirm_button.click()
    paper = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)[0]

    tab.actions_of_tab.papers.acts.take(PaperAct.SCANS, paper)

    assert preview_title() == "（豫偃）应急抽通〔2022〕1号-样例锐捷机械厂（扫描件）"


# -- signatures


@pytest.fixture
def signatures(qtbot: QtBot, desk: Desk, services: Services) -> SignatureDialog:
    made = SignatureDialog(None, desk, services)
    qtbot.addWidget(made)
    made.show()
    return made


def write_on(qtbot: QtBot, asked: PersonDialog) -> None:
    qtbot.mousePress(asked.pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    qtbot.mouseMove(asked.pad, QPoint(240, 120))
    qtbot.mouseRelease(asked.pad, Qt.MouseButton.LeftButton, pos=QPoint(240, 120))


def test_a_signature_is_written_by_hand(
    qtbot: QtBot, signatures: SignatureDialog, messages: RecordedMessages, dialog: Find
) -> None:
    signatures.draw_button.click()
    asked = dialog(PersonDialog)
    assert isinstance(asked, PersonDialog)
    asked.confirm_button.click()
    refused = (asked.problem("person"), asked.problem("pad"))
    asked.person.setCurrentText("样例局长")
    write_on(qtbot, asked)

    asked.confirm_button.click()

    assert refused == ("请填写签名人的姓名。", "还没有签名，请先在框内书写。")
    assert [row.person for row in signatures.table.rows] == ["样例局长"]
    assert not signatures.picture.pixmap().isNull()
    assert messages.last.text == "已添加样例局长的签名图"


def test_a_signature_is_taken_from_a_picture_and_stopped(
    signatures: SignatureDialog, messages: RecordedMessages, tmp_path: Path, dialog: Find
) -> None:
    picture = Image.new("RGB", (400, 160), "white")
    ImageDraw.Draw(picture).line([(40, 120), (360, 40)], fill="black", width=8)
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    path = tmp_path / "签名.png"
    path.write_bytes(buffer.getvalue())
    messages.answers.append(path)
    signatures.file_button.click()
    asked = dialog(PersonDialog)
    assert isinstance(asked, PersonDialog)
    asked.person.setCurrentText("样例局长")
    asked.confirm_button.click()
    added = [row.person for row in signatures.table.rows]
    messages.answers.append(True)

    signatures.stop_button.click()

    assert added == ["样例局长"]
    assert list(signatures.table.rows) == []


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
