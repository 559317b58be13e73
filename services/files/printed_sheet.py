"""What workbooks made to be printed have in common: texts that stay texts, landscape pages, the same bytes each time."""

import unicodedata
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

from services import program


def put_text(sheet: Any, row: int, column: int, text: str) -> None:
    """Write a text that never becomes a formula, without characters that a workbook cannot hold."""
    cell = sheet.cell(row, column)
    cell.value = "".join(char for char in text if char.isprintable() or char == "\n")
    cell.data_type = "s"


def half_widths(text: str) -> int:
    """Return the width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def set_up_landscape(sheet: Any, *, header_row: int, area: str, mark: str) -> None:
    """Print on A4 landscape, one page wide, with the header and a page number on each page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_area = area
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "— &P —"
    if mark:
        sheet.oddHeader.right.text = mark.replace("&", "&&")
    sheet.freeze_panes = f"A{header_row + 1}"


def workbook_bytes(book: Any, *, title: str, author: str, dated_on: date) -> bytes:
    """Return the workbook; the same content gives the same bytes, for the only time in it is ``dated_on``."""
    moment = datetime(dated_on.year, dated_on.month, dated_on.day)  # noqa: DTZ001 - a bare date
    book.properties.title = title
    book.properties.creator = author or program.NAME
    book.properties.created = book.properties.modified = moment
    buffer = BytesIO()
    _save_at(book, buffer, moment)
    return _with_fixed_times(buffer.getvalue())


def _save_at(book: Any, buffer: BytesIO, moment: datetime) -> None:
    """Save with the time of change held: openpyxl stamps the present one at saving."""
    from openpyxl.writer.excel import ExcelWriter

    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = ExcelWriter(book, archive)
        book.properties.modified = moment
        writer.save()


def _with_fixed_times(archive: bytes) -> bytes:
    """Return the workbook with the time of each of its files fixed, so that the same view gives the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return buffer.getvalue()
