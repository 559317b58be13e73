"""Where the header of a stranger's sheet stands, and which of its cells is which column.

The clerk's own choice goes first, then what was remembered of a sheet with the same titles, then the synonyms of the layout.
A header may have two rows, with titles merged across; the lower title then counts.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from models.errors import UnreadableFileError
from services.files.sheets import Sheet
from services.roster.import_rows import HeaderNotFoundError, ImportChoices, ImportReport, SheetColumn
from services.roster.layout import Layout

HEADER_ROWS = 20
"""Titles, dates and notes may stand above the header, but not more than this."""

OUR_TITLES = ("原行号", "原因")
"""The columns that our error workbook adds to the sender's own."""

_NOISE = re.compile(r"[\s*＊:：]|[（(][^）)]*[）)]|（必填）")
_SAMPLES, _SAMPLED_ROWS, _SAMPLE_LENGTH = 3, 30, 30

Words = Mapping[str, Mapping[str, str]]
"""Field → text of a cell → stored code of our word."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """How a sheet with the same titles was read before: title → field ("" for a column left out), and its words."""

    columns: Mapping[str, str]
    words: Words = field(default_factory=dict[str, Mapping[str, str]])


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """Where the header of a sheet stands and which of its cells is which column."""

    sheet: Sheet
    row: int
    titles: tuple[str, ...]
    places: Mapping[str, int] = field(default_factory=dict[str, int])
    """Field name → index of the cell."""
    words: Words = field(default_factory=dict[str, Mapping[str, str]])
    sheets: tuple[Sheet, ...] = ()
    """All sheets of the file that hold anything."""

    def title_of(self, layout: Layout, field_name: str) -> str:
        """Return what the user's own sheet calls a field, else our title."""
        place = self.places.get(field_name)
        return self.titles[place] if place is not None else layout.column(field_name).title

    @property
    def signature(self) -> str:
        """What a sheet with the same titles is known by."""
        return signature(self.titles)

    @property
    def named_columns(self) -> dict[str, str]:
        """Title → field, "" for a column that is not read, as it is remembered."""
        fields = {place: name for name, place in self.places.items()}
        return {key: fields.get(place, "") for place, key in enumerate(title_keys(self.titles))}

    def columns(self) -> tuple[SheetColumn, ...]:
        """Return the columns with some of their cells."""
        fields = {place: name for name, place in self.places.items()}
        samples = self._samples()
        return tuple(
            SheetColumn(place, title.strip(), fields.get(place, ""), tuple(samples[place]))
            for place, title in enumerate(self.titles)
            if title.strip() or samples[place]
        )

    def _samples(self) -> list[list[str]]:
        samples: list[list[str]] = [[] for _title in self.titles]
        for number, cells in self.sheet.rows():
            if number > self.row + _SAMPLED_ROWS:
                break
            if number > self.row:
                for taken, cell, title in zip(samples, cells, self.titles, strict=False):
                    text = cell.strip()[:_SAMPLE_LENGTH]
                    if text and len(taken) < _SAMPLES and text not in taken and text != title.strip():
                        taken.append(text)
        return samples


def signature(titles: Sequence[str]) -> str:
    """Return the SHA-256 of the titles of a header, whatever their trimmings and without those of our error workbook."""
    own = (plain_title(title) for title in titles if title not in OUR_TITLES)
    return sha256("\x1f".join(own).rstrip("\x1f").encode()).hexdigest()


def title_keys(titles: Sequence[str]) -> list[str]:
    """Return the titles told apart: the second 电话 is 电话#2."""
    keys: list[str] = []
    counts: dict[str, int] = {}
    for title in map(plain_title, titles):
        counts[title] = counts.get(title, 0) + 1
        keys.append(title if counts[title] == 1 and title else f"{title}#{counts[title]}")
    return keys


def find_header(
    path: Path,
    sheets: Sequence[Sheet],
    layout: Layout,
    choices: ImportChoices | None = None,
    remembered: Mapping[str, Remembered] | None = None,
) -> FoundHeader:
    """Return the header that was chosen, else the first that names all anchors of the layout.

    Raises HeaderNotFoundError naming the columns that are missing, with the header that comes nearest.
    """
    finder = _Finder(path, tuple(sheets), layout, choices or ImportChoices(), remembered or {})
    return finder.find()


def is_header(cells: Sequence[str], layout: Layout) -> bool:
    """Say whether a row names all anchors of the layout."""
    return not _missing(_places(cells, layout), layout)


