"""The bundled faces: what the manifest says is what lies there, and they print what the office writes."""

import hashlib
import json
from pathlib import Path

import pytest

from services.files.fonts import FILES, Role, find_glyph
from services.program import resource

FOLDER = resource("fonts")
MANIFEST = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))["faces"]
# the 通用规范汉字表 of 2013, from the field kTGH of the Unihan database
GENERAL_STANDARD = (
    (Path(__file__).parent / "general_standard_characters.txt").read_text(encoding="utf-8").strip()
)
SIGNS = "，。、；：！？（）《》〈〉〔〕【】“”‘’—…·％%℃㎡×÷±°√□■①⑩Ⅲ〇　"


@pytest.mark.parametrize("face", MANIFEST, ids=lambda face: face["file"])
def test_each_face_is_the_one_the_manifest_names(face: dict[str, str]) -> None:
    content = (FOLDER / face["file"]).read_bytes()

    digest = hashlib.sha256(content).hexdigest()

    assert digest == face["sha256"]


@pytest.mark.parametrize("face", MANIFEST, ids=lambda face: face["file"])
def test_the_licence_of_each_face_lies_beside_it(face: dict[str, str]) -> None:
    licence = FOLDER / face["licence_file"]

    text = licence.read_text(encoding="utf-8")

    assert len(text) > 500


def test_every_role_has_its_face_in_the_manifest() -> None:
    listed = {face["role"]: face["file"] for face in MANIFEST}

    used = {role.value: file for role, file in FILES.items()}

    assert listed == used


def test_the_exception_that_frees_our_papers_of_the_gpl_is_shipped() -> None:
    notes = (FOLDER / "README.md").read_text(encoding="utf-8")

    words = " ".join(notes.replace(">", " ").split())

    assert "outlines converted to quadratic" in words
    assert "this font does not by itself cause the resulting document to be covered" in words


def test_the_bundle_stays_within_45_megabytes() -> None:
    sizes = [file.stat().st_size for file in FOLDER.rglob("*") if file.is_file()]

    total = sum(sizes)

    assert total <= 45_000_000


@pytest.mark.parametrize("role", list(Role))
def test_every_role_prints_the_8105_characters_of_the_general_standard(role: Role) -> None:
    assert len(GENERAL_STANDARD) == 8105

    missing = [char for char in GENERAL_STANDARD if find_glyph(role, char) is None]

    assert missing == []


@pytest.mark.parametrize("char", "洺堃珺䶮𬭎缑邙㛃")
def test_the_rare_characters_of_names_and_towns_are_printed(char: str) -> None:
    glyph = find_glyph(Role.BODY, char)

    assert glyph is not None
    assert glyph.is_full_width


def test_the_signs_of_official_papers_are_printed() -> None:
    missing = [char for char in SIGNS if find_glyph(Role.BODY, char) is None]

    assert missing == []
