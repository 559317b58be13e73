"""What a plan task needs, and how numbers and periods are printed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.rules.numbering import NumberWords, paper_number
from models.rules.planning import TaskFacts, check_task, period_text
from models.rules.scope import Scope
from models.vocab import Industry, OfficerMode, PaperKind

TASK = TaskFacts(
    year=2022,
    name="机械行业随机抽查",
    subject="安全生产的随机抽查",
    target="机械企业",
    ratio="6",
    ratio_reason="",
    starts_on=date(2022, 5, 1),
    ends_on=date(2022, 12, 31),
    scope=Scope(industries=frozenset({Industry.MACHINERY})),
    batches=3,
    officer_mode=OfficerMode.EACH,
    team_size=2,
    teams=None,
    item_count=10,
)


def test_a_complete_task_has_no_problems() -> None:
    assert check_task(TASK, Decimal(5)) == {}


@pytest.mark.parametrize(
    ("field", "value", "at"),
    [
        ("name", " ", "name"),
        ("subject", "", "subject"),
        ("target", "", "target"),
        ("ratio", "六", "ratio"),
        ("ratio", "0", "ratio"),
        ("ends_on", date(2022, 4, 30), "ends_on"),
        ("starts_on", date(2021, 12, 1), "starts_on"),
        ("batches", 0, "batches"),
        ("team_size", 1, "team_size"),
        ("officer_mode", OfficerMode.TEAMS, "teams"),
        ("item_count", 0, "items"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(field: str, value: object, at: str) -> None:
    problems = check_task(replace(TASK, **{field: value}), Decimal(5))

    assert list(problems) == [at]


def test_a_ratio_below_the_floor_needs_a_reason_for_the_eight_industries_only() -> None:
    low = replace(TASK, ratio="4.9")
    with_reason = replace(low, ratio_reason="本年度专项检查已覆盖")
    elsewhere = replace(low, scope=Scope(industries=frozenset({Industry.OTHER})))

    assert list(check_task(low, Decimal(5))) == ["ratio_reason"]
    assert check_task(with_reason, Decimal(5)) == {}
    assert check_task(elsewhere, Decimal(5)) == {}


def test_one_low_class_of_a_task_with_risk_classes_needs_the_reason_whatever_the_others_weigh() -> None:
    classed = replace(TASK, class_ratios={"A": "1", "B": "5", "C": "10", "D": "30"})

    problems = check_task(classed, Decimal(5))
    plain = check_task(replace(classed, class_ratios=dict.fromkeys("ABCD", "5"), ratio="4"), Decimal(5))

    assert problems == {"ratio_reason": "工贸行业A类抽查比例低于 5%（细则第十四条），请写明理由。"}
    assert plain == {"ratio_reason": "工贸行业未分类抽查比例低于 5%（细则第十四条），请写明理由。"}
    assert check_task(replace(classed, ratio_reason="A 类信用好"), Decimal(5)) == {}


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "text"),
    [
        (date(2022, 5, 1), date(2022, 12, 31), "2022年5月—12月"),
        (date(2022, 5, 1), date(2022, 5, 31), "2022年5月"),
        (date(2022, 12, 1), date(2023, 1, 31), "2022年12月—2023年1月"),
    ],
)
def test_the_period_is_printed_as_in_the_annex(starts_on: date, ends_on: date, text: str) -> None:
    assert period_text(starts_on, ends_on) == text


def test_numbers_are_neither_padded_nor_shared_between_series() -> None:
    words = NumberWords("（豫偃）", "偃应急函", {})

    assert paper_number(PaperKind.NOTICE, 2022, 7, words) == "（豫偃）应急抽通〔2022〕7号"
    assert paper_number(PaperKind.FEEDBACK, 2022, 12, words) == "偃应急函〔2022〕12号"
