"""A sheet becomes rows of values and problems, step by step: sheet rows → data rows → values by field.

Blank rows, total lines (合计, 总计, 小计) and headers repeated on each page are not rows. A problem is a value, never an
exception: every row of the sheet is judged, and several problems of one row share its number.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.files.sheets import read_sheets
from services.roster.cells import EMPTY, CellError, TermReader, UnknownWordError
from services.roster.headers import FoundHeader, Remembered, find_header, is_header, plain_title
from services.roster.import_rows import ImportChoices, Problem, UnknownWord
from services.roster.layout import Column, Layout

_TOTAL = re.compile(r"(?:本页|全区|累计)?(?:合计|总计|小计|共计|总合计)(?:[:：（(\d].*|)")

_FEW = 1024
_LONGEST_WORD = 50
_MOST_WORDS = 200


@dataclass(slots=True)
class ParsedRow:
    """One data row: its number as Excel shows it, its cells, the values that could be read, the problems of the rest."""

    number: int
    cells: list[str]
    values: dict[str, Any]
    problems: list[Problem]


@dataclass(slots=True)
class Unknown:
    """The words that columns of words did not know, with the number of rows that hold them."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter[tuple[str, str, str]])

    def note(self, field_name: str, title: str, word: str) -> None:
        """Count a word, unless it is too long for one or there are already too many to ask about."""
        key = (field_name, title, word)
        if len(word) <= _LONGEST_WORD and (key in self.counts or len(self.counts) < _MOST_WORDS):
            self.counts[key] += 1

    def words(self, layout: Layout) -> tuple[UnknownWord, ...]:
        """Return the words with what each may stand for, the most frequent first."""
        return tuple(
            UnknownWord(name, title, word, rows, layout.column(name).choices)
            for (name, title, word), rows in self.counts.most_common()
        )


def open_layout(
    path: Path,
    layout: Layout,
    choices: ImportChoices | None = None,
    remembered: Mapping[str, Remembered] | None = None,
) -> FoundHeader:
    """Open a file and find the header of the layout in it; raises UnreadableFileError."""
    return find_header(path, read_sheets(path, with_hidden=True), layout, choices, remembered)


def parse_rows(header: FoundHeader, layout: Layout, unknown: Unknown | None = None) -> Iterator[ParsedRow]:
    """Yield the data rows under the header with their values; words that are not known go into ``unknown``."""
    unknown = unknown or Unknown()
    steps = [_Step(header, column) for column in layout.columns if column.field in header.places]
    required = [column.field for column in layout.columns if column.is_required]
    must = [step for step in steps if step.name in required]
    titles = {header.titles[step.place].strip() for step in must}
    pages = _Pages(header, layout)
    for number, cells in header.sheet.rows():
        if number <= header.row:
            continue
        row = ParsedRow(number, cells, {}, [])
        words = _read_cells(row, steps)
        values = row.values
        is_full = all(map(values.get, required))
        if not (values or row.problems) or _is_total(row):
            continue
        if titles.issuperset(map(values.get, required)) or pages.turn(row, is_full=is_full):
            continue  # the header again on a new page, or that of another table
        if pages.other_table:
            row.problems = [Problem(number, must[0].title, pages.sentence)]
            yield row
            continue
        if not is_full:
            _note_missing(row, must)
        for step, word in words:
            unknown.note(step.name, step.title, word)
        yield row


class _Pages:
    """Watches for a second header further down: with the same columns it is a new page, with others another table."""

    def __init__(self, header: FoundHeader, layout: Layout) -> None:
        self._header = header
        self._layout = layout
        self._known = {
            plain_title(name) for column in layout.columns for name in (column.title, *column.synonyms)
        }
        self._titles = [plain_title(title) for title in header.titles]
        self.other_table = 0

    @property
    def sentence(self) -> str:
        """Why the rows of another table are not read."""
        return f"第 {self.other_table} 行起是另一张表，列的次序不同，请把它放到单独的工作表后再导入。"

    def turn(self, row: ParsedRow, *, is_full: bool) -> bool:
        """Say whether the row is a header, and note where another table begins."""
        first = next(iter(row.values.values()), "")
        if is_full and not row.problems and first not in self._known:
            return False
        if not any(plain_title(cell) in self._known for cell in row.cells if cell):
            return False
        if not is_header(row.cells, self._layout):
            return False
        titles = [plain_title(cell) for cell in row.cells]
        is_same = all(
            titles[place : place + 1] == [self._titles[place]] for place in self._header.places.values()
        )
        self.other_table = 0 if is_same else row.number
        return True


class _Step:
    """One column of the sheet being read. Columns with few different texts, such as 状态, are read once for each text."""

    __slots__ = ("known", "name", "parse", "place", "title")

    def __init__(self, header: FoundHeader, column: Column) -> None:
        self.place = header.places[column.field]
        self.title = header.titles[self.place].strip() or column.title
        self.name = column.field
        self.parse = column.parse
        self.known: dict[str, Any] | None = {}
        if words := header.words.get(column.field):
            if isinstance(column.parse, TermReader):
                self.parse = column.parse.with_words(words)
            else:
                self.parse = lambda text: column.parse(words.get(text, text))


def _read_cells(row: ParsedRow, steps: list[_Step]) -> list[tuple[_Step, str]]:
    """Put what the cells say into the row; return the words that their columns do not know."""
    cells, values = row.cells, row.values
    words: list[tuple[_Step, str]] = []
    width = len(cells)
    for step in steps:
        if step.place >= width or not (text := cells[step.place]):
            continue
        if (known := step.known) is not None and (value := known.get(text)) is not None:
            values[step.name] = value
            continue
        stripped = text.strip()
        if stripped in EMPTY:
            continue
        if stripped[0] == "'" and not (stripped := stripped[1:].strip()):
            continue  # Excel's sign for text, which other programs leave in the cell
        try:
            values[step.name] = value = step.parse(stripped)
        except CellError as problem:
            row.problems.append(Problem(row.number, step.title, str(problem)))
            if isinstance(problem, UnknownWordError):
                words.append((step, problem.word))
            continue
        if known is not None:
            known[text] = value
            if len(known) > _FEW:
                step.known = None
    return words


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
