"""What the cells of strangers say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vocab import Hazard, Industry, OfficerStatus
from services.roster import cells
from services.roster.cells import CellError
from services.roster.officer_sheet import certificate_number


@pytest.mark.parametrize(
    "text",
    [
        "2022-05-25",
        "2022/5/25",
        "2022.05.25",
        "2022年5月25日",
        "20220525",
        "２０２２－０５－２５",
        "2022-05-25 00:00:00",
        "44706",
    ],
)
def test_a_date_is_read_in_every_usual_form(text: str) -> None:
    assert cells.day(text) == date(2022, 5, 25)


@pytest.mark.parametrize("text", ["长期", "2022-02-30", "2022-13-01", "25", "2022", "99999999"])
def test_what_is_no_date_is_said_with_the_form_to_use(text: str) -> None:
    with pytest.raises(CellError, match="请写成 2022-05-25 的样子"):
        cells.day(text)


@given(st.dates(date(1901, 1, 1), date(2118, 12, 31)))
def test_a_shown_date_reads_back(day: date) -> None:
    assert cells.day(cells.show(day)) == day


@given(st.frozensets(st.sampled_from(Hazard)))
def test_shown_hazards_read_back(hazards: frozenset[Hazard]) -> None:
    assert cells.terms(Hazard)(cells.show(hazards)) == hazards


@pytest.mark.parametrize("text", ["是", "√", "1", "TRUE", "y", "有"])
def test_yes_is_understood_in_its_usual_signs(text: str) -> None:
    assert cells.yes_or_no(text) is True


@pytest.mark.parametrize("text", ["否", "×", "0", "FALSE", "n"])
def test_no_is_understood_in_its_usual_signs(text: str) -> None:
    assert cells.yes_or_no(text) is False


def test_a_word_that_is_not_known_is_answered_with_the_choices() -> None:
    with pytest.raises(CellError, match="可以填：在岗、请假、借调、离职"):
        cells.term(OfficerStatus)("出差中")


def test_several_words_may_be_parted_by_any_sign() -> None:
    read = cells.terms(Industry)("机械、轻工，纺织;建材")

    assert read == {Industry.MACHINERY, Industry.LIGHT, Industry.TEXTILE, Industry.BUILDING_MATERIALS}


def test_a_name_stays_as_typed() -> None:
    name = "洛阳（样例）Ａ·䶮𬭎有限公司"

    assert cells.name(50)(name) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("样例\n公司", "换行"),
        ("样例\x07公司", "看不见的控制字符"),
        ("样例\ue123公司", "第 3 字是自造字（U+E123）"),
        ("样例\ufffd公司", "乱码（U+FFFD）"),
        ("样" * 51, "共 51 字，最多 50 字"),
    ],
)
def test_a_name_that_no_paper_could_print_is_refused(text: str, words: str) -> None:
    with pytest.raises(CellError) as refused:
        cells.name(50)(text)

    assert words in str(refused.value)


def test_longer_texts_lose_their_line_breaks_only() -> None:
    assert cells.prose(50)("机械制造\r\n（以上）") == "机械制造 （以上）"


def test_telephones_become_half_width() -> None:
    assert cells.compact(50)("０３７９－０００００００１") == "0379-00000001"


@pytest.mark.parametrize("text", ["N/A", "无", "-", "—", "/", ""])
def test_signs_for_nothing_are_empty(text: str) -> None:
    assert cells.is_empty(text)


def test_a_certificate_number_is_stored_half_width_without_blanks() -> None:
    assert certificate_number("ｙｌ 41030 7001") == "YL410307001"


@pytest.mark.parametrize("text", ["12345", "豫41030001", "1" * 21])
def test_a_certificate_number_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="6—20 位"):
        certificate_number(text)


@pytest.mark.parametrize(("text", "number"), [("120", 120), ("1,200人", 1200), ("３０", 30)])
def test_a_count_is_read_with_its_usual_trimmings(text: str, number: int) -> None:
    assert cells.whole_number(text) == number


def test_a_count_in_words_is_refused() -> None:
    with pytest.raises(CellError, match="请只填数字"):
        cells.whole_number("约百人")
