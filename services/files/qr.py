"""二维码 of a paper: the code that leads from the sheet back to its draw, drawn as rectangles.

The matrix comes from zxing-cpp, forty times as fast as reportlab's; reportlab's own drawing would also put a face that is
not embedded into the file.
"""

from itertools import groupby
from typing import Any, Protocol

QUIET = 4  # modules of white on each side, as the standard asks
_LEVEL = "M"  # 15 % may be dirty, folded or stamped over


class Drawn(Protocol):
    """A document with a canvas to draw on."""

    canvas: Any


def qr_matrix(text: str) -> list[list[bool]]:
    """Return the modules of the code of a text, row by row from the top; True is dark."""
    import zxingcpp  # deferred: a window that prints nothing pays nothing

    kind: Any = zxingcpp.BarcodeFormat.QRCode  # the stub names only the plural
    code = zxingcpp.create_barcode(text, kind, ec_level=_LEVEL)
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    greys: Any = memoryview(picture)
    return [[grey == 0 for grey in row] for row in greys.tolist()]


def draw_qr(document: Drawn, text: str, x: float, y: float, size: float) -> None:
    """Draw the code of a text in a square of ``size`` points, quiet zone included, with its lower left corner at x, y.

    At 16 mm and more a telephone reads it from paper.
    """
    matrix = qr_matrix(text)
    module = size / (len(matrix) + 2 * QUIET)
    top = y + size - QUIET * module
    parts = [
        f"q 0 g {module:.5f} 0 0 {-module:.5f} {x + QUIET * module:.3f} {top:.3f} cm"
    ]  # modules, downwards
    for number, row in enumerate(matrix):
        column = 0
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                parts.append(f"{column} {number} {length} 1 re")
            column += length
    parts.append("f Q")
    document.canvas._code.append("\n".join(parts))  # one filled path: canvas.rect() takes ten times as long
