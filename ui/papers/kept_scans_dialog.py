"""The scans that are kept with one paper: opened, and taken away where they came to the wrong paper."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.changes import Changes
from services.container import Services
from services.papers.rows import PaperRow
from services.papers.scan_rows import ScanRow
from ui.desk import Desk
from ui.papers.preview import show_pdf
from ui.table.model import RIGHT, Column
from ui.table.view import RecordTableView
from ui.widgets.buttons import Button, button
from ui.widgets.reading_dialog import ReadingDialog

_SIZE = (760, 400)

KEPT_COLUMNS: tuple[Column[ScanRow], ...] = (
    Column("来自", lambda row: row.source_name, width=220, stretches=True),
    Column("页数", lambda row: f"{row.pages}", lambda row: row.pages, width=64, align=RIGHT),
    Column("大小", lambda row: f"{row.size / 1024:,.0f} KB", lambda row: row.size, width=96, align=RIGHT),
    Column("保存人", lambda row: row.added_by, width=96),
    Column("保存时间", lambda row: f"{row.added_at:%Y-%m-%d %H:%M}", lambda row: row.added_at, width=140),
)


class KeptScansDialog(ReadingDialog):
    """The list of a paper's scans with what can be done with one."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services, paper: PaperRow) -> None:
        self._desk, self._services, self._paper = desk, services, paper
        self.table: RecordTableView[ScanRow] = RecordTableView(
            KEPT_COLUMNS, name="kept-scans", settings=desk.settings, key=lambda row: row.key
        )
        self.table.set_empty("这份文书还没有扫描件。")
        self.open_button: Button = button("预览", icon_name="search")
        self.withdraw_button: Button = button("撤下…")
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        super().__init__(
            parent,
            f"扫描件：{paper.name}（{paper.subject}）",
            content,
            buttons=(self.open_button, self.withdraw_button),
            size=_SIZE,
        )
        self.open_button.clicked.connect(self.open_scan)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.table.opened.connect(self.open_scan)
        self.table.current_changed.connect(self._show_state)
        self.reload()

    def reload(self) -> None:
        """Read the scans again."""
        self._desk.operations.query(
            partial(self._services.paper_scans.list_scans, self._paper.key), self._show_rows
        )

    def open_scan(self) -> None:
        """Show the scan in use in the preview."""
        row = self.table.current_row()
        if row is not None:
            self._desk.operations.query(
                partial(self._services.paper_scans.content, row.key),
                partial(show_pdf, self._desk, f"{self._paper.name}-{self._paper.subject}（扫描件）"),
                label="正在打开扫描件",
            )

    def withdraw(self) -> None:
        """Ask why, and take the scan in use away."""
        row = self.table.current_row()
        if row is None:
            return
        reason = self._desk.messages.ask_text(
            "撤下扫描件",
            f"“{row.source_name}”不再属于{self._paper.name}，撤下后不能恢复，操作日志留有记录。请写明理由：",
            check=lambda typed: None if typed else "请写明撤下扫描件的理由。",
            confirm="撤下",
        )
        if reason:
            work = partial(self._services.paper_scans.withdraw, row.key, reason=reason)
            self._desk.operations.change(work, self._on_withdrawn)

    def _on_withdrawn(self, changes: Changes) -> None:
        del changes
        self._desk.messages.toast("已撤下扫描件，理由已记入操作日志")
        self.reload()

    def _show_rows(self, rows: Sequence[ScanRow]) -> None:
        self.table.set_rows(rows)
        self.table.select_first()
        self._show_state()

    def _show_state(self) -> None:
        nothing = None if self.table.current_row() is not None else "请先选择一份扫描件。"
        self.open_button.set_reason(nothing)
        self.withdraw_button.set_reason(nothing)
