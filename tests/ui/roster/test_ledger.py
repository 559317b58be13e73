"""年度检查台账 in the detail of an enterprise: read, added to, taken back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from services.container import Services
from tests.services.draw.builders import found_district
from ui.desk import Desk
from ui.recorded_messages import RecordedMessages
from ui.roster.enterprise_list import EnterpriseList
from ui.roster.visit_dialog import VisitDialog

OnDialog = Callable[[Callable[..., object]], None]


def link_of(shown: EnterpriseList, text: str) -> QPushButton:
    return next(
        link for link in shown.detail.findChildren(QPushButton) if link.text() == text and link.isVisible()
    )


def test_a_visit_is_entered_and_taken_back_on_the_spot(
    qtbot: QtBot, desk: Desk, services: Services, messages: RecordedMessages, on_dialog: OnDialog
) -> None:
    found_district(services)
    shown = EnterpriseList(desk, services)
    qtbot.addWidget(shown)
    shown.resize(1334, 640)
    shown.show()
    shown.reload()
    row = shown.table.current_row()
    assert row is not None

    def fill(dialog: VisitDialog) -> None:
        dialog.confirm()
        problems.append(dialog.form.problem("visited_on"))
        dialog.form.visited_on.set_value(date(2022, 3, 1))
        dialog.form.ground.setText("12345 投诉举报")
        dialog.confirm()

    problems: list[str] = []
    on_dialog(fill)
    link_of(shown, "登记其他检查…").click()
    [visit] = services.other_visits.list_visits(enterprise_key=row.key)
    entered = dict(shown.detail.lines())
    messages.answers.append("登记有误")
    link_of(shown, "撤销…").click()

    assert problems == ["请填写检查日期，例如 2022-05-25。"]
    assert (
        entered[visit.visited_on.isoformat()] == "个案检查　12345 投诉举报（按本局设置，个案检查不计入频次）"
    )
    assert dict(shown.detail.lines())["2022-03-01"].endswith("（已撤销：登记有误）")
