"""变更记录, 名录版本 and the 名录 of a past day on the screen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QWidget

from models.vocab import RosterNoun
from services.clock import SimulatedClock
from services.container import Services
from tests.services.roster.workbooks import roster, row
from tests.ui.roster.conftest import MACHINES
from ui.recorded_messages import RecordedMessages
from ui.roster.enterprise_list import EnterpriseList
from ui.roster.history_dialog import HistoryDialog
from ui.roster.history_past import PastRosterDialog
from ui.roster.history_versions import VersionsDialog
from ui.roster.item_list import ItemList
from ui.roster.officer_list import OfficerList
from ui.roster.tab import RosterTab

Click = Callable[[QWidget], None]


def shown(kind: type[QWidget]) -> QWidget:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def versions_of(tab: RosterTab, click: Click) -> VersionsDialog:
    click(tab.versions_button)
    dialog = shown(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    return dialog


def past_of(dialog: VersionsDialog) -> PastRosterDialog:
    (past,) = dialog.findChildren(PastRosterDialog)
    return past


def test_a_reason_written_at_the_foot_of_the_form_is_read_in_the_history(
    register: EnterpriseList, enterprises: dict[str, int], click: Click
) -> None:
    register.table.select_keys([enterprises[MACHINES.name]])
    register.edit()
    assert register.editor.asks_why
    register.editor.form.field("phone").setText("0379-60000099")  # type: ignore[attr-defined]
    register.editor.set_why("企业来函更正")
    click(register.editor.save_button)

    click(register.history_button)

    dialog = shown(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    first = dialog.table.rows[0]
    assert (first.field, first.old, first.new, first.reason) == (
        "联系电话",
        "0379-60000001",
        "0379-60000099",
        "企业来函更正",
    )
    assert dialog.note == "共 1 处变更"
    dialog.close()


def test_a_new_record_is_not_asked_why(register: EnterpriseList) -> None:
    register.add()

    assert not register.editor.asks_why


def test_officers_and_items_have_their_history_too(
    crew: OfficerList, catalogue: ItemList, tab: RosterTab, click: Click
) -> None:
    for title, shown_list in (("执法检查人员", crew), ("抽查事项清单", catalogue)):
        tab.open_list(title)
        shown_list.table.select_first()
        click(shown_list.history_button)

        dialog = shown(HistoryDialog)
        assert isinstance(dialog, HistoryDialog)
        assert [row.field for row in dialog.table.rows] == ["新增"]
        assert dialog.note == "登记以来没有变更"
        dialog.close()


def test_the_roster_of_a_past_day_is_shown_read_only_searched_and_exported(
    register: EnterpriseList,
    tab: RosterTab,
    services: Services,
    clock: SimulatedClock,
    messages: RecordedMessages,
    click: Click,
    target: Path,
) -> None:
    clock.move_to(clock.now() + timedelta(days=10))
    row = next(row for row in register.rows if row.name == MACHINES.name)
    renamed = replace(row.draft, name="洛阳样例改制机械有限公司")
    services.enterprises.update_enterprise(key=row.key, row_version=row.row_version, draft=renamed)

    dialog = versions_of(tab, click)
    dialog.day.setText("2022-05-25")
    click(dialog.day_button)
    past = past_of(dialog)
    past.table.set_filter("锐捷")
    messages.answers.append(target)
    click(past.export_button)

    assert past.banner.text() == "2022-05-25 的名录（只读）"
    assert past.count == "企业 1 / 5 户"
    cells = [str(cell) for line in load_workbook(target).active.iter_rows(values_only=True) for cell in line]  # type: ignore[union-attr]
    assert MACHINES.name in cells
    assert "洛阳样例改制机械有限公司" not in cells
    dialog.close()


def test_the_roster_of_a_day_says_which_import_was_undone_since(
    register: EnterpriseList,
    tab: RosterTab,
    services: Services,
    clock: SimulatedClock,
    click: Click,
    tmp_path: Path,
) -> None:
    services.enterprises.commit_import(path=roster(tmp_path / "年报.xlsx", row(77)))
    clock.move_to(clock.now() + timedelta(days=2))
    (brought,) = services.enterprises.list_imports()
    services.enterprises.undo_import(key=brought.key)

    dialog = versions_of(tab, click)
    dialog.day.setText("2022-05-26")
    click(dialog.day_button)

    assert past_of(dialog).note == "当时的导入“年报.xlsx”后来已撤销，由它新增的检查对象不再显示。"
    dialog.close()


def test_a_day_to_come_and_no_day_are_refused_in_words(
    register: EnterpriseList, tab: RosterTab, click: Click
) -> None:
    dialog = versions_of(tab, click)

    click(dialog.day_button)
    empty = dialog.day_problem.text()
    dialog.day.setText("2023-01-01")
    click(dialog.day_button)

    assert empty == "请填写日期，如 2025-12-31。"
    assert dialog.day_problem.text() == "请填写今天或以前的日期。"
    dialog.close()


def test_an_old_roster_warns_quietly_until_it_is_confirmed(
    register: EnterpriseList,
    tab: RosterTab,
    services: Services,
    clock: SimulatedClock,
    messages: RecordedMessages,
    click: Click,
) -> None:
    assert tab.age_label.text() == ""
    clock.move_to(clock.now() + timedelta(days=340))
    tab.reload()
    assert tab.age_label.text() == "340 天未更新"

    dialog = versions_of(tab, click)
    assert "再过 25 天就满一年" in dialog.warning.text()
    messages.answers.append("年度核对更新")
    click(dialog.confirm_button)
    tab.reload()

    assert not dialog.warning.isVisible()
    assert [row.code for row in dialog.table.rows] == ["2023-1"]
    assert tab.age_label.text() == "2023-1 版"
    assert services.versions.list_versions(RosterNoun.ENTERPRISE)[0].reason == "年度核对更新"
    dialog.close()


def test_a_version_opens_the_roster_of_its_moment(
    register: EnterpriseList, tab: RosterTab, services: Services, click: Click
) -> None:
    services.versions.confirm_roster(RosterNoun.ENTERPRISE, "年度核对更新")

    dialog = versions_of(tab, click)
    click(dialog.version_button)

    assert past_of(dialog).banner.text() == "2022-1 版（2022-05-25）名录（只读）"
    assert len(past_of(dialog).table.rows) == 5
    dialog.close()
