"""Papers in trouble, on the screen: a folder that takes nothing, a name that is too long, a paper that others rest on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog

from models.vocab import PaperKind
from services.changes import Changes
from services.container import Services
from tests.services.papers.visit_acts import change_office, fill_in, issue
from ui.desk import Desk
from ui.papers.outcome_dialog import OutcomeDialog
from ui.papers.paper_acts import PaperAct
from ui.recorded_messages import RecordedMessages
from ui.records.tab import RecordTab


def test_a_folder_that_takes_nothing_is_told_once_with_each_paper_and_nothing_is_said_to_be_saved(
    tab: RecordTab,
    services: Services,
    messages: RecordedMessages,
    record_keys: list[int],
    notify: Callable[[list[int]], None],
    dialog: Callable[[type[QDialog]], QDialog],
    tmp_path: Path,
) -> None:
    notify(record_keys[:2])
    keys = [paper.key for paper in services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)]
    (tmp_path / "U盘").write_text("")

    tab.actions_of_tab.papers.giving_out.save_each(keys, tmp_path / "U盘")

    told = dialog(OutcomeDialog)
    assert isinstance(told, OutcomeDialog)
    assert [name.partition("-")[0] for name, _ in told.failures] == ["〔2022〕1号", "〔2022〕2号"]
    assert not [text for text in messages.texts("toast") if "已保存" in text]
    assert services.papers.print_log(keys[0]) == []


def test_a_paper_that_others_rest_on_is_not_voided_and_the_reason_is_said(
    tab: RecordTab,
    desk: Desk,
    services: Services,
    messages: RecordedMessages,
    record_keys: list[int],
    notify: Callable[[list[int]], None],
) -> None:
    change_office(services, approval_before_notice=True)
    fill_in(services, PaperKind.APPROVAL, record_keys[0], approver="样例局长", approved_on="2022-05-24")
    [approval] = issue(services, PaperKind.APPROVAL, record_keys[0]).issued
    notify(record_keys[:1])
    desk.operations.changed.emit(Changes.of("record"))
    messages.answers.append("写错")

    tab.actions_of_tab.papers.acts.take(PaperAct.VOID, approval)

    assert "请先作废该检查通知书" in messages.last.text
    assert not services.papers.list_papers(year=2022, kind=PaperKind.APPROVAL)[0].is_voided
