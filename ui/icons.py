"""The outline icons of ``resources/icons`` (Lucide), tinted by colour role."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from services.program import resource
from ui.theme import color

# 16 px at 100, 125, 150 and 200 percent, 20 px at 100, 125 (nearly) and 200
_PIXELS = (16, 20, 24, 32, 40)


@cache
def icon(name: str, role: str = "neutral") -> QIcon:
    """Return an icon, e.g. ``icon("upload")``; its disabled face is made with it."""
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "disabled")):
        renderer = _renderer(name, color(tint))
        for pixels in _PIXELS:
            made.addPixmap(_draw(renderer, pixels), mode)
    return made


def picture(name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of ``size`` logical pixels for a screen of the given pixel ratio."""
    pixmap = _draw(_renderer(name, color(role)), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _renderer(name: str, tint: QColor) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", tint.name().encode("ascii"))))


def _draw(renderer: QSvgRenderer, pixels: int) -> QPixmap:
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


@cache
def _source(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()
