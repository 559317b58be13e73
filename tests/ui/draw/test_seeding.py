"""② 种子 on screen, and the whole way of a clerk: seal, type the dice, read the result, dispatch."""

from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from models.vocab import DrawStage, SeedSource
from services.container import Services
from tests.services.draw.builders import (
    draw_and_dispatch,
    seal,
    thrown,
)
from tests.ui.draw.conftest import OpenTab
from ui.draw.facts import CONFIRM, RESULT, SEAL, SEED
from ui.draw.tab import DrawTab
from ui.recorded_messages import RecordedMessages

DIGITS = "01382438112797316654"


def fill_seal(tab: DrawTab) -> None:
    tab.seal_page.form.thrower.setText("纪检组样例甲")
    tab.seal_page.form.supervisor.setText("样例监督人")


def type_digits(tab: DrawTab, digits: str) -> None:
    QTest.keyClicks(tab.seed_page.entries[0].field, digits)


def test_a_clerk_goes_from_the_seal_to_the_inspection_records(
    tab: DrawTab, messages: RecordedMessages, services: Services, task_key: int
) -> None:
    fill_seal(tab)
    messages.answers.extend([True, True, True])

    tab.seal_page.seal_button.click()
    assert tab.step == SEED
    type_digits(tab, DIGITS)
    tab.seed_page.draw_button.click()
    assert tab.step == RESULT
    assert tab.result_page.verdict.startswith("● 已复算一致")
    assert (
        tab.result_page.summary
        == "本次为第1次抽取：4 户 + 必查 1 户　执法人员 10 人，每人 2–3 户（6 人未派任务）"
    )
    tab.result_page.confirm_button.click()
    assert tab.confirm_page.dispatch_button.text() == "派发 5 户到检查记录"
    tab.confirm_page.dispatch_button.click()

    assert (tab.step, tab.confirm_page.headline) == (CONFIRM, "已派发 5 户到检查记录")
    assert [row.stage for row in services.draws.list_draws(task_key=task_key)] == [DrawStage.DISPATCHED]
    assert messages.texts("confirm") == [
        "封存 24 户名单，作为 2022-01-1 的抽样框？",
        "用这个种子从 23 户中抽取 4 户？",
        "派发 5 户到检查记录？",
    ]
    assert messages.texts("error") == []


def test_digits_are_grouped_counted_and_nothing_else_is_taken(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    seal(services, task_key)
    tab = open_tab()
    entry = tab.seed_page.entries[0]

    type_digits(tab, "01a3 82.43")
    QGuiApplication.clipboard().setText("８11点")
    entry.field.paste()

    assert entry.field.text() == "0138 2438 11"
    assert entry.typed == "0138243811"
    assert entry.count == "10 / 20 位"
    assert not tab.seed_page.draw_button.isEnabled()
    assert "还差 10 位" in tab.seed_page.draw_button.toolTip()


def test_a_digit_too_many_is_told_beside_the_field(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    seal(services, task_key)
    tab = open_tab()

    type_digits(tab, DIGITS + "7")

    assert tab.seed_page.entries[0].problem == "多了 1 位，须恰好 20 位。"
    assert not tab.seed_page.draw_button.isEnabled()


def test_what_was_typed_survives_a_look_back_at_the_seal(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    seal(services, task_key)
    tab = open_tab()
    type_digits(tab, DIGITS[:12])

    tab.steps.choose(SEAL)
    tab.steps.choose(SEED)

    assert tab.seed_page.entries[0].typed == DIGITS[:12]


def test_a_seed_that_was_used_before_is_refused_beside_the_field(
    open_tab: OpenTab, services: Services, task_key: int, messages: RecordedMessages
) -> None:
    first = seal(services, task_key)
    services.draws.draw(draw_key=first, contributions=thrown(DIGITS))
    services.draws.void(draw_key=first, reason="漏录一户", approved_by="样例局长")
    seal(services, task_key)
    tab = open_tab()
    type_digits(tab, DIGITS)
    messages.answers.append(True)

    tab.seed_page.draw_button.click()

    assert tab.step == SEED
    assert "种子只能用一次" in tab.seed_page.entries[0].problem
    assert tab.seed_page.entries[0].typed == DIGITS


def test_the_exported_frame_has_the_digest_that_is_read_aloud(
    open_tab: OpenTab, services: Services, task_key: int, messages: RecordedMessages, tmp_path: Path
) -> None:
    key = seal(services, task_key)
    tab = open_tab()
    target = tmp_path / "名单.csv"
    messages.answers.append(target)

    tab.seed_page.export_button.click()

    digest = services.draws.get_draw(draw_key=key).seal.frame_digest
    assert sha256(target.read_bytes()).hexdigest() == digest


def test_a_seed_of_the_system_is_marked_and_needs_no_typing(
    tab: DrawTab, messages: RecordedMessages, services: Services, task_key: int
) -> None:
    tab.seal_page.form.source.set_value(SeedSource.SYSTEM)
    tab.seal_page.form.supervisor.setText("样例监督人")
    messages.answers.extend([True, True])

    tab.seal_page.seal_button.click()
    assert "未经公开见证" in tab.seed_page.banner.text
    tab.seed_page.draw_button.click()

    assert tab.result_page.banner.text == "本次种子未经公开见证。"
    [row] = services.draws.list_draws(task_key=task_key)
    assert not row.is_publicly_witnessed


def test_witnesses_give_their_digits_in_the_fixed_order(
    tab: DrawTab, messages: RecordedMessages, services: Services, task_key: int
) -> None:
    tab.seal_page.form.source.set_value(SeedSource.WORDS)
    tab.seal_page.form.witnesses.setText("样例张某、样例李某")
    fill_seal(tab)
    messages.answers.extend([True, True])

    tab.seal_page.seal_button.click()
    first, second, dice = tab.seed_page.entries
    QTest.keyClicks(first.field, "11112222")
    QTest.keyClicks(second.field, "33334444")
    QTest.keyClicks(dice.field, DIGITS)
    tab.seed_page.draw_button.click()

    [row] = services.draws.list_draws(task_key=task_key)
    assert row.seed == f"样例张某 11112222；样例李某 33334444；纪检组样例甲 {DIGITS}"
    assert tab.step == RESULT


def test_a_lottery_is_typed_as_it_is_read(
    tab: DrawTab, messages: RecordedMessages, services: Services, task_key: int
) -> None:
    form = tab.seal_page.form
    form.source.set_value(SeedSource.LOTTERY)
    form.lottery_name.setText("中国福利彩票双色球")
    form.lottery_issue.setText("2022059")
    form.lottery_order.setText("红球按开出次序，末位蓝球")
    form.supervisor.setText("样例监督人")
    messages.answers.extend([True, True])

    tab.seal_page.seal_button.click()
    QTest.keyClicks(tab.seed_page.entries[0].field, "03 12 15 21 28 30 07")
    tab.seed_page.draw_button.click()

    [row] = services.draws.list_draws(task_key=task_key)
    assert row.seed == "03 12 15 21 28 30 07"


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right])
def test_the_steps_are_walked_with_the_arrow_keys(
    open_tab: OpenTab, services: Services, task_key: int, key: Qt.Key
) -> None:
    draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()

    QTest.keyClick(tab.steps, key)

    assert tab.step == {Qt.Key.Key_Left: SEED, Qt.Key.Key_Right: CONFIRM}[key]