class _Finder:
    """One search in one file."""

    def __init__(
        self,
        path: Path,
        sheets: tuple[Sheet, ...],
        layout: Layout,
        choices: ImportChoices,
        remembered: Mapping[str, Remembered],
    ) -> None:
        self._path = path
        self._sheets = sheets
        self._layout = layout
        self._choices = choices
        self._remembered = remembered

    def find(self) -> FoundHeader:
        best: FoundHeader | None = None
        for sheet in self._candidates():
            for number, cells, below in _first_rows(sheet, self._choices.header_row):
                found = self._header(sheet, number, cells, below)
                if self._choices.columns is None or self._choices.header_row is None:
                    if not _missing(found.places, self._layout):
                        self._refuse_side_by_side(found)
                        return self._with_choices(found)
                elif not _missing((chosen := self._with_choices(found)).places, self._layout):
                    return chosen
                if best is None or _likeness(found) > _likeness(best):
                    best = found
        if best is not None:
            best = self._with_choices(best)
            if not _missing(best.places, self._layout):
                return best
        raise self._not_found(best)

    def _candidates(self) -> list[Sheet]:
        name = self._choices.sheet_name
        if name is None:
            return [sheet for sheet in self._sheets if not sheet.is_hidden] or list(self._sheets)
        chosen = [sheet for sheet in self._sheets if sheet.name == name]
        if not chosen:
            raise UnreadableFileError(f"文件“{self._path.name}”里没有名为“{name}”的工作表，请重新选择。")
        return chosen

    def _header(self, sheet: Sheet, number: int, cells: list[str], below: list[str]) -> FoundHeader:
        titles = _joined(cells, below, self._layout)
        known = self._remembered.get(signature(titles))
        if known is None:
            places = _places(cells, self._layout)
            for name, place in _places(titles, self._layout).items():
                places.setdefault(name, place)
            return FoundHeader(sheet, number, tuple(titles), places, {}, self._sheets)
        fields = {column.field for column in self._layout.columns}
        named = [known.columns.get(key, "") for key in title_keys(titles)]
        places = {name: place for place, name in enumerate(named) if name in fields}
        return FoundHeader(sheet, number, tuple(titles), places, known.words, self._sheets)

    def _with_choices(self, found: FoundHeader) -> FoundHeader:
        words = {name: dict(known) for name, known in found.words.items()}
        for name, known in self._choices.words.items():
            words[name] = {**words.get(name, {}), **known}
        places: Mapping[str, int] = found.places
        if self._choices.columns is not None:
            fields = {column.field for column in self._layout.columns}
            chosen: dict[str, int] = {}
            for place, name in sorted(self._choices.columns.items()):
                if name in fields and 0 <= place < len(found.titles):
                    chosen.setdefault(name, place)
            places = chosen
        return FoundHeader(found.sheet, found.row, found.titles, places, words, self._sheets)

    def _refuse_side_by_side(self, found: FoundHeader) -> None:
        plain = [plain_title(title) for title in found.titles]
        named = [
            found.places[name] for group in self._layout.anchors for name in group if name in found.places
        ]
        if self._choices.columns is None and all(plain.count(plain[place]) > 1 for place in named):
            title = found.titles[named[0]].strip()
            raise UnreadableFileError(
                f"文件“{self._path.name}”第 {found.row} 行有两个“{title}”，像是并排的两张表，请把它们上下排成一张表后再导入。"
            )

    def _not_found(self, best: FoundHeader | None) -> HeaderNotFoundError:
        sentence = _sentence(self._path, best, self._layout)
        nearest = best or FoundHeader(self._sheets[0], 0, ())
        return HeaderNotFoundError(
            sentence,
            ImportReport(
                file_name=self._path.name,
                sheet_name=nearest.sheet.name,
                header=nearest.titles,
                read=0,
                added=0,
                updated=0,
                unchanged=0,
                refused=(),
                sheets=tuple(sheet.name for sheet in self._sheets),
                header_row=nearest.row,
                columns=nearest.columns(),
                fields=tuple((column.field, column.title) for column in self._layout.columns),
            ),
        )


def _first_rows(sheet: Sheet, header_row: int | None) -> Iterable[tuple[int, list[str], list[str]]]:
    """Yield the rows that may be the header, each with the row below it."""
    last = header_row or HEADER_ROWS
    rows: list[tuple[int, list[str]]] = []
    for number, cells in sheet.rows():
        rows.append((number, cells))
        if number > last:
            break
    for (number, cells), (_below, below) in pairwise([*rows, (0, [])]):
        if number <= last and header_row in {None, number}:
            yield number, cells, below


def _joined(cells: list[str], below: list[str], layout: Layout) -> list[str]:
    """Return the titles of a header of two rows: what is merged downwards stands in both, the others are told by the lower."""
    places = _places(cells, layout)
    required = [places[name] for group in layout.anchors for name in group if name in places]
    if not required or any(place >= len(below) or below[place] != cells[place] for place in required):
        return cells
    return [low.strip() or high for high, low in zip(cells, [*below, *[""] * len(cells)], strict=False)]


def _likeness(found: FoundHeader) -> tuple[int, int]:
    return len(found.places), sum(1 for title in found.titles if title.strip())


def _missing(places: Mapping[str, int], layout: Layout) -> list[str]:
    return [
        "或".join(layout.column(name).title for name in group)
        for group in layout.anchors
        if not any(name in places for name in group)
    ]


def _sentence(path: Path, best: FoundHeader | None, layout: Layout) -> str:
    needed = "、".join("或".join(layout.column(name).title for name in group) for group in layout.anchors)
    if best is None or not best.places:
        return (
            f"文件“{path.name}”前 {HEADER_ROWS} 行里没有找到{layout.title}的表头，表头中至少要有：{needed}。"
        )
    lacking = "、".join(_missing(best.places, layout))
    return f"文件“{path.name}”第 {best.row} 行像是表头，但缺少“{lacking}”一列，{layout.title}至少要有：{needed}。"


def _places(cells: Iterable[str], layout: Layout) -> dict[str, int]:
    """Give each cell of a header to the column that it names; the first of two equal headers counts."""
    names = {
        plain_title(name): column for column in layout.columns for name in (column.title, *column.synonyms)
    }
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        column = names.get(plain_title(cell)) or names.get(_without_brackets(cell))
        if column is not None:
            places.setdefault(column.field, place)
    return places


def plain_title(title: str) -> str:
    """Return a title without its trimmings: blanks, stars, colons, width and case."""
    return re.sub(r"[\s*:]", "", unicodedata.normalize("NFKC", title)).upper()


def _without_brackets(title: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", title)).upper()
