"""Printed papers as a scanner gives them back: greyish, askew, speckled, upside down; as PDF, PNG, JPEG or TIFF."""

import random
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw


def printed_pages(pdf: bytes, dpi: int = 200) -> list[Image.Image]:
    """Return the pages of a PDF as they come from the printer."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def scanned(
    page: Image.Image, *, turn: int = 0, askew: float = 0.0, specks: int = 0, seed: int = 7
) -> Image.Image:
    """Return a page as a scanner sees it; ``turn`` in quarter turns of degrees, ``askew`` in degrees."""
    picture = page.point(lambda light: 18 + light * 225 // 255)  # no black is black, no paper white
    draw = ImageDraw.Draw(picture)
    chance = random.Random(seed)
    for _ in range(specks):
        x, y = chance.randrange(picture.width), chance.randrange(picture.height)
        shade = chance.randrange(256)
        draw.ellipse((x - 1, y - 1, x + 1, y + 1), fill=(shade, shade, shade))
    if askew:
        picture = picture.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=(243, 243, 243))
    return picture.rotate(turn, expand=True)


def save_pdf(pages: Sequence[Image.Image], path: Path, dpi: int = 200) -> Path:
    first, *others = [page.copy() for page in pages]  # Pillow notes on a picture how it was saved last
    first.save(path, "PDF", save_all=True, append_images=others, resolution=dpi)
    return path


def save_picture(page: Image.Image, path: Path, dpi: int = 200) -> Path:
    page.save(path, dpi=(dpi, dpi))
    return path
