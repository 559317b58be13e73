"""Reports as an import gives them, made by hand: what the dialog shows of them needs no file and no database."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from services.changes import Changes
from services.progress import Progress
from services.roster.import_rows import (
    ChangedRecord,
    FieldChange,
    GoneRecord,
    ImportChoices,
    ImportReport,
    ImportRow,
    PossibleDuplicate,
    Problem,
    RefusedRow,
    SheetColumn,
    SheetRecord,
    UnknownWord,
)
from ui.roster.importing import Imported, Importer

TITLES = ("企业名称", "统一社会信用代码", "单位住址", "登记状态")
FIELDS = (
    ("name", "企业名称"),
    ("credit_code", "统一社会信用代码"),
    ("address", "注册地址"),
    ("status", "登记状态"),
)
STATES = (("active", "存续"), ("suspended", "停业"))


def columns(*fields: str) -> tuple[SheetColumn, ...]:
    """Return the columns of the sheet, read as these fields."""
    pairs = enumerate(zip(TITLES, fields, strict=True))
    return tuple(SheetColumn(place, title, name, ("样例", "样例二")) for place, (title, name) in pairs)


PLAIN = ImportReport(
    file_name="名录.xlsx",
    sheet_name="名录",
    header=TITLES,
    read=8,
    added=3,
    updated=2,
    unchanged=1,
    refused=tuple(
        RefusedRow(row, ("洛阳样例厂", "无"), (Problem(row, "统一社会信用代码", "没有填写，请补填。"),))
        for row in (8, 9)
    ),
    sheets=("名录", "上年"),
    header_row=1,
    columns=columns("name", "credit_code", "address", "status"),
    fields=FIELDS,
    new_records=tuple(SheetRecord(row, f"洛阳样例{row}厂", f"代码{row}") for row in (2, 3, 4)),
    changed_records=(
        ChangedRecord(5, 51, "洛阳样例5厂", "代码5", (FieldChange("地址", "样例路1号", "样例路2号"),)),
        ChangedRecord(
            6,
            61,
            "洛阳样例6厂",
            "代码6",
            (FieldChange("联系电话", "", "0379-60000000"), FieldChange("联系人", "样例甲", "样例乙")),
        ),
    ),
    unchanged_records=(SheetRecord(7, "洛阳样例7厂", "代码7"),),
    duplicates=(
        PossibleDuplicate(4, "洛阳样例4厂", "代码4", 71, None, "洛阳样例四厂", "代码71", "地址相同"),
    ),
)
GONE = (GoneRecord(81, "洛阳样例81厂", "代码81"), GoneRecord(82, "洛阳样例82厂", "代码82"))
UNKNOWN = UnknownWord("status", "登记状态", "营业中", 2, STATES)


@dataclass
class HandMade:
    """An import that answers with prepared reports and remembers what it was asked."""

    answer: Callable[[ImportChoices], ImportReport] = field(default=lambda _choices: PLAIN)
    read: list[ImportChoices] = field(default_factory=list[ImportChoices])
    written: list[ImportChoices] = field(default_factory=list[ImportChoices])
    undone: list[int] = field(default_factory=list[int])
    past: list[ImportRow] = field(default_factory=list[ImportRow])

    @property
    def importer(self) -> Importer:
        """The import as the dialog takes it."""
        return Importer("检查对象", "户", "名录", self._preview, self._commit, self._undo, lambda: self.past)

    def _preview(self, path: Path, choices: ImportChoices, progress: Progress) -> ImportReport:
        del path, progress
        self.read.append(choices)
        return self.answer(choices)

    def _commit(
        self, path: Path, choices: ImportChoices, previewed: ImportReport, progress: Progress
    ) -> Imported:
        del path, progress
        self.written.append(choices)
        return Imported(replace(previewed, import_key=7), Changes.of("enterprise"))

    def _undo(self, key: int) -> Changes:
        self.undone.append(key)
        return Changes.of("enterprise")
