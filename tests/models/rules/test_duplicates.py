"""Two spellings of one firm have one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.duplicates import address_key, are_namesakes, name_key, organisation_code

CORES = st.text(alphabet="华鑫盛源恒泰永兴机械轻工纺织建材厂ABC1", min_size=2, max_size=12)
PLACES = st.sampled_from(["", "河南省", "洛阳市", "河南洛阳", "河南省洛阳市偃师区", "洛阳偃师市", "偃师市"])
FORMS = st.sampled_from(["", "公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "集团公司"])


@given(CORES, PLACES, PLACES, FORMS, FORMS)
def test_place_and_legal_form_make_no_difference(
    core: str, place: str, other_place: str, form: str, other_form: str
) -> None:
    assert name_key(place + core + form) == name_key(other_place + core + other_form)


@given(st.text(alphabet="华鑫盛源洛阳偃师市区河南省机械厂有限责任公司分集团（）()【】 ·Ａａ1", max_size=30))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    key = name_key(text)

    assert name_key(key) == key


@given(st.text(max_size=50))
def test_any_text_has_a_key(text: str) -> None:
    assert len(name_key(text)) != 1
    assert isinstance(address_key(text), str)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("洛阳华鑫机械有限公司", "华鑫机械（洛阳）有限公司"),
        ("洛阳华鑫（机械）公司", "洛阳华鑫机械公司"),
        ("洛阳ＡＢＣ厂", "洛阳abc厂"),
        ("洛阳 华鑫·机械 厂", "洛阳华鑫机械厂"),
    ],
)
def test_brackets_width_case_and_blanks_make_no_difference(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("洛阳华鑫机械有限公司", "洛阳华鑫轻工有限公司"),
        ("洛阳华鑫机械有限公司", "洛阳华鑫机械有限公司偃师分公司"),
        ("洛阳华鑫机械厂", "洛阳华鑫机械有限公司"),
    ],
)
def test_another_firm_has_another_key(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_name_of_place_and_form_alone_is_compared_with_nothing() -> None:
    assert name_key("洛阳市有限公司") == ""


def test_an_address_is_compared_from_the_town_on_and_only_with_a_number() -> None:
    assert (
        address_key("河南省洛阳市偃师区岳滩镇样例路１号")
        == address_key("偃师市岳滩镇样例路1号")
        == "岳滩镇样例路1号"
    )
    assert address_key("偃师市岳滩镇样例村") == ""


@pytest.mark.parametrize(
    ("one", "other", "is_so"), [("华鑫机械", "华鑫轻工", True), ("华鑫", "华盛", False), ("", "", False)]
)
def test_namesakes_share_two_characters_at_the_front(one: str, other: str, is_so: bool) -> None:
    assert are_namesakes(one, other) is is_so


def test_the_organisation_code_is_the_same_in_another_district() -> None:
    assert organisation_code("91410307MA9K000016") == "MA9K00001"
    assert organisation_code("410381000001234") == ""
