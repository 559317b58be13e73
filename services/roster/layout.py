"""What a roster sheet looks like: columns declared as data, found in a stranger's sheet by the synonyms of their headers.

The same columns drive import and export, so what the program exports it reads back.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import UnreadableFileError
from services.files.sheets import Sheet
from services.roster.cells import CellError, Parse

HEADER_ROWS = 20
"""Titles, dates and notes may stand above the header, but not more than this."""

_NOISE = re.compile(r"[\s*＊:：]|[（(][^）)]*[）)]|（必填）")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of the draft, its title in our exports, other names for it, and how its cells are read."""

    field: str
    title: str
    parse: Parse
    synonyms: tuple[str, ...] = ()
    is_required: bool = False
    width: int = 12
    """In characters, for exports."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of sheet; ``anchors`` are groups of fields of which each needs one column in the header."""

    title: str
    columns: tuple[Column, ...]
    anchors: tuple[tuple[str, ...], ...]

    def column(self, field_name: str) -> Column:
        """Return the column of a field."""
        return next(column for column in self.columns if column.field == field_name)

    @property
    def header(self) -> tuple[str, ...]:
        """The titles, as exports print them."""
        return tuple(column.title for column in self.columns)

    def record(self, values: Any, show: Callable[[Any], str]) -> list[str]:
        """Return the cells of one row or draft, by the names of its fields."""
        return [show(getattr(values, column.field)) for column in self.columns]


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """Where the header of a sheet stands and which of its cells is which column."""

    sheet: Sheet
    row: int
    titles: tuple[str, ...]
    places: Mapping[str, int] = field(default_factory=dict[str, int])
    """Field name → index of the cell."""

    def title_of(self, layout: Layout, field_name: str) -> str:
        """Return what the user's own sheet calls a field, else our title."""
        place = self.places.get(field_name)
        return self.titles[place] if place is not None else layout.column(field_name).title


def find_header(path: Path, sheets: Sequence[Sheet], layout: Layout) -> FoundHeader:
    """Return the first header that names all anchors of the layout, looking at each sheet's first rows.

    Raises UnreadableFileError naming the headers that are missing.
    """
    best: FoundHeader | None = None
    for sheet in sheets:
        for number, cells in sheet.rows():
            if number > HEADER_ROWS:
                break
            found = FoundHeader(sheet, number, tuple(cells), _places(cells, layout))
            if not _missing(found, layout):
                return found
            if best is None or len(found.places) > len(best.places):
                best = found
    raise UnreadableFileError(_sentence(path, best, layout))


def _missing(found: FoundHeader, layout: Layout) -> list[str]:
    return [
        "或".join(layout.column(name).title for name in group)
        for group in layout.anchors
        if not any(name in found.places for name in group)
    ]


def _sentence(path: Path, best: FoundHeader | None, layout: Layout) -> str:
    needed = "、".join("或".join(layout.column(name).title for name in group) for group in layout.anchors)
    if best is None or not best.places:
        return (
            f"文件“{path.name}”前 {HEADER_ROWS} 行里没有找到{layout.title}的表头，表头中至少要有：{needed}。"
        )
    lacking = "、".join(_missing(best, layout))
    return f"文件“{path.name}”第 {best.row} 行像是表头，但缺少“{lacking}”一列，{layout.title}至少要有：{needed}。"


def _places(cells: Iterable[str], layout: Layout) -> dict[str, int]:
    """Give each cell of a header to the column that it names; the first of two equal headers counts."""
    names = {_plain(name): column for column in layout.columns for name in (column.title, *column.synonyms)}
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        column = names.get(_plain(cell)) or names.get(_plain(cell, strip_brackets=True))
        if column is not None:
            places.setdefault(column.field, place)
    return places


def _plain(title: str, *, strip_brackets: bool = False) -> str:
    text = unicodedata.normalize("NFKC", title)
    if strip_brackets:
        return _NOISE.sub("", text).upper()
    return re.sub(r"[\s*:]", "", text).upper()


def text_problems(layout: Layout, draft: Any) -> dict[str, str]:
    """Return field name → sentence for texts of a draft that the same cell of a sheet would be refused for."""
    problems: dict[str, str] = {}
    for column in layout.columns:
        text = getattr(draft, column.field, None)
        if type(text) is str and text:
            try:
                column.parse(text)
            except CellError as problem:
                problems[column.field] = f"{column.title}{problem}"
    return problems
