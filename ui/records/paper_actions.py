"""The papers of this tab: in batches, of one inspection, in the register; and the list as a sheet."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from models.vocab import PaperKind
from services.container import Services
from services.files.tables import Table, write_tables
from services.records.rows import RecordRow
from ui.desk import Desk
from ui.papers.batch_acts import BatchActs
from ui.papers.batch_dialog import BatchSubject
from ui.papers.entry_acts import EntryActs
from ui.papers.issue_report import IssueReport
from ui.papers.office_acts import OfficeActs
from ui.papers.paper_acts import PaperActs
from ui.papers.register_dialog import RegisterDialog
from ui.records.columns import COLUMNS
from ui.records.step import obstacle_of

_PIXELS_A_CHARACTER = 8

Available = Sequence[tuple[PaperKind, str | None]]
"""The 文种 of an inspection, each with what keeps it from being issued."""
Chosen = Callable[[PaperKind, RecordRow], object]


class PaperActions(QObject):
    """One method for one act on papers."""

    def __init__(self, desk: Desk, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page
        self.acts = PaperActs(desk, services, page)
        self.giving_out = self.acts.giving_out
        self.report = IssueReport(desk, page, self.giving_out)
        self.entries = EntryActs(desk, services, page, self.giving_out, self.report)
        self.batches = BatchActs(desk, services, page, self.entries, self.giving_out)
        self.office = OfficeActs(desk, services, page, self.giving_out, self.report)

    def ask_batch(
        self, rows: Sequence[RecordRow], task_rows: Sequence[RecordRow], span: tuple[date, date]
    ) -> None:
        """Ask for a batch of papers of the rows, or of all rows of their task; ``span`` proposes the visit."""
        if rows:
            self._desk.operations.query(
                partial(self._services.papers.available, rows[0].key),
                partial(self._show_batch, tuple(rows), tuple(task_rows), span),
                label="正在准备文书",
            )

    def offer(self, row: RecordRow, place: QPoint, choose: Chosen) -> None:
        """Show the menu of the 文种 of one inspection; ``choose`` is called with the one that is taken."""
        self._desk.operations.query(
            partial(self._services.papers.available, row.key), partial(self._show_menu, place, choose, row)
        )

    def open_register(self) -> None:
        """Open the 文书登记簿 of the year."""
        RegisterDialog(self._page.window(), self._desk, self._services).stand_over()

    def export(self, rows: Sequence[RecordRow]) -> None:
        """Write the list as it stands on screen, all columns, to a sheet."""
        path = self._desk.messages.ask_save_file(
            "导出检查记录", f"{self._desk.year}年检查记录.xlsx", "Excel 工作簿 (*.xlsx)", purpose="export"
        )
        if path is None:
            return
        table = Table(
            title=f"{self._desk.year}年检查记录",
            header=[column.title for column in COLUMNS],
            rows=[[column.text(row) for column in COLUMNS] for row in rows],
            widths=[max(column.width // _PIXELS_A_CHARACTER, 6) for column in COLUMNS],
        )
        self._desk.operations.query(
            partial(write_tables, path, table), partial(self._on_exported, path, len(rows)), label="正在导出"
        )

    def _show_batch(
        self,
        rows: tuple[RecordRow, ...],
        task_rows: tuple[RecordRow, ...],
        span: tuple[date, date],
        available: Available,
    ) -> None:
        kinds = tuple(kind for kind, _ in available)
        today = self._services.workplace.clock.today()
        self.batches.ask(BatchSubject(kinds, rows, task_rows, today, *span), obstacle_of)

    def _show_menu(self, place: QPoint, choose: Chosen, row: RecordRow, available: Available) -> None:
        menu = QMenu(self._page)
        menu.setToolTipsVisible(True)
        for kind, obstacle in available:
            action = menu.addAction(f"{kind.label}…", partial(choose, kind, row))
            action.setEnabled(obstacle is None)
            action.setToolTip(obstacle or "")
            action.setStatusTip(obstacle or "")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _on_exported(self, path: Path, count: int, nothing: None) -> None:
        del nothing
        self._desk.messages.toast_file(f"已导出 {count} 户次到“{path.name}”", path)
