"""信用风险分类: each class with its own ratio, between floor and ceiling, and the words of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.class_ratios import (
    find_share_problem,
    group_of,
    parse_shares,
    quota_notes,
    ratio_by_group,
    ratio_words,
    read_ratio_words,
)
from models.rules.draw import GroupCount
from models.rules.ratios import percent_text
from models.vocab import RiskClass

RATIOS = {"A": "1", "B": "2", "C": "10", "D": "30"}
FLOORS = dict.fromkeys(RiskClass, Decimal(1))
CEILINGS = dict.fromkeys(RiskClass, Decimal(50))

percents = st.decimals(0, 100, places=2).map(percent_text)


def test_the_ratio_of_each_class_is_printed_and_that_of_the_unclassed_last() -> None:
    assert ratio_words("5", RATIOS) == "A类1%、B类2%、C类10%、D类30%，未分类5%"
    assert ratio_words("6.5", None) == "6.5%"


@given(percents, st.fixed_dictionaries(dict.fromkeys(RATIOS, percents)))
def test_the_printed_ratios_read_back(plain: str, ratios: dict[str, str]) -> None:
    assert read_ratio_words(ratio_words(plain, ratios)) == (plain, ratios)


@pytest.mark.parametrize("text", ["6%", "", "A类1%，未分类5%", "A类1%、B类2%、C类10%、D类30%", "未分类5%"])
def test_other_words_are_no_ratios_of_classes(text: str) -> None:
    assert read_ratio_words(text) is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, None),
        ({"A": "0.5"}, "A 类抽查比例 0.5% 低于下限 1%，请调整（下限可在设置中修改）。"),
        ({"D": "60"}, "D 类抽查比例 60% 高于上限 50%，请调整（上限可在设置中修改）。"),
        ({"C": ""}, "请填写 C 类的抽查比例，应为 0 到 100 的百分数，例如 2 或 2.5。"),
    ],
)
def test_each_class_keeps_between_its_floor_and_its_ceiling(
    changes: dict[str, str], sentence: str | None
) -> None:
    assert find_share_problem(RATIOS | changes, FLOORS, CEILINGS) == sentence


def test_an_enterprise_without_a_class_is_drawn_with_the_plain_ratio() -> None:
    assert group_of(None, RATIOS) == ""
    assert group_of(RiskClass.C, RATIOS) == "C"
    assert group_of(RiskClass.C, None) == ""
    assert ratio_by_group("5", RATIOS, ["C", "", "C"]) == {"": "5", "C": "10"}


@pytest.mark.parametrize("text", ["1/2/10", "1/2/10/x", "1/2/10/101", ""])
def test_what_are_not_four_percentages_is_refused(text: str) -> None:
    assert parse_shares(text) is None


def test_a_class_that_draws_nobody_or_everybody_is_said_so() -> None:
    counts = [
        GroupCount("", 5, 5, 1),
        GroupCount("A", 9, 9, 0),
        GroupCount("C", 2, 0, 0),
        GroupCount("D", 3, 3, 3),
    ]

    assert quota_notes(counts) == (
        "A类本次应抽 0 户（可抽 9 户），请核对比例。",
        "C类没有可抽的对象（基数 2 户）。",
        "D类可抽的 3 户将全部抽中，等于全数检查。",
    )
