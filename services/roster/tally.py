"""Counts of an import as it goes, and what its report shows; at the end every row read is accounted for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from services.files.sheets import Sheet
from services.roster.headers import HEADER_ROWS, OUR_TITLES, FoundHeader, is_header
from services.roster.import_rows import (
    ChangedRecord,
    GoneRecord,
    ImportReport,
    PossibleDuplicate,
    Problem,
    RefusedRow,
    SheetRecord,
    UnplacedRow,
)
from services.roster.importing import ParsedRow, Unknown
from services.roster.layout import Layout

_NAMED = 3
_COUNTED_IN_PASSING = 20_000
"""Rows of a sheet up to which hidden ones are counted without a preview too: it means reading the file again."""


@dataclass(slots=True)
class Tally:
    """What became of each row. The lists of new, changed and unchanged records are kept for a preview only."""

    is_preview: bool = True
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[RefusedRow] = field(default_factory=list[RefusedRow])
    unknown: Unknown = field(default_factory=Unknown)
    new_records: list[SheetRecord] = field(default_factory=list[SheetRecord])
    changed_records: list[ChangedRecord] = field(default_factory=list[ChangedRecord])
    unchanged_records: list[SheetRecord] = field(default_factory=list[SheetRecord])
    duplicates: list[PossibleDuplicate] = field(default_factory=list[PossibleDuplicate])
    gone: tuple[GoneRecord, ...] = ()
    unplaced: list[UnplacedRow] = field(default_factory=list[UnplacedRow])
    guessed: int = 0
    flagged: int = 0
    kept_retired: int = 0
    """Records that had left the roster, were changed, and were not brought back."""
    retired: int = 0

    def refuse(self, row: ParsedRow, *problems: Problem) -> None:
        """Note a row that is not taken."""
        self.refused.append(RefusedRow(row.number, tuple(row.cells), (*row.problems, *problems)))

    def check(self) -> None:
        """Hold that no row was lost or counted twice."""
        if self.read != self.added + self.updated + self.unchanged + len(self.refused):
            raise AssertionError(f"import lost rows: {self.read} read")

    def report(
        self, path: Path, header: FoundHeader, layout: Layout, *, missing: tuple[str, ...] = ()
    ) -> ImportReport:
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
            notes=tuple(self._notes(header, layout)),
            unplaced=tuple(self.unplaced),
            missing=missing,
            sheets=tuple(sheet.name for sheet in header.sheets),
            header_row=header.row,
            columns=header.columns(),
            fields=tuple((column.field, column.title) for column in layout.columns),
            unknown_words=self.unknown.words(layout),
            new_records=tuple(self.new_records),
            changed_records=tuple(self.changed_records),
            unchanged_records=tuple(self.unchanged_records),
            duplicates=tuple(self.duplicates),
            gone=self.gone,
            retired=self.retired,
        )

    def _notes(self, header: FoundHeader, layout: Layout) -> Iterator[str]:
        """Say in sentences what the clerk should look at though nothing was refused."""
        if ranges := [(top, bottom) for top, bottom in header.sheet.merged if bottom > header.row + 1]:
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
        if self.duplicates:
            yield f"{len(self.duplicates)} 行疑似与名录或本表中的其他记录重复，请核对。"
        yield from _unread(header, layout, is_preview=self.is_preview)
        if self.kept_retired:
            yield f"{self.kept_retired} 户已退出名录，资料按文件更新，但没有恢复。"


def _unread(header: FoundHeader, layout: Layout, *, is_preview: bool) -> Iterator[str]:
    """Say which parts of the file were not read: columns, hidden rows, other sheets."""
    read = set(header.places.values())
    titles = [
        title.strip() for place, title in enumerate(header.titles) if title.strip() and place not in read
    ]
    titles = [title for title in titles if title not in _NOT_MISSED]
    if titles:
        yield f"没有读入的列：{_few(titles)}。需要时请指明它们是什么。"
    is_small = (header.sheet.row_count or 0) <= _COUNTED_IN_PASSING
    if (is_preview or is_small) and (hidden := header.sheet.hidden_rows()):
        yield f"表中有 {hidden} 行被隐藏或筛选掉，已和其他行一样读入，请核对。"
    others = [sheet for sheet in header.sheets if sheet is not header.sheet]
    if alike := [sheet.name for sheet in others if not sheet.is_hidden and _has_header(sheet, layout)]:
        yield f"工作表{_few(alike)}也有同样的表头，这次没有读取，请逐张导入。"
    if hidden_sheets := [sheet.name for sheet in others if sheet.is_hidden]:
        yield f"隐藏的工作表{_few(hidden_sheets)}没有读取；要导入它，请选择该表。"


_NOT_MISSED = frozenset({*OUR_TITLES, "序号"})


def _has_header(sheet: Sheet, layout: Layout) -> bool:
    for number, cells in sheet.rows():
        if number > HEADER_ROWS:
            return False
        if is_header(cells, layout):
            return True
    return False


def _few(names: list[str]) -> str:
    shown = "".join(f"“{name}”" for name in names[:_NAMED])
    return f"{shown}等 {len(names)} 个" if len(names) > _NAMED else shown
