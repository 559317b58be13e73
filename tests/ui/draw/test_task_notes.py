"""派发单 and 任务通知书 from the 文书 menu of the draw: when there are any, for whom, printed, saved, received (R36)."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from models.vocab import PaperKind
from services.container import Services
from services.draw.seal_rows import SealChoices
from services.papers.office_rows import NoteReceiver
from services.papers.rows import PaperRow
from tests.services.draw.builders import draw_and_dispatch, seal, thrown
from tests.ui.draw.ceremony_builders import DIGITS
from tests.ui.draw.conftest import OpenTab
from tests.ui.papers.previews import preview_title, shown_preview
from tests.ui.papers.printers_to_files import PrintersToFiles
from ui.draw.tab import DrawTab
from ui.papers.printers import PrintOrder, remember
from ui.papers.received_dialog import ReceivedDialog
from ui.papers.task_notes_dialog import TaskNotesDialog, note_chip
from ui.recorded_messages import RecordedMessages
from ui.settings_store import SettingsStore

D = TypeVar("D", bound=QDialog)
PATIENCE_MS = 20_000


@pytest.fixture
def notes(open_tab: OpenTab, services: Services, task_key: int) -> TaskNotesDialog:
    draw_and_dispatch(services, task_key, DIGITS)
    return opened(open_tab())


@pytest.fixture
def laser(notes: TaskNotesDialog, settings: SettingsStore, tmp_path: Path) -> PrintersToFiles:
    """The printer used last, which writes files."""
    folder = tmp_path / "纸"
    folder.mkdir()
    printers = PrintersToFiles(folder, ("样例激光打印机",))
    remember(settings, PrintOrder("样例激光打印机", (0,)), can_duplex=True)
    notes.acts.giving_out.printers = printers
    return printers


def opened(tab: DrawTab) -> TaskNotesDialog:
    tab.papers.notes_action.trigger()
    return front(TaskNotesDialog)


def front(kind: type[D]) -> D:
    """Return the dialog in front, which is of that kind."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def issued(services: Services) -> list[PaperRow]:
    return services.papers.list_papers(year=2022, kind=PaperKind.TASK_NOTE)


def states(notes: TaskNotesDialog) -> list[str]:
    return [note_chip(row).text for row in notes.table.rows]


def test_there_are_no_notes_before_the_draw_is_dispatched(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    before = open_tab().papers.notes_action
    key = seal(services, task_key)
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    drawn = open_tab().papers.notes_action

    assert before.toolTip() == "还没有派发，派发以后才有派发单。"
    assert drawn.toolTip() == "2022-01-1 还没有派发，派发以后才有派发单。"
    assert not drawn.isEnabled()


def test_there_are_no_notes_while_the_assignment_is_sealed(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    key = seal(services, task_key, choices=SealChoices(seals_assignment=True))
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    services.draws.dispatch(draw_key=key)

    action = open_tab().papers.notes_action

    assert not action.isEnabled()
    assert action.toolTip() == "2022-01-1 的派人结果尚未启封，由组长启封以后才能制作派发单。"


def test_the_leaders_that_have_opened_theirs_get_their_notes(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    key = seal(services, task_key, choices=SealChoices(seals_assignment=True))
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    services.draws.dispatch(draw_key=key)
    envelope = services.draws.get_draw(draw_key=key).envelopes[0]
    services.draws.open_assignment(draw_key=key, place_keys=envelope.place_keys, opened_by=envelope.leader)
    notes = opened(open_tab())
    notes.receiver.set_value(NoteReceiver.TEAM)

    notes.table.select_keys(["（未启封）"])

    assert set(states(notes)) == {"未制发", "不能制发"}
    assert "尚未启封" in notes.print_button.toolTip()


def test_what_will_be_issued_is_looked_at_first(notes: TaskNotesDialog, services: Services) -> None:
    count = len(notes.table.rows)

    notes.look_button.click()

    assert preview_title() == f"随机抽查派发单（未制发 {count} 份）"
    assert issued(services) == []
    shown_preview().reject()


def test_the_notes_that_are_missing_are_issued_and_all_are_printed(
    qtbot: QtBot,
    notes: TaskNotesDialog,
    services: Services,
    laser: PrintersToFiles,
    messages: RecordedMessages,
) -> None:
    count = len(notes.table.rows)
    words = notes.print_button.text()

    notes.print_button.click()
    qtbot.waitUntil(lambda: [paper.prints for paper in issued(services)] == [1] * count, timeout=PATIENCE_MS)

    assert words == f"制发 {count} 份并打印 {count} 份"
    assert len(laser.files) == 1
    assert f"已制发随机抽查派发单 {count} 份" in messages.texts("toast")[0]
    assert set(states(notes)) == {"未签收"}
    assert notes.print_button.text() == f"打印 {count} 份"


def test_only_the_teams_that_are_chosen_get_a_file(
    notes: TaskNotesDialog, services: Services, messages: RecordedMessages, tmp_path: Path
) -> None:
    notes.receiver.set_value(NoteReceiver.TEAM)
    first = notes.table.rows[0].name
    notes.table.select_keys([first])
    folder = tmp_path / "派发单"
    folder.mkdir()
    messages.answers.append(folder)

    notes.save_button.click()

    assert [paper.subject for paper in issued(services)] == [first]
    assert len(list(folder.iterdir())) == 1


def test_leaving_the_question_for_the_folder_issues_nothing(
    notes: TaskNotesDialog, services: Services, messages: RecordedMessages
) -> None:
    messages.answers.append(None)

    notes.save_button.click()

    assert issued(services) == []


def test_a_receipt_is_entered_where_the_note_is_listed(notes: TaskNotesDialog, services: Services) -> None:
    before = notes.receive_button.toolTip()
    (draw,) = services.draws.list_draws(year=2022)
    today = services.workplace.clock.today()
    services.office_papers.issue_task_notes(draw.key, receiver=NoteReceiver.SECTION, issued_on=today)
    notes.reload()

    notes.receive_button.click()
    asked = front(ReceivedDialog)
    asked.name.setText("样例癸")
    asked.confirm_button.click()

    assert before == "还没有制发，制发并送达后登记签收。"
    assert set(states(notes)) == {"已签收"}


def test_notes_need_their_day(notes: TaskNotesDialog) -> None:
    notes.issued_on.set_value(None)

    assert notes.print_button.toolTip() == "请填写制发日期，例如 2022-05-25。"
