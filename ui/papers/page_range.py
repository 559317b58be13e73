"""Which pages are printed, as the clerk writes it: 1,3-5. Chinese commas and long dashes are understood."""

import re

from models.errors import UserFacingError

_COMMAS = re.compile(r"[,，、;；\s]+")
_SPAN = re.compile(r"(\d{1,6})(?:[-－—–~～至到](\d{1,6}))?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def parse_pages(text: str, count: int) -> tuple[int, ...]:
    """Return the pages of 「1,3-5」 counted from 0, in the order written, each once.

    Raises UserFacingError with a sentence that names the part which makes no sense.
    """
    joined = re.sub(r"\s*([-－—–~～至到])\s*", r"\1", text.strip().translate(_FULL_WIDTH))
    parts = [part for part in _COMMAS.split(joined) if part]
    if not parts:
        raise UserFacingError("还没有写页码：请写成 1,3-5 这样。")
    pages: dict[int, None] = {}
    for part in parts:
        first, last = _span(part)
        if first > last:
            raise UserFacingError(f"页码“{part}”前大后小：请写成 {last}-{first}。")
        if first < 1 or last > count:
            limits = f"1 到 {count}" if count > 1 else "1"
            raise UserFacingError(f"没有第 {first if first < 1 else last} 页：这份文书的页码是 {limits}。")
        pages.update(dict.fromkeys(range(first - 1, last)))
    return tuple(pages)


def _span(part: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(part)
    if match is None:
        raise UserFacingError(f"看不懂页码“{part}”：请写成 1,3-5 这样。")
    first = int(match[1])
    return first, int(match[2]) if match[2] else first
