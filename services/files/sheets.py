"""Reading a table that someone else made: .xlsx, .xls, .et, .ods and .csv as one stream of numbered text rows.

What a file is, its first bytes say; its name often lies (WPS calls .xls .et, web systems save HTML as .xls). Rows are
streamed: a whole list would hold up the window.
"""

import codecs
import csv
import re
import struct
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import reduce
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, is_zipfile

from models.errors import UnreadableFileError, UserFacingError

SheetRow = tuple[int, list[str]]
"""The row number as Excel shows it, and its cells as text."""

_ZIP = b"PK\x03\x04"
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<style")
_TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
_EXTENT = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_ZIP_FAULTS = (
    OSError, BadZipFile, zlib.error, EOFError, KeyError, ValueError, OverflowError, struct.error,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the standard library raises for a damaged or locked archive."""
_HIDDEN_ROW = re.compile(rb'<row [^>]*\bhidden="(?:1|true)"')
_MOST_CELLS = 60_000_000  # a million rows of 60 columns
_SAFE_INTEGER = 1e15  # Excel keeps 15 digits; a longer number has lost the rest


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file. ``rows()`` starts a new reading; ``merged`` lists ranges merged downwards (first, last row)."""

    name: str
    rows: Callable[[], Iterator[SheetRow]]
    row_count: int | None = None
    merged: tuple[tuple[int, int], ...] = field(default=())
    is_hidden: bool = False
    hidden_rows: Callable[[], int] = lambda: 0
    """Counts the rows that are hidden or filtered away; of other files than .xlsx nobody tells."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was previewed: a commit refuses it when it has been changed since."""

    path: Path
    size: int
    changed_ns: int

    @classmethod
    def of(cls, path: Path) -> "SourceFile":
        """Note the state of a file; a missing one has none and is refused when it is read."""
        try:
            state = path.stat()
        except OSError:
            return cls(path, -1, -1)
        return cls(path, state.st_size, state.st_mtime_ns)

    def check_unchanged(self) -> None:
        """Raise UserFacingError when the file is no longer the one that was previewed."""
        if self.of(self.path) != self:
            raise UserFacingError(f"文件“{self.path.name}”在预览之后被修改过，请重新预览再导入。")


def read_sheets(path: Path, *, with_hidden: bool = False) -> tuple[Sheet, ...]:
    """Open a table file and return its sheets that hold anything, in their order; hidden ones if asked or if all are.

    Raises UnreadableFileError with one sentence that names the file and the remedy.
    """
    head = _first_bytes(path)
    if head.startswith((_ZIP, _CFB)):
        _refuse_boundless(path)
        sheets = _workbook_sheets(path)
        if not with_hidden:
            sheets = tuple(sheet for sheet in sheets if not sheet.is_hidden) or sheets
    else:
        _refuse_markup(path, head)
        sheets = (_text_sheet(path, head),)
    if not sheets:
        raise UnreadableFileError(f"文件“{path.name}”里没有任何内容，请确认选对了文件。")
    return sheets


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise UnreadableFileError(f"找不到文件“{path.name}”，请确认它没有被移走或改名。") from None
    except IsADirectoryError:
        raise UnreadableFileError(f"“{path.name}”是文件夹，请选择其中的表格文件。") from None
    except OSError:
        raise UnreadableFileError(
            f"文件“{path.name}”读不出来，可能正被其他程序占用或没有读取权限，请关闭它后再试。"
        ) from None
    if not head.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise UnreadableFileError(f"文件“{path.name}”是空的，请确认选对了文件。")
    return head


def _refuse_markup(path: Path, head: bytes) -> None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(_MARKUP):
        raise UnreadableFileError(
            f"文件“{path.name}”其实是网页格式，不是真正的表格，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
        )


# workbooks


def _refuse_boundless(path: Path) -> None:
    """Refuse a sheet with a stray cell in the far corner: the reader would ask for all memory there is, and be killed."""
    if not is_zipfile(path):
        return
    try:
        extents = _extents(path)
    except _ZIP_FAULTS as error:
        raise UnreadableFileError(_damaged(path)) from error
    for column, row in extents:
        width = reduce(lambda total, char: total * 26 + ord(char) - 64, column, 0)
        if width * row > _MOST_CELLS:
            raise UnreadableFileError(
                f"文件“{path.name}”的内容一直延伸到 {column}{row} 单元格，请删去右下角多余的内容，或只把名录复制到新表后再导入。"
            )


def _extents(path: Path) -> list[tuple[str, int]]:
    """Return the last cell of each sheet of a workbook, as the sheets themselves say."""
    with ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        found = [_EXTENT.search(archive.open(name).read(2048)) for name in sheets]
    return [(one[1].decode(), int(one[2])) for one in found if one]


def _workbook_sheets(path: Path) -> tuple[Sheet, ...]:
    with _sentences(path):
        book = _open_workbook(path)
        tables = [sheet for sheet in book.sheets_metadata if _tail(sheet.typ) == "WorkSheet"]
        sheets = [(book.get_sheet_by_name(sheet.name), _tail(sheet.visible) != "Visible") for sheet in tables]
        return tuple(
            _workbook_sheet(path, sheet, is_hidden=is_hidden)
            for sheet, is_hidden in sheets
            if sheet.end is not None
        )


def _tail(member: object) -> str:
    return str(member).rsplit(".", 1)[-1]


def _open_workbook(path: Path) -> Any:
    from python_calamine import CalamineWorkbook  # deferred: nothing but Qt before the first paint

    with path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file)


