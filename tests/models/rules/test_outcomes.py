"""What a finding needs, and what an inspection comes to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.outcomes import (
    Finding,
    check_finding,
    check_refusal,
    is_fault,
    is_to_rectify,
    outcome_of,
)
from models.vocab import RecordOutcome, RefusalGround, ResultCode


def test_an_item_without_a_result_is_never_taken_for_normal() -> None:
    assert check_finding(Finding("应急预案", None), date(2022, 6, 1)) == "「应急预案」还没有选择检查结果。"


@pytest.mark.parametrize("code", ["2", "3", "4", "5", "6", "8"])
def test_a_problem_without_a_text_is_refused(code: str) -> None:
    finding = Finding("应急预案", ResultCode(code), "  ", "限期改正")

    assert "请写明" in (check_finding(finding, None) or "")


@pytest.mark.parametrize("code", ["1", "7"])
def test_no_problem_and_no_such_activity_need_no_text(code: str) -> None:
    assert check_finding(Finding("应急预案", ResultCode(code)), None) is None


def test_an_order_to_correct_needs_a_measure_and_a_deadline_that_is_not_past() -> None:
    without = Finding("三同时", ResultCode.CORRECTED, "未验收")
    too_early = Finding("三同时", ResultCode.CORRECTED, "未验收", "补办验收", date(2022, 5, 31))

    assert "整改要求" in (check_finding(without, date(2022, 6, 1)) or "")
    assert "早于" in (check_finding(too_early, date(2022, 6, 1)) or "")


@pytest.mark.parametrize(
    ("code", "measure", "rectify_by", "is_ordered"),
    [
        ("5", "", None, True),
        ("8", "补办验收", None, True),
        ("3", " ", date(2022, 6, 30), True),
        ("1", "整理台账", None, True),
        ("8", " ", None, False),
        ("1", "", None, False),
        (None, "补办验收", date(2022, 6, 30), False),
    ],
)
def test_what_was_demanded_is_ordered_whatever_its_result_is_called(
    code: str | None, measure: str, rectify_by: date | None, is_ordered: bool
) -> None:
    assert is_to_rectify(ResultCode(code) if code else None, measure, rectify_by) is is_ordered


def test_a_fault_is_what_needs_a_text() -> None:
    assert [code.value for code in ResultCode if is_fault(code)] == ["2", "3", "4", "5", "6", "8"]


@given(st.lists(st.sampled_from(ResultCode), min_size=1))
def test_the_gravest_item_decides_the_outcome(results: list[ResultCode]) -> None:
    outcome = outcome_of(results)

    assert (outcome is RecordOutcome.REFUSED) == (ResultCode.REFUSED in results)
    assert (outcome is RecordOutcome.NORMAL) == all(result in "17" for result in results)


def test_refusal_needs_one_of_the_four_grounds() -> None:
    results = [ResultCode.NO_PROBLEM, ResultCode.REFUSED]

    assert check_refusal(results, None) is not None
    assert check_refusal(results, RefusalGround.DENIED_ENTRY) is None
    assert check_refusal([ResultCode.NO_PROBLEM], None) is None
