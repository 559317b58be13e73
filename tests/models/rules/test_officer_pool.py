"""Who of the officers may be drawn."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.officer_pool import (
    LeaveFacts,
    OfficerFacts,
    PoolRules,
    RecusalFacts,
    Window,
    absence,
    applies_in,
    exclusion,
    matches_industries,
)
from models.vocab import Industry, LeaveKind, OfficerStatus

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
        ({"is_regular": False}, "辅助人员，不是正式工作人员"),
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


JUNE = Window(date(2022, 6, 1), date(2022, 6, 30))


def leave(first: str, last: str, kind: LeaveKind = LeaveKind.LEAVE) -> LeaveFacts:
    return LeaveFacts(kind, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("leaves", "reason"),
    [
        ((leave("2022-06-01", "2022-06-15"),), None),
        (
            (leave("2022-05-20", "2022-06-16", LeaveKind.ERRAND),),
            "2022年5月20日至6月16日公差，检查期限 30 天中只有 14 天在岗",
        ),
        (
            (leave("2022-06-01", "2022-06-08"), leave("2022-06-20", "2022-06-27", LeaveKind.TRAINING)),
            "2022年6月1日至8日请假、2022年6月20日至27日培训，检查期限 30 天中只有 14 天在岗",
        ),
        (
            (leave("2022-01-01", "2023-01-31", LeaveKind.OTHER),),
            "2022年1月1日至2023年1月31日其他，检查期限 30 天都不在岗",
        ),
        ((leave("2022-05-01", "2022-05-31"), leave("2022-07-01", "2022-07-31")), None),
    ],
)
def test_an_officer_away_for_more_than_half_of_the_window_is_told_which_leave_it_is(
    leaves: tuple[LeaveFacts, ...], reason: str | None
) -> None:
    assert exclusion(replace(FACTS, leaves=leaves), JUNE) == reason


def test_on_a_single_day_the_leave_of_that_day_is_the_whole_reason() -> None:
    day = Window(date(2022, 6, 3), date(2022, 6, 3))

    assert exclusion(replace(FACTS, leaves=(leave("2022-06-03", "2022-06-03"),)), day) == "2022年6月3日请假"


days = st.dates(date(2022, 1, 1), date(2022, 12, 31))
periods = st.tuples(days, st.integers(0, 90)).map(lambda one: (one[0], one[0] + timedelta(days=one[1])))
windows = periods.map(lambda one: Window(*one))
leave_lists = st.lists(
    st.builds(lambda kind, one: LeaveFacts(kind, *one), st.sampled_from(LeaveKind), periods), max_size=5
)


@given(leave_lists, windows)
def test_presence_is_counted_day_by_day_whatever_the_leaves_overlap(
    leaves: list[LeaveFacts], window: Window
) -> None:
    total = (window.last - window.first).days + 1
    each = [window.first + timedelta(days=number) for number in range(total)]
    present = sum(all(not one.starts_on <= day <= one.ends_on for one in leaves) for day in each)

    assert (absence(leaves, window) is None) is (present * 2 >= total)


@given(leave_lists, windows)
def test_one_leave_more_never_brings_an_officer_back(leaves: list[LeaveFacts], window: Window) -> None:
    barred = absence(leaves[:-1], window) is not None

    assert not barred or absence(leaves, window) is not None


@given(windows, st.integers(0, 30), st.integers(0, 30), st.sampled_from(LeaveKind))
def test_a_leave_over_the_whole_window_always_keeps_the_officer_out(
    window: Window, before: int, after: int, kind: LeaveKind
) -> None:
    covering = LeaveFacts(kind, window.first - timedelta(days=before), window.last + timedelta(days=after))

    assert kind.label in (absence([covering], window) or "")


@pytest.mark.parametrize(
    ("section", "load", "reason"),
    [
        ("样例一科", 3, None),
        ("样例二科", 0, "所在科室（样例二科）不参加本任务"),
        ("", 0, "所在科室（未填）不参加本任务"),
        ("样例一科", 4, "本年度已承担4户，达到工作量上限4户"),
    ],
)
def test_the_sections_of_the_task_and_the_load_cap_of_the_office_bar_an_officer(
    section: str, load: int, reason: str | None
) -> None:
    rules = PoolRules(sections=frozenset({"样例一科"}), load_cap=4)

    assert exclusion(replace(FACTS, section=section, load=load), WINDOW, rules) == reason
