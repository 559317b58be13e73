"""批量修改: which records, which field, what becomes of it; old and new are on screen before the blue button is pressed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from services.container import Services
from services.progress import Progress
from services.roster.bulk_rows import BulkChange, BulkDone, BulkLine, BulkPreview, BulkRefusal, BulkUndone
from ui.desk import Desk
from ui.operations import Job
from ui.roster.bulk_values import ValueForm
from ui.roster.roster_table import RosterTable, TableLook
from ui.settings_store import SettingsStore
from ui.table.model import Column
from ui.theme import set_look
from ui.widgets.buttons import SegmentBar
from ui.widgets.chooser import Chooser
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import secondary, strong
from ui.widgets.toast import Link

_PAUSE_MS = 200
_TABLE_HEIGHT = 150
_LINES: tuple[Column[BulkLine], ...] = (
    Column("企业名称", lambda row: row.name, width=232),
    Column("信用代码", lambda row: row.code, width=164),
    Column("原值", lambda row: row.old, width=180, tone=lambda _: "secondary"),
    Column("新值", lambda row: row.new, width=180),
)
_REFUSALS: tuple[Column[BulkRefusal], ...] = (
    Column("企业名称", lambda row: row.name, width=232),
    Column("信用代码", lambda row: row.code, width=164),
    Column("不能修改的原因", lambda row: row.reason, width=340),
)


@dataclass(frozen=True, slots=True)
class BulkScope:
    """Some records of the list: 所选 12 户, 筛选出的 900 户. ``keys`` is called in the database thread."""

    title: str
    keys: Callable[[], Sequence[int]]


class BulkEditDialog(WorkDialog):
    """Previews while the clerk chooses; ``edited`` carries the BulkDone."""

    edited = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        services: Services,
        scopes: Sequence[BulkScope],
        forms: Sequence[Callable[[], ValueForm]],
    ) -> None:
        self.scopes = SegmentBar([scope.title for scope in scopes])
        self.forms = [make() for make in forms]
        self.field = Chooser[int]([(number, form.title) for number, form in enumerate(self.forms)])
        self.field.setMinimumWidth(168)
        self.why = QLineEdit()
        self.why.setMaxLength(200)
        self.why.setPlaceholderText("写入变更记录，例如：区划调整、年度核对")
        self.outcome = BulkResult(desk.settings)
        self._values = QStackedWidget()
        set_look(self._values, "clear")
        for form in self.forms:
            set_look(form, "clear")
            form.changed.connect(self._wait)
            self._values.addWidget(form)
        super().__init__(parent, "批量修改检查对象", self._lay_out(), confirm="修改", size=(900, 640))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._services = services
        self._scopes = scopes
        self._job: Job[Any] | None = None
        self._is_writing = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.preview)
        self.scopes.changed.connect(self.preview)
        self.field.currentIndexChanged.connect(self._show_form)
        self._show_form()

    @property
    def form(self) -> ValueForm:
        """The form of the field that is being changed."""
        return self.forms[self.field.value() or 0]

    def preview(self) -> None:
        """Ask what the change would do; only the latest question is worth an answer."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        change = self.form.change()
        problem = self.form.problem()
        if change is None or problem:
            self.outcome.show_nothing()
            self.confirm_button.setText("修改")
            self.confirm_button.set_reason(problem or f"请先选择{self.form.title}要改成什么。")
            self.set_note(problem)
            return
        self.confirm_button.set_reason("正在核对…")
        self.set_note("")
        work = partial(self._preview, self._scopes[self.scopes.current], change)
        self._job = self._desk.operations.query(work, self._show_preview)

    def confirm(self) -> None:
        """Change the records."""
        change = self.form.change()
        if change is None or self._timer.isActive() or self._is_writing:
            return
        self._is_writing = True
        self.confirm_button.set_reason("正在修改…")
        work = partial(
            self._apply,
            self._scopes[self.scopes.current],
            change,
            self.form.words(),
            self.why.text().strip(),
        )
        self._job = self._desk.operations.change(
            work, self._finish, on_end=self._stop_writing, label="正在批量修改"
        )

    def reject(self) -> None:
        """Stop the writing and stay; else leave."""
        if self._job is not None:
            self._job.cancel()
        if not self._is_writing:
            self._timer.stop()
            super().reject()

    def _preview(self, scope: BulkScope, change: BulkChange, progress: Progress) -> BulkPreview:
        return self._services.bulk_edits.preview_bulk_edit(
            keys=scope.keys(), change=change, progress=progress
        )

    def _apply(
        self, scope: BulkScope, change: BulkChange, title: str, why: str, progress: Progress
    ) -> BulkDone:
        return self._services.bulk_edits.apply_bulk_edit(
            keys=scope.keys(), change=change, title=title, why=why, progress=progress
        )

    def _show_preview(self, preview: BulkPreview) -> None:
        self._job = None
        self.outcome.show_preview(preview)
        number = len(preview.changed)
        self.confirm_button.setText(f"修改 {number:,} 户" if number else "修改")
        self.confirm_button.set_reason(None if number else "没有需要修改的检查对象。")

    def _finish(self, done: BulkDone) -> None:
        self._is_writing = False
        self.edited.emit(done)
        self.accept()

    def _stop_writing(self) -> None:
        """Return to the preview when the writing was stopped or failed."""
        if self._is_writing:
            self._is_writing = False
            self.preview()
            self.set_note("没有修改任何检查对象。")

    def _show_form(self) -> None:
        for (
            form
        ) in self.forms:  # a stack is as tall as its tallest page, unless the others ignore their height
            form.setVisible(form is self.form)
        self._values.setCurrentWidget(self.form)
        self._values.setFixedHeight(self.form.sizeHint().height())
        self.preview()

    def _wait(self) -> None:
        self.confirm_button.set_reason("正在核对…")
        self._values.setFixedHeight(self.form.sizeHint().height())
        self._timer.start()

    def _lay_out(self) -> QWidget:
        content = QWidget()
        set_look(content, "clear")
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(strong("修改"))
        first.addWidget(self.scopes)
        first.addWidget(strong("的"))
        first.addWidget(self.field)
        first.addStretch(1)
        reason = QHBoxLayout()
        reason.setSpacing(12)
        word = secondary("修改原因")
        word.setMinimumWidth(96)
        reason.addWidget(word)
        reason.addWidget(self.why, 1)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(first)
        layout.addWidget(self._values)
        layout.addLayout(reason)
        layout.addWidget(self.outcome, 1)
        return content


