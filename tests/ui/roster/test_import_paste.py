"""Rows pasted from Excel and files dropped on the tab enter the same import as a chosen file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.container import Services
from tests.services.roster.workbooks import HEADER, roster, row
from ui.recorded_messages import RecordedMessages
from ui.roster.import_dialog import ImportDialog
from ui.roster.import_drop import FileDrop
from ui.roster.tab import RosterTab

Click = Callable[[QWidget], None]


def copied(*rows: list[str]) -> str:
    """Return rows as Excel puts them on the clipboard."""
    return "".join("\t".join(cells) + "\r\n" for cells in rows)


@pytest.fixture
def paste(tab: RosterTab, qtbot: QtBot) -> Callable[[str], None]:
    """Return a function that copies a text elsewhere and presses Ctrl+V on the list."""

    def press(text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        tab.activateWindow()
        tab.current.table.setFocus()
        qtbot.keyClick(tab.current.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    return press


@pytest.fixture
def drop(tab: RosterTab, qapp: QApplication) -> Callable[..., None]:
    """Return a function that lets files fall on the tab."""

    def let_go(*paths: Path) -> None:
        carried = QMimeData()
        carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(200, 200),
            Qt.DropAction.CopyAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        filtered = tab.findChild(FileDrop)
        assert filtered is not None
        assert tab.acceptDrops()
        filtered.eventFilter(tab, event)  # a drag of its own needs the windows of a desktop
        qapp.processEvents()

    return let_go


def test_rows_pasted_with_their_header_are_imported(
    paste: Callable[[str], None], tab: RosterTab, services: Services, click: Click
) -> None:
    paste(copied(list(HEADER), row(1), row(2)))
    dialog = tab.findChildren(ImportDialog)[-1]
    name = dialog.bar.name

    click(dialog.confirm_button)

    assert name == "粘贴的内容　共 2 行"
    assert services.enterprises.count_enterprises() == 2


def test_what_was_pasted_lies_in_a_private_folder_that_goes_with_the_dialog(
    paste: Callable[[str], None], tab: RosterTab, click: Click
) -> None:
    paste(copied(list(HEADER), row(1)))
    dialog = tab.findChildren(ImportDialog)[-1]
    folder = dialog.path.parent
    private = folder.stat().st_mode & 0o077

    click(dialog.cancel_button)

    assert private == 0
    assert not folder.exists()


def test_a_cell_with_line_breaks_stays_one_cell(paste: Callable[[str], None], tab: RosterTab) -> None:
    paste(copied(list(HEADER), row(1, 注册地址='"洛阳市偃师区岳滩镇\n样例路1号"')))

    dialog = tab.findChildren(ImportDialog)[-1]

    assert dialog.preview.counts.texts[0] == "1"


def test_rows_without_their_header_are_told_apart_from_nothing(
    paste: Callable[[str], None], tab: RosterTab, messages: RecordedMessages
) -> None:
    paste(copied(row(1)))
    alone = messages.last.text
    paste("洛阳样例机械有限公司")
    nothing = messages.last.text
    paste(copied(row(1), row(2)))
    dialog = tab.findChildren(ImportDialog)[-1]

    assert "连同表头那一行一起选中" in alone
    assert nothing.startswith("剪贴板里没有表格的行。")
    assert "连同表头那一行一起复制" in dialog.mapping.problem
    assert not dialog.confirm_button.isEnabled()


def test_a_file_dropped_on_the_tab_opens_the_import_of_the_list_on_screen(
    drop: Callable[..., None], tab: RosterTab, tmp_path: Path
) -> None:
    drop(roster(tmp_path / "名录.xlsx", row(1), row(2)))

    dialog = tab.findChildren(ImportDialog)[-1]

    assert dialog.windowTitle() == "导入检查对象"
    assert dialog.preview.counts.texts[0] == "2"


def test_several_files_or_a_wrong_one_get_their_sentence(
    drop: Callable[..., None], tab: RosterTab, tmp_path: Path, messages: RecordedMessages
) -> None:
    one, two = roster(tmp_path / "甲.xlsx", row(1)), roster(tmp_path / "乙.xlsx", row(2))
    picture = tmp_path / "照片.png"
    picture.write_bytes(b"")

    drop(one, two)
    drop(picture)
    drop(tmp_path)

    said = messages.texts("error")
    assert said[0] == "一次只能导入一个文件，拖进来的有 2 个，请逐个拖入。"
    assert said[1].startswith("“照片.png”不是表格文件。")
    assert "是文件夹" in said[2]
    assert not tab.findChildren(ImportDialog)


def test_on_the_page_of_submissions_a_dropped_file_must_be_put_on_record_by_the_button(
    drop: Callable[..., None], tab: RosterTab, tmp_path: Path, messages: RecordedMessages
) -> None:
    tab.open_list("科室报送")

    drop(roster(tmp_path / "名录.xlsx", row(1)))

    assert messages.last.text == "请先在表中选中一个科室的一项。"
    assert not tab.more_button.isVisible()
    assert not tab.versions_button.isVisible()
    assert not tab.findChildren(ImportDialog)
