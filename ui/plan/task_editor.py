"""The right half of the plan tab while a task is written: the form, what it means in numbers, 保存 and 取消."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from models.rules.scope import Scope
from services.plan.rows import ScopeCount, TaskDraft
from ui.plan.task_form import FormChoices, TaskForm
from ui.plan.wording import count_sentence, quota_warnings
from ui.theme import set_look
from ui.widgets.buttons import button, primary_button
from ui.widgets.labels import rule, section_title

_PAUSE_MS = 200
_MIN_WIDTH = 420


class TaskEditor(QFrame):
    """Holds one form. The tab answers ``asked`` with the live count, and ``save_requested`` with problems or the end."""

    asked = Signal(object, bool)
    """Carries the draft once the typing pauses, and whether its count has to be made anew."""
    save_requested = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._stand_back()
        self._form: TaskForm | None = None
        self._initial: TaskDraft | None = None
        self._counted: tuple[Scope, str, dict[str, str] | None] | None = None
        self._title = section_title()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count = QLabel()
        self._count.setWordWrap(True)
        self._count.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.save_button = primary_button("保存(&S)", hint="Ctrl+Enter")
        self.cancel_button = button("取消", hint="Esc")
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.left)
        for keys, act in (("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Esc", self.left.emit)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._lay_out()

    def begin(self, title: str, draft: TaskDraft, choices: FormChoices) -> None:
        """Show a draft; it counts as unchanged until the clerk changes it."""
        self._title.setText(title)
        self.setMinimumWidth(_MIN_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        form = TaskForm(choices, draft)
        set_look(form, "clear")
        form.changed.connect(self._timer.start)
        holder = QWidget()
        set_look(holder, "clear")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 12, 8)
        inside.addWidget(form)
        self._area.setWidget(holder)
        self._form, self._initial, self._counted = form, form.draft(), None
        self._count.setText("")
        self._ask()

    def end(self) -> None:
        """Forget the form."""
        self._timer.stop()
        self._form = self._initial = None
        self._stand_back()

    @property
    def form(self) -> TaskForm:
        """The form on screen; only between ``begin`` and ``end``."""
        assert self._form is not None
        return self._form

    @property
    def is_open(self) -> bool:
        """Whether a task is being written."""
        return self._form is not None

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to lose."""
        return self._form is not None and self._form.draft() != self._initial

    @property
    def title(self) -> str:
        """Which task is being written."""
        return self._title.text()

    @property
    def count_text(self) -> str:
        """The live count in words."""
        return self._count.text()

    def save(self) -> None:
        """Ask the tab to save, if the form has a draft to give."""
        problems = self.form.own_problems()
        if problems:
            self.form.show_problems(problems)
        else:
            self.save_requested.emit(self.form.draft())

    def show_count(self, count: ScopeCount, draft: TaskDraft) -> None:
        """Say what the draft means in numbers."""
        if self._form is None:
            return
        self._counted = (draft.scope, draft.ratio, draft.class_ratios)
        has_any = count.base + count.compulsory > 0
        words = count_sentence(count, draft)
        warnings = quota_warnings(count, draft)
        if not has_any:
            warnings = ("范围内没有可检查的对象，抽取时会跳过这项任务。",)
        self._count.setText("。".join((words, "".join(warnings))) if warnings else words)
        set_look(self._count, "warn" if warnings else "strong")

    def settle_problems(self, problems: Mapping[str, str]) -> None:
        """Take away the problems that were solved; ask for the reason as soon as the ratio needs one."""
        if self._form is not None:
            self._form.show_reason(is_needed="ratio_reason" in problems)
            self._form.fields.drop_solved({**problems, **self._form.own_problems()})

    def _stand_back(self) -> None:
        """Take no room while there is nothing to edit: the detail pane may be narrower than the form."""
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def _ask(self) -> None:
        draft = self.form.draft()
        self.asked.emit(draft, (draft.scope, draft.ratio, draft.class_ratios) != self._counted)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._area, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)
