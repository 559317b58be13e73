"""Scans as pages: pictures in their own size and the right way up, codes, and the same pages as the same bytes."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from models.errors import UnreadableFileError
from services.files.qr import qr_matrix
from services.files.scanned_pages import ScannedFile, bind_pages
from tests.services.papers.scanning import save_pdf

TEXT = "SSJ/1 notice-2022-17 A1B2-C3D4-E5F6-0718"


def page_with_code(size: tuple[int, int] = (1654, 2339), module: int = 5) -> Image.Image:
    """Return an empty page with a code in its upper right corner."""
    page = Image.new("RGB", size, "white")
    matrix = qr_matrix(TEXT)
    for row, line in enumerate(matrix):
        for column, is_dark in enumerate(line):
            if is_dark:
                left, top = size[0] - 400 + column * module, 100 + row * module
                page.paste((0, 0, 0), (left, top, left + module, top + module))
    return page


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def opened(path: Path, page: Image.Image, **how: object) -> ScannedFile:
    page.save(path, **how)  # type: ignore[arg-type]
    return ScannedFile(path)


def test_a_picture_is_a_page_in_the_size_that_its_resolution_says(tmp_path: Path) -> None:
    file = opened(tmp_path / "甲.png", page_with_code(), dpi=(200, 200))

    assert (file.pages, file.is_picture) == (1, True)
    assert page_sizes(bind_pages([(file, 1, 0)])) == [(595, 842)]


@pytest.mark.parametrize("dpi", [None, (1, 1), (96000, 96000)])
def test_a_picture_without_a_believable_resolution_is_taken_for_a4(
    tmp_path: Path, dpi: tuple[int, int] | None
) -> None:
    file = opened(tmp_path / "甲.jpg", page_with_code(), **({"dpi": dpi} if dpi else {}))

    assert page_sizes(bind_pages([(file, 1, 0)])) == [(595, 842)]


def test_a_photograph_that_says_it_lies_on_its_side_is_set_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise
    lying = page_with_code().rotate(90, expand=True)

    file = opened(tmp_path / "甲.jpg", lying, exif=exif)

    assert [(code.text, code.turn) for code in file.codes(1)] == [(TEXT, 0)]
    assert page_sizes(bind_pages([(file, 1, 0)])) == [(595, 842)]


@pytest.mark.parametrize("mode", ["1", "L", "RGBA", "P"])
def test_pictures_of_every_depth_are_read(tmp_path: Path, mode: str) -> None:
    file = opened(tmp_path / "甲.png", page_with_code().convert(mode))

    assert file.codes(1)[0].text == TEXT


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_is_turned_until_its_code_stands_upright(tmp_path: Path, turn: int) -> None:
    file = opened(tmp_path / "甲.png", page_with_code().rotate(turn, expand=True))
    (code,) = file.codes(1)
    upright = tmp_path / "乙.pdf"
    upright.write_bytes(bind_pages([(file, 1, code.turn)]))

    assert code.turn == turn
    assert ScannedFile(upright).codes(1)[0].turn == 0


def test_a_small_code_is_found_at_the_second_look(tmp_path: Path) -> None:
    page = page_with_code((3307, 4677), module=2).resize((2480, 3508))

    file = opened(tmp_path / "甲.png", page, dpi=(300, 300))

    assert [code.text for code in file.codes(1)] == [TEXT]


def test_a_page_without_a_code_has_none(tmp_path: Path) -> None:
    assert opened(tmp_path / "甲.png", Image.new("L", (800, 1100), 240)).codes(1) == ()


def test_the_same_pages_are_the_same_bytes_without_time_or_chance(tmp_path: Path) -> None:
    file = ScannedFile(save_pdf([page_with_code(), Image.new("RGB", (1654, 2339))], tmp_path / "甲.pdf"))

    first, second = (bind_pages([(file, 2, 0), (file, 1, 90)]) for _ in range(2))

    assert first == second
    assert b"/CreationDate(D:00000000" in first
    assert page_sizes(first) == [(595, 842), (842, 595)]


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("geheim"))
    canvas.showPage()
    canvas.save()
    path = tmp_path / "锁.pdf"
    path.write_bytes(buffer.getvalue())

    with pytest.raises(UnreadableFileError, match=r"“锁\.pdf”设有密码"):
        ScannedFile(path)


def test_a_picture_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "甲.jpg"
    page_with_code().save(path)
    path.write_bytes(path.read_bytes()[:2000])

    with pytest.raises(UnreadableFileError, match=r"“甲\.jpg”不是完整的图片"):
        ScannedFile(path)
