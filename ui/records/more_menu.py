"""更多: the register, the papers of the office, the whole 卷宗 of the inspection in use, 空白表格, the list itself."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from models.vocab import PaperKind
from services.records.rows import RecordRow
from ui.records.paper_actions import PaperActions
from ui.table.view import RecordTableView
from ui.widgets.buttons import Button


class MoreMenu(QObject):
    """The menu of a button; what is about one inspection is about the row in use."""

    export_asked = Signal()

    def __init__(self, button: Button, papers: PaperActions, table: RecordTableView[RecordRow]) -> None:
        super().__init__(button)
        self._papers = papers
        self._table = table
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        office = papers.office
        menu.addAction("文书登记簿…", papers.open_register)
        self.urging_action = menu.addAction("督办单…", office.ask_urging)
        self.statistics_action = menu.addAction("统计表…", office.ask_statistics)
        self.assessment_action = menu.addAction("考核表…", office.ask_assessment)
        menu.addSeparator()
        self.look_bundle_action = menu.addAction("预览全卷", self._look_bundle)
        self.save_bundle_action = menu.addAction("全卷存为 PDF…", self._save_bundle)
        menu.addSeparator()
        self.blanks_action = menu.addAction("空白表格…", office.ask_blanks)
        menu.addSeparator()
        menu.addAction("复制所选\tCtrl+C", table.copy)
        menu.addAction("导出列表…").triggered.connect(self.export_asked)
        button.setMenu(menu)
        table.current_changed.connect(self._show_current)
        menu.aboutToShow.connect(self._refresh)
        self._show_current(None)

    def _show_current(self, row: RecordRow | None) -> None:
        reason = bundle_obstacle(row)
        for action in (self.look_bundle_action, self.save_bundle_action):
            action.setEnabled(reason is None)
            action.setToolTip(reason or "")
            action.setStatusTip(reason or "")

    def _refresh(self) -> None:
        self._show_current(self._table.current_row())

    def _look_bundle(self) -> None:
        row = self._table.current_row()
        if row is not None:
            self._papers.office.look_bundle(row.key, row.enterprise_name)

    def _save_bundle(self) -> None:
        row = self._table.current_row()
        if row is not None:
            self._papers.office.save_bundle(row.key, row.enterprise_name)


def bundle_obstacle(row: RecordRow | None) -> str | None:
    """Return why the whole 卷宗 of an inspection cannot be made yet, or None."""
    if row is None:
        return "请先在列表中选中一户"
    if row.paper_key(PaperKind.BUNDLE) is None:
        return f"{row.enterprise_name}还没有制发检查卷宗（封面和目录），制发以后才有全卷"
    return None
