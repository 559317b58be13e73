"""③ 抽取 and ④ 确认 on screen: the result, its repetition, and what may follow in the open."""

import json
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.vocab import DrawStage, EntryKind
from services.container import Services
from services.draw.seal_rows import DirectAppointment, SealChoices
from services.draw.verify import AGREES, verify_certificate
from tests.services.draw.builders import (
    add_enterprise,
    add_officer,
    draw_and_dispatch,
    lock_task,
    seal,
    thrown,
)
from tests.ui.draw.conftest import OnDialog, OpenTab
from ui.draw.facts import CONFIRM, RESULT, SEAL
from ui.draw.officer_dialog import OfficerDialog
from ui.draw.reason_dialog import ReasonDialog
from ui.recorded_messages import RecordedMessages

DIGITS = "01382438112797316654"


def fill_reason(dialog: QWidget) -> None:
    assert isinstance(dialog, ReasonDialog)
    dialog.reason.setPlainText("封存前漏录一户，见监督记录")
    dialog.approved_by.setText("样例局长")
    dialog.confirm_button.click()


def test_the_result_stands_in_the_order_of_the_tickets(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    draw_and_dispatch(services, task_key, DIGITS)

    tab = open_tab()
    rows = tab.result_page.lists.places.rows

    assert [row.position for row in rows] == [1, 2, 3, 4, 5]
    assert [row.ticket for row in rows] == sorted(row.ticket for row in rows)
    assert {row.officer_names.count("、") for row in rows} == {1}
    assert tab.result_page.absent == ""


def test_voiding_asks_for_reason_and_approver_and_keeps_the_draw_in_the_list(
    open_tab: OpenTab, services: Services, task_key: int, on_dialog: OnDialog
) -> None:
    draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()
    on_dialog(fill_reason)

    tab.result_page.void_button.click()

    [row] = services.draws.list_draws(task_key=task_key)
    assert (row.stage, row.void_approved_by) == (DrawStage.VOIDED, "样例局长")
    assert tab.step == SEAL
    assert tab.bar.state == "可封存名单（此前作废 1 次）"
    assert [draw.draw_code for draw in tab.seal_page.lists.draws.rows] == ["2022-01-1"]


def test_a_voided_draw_can_still_be_read(open_tab: OpenTab, services: Services, task_key: int) -> None:
    key = draw_and_dispatch(services, task_key, DIGITS)
    services.draws.void(draw_key=key, reason="漏录一户", approved_by="样例局长")
    tab = open_tab()

    tab.choose_draw(key)

    assert tab.step == RESULT
    assert "漏录一户（样例局长批准）" in tab.result_page.banner.text
    assert len(tab.result_page.lists.places.rows) == 5
    assert not tab.result_page.void_button.isVisible()
    assert not tab.result_page.confirm_button.isVisible()


def test_a_chosen_enterprise_is_replaced_by_the_next_number(
    open_tab: OpenTab, services: Services, task_key: int, on_dialog: OnDialog
) -> None:
    key = draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()
    sampled = next(p for p in tab.result_page.lists.places.rows if p.kind is EntryKind.SELECTABLE)
    tab.result_page.lists.places.select_keys([sampled.key])
    on_dialog(fill_reason)

    assert tab.result_page.substitute_button.text() == "递补所选 1 户…"
    tab.result_page.substitute_button.click()

    places = services.draws.get_draw(draw_key=key).places
    assert [place.substitutes for place in places if place.substitutes] == [sampled.entry_id]
    assert len(tab.result_page.lists.places.rows) == 6
    assert tab.result_page.verdict.startswith("● 已复算一致")


def test_an_officer_who_drops_out_is_replaced_by_the_rule(
    open_tab: OpenTab, services: Services, task_key: int, on_dialog: OnDialog, messages: RecordedMessages
) -> None:
    key = draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()
    seat = tab.result_page.lists.places.rows[0].seats[1]

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, OfficerDialog)
        dialog.officer.set_value(seat.officer_key)
        fill_reason(dialog)

    on_dialog(fill)
    tab.result_page.officer_button.click()

    seats = [each for place in services.draws.get_draw(draw_key=key).places for each in place.seats]
    assert all(each.replaced_at for each in seats if each.officer_key == seat.officer_key)
    assert messages.last.text == "已补抽，接替人员已列入名单"
    assert tab.result_page.verdict.startswith("● 已复算一致")


