"""The columns of 变更记录 and of the 名录版本."""

from services.roster.change_rows import ChangeRow
from services.roster.version_rows import VersionRow
from ui.roster.roster_table import TableLook
from ui.table.model import RIGHT, Column


def version_reason(row: VersionRow) -> str:
    """Return what a version came from, with the file of its import."""
    return f"{row.reason}（{row.file_name}）" if row.file_name else row.reason


CHANGES: tuple[Column[ChangeRow], ...] = (
    Column("时间", lambda row: f"{row.at:%Y-%m-%d %H:%M}", lambda row: row.at, 124),
    Column("事项", lambda row: row.field, width=116),
    Column("变更前", lambda row: row.old, width=230, tone=lambda _row: "secondary"),
    Column("变更后", lambda row: row.new, width=230),
    Column("原因", lambda row: row.reason, width=180),
    Column("经办人", lambda row: row.who, width=84),
)
CHANGE_LOOK = TableLook(stretched="变更后", lines=2)

VERSIONS: tuple[Column[VersionRow], ...] = (
    Column("版本", lambda row: row.code, lambda row: row.at, 76),
    Column("形成时间", lambda row: f"{row.at:%Y-%m-%d %H:%M}", lambda row: row.at, 124),
    Column("在册", lambda row: f"{row.record_count:,}", lambda row: row.record_count, 72, RIGHT),
    Column("由来", version_reason, width=260),
    Column("经办人", lambda row: row.who, width=96),
)
VERSION_LOOK = TableLook(stretched="由来")
