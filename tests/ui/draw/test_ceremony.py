"""投影演示: the draw in the meeting room, by the keys of a presenter's clicker, up to the stored result."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models.rules.seed import SeedRule
from models.tables.base import BEIJING
from models.vocab import DrawStage, SeedSource
from services.clock import SimulatedClock
from services.container import Services, open_services
from services.draw.rows import DrawRow
from tests.services.draw.builders import change_enterprise, seal, thrown
from tests.ui.draw.ceremony_builders import (
    DIGITS,
    ENTER,
    ESCAPE,
    F11,
    LOTTERY,
    PAGE_DOWN,
    PAGE_UP,
    SIZES,
    SPACE,
    WORDS,
    Stage,
    go_to,
    press,
    type_into,
)
from tests.ui.draw.conftest import OpenTab
from tests.ui.papers.previews import preview_title, shown_preview
from ui.desk import Desk
from ui.draw.ceremony.digit_boxes import ONLY_DIGITS
from ui.draw.ceremony.window import DRAW, FRAME, RESULT, SEED, SIGN, CeremonyWindow, projector_of
from ui.draw.tab import DrawTab
from ui.recorded_messages import RecordedMessages


def stored(services: Services, task_key: int) -> DrawRow:
    return services.draws.list_draws(task_key=task_key)[-1]


def test_the_room_is_led_from_the_frame_to_the_signatures_by_keys_alone(
    stage: Stage, services: Services, task_key: int, messages: RecordedMessages
) -> None:
    window = stage.open(seal(services, task_key))

    assert window.frame_step.tiles.texts == [
        "名录库（户） 24",
        "列入抽样框 24",
        "可抽 23",
        "必查 1",
        "不抽（计入基数） 0",
        "本次应抽 4",
    ]
    press(window, PAGE_DOWN, PAGE_DOWN)
    assert window.frame_step.sheet.texts["种子来源"] == "骰子：20位，由纪检组样例甲投掷"
    press(window, PAGE_DOWN)
    assert window.step == SEED
    QTest.keyClicks(window.focusWidget(), DIGITS)
    press(window, ENTER)
    assert (window.step, window.draw_step.draw_button.text()) == (DRAW, "用这个种子从 23 户中抽取 4 户")
    assert window.draw_step.how.text().startswith("另列必查 1 户，不占名额。")
    press(window, ENTER)
    assert (window.step, window.mark) == (RESULT, "")
    go_to(window, SIGN)

    row = stored(services, task_key)
    assert (row.stage, row.seed, row.drawn_count) == (DrawStage.DRAWN, DIGITS, 5)
    assert messages.texts("error") == []
    assert messages.texts("confirm") == []


def test_keys_that_are_no_digits_are_refused_with_a_word_and_change_nothing(
    stage: Stage, services: Services, task_key: int
) -> None:
    window = stage.open(seal(services, task_key))
    go_to(window, SEED)
    part = window.seed_step.parts[0]

    type_into(window, 0, "01")
    QGuiApplication.clipboard().setText("３")
    QTest.keyClick(part.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    type_into(window, 0, "x")

    assert (part.typed, part.problem) == ("013", ONLY_DIGITS)
    QTest.keyClick(part.field, Qt.Key.Key_Backspace)

    assert (part.typed, part.problem, part.state) == ("01", "", "2 / 20 位")


def test_a_digit_too_many_is_not_taken(stage: Stage, services: Services, task_key: int) -> None:
    window = stage.open(seal(services, task_key))
    go_to(window, SEED)

    type_into(window, 0, DIGITS + "7")

    assert window.seed_step.seed == DIGITS
    assert "已满 20 位" in window.seed_step.parts[0].problem


def test_a_seed_too_short_is_refused_in_words_and_nothing_is_drawn(
    stage: Stage, services: Services, task_key: int
) -> None:
    window = stage.open(seal(services, task_key))
    go_to(window, SEED)
    type_into(window, 0, DIGITS[:17])

    press(window, PAGE_DOWN)
    assert (window.step, window.hint) == (SEED, "纪检组样例甲：还差 3 位，须恰好 20 位。")
    window.show_step(DRAW)
    press(window, ENTER)

    assert window.draw_step.problem.text() == "纪检组样例甲：还差 3 位，须恰好 20 位。"
    assert stored(services, task_key).stage is DrawStage.SEALED


def test_a_seed_given_before_the_seal_is_refused_on_the_screen(
    qtbot: QtBot, desk: Desk, services: Services, task_key: int, data_dir: Path
) -> None:
    key = seal(services, task_key)
    services.close()
    earlier = SimulatedClock(datetime(2022, 5, 25, 8, 0, tzinfo=BEIJING))
    again = open_services(data_dir, operator="样例操作人", clock=earlier)
    room = Stage(qtbot, desk, again)
    window = room.open(key)
    go_to(window, SEED)
    type_into(window, 0, DIGITS)

    press(window, ENTER, ENTER)

    assert window.step == DRAW
    assert "早于封存时间" in window.draw_step.problem.text()
    assert "没有抽取，也没有存入任何内容。" in window.draw_step.problem.text()
    assert stored(again, task_key).seed is None
    again.close()


def test_a_seed_that_was_used_is_refused_in_the_same_place_and_can_be_thrown_anew(
    stage: Stage, services: Services, task_key: int
) -> None:
    first = seal(services, task_key)
    services.draws.draw(draw_key=first, contributions=thrown(DIGITS))
    services.draws.void(draw_key=first, reason="漏录一户", approved_by="样例局长")
    window = stage.open(seal(services, task_key))
    go_to(window, SEED)
    type_into(window, 0, DIGITS)
    press(window, ENTER, ENTER)
    assert "种子只能用一次" in window.draw_step.problem.text()

    press(window, PAGE_UP)
    QTest.keyClick(window.seed_step.parts[0].field, Qt.Key.Key_Backspace)
    type_into(window, 0, "5")
    press(window, ENTER, ENTER)

    assert window.step == RESULT
    assert stored(services, task_key).seed == DIGITS[:19] + "5"


def test_envelopes_show_dots_until_the_last_is_in_and_are_opened_together(
    stage: Stage, services: Services, task_key: int
) -> None:
    window = stage.open(seal(services, task_key, seed_rule=WORDS))
    go_to(window, SEED)
    first, second, dice = window.seed_step.parts

    type_into(window, 0, "11112222")
    type_into(window, 1, "3333")
    press(window, ENTER)
    assert (first.shown, first.state) == ("●●●●●●●●", "●●●● 已交")
    assert (second.shown, second.state) == ("●●●●", "待交　4 / 8 位")
    assert not dice.isVisible()
    type_into(window, 1, "4444")
    press(window, ENTER)

    assert [first.shown, second.shown] == ["11112222", "33334444"]
    assert dice.isVisible()
    type_into(window, 2, DIGITS)
    press(window, ENTER, ENTER)
    assert stored(services, task_key).seed == f"样例张某 11112222；样例李某 33334444；纪检组样例甲 {DIGITS}"


def test_a_lottery_shows_name_issue_and_order_and_takes_the_number_as_it_is_read(
    stage: Stage, services: Services, task_key: int
) -> None:
    window = stage.open(seal(services, task_key, seed_rule=LOTTERY))
    go_to(window, SEED)

    assert window.seed_step.rule.text().splitlines() == [
        "公开开奖　中国福利彩票双色球",
        "期号　2022059　　读取顺序　红球按开出次序、末位蓝球",
    ]
    type_into(window, 0, "03 12 15 21 28 30 07")
    press(window, ENTER)
    assert window.draw_step.seed_box.text() == "03 12 15 21 28 30 07"
    press(window, ENTER)

    assert stored(services, task_key).seed == "03 12 15 21 28 30 07"


def test_a_seed_of_the_system_is_marked_on_every_step_that_speaks_of_it(
    stage: Stage, services: Services, task_key: int
) -> None:
    window = stage.open(seal(services, task_key, seed_rule=SeedRule(SeedSource.SYSTEM)))
    go_to(window, SEED)
    assert window.seed_step.mark.isVisible()
    assert window.seed_step.mark.text() == "系统随机数，未经公开见证"
    press(window, PAGE_DOWN)
    assert window.draw_step.mark.isVisible()

    press(window, ENTER)

    row = stored(services, task_key)
    assert (window.step, row.is_publicly_witnessed) == (RESULT, False)
    window.show_step(DRAW)
    assert window.draw_step.seed_box.text() == row.seed


def test_a_clicker_turns_pages_but_never_draws(stage: Stage, services: Services, task_key: int) -> None:
    window = stage.open(seal(services, task_key))
    go_to(window, SEED)
    type_into(window, 0, DIGITS)

    press(window, PAGE_DOWN, PAGE_DOWN, SPACE, PAGE_DOWN, SPACE)

    assert (window.step, window.hint) == (DRAW, "还没有抽取：请按 Enter，或点击大按钮。")
    assert stored(services, task_key).stage is DrawStage.SEALED


def test_what_was_typed_survives_a_look_back(stage: Stage, services: Services, task_key: int) -> None:
    window = stage.open(seal(services, task_key))
    go_to(window, SEED)
    type_into(window, 0, DIGITS[:12])

    press(window, PAGE_UP)
    assert window.step == FRAME
    press(window, PAGE_DOWN)

    assert window.seed_step.parts[0].typed == DIGITS[:12]


def test_a_list_that_is_not_sealed_is_only_shown(stage: Stage, services: Services, task_key: int) -> None:
    window = stage.show(services.draws.preview(task_key=task_key))

    press(window, *[PAGE_DOWN] * 6)

    assert (window.step, window.mark) == (FRAME, "尚未封存")
    assert window.hint == "名单还没有封存，不能取得种子。"
    assert window.frame_step.unsealed.isVisible()
    assert not window.frame_step.print_button.isVisible()


def test_the_seal_sheet_is_opened_from_the_first_step(
    stage: Stage, services: Services, task_key: int
) -> None:
    window = stage.open(seal(services, task_key))

    window.frame_step.print_button.click()

    assert preview_title() == "封存单 2022-01-1"
    shown_preview().reject()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_the_room_reads_is_smaller_than_a_28th_of_the_screen(
    stage: Stage, services: Services, task_key: int, size: tuple[int, int]
) -> None:
    window = stage.open(seal(services, task_key), size)

    labels = [label for step in window.steps for label in step.findChildren(QLabel)]

    assert labels
    assert all(label.fontInfo().pixelSize() >= size[1] / 28 - 0.5 for label in labels)
    assert window.needed.width() <= size[0]
    assert window.needed.height() <= size[1]


@pytest.mark.parametrize("key", [ESCAPE, F11])
def test_f11_opens_the_ceremony_from_the_tab_and_esc_or_f11_leaves_it(
    qtbot: QtBot, open_tab: OpenTab, services: Services, task_key: int, key: Qt.Key
) -> None:
    seal(services, task_key)
    tab = open_tab()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)

    QTest.keyClick(tab, F11)
    qtbot.waitUntil(lambda: bool(tab.findChildren(CeremonyWindow)))  # a button shows that it was pressed
    [window] = tab.findChildren(CeremonyWindow)
    assert window.isVisible()
    assert window.height() == window.screen().geometry().height()
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    press(window, key)

    qtbot.waitUntil(lambda: not [each for each in tab.findChildren(CeremonyWindow) if each.isVisible()])


def test_the_tab_follows_what_the_ceremony_drew(open_tab: OpenTab, services: Services, task_key: int) -> None:
    seal(services, task_key)
    tab: DrawTab = open_tab()
    tab.bar.ceremony_button.click()
    [window] = tab.findChildren(CeremonyWindow)
    go_to(window, SEED)
    type_into(window, 0, DIGITS)
    press(window, ENTER, ENTER)

    assert tab.result_page.verdict.startswith("● 已复算一致")
    window.close()


def test_the_projector_is_the_screen_where_the_window_is_not() -> None:
    assert projector_of(["laptop", "projector"], "laptop") == "projector"
    assert projector_of(["laptop"], "laptop") == "laptop"


def test_a_draw_of_another_task_does_not_disturb_the_ceremony(
    stage: Stage, services: Services, task_key: int, desk: Desk
) -> None:
    window = stage.open(seal(services, task_key))
    go_to(window, SEED)
    type_into(window, 0, DIGITS[:4])

    desk.operations.change(lambda: services.draws.set_meeting(draw_key=1, meeting_place="样例", attendees=[]))

    assert (window.step, window.seed_step.parts[0].typed) == (SEED, DIGITS[:4])


def test_a_roster_that_changed_after_the_seal_is_named_and_the_sealed_list_drawn(
    stage: Stage, services: Services, task_key: int, clock: SimulatedClock
) -> None:
    key = seal(services, task_key)
    clock.move_to(datetime(2022, 5, 25, 10, 0, tzinfo=BEIJING))
    change_enterprise(services, 3, lambda one: setattr(one, "updated_at", clock.now()))
    window = stage.open(key)
    go_to(window, SEED)
    type_into(window, 0, DIGITS)
    press(window, ENTER)

    assert window.draw_step.remark.text() == "封存后名录有 1 户变动，本次抽取仍用封存的名单。"
    assert window.draw_step.draw_button.text() == "用这个种子从 23 户中抽取 4 户"
