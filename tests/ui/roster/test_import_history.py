"""An import can be taken back: from its toast, and later from the list of imports."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocab import RosterNoun
from services.changes import Changes
from services.clock import BEIJING
from services.container import Services
from services.roster.import_rows import ImportRow
from tests.services.roster.workbooks import roster, row
from tests.ui.roster.import_reports import PLAIN, HandMade
from ui.desk import Desk
from ui.recorded_messages import RecordedMessages
from ui.roster.import_dialog import ImportDialog
from ui.roster.import_history import ImportHistoryDialog, open_history, undo_links
from ui.roster.importing import Imported
from ui.roster.tab import RosterTab

Click = Callable[[QWidget], None]

LATEST = ImportRow(
    key=2,
    noun=RosterNoun.ENTERPRISE,
    at=datetime(2022, 5, 25, 9, 30, tzinfo=BEIJING),
    who="样例操作员",
    file_name="名录二.xlsx",
    sheet_name="名录",
    counts={"read": 8, "added": 3, "updated": 2, "unchanged": 1, "refused": 2},
    undone_at=None,
    undone_by="",
)
CHANGES_ONLY = replace(LATEST, key=3, file_name="补正.xlsx", counts={"read": 1, "updated": 1})
UNDONE = replace(
    LATEST,
    key=1,
    file_name="名录一.xlsx",
    undone_at=datetime(2022, 5, 25, 10, 0, tzinfo=BEIJING),
    undone_by="样例操作员",
)


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Callable[[HandMade], ImportHistoryDialog]:
    """Return a function that opens the list of imports."""
    window = QWidget()
    qtbot.addWidget(window)
    return lambda made: open_history(window, desk, made.importer)


def test_the_toast_of_an_import_offers_to_take_it_back(desk: Desk, messages: RecordedMessages) -> None:
    made = HandMade()
    report = replace(PLAIN, added=0, import_key=7)

    (link,) = undo_links(desk, made.importer, Imported(report, Changes()))
    link.on_click()

    assert link.text == "撤销本次导入"
    assert made.undone == [7]
    assert messages.texts("confirm") == []
    assert messages.last.text == "已撤销“名录.xlsx”的导入，名录恢复到导入之前"


def test_taking_back_what_added_records_asks_first(desk: Desk, messages: RecordedMessages) -> None:
    made = HandMade()
    messages.answers.append(False)

    (link,) = undo_links(desk, made.importer, Imported(replace(PLAIN, import_key=7), Changes()))
    link.on_click()

    assert messages.texts("confirm") == ["撤销“名录.xlsx”的导入？"]
    assert made.undone == []


def test_an_import_that_wrote_nothing_has_nothing_to_take_back(desk: Desk) -> None:
    assert undo_links(desk, HandMade().importer, Imported(PLAIN, Changes())) == []


def test_past_imports_are_listed_and_the_one_in_use_can_be_taken_back(
    show: Callable[[HandMade], ImportHistoryDialog], messages: RecordedMessages, click: Click
) -> None:
    made = HandMade(past=[LATEST, UNDONE])
    dialog = show(made)
    messages.answers.append(True)

    click(dialog.confirm_button)

    assert [one.file_name for one in dialog.table.rows] == ["名录二.xlsx", "名录一.xlsx"]
    assert made.undone == [2]


def test_an_import_that_only_changed_records_is_taken_back_without_a_question(
    show: Callable[[HandMade], ImportHistoryDialog], messages: RecordedMessages, click: Click
) -> None:
    made = HandMade(past=[CHANGES_ONLY])

    click(show(made).confirm_button)

    assert made.undone == [3]
    assert messages.texts("confirm") == []


def test_an_import_that_was_taken_back_says_when_and_by_whom(
    show: Callable[[HandMade], ImportHistoryDialog],
) -> None:
    dialog = show(HandMade(past=[LATEST, UNDONE]))

    dialog.table.select_keys([1])

    assert not dialog.confirm_button.isEnabled()
    assert dialog.confirm_button.toolTip() == "这次导入已于 2022-05-25 10:00 由样例操作员撤销。"


def test_a_list_without_imports_says_so(show: Callable[[HandMade], ImportHistoryDialog]) -> None:
    dialog = show(HandMade())

    assert dialog.table.empty_page.text == "还没有导入过检查对象"
    assert dialog.confirm_button.toolTip() == "还没有可以撤销的导入。"


def test_an_import_is_written_and_taken_back_whole(
    tab: RosterTab, services: Services, messages: RecordedMessages, tmp_path: Path, click: Click
) -> None:
    messages.answers.append(roster(tmp_path / "名录.xlsx", row(1), row(2)))
    click(tab.import_button)
    click(tab.findChildren(ImportDialog)[-1].confirm_button)
    written = services.enterprises.count_enterprises()
    dialog = tab.current.show_imports()
    messages.answers.append(True)

    click(dialog.confirm_button)

    assert written == 2
    assert services.enterprises.count_enterprises() == 0
    assert list(tab.current.table.rows) == []
    assert dialog.table.rows[0].is_undone
    assert not dialog.confirm_button.isEnabled()
