"""Corrections to reportlab 5.1.0, without which papers cannot be searched, are no PDF/A and are made too slowly.

* Its ToUnicode map cuts characters beyond the BMP to four digits, so that 𬭎 (U+2CB4E) copies as “Ⲵ” (U+2CB4).
* It writes no line end before ``endstream``, which PDF/A-2 asks for (ISO 19005-2, 6.1.7.1).
* It copies the whole outline table of a face, megabytes, for every subset of every document, and writes streams as
  text of ASCII characters, a quarter larger than they are.

All reach into reportlab. When its version is raised, look at them again, then raise the number here.
"""

from collections.abc import Sequence
from typing import Any

import reportlab
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

PATCHED_VERSION = "5.1.0"
_END = b"endstream\n"
_format_as_written: Any = pdfdoc.PDFStream.format
_BLOCK = 100  # a bfchar block holds at most so many entries (PDF 32000-1, 9.7.5.4 and Adobe TN 5014)


def apply_patches() -> None:
    """Correct reportlab in this process; applying them twice does no harm."""
    require_patched_version(reportlab.Version)
    ttfonts.makeToUnicodeCMap = make_to_unicode_map
    ttfonts.TTFontParser.get_table = _get_table_once
    pdfdoc.PDFStream.format = _format_stream
    settings: Any = rl_config
    settings.useA85 = 0


def require_patched_version(version: str) -> None:
    """Raise RuntimeError for another version of reportlab than the one the patches were written for."""
    if version != PATCHED_VERSION:
        raise RuntimeError(f"reportlab {version}: the patches were written for {PATCHED_VERSION}")


def make_to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """Return the map from the codes of a subset to UTF-16BE; code points of 0 (no character) are left out."""
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _format_stream(self: Any, document: Any) -> bytes:
    written: bytes = _format_as_written(self, document)
    return b"%s\n%s" % (written[: -len(_END)], _END)


def _get_table_once(self: Any, tag: str) -> bytes:
    tables: dict[str, bytes] = self.__dict__.setdefault("_tables_read", {})
    if tag not in tables:
        position, length = self.get_table_pos(tag)
        tables[tag] = self._ttf_data[position : position + length]
    return tables[tag]
