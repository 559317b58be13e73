"""自检: the published cases agree on this machine, and a damaged one is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserFacingError
from services.draw.self_check import CaseCheck, check_case, read_cases


def test_all_published_cases_agree() -> None:
    checks = [check_case(place, case) for place, case in enumerate(read_cases(), start=1)]

    assert len(checks) == 19
    assert [check for check in checks if not check.is_ok] == []


def test_a_case_with_another_list_is_named_with_what_differs() -> None:
    case: dict[str, Any] = read_cases()[0]
    sampled = [*case["expected"]["sampled"][1:], "91410307MA00000000"]
    damaged = case | {"expected": case["expected"] | {"sampled": sampled}}

    assert check_case(1, damaged) == CaseCheck(case["name"], False, "sampled 与公布的不同")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"expected": None}, "案例没有公布结果。"),
        ({"ratio": {}}, "没有给出"),
        ({"seed": 1}, "“seed”缺失或不是文字。"),
    ],
)
def test_a_case_that_cannot_be_computed_is_told_in_words(change: dict[str, Any], said: str) -> None:
    check = check_case(1, read_cases()[0] | change)

    assert not check.is_ok
    assert said in check.said


def test_a_case_that_is_no_case_is_told_by_its_place() -> None:
    assert check_case(4, "x") == CaseCheck("第4个案例", False, "第4个案例不是对象。")


@pytest.mark.parametrize("content", [[], {}])
def test_a_file_without_cases_is_refused(tmp_path: Path, content: object) -> None:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(UserFacingError, match="没有公开案例"):
        read_cases(path)
