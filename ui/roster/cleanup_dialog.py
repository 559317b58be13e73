"""名录体检: what is found by kind, the rows of each with the correction proposed, corrected when ticked and confirmed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from services.container import Services
from services.progress import Progress
from services.roster.bulk_rows import BulkDone
from services.roster.cleanup import Finding, FindingLine
from ui.desk import Desk
from ui.operations import Job
from ui.roster.bulk_dialog import say_edited
from ui.table.model import Column
from ui.table.view import RecordTableView
from ui.theme import set_look
from ui.widgets.dialog import WorkDialog
from ui.widgets.empty_page import EmptyPage
from ui.widgets.labels import secondary, section_title

_LIST_WIDTH = 216
_TABLE_HEIGHT = 220
_NAME = Column[FindingLine]("企业名称", lambda row: row.name, width=216)
_NOW = Column[FindingLine]("现状", lambda row: row.now, width=180, stretches=True)
_CODE = Column[FindingLine]("信用代码", lambda row: row.code, width=160)
_PROPOSAL = Column[FindingLine]("建议改为", lambda row: row.proposal, width=132, tone=lambda _: "accent")


class CleanupDialog(WorkDialog):
    """``opened`` carries the key of a record that the clerk wants to see; the dialog is closed then."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        self.kinds = QListWidget()
        self.kinds.setFixedWidth(_LIST_WIDTH)
        set_look(self.kinds, "options")
        self.heading = section_title()
        self.advice = secondary()
        self.advice.setWordWrap(True)
        self.corrections = RecordTableView[FindingLine](
            (_NAME, _NOW, _PROPOSAL, _CODE),
            name="cleanup-corrections",
            settings=desk.settings,
            key=_key,
            is_checkable=True,
        )
        self.remarks = RecordTableView[FindingLine](
            (_NAME, _NOW, _CODE), name="cleanup-remarks", settings=desk.settings, key=_key
        )
        self.page = EmptyPage(icon_name="circle-check")
        self._tables = QStackedWidget()
        self._pages = QStackedWidget()
        set_look(self._pages, "clear")
        for page in (self.page, self._lay_out()):
            self._pages.addWidget(page)
        super().__init__(parent, "名录体检", self._pages, confirm="更正", cancel="关闭", size=(1040, 640))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._services = services
        self._findings: Sequence[Finding] = ()
        self._job: Job[tuple[Finding, ...]] | None = None
        self._is_reading = False
        self.kinds.currentRowChanged.connect(self._show_finding)
        self.corrections.selection_changed.connect(self._show_state)
        for table in (self.corrections, self.remarks):
            table.opened.connect(self._open)

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found, in the order of the list."""
        return self._findings

    @property
    def finding(self) -> Finding | None:
        """The finding whose rows are on screen."""
        place = self.kinds.currentRow()
        return self._findings[place] if 0 <= place < len(self._findings) else None

    def examine(self) -> None:
        """Look through the register."""
        self._is_reading = True
        self.confirm_button.set_reason("正在体检…")
        if not self._findings:
            self.page.say("正在逐户核对名录…")
            self._pages.setCurrentWidget(self.page)
        self._job = self._desk.operations.query(self._examine, self._show_findings)

    def confirm(self) -> None:
        """Correct what is ticked."""
        finding = self.finding
        chosen = [line for line in self.corrections.selected_rows() if line.change is not None]
        if finding is None or not chosen:
            return
        self.confirm_button.set_reason("正在更正…")
        work = partial(
            self._services.bulk_edits.apply_edits,
            edits={line.key: line.change for line in chosen if line.change is not None},
            title=f"名录体检“{finding.kind.heading}”",
        )
        self._desk.operations.change(work, self._finish, on_end=self._show_state, label="正在更正")

    def reject(self) -> None:
        """Leave; what is still being read is not waited for."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _examine(self, progress: Progress) -> tuple[Finding, ...]:
        return self._services.cleanup.examine(progress=progress)

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        self._is_reading = False
        last = self.finding
        self._findings = findings
        self.kinds.blockSignals(True)
        self.kinds.clear()
        for finding in findings:
            item = QListWidgetItem(f"{finding.kind.heading}　{finding.count:,}")
            item.setToolTip(finding.kind.advice)
            self.kinds.addItem(item)
        kinds = [finding.kind for finding in findings]
        self.kinds.setCurrentRow(kinds.index(last.kind) if last is not None and last.kind in kinds else 0)
        self.kinds.blockSignals(False)
        if findings:
            self._pages.setCurrentIndex(1)
            self._show_finding()
        else:
            self.page.say("没有发现需要核对的检查对象。")
            self._pages.setCurrentWidget(self.page)
            self.set_note("")
            self.confirm_button.set_reason("没有需要更正的检查对象。")

    def _show_finding(self) -> None:
        finding = self.finding
        if finding is None:
            return
        self.heading.setText(f"{finding.kind.heading}　{finding.count:,} 户")
        self.advice.setText(finding.kind.advice)
        table = self.corrections if finding.is_correctable else self.remarks
        self._tables.setCurrentWidget(table)
        table.set_rows(finding.lines)
        if finding.is_correctable:
            table.clearSelection()
        else:
            table.select_first()
        shown = len(finding.lines)
        cut = f"先列出前 {shown:,} 户，处理后再次体检列出其余。" if shown < finding.count else ""
        self.set_note(cut or "双击一行，打开该户。")
        self._show_state()

    def _show_state(self) -> None:
        finding = self.finding
        if finding is None or self._is_reading:
            return
        chosen = sum(line.change is not None for line in self.corrections.selected_rows())
        can_correct = finding.is_correctable
        self.confirm_button.setText(f"更正 {chosen:,} 户" if can_correct and chosen else "更正")
        if not can_correct:
            self.confirm_button.set_reason("这一类没有可以直接更正的建议，请双击打开该户处理。")
        else:
            self.confirm_button.set_reason(None if chosen else "请先勾选要更正的检查对象。")

    def _finish(self, done: BulkDone) -> None:
        say_edited(self._desk, self._services, done)
        self.examine()

    def _open(self, line: FindingLine) -> None:
        self.accept()
        self.opened.emit(line.key)

    def _lay_out(self) -> QWidget:
        page = QWidget()
        set_look(page, "clear")
        for table in (self.corrections, self.remarks):
            table.setMinimumHeight(_TABLE_HEIGHT)
            self._tables.addWidget(table)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.heading)
        right.addWidget(self.advice)
        right.addWidget(self._tables, 1)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.kinds)
        layout.addLayout(right, 1)
        return page


def _key(line: FindingLine) -> tuple[int, str]:
    return line.key, line.now
