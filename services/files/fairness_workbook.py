"""公平性报告 as a workbook: the tables of the report with figures that can be counted on, every enterprise included."""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from services import program
from services.files.fairness import FairnessView, part_columns
from services.files.fixed_workbook import workbook_bytes
from services.files.printed_sheet import half_widths, put_text, set_up_landscape
from services.files.wording import one_line
from services.files.writing import write_file

_ENTERPRISE_HEADER = (
    "企业", "代码", "镇街", "可抽次数", "按规程应抽中", "抽中次数", "上次抽中以来未抽中次数", "累计机会", "最近检查",
)  # fmt: skip
_SHARE = "0.0%"
_DECIMAL = "0.0"
_FACE = "宋体"

Value = str | int | float


def write_fairness_xlsx(view: FairnessView, path: Path) -> None:
    """Write the report as .xlsx; same view, same bytes. Raises UnwritableFileError."""
    from openpyxl import Workbook  # deferred: a window that exports nothing pays nothing

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "总的结论"
    mark = one_line(view.mark)
    _fill(sheet, ("项目", "结果"), _summary(view), (30, 80), mark)
    for part in view.parts:
        rows = [
            (line.name, line.entries, line.expected, line.observed, line.difference) for line in part.lines
        ]
        _fill(book.create_sheet(part.title[:31]), part_columns(part), rows, (24, 14, 14, 14, 14), mark)
    coverage = [(line.year, line.register, line.inspected, line.share) for line in view.coverage]
    header = ("年度", "现有存续企业", "当年检查过", "占比")
    _fill(book.create_sheet("各年度覆盖"), header, coverage, (10, 16, 14, 10), mark, shares=(4,))
    _fill(
        book.create_sheet("企业逐户"), _ENTERPRISE_HEADER, _enterprises(view),
        (36, 22, 14, 10, 14, 10, 22, 10, 12), mark, shares=(8,),
    )  # fmt: skip
    moment = datetime(view.dated_on.year, view.dated_on.month, view.dated_on.day)  # noqa: DTZ001 - a bare date
    content = workbook_bytes(book, title=view.title, creator=view.bureau or program.NAME, moment=moment)
    write_file(path, content)


def _summary(view: FairnessView) -> Iterable[Sequence[Value]]:
    yield "标题", view.title
    yield "统计日期", view.dated_on.isoformat()
    if view.mark:
        yield "标记", view.mark
    yield "总的结论", view.verdict
    if view.standout:
        yield "突出的企业", view.standout
    yield from view.counts
    for part in view.parts:
        yield part.title, part.verdict
        for fault in part.faults:
            yield f"{part.title}：不符", fault
    yield "覆盖", view.coverage_sentence


def _enterprises(view: FairnessView) -> Iterable[Sequence[Value]]:
    for line in view.enterprises:
        inspected = line.last_inspected.isoformat() if line.last_inspected else ""
        yield (
            line.name, line.code, line.town, line.draws, line.expected, line.observed,
            line.missed, line.chance, inspected,
        )  # fmt: skip


def _fill(
    sheet: Any,
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    widths: Sequence[int],
    mark: str,
    shares: Sequence[int] = (),
) -> None:
    """Put a table in; a text never becomes a formula, a figure stays a number."""
    from openpyxl.styles import Alignment, Font

    bold, plain = Font(name=_FACE, size=11, bold=True), Font(name=_FACE, size=11)
    for column, title in enumerate(header, start=1):
        put_text(sheet, 1, column, title)
        sheet.cell(1, column).font = bold
        sheet.cell(1, column).alignment = Alignment(vertical="center", wrap_text=True)
    last = 1
    for row, values in enumerate(rows, start=2):
        last = row
        lines = [
            math.ceil(half_widths(str(value)) / width) for value, width in zip(values, widths, strict=True)
        ]
        sheet.row_dimensions[row].height = max(lines) * 15.0 + 3
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).font = plain
            sheet.cell(row, column).alignment = Alignment(vertical="center", wrap_text=True)
            if isinstance(value, str):
                put_text(sheet, row, column, one_line(value))
                continue
            cell = sheet.cell(row, column)
            cell.value = round(value, 6) if isinstance(value, float) else value
            if isinstance(value, float):
                cell.number_format = _SHARE if column in shares else _DECIMAL
    for letter, width in zip("ABCDEFGHI", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    set_up_landscape(sheet, header_row=1, area=f"A1:{'ABCDEFGHI'[len(header) - 1]}{last}", mark=mark)
