"""Writing lists as .xlsx: bold header, every cell as text.

Text cells keep a code of 18 digits whole and make ``=HYPERLINK(…)`` in someone's company name harmless.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from services.files.writing import write_file

_DEFAULT_WIDTH = 14
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

    heading = Format().set_bold().set_background_color("#F0F2F5").set_text_wrap()
    buffer = io.BytesIO()
    book = FastExcel(buffer)
    for table in tables:
        names = _unique(table.header)
        plain = Format().set_num_format("@")
        red = Format().set_num_format("@").set_font_color("#B42318").set_text_wrap()
        name = table.title.translate(_FORBIDDEN_IN_SHEET_NAMES)[:_SHEET_NAME_LIMIT]
        widths = [width for width, _name in zip_longest(table.widths, names, fillvalue=_DEFAULT_WIDTH)]
        book = book.sheet(
            name,
            _records(names, table.rows),
            header_format=heading,
            column_widths=[float(width) for width in widths[: len(names)]],
            column_formats=[red if title in table.red else plain for title in table.header],
        ).freeze(row=1, col=0, sheet=name)
    book.save()
    write_file(path, buffer.getvalue())


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
