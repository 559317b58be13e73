"""Which face prints which character, and the refusal of a character that none has."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.errors import UnprintableTextError
from services.container import Services
from services.files.blocks import Paragraph
from services.files.fonts import (
    FILES,
    Role,
    face_name,
    faces_in_use,
    find_glyph,
    require_printable,
    use_system_faces,
)
from services.files.pdf_document import About, Paper, render_papers
from services.files.system_faces import find_system_faces
from services.program import resource
from tests.services.files.pdf_reading import page_texts

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


@pytest.mark.parametrize(
    "text",
    [
        "洛阳䶮𬭎㛃堃珺洺公司",
        "<b>甲</b>&乙 & <para/>公司",
        "“甲”‘乙’（丙）——……℃㎡①Ⅲ×÷±√□■○●",
        "ＡＢ１２％＆",
        "naïve Ω αβ Привет",
        "%PDF \\( ) [1] {甲}",
    ],
)
def test_a_strange_but_printable_name_is_printed_as_it_is_written(text: str) -> None:
    require_printable("甲公司的检查通知书", [("检查对象名称", text)])

    pdf = render_papers([Paper("甲", (Paragraph(text),))], About("甲", "乙", "丙", date(2022, 9, 8)))

    assert page_texts(pdf) == ["".join(text.split()) + "—1—"]


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("😀", "U+1F600"),
        ("👨\u200d👩", "U+200D"),
        ("\ue123", "U+E123"),
        ("\U000f0001", "U+F0001"),
        ("שלום", "U+05E9"),
        ("مرحبا", "U+0645"),
        ("\u202e甲", "U+202E"),
        ("\ud842", "U+D842"),
        ("\ufffd", "U+FFFD"),
        ("甲\t乙", "U+0009"),
        ("甲\n乙", "U+000A"),
        ("\u00ad", "U+00AD"),
        ("\ufeff", "U+FEFF"),
        ("\x00", "U+0000"),
    ],
)
def test_what_cannot_be_printed_is_refused_by_firm_field_and_code(char: str, code: str) -> None:
    with pytest.raises(UnprintableTextError) as refused:
        require_printable("甲公司的检查通知书", [("检查对象名称", f"洛阳{char}公司"), ("文号", "1号")])

    assert "甲公司的检查通知书无法打印：“检查对象名称”中的" in refused.value.message
    assert f"（{code}）" in refused.value.message
    assert "文号" not in refused.value.message


@pytest.fixture
def system_folder(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that stands for the fonts of Windows; afterwards papers are set in the bundled faces again."""
    yield tmp_path
    use_system_faces(False)


def put(folder: Path, name: str, role: Role) -> Path:
    return Path(shutil.copy(resource(f"fonts/{FILES[role]}"), folder / name))


def test_without_the_switch_the_bundled_faces_are_used() -> None:
    records = faces_in_use()

    assert {record.role: record.file for record in records} == {role.value: FILES[role] for role in Role}


def test_the_faces_of_the_pc_come_first_when_switched_on_and_are_named_with_their_digest(
    system_folder: Path,
) -> None:
    path = put(system_folder, "SIMFANG.TTF", Role.KAI)

    use_system_faces(True, [system_folder])

    glyph, rare, record = find_glyph(Role.BODY, "局"), find_glyph(Role.BODY, "𬭎"), faces_in_use()[0]
    assert (glyph is not None, rare is not None) == (True, True)
    assert glyph is not None
    assert glyph.face.startswith("system-body")
    assert rare is not None
    assert rare.face == face_name(Role.DIGITS)
    assert (record.role, record.file) == ("正文", "SIMFANG.TTF")
    assert record.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_paper_in_the_faces_of_the_pc_reads_the_same(system_folder: Path) -> None:
    put(system_folder, "simfang.ttf", Role.KAI)
    papers = [Paper("甲", (Paragraph("洛阳䶮𬭎公司于2022年9月8日"),))]
    about = About("甲", "乙", "丙", date(2022, 9, 8))
    bundled = render_papers(papers, about)

    use_system_faces(True, [system_folder])
    system = render_papers(papers, about)
    use_system_faces(False)

    assert page_texts(system) == page_texts(bundled)
    assert system != bundled
    assert render_papers(papers, about) == bundled


def test_a_face_that_cannot_be_embedded_is_passed_over(system_folder: Path) -> None:
    (system_folder / "仿宋_GB2312.ttf").write_bytes(b"OTTO" + bytes(400))
    locked = put(system_folder, "simfang.ttf", Role.KAI)
    content = bytearray(locked.read_bytes())
    table = content.index(b"OS/2")
    start = int.from_bytes(content[table + 8 : table + 12], "big")
    content[start + 8 : start + 10] = b"\x00\x02"  # fsType: embedding forbidden
    locked.write_bytes(content)

    use_system_faces(True, [system_folder, system_folder / "missing"])

    glyph = find_glyph(Role.BODY, "局")
    assert glyph is not None
    assert glyph.face == face_name(Role.BODY)


def test_the_setting_of_the_office_switches_them(
    services: Services, system_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (system_folder / "Fonts").mkdir()
    put(system_folder / "Fonts", "simfang.ttf", Role.KAI)
    monkeypatch.setenv("SYSTEMROOT", str(system_folder))
    settings = services.office.get_settings()

    services.office.update_settings(settings=replace(settings, uses_system_fonts=True))
    switched_on = faces_in_use()[0].file
    services.office.update_settings(settings=replace(settings, uses_system_fonts=False))

    assert (switched_on, faces_in_use()[0].file) == ("simfang.ttf", FILES[Role.BODY])


def test_the_wanted_order_of_faces_is_kept(tmp_path: Path) -> None:
    for name in ("simfang.ttf", "仿宋_GB2312.ttf", "FZXBSK.TTF", "方正小标宋简体.TTF", "simsun.ttc"):
        (tmp_path / name).touch()

    found = find_system_faces([tmp_path])

    assert [path.name for path, _number in found["正文"]] == ["仿宋_GB2312.ttf", "simfang.ttf"]
    assert [path.name for path, _number in found["标题"]] == ["方正小标宋简体.TTF", "FZXBSK.TTF"]
    assert found["数字"] == ((tmp_path / "simsun.ttc", 0),)
    assert found["黑体"] == ()
