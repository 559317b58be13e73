"""The corrections to reportlab, and the alarm when reportlab changes."""

from typing import Any

import pytest
import reportlab
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts

from services.files.fonts import Role, face_name
from services.files.pdf_patches import (
    PATCHED_VERSION,
    apply_patches,
    make_to_unicode_map,
    require_patched_version,
)


def test_the_patches_were_written_for_the_installed_reportlab() -> None:
    assert reportlab.Version == PATCHED_VERSION


def test_another_reportlab_is_refused() -> None:
    with pytest.raises(RuntimeError, match=r"reportlab 6\.0: the patches were written for 5\.1\.0"):
        require_patched_version("6.0")


def test_applying_them_twice_does_no_harm() -> None:
    apply_patches()
    apply_patches()

    assert ttfonts.makeToUnicodeCMap is make_to_unicode_map


def test_a_character_beyond_the_bmp_is_mapped_to_its_two_halves() -> None:
    written = make_to_unicode_map("face", [0, ord("局"), ord("𬭎")])

    assert "2 beginbfchar\n<01> <5C40>\n<02> <D872DF4E>\nendbfchar" in written


def test_the_widths_of_a_face_are_written_as_reportlab_writes_them() -> None:
    numbers = [*range(200), 250.5, 333.25]
    few = pdfdoc.PDFArray([1, 2.5])

    many = pdfdoc.PDFArray(numbers).format(pdfdoc.DummyDoc())

    assert many.split() == [b"[", *(f"{number:g}".encode() for number in numbers), b"]"]
    assert b"".join(few.format(pdfdoc.DummyDoc()).split()) == b"[12.5]"


def test_a_part_of_a_face_is_made_once_and_is_the_same_again() -> None:
    font: Any = pdfmetrics.getFont(face_name(Role.BODY))
    face = font.face

    made = [face.makeSubset([0, ord("局"), ord("函")]) for _ in range(2)]

    assert made[0] is made[1]
    assert face.makeSubset([0, ord("函")]) != made[0]


def test_long_maps_are_written_in_blocks_of_a_hundred() -> None:
    written = make_to_unicode_map("face", list(range(0x4E00, 0x4E00 + 250)))

    assert [line for line in written.splitlines() if "beginbfchar" in line] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]