class BulkResult(QWidget):
    """What an edit would do: how many, old → new, and those that are refused with the reason."""

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "clear")
        self.counts = secondary()
        self.parts = SegmentBar(("将修改", "不能修改"))
        self.lines = RosterTable[BulkLine](
            _LINES, TableLook("企业名称"), name="bulk-lines", settings=settings, key=lambda row: row.key
        )
        self.refusals = RosterTable[BulkRefusal](
            _REFUSALS, TableLook("不能修改的原因", lines=2), name="bulk-refusals", settings=settings, key=_key
        )
        self._stack = QStackedWidget()
        for table in (self.lines, self.refusals):
            table.setMinimumHeight(_TABLE_HEIGHT)
            self._stack.addWidget(table)
        self.parts.changed.connect(self._stack.setCurrentIndex)
        line = QHBoxLayout()
        line.addWidget(self.counts, 1)
        line.addWidget(self.parts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)

    def show_nothing(self) -> None:
        """Wait for a value."""
        self.counts.setText("选好要改成什么，这里先列出每一户的原值和新值，确认后才写入。")
        self.lines.set_rows([])
        self.lines.set_empty("还没有选择")
        self.refusals.set_rows([])
        self.parts.hide()
        self.parts.set_current(0)

    def show_preview(self, preview: BulkPreview) -> None:
        """Show what would be done."""
        parts = [
            f"共 {preview.total:,} 户：{len(preview.changed):,} 户将修改",
            f"{preview.unchanged:,} 户本来就是，不变" if preview.unchanged else "",
            f"{len(preview.refused):,} 户不能修改" if preview.refused else "",
        ]
        self.counts.setText("，".join(part for part in parts if part) + "。")
        self.lines.set_rows(preview.changed)
        self.lines.set_empty("没有需要修改的检查对象")
        self.refusals.set_rows(preview.refused)
        self.parts.set_count(0, len(preview.changed))
        self.parts.set_count(1, len(preview.refused))
        self.parts.setVisible(bool(preview.refused))
        self.parts.set_current(1 if preview.refused and not preview.changed else 0)


def say_edited(desk: Desk, services: Services, done: BulkDone) -> None:
    """Say what an edit did, with what takes it back."""
    number, refused = len(done.restorations), done.preview.refused
    if not number:
        desk.messages.toast(f"没有修改：{refused[0].reason}" if refused else "没有需要修改的检查对象")
        return
    rest = f"；{len(refused):,} 户没有修改：{refused[0].reason}" if refused else ""
    undo = Link("撤销", partial(undo_edit, desk, services, done))
    desk.messages.toast(f"已修改 {number:,} 户：{done.title}{rest}", undo)


def undo_edit(desk: Desk, services: Services, done: BulkDone) -> None:
    """Put the old values back and say for how many."""
    work = partial(services.bulk_edits.undo_bulk_edit, done=done)
    desk.operations.change(work, partial(_say_undone, desk), label="正在撤销")


def _say_undone(desk: Desk, undone: BulkUndone) -> None:
    kept = f"；{undone.kept:,} 户之后又有改动，保持现在的内容" if undone.kept else ""
    desk.messages.toast(f"已撤销，{undone.restored:,} 户恢复原值{kept}")


def _key(row: BulkRefusal) -> int:
    return row.key
