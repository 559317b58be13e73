"""What a roster sheet looks like: columns declared as data, found in a stranger's sheet by the synonyms of their headers.

The same columns drive import and export, so what the program exports it reads back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.roster.cells import CellError, Parse, TermReader


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

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The words that the column may hold, stored codes with their labels; none for a column of free text."""
        return self.parse.choices if isinstance(self.parse, TermReader) else ()


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
