"""Finding a text in the pages: across line ends, whatever the width of the letters, also beyond the BMP.

Qt's own search model finds nothing with 𬭎 in it and no name that runs over a line end, and takes a third of a second
a page; here the text of a page is read once and searched in slices, so that the window stays alive.
"""

import time
import unicodedata
from array import array
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, QTimer, Signal

from ui.papers.pdf_pages import Passage, PdfPages

_SLICE_SECONDS = 0.012
_BMP_END = 0xFFFF


class FoldedText(NamedTuple):
    """The text of a page as it is searched, and where each of its characters begins in the original (UTF-16)."""

    text: str
    starts: "array[int]"
    ends: "array[int]"


def fold(text: str) -> FoldedText:
    """Drop blanks and line ends, make full-width letters half-width and capitals small."""
    folded: list[str] = []
    starts, ends = array("I"), array("I")
    place = 0
    for char in text:
        width = 2 if ord(char) > _BMP_END else 1
        for one in _fold(char):
            folded.append(one)
            starts.append(place)
            ends.append(place + width)
        place += width
    return FoldedText("".join(folded), starts, ends)


class PageSearch(QObject):
    """Searches all pages for one text; the hits come in the order of the pages."""

    changed = Signal()
    """There are more hits, or the search has come to its end."""

    def __init__(self, pages: PdfPages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._texts: dict[int, FoldedText] = {}
        self._wanted = ""
        self._next = 0
        self._places: dict[Passage, list[QRectF]] = {}
        self.hits: list[Passage] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether every page has been searched."""
        return not self._timer.isActive()

    @property
    def wanted(self) -> str:
        """What is looked for, folded; empty when nothing is."""
        return self._wanted

    def look_for(self, text: str) -> None:
        """Begin to look for another text; an empty one ends the search."""
        self._wanted = fold(text).text
        self._next = 0
        self._places.clear()
        self.hits = []
        if self._wanted:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    def stop(self) -> None:
        """Look no further."""
        self._timer.stop()

    def hits_on(self, page: int) -> list[Passage]:
        """Return the hits of one page."""
        first = bisect_left(self.hits, page, key=lambda hit: hit.page)
        last = bisect_left(self.hits, page + 1, key=lambda hit: hit.page)
        return self.hits[first:last]

    def places(self, hit: Passage) -> list[QRectF]:
        """Return where a hit stands on its page, in points; asked at every paint, so it is looked up once."""
        if hit not in self._places:
            self._places[hit] = self._pages.rectangles(hit)
        return self._places[hit]

    def first_from(self, page: int) -> int | None:
        """Return the number of the first hit on this page or a later one, else the very first."""
        if not self.hits:
            return None
        place = bisect_left(self.hits, page, key=lambda hit: hit.page)
        return place if place < len(self.hits) else 0 if self.is_done else None

    def _go_on(self) -> None:
        until = time.monotonic() + _SLICE_SECONDS
        while self._next < self._pages.count and time.monotonic() < until:
            self.hits += self._search(self._next)
            self._next += 1
        if self._next >= self._pages.count:
            self._timer.stop()
        self.changed.emit()

    def _search(self, page: int) -> list[Passage]:
        if page not in self._texts:
            self._texts[page] = fold(self._pages.text(page))
        text, starts, ends = self._texts[page]
        found: list[Passage] = []
        at = text.find(self._wanted)
        while at >= 0:
            last = at + len(self._wanted)
            found.append(Passage(page, starts[at], ends[last - 1] - starts[at]))
            at = text.find(self._wanted, last)
        return found


@cache
def _fold(char: str) -> str:
    if char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Cn"}:
        return ""
    return "".join(unicodedata.normalize("NFKC", char).casefold().split())
