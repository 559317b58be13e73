"""检查记录: one line per drawn pair, from 待检查 to 公示; the primary button takes the step the selection waits for."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMetaMethod, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from services.container import Services
from services.records.rows import RecordDetail, RecordRow
from ui.desk import Desk
from ui.records.actions import RecordActions
from ui.records.columns import COLUMNS, STICKY, UNCERTAIN, is_uncertain
from ui.records.detail import RecordDetailPane
from ui.records.filter_bar import OVERDUE, TODAY, RecordFilterBar
from ui.records.more_menu import MoreMenu
from ui.records.step import Step, next_step, sort_out
from ui.records.sticky_columns import StickyColumns
from ui.tab_page import TabPage
from ui.table.view import RecordTableView
from ui.widgets.buttons import Button, action_button, primary_button
from ui.widgets.labels import toned
from ui.widgets.splitter import RememberedSplitter

_DRAW_TAB = "随机抽取"
_UNCERTAIN_NOTE = f"{UNCERTAIN} 该年节假日安排尚未公布，期限暂按周一至周五计算"


class RecordTab(TabPage):
    """The year's inspections: list left, one of them right, the steps at the foot."""

    tab_requested = Signal(str)
    """Carries the title of the tab to go to."""

    def __init__(self, desk: Desk, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(
            desk, "record", "paper", "draw", "plan", "enterprise", "officer", "office", parent=parent
        )
        self._services = services
        self.actions_of_tab = RecordActions(desk, services, self)
        self.filter_bar = RecordFilterBar()
        self.table: RecordTableView[RecordRow] = RecordTableView(
            COLUMNS, name="records", settings=desk.settings, key=lambda row: row.key, is_checkable=True
        )
        self.table.set_drop_filter(self.filter_bar.clear)
        self.sticky = StickyColumns(self.table, STICKY)
        self.detail = RecordDetailPane()
        self.primary: Button = primary_button(Step.NOTICE.value)
        self.steps: dict[Step, Button] = {step: action_button(step.value) for step in Step}
        self.print_button: Button = action_button("批量文书…", icon_name="printer")
        self.print_button.set_hint("为所选对象成批制发、预览、打印、保存各种文书（Ctrl+P）")
        self.more: Button = action_button("更多　　")
        self._note = toned("", "warn")
        self._first = Step.NOTICE
        self._rows: Sequence[RecordRow] = ()
        self._say_empty()
        self._lay_out()
        self._connect()
        self._show_selection()

    def reload(self) -> None:
        """Read the year's inspections again."""
        self._say_empty()
        self.desk.operations.query(
            partial(self._services.records.list_records, year=self.desk.year), self._show_rows
        )

    def show_overdue(self) -> None:
        """Show what is overdue, as the status bar counts it."""
        self.filter_bar.show_only(OVERDUE)

    def show_due(self) -> None:
        """Show what is due today, as the status bar counts it."""
        self.filter_bar.show_only(TODAY)

    # -- inside

    def _say_empty(self) -> None:
        self.table.set_empty(
            f"{self.desk.year} 年度还没有派发的检查任务。先在“随机抽取”中抽取并派发，这里就会逐户列出。",
            "去抽取" if self._is_heard() else "",
            self._go_to_draw,
        )

    def _is_heard(self) -> bool:
        """Whether the window goes where it is asked to; a button that does nothing is not shown."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.tab_requested))

    def _go_to_draw(self) -> None:
        self.tab_requested.emit(_DRAW_TAB)

    def _lay_out(self) -> None:
        self.body.addWidget(self.filter_bar)
        splitter = RememberedSplitter(self.table, self.detail, name="records", settings=self.desk.settings)
        self.body.addWidget(splitter, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.primary)
        for made in self.steps.values():
            foot.addWidget(made)
        foot.addWidget(self._note)
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        foot.addWidget(self.more)
        self.body.addLayout(foot)
        self.menu = MoreMenu(self.more, self.actions_of_tab.papers, self.table)
        self.menu.export_asked.connect(self._export)

    def _connect(self) -> None:
        self.filter_bar.changed.connect(self._filter)
        self.filter_bar.only_selected.connect(self._narrow_to_selection)
        self.table.current_changed.connect(self._show_current)
        self.table.selection_changed.connect(self._show_selection)
        self.table.counted.connect(self._show_counts)
        self.table.opened.connect(self._open)
        self.primary.clicked.connect(self._take_first)
        for step, made in self.steps.items():
            made.clicked.connect(partial(self._take, step))
        self.print_button.clicked.connect(self._print)
        papers = self.actions_of_tab.papers
        self.detail.paper_asked.connect(papers.acts.take)
        self.detail.papers_asked.connect(self._offer_papers)
        self.detail.result_asked.connect(self._enter_result)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_button.click)

    def _show_rows(self, rows: Sequence[RecordRow]) -> None:
        self._rows = rows
        self.filter_bar.offer(rows)
        self.table.set_rows(rows)
        self._use_a_row()
        self._note.setText(_UNCERTAIN_NOTE if any(is_uncertain(row) for row in rows) else "")

    def _filter(self) -> None:
        today = self._services.workplace.clock.today()
        self.table.set_filter(self.filter_bar.typed, lambda row: self.filter_bar.accepts(row, today))
        self._use_a_row()

    def _use_a_row(self) -> None:
        """Go to the first selected row, or to the first of all, when the row in use is not shown any more."""
        chosen = [row.key for row in self.table.selected_rows()]
        if self.table.current_row() is None and chosen:
            self.table.select_keys(chosen)
        self.table.select_first()

    def _narrow_to_selection(self) -> None:
        self.filter_bar.narrow_to([row.key for row in self.table.selected_rows()])

    def _show_current(self, row: RecordRow | None) -> None:
        if row is None:
            self.detail.show_nothing()
            return
        self.desk.operations.query(partial(self._services.records.get_record, row.key), self._show_detail)

    def _show_detail(self, detail: RecordDetail) -> None:
        current = self.table.current_row()
        if current is not None and current.key == detail.row.key:  # the clerk may have gone on meanwhile
            self.detail.show_record(detail, self._services.workplace.clock.today())

    def _show_selection(self) -> None:
        rows = self.table.selected_rows()
        self._first = next_step(rows)
        for step, made in self.steps.items():
            sorted_rows = sort_out(step, rows)
            for one in (made, self.primary) if step is self._first else (made,):
                one.setText(step.words(len(sorted_rows.ready)))
                one.set_reason(sorted_rows.reason)
            made.setVisible(step is not self._first)
        self.print_button.set_reason(None if rows else "请先在列表中选择检查对象")
        self._show_counts()

    def _show_counts(self) -> None:
        self.filter_bar.show_counts(self.table.rows, self.table.total, len(self.table.selected_rows()))

    def _take_first(self) -> None:
        self._take(self._first)

    def _take(self, step: Step) -> None:
        self.actions_of_tab.take(step, self.table.selected_rows())

    def _open(self, row: RecordRow) -> None:
        """Take the next step of one row, if it has any left."""
        step = next_step([row])
        if sort_out(step, [row]).ready:
            self.actions_of_tab.take(step, [row])

    def _enter_result(self, row: RecordRow) -> None:
        self.actions_of_tab.enter_results([row.key])

    def _offer_papers(self, row: RecordRow) -> None:
        made = self.detail.issue_button
        self.actions_of_tab.offer_papers(row, made.mapToGlobal(made.rect().bottomLeft()))

    def _print(self) -> None:
        rows = self.table.selected_rows()
        tasks = {row.task_key for row in rows}
        whole = [row for row in self._rows if row.task_key in tasks] if len(tasks) == 1 else rows
        self.actions_of_tab.ask_batch(rows, whole)

    def _export(self) -> None:
        self.actions_of_tab.papers.export(self.table.rows)
