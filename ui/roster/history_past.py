"""The 检查对象 of a past day or version: the list as it stood, searched and exported, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from services.container import Services
from services.files.writing import safe_file_name
from services.roster.enterprise_rows import EnterpriseRow
from ui.desk import Desk
from ui.roster.actions import WORKBOOK
from ui.roster.enterprise_columns import LOOK, VisitBook, enterprise_columns
from ui.roster.roster_table import RosterTable
from ui.theme import roles, set_look
from ui.widgets.buttons import button
from ui.widgets.labels import secondary
from ui.widgets.reading_dialog import ReadingDialog
from ui.widgets.search_field import SearchField

_OF_TODAY = ("本年检查", "更新日期")


@dataclass(frozen=True, slots=True)
class PastRoster:
    """The rows of a moment, and the files of the imports that stood then and were undone later."""

    rows: Sequence[EnterpriseRow]
    undone: Sequence[str] = ()


class PastRosterDialog(ReadingDialog):
    """``title`` says of when: 2025-12-31 的名录, or 2026-3 版（2026-02-01）名录."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        services: Services,
        title: str,
        past: PastRoster,
    ) -> None:
        self._desk, self._services, self._title = desk, services, title
        columns = [one for one in enterprise_columns(VisitBook()) if one.title not in _OF_TODAY]
        self.table = RosterTable[EnterpriseRow](
            columns, LOOK, name="past-enterprises", settings=desk.settings, key=lambda row: row.key
        )
        self.table.set_empty("这一天名录里还没有检查对象")
        self.search = SearchField("名称、代码、地址、联系人")
        self.search.setFixedWidth(280)
        self.banner = QLabel(f"{title}（只读）")
        self._count = secondary()
        self.export_button = button("导出…", icon_name="download", hint="导出表中的检查对象为 .xlsx")
        super().__init__(parent, title, self._content(), buttons=(self.export_button,), size=(1180, 660))
        self.search.searched.connect(self.table.set_filter)
        self.table.counted.connect(self._show_count)
        self.table.set_drop_filter(self.search.clear)
        self.export_button.clicked.connect(self.export)
        self.table.set_rows(past.rows)
        self._show_count(len(self.table.rows), len(past.rows))
        self.set_note(_note(past.undone))

    @property
    def count(self) -> str:
        """The result line."""
        return self._count.text()

    def export(self) -> None:
        """Write the rows on screen as a workbook."""
        rows = list(self.table.rows)
        name = safe_file_name(f"检查对象_{self._title}") + ".xlsx"
        path = self._desk.messages.ask_save_file("导出名录", name, WORKBOOK, purpose="export-roster")
        if path is None:
            return

        def work() -> Path:
            self._services.enterprises.export_enterprises(path=path, rows=rows)
            return path

        self._desk.operations.query(
            work,
            lambda done: self._desk.messages.toast_file(f"已导出 {len(rows):,} 户：{done.name}", done),
            label="正在导出名录",
        )

    def _show_count(self, shown: int, total: int) -> None:
        of_all = f" / {total:,}" if shown != total else ""
        self._count.setText(f"企业 {shown:,}{of_all} 户")
        self.export_button.set_reason(None if shown else "列表是空的，没有可以导出的。")

    def _content(self) -> QWidget:
        colors = roles()
        self.banner.setTextFormat(Qt.TextFormat.PlainText)
        self.banner.setStyleSheet(
            f"background: {colors.info_soft}; color: {colors.info}; border-radius: 4px; padding: 8px 12px;"
        )
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.search)
        line.addWidget(self._count)
        line.addStretch(1)
        content = QWidget()
        set_look(content, "clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.banner)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        return content


def _note(undone: Sequence[str]) -> str:
    if not undone:
        return "企业名称、镇街、行业等均为当时的登记；现在的名录不受影响。"
    files = "、".join(f"“{name}”" for name in undone)
    return f"当时的导入{files}后来已撤销，由它新增的检查对象不再显示。"
