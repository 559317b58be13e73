"""Contents fall into sub-items at semicolons; a basis should name the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.sub_items import names_law_without_article, split_content


def test_a_content_falls_into_parts_that_keep_their_marks() -> None:
    assert split_content("责任制落实情况；取证上岗情况；其他。") == (
        "责任制落实情况；",
        "取证上岗情况；",
        "其他。",
    )


@given(st.text(alphabet="责任制；。 、", max_size=60))
def test_no_character_but_blanks_and_empty_parts_is_lost(text: str) -> None:
    joined = "".join(split_content(text))

    assert joined.replace("；", "").replace(" ", "") == text.replace("；", "").replace(" ", "")


@pytest.mark.parametrize(
    ("basis", "is_lacking"),
    [
        ("《中华人民共和国安全生产法》", True),
        ("《中华人民共和国安全生产法》第六十五条", False),
        ("《中华人民共和国安全生产法》第65条", False),
        ("《中华人民共和国安全生产法》第六十五条；《河南省安全生产风险管控与隐患治理办法》", True),
        ("偃应急〔2022〕17号第三部分第1项", False),
        ("《关于印发年度计划的通知》", False),
        ("", False),
    ],
)
def test_a_law_named_without_its_article_is_noticed(basis: str, is_lacking: bool) -> None:
    assert names_law_without_article(basis) is is_lacking
