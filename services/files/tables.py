"""Writing lists as .xlsx: bold header, every cell as text, ready to print on landscape A4; same rows, same bytes.

Text cells keep a code of 18 digits whole and make ``=HYPERLINK(…)`` in someone's company name harmless.
"""

import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from services.files.fixed_zip import zip_bytes
from services.files.writing import write_file

_DEFAULT_WIDTH = 14
_PAGE_CHARACTERS = 215  # of a landscape A4 page that is still read without a glass
_A4 = 9  # as Excel numbers paper
_FACE = "宋体"
_WRITTEN_AT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_SHEET_NAME_LIMIT = 31
_FORBIDDEN_IN_SHEET_NAMES = dict.fromkeys(map(ord, "[]:*?/\\'"), "_")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet to be written. Rows may be shorter than the header; ``red`` names the columns printed in red."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[str]]
    widths: Sequence[int] = ()
    """In characters; columns without a width get a usual one."""
    red: Sequence[str] = ()


def write_tables(path: Path, *tables: Table) -> None:
    """Write the tables as the sheets of one .xlsx; raises UnwritableFileError."""
    from rustpy_xlsxwriter import FastExcel, Format  # deferred: nothing but Qt before the first paint

    heading = Format().set_font_name(_FACE).set_bold().set_background_color("#F0F2F5").set_text_wrap()
    buffer = io.BytesIO()
    book = FastExcel(buffer)
    for table in tables:
        names = _unique(table.header)
        plain = Format().set_font_name(_FACE).set_num_format("@")
        red = Format().set_font_name(_FACE).set_num_format("@").set_font_color("#B42318").set_text_wrap()
        name = table.title.translate(_FORBIDDEN_IN_SHEET_NAMES)[:_SHEET_NAME_LIMIT]
        widths = [width for width, _name in zip_longest(table.widths, names, fillvalue=_DEFAULT_WIDTH)]
        book = book.sheet(
            name,
            _records(names, table.rows),
            header_format=heading,
            column_widths=[float(width) for width in widths[: len(names)]],
            page_setup=_page_setup(sum(widths[: len(names)])),
            column_formats=[red if title in table.red else plain for title in table.header],
        ).freeze(row=1, col=0, sheet=name)
    book.save()
    write_file(path, _without_times(buffer.getvalue()))


def _page_setup(width: int) -> dict[str, Any]:
    """Print on landscape A4 with the header and a page number on each page, a wide list over several pages."""
    pages = max(math.ceil(width / _PAGE_CHARACTERS), 1)
    return {
        "landscape": True,
        "paper_size": _A4,
        "repeat_rows": 0,
        "fit_to_pages": (pages, 0),
        "margins": {"left": 0.5, "right": 0.5},
        "print_gridlines": True,
        "footer": "&C— &P / &N —",
    }


def _without_times(archive: bytes) -> bytes:
    """Return a workbook without the time of its writing."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    core = "docProps/core.xml"
    files[core] = _WRITTEN_AT.sub(rb"\g<1>2000-01-01T00:00:00Z", files[core])
    return zip_bytes(files)


def _records(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[dict[str, str]]:
    """Yield rows keyed by column; without any row one blank row carries the header."""
    is_blank, width = True, len(names)
    for row in rows:
        is_blank = False
        is_whole = len(row) == width  # nearly all are, and a plain zip costs a third
        yield dict(
            zip(names, row, strict=True) if is_whole else zip_longest(names, row[:width], fillvalue="")
        )
    if is_blank:
        yield dict.fromkeys(names, "")


def _unique(header: Sequence[str]) -> list[str]:
    """Return the titles with empty and repeated ones told apart: the writer keys its cells by them."""
    names: list[str] = []
    for place, title in enumerate(header, 1):
        name = title.strip() or f"第{place}列"
        names.append(name if name not in names else f"{name}（{place}）")
    return names
