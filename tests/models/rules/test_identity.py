import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from models.rules.identity import (
    ALPHABET,
    check_character,
    entity_kind,
    find_code_problem,
    judge_code,
    likely_codes,
    normalise_code,
    note_code,
    organisation_check,
)
from models.vocab import EntityKind

HUAWEI = "914403001922038216"
BYD = "91440300192317458F"
MOUTAI = "9152000071430580XT"
SYNTHETIC = ["91410307MA9K000016", "91410381MA3X000023", "91410307790000012G"]

digits = st.text("0123456789", min_size=8, max_size=8)
subjects = st.text(ALPHABET, min_size=9, max_size=9)


@pytest.mark.parametrize("code", [HUAWEI, BYD, MOUTAI, *SYNTHETIC])
def test_r6_published_and_synthetic_codes_pass(code: str) -> None:
    problem = find_code_problem(code)

    assert problem is None


@pytest.mark.parametrize("code", [HUAWEI, BYD, MOUTAI])
@pytest.mark.parametrize("place", range(18))
def test_r6_changing_any_single_character_fails(code: str, place: int) -> None:
    others = [char for char in ALPHABET if char != code[place]]

    problems = [find_code_problem(code[:place] + char + code[place + 1 :]) for char in others]

    assert None not in problems


@given(digits, subjects)
def test_a_code_with_its_check_character_passes_here_and_in_the_oracle(head: str, subject: str) -> None:
    body = head + subject

    code = body + check_character(body)

    assert find_code_problem(code) is None
    assert uscc.is_valid(code)


@given(digits, st.text(ALPHABET, min_size=10, max_size=10))
def test_the_oracle_agrees_on_any_code_that_begins_with_digits(head: str, tail: str) -> None:
    code = head + tail

    is_accepted = find_code_problem(code) is None

    assert is_accepted == uscc.is_valid(code)


@pytest.mark.parametrize("head", ["N2", "Y1"])
def test_codes_of_registrars_that_begin_with_a_letter_pass(head: str) -> None:
    body = f"{head}410307MA9K00001"

    problem = find_code_problem(body + check_character(body))

    assert problem is None


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("９１４１０３０７ＭＡ９Ｋ００００１６", "91410307MA9K000016"),
        (" 91410307ma9k000016 ", "91410307MA9K000016"),
        ("91410307 MA9K 000016", "91410307MA9K000016"),
        ("91410307\u3000MA9K000016\u200b", "91410307MA9K000016"),
        ("9141 0307MA9K000016\n", "91410307MA9K000016"),
    ],
)
def test_full_width_lower_case_and_blanks_are_accepted(typed: str, stored: str) -> None:
    verdict = judge_code(typed)

    assert verdict.code == stored
    assert verdict.is_valid


@given(st.text(ALPHABET + "ａｚ０９ 　\t\u200b*-"))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise_code(text)

    assert normalise_code(once) == once


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "没有统一社会信用代码"),
        ("91410307MA9K00001", "应为 18 位，现为 17 位"),
        ("91410307MA9K0000161", "应为 18 位，现为 19 位"),
        ("91410307MA9KO00016", "第 13 位“O”不是代码可用的字符，是否应为数字 0"),
        ("91410307MA9K00001O", "第 18 位“O”"),
        ("91410307MA9K000017", "校验不通过"),
        ("9.14103E+17", "已被 Excel 变成数字"),
        ("9.14103070000000E+17", "已被 Excel 变成数字"),
    ],
)
def test_each_fault_of_a_code_has_its_own_sentence(code: str, words: str) -> None:
    problem = find_code_problem(code)

    assert problem is not None
    assert words in problem


def test_a_15_digit_registration_number_stands_for_a_code() -> None:
    verdict = judge_code("４１０３８１０００００１２３４")

    assert verdict.code == "410381000001234"
    assert verdict.is_valid
    assert verdict.notes == ("没有统一社会信用代码，以 15 位注册号登记。",)


def test_a_wrong_organisation_number_is_only_a_note() -> None:
    body = "91410307" + "MA9K00002"  # 1 would be right
    verdict = judge_code(body + check_character(body))

    assert verdict.is_valid
    assert "GB 11714" in verdict.notes[0]


def test_r7_a_code_of_the_old_district_is_accepted_and_another_district_is_only_a_note() -> None:
    foreign = judge_code("914403001922038216")
    old = judge_code("91410381MA3X000023")

    assert foreign.is_valid
    assert any("440300" in note for note in foreign.notes)
    assert not any("410381" in note for note in old.notes)


@pytest.mark.parametrize(("body", "check"), [("19220382", "1"), ("19231745", "8"), ("71430580", "X")])
def test_organisation_numbers_have_their_published_check(body: str, check: str) -> None:
    assert organisation_check(body) == check


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("91410307MA9K000016", EntityKind.ENTERPRISE),
        ("92410381MA41C2FQ4D", EntityKind.INDIVIDUAL),
        ("93410307MA9K000012", EntityKind.COOPERATIVE),
        ("12410307MA9K000012", EntityKind.OTHER),
        ("410381000001234", EntityKind.OTHER),
    ],
)
def test_the_first_two_characters_name_the_kind(code: str, kind: EntityKind) -> None:
    assert entity_kind(code) is kind


def test_notes_are_given_for_every_valid_code_without_failing() -> None:
    notes = [note_code(code) for code in (HUAWEI, BYD, MOUTAI, *SYNTHETIC)]

    assert all(isinstance(found, tuple) for found in notes)


CONFUSED = {
    "O": "0",
    "I": "1",
    "S": "5",
    "Z": "2",
    "B": "8",
    "8": "B",
    "0": "O",
    "1": "I",
    "5": "S",
    "2": "Z",
}


@given(st.sampled_from(["91410307", "91410381", "92410307", "93410381", "91440300"]), subjects, st.data())
def test_a_code_with_one_mistaken_character_is_among_the_likely_ones(
    head: str, subject: str, data: st.DataObject
) -> None:
    body = head + subject
    right = body + check_character(body)
    places = [place for place, char in enumerate(right) if char in CONFUSED and (place > 7 or char != "8")]
    place = data.draw(st.sampled_from(places))
    wrong = f"{right[:place]}{CONFUSED[right[place]]}{right[place + 1 :]}"

    likely = likely_codes(wrong)

    assert right in likely


@given(
    st.sampled_from(["91410307", "91410381", "92410307"]), subjects, st.integers(min_value=0, max_value=16)
)
def test_a_code_with_two_neighbours_exchanged_is_among_the_likely_ones(
    head: str, subject: str, place: int
) -> None:
    body = head + subject
    right = body + check_character(body)
    wrong = f"{right[:place]}{right[place + 1]}{right[place]}{right[place + 2 :]}"

    likely = likely_codes(wrong)

    assert (right in likely) == (wrong != right)


@given(st.text(ALPHABET + "OISVZ", min_size=18, max_size=18))
def test_every_likely_code_is_a_right_one_and_a_right_code_needs_none(text: str) -> None:
    likely = likely_codes(text)

    assert all(find_code_problem(code) is None for code in likely)
    assert not likely or find_code_problem(text) is not None


def test_a_wrong_check_character_is_said_with_the_code_it_probably_is() -> None:
    problem = find_code_problem("91410370MA9K000016")  # 07 became 70

    assert problem == (
        "统一社会信用代码“91410370MA9K000016”校验不通过，可能是“91410307MA9K000016”，请对照营业执照逐位核对。"
    )
    assert likely_codes("91410307MA9K000016") == ()
    assert likely_codes("91410307MA9K00001") == ()
