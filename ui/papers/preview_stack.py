"""Where the pages of a preview lie, one under the other, and at which sizes they can be looked at."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRect, QSizeF

GAP = 12
MARGIN = 16
STEPS = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400)


class Fit(Enum):
    """A size that follows the window or the paper; the value is its name on screen."""

    PAGE = "整页"
    WIDTH = "页宽"
    ACTUAL = "实际大小"


class PageStack:
    """The pages at one scale, in pixels of the screen; all are centred on the same axis."""

    def __init__(self, sizes: Sequence[QSizeF], scale: float) -> None:
        self.scale = scale
        self._sizes = [
            (max(round(size.width() * scale), 1), max(round(size.height() * scale), 1)) for size in sizes
        ]
        self._tops: list[int] = []
        top = MARGIN
        for _, height in self._sizes:
            self._tops.append(top)
            top += height + GAP
        self.height = top - GAP + MARGIN
        self.width = max((width for width, _ in self._sizes), default=0) + 2 * MARGIN

    def rect(self, page: int, room: int) -> QRect:
        """Return where a page lies when ``room`` pixels are there for the width."""
        width, height = self._sizes[page]
        return QRect((max(room, self.width) - width) // 2, self._tops[page], width, height)

    def top(self, page: int) -> int:
        """Return where a page begins."""
        return self._tops[page]

    def page_at(self, y: float) -> int:
        """Return the page at a height, or the next one below it."""
        place = max(bisect_right(self._tops, y) - 1, 0)
        is_below = y > self._tops[place] + self._sizes[place][1] and place + 1 < len(self._tops)
        return place + 1 if is_below else place

    def between(self, top: int, bottom: int) -> range:
        """Return the pages of which something lies between two heights."""
        return range(self.page_at(top), bisect_left(self._tops, bottom))


def next_step(percent: float, *, up: bool) -> int:
    """Return the next larger or smaller of the usual sizes."""
    if up:
        return next((step for step in STEPS if step > percent + 0.5), STEPS[-1])
    return next((step for step in reversed(STEPS) if step < percent - 0.5), STEPS[0])


def fitted(sizes: Sequence[QSizeF], fit: Fit, room_width: int, room_height: int) -> float:
    """Return the scale, in pixels a point, at which the largest page fits."""
    width = max(size.width() for size in sizes)
    height = max(size.height() for size in sizes)
    by_width = max(room_width - 2 * MARGIN, 60) / width
    if fit is Fit.WIDTH:
        return by_width
    return min(by_width, max(room_height - 2 * MARGIN, 60) / height)
