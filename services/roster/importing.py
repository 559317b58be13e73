"""A sheet becomes rows of values and problems, step by step: sheet rows → data rows → values by field.

Blank rows, total lines (合计, 总计, 小计) and headers repeated on each page are not rows. A problem is a value, never an
exception: every row of the sheet is judged, and several problems of one row share its number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.files.sheets import read_sheets
from services.roster.cells import CellError, is_empty
from services.roster.import_rows import ImportReport, Problem, RefusedRow, UnplacedRow
from services.roster.layout import Column, FoundHeader, Layout, find_header

_TOTAL = re.compile(r"(?:本页|全区|累计)?(?:合计|总计|小计|共计|总合计)(?:[:：（(\d].*|)")

_FEW = 1024


@dataclass(slots=True)
class ParsedRow:
    """One data row: its number as Excel shows it, its cells, the values that could be read, the problems of the rest."""

    number: int
    cells: list[str]
    values: dict[str, Any]
    problems: list[Problem]


@dataclass(slots=True)
class Tally:
    """Counts of an import as it goes; its end must account for every row read."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[RefusedRow] = field(default_factory=list[RefusedRow])
    unplaced: list[UnplacedRow] = field(default_factory=list[UnplacedRow])
    guessed: int = 0
    flagged: int = 0
    retired: int = 0

    def refuse(self, row: ParsedRow, *problems: Problem) -> None:
        """Note a row that is not taken."""
        self.refused.append(RefusedRow(row.number, tuple(row.cells), (*row.problems, *problems)))

    def check(self) -> None:
        """Hold that no row was lost or counted twice."""
        if self.read != self.added + self.updated + self.unchanged + len(self.refused):
            raise AssertionError(f"import lost rows: {self.read} read")

    def report(self, path: Path, header: FoundHeader, *, missing: tuple[str, ...] = ()) -> ImportReport:
        """Return the finished report."""
        self.check()
        return ImportReport(
            file_name=path.name,
            sheet_name=header.sheet.name,
            header=header.titles,
            read=self.read,
            added=self.added,
            updated=self.updated,
            unchanged=self.unchanged,
            refused=tuple(sorted(self.refused, key=lambda row: row.row)),
            notes=tuple(self._notes(header)),
            unplaced=tuple(self.unplaced),
            missing=missing,
        )

    def _notes(self, header: FoundHeader) -> Iterator[str]:
        """Say in sentences what the clerk should look at though nothing was refused."""
        if ranges := [(top, bottom) for top, bottom in header.sheet.merged if bottom > header.row]:
            top, bottom = ranges[0]
            others = f"等 {len(ranges)} 处" if len(ranges) > 1 else ""
            yield f"第 {top}—{bottom} 行{others}有上下合并的单元格，合并范围内各行按同一内容读入，请核对。"
        if self.unplaced:
            outside = sum(row.is_outside for row in self.unplaced)
            yield (
                f"{len(self.unplaced)} 户的地址没有写明本区镇街：{len(self.unplaced) - outside} 户镇街待定（分层代码 410307000），"
                f"{outside} 户在区外、不纳入抽取。"
            )
        if self.guessed:
            yield f"{self.guessed} 户的行业由名称和经营范围推测，已标“推测”，请逐户确认。"
        if self.flagged:
            yield f"{self.flagged} 户的重点标记由名称和经营范围推断，请核对。"
        if self.retired:
            yield f"{self.retired} 户已退出名录，资料按文件更新，但没有恢复。"


def open_layout(path: Path, layout: Layout) -> FoundHeader:
    """Open a file and find the header of the layout in it; raises UnreadableFileError."""
    return find_header(path, read_sheets(path), layout)


def parse_rows(header: FoundHeader, layout: Layout) -> Iterator[ParsedRow]:
    """Yield the data rows under the header with their values."""
    steps = [_Step(header, column) for column in layout.columns if column.field in header.places]
    required = [column.field for column in layout.columns if column.is_required]
    titles = {header.titles[header.places[name]].strip() for name in required}
    for number, cells in header.sheet.rows():
        if number <= header.row:
            continue
        row = ParsedRow(number, cells, {}, [])
        _read_cells(row, steps)
        values = row.values
        if not (values or row.problems) or _is_total(row) or titles.issuperset(map(values.get, required)):
            continue  # a blank row, a total line, or the header again on a new page
        if not all(map(values.get, required)):
            _note_missing(row, [step for step in steps if step.name in required])
        yield row


class _Step:
    """One column of the sheet being read. Columns with few different texts, such as 状态, are read once for each text."""

    __slots__ = ("known", "name", "parse", "place", "title")

    def __init__(self, header: FoundHeader, column: Column) -> None:
        self.place = header.places[column.field]
        self.title = header.titles[self.place].strip()
        self.name = column.field
        self.parse = column.parse
        self.known: dict[str, Any] | None = {}


def _read_cells(row: ParsedRow, steps: list[_Step]) -> None:
    cells, values = row.cells, row.values
    width = len(cells)
    for step in steps:
        if step.place >= width or not (text := cells[step.place]):
            continue
        if (known := step.known) is not None and (value := known.get(text)) is not None:
            values[step.name] = value
            continue
        stripped = text.strip()
        if is_empty(stripped):
            continue
        try:
            values[step.name] = value = step.parse(stripped)
        except CellError as problem:
            row.problems.append(Problem(row.number, step.title, str(problem)))
            continue
        if known is not None:
            known[text] = value
            if len(known) > _FEW:
                step.known = None


def _note_missing(row: ParsedRow, steps: list[_Step]) -> None:
    faulty = {problem.column for problem in row.problems}
    for step in steps:
        if step.name not in row.values and step.title not in faulty:
            row.problems.append(Problem(row.number, step.title, f"没有填写{step.title}，请补填。"))


def _is_total(row: ParsedRow) -> bool:
    """Say whether the row is a total line: it has no identifier and its first word is 合计."""
    if len(row.values.get("credit_code", "")) >= 15:
        return False
    first = next((text for cell in row.cells if (text := "".join(cell.split()))), "")
    return bool(_TOTAL.fullmatch(first) or _TOTAL.fullmatch(str(row.values.get("name", ""))))
