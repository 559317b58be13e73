"""随机抽取: a task of the year, and its four steps 封存 → 种子 → 抽取 → 确认, of which one is on screen."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMetaMethod, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserFacingError
from models.vocab import DrawStage, PlanStatus, SeedSource
from services.container import Services
from services.draw.rows import DrawDetail, DrawTaskRow
from services.draw.seal_rows import DirectAppointment, SealChoices
from ui.desk import Desk
from ui.draw import actions, further_actions
from ui.draw.about_page import show_about
from ui.draw.ceremony.window import toggle_ceremony
from ui.draw.confirm_page import ConfirmPage
from ui.draw.drawn_acts import DrawnActs
from ui.draw.facts import CONFIRM, DONE, RESULT, SEAL, SEED, step_of
from ui.draw.fairness_dialog import ask_fairness
from ui.draw.loading import TaskList, TaskView, nothing_text, read_recheck, read_task, read_tasks, usual_task
from ui.draw.paper_menu import PaperMenu
from ui.draw.recheck import Recheck
from ui.draw.result_page import ResultPage
from ui.draw.scheme_dialog import SchemeDialog
from ui.draw.seal_draft import OFFERED, check_seal
from ui.draw.seal_page import SealPage
from ui.draw.seed_page import SeedPage
from ui.draw.steps import DrawSteps
from ui.draw.task_bar import TaskBar
from ui.tab_page import TabPage
from ui.widgets.empty_page import EmptyPage

_PLAN_TAB, _RECORD_TAB = "抽查计划", "检查记录"
_LOW, _LOW_STEPS = 600, 44  # px: a notebook at 125 %
_NARROW, _VERY_LOW = 960, 480  # px: a notebook at 150 %


class DrawTab(TabPage):
    """The third tab of the window."""

    tab_requested = Signal(str)
    """Carries the title of the tab where the next thing is to be done."""

    def __init__(self, desk: Desk, services: Services, parent: QWidget | None = None) -> None:
        nouns = ("draw", "scheme", "evidence", "plan", "enterprise", "officer", "recusal", "record", "office")
        super().__init__(desk, *nouns, parent=parent)
        self._services = services
        self._tasks: TaskList | None = None
        self._task_key: int | None = None
        self._draw_key: int | None = None
        self._chooses = True
        self._choices = SealChoices()
        self._view: TaskView | None = None
        self._recheck: Recheck | None = None
        self._step = SEAL
        self.bar = TaskBar()
        self.papers = PaperMenu(desk, services, self.bar.papers_button, self)
        self.steps = DrawSteps()
        self.empty = EmptyPage(icon_name="list-checks")
        self.seal_page = SealPage(desk.settings)
        self.seed_page = SeedPage()
        self.result_page = ResultPage(desk.settings)
        self.confirm_page = ConfirmPage(desk.settings)
        self.acts = DrawnActs(desk, services, self, self.seed_page, self.result_page, self.confirm_page)
        self._pages = (self.seal_page, self.seed_page, self.result_page, self.confirm_page)
        self._lay_out()
        self._connect()
        remembered = desk.settings.choice("draw/source", str(SeedSource.DICE))
        self.seal_page.form.source.set_value(
            next((s for s in OFFERED if str(s) == remembered), SeedSource.DICE)
        )

    @property
    def step(self) -> int:
        """The step on screen."""
        return self._step

    @property
    def detail(self) -> DrawDetail | None:
        """The draw on screen, None before the seal."""
        return None if self._view is None else self._view.detail

    # -- what is shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more room for the lists on a low screen."""
        super().resizeEvent(event)
        is_low = self.height() < _LOW
        self.bar.set_compact(is_low)
        self.steps.setFixedHeight(_LOW_STEPS if is_low else self.steps.sizeHint().height())
        self.seal_page.figures.set_compact(is_low)
        self.seal_page.set_narrow(is_narrow=self.width() < _NARROW)
        for page in (self.seed_page, self.result_page, self.confirm_page):
            page.card.set_compact(is_compact=self.height() < _VERY_LOW)

    def reload(self) -> None:
        """Read the tasks of the year again."""
        self.desk.operations.query(partial(read_tasks, self._services, self.desk.year), self._show_tasks)

    def show_step(self, number: int) -> None:
        """Show one of the four steps."""
        view = self._view
        if view is None:
            return
        self._step = number
        reached = step_of(view.detail)
        is_void = view.detail is not None and view.detail.row.stage is DrawStage.VOIDED
        reach = RESULT if is_void and reached == RESULT else CONFIRM if reached >= RESULT else reached
        self.steps.show_step(number, present=max(reached, number), reach=reach)
        self._fill_page(number, view)
        self._steps_stack.setCurrentWidget(self._pages[number])

    def _show_tasks(self, tasks: TaskList) -> None:
        if tasks.year != self.desk.year:
            return  # the clerk has turned to another year meanwhile
        if self._tasks is not None and self._tasks.year != tasks.year:
            self._task_key, self._chooses = None, True
        self._tasks = tasks
        if not tasks.tasks or tasks.status is not PlanStatus.LOCKED:
            self._show_nothing(tasks)
            return
        keys = [task.key for task in tasks.tasks]
        if self._task_key not in keys:
            self._turn_to(usual_task(tasks.tasks).key)
        self.bar.set_tasks(tasks.tasks, self._task_key or 0)
        self._load_task()

    def _show_nothing(self, tasks: TaskList) -> None:
        action = self._go_to_plan if self._is_heard() else None
        self.empty.say(nothing_text(tasks), f"去“{_PLAN_TAB}”", action)
        self._stack.setCurrentWidget(self.empty)

    def _load_task(self) -> None:
        task = self._task()
        if task is None:
            return
        work = partial(read_task, self._services, task, self._draw_key, self._choices, chooses=self._chooses)
        self.desk.operations.query(work, self._show_task)

    def _show_task(self, view: TaskView) -> None:
        if view.task.key != self._task_key:
            return
        before = self._view
        if before is not None and _was_voided_now(before, view):
            self._chooses = True
            self._view = view
            self._load_task()
            return
        self._view, self._recheck = view, None
        self._draw_key, self._chooses = view.draw_key, False
        self.bar.show_task(view.task, view.draws, view.draw_key)
        self.papers.show_view(view)
        self.acts.show_view(view)
        self._stack.setCurrentWidget(self._board)
        self.show_step(self._next_step(before, view))
        if view.detail is not None and view.detail.row.drawn_at is not None:
            self._start_recheck(view.detail)

    def _next_step(self, before: TaskView | None, now: TaskView) -> int:
        """Stay where the clerk is, but go on with a draw that went on."""
        natural = min(step_of(now.detail), RESULT)
        if before is None or before.task.key != now.task.key or before.draw_key != now.draw_key:
            return natural
        if step_of(before.detail) < RESULT <= step_of(now.detail):
            return RESULT
        return self._step

    def _fill_page(self, number: int, view: TaskView) -> None:
        if view.detail is None:
            assert view.preview is not None  # one of the two is always there
            self.seal_page.form.suggest_operator(self.desk.operator)
            self.seal_page.show_preview(view.preview, view.rows, view.platform_lists)
        elif number == SEAL:
            self.seal_page.show_sealed(view.detail, view.rows)
        elif number == SEED:
            self.seed_page.show_draw(view.detail)
            self.seed_page.void_button.set_reason(view.void_obstacle)
        elif number == RESULT:
            self.result_page.show_draw(view.detail, view.rows)
            self.result_page.void_button.set_reason(view.void_obstacle)
            self._show_recheck()
        else:
            self.confirm_page.show_draw(view.detail)
            self.confirm_page.void_button.set_reason(view.void_obstacle)
            self.confirm_page.records_button.setVisible(step_of(view.detail) == DONE and self._is_heard())
            self._show_recheck()

    def _start_recheck(self, detail: DrawDetail) -> None:
        def take(checked: Recheck) -> None:
            if self.detail is detail:
                self._recheck = checked
                self._show_recheck()

        self.desk.operations.query(partial(read_recheck, self._services, detail), take)

    def _show_recheck(self) -> None:
        if self._recheck is not None:
            self.result_page.show_recheck(self._recheck)
            self.confirm_page.show_recheck(self._recheck)

    # -- what the clerk chooses

    def choose_task(self, key: int) -> None:
        """Turn to another task."""
        self._turn_to(key)
        self._load_task()

    def choose_draw(self, key: int | None) -> None:
        """Show another draw of the task, None for the next one."""
        self._draw_key, self._chooses = key, False
        self._load_task()

    def show_draw(self, task_key: int, draw_key: int) -> None:
        """Show a draw of any task of the year."""
        self._turn_to(task_key)
        self.choose_draw(draw_key)

    def _turn_to(self, key: int) -> None:
        self._task_key, self._draw_key, self._chooses = key, None, True
        self._choices = SealChoices()
        self.seal_page.form.show_problems({})

    def _change_choices(self) -> None:
        draft = self.seal_page.draft
        first, last = draft.window_from, draft.window_to
        if first is not None and last is not None and first <= last:
            self._choices = draft.choices
            self._load_task()

    def _choose_platform(self, key: int | None) -> None:
        self._choices = replace(self._choices, platform_draw_key=key, direct=None)
        self._load_task()

    def _choose_direct(self, direct: DirectAppointment) -> None:
        self._choices = replace(self._choices, direct=direct)
        self._load_task()

    def _task(self) -> DrawTaskRow | None:
        tasks = self._tasks.tasks if self._tasks is not None else ()
        return next((task for task in tasks if task.key == self._task_key), None)

    # -- what the clerk does

    def _seal(self) -> None:
        preview = self._view.preview if self._view is not None else None
        if preview is None:
            return
        draft = self.seal_page.draft
        problems = check_seal(draft, preview.pool, preview.roster.age)
        self.seal_page.form.show_problems(problems)
        if problems:
            return
        self.seal_page.seal_button.set_reason("正在封存…")
        if not actions.seal(self.desk, self._services, preview, draft, on_end=self.reload):
            self.show_step(self._step)

    def _draw(self) -> None:
        detail = self.detail
        if detail is None or not self.seed_page.check():
            return
        page = self.seed_page
        page.draw_button.set_reason("正在抽取…")
        agreed = actions.draw(
            self.desk,
            self._services,
            detail,
            page.contributions,
            on_refusal=self._show_refusal,
            on_end=self.reload,
        )
        if not agreed:
            page.refresh()

    def _show_refusal(self, error: UserFacingError) -> None:
        self.seed_page.show_problem(error.message)

    def _dispatch(self) -> None:
        if self.detail is None:
            return
        button = self.confirm_page.dispatch_button
        button.set_reason("正在派发…")
        if not actions.dispatch(self.desk, self._services, self.detail.row, on_end=self.reload):
            button.set_reason(None)

    def _ask_fairness(self) -> None:
        ask_fairness(self, self.desk, self._services)

    def _toggle_ceremony(self) -> None:
        shown = (self._view.detail or self._view.preview) if self._view is not None else None
        if shown is not None:
            toggle_ceremony(self.desk, self._services, shown, self)

    def _show_about(self) -> None:
        show_about(self, self.desk)

    def _take_in_list(self) -> None:
        task = self._task()
        if task is not None:
            further_actions.take_in_list(self.desk, self._services, self, task, self._choose_platform)

    def _withdraw_list(self) -> None:
        key = self.seal_page.draft.platform_draw_key
        lists = () if self._view is None else self._view.platform_lists
        chosen = next((each for each in lists if each.key == key), None)
        if chosen is not None:
            further_actions.withdraw_list(self.desk, self._services, chosen, self._choose_platform)

    def _ask_direct(self) -> None:
        direct = further_actions.ask_direct(self, self._view.preview if self._view else None)
        if direct is not None:
            self._choose_direct(direct)

    def _open_scheme(self) -> None:
        task = self._task()
        if task is not None:
            SchemeDialog(self, self.desk, self._services, task).exec()

    def _go_to_plan(self) -> None:
        self.tab_requested.emit(_PLAN_TAB)

    def _go_to_records(self) -> None:
        self.tab_requested.emit(_RECORD_TAB)

    def _is_heard(self) -> bool:
        """Whether anyone listens: a button that leads nowhere is not shown."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.tab_requested))

    # -- building

    def _lay_out(self) -> None:
        self._steps_stack = QStackedWidget()
        for page in self._pages:
            self._steps_stack.addWidget(page)
        self._board = QWidget()
        layout = QVBoxLayout(self._board)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.bar)
        layout.addWidget(self.steps)
        layout.addWidget(self._steps_stack, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._board)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack)

    def _connect(self) -> None:
        self.bar.task_chosen.connect(self.choose_task)
        self.bar.draw_chosen.connect(self.choose_draw)
        self.papers.draw_chosen.connect(self.show_draw)
        self.bar.fairness_clicked.connect(self._ask_fairness)
        self.bar.about_clicked.connect(self._show_about)
        self.bar.ceremony_clicked.connect(self._toggle_ceremony)
        self.bar.scheme_clicked.connect(self._open_scheme)
        self.steps.chosen.connect(self.show_step)
        self.seal_page.seal_clicked.connect(self._seal)
        self.seal_page.scheme_clicked.connect(self._open_scheme)
        self.seal_page.choices_changed.connect(self._change_choices)
        self.seal_page.direct_clicked.connect(self._ask_direct)
        self.seal_page.form.platform_clicked.connect(self._take_in_list)
        self.seal_page.form.withdraw_clicked.connect(self._withdraw_list)
        self.seed_page.draw_clicked.connect(self._draw)
        self.result_page.confirm_clicked.connect(partial(self.show_step, CONFIRM))
        self.confirm_page.dispatch_clicked.connect(self._dispatch)
        self.confirm_page.records_clicked.connect(self._go_to_records)
        for lists in (self.seal_page.lists, self.result_page.lists):
            lists.draw_opened.connect(self.choose_draw)


def _was_voided_now(before: TaskView, now: TaskView) -> bool:
    """Whether the draw on screen has just been voided, so that the task goes on with another one."""
    if before.detail is None or now.detail is None or before.draw_key != now.draw_key:
        return False
    return now.detail.row.stage is DrawStage.VOIDED is not before.detail.row.stage
