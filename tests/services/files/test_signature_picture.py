"""Scans and strokes become ink on nothing, trimmed and small; what holds no ink is refused."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from models.errors import UnreadableFileError, UserFacingError
from services.files.signature_picture import MOST_BYTES, signature_from_picture, signature_from_strokes


def scan(form: str = "PNG", paper: int = 248, ink: tuple[int, int, int] = (30, 40, 120)) -> bytes:
    """Return a scan of grey paper with a stroke of blue ink far from its edges."""
    picture = Image.new("RGB", (1200, 900), (paper, paper, paper - 6))
    ImageDraw.Draw(picture).line((400, 300, 600, 360, 800, 310), fill=ink, width=9)
    buffer = BytesIO()
    picture.save(buffer, form)
    return buffer.getvalue()


def read(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_scan_becomes_ink_on_nothing_cut_to_what_is_written(form: str) -> None:
    picture = read(signature_from_picture(scan(form)))

    assert picture.mode == "RGBA"
    assert picture.width == pytest.approx(408, abs=6)
    assert picture.height == pytest.approx(69, abs=6)
    assert picture.getpixel((0, picture.height - 1)) == (0, 0, 0, 0)
    assert max(picture.getchannel("A").tobytes()) == 255


def test_a_large_scan_is_made_small() -> None:
    large = Image.open(BytesIO(scan())).resize((4800, 3600))
    buffer = BytesIO()
    large.save(buffer, "JPEG")

    picture = read(signature_from_picture(buffer.getvalue()))

    assert (picture.width <= 600, picture.height <= 240) == (True, True)
    assert len(signature_from_picture(buffer.getvalue())) < 12_000


def test_strokes_become_a_picture_of_their_shape() -> None:
    picture = read(signature_from_strokes([[(10, 10), (110, 10)], [(60, 10), (60, 60)]]))

    assert picture.width / picture.height == pytest.approx(2, abs=0.15)
    assert picture.getpixel((2, picture.height - 2)) == (0, 0, 0, 0)


def test_a_single_dot_is_a_stroke() -> None:
    assert read(signature_from_strokes([[(5, 5)]])).size[0] > 4


def test_the_same_signature_is_the_same_bytes() -> None:
    assert signature_from_picture(scan()) == signature_from_picture(scan())


@pytest.mark.parametrize("strokes", [[], [[]]])
def test_nothing_drawn_is_refused(strokes: list[list[tuple[float, float]]]) -> None:
    with pytest.raises(UserFacingError, match="还没有签名"):
        signature_from_strokes(strokes)


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(UserFacingError, match="没有笔迹"):
        signature_from_picture(scan(ink=(246, 246, 246)))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"0" * 60, scan()[:200]])
def test_what_is_no_picture_is_refused_naming_it(content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"“甲\.png”不是可用的图片"):
        signature_from_picture(content, "甲.png")


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="超过 5 MB"):
        signature_from_picture(b"0" * (MOST_BYTES + 1), "甲.png")


def test_a_transparent_picture_is_laid_on_white() -> None:
    picture = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line((50, 50, 250, 50), fill=(0, 0, 0, 255), width=6)
    buffer = BytesIO()
    picture.save(buffer, "PNG")

    assert read(signature_from_picture(buffer.getvalue())).width == pytest.approx(200, abs=4)
