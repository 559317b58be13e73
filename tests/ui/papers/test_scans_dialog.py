"""A stack of scans is sorted, looked over, mended by hand and kept; kept scans are opened and taken away."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from models.vocab import PaperKind
from services.container import Services
from services.papers.rows import PaperRow
from tests.services.papers.scanning import printed_pages, save_pdf, save_picture, scanned
from tests.services.records.acts import issue
from tests.services.records.building import add_officers, add_task, dispatch
from tests.ui.papers.previews import preview_title, shown_preview
from ui.desk import Desk
from ui.papers.kept_scans_dialog import KeptScansDialog
from ui.papers.scan_lines import ScanState
from ui.papers.scans_dialog import ScansDialog
from ui.recorded_messages import RecordedMessages

BACK = Image.new("RGB", (1654, 2339), "white")


@pytest.fixture
def papers(services: Services) -> list[PaperRow]:
    officers = add_officers(services)
    names = ["洛阳样例锐捷机械有限公司", "洛阳样例金鑫铸造机械有限公司"]
    records = dispatch(services, add_task(services), names, [officers[:2], officers[2:]])
    return list(issue(services, records).issued)


@pytest.fixture
def stack(services: Services, papers: list[PaperRow], tmp_path: Path) -> Path:
    """A loose page, then both papers."""
    fronts = [scanned(printed_pages(services.papers.render(paper.key))[0]) for paper in papers]
    return save_pdf([BACK, *fronts], tmp_path / "扫描.pdf")


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, services: Services) -> ScansDialog:
    dialog = ScansDialog(None, desk, services)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def states(dialog: ScansDialog) -> list[tuple[ScanState, str]]:
    return [(line.state, line.paper.subject if line.paper else line.source) for line in dialog.lines]


def test_nothing_can_be_kept_before_a_stack_is_chosen(dialog: ScansDialog) -> None:
    assert not dialog.keep_button.isEnabled()
    assert dialog.keep_button.toolTip() == "没有待保存的扫描件。"
    assert dialog.give_button.toolTip() == "请先在表中选择“未认出”的页。"


def test_a_chosen_stack_is_sorted_and_what_needs_a_hand_stands_first(
    dialog: ScansDialog, messages: RecordedMessages, stack: Path
) -> None:
    messages.answers.append([stack])

    dialog.file_button.click()

    assert states(dialog) == [
        (ScanState.LOOSE, "扫描.pdf 第 1 页"),
        (ScanState.FOUND, "洛阳样例锐捷机械有限公司"),
        (ScanState.FOUND, "洛阳样例金鑫铸造机械有限公司"),
    ]
    assert dialog.note == "待保存 2 份，未认出 1 页"


def test_a_folder_is_sorted_in_the_order_of_its_names(
    dialog: ScansDialog,
    messages: RecordedMessages,
    services: Services,
    papers: list[PaperRow],
    tmp_path: Path,
) -> None:
    folder = tmp_path / "扫描"
    folder.mkdir()
    save_picture(scanned(printed_pages(services.papers.render(papers[0].key))[0]), folder / "002.jpg")
    save_picture(BACK, folder / "001.jpg")
    (folder / "说明.txt").write_text("不是扫描件")
    messages.answers.append(folder)

    dialog.folder_button.click()

    assert states(dialog) == [
        (ScanState.LOOSE, "001.jpg 第 1 页"),
        (ScanState.FOUND, "洛阳样例锐捷机械有限公司"),
    ]


def test_a_folder_without_scans_is_said(
    dialog: ScansDialog, messages: RecordedMessages, tmp_path: Path
) -> None:
    messages.answers.append(tmp_path)

    dialog.folder_button.click()

    assert "里没有扫描件" in messages.last.text


def test_what_was_recognised_is_kept_with_its_papers(
    dialog: ScansDialog, messages: RecordedMessages, services: Services, papers: list[PaperRow], stack: Path
) -> None:
    dialog.sort([stack])

    dialog.keep_button.click()

    assert messages.last.text == "已保存 2 份扫描件"
    assert [state for state, _ in states(dialog)] == [ScanState.LOOSE, ScanState.KEPT, ScanState.KEPT]
    assert not dialog.keep_button.isEnabled()
    kept = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)
    assert [paper.scans for paper in kept] == [1, 1]


def test_a_stack_that_is_kept_a_second_time_says_so_on_each_line(
    dialog: ScansDialog, messages: RecordedMessages, stack: Path, papers: list[PaperRow]
) -> None:
    dialog.sort([stack])
    dialog.keep()
    dialog.sort([stack])

    dialog.keep()

    assert [line.note for line in dialog.lines[1:]] == ["同一扫描件已经保存过，没有重复保存。"] * 2
    assert messages.last.text == "已保存 0 份扫描件，2 份未保存，原因见“说明”栏"


def test_a_loose_page_is_given_to_the_paper_whose_code_is_typed(
    dialog: ScansDialog, services: Services, papers: list[PaperRow], stack: Path
) -> None:
    dialog.sort([stack])
    dialog.table.select_keys([0])
    dialog.code.setText(papers[1].short_digest.lower())

    dialog.give_button.click()
    dialog.keep_button.click()

    assert [state for state, _ in states(dialog)] == [ScanState.KEPT, ScanState.KEPT]
    assert services.paper_scans.list_scans(papers[1].key)[0].pages == 2
    assert dialog.code.text() == ""


def test_a_page_can_go_to_a_paper_of_which_nothing_was_scanned(
    dialog: ScansDialog, services: Services, papers: list[PaperRow], tmp_path: Path
) -> None:
    dialog.sort([save_pdf([BACK], tmp_path / "扫描.pdf")])
    dialog.table.select_keys([0])
    dialog.code.setText(papers[0].short_digest)

    dialog.give()
    dialog.keep()

    assert services.paper_scans.list_scans(papers[0].key)[0].source_name == "扫描.pdf"


@pytest.mark.parametrize(
    ("typed", "sentence"), [("0000000000000000", "登记簿里没有这个校验码"), ("通知书", "这不是校验码")]
)
def test_a_code_of_no_paper_is_said_and_the_page_stays_loose(
    dialog: ScansDialog, messages: RecordedMessages, stack: Path, typed: str, sentence: str
) -> None:
    dialog.sort([stack])
    dialog.table.select_keys([0])
    dialog.code.setText(typed)

    dialog.give()

    assert sentence in messages.last.text
    assert states(dialog)[0][0] is ScanState.LOOSE


def test_a_page_goes_to_the_paper_that_is_selected_with_it(
    dialog: ScansDialog, services: Services, papers: list[PaperRow], stack: Path
) -> None:
    dialog.sort([stack])
    dialog.table.select_keys([0])
    before = dialog.give_button.toolTip()
    dialog.table.select_keys([0, 2])

    dialog.give_button.click()
    dialog.keep_button.click()

    assert before == "请输入文书的校验码，或者按住 Ctrl 同时选中那份文书。"
    assert services.paper_scans.list_scans(papers[1].key)[0].pages == 2


def test_files_are_dropped_onto_the_dialog(dialog: ScansDialog, stack: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(stack))])
    copy = Qt.DropAction.CopyAction

    dialog.dropEvent(
        QDropEvent(QPointF(9, 9), copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )

    assert [state for state, _ in states(dialog)] == [ScanState.LOOSE, ScanState.FOUND, ScanState.FOUND]


def test_a_file_that_cannot_be_read_stands_in_the_list(dialog: ScansDialog, tmp_path: Path) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-")

    dialog.sort([broken])

    assert states(dialog) == [(ScanState.UNREADABLE, "坏.pdf")]
    assert "已损坏" in dialog.lines[0].note


# -- the scans of one paper


@pytest.fixture
def kept(
    qtbot: QtBot, desk: Desk, services: Services, papers: list[PaperRow], stack: Path
) -> KeptScansDialog:
    services.paper_scans.keep(services.paper_scans.sort([stack]).papers)
    dialog = KeptScansDialog(None, desk, services, papers[0])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_kept_scan_is_shown_in_the_preview(kept: KeptScansDialog) -> None:
    kept.open_button.click()

    assert preview_title().endswith("洛阳样例锐捷机械有限公司（扫描件）")
    shown_preview().reject()


def test_a_scan_is_taken_away_with_a_reason(
    kept: KeptScansDialog, messages: RecordedMessages, services: Services, papers: list[PaperRow]
) -> None:
    messages.answers.append("放错文书")

    kept.withdraw_button.click()

    assert services.paper_scans.list_scans(papers[0].key) == []
    assert not kept.withdraw_button.isEnabled()
    assert "已撤下扫描件" in messages.last.text
