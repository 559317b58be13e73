"""Pinyin of names: the order they stand in, and what initials and syllables are typed for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.search_keys import (
    MOST_INITIALS,
    MOST_KEY_BYTES,
    MOST_PINYIN,
    PinyinTable,
    bare_text,
    initial_runs,
)
from services.roster.code_tables import pinyin_table

TABLE = PinyinTable(["an 安", "luo 洛", "xi 西", "xian 先", "yang 阳杨"])


def test_names_stand_in_pinyin_order_behind_digits_and_letters() -> None:
    names = ["洛阳", "杨", "阳", "西安", "安", "Ｂ座", "a座", "9号", "𠮷"]

    assert sorted(names, key=TABLE.sort_key) == ["9号", "a座", "Ｂ座", "安", "洛阳", "西安", "阳", "杨", "𠮷"]


def test_rare_characters_are_sorted_by_their_pinyin_too() -> None:
    names = ["偃师", "缑氏", "翟镇", "瀍河", "鄏城", "长安", "重工"]

    in_order = sorted(names, key=pinyin_table().sort_key)

    assert in_order == ["瀍河", "长安", "缑氏", "鄏城", "偃师", "翟镇", "重工"]


@pytest.mark.parametrize(
    ("name", "initials", "pinyin"),
    [
        ("洛阳（西安）", "lyxa", " luo yang xi an"),
        ("洛ABC8阳", "labc8y", " luo abc8 yang"),
        ("Ａ安", "aa", " a an"),
        ("", "", " "),
    ],
)
def test_each_character_gives_its_initial_and_its_syllable(name: str, initials: str, pinyin: str) -> None:
    keys = TABLE.keys_of(name)

    assert (keys.initials, keys.pinyin) == (initials, pinyin)


@pytest.mark.parametrize(
    ("typed", "spellings"),
    [
        ("luoyang", {" luo yang"}),
        ("luoya", {" luo ya"}),
        ("xian", {" xian", " xi an"}),
        ("xia", {" xia", " xi a"}),
        ("uoyang", set[str]()),
        ("zz", set[str]()),
    ],
)
def test_typed_letters_are_parted_into_syllables_of_which_the_last_may_be_begun(
    typed: str, spellings: set[str]
) -> None:
    assert set(TABLE.spellings(typed)) == spellings


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("l", [("l",)]),
        ("lyj", [("lyj",)]),
        ("lyjx", [("ly", "jx")]),
        ("lyjxc", [("ly", "jxc"), ("lyj", "xc")]),
        ("abcdefghijklm", [("abcdefghijklm",)]),
    ],
)
def test_initials_are_looked_for_in_runs_of_two_or_three(typed: str, runs: list[tuple[str, ...]]) -> None:
    assert initial_runs(typed) == runs


@given(st.text(max_size=300))
def test_whatever_the_name_its_keys_fit_their_columns(name: str) -> None:
    keys = pinyin_table().keys_of(name)

    assert len(keys.sort_key) <= MOST_KEY_BYTES
    assert len(keys.initials) <= MOST_INITIALS
    assert len(keys.pinyin) <= MOST_PINYIN
    assert keys == pinyin_table().keys_of(name)


@given(st.text("洛阳西安，。（）_ A１", max_size=20))
def test_signs_and_widths_make_no_difference_to_a_search(name: str) -> None:
    assert bare_text(name) == bare_text(bare_text(name))
    assert not set(bare_text(name)) & set("，。（）_ ")
