"""样张总览: the first page of many papers as small pictures with their names, on one PNG to look over at a glance."""

import math
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from services import program
from services.files.fonts import RENDERING

_ACROSS = 6
_BOX = (360, 500)  # pixels for a page, upright; a landscape page stands smaller in it
_GAP, _CAPTION = 24, 64
_FACE_SIZE = 22
_NAME_FACE = "fonts/NotoSansSC-Medium.ttf"
_GROUND, _EDGE, _INK = "#e6e8eb", "#98a2b3", "#101828"


def render_contact_sheet(papers: Sequence[tuple[str, bytes]]) -> bytes:
    """Return papers, each its name and its PDF, as one PNG; the same papers give the same bytes."""
    from PIL import Image, ImageDraw, ImageFont  # deferred: only this picture needs them

    across = max(min(_ACROSS, len(papers)), 1)
    down = math.ceil(len(papers) / across)
    cell = (_BOX[0] + _GAP, _BOX[1] + _CAPTION + _GAP)
    sheet = Image.new("RGB", (cell[0] * across + _GAP, cell[1] * down + _GAP), _GROUND)
    pen = ImageDraw.Draw(sheet)
    face = ImageFont.truetype(str(program.resource(_NAME_FACE)), _FACE_SIZE)
    for place, (name, pdf) in enumerate(papers):
        x = _GAP + place % across * cell[0]
        y = _GAP + place // across * cell[1]
        page = _first_page(pdf)
        corner = (x + (_BOX[0] - page.width) // 2, y + (_BOX[1] - page.height) // 2)
        sheet.paste(page, corner)
        edge = (corner[0] - 1, corner[1] - 1, corner[0] + page.width, corner[1] + page.height)
        pen.rectangle(edge, outline=_EDGE)
        lines = _wrapped(name, face)
        for number, line in enumerate(lines[:2]):
            middle = x + _BOX[0] / 2
            pen.text((middle, y + _BOX[1] + 8 + number * 26), line, fill=_INK, font=face, anchor="ma")
    buffer = BytesIO()
    sheet.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _first_page(pdf: bytes) -> Any:
    """Draw the first page of a paper as large as its box allows; pdfium draws one page at a time."""
    import pypdfium2

    with RENDERING, pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        scale = min(_BOX[0] / page.get_width(), _BOX[1] / page.get_height())
        return page.render(scale=scale).to_pil().convert("RGB")


def _wrapped(name: str, face: Any) -> list[str]:
    """Part a name so that each line fits under its page."""
    lines = [""]
    for char in name:
        if face.getlength(lines[-1] + char) > _BOX[0]:
            lines.append("")
        lines[-1] += char
    return lines
