"""A workbook as bytes that depend on nothing but what is in it: the times that openpyxl and zip would stamp are held."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from services.files.fixed_zip import with_fixed_times


def workbook_bytes(book: Any, *, title: str, creator: str, moment: datetime) -> bytes:
    """Return an openpyxl workbook as .xlsx; the same book gives the same bytes on any day and system."""
    book.properties.title = title
    book.properties.creator = creator
    book.properties.created = book.properties.modified = moment
    buffer = BytesIO()
    _save_at(book, buffer, moment)
    return with_fixed_times(buffer.getvalue())


def _save_at(book: Any, buffer: BytesIO, moment: datetime) -> None:
    """Save with the time of change held: openpyxl stamps the present one at saving."""
    from openpyxl.writer.excel import ExcelWriter

    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = ExcelWriter(book, archive)
        book.properties.modified = moment
        writer.save()
