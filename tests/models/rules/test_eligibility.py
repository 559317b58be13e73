"""What an enterprise is in the frame, with the sentence that it could dispute."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.eligibility import (
    OTHER_REASON,
    EligibilityRules,
    EnterpriseFacts,
    Verdict,
    judge,
    reason_word,
)
from models.rules.scope import Scope, ScopeFacts
from models.vocab import EnterpriseStatus, EntityKind, EntryKind, Industry

SCOPE_FACTS = ScopeFacts(Industry.MACHINERY, EntityKind.ENTERPRISE, "410307004")
FACTS = EnterpriseFacts("91410307MA00000001", EnterpriseStatus.ACTIVE, False, SCOPE_FACTS)
RULES = EligibilityRules(Scope(industries=frozenset({Industry.MACHINERY})), yearly_cap=2)
DISHONEST = replace(SCOPE_FACTS, is_dishonest=True)
INDIVIDUAL = replace(SCOPE_FACTS, kind=EntityKind.INDIVIDUAL)
BLACKLISTED = replace(SCOPE_FACTS, is_blacklisted=True)
TEXTILE = replace(SCOPE_FACTS, industry=Industry.TEXTILE)


def test_an_enterprise_within_the_conditions_may_be_drawn() -> None:
    assert judge(FACTS, RULES) == Verdict(EntryKind.SELECTABLE)


@pytest.mark.parametrize(
    ("changes", "kind", "reason"),
    [
        ({"code": ""}, None, "没有统一社会信用代码，也没有注册号"),
        ({"status": EnterpriseStatus.REVOKED}, None, "登记状态为吊销，不是存续"),
        ({"status": EnterpriseStatus.SUSPENDED}, None, "登记状态为停业，不是存续"),
        ({"is_outside": True}, None, "住所在区外"),
        ({"scope": TEXTILE}, None, "不符合任务条件：行业为纺织，不在任务的行业范围"),
        ({"was_compulsory_in_task": True}, None, "本任务已列入必查"),
        ({"was_drawn_in_task": True}, EntryKind.EXCLUDED, "本任务已抽"),
        ({"scope": DISHONEST}, EntryKind.COMPULSORY, "严重失信主体，必查"),
        ({"scope": BLACKLISTED}, EntryKind.COMPULSORY, "安全生产黑名单，必查"),
        (
            {"scope": replace(DISHONEST, is_blacklisted=True)},
            EntryKind.COMPULSORY,
            "严重失信主体、安全生产黑名单，必查",
        ),
        ({"scope": BLACKLISTED, "is_case_only": True}, None, "仅用于个案检查"),
        ({"code": "", "is_case_only": True}, None, "仅用于个案检查"),
        ({"visits": 2}, EntryKind.EXCLUDED, "已达年度频次上限（本年度已列入2次，上限2次）"),
        ({"visits": 1}, EntryKind.SELECTABLE, ""),
        ({"scope": DISHONEST, "visits": 5}, EntryKind.COMPULSORY, "严重失信主体，必查"),
        ({"scope": DISHONEST, "was_drawn_in_task": True}, EntryKind.EXCLUDED, "本任务已抽"),
        (
            {"scope": replace(TEXTILE, is_dishonest=True)},
            None,
            "不符合任务条件：行业为纺织，不在任务的行业范围",
        ),
    ],
)
def test_the_first_reason_that_applies_is_the_one_printed(
    changes: dict[str, Any], kind: EntryKind | None, reason: str
) -> None:
    assert judge(replace(FACTS, **changes), RULES) == Verdict(kind, reason)


def test_the_literal_reading_of_the_rules_exempts_the_eight_industries_from_the_cap() -> None:
    often = replace(FACTS, visits=9)

    assert judge(often, replace(RULES, cap_exempts_industries=True)).kind is EntryKind.SELECTABLE


def test_individual_businesses_are_objects_only_where_the_office_includes_them() -> None:
    facts = replace(FACTS, scope=INDIVIDUAL)

    assert judge(facts, RULES).kind is EntryKind.SELECTABLE
    assert judge(facts, replace(RULES, includes_individuals=False)).kind is None


@pytest.mark.parametrize("status", [one for one in EnterpriseStatus if one is not EnterpriseStatus.ACTIVE])
def test_r9_only_an_existing_enterprise_in_the_district_may_be_drawn(status: EnterpriseStatus) -> None:
    assert judge(FACTS, RULES).kind is EntryKind.SELECTABLE
    assert judge(replace(FACTS, status=status), RULES).kind is None
    assert judge(replace(FACTS, is_outside=True), RULES).kind is None


FACTS_STRATEGY = st.builds(
    EnterpriseFacts,
    code=st.sampled_from(["", "91410307MA00000001"]),
    status=st.sampled_from(EnterpriseStatus),
    is_outside=st.booleans(),
    scope=st.builds(
        ScopeFacts,
        industry=st.sampled_from([Industry.MACHINERY, Industry.TEXTILE]),
        kind=st.sampled_from(EntityKind),
        town=st.just("410307004"),
        is_dishonest=st.booleans(),
    ),
    is_case_only=st.booleans(),
    visits=st.integers(0, 3),
    last_visit_on=st.sampled_from([None, date(2022, 3, 1)]),
    was_compulsory_in_task=st.booleans(),
    was_drawn_in_task=st.booleans(),
)


@given(FACTS_STRATEGY, st.booleans(), st.sampled_from([None, date(2022, 1, 1)]))
def test_every_enterprise_that_is_not_drawn_is_gathered_under_a_word(
    facts: EnterpriseFacts, includes_individuals: bool, rested_since: date | None
) -> None:
    rules = replace(RULES, includes_individuals=includes_individuals, rested_since=rested_since)

    verdict = judge(facts, rules)

    if verdict.kind in (None, EntryKind.EXCLUDED):
        assert reason_word(verdict.reason) not in ("", OTHER_REASON)


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        ("已达年度频次上限（本年度已列入2次，上限2次）", "频次上限"),
        ("窗口期：2022-03-01已检查，2022-01-01以后检查过的本次不抽", "窗口期"),
        ("登记状态为吊销，不是存续", "状态"),
        ("住所在区外", "区域"),
        ("不符合任务条件：没有任务要求的标签", "条件不符"),
        ("没有统一社会信用代码，也没有注册号", "无代码"),
        ("以后版本的新原因", "其他原因"),
        ("", ""),
    ],
)
def test_a_reason_is_gathered_under_the_word_of_its_kind(reason: str, word: str) -> None:
    assert reason_word(reason) == word
