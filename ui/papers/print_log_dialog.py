"""打印记录: when a paper was printed or saved, by whom, how many copies; the first one is the original."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.papers.rows import PaperRow, PrintRow
from ui.settings_store import SettingsStore
from ui.table.model import RIGHT, Column
from ui.table.view import RecordTableView
from ui.widgets.labels import secondary, section_title
from ui.widgets.reading_dialog import ReadingDialog

_COLUMNS: tuple[Column[PrintRow], ...] = (
    Column(
        "时间", lambda row: row.printed_at.strftime("%Y-%m-%d %H:%M"), lambda row: row.printed_at, width=148
    ),
    Column("方式", lambda row: row.kind.label, width=96),
    Column("标记", lambda row: f"补打第{row.ordinal}次" if row.ordinal else "首次", width=112),
    Column("份数", lambda row: str(row.copies), lambda row: row.copies, width=64, align=RIGHT),
    Column("经手人", lambda row: row.printed_by, width=120, stretches=True),
)


class PrintLogDialog(ReadingDialog):
    """The log of one paper."""

    def __init__(
        self, parent: QWidget | None, paper: PaperRow, lines: Sequence[PrintRow], settings: SettingsStore
    ) -> None:
        self.table: RecordTableView[PrintRow] = RecordTableView(
            _COLUMNS,
            name="print-log",
            settings=settings,
            key=lambda row: (row.printed_at, row.kind, row.ordinal),
        )
        self.table.set_empty("还没有打印，也没有存成文件。")
        self.table.set_rows(lines)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(section_title(paper.name))
        layout.addWidget(secondary(paper.subject))
        layout.addWidget(self.table, 1)
        super().__init__(parent, "打印记录", content, size=(640, 400))
        copies = sum(line.copies for line in lines)
        self.set_note(f"{len(lines)} 次，共 {copies} 份" if lines else "")
