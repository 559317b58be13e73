"""Which face prints which character, and the refusal of a character that none has."""

import pytest

from models.errors import UnprintableTextError
from services.files.fonts import Role, face_name, find_glyph, require_printable

UNKNOWN = "𪚥"  # U+2A6A5, four dragons: in no bundled face


def test_chinese_text_is_printed_in_fangsong() -> None:
    glyph = find_glyph(Role.BODY, "局")

    assert glyph is not None
    assert glyph.face == face_name(Role.BODY)


def test_a_rare_character_falls_back_to_song() -> None:
    glyph = find_glyph(Role.BODY, "堃")

    assert glyph is not None
    assert glyph.face == face_name(Role.DIGITS)


@pytest.mark.parametrize("char", "7Az-%")
def test_digits_and_letters_of_the_text_come_from_the_serif(char: str) -> None:
    glyph = find_glyph(Role.BODY, char)

    assert glyph is not None
    assert glyph.face == face_name(Role.DIGITS)


@pytest.mark.parametrize("char", [UNKNOWN, "\ue000", "\ufffd", "\u200b", "\x07", "\n"])
def test_what_no_face_shows_has_no_glyph(char: str) -> None:
    assert find_glyph(Role.BODY, char) is None


def test_a_printable_paper_passes() -> None:
    require_printable("甲公司的检查通知书", [("检查对象名称", "洛阳洺堃珺䶮𬭎公司"), ("文号", "〔2022〕1号")])


def test_an_unprintable_paper_is_refused_with_document_field_character_and_code() -> None:
    texts = [("检查对象名称", f"洛阳{UNKNOWN}{UNKNOWN}公司"), ("联系人", "王\ue000"), ("文号", "〔2022〕1号")]

    with pytest.raises(UnprintableTextError) as refused:
        require_printable("甲公司的检查通知书", texts)

    assert refused.value.message == (
        "甲公司的检查通知书无法打印：“检查对象名称”中的“𪚥”（U+2A6A5）、“联系人”中的不可见字符（U+E000）"
        "没有可用的字体。请改用规范的写法后重试。"
    )
