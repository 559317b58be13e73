"""综合查一次: which two places may be one visit (R69)."""

from dataclasses import replace
from typing import Any

import pytest

from models.rules.joint_visit import PlaceFacts, merge_refusal

ONE = PlaceFacts("2022-01-1 第3户", 7, 1, is_live=True, is_inspected=False, is_joined=False)
OTHER = replace(ONE, name="2022-02-1 第9户", draw=2)


def test_two_open_places_of_one_enterprise_in_two_draws_may_be_one_visit() -> None:
    assert merge_refusal(ONE, OTHER) == ""


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"enterprise": 8}, "不是同一户企业"),
        ({"draw": 1}, "属于同一次抽取"),
        ({"is_live": False}, "2022-02-1 第9户已不在现行名单中"),
        ({"is_inspected": True}, "2022-02-1 第9户已经检查"),
        ({"is_joined": True}, "2022-02-1 第9户已与另一任务合并检查，请先取消合并"),
    ],
)
def test_anything_else_is_refused_in_words(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in merge_refusal(ONE, replace(OTHER, **changes))
