"""The columns of the lists that an import preview shows."""

from services.roster.import_rows import (
    ChangedRecord,
    FieldChange,
    GoneRecord,
    PossibleDuplicate,
    Problem,
    SheetRecord,
    UnplacedRow,
)
from ui.table.model import RIGHT, Column

_EMPTY = "（空）"
_ROW_WIDTH = 76
_CODE_WIDTH = 176


def change_words(change: FieldChange) -> str:
    """Return one changed field: 地址：旧 → 新."""
    return f"{change.title}：{change.old or _EMPTY} → {change.new or _EMPTY}"


def changes_words(record: ChangedRecord) -> str:
    """Return all changed fields of a record in one line."""
    return "；".join(map(change_words, record.changes))


def other_words(one: PossibleDuplicate) -> str:
    """Return what a new row may be the same as, and where that stands."""
    where = "名录中的" if one.other_row is None else f"第 {one.other_row} 行的"
    return f"{where}{one.other_name}" + (f"（{one.other_code}）" if one.other_code else "")


NEW_COLUMNS: tuple[Column[SheetRecord], ...] = (
    Column("行", lambda one: str(one.row), lambda one: one.row, width=_ROW_WIDTH, align=RIGHT),
    Column("名称", lambda one: one.name, width=320, stretches=True),
    Column("代码", lambda one: one.code, width=_CODE_WIDTH),
)
CHANGED_COLUMNS: tuple[Column[ChangedRecord], ...] = (
    Column("行", lambda one: str(one.row), lambda one: one.row, width=_ROW_WIDTH, align=RIGHT),
    Column("名称", lambda one: one.name, width=264),
    Column("改动", changes_words, lambda one: len(one.changes), width=400, stretches=True),
)
DUPLICATE_COLUMNS: tuple[Column[PossibleDuplicate], ...] = (
    Column("行", lambda one: str(one.row), lambda one: one.row, width=_ROW_WIDTH, align=RIGHT),
    Column("名称", lambda one: one.name, width=232),
    Column("可能就是", other_words, width=280, stretches=True),
    Column("理由", lambda one: one.reason, width=232),
)
GONE_COLUMNS: tuple[Column[GoneRecord], ...] = (
    Column("名称", lambda one: one.name, width=320, stretches=True),
    Column("代码", lambda one: one.code, width=_CODE_WIDTH),
)
UNCHANGED_COLUMNS: tuple[Column[SheetRecord], ...] = (
    Column("行", lambda one: str(one.row), lambda one: one.row, width=_ROW_WIDTH, align=RIGHT),
    Column("名称", lambda one: one.name, width=320),
    Column("代码", lambda one: one.code, width=_CODE_WIDTH),
)
PROBLEM_COLUMNS: tuple[Column[Problem], ...] = (
    Column("行", lambda one: str(one.row), lambda one: one.row, width=_ROW_WIDTH, align=RIGHT),
    Column("列", lambda one: one.column, width=148),
    Column("原因", lambda one: one.message, width=360),
)
UNPLACED_COLUMNS: tuple[Column[UnplacedRow], ...] = (
    Column("行", lambda one: str(one.row), lambda one: one.row, width=_ROW_WIDTH, align=RIGHT),
    Column("企业名称", lambda one: one.name, width=232),
    Column("地址", lambda one: one.address, width=280),
    Column("说明", lambda one: one.reason, width=236),
)
