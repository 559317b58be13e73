"""A signature as a picture that can be laid on a form: ink on nothing, trimmed, small; from a scan or from strokes drawn on screen.

The same signature gives the same bytes.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from models.errors import UnreadableFileError, UserFacingError

MOST_BYTES = 5 * 1024 * 1024
_MOST_PIXELS = 40_000_000
_WIDEST, _HIGHEST = 600, 240  # pixels: 600 dpi on a blank of an inch
_WHITE, _BLACK = 205, 90  # paper and shadows are lighter, ink is darker; between them it fades
_LEAST_INK = 24  # pixels; less is dust
_STEPS = 17  # of opacity: sixteen steps print like 256 and take a third
_PEN = 0.022  # of the longer side of the drawing
Stroke = Sequence[tuple[float, float]]


def signature_from_picture(content: bytes, name: str = "签名图") -> bytes:
    """Return a scanned or photographed signature, PNG or JPEG, as black ink on nothing, trimmed (PNG).

    Raises UnreadableFileError for what is no such picture or too large, UserFacingError where it holds no ink.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # deferred: nothing but Qt before the first paint

    if len(content) > MOST_BYTES:
        raise UnreadableFileError(f"“{name}”超过 5 MB，请裁剪到只剩签名后再用。")
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise UnreadableFileError(f"“{name}”的像素过多，请裁剪到只剩签名后再用。")
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnreadableFileError(f"“{name}”不是可用的图片，请用 PNG 或 JPG 格式的签名图。") from None
    paper = Image.new("RGBA", upright.size, "white")
    paper.alpha_composite(upright)
    ink = paper.convert("L").point(_opacity)
    return _trimmed(ink, f"“{name}”上没有笔迹，请用白纸黑字的签名图。")


def signature_from_strokes(strokes: Sequence[Stroke]) -> bytes:
    """Return a signature drawn on screen, each stroke a line of points (y downwards), as a PNG like that of a scan.

    Raises UserFacingError where nothing was drawn.
    """
    from PIL import Image, ImageDraw

    points = [point for stroke in strokes for point in stroke]
    if not points:
        raise UserFacingError("还没有签名，请先在框内书写。")
    left, top = (min(point[axis] for point in points) for axis in (0, 1))
    span = max(max(point[axis] for point in points) - low for axis, low in ((0, left), (1, top)))
    scale = 2 * _WIDEST / (span or 1)
    pen = max(round(_PEN * 2 * _WIDEST), 1)
    ink = Image.new("L", (2 * _WIDEST + 4 * pen, 2 * _WIDEST + 4 * pen), 0)
    draw = ImageDraw.Draw(ink)
    for stroke in strokes:
        line = [((x - left) * scale + 2 * pen, (y - top) * scale + 2 * pen) for x, y in stroke]
        draw.line(line, fill=255, width=pen, joint="curve")
        for x, y in line:
            draw.ellipse((x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2), fill=255)
    return _trimmed(ink, "还没有签名，请先在框内书写。")


def _opacity(light: int) -> int:
    """Return how opaque a pixel of the paper is as ink."""
    return round(max(0, min(255, 255 * (_WHITE - light) / (_WHITE - _BLACK))))


def _trimmed(ink: Any, no_ink: str) -> bytes:
    """Return a mask of ink, cut to what is written and made small, as black PNG without any other fact in it."""
    from PIL import Image

    box = ink.point(lambda opacity: 255 if opacity > 127 else 0).getbbox()
    if box is None or sum(ink.histogram()[128:]) < _LEAST_INK:
        raise UserFacingError(no_ink)
    cut = ink.crop(box)
    shrink = min(_WIDEST / cut.width, _HIGHEST / cut.height, 1)
    size = (max(round(cut.width * shrink), 1), max(round(cut.height * shrink), 1))
    cut = cut.resize(size, Image.Resampling.LANCZOS)
    step = 255 // (_STEPS - 2)
    cut = cut.point(lambda opacity: min(255, (opacity + step // 2) // step * step))
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    picture.putalpha(cut)
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
