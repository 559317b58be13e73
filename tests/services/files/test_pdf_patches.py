"""The corrections to reportlab, and the alarm when reportlab changes."""

import pytest
import reportlab
from reportlab.pdfbase import ttfonts

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


def test_long_maps_are_written_in_blocks_of_a_hundred() -> None:
    written = make_to_unicode_map("face", list(range(0x4E00, 0x4E00 + 250)))

    assert [line for line in written.splitlines() if "beginbfchar" in line] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]
