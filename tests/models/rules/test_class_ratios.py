"""信用风险分类: each class with its own ratio, between floor and ceiling, and the words of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.class_ratios import (
    find_share_problem,
    group_label,
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

FLOORS = {risk: Decimal(1) for risk in RiskClass}
CEILINGS = {risk: Decimal(50) for risk in RiskClass}
RATIOS = {"A": "1", "B": "2", "C": "10", "D": "30"}
percents = st.decimals(0, 100, places=2).map(percent_text)


def test_four_percentages_are_read_in_the_order_of_the_classes() -> None:
    assert parse_shares("1/2.5/10％/30") == {
        RiskClass.A: Decimal(1),
        RiskClass.B: Decimal("2.5"),
        RiskClass.C: Decimal(10),
        RiskClass.D: Decimal(30),
    }


@pytest.mark.parametrize("text", ["", "1/2/3", "1/2/3/4/5", "1/2/x/4", "1/2/3/101", "1//3/4"])
def test_anything_else_than_four_percentages_is_refused(text: str) -> None:
    assert parse_shares(text) is None


def test_ratios_between_floor_and_ceiling_are_fine() -> None:
    assert find_share_problem(RATIOS, FLOORS, CEILINGS) is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"B": ""}, "请填写 B 类的抽查比例"),
        ({"C": "十"}, "请填写 C 类的抽查比例"),
        ({"A": "0.5"}, "A 类抽查比例 0.5% 低于下限 1%"),
        ({"D": "60"}, "D 类抽查比例 60% 高于上限 50%"),
    ],
)
def test_a_ratio_that_may_not_be_approved_is_named_with_its_class(
    changes: dict[str, str], sentence: str
) -> None:
    problem = find_share_problem(RATIOS | changes, FLOORS, CEILINGS)

    assert problem is not None and sentence in problem


def test_without_class_ratios_all_enterprises_are_one_group() -> None:
    assert group_of(RiskClass.D, None) == ""
    assert ratio_by_group("6", None, ["A", "B"]) == {"": "6"}


@given(st.lists(st.sampled_from([None, *RiskClass])))
def test_every_group_of_a_frame_gets_a_ratio(classes: list[RiskClass | None]) -> None:
    groups = [group_of(risk, RATIOS) for risk in classes]

    shares = ratio_by_group("5", RATIOS, groups)

    assert set(shares) == set(groups)
    assert shares.get("", "5") == "5"
    assert all(shares[group] == RATIOS[group] for group in shares if group)


def test_a_group_that_draws_nobody_or_everybody_is_named() -> None:
    groups = (
        GroupCount("A", base=40, available=40, places=0),
        GroupCount("B", base=3, available=0, places=0),
        GroupCount("C", base=5, available=2, places=2),
        GroupCount("D", base=9, available=9, places=3),
    )

    assert quota_notes(groups) == (
        "A类本次应抽 0 户（可抽 40 户），请核对比例。",
        "B类没有可抽的对象（基数 3 户）。",
        "C类可抽的 2 户将全部抽中，等于全数检查。",
    )


def test_a_later_batch_that_draws_nobody_says_that_earlier_ones_may_have() -> None:
    [note] = quota_notes([GroupCount("", base=40, available=30, places=0)], is_batch=True)

    assert note == "全部本次应抽 0 户（可抽 30 户），以前各批已抽够，或比例过小。"


def test_a_group_is_called_by_its_class() -> None:
    assert [group_label("A"), group_label(""), group_label("", has_classes=False)] == [
        "A类",
        "未分类",
        "全部",
    ]


def test_the_ratio_of_each_class_is_printed_and_that_of_the_unclassed_last() -> None:
    assert ratio_words("5", RATIOS) == "A类1%、B类2%、C类10%、D类30%，未分类5%"
    assert ratio_words("6.5", None) == "6.5%"


@given(percents, st.fixed_dictionaries(dict.fromkeys(RATIOS, percents)))
def test_the_printed_ratios_read_back(plain: str, ratios: dict[str, str]) -> None:
    assert read_ratio_words(ratio_words(plain, ratios)) == (plain, ratios)


@pytest.mark.parametrize("text", ["6%", "", "A类1%，未分类5%", "A类1%、B类2%、C类10%、D类30%", "未分类5%"])
def test_other_words_are_no_ratios_of_classes(text: str) -> None:
    assert read_ratio_words(text) is None
