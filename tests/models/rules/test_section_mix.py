"""The mix of 科室: shown in a sentence, never steered (R32)."""

import pytest

from models.rules.section_mix import mix_sentence


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ([("甲科", "乙科"), ("甲科", "甲科"), ("乙科", "丙科", "丙科")], "3 组中 2 组由不同科室人员组成"),
        ([("甲科", "甲科")], "1 组中 0 组由不同科室人员组成"),
        ([("甲科", ""), ("", "")], ""),
        ([], ""),
    ],
)
def test_how_many_groups_are_mixed_is_said_as_far_as_their_sections_are_known(
    groups: list[tuple[str, ...]], sentence: str
) -> None:
    assert mix_sentence(groups, "组") == sentence
