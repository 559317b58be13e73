"""The sentences of the draw screen, from frozen rows alone."""

from dataclasses import replace
from datetime import date

import pytest

from models.rules.draw import GroupCount
from models.rules.seed import Dice, Lottery, SeedRule
from models.vocab import DrawMethod, OfficerMode, SeedSource
from services.draw.rows import DrawTaskRow
from services.draw.seal_rows import PoolRow
from ui.draw.facts import (
    OfficerLine,
    absent_text,
    chance_texts,
    grouped,
    load_text,
    next_act,
    seed_text,
    shortened,
    task_state,
)
from ui.draw.seal_draft import SealDraft, check_seal
from ui.draw.seed_places import SeedPlace

TASK = DrawTaskRow(
    key=1,
    year=2022,
    number=2,
    name="机械等行业随机抽查",
    method=DrawMethod.STRATIFIED,
    officer_mode=OfficerMode.EACH,
    ratio="6",
    batches=3,
    starts_on=date(2022, 5, 1),
    ends_on=date(2022, 12, 31),
    batches_drawn=0,
    attempts=0,
    open_draw_key=None,
    next_step="待封存（第1批）",
    blocked="",
)
OFFICER = PoolRow(1, "YL410307001", "样例甲", True, False, True, "")
DRAFT = SealDraft(
    date(2022, 6, 8),
    date(2022, 12, 31),
    SeedRule(SeedSource.DICE, dice=Dice(20, "样例乙")),
    "样例操作人",
    "样例监督人",
)


def test_the_chance_is_exact_and_rounded_as_taught_at_school() -> None:
    assert chance_texts([GroupCount("", 860, 852, 18)]) == ["每户中签机会均为 18 / 852 = 2.11%"]
    assert chance_texts([GroupCount("", 800, 800, 1)]) == ["每户中签机会均为 1 / 800 = 0.13%"]


def test_each_risk_class_has_its_own_chance() -> None:
    groups = [GroupCount("A", 100, 100, 1), GroupCount("D", 4, 0, 0)]

    assert chance_texts(groups) == ["A类每户中签机会均为 1 / 100 = 1.00%", "D类每户中签机会：没有可抽的对象"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "可封存第1批"),
        ({"attempts": 1}, "可封存第1批（此前作废 1 次）"),
        ({"batches_drawn": 1, "attempts": 1}, "第1批已派发，可封存第2批"),
        ({"batches_drawn": 3, "attempts": 3, "blocked": "已全部抽取"}, "3 批已全部派发"),
        ({"blocked": "检查期限已过"}, "检查期限已过"),
        ({"open_draw_key": 4, "next_step": "待抽取"}, "名单已封存，请在公开场合取得种子后抽取"),
        ({"open_draw_key": 4, "next_step": "待派发"}, "已抽取，请核对结果并派发"),
        ({"batches": 1}, "可封存名单"),
    ],
)
def test_a_task_says_what_is_to_be_done(changes: dict[str, object], sentence: str) -> None:
    assert task_state(replace(TASK, **changes))[2] == sentence  # type: ignore[arg-type]


def test_a_blocked_task_offers_no_next_act() -> None:
    assert next_act(replace(TASK, blocked="检查期限已过")) == ""
    assert next_act(replace(TASK, batches_drawn=2)) == "封存第3批"


def test_loads_are_told_as_a_span_and_idle_officers_are_counted() -> None:
    lines = [OfficerLine(OFFICER, 2), OfficerLine(OFFICER, 3), OfficerLine(OFFICER, 0)]

    assert load_text(lines) == "执法人员 3 人，每人 2–3 户（1 人未派任务）"
    assert load_text([]) == "没有可抽的执法人员"


def test_who_is_not_in_the_pool_is_named_with_the_reason() -> None:
    away = replace(OFFICER, name="样例寅", in_pool=False, reason="人员状态为请假，不是在岗")

    assert absent_text([OFFICER, away]) == "1 名执法人员未参加：样例寅（人员状态为请假，不是在岗）。"
    assert absent_text([OFFICER]) == ""


def test_digits_are_read_in_fours_and_other_seeds_as_they_stand() -> None:
    assert grouped("013824381127") == "0138 2438 1127"
    assert seed_text("样例甲 12345678；样例乙 87654321") == "样例甲 12345678；样例乙 87654321"
    assert shortened("3f9c61d2a0b7" + "0" * 48 + "8e41") == "3f9c 61d2 a0b7 … 8e41"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "还没有填写。"),
        ("0" * 12, "还差 8 位，须恰好 20 位。"),
        ("0" * 22, "多了 2 位，须恰好 20 位。"),
        ("0" * 20, ""),
    ],
)
def test_the_digits_of_the_dice_are_counted(typed: str, fault: str) -> None:
    assert SeedPlace("样例乙", 20, "投掷骰子").fault(typed) == fault


def test_a_lottery_needs_at_least_one_digit() -> None:
    place = SeedPlace("双色球", None, "开奖号码")

    assert place.fault("红 蓝") == "没有数字，请按读取顺序填写开奖号码。"
    assert place.fault("03 12") == ""


def test_a_complete_form_has_no_problem() -> None:
    assert check_seal(DRAFT, [OFFICER]) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"window_from": None}, "window"),
        ({"window_from": date(2023, 1, 1)}, "window"),
        ({"operator": " "}, "operator"),
        ({"supervisor": ""}, "supervisor"),
        ({"supervisor": " 样例操作人"}, "supervisor"),
        ({"supervisor": "样例甲"}, "supervisor"),
        ({"seed_rule": SeedRule(SeedSource.DICE, dice=Dice(19, "样例乙"))}, "dice"),
        ({"seed_rule": SeedRule(SeedSource.LOTTERY, lottery=Lottery("双色球", "", "依次"))}, "lottery"),
        ({"seed_rule": SeedRule(SeedSource.WORDS, dice=Dice(20, "样例乙"))}, "witnesses"),
        ({"seed_rule": SeedRule(SeedSource.WORDS, witnesses=("样例丙",))}, "source"),
    ],
)
def test_each_problem_stands_beside_its_field(changes: dict[str, object], field: str) -> None:
    assert list(check_seal(replace(DRAFT, **changes), [OFFICER])) == [field]  # type: ignore[arg-type]