def test_the_exported_certificate_verifies(
    open_tab: OpenTab, services: Services, task_key: int, messages: RecordedMessages, tmp_path: Path
) -> None:
    draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()
    full, public = tmp_path / "完整版.json", tmp_path / "公告版.json"
    messages.answers.extend([True, full, public])
    tab.steps.choose(CONFIRM)

    tab.confirm_page.full_button.click()
    tab.confirm_page.public_button.click()

    assert verify_certificate(full).exit_code == AGREES
    assert json.loads(public.read_text(encoding="utf-8"))["copy"] == "public"
    assert [link.text for link in messages.links] == ["打开文件", "打开文件夹"]


def test_every_enterprise_of_the_frame_finds_its_own_number(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()

    tab.result_page.lists.show_register(typed="样例机械厂11")

    [line] = tab.result_page.lists.register.rows
    assert line.ticket.startswith("0.")


def test_a_result_that_was_tampered_with_cannot_be_dispatched(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    key = seal(services, task_key)
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    with services.workplace.database.transaction() as session:
        session.connection().exec_driver_sql("update drawn_places set ticket = '0.1' where position = 1")

    tab = open_tab()

    assert tab.result_page.verdict == "× 复算不一致"
    assert "请停止派发" in tab.result_page.banner.text
    assert not tab.result_page.confirm_button.isEnabled()


def test_a_voided_draw_still_gives_its_certificate(
    open_tab: OpenTab, services: Services, task_key: int, messages: RecordedMessages, tmp_path: Path
) -> None:
    key = draw_and_dispatch(services, task_key, DIGITS)
    services.draws.void(draw_key=key, reason="漏录一户", approved_by="样例局长")
    tab = open_tab()
    tab.choose_draw(key)
    target = tmp_path / "作废.json"
    messages.answers.extend(["完整版（内部）", target])

    tab.result_page.certificate_button.click()

    assert json.loads(target.read_text(encoding="utf-8"))["draw_code"] == "2022-01-1"


def test_the_loads_stand_with_the_year_before_them_and_the_reasons_above(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()

    tab.show_step(CONFIRM)

    page = tab.confirm_page
    assert page.load_reasons == "分组：可抽10人，按号码选出4人编成2组，其余6人本次不派。"
    assert {line.before for line in page.loads.rows} == {0}
    assert sum(line.after for line in page.loads.rows) == 10
    assert "其余6人本次不派" in tab.result_page.load_reasons


def test_a_sealed_assignment_is_no_difference_to_the_repeated_draw(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    draw_key = seal(services, task_key, choices=SealChoices(seals_assignment=True))
    services.draws.draw(draw_key=draw_key, contributions=thrown(DIGITS))
    place = services.draws.get_draw(draw_key=draw_key).places[0]
    services.draws.open_assignment(draw_key=draw_key, place_keys=[place.key], opened_by="样例组长")

    tab = open_tab()

    assert tab.result_page.verdict.startswith("● 已复算一致")


def test_officers_named_by_the_office_are_no_difference_to_the_repeated_draw(
    open_tab: OpenTab, services: Services
) -> None:
    for number in range(12):
        add_enterprise(services, number)
    officers = [add_officer(services, number) for number in range(3)]
    direct = DirectAppointment("可抽人员只有3人", "样例局长")
    draw_key = seal(services, lock_task(services, teams=4), choices=SealChoices(direct=direct))
    services.draws.draw(draw_key=draw_key, contributions=thrown(DIGITS))
    places = services.draws.get_draw(draw_key=draw_key).places
    services.draws.appoint(
        draw_key=draw_key, place_keys=[place.key for place in places], officer_keys=officers[:2]
    )

    tab = open_tab()

    assert tab.result_page.verdict.startswith("● 已复算一致")
