"""Corrections to reportlab 5.1.0, without which papers cannot be searched, are no PDF/A and are made too slowly.

* Its ToUnicode map cuts characters beyond the BMP to four digits, so that 𬭎 (U+2CB4E) copies as “Ⲵ” (U+2CB4).
* It writes no line end before ``endstream``, which PDF/A-2 asks for (ISO 19005-2, 6.1.7.1).
* It copies the whole outline table of a face, megabytes, for every subset of every document, makes and packs the same
  subset again for every document, and writes streams as text of ASCII characters, a quarter larger than they are.

All reach into reportlab. When its version is raised, look at them again, then raise the number here.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import reportlab
from reportlab import rl_config
from reportlab.lib.rl_accel import fp_str as _fp_str
from reportlab.pdfbase import pdfdoc, ttfonts

PATCHED_VERSION = "5.1.0"
fp_str: Any = _fp_str
_END = b"endstream\n"
_format_as_written: Any = pdfdoc.PDFStream.format
_format_array_as_written: Any = pdfdoc.PDFArray.format
_make_subset: Any = ttfonts.TTFontFace.makeSubset
_FACE_BEGIN = b"\x00\x01\x00\x00"  # of a TrueType file
_MANY = 32
_QUICK = 2  # the level for faces: 4 % larger than level 6, made in half the time
_KEPT = 64  # subsets: those of the fixed texts return in every separate file
_BLOCK = 100  # a bfchar block holds at most so many entries (PDF 32000-1, 9.7.5.4 and Adobe TN 5014)


def apply_patches() -> None:
    """Correct reportlab in this process; applying them twice does no harm."""
    require_patched_version(reportlab.Version)
    ttfonts.makeToUnicodeCMap = make_to_unicode_map
    ttfonts.TTFontParser.get_table = _get_table_once
    ttfonts.TTFontFace.makeSubset = _make_subset_once
    arrays: Any = pdfdoc.PDFArray
    arrays.format = _format_array
    pdfdoc.PDFStream.format = _format_stream
    pdfdoc.PDFStreamFilterZCompress.encode = _compress
    settings: Any = rl_config
    settings.useA85 = 0


def require_patched_version(version: str) -> None:
    """Raise RuntimeError for another version of reportlab than the one the patches were written for."""
    if version != PATCHED_VERSION:
        raise RuntimeError(f"reportlab {version}: the patches were written for {PATCHED_VERSION}")


def make_to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """Return the map from the codes of a subset to UTF-16BE; code points of 0 (no character) are left out."""
    return _to_unicode_map(font_name, tuple(subset))


@lru_cache(maxsize=_KEPT)
def _to_unicode_map(font_name: str, subset: tuple[int, ...]) -> str:
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


@lru_cache(maxsize=_KEPT)
def _subset_of(face: Any, subset: tuple[int, ...]) -> bytes:
    made: bytes = _make_subset(face, subset)
    return made


def _make_subset_once(self: Any, subset: Sequence[int]) -> bytes:
    return _subset_of(self, tuple(subset))


def _format_array(self: Any, document: Any, *args: Any) -> bytes:
    """Write the widths of a face's characters, hundreds of numbers, in one call."""
    numbers: list[Any] = self.sequence
    if len(numbers) > _MANY and all(type(number) in (int, float) for number in numbers):
        return b"[ %s ]" % str(fp_str(*numbers)).encode()
    formatted: bytes = _format_array_as_written(self, document, *args)
    return formatted


def _compress(self: Any, text: str | bytes) -> bytes:  # noqa: ARG001 - a method of reportlab's
    content = text.encode() if isinstance(text, str) else text
    is_face = content.startswith(_FACE_BEGIN)
    return _packed_face(content) if is_face else zlib.compress(content)


@lru_cache(maxsize=_KEPT)
def _packed_face(content: bytes) -> bytes:
    return zlib.compress(content, _QUICK)


def _get_table_once(self: Any, tag: str) -> bytes:
    tables: dict[str, bytes] = self.__dict__.setdefault("_tables_read", {})
    if tag not in tables:
        position, length = self.get_table_pos(tag)
        tables[tag] = self._ttf_data[position : position + length]
    return tables[tag]
