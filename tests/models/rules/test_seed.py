"""§3 of the protocol: sources of the seed, their contributions, and the one text they make."""

import pytest

from models.errors import UserFacingError
from models.rules.seed import (
    Contribution,
    Dice,
    Lottery,
    SeedRule,
    contributors,
    is_publicly_witnessed,
    make_seed,
    normalise,
    rule_faults,
    rule_text,
    seed_fault_by_text,
)
from models.vocab import SeedSource

DICE = SeedRule(SeedSource.DICE, dice=Dice(20, "纪检组样例甲"))
LOTTERY = SeedRule(SeedSource.LOTTERY, lottery=Lottery("双色球", "2022060", "红球从小到大，后蓝球"))
WORDS = SeedRule(SeedSource.WORDS, dice=Dice(20, "样例丙"), witnesses=("第一组", "监察"))
DIGITS = "01382438112797316654"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        (" ０１２３　45 \n", "0123 45"),
        ("甲\t 乙", "甲 乙"),
        ("第一组；0937", "第一组;0937"),
        ("①２", "12"),
    ],
)
def test_a_contribution_is_normalised_before_it_is_joined(text: str, normal: str) -> None:
    assert normalise(text) == normal


def test_a_single_contribution_is_the_seed_itself() -> None:
    assert make_seed(DICE, [Contribution("纪检组样例甲", " ０1382438112797316654 ")]) == DIGITS


def test_several_contributions_are_joined_with_their_names_in_the_fixed_order() -> None:
    parts = [
        Contribution("第一组", "09370001"),
        Contribution("监察", "44660002"),
        Contribution("样例丙", DIGITS),
    ]

    assert make_seed(WORDS, parts) == f"第一组 09370001；监察 44660002；样例丙 {DIGITS}"


def test_a_lottery_is_read_as_it_stands() -> None:
    assert make_seed(LOTTERY, [Contribution("双色球", "03 09 17 21 28 33 + 08")]) == "03 09 17 21 28 33 + 08"


@pytest.mark.parametrize(
    ("rule", "parts", "sentence"),
    [
        (DICE, [Contribution("纪检组样例甲", DIGITS[1:])], "恰好是20位数字，现为19个字符"),
        (DICE, [Contribution("纪检组样例甲", DIGITS + "1")], "恰好是20位数字"),
        (DICE, [Contribution("纪检组样例甲", DIGITS[1:] + "x")], "恰好是20位数字"),
        (DICE, [Contribution("别人", DIGITS)], "须按封存单由纪检组样例甲依次给出，共1项"),
        (LOTTERY, [Contribution("双色球", "未开奖")], "没有数字"),
        (WORDS, [Contribution("监察", "1" * 8), Contribution("第一组", "1" * 8), Contribution("样例丙", DIGITS)], "依次给出，共3项"),
        (WORDS, [Contribution("第一组", "1" * 7), Contribution("监察", "1" * 8), Contribution("样例丙", DIGITS)], "第一组：须恰好写8位数字"),
        (WORDS, [Contribution("第一组", "1" * 8), Contribution("监察", "1" * 8), Contribution("样例丙", "1" * 8)], "样例丙：须恰好是20位"),
        (SeedRule(SeedSource.SYSTEM), [Contribution("系统随机数", "AB" * 32)], "64位"),
        (SeedRule(SeedSource.COMMAND), [Contribution("命令行指定", "　")], "种子不能为空"),
    ],
)  # fmt: skip
def test_a_contribution_against_the_rule_is_refused_in_a_sentence(
    rule: SeedRule, parts: list[Contribution], sentence: str
) -> None:
    with pytest.raises(UserFacingError, match=sentence):
        make_seed(rule, parts)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (SeedRule(SeedSource.DICE), "骰子须掷出20位或更多数字"),
        (SeedRule(SeedSource.DICE, dice=Dice(19, "甲")), "骰子须掷出20位或更多数字"),
        (SeedRule(SeedSource.DICE, dice=Dice(20, " ")), "请写明由谁投掷骰子"),
        (SeedRule(SeedSource.LOTTERY, lottery=Lottery("双色球", "", "顺序")), "名称、期号和号码的读取顺序"),
        (SeedRule(SeedSource.WORDS, witnesses=("甲",)), "最后一项，且只能选一种"),
        (SeedRule(SeedSource.WORDS, dice=Dice(20, "乙")), "按次序写明各位见证人"),
        (SeedRule(SeedSource.WORDS, dice=Dice(20, "乙"), witnesses=("甲", "甲 ")), "见证人姓名重复"),
        (SeedRule(SeedSource.WORDS, dice=Dice(8, "乙"), witnesses=("甲",)), "20位或更多"),
    ],
)
def test_a_rule_that_does_not_fix_the_source_is_refused(rule: SeedRule, sentence: str) -> None:
    assert any(sentence in fault for fault in rule_faults(rule))


@pytest.mark.parametrize(
    "rule", [DICE, LOTTERY, WORDS, SeedRule(SeedSource.SYSTEM), SeedRule(SeedSource.COMMAND)]
)
def test_a_rule_reads_back_as_it_was_stored(rule: SeedRule) -> None:
    assert SeedRule.from_stored(rule.to_stored()) == rule
    assert rule_faults(rule) == ()


def test_the_rule_is_one_sentence_of_the_sealing_sheet() -> None:
    assert rule_text(DICE) == "骰子：20位，由纪检组样例甲投掷"
    assert (
        rule_text(WORDS)
        == "见证人数字：第一组、监察依次各写8位数字，启封前交齐；末项为骰子：20位，由样例丙投掷"
    )
    assert rule_text(SeedRule(SeedSource.SYSTEM)) == "系统随机数，未经公开见证"


def test_only_public_sources_are_witnessed() -> None:
    assert [source for source in SeedSource if not is_publicly_witnessed(source)] == [
        SeedSource.SYSTEM,
        SeedSource.COMMAND,
    ]


def test_the_contributors_are_known_before_the_first_digit() -> None:
    assert contributors(WORDS) == ("第一组", "监察", "样例丙")
    assert contributors(LOTTERY) == ("双色球",)


def test_a_seed_against_its_printed_rule_is_found() -> None:
    assert seed_fault_by_text(rule_text(DICE), DIGITS) is None
    assert seed_fault_by_text(rule_text(DICE), DIGITS[1:]) == "20位数字"
    assert seed_fault_by_text(rule_text(SeedRule(SeedSource.SYSTEM)), DIGITS) == "64位十六进制数字"
    assert seed_fault_by_text("", DIGITS) is None
