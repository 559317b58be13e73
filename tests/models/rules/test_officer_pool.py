"""Who of the officers may be drawn."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.rules.officer_pool import (
    OfficerFacts,
    RecusalFacts,
    Window,
    applies_in,
    exclusion,
    matches_industries,
)
from models.vocab import Industry, OfficerStatus

WINDOW = Window(date(2022, 5, 25), date(2022, 12, 31))
FACTS = OfficerFacts(
    certificate_number="16030220001",
    certificate_expires_on=date(2022, 12, 31),
    is_regular=True,
    status=OfficerStatus.ON_DUTY,
    is_leader_qualified=False,
    is_expert=False,
    industries=frozenset({Industry.MACHINERY}),
)


def test_a_certificate_valid_to_the_last_day_of_the_window_will_do() -> None:
    assert exclusion(FACTS, WINDOW) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"certificate_expires_on": date(2022, 12, 30)}, "执法证2022年12月30日到期，不能覆盖检查期限"),
        ({"certificate_expires_on": None}, "没有填写执法证有效期"),
        ({"certificate_number": ""}, "没有填写执法证号"),
        ({"certificate_number": "豫C-12"}, "执法证号“豫C-12”含有数字和大写字母以外的字符"),
        ({"is_regular": False}, "不是正式工作人员"),
        ({"status": OfficerStatus.ON_LEAVE}, "人员状态为请假，不是在岗"),
        ({"status": OfficerStatus.SECONDED}, "人员状态为借调，不是在岗"),
        ({"status": OfficerStatus.LEFT}, "人员状态为离职，不是在岗"),
    ],
)
def test_an_officer_who_may_not_be_drawn_is_told_why(changes: dict[str, Any], reason: str) -> None:
    assert exclusion(replace(FACTS, **changes), WINDOW) == reason


@pytest.mark.parametrize(
    ("changes", "is_match"),
    [
        ({}, True),
        ({"industries": frozenset({Industry.LIGHT})}, False),
        ({"industries": frozenset()}, False),
        ({"industries": frozenset(), "is_expert": True}, True),
        ({"industries": frozenset({Industry.LIGHT}), "is_expert": True}, False),
    ],
)
def test_an_expert_is_one_whose_industries_meet_those_of_the_task(
    changes: dict[str, Any], is_match: bool
) -> None:
    assert matches_industries(replace(FACTS, **changes), frozenset({Industry.MACHINERY})) is is_match


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "applies"),
    [
        (None, None, True),
        (date(2022, 12, 31), None, True),
        (date(2023, 1, 1), None, False),
        (None, date(2022, 5, 25), True),
        (None, date(2022, 5, 24), False),
    ],
)
def test_a_recusal_applies_when_it_touches_a_day_of_the_window(
    starts_on: date | None, ends_on: date | None, applies: bool
) -> None:
    assert applies_in(RecusalFacts(starts_on, ends_on), WINDOW) is applies