def _workbook_sheet(path: Path, sheet: Any, *, is_hidden: bool) -> Sheet:
    left: int = sheet.start[1]
    merged = [
        (top + 1, bottom + 1, first - left)
        for (top, first), (bottom, last) in sheet.merged_cell_ranges or ()
        if bottom > top and first >= left and last >= first
    ]
    return Sheet(
        name=sheet.name,
        rows=lambda: _workbook_rows(path, sheet, merged),
        row_count=sheet.end[0] + 1,
        merged=tuple(sorted({(top, bottom) for top, bottom, _column in merged})),
        is_hidden=is_hidden,
        hidden_rows=lambda: _count_hidden_rows(path, sheet.name),
    )


def _count_hidden_rows(path: Path, name: str) -> int:
    """Count the rows marked as hidden in the sheet's own XML, which the reader does not tell."""
    if not is_zipfile(path):
        return 0
    try:
        with ZipFile(path) as archive:
            part = _part_of(archive, name)
            return _hidden_in(archive, part) if part in archive.namelist() else 0
    except (*_ZIP_FAULTS, ExpatError, StopIteration):
        return 0  # what cannot be told is not told; the rows are read all the same


def _part_of(archive: ZipFile, name: str) -> str:
    """Return the part of a workbook that holds the sheet of a name."""
    relations = {
        found["Id"]: found["Target"]
        for found in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    wanted = next(found for found in _elements(archive, "xl/workbook.xml", "sheet") if found["name"] == name)
    target = relations[next(value for key, value in wanted.items() if key.endswith(":id"))]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _elements(archive: ZipFile, part: str, tag: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, attributes: (
        found.append(attributes) if _local(name) == tag else None
    )
    parser.Parse(archive.read(part), True)
    return found


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]


def _hidden_in(archive: ZipFile, part: str) -> int:
    hidden, tail = 0, b""
    with archive.open(part) as content:
        while block := content.read(1 << 20):
            block = tail + block
            cut = max(block.rfind(b"<"), 0)  # a tag may go on in the next block
            hidden += len(_HIDDEN_ROW.findall(block[:cut]))
            tail = block[cut:]
    return hidden + len(_HIDDEN_ROW.findall(tail))


def _workbook_rows(path: Path, sheet: Any, merged: list[tuple[int, int, int]]) -> Iterator[SheetRow]:
    rows = enumerate(_guarded_rows(path, sheet), 1)
    texts = (
        (number, [cell if type(cell) is str else cell_text(cell) for cell in row]) for number, row in rows
    )
    return _filled_down(texts, merged) if merged else texts


def _filled_down(rows: Iterator[SheetRow], merged: list[tuple[int, int, int]]) -> Iterator[SheetRow]:
    """Repeat the text of a cell merged downwards in each row that it covers, as the eye reads it."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for top, bottom, column in merged:
        starts.setdefault(top, []).append((column, bottom))
    held: dict[int, tuple[int, str]] = {}
    for number, cells in rows:
        for column, bottom in starts.get(number, ()):
            if column < len(cells):
                held[column] = (bottom, cells[column])
        for column, (bottom, text) in list(held.items()):
            if number > bottom:
                del held[column]
            elif column < len(cells) and any(cells):
                cells[column] = text
        yield number, cells


def cell_text(cell: Any) -> str:
    """Return a cell as text: dates as 2022-05-25, whole numbers without a point, numbers past 15 digits as 9.14103E+17."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if not cell.is_integer():
            return f"{cell:.15g}"
        return str(int(cell)) if abs(cell) < _SAFE_INTEGER else f"{cell:.5E}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _guarded_rows(path: Path, sheet: Any) -> Iterator[list[Any]]:
    with _sentences(path):
        yield from sheet.iter_rows()


@contextmanager
def _sentences(path: Path) -> Generator[None]:
    """Turn what the reading library raises, panics of its native code too, into a sentence."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise UnreadableFileError(_locked(path)) from error
    except (CalamineError, OSError) as error:
        raise UnreadableFileError(_damaged(path)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError(_damaged(path)) from error


def _locked(path: Path) -> str:
    return f"文件“{path.name}”设有打开密码，请在 Excel 或 WPS 中去掉密码后再导入。"


def _damaged(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError:
        return f"文件“{path.name}”读不出来，请关闭占用它的程序后再试。"
    if content.startswith(_CFB) and _ENCRYPTED in content:
        return _locked(path)
    return f"文件“{path.name}”不是完整的表格文件，可能已损坏或没有下载完，请重新取得后用 Excel 或 WPS 另存为 .xlsx 再导入。"


# text


def _text_sheet(path: Path, head: bytes) -> Sheet:
    encoding = _encoding_of(path, head)
    return Sheet(name=path.stem, rows=lambda: _text_rows(path, encoding))


def _encoding_of(path: Path, head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head or (path.suffix.lower() not in _TEXT_SUFFIXES and not _is_printable(head)):
        raise UnreadableFileError(
            f"文件“{path.name}”不是表格文件，可以导入的有 .xlsx、.xls、.et、.ods 和 .csv，请另存为其中一种。"
        )
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise UnreadableFileError(
        f"文件“{path.name}”的文字编码认不出来，请用 Excel 或 WPS 打开后另存为“CSV UTF-8”或 .xlsx 再导入。"
    )


def _is_printable(head: bytes) -> bool:
    return not any(byte < 32 and byte not in b"\t\r\n" for byte in head)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _text_rows(path: Path, encoding: str) -> Iterator[SheetRow]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            delimiter = _delimiter_of(file.readline())
            file.seek(0)
            for number, cells in enumerate(csv.reader(file, delimiter=delimiter), 1):
                yield number, [_without_quoting(cell) if cell.startswith("=") else cell for cell in cells]
    except (csv.Error, UnicodeError, OSError) as error:
        raise UnreadableFileError(
            f"文件“{path.name}”的格式不完整（{error}），请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
        ) from error


def _delimiter_of(line: str) -> str:
    return max(",\t;", key=line.count)


def _without_quoting(cell: str) -> str:
    """Return ``914…`` for ``="914…"``, the way some systems keep Excel from changing a code into a number."""
    return cell[2:-1] if len(cell) > 2 and cell.startswith('="') and cell.endswith('"') else cell
