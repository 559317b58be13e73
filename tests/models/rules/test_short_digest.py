"""The sixteen digits of a paper come back however a person or a scanner types them, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.short_digest import (
    PaperCode,
    paper_code,
    qr_text,
    read_paper_code,
    read_short_digest,
    short_digest,
)
from models.vocab import PaperKind

DIGEST = "a1b2c3d4e5f60718" + "9" * 48
SHORT = "A1B2-C3D4-E5F6-0718"
hex_digests = st.text("0123456789abcdef", min_size=64, max_size=64)


def test_a_digest_is_shown_by_its_first_sixteen_digits() -> None:
    assert short_digest(DIGEST) == SHORT


@pytest.mark.parametrize(
    "typed",
    [
        SHORT,
        "a1b2-c3d4-e5f6-0718",
        "a1b2c3d4e5f60718",
        " A1B2 C3D4 E5F6 0718 \n",
        "A1B2—C3D4–E5F6−0718",
        "Ａ１Ｂ２－Ｃ３Ｄ４－Ｅ５Ｆ６－０７１８",
        "A1B2-C3D4-E5F6-O718",
        "AIB2-C3D4-E5F6-07l8",
        "a1b2　c3d4·e5f6_0718",
        DIGEST,
        DIGEST.upper(),
    ],
)
def test_it_is_read_however_it_was_typed(typed: str) -> None:
    assert read_short_digest(typed) == SHORT


@pytest.mark.parametrize(
    "typed", ["", "A1B2-C3D4-E5F6-071", "A1B2-C3D4-E5F6-07189", "A1B2-C3D4-E5F6-G718", "样例机械有限公司样例机械有限公"]
)  # fmt: skip
def test_what_is_not_sixteen_digits_is_not_read(typed: str) -> None:
    assert read_short_digest(typed) is None
    assert read_paper_code(typed) is None


def test_the_text_of_the_qr_code_names_draw_and_digest() -> None:
    assert qr_text("2022-01-1", DIGEST) == "SSJ/1 2022-01-1 A1B2-C3D4-E5F6-0718"


@pytest.mark.parametrize(
    "typed",
    [
        "SSJ/1 2022-01-12 A1B2-C3D4-E5F6-0718",
        "ssj/1 2022-01-12 a1b2-c3d4-e5f6-0718\r\n",
        "ＳＳＪ／１　２０２２－０１－１２　Ａ１Ｂ２－Ｃ３Ｄ４－Ｅ５Ｆ６－０７１８",
        "ssj、1 2022-01-12 a1b2-c3d4-e5f6-0718",  # a Chinese input method turns the stroke into 、
    ],
)
def test_a_scanner_types_the_whole_text(typed: str) -> None:
    assert read_paper_code(typed) == PaperCode(SHORT, "2022-01-12")


def test_the_digits_alone_name_no_draw() -> None:
    assert read_paper_code("a1b2c3d4e5f60718") == PaperCode(SHORT)


@pytest.mark.parametrize(
    "typed", ["SSJ/2 2022-01-1 A1B2-C3D4-E5F6-0718", "SSJ/1 2022-01-1", "SSJ/1 2022-01-1 A1B2"]
)
def test_another_version_or_a_text_cut_short_is_not_read(typed: str) -> None:
    assert read_paper_code(typed) is None


@given(hex_digests, st.integers(2000, 2099), st.integers(1, 999), st.integers(1, 99))
def test_every_code_comes_back(digest: str, year: int, task: int, ordinal: int) -> None:
    code = f"{year}-{task:02d}-{ordinal}"

    assert read_paper_code(qr_text(code, digest).lower()) == PaperCode(short_digest(digest), code)


@pytest.mark.parametrize(
    "typed",
    [
        "SSJ/1 site_record-2022-17 A1B2-C3D4-E5F6-0718",
        "ssj/1 SITE_RECORD-2022-17 a1b2c3d4e5f60718\r\n",
        "ＳＳＪ／１　ｓｉｔｅ＿ｒｅｃｏｒｄ－２０２２－１７　Ａ１Ｂ２Ｃ３Ｄ４Ｅ５Ｆ６０７１８",
    ],
)
def test_the_code_of_an_issued_paper_names_kind_year_and_serial(typed: str) -> None:
    assert read_paper_code(typed) == PaperCode(SHORT, paper_code="site_record-2022-17")


@given(hex_digests, st.sampled_from(PaperKind), st.integers(2000, 2099), st.integers(1, 99999))
def test_every_code_of_an_issued_paper_comes_back(
    digest: str, kind: PaperKind, year: int, serial: int
) -> None:
    code = paper_code(kind, year, serial)

    assert read_paper_code(qr_text(code, digest)) == PaperCode(short_digest(digest), paper_code=code)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = read_paper_code(text)

    assert found is None or read_short_digest(found.short_digest) == found.short_digest
