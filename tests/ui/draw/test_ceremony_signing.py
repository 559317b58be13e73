"""⑤: who was present is written down, the papers to sign are opened, and nothing is added afterwards."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.vocab import DrawStage
from services.container import Services
from services.draw.rows import AttendeeRow
from tests.services.draw.builders import draw_and_dispatch
from tests.ui.draw.ceremony_builders import (
    DIGITS,
    Stage,
)
from tests.ui.draw.conftest import OnDialog
from tests.ui.papers.previews import preview_title, shown_preview
from ui.draw.attendees_dialog import AttendeesDialog, Meeting, check_meeting, suggest_attendees
from ui.draw.ceremony.window import SIGN, CeremonyWindow


def test_those_present_are_written_down_and_shown_with_the_digest(
    stage: Stage, services: Services, drawn_key: int, on_dialog: OnDialog
) -> None:
    window = stage.open(drawn_key)
    window.show_step(SIGN)
    assert window.sign_step.nobody.isVisible()

    def fill(dialog: AttendeesDialog) -> None:
        dialog.place.setText("样例局三楼会议室")
        dialog.add_button.click()
        dialog.rows[-1].name.setText("样例王某")
        dialog.rows[-1].role.setCurrentText("企业代表")
        dialog.confirm_button.click()

    on_dialog(fill)
    window.sign_step.attendees_button.click()

    detail = services.draws.get_draw(draw_key=drawn_key)
    assert detail.meeting_place == "样例局三楼会议室"
    assert detail.attendees == (
        AttendeeRow("样例操作人", "操作人"),
        AttendeeRow("样例监督人", "监督人"),
        AttendeeRow("纪检组样例甲", "投掷人"),
        AttendeeRow("样例王某", "企业代表"),
    )
    assert window.step == SIGN
    assert window.sign_step.attendees.page_texts[3] == "样例王某　企业代表"
    assert (detail.row.result_digest or "-")[:4] in window.sign_step.digest.text()


def test_a_meeting_without_names_or_with_a_supervisor_who_can_be_drawn_is_refused(
    services: Services, drawn_key: int
) -> None:
    detail = services.draws.get_draw(draw_key=drawn_key)
    one = AttendeeRow("样例某", "见证人")
    drawable = next(officer.name for officer in detail.pool if officer.in_pool)

    assert check_meeting(Meeting("", tuple(suggest_attendees(detail))), detail) == ""
    assert check_meeting(Meeting("", ()), detail) == "请至少登记操作人和监督人。"
    assert check_meeting(Meeting("", (AttendeeRow("", "见证人"),)), detail) == "第 1 行须填写姓名和身份。"
    assert check_meeting(Meeting("", (one, one)), detail) == "第 2 行的样例某已经登记过。"
    assert (
        check_meeting(Meeting("", (AttendeeRow(drawable, "监督人"),)), detail)
        == f"{drawable}在本次可抽人员中，不能作监督人。"
    )


def test_the_dialog_says_what_is_wrong_and_forgets_a_line_that_is_removed(
    qtbot: QtBot, services: Services, drawn_key: int
) -> None:
    dialog = AttendeesDialog(None, services.draws.get_draw(draw_key=drawn_key))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.rows[0].name.setText("")
    dialog.rows[0].unit.setText("样例单位")
    dialog.confirm()
    assert dialog.problem == "第 1 行须填写姓名和身份。"

    dialog.rows[0].remove_button.click()

    assert [one.name for one in dialog.meeting().attendees] == ["样例监督人", "纪检组样例甲"]


def test_nobody_is_added_once_the_list_is_dispatched(stage: Stage, services: Services, task_key: int) -> None:
    window = stage.open(draw_and_dispatch(services, task_key, DIGITS))
    window.show_step(SIGN)

    assert not window.sign_step.attendees_button.isEnabled()
    assert "在场人员不能再改" in window.sign_step.attendees_button.toolTip()


def test_the_papers_to_sign_are_opened_from_the_last_step_and_done_leaves(
    stage: Stage, services: Services, drawn_key: int
) -> None:
    window = stage.open(drawn_key)
    window.show_step(SIGN)

    window.sign_step.confirmation_button.click()
    confirmation = preview_title()
    shown_preview().reject()
    window.sign_step.minutes_button.click()
    minutes = preview_title()
    shown_preview().reject()
    window.sign_step.done_button.click()
    QApplication.processEvents()

    assert (confirmation, minutes) == ("抽取结果确认单 2022-01-1", "抽取会议记录 2022-01-1")
    assert stage.behind.findChildren(CeremonyWindow) in ([], [window])
    assert services.draws.get_draw(draw_key=drawn_key).row.stage is DrawStage.DRAWN
