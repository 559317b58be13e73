"""A workbook as bytes that depend on nothing but what is in it: the times that openpyxl and zip would stamp are held."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)


def workbook_bytes(book: Any, *, title: str, creator: str, moment: datetime) -> bytes:
    """Return an openpyxl workbook as .xlsx; the same book gives the same bytes on any day and system."""
    book.properties.title = title
    book.properties.creator = creator
    book.properties.created = book.properties.modified = moment
    buffer = BytesIO()
    _save_at(book, buffer, moment)
    return _with_fixed_times(buffer.getvalue())


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """Return files by their names as one archive, in their order, without times."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in files.items():
            _put(target, name, content)
    return buffer.getvalue()


def _save_at(book: Any, buffer: BytesIO, moment: datetime) -> None:
    """Save with the time of change held: openpyxl stamps the present one at saving."""
    from openpyxl.writer.excel import ExcelWriter

    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = ExcelWriter(book, archive)
        book.properties.modified = moment
        writer.save()


def _with_fixed_times(archive: bytes) -> bytes:
    """Return the archive with the time of each of its files fixed."""
    with zipfile.ZipFile(BytesIO(archive)) as source:
        return zip_bytes({name: source.read(name) for name in source.namelist()})


def _put(target: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, ZIP_MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    target.writestr(entry, content)
