"""Sheets as other people make them, written for a test: workbooks with traps, and text files."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from models.rules.identity import check_character

HEADER = ("企业名称", "统一社会信用代码", "注册地址", "行业", "状态")


def code(number: int) -> str:
    """Return a made-up code with a right check character."""
    body = f"91410307MA9Y{number:05d}"
    return body + check_character(body)


def row(number: int, **changed: Any) -> list[Any]:
    """Return one good row under HEADER; keyword arguments replace its cells by the titles."""
    cells = {
        "企业名称": f"洛阳样例{number}机械有限公司",
        "统一社会信用代码": code(number),
        "注册地址": f"洛阳市偃师区岳滩镇样例路{number}号",
        "行业": "机械",
        "状态": "存续",
    }
    return list((cells | changed).values())


def workbook(path: Path, rows: Iterable[Sequence[Any]], *, merged: Sequence[str] = ()) -> Path:
    """Write the rows as they come, header included, and merge the given ranges."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in rows:
        sheet.append(list(cells))
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def roster(path: Path, *rows: Sequence[Any], header: Sequence[str] = HEADER) -> Path:
    """Write a workbook of enterprises with its header in the first row."""
    return workbook(path, [header, *rows])
