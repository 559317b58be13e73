"""抽查计划: the plan of the year with its tasks, from the first line to the lock; edited on the spot at the right."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from models.vocab import PlanStatus
from services.changes import Changes
from services.container import Services
from services.plan.rows import PlanRow, TaskDraft, TaskRow
from ui.desk import Desk
from ui.operations import Job
from ui.plan import actions
from ui.plan.actions import Answer, PlanPage
from ui.plan.detail import show_task
from ui.plan.header import PlanHeader
from ui.plan.reasons import find_reasons
from ui.plan.task_editor import TaskEditor
from ui.plan.task_table import TaskTable
from ui.plan.wording import totals_text
from ui.tab_page import MARGIN, TabPage
from ui.theme import set_look
from ui.widgets.buttons import Button, action_button, button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.empty_page import EmptyPage
from ui.widgets.labels import secondary
from ui.widgets.splitter import RememberedSplitter
from ui.widgets.toast import Link

_EDITOR_WIDTH = 560
_DETAIL_RANGE = (280, 360)
_SPLITTER_STATE = "splitter/plan"


class PlanTab(TabPage):
    """The second tab of the window."""

    def __init__(self, desk: Desk, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(
            desk, "plan", "enterprise", "item", "office", "section", "draw", "record", parent=parent
        )
        self._services = services
        self._page: PlanPage | None = None
        self._edited: tuple[PlanPage, int | None] | None = None
        self._wanted: int | None = None
        self._asking: Job[Answer] | None = None
        self._sizes: list[int] = []
        self._is_divided = False
        self.header = PlanHeader()
        self.table = TaskTable(desk.settings)
        self.totals: QLabel = secondary()
        self.detail = DetailPane("选中一项任务，这里显示它的范围、户数和抽取方式")
        self.editor = TaskEditor()
        self.empty = EmptyPage(icon_name="list-checks")
        self._make_buttons()
        self._lay_out()
        self._connect()

    # -- what is shown

    def reload(self) -> None:
        """Read the plan of the year again."""
        self.desk.operations.query(
            partial(actions.load_page, self._services, self.desk.year), self._show_page
        )

    @property
    def plan(self) -> PlanRow | None:
        """The plan on screen."""
        return self._page.plan if self._page is not None else None

    def _show_page(self, page: PlanPage) -> None:
        if page.year != self.desk.year:
            return  # the clerk has turned to another year meanwhile
        self._page = page
        if page.plan is None:
            self.empty.say(
                f"{page.year} 年度还没有抽查计划。先建立计划，再新增或导入抽查任务。",
                f"建立{page.year}年度抽查计划",
                self._add_plan,
            )
            self._stack.setCurrentWidget(self.empty)
            return
        self.header.show_plan(page.plan)
        self.table.set_rows(page.plan.tasks)
        self.totals.setText(totals_text(page.plan))
        if not (self.editor.is_open and self.editor.is_changed):
            self._leave_editor()
        self._select_wanted()
        self._stack.setCurrentWidget(self._board)
        self._divide_once()
        self._show_current()

    def _show_current(self) -> None:
        """Show the task in use, and which buttons can work on it."""
        if self._page is None or self.plan is None:
            return
        task = self.table.current_row()
        if self.editor.is_open and not self.editor.is_changed and not self._is_edited(task):
            self._leave_editor()
        if task is None:
            self.detail.show_nothing()
        else:
            show_task(self.detail, task)
        self._show_state(self.plan, task)

    def _show_state(self, plan: PlanRow, task: TaskRow | None) -> None:
        reasons = find_reasons(plan, task, is_editing=self.editor.is_open)
        self.header.set_reasons(reasons)
        for name, made in self._buttons.items():
            made.set_reason(reasons[name])
        is_draft, is_locked = plan.is_editable, plan.status is PlanStatus.LOCKED
        self.lock_button.setText(f"锁定计划（{len(plan.tasks)} 项任务）…" if plan.tasks else "锁定计划…")
        primary = self.add_button if is_draft else self.print_button if is_locked else self.lock_button
        for made in (self.add_button, self.lock_button, self.print_button):
            set_look(made, "primary" if made is primary else "action")
        self._foot.removeWidget(primary)
        self._foot.insertWidget(0, primary)
        self.approve_button.setVisible(is_draft)
        self.lock_button.setVisible(not is_locked)
        self.withdraw_button.setVisible(not is_draft)
        self.print_button.setVisible(is_locked)
        self._hint.setText("双击任务即可修改 · Ctrl+C 复制到 Excel" if is_draft else "Ctrl+C 复制到 Excel")
        for line in (self._hint, self.totals):
            line.setVisible(bool(plan.tasks))

    def _divide_once(self) -> None:
        """Give the list all its columns at the usual size, at the first sight of a plan on this desk."""
        if self._is_divided:
            return
        self._is_divided = True
        if self.desk.settings.state(_SPLITTER_STATE) is None:
            total = self.width() - 2 * MARGIN - self._splitter.handleWidth()
            detail = min(max(total // 4, _DETAIL_RANGE[0]), _DETAIL_RANGE[1])
            self._splitter.setSizes([total - detail, detail])

    def _select_wanted(self) -> None:
        """Go to the task that was just saved, as soon as it is in the list; else to the first."""
        if self._wanted is not None and any(row.key == self._wanted for row in self.table.rows):
            self.table.select_keys([self._wanted])
            self._wanted = None
        self.table.select_first()

    # -- editing on the spot

    def _add_plan(self) -> None:
        actions.add_plan(self.desk, self._services, self._say_added)

    def _say_added(self, changes: Changes) -> None:
        del changes
        self.desk.messages.toast(
            f"已建立 {self.desk.year} 年度抽查计划",
            Link("填写文号", self._edit_texts),
            Link("新增任务", self.add_task),
        )

    def add_task(self) -> None:
        """Open the form for a new task."""
        if self._page is not None and self.add_button.isEnabled():
            draft = actions.new_draft(self._page, self._services.workplace.clock.today())
            self._open_editor(None, "新增抽查任务", draft)

    def edit_task(self) -> None:
        """Open the form for the task in use."""
        task = self.table.current_row()
        if task is not None and self.edit_button.isEnabled() and not self._is_edited(task):
            self._open_editor(task.key, f"修改任务 {task.number}", task.draft)

    def _open_editor(self, task_key: int | None, title: str, draft: TaskDraft) -> None:
        assert self._page is not None
        if self.editor.is_changed and not self._gives_up():
            return
        if not self.editor.is_open:
            self._sizes = self._splitter.sizes()
            total = sum(self._sizes)
            wanted = min(_EDITOR_WIDTH, total // 2)
            self._right.setCurrentWidget(self.editor)
            self._splitter.setSizes([total - wanted, wanted])
        self._edited = (self._page, task_key)
        self.editor.begin(title, draft, self._page.choices)
        self.editor.form.fields.field("name" if task_key is None else "subject").setFocus()
        self._show_current()

    def _is_edited(self, task: TaskRow | None) -> bool:
        """Whether the editor has this task, or a new one."""
        if self._edited is None:
            return False
        key = self._edited[1]
        return key is None or (task is not None and task.key == key)

    def _on_left(self) -> None:
        if not self.editor.is_changed or self._gives_up():
            self._leave_editor()
            self._show_current()

    def _gives_up(self) -> bool:
        return self.desk.messages.confirm(
            "放弃尚未保存的内容？",
            detail=f"“{self.editor.title}”中有尚未保存的改动。",
            yes="放弃改动",
            is_dangerous=True,
        )

    def _leave_editor(self) -> None:
        if self.editor.is_open:
            self.editor.end()
            self._edited = None
            self._right.setCurrentWidget(self.detail)
            self._splitter.setSizes(self._sizes)
            self.table.setFocus()

    def _ask(self, draft: TaskDraft, is_counted: bool) -> None:
        """Check and count the draft; only the latest question is worth an answer."""
        if self._edited is None:
            return
        if self._asking is not None:
            self._asking.cancel()
        work = partial(actions.answer_draft, self._services, self._edited[0].year, draft, is_counted)
        self._asking = self.desk.operations.query(work, self._take_answer)

    def _take_answer(self, answer: Answer) -> None:
        if answer.count is not None:
            self.editor.show_count(answer.count, answer.draft)
        self.editor.settle_problems(answer.problems)

    def _save(self, draft: TaskDraft) -> None:
        if self._edited is not None:
            work = partial(actions.answer_draft, self._services, self._edited[0].year, draft, False)
            self.desk.operations.query(work, self._store)

    def _store(self, answer: Answer) -> None:
        if self._edited is None:
            return
        if answer.problems:
            self.editor.form.show_problems(answer.problems)
            return
        page, task_key = self._edited
        assert page.plan is not None
        actions.save_task(
            self.desk,
            self._services,
            plan_key=page.plan.key,
            task_key=task_key,
            draft=answer.draft,
            on_done=partial(self._say_saved, answer.draft.name),
        )

    def _say_saved(self, name: str, changes: Changes) -> None:
        self._wanted = changes.key
        self._leave_editor()
        self._select_wanted()
        self._show_current()
        self.desk.messages.toast(f"已保存任务：{name}")

    # -- buttons

    def _edit_texts(self) -> None:
        self._act(actions.edit_texts, self)

    def _act(self, action: Any, *rest: object) -> None:
        """Call an action with the plan on screen."""
        if self.plan is not None:
            action(self.desk, self._services, self.plan, *rest)

    def _remove(self) -> None:
        task = self.table.current_row()
        if task is not None:
            actions.remove_task(self.desk, self._services, task)

    def _enter_platform_numbers(self) -> None:
        task = self.table.current_row()
        if task is not None:
            actions.edit_platform_numbers(self.desk, self._services, task, self)

    def _import(self) -> None:
        if self._page is not None:
            actions.import_sheet(self.desk, self._services, self._page, self)

    def _make_buttons(self) -> None:
        self.add_button = action_button("新增任务", hint="在右侧填写一项新任务")
        self.approve_button = action_button("审批…", hint="记下审批人和审批日期")
        self.lock_button = action_button("锁定计划…", hint="锁定后不能再改动，随后即可抽取")
        self.withdraw_button = action_button("退回编制…", hint="写明理由，重新编制")
        self.print_button = action_button("打印汇总表…", hint="在预览窗口中查看和打印；右上“导出”可存为文件")
        self.edit_button = self.detail.add_button(button("修改", icon_name="pencil"))
        self.remove_button = self.detail.add_button(button("删除…"))
        self.platform_button = self.detail.add_button(button("平台编号…"))
        self._buttons: dict[str, Button] = {
            "add": self.add_button,
            "approve": self.approve_button,
            "lock": self.lock_button,
            "withdraw": self.withdraw_button,
            "export": self.print_button,
            "edit": self.edit_button,
            "remove": self.remove_button,
            "platform": self.platform_button,
        }

    def _connect(self) -> None:
        self.table.current_changed.connect(self._show_current)
        self.table.opened.connect(self.edit_task)
        self.table.set_empty("计划中还没有抽查任务：新增一项，或者从表格导入", "新增任务", self.add_task)
        self.editor.asked.connect(self._ask)
        self.editor.save_requested.connect(self._save)
        self.editor.left.connect(self._on_left)
        self.add_button.clicked.connect(self.add_task)
        self.edit_button.clicked.connect(self.edit_task)
        self.remove_button.clicked.connect(self._remove)
        self.platform_button.clicked.connect(self._enter_platform_numbers)
        self.approve_button.clicked.connect(partial(self._act, actions.approve, self))
        self.lock_button.clicked.connect(partial(self._act, actions.lock))
        self.withdraw_button.clicked.connect(partial(self._act, actions.withdraw))
        self.print_button.clicked.connect(partial(self._act, actions.print_plan_summary))
        self.header.texts_clicked.connect(self._edit_texts)
        self.header.import_clicked.connect(self._import)
        self.header.workbook_clicked.connect(partial(self._act, actions.export_plan_summary, ".xlsx"))
        self.header.pdf_clicked.connect(partial(self._act, actions.export_plan_summary, ".pdf"))
        self.header.sheet_clicked.connect(partial(self._act, actions.export_tasks))

    def _lay_out(self) -> None:
        left = QWidget()
        list_side = QVBoxLayout(left)
        list_side.setContentsMargins(0, 0, 0, 0)
        list_side.setSpacing(6)
        list_side.addWidget(self.table, 1)
        list_side.addWidget(self.totals, 0, Qt.AlignmentFlag.AlignRight)
        self._right = QStackedWidget()
        self._right.addWidget(self.detail)
        self._right.addWidget(self.editor)
        self._splitter = RememberedSplitter(left, self._right, name="plan", settings=self.desk.settings)
        self._hint = secondary()
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        for made in (
            self.add_button,
            self.approve_button,
            self.lock_button,
            self.withdraw_button,
            self.print_button,
        ):
            self._foot.addWidget(made)
        self._foot.addStretch(1)
        self._foot.addWidget(self._hint)
        self._board = QWidget()
        board = QVBoxLayout(self._board)
        board.setContentsMargins(0, 0, 0, 0)
        board.setSpacing(10)
        board.addWidget(self.header)
        board.addWidget(self._splitter, 1)
        board.addLayout(self._foot)
        self._stack = QStackedWidget()
        for page in (QWidget(), self._board, self.empty):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack)
