"""按平台抽取的名单: what a file of the provincial platform would bring, its number, time and page; nothing is written before."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from models.errors import UserFacingError
from services.changes import Changes
from services.container import Services
from services.draw.platform import check_platform_draft
from services.draw.platform_rows import PlatformDraft, PlatformMatch, PlatformMiss, PlatformPreview
from services.draw.rows import DrawTaskRow
from ui.desk import Desk
from ui.draw.file_field import LIST_FILTER, PAGE_FILTER, FileField
from ui.table.model import CENTER, Column
from ui.table.view import RecordTableView
from ui.theme import set_look
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary, strong, toned
from ui.widgets.moment_field import MomentField

_MATCHES: tuple[Column[PlatformMatch], ...] = (
    Column("行号", lambda row: str(row.row), lambda row: row.row, 48, CENTER),
    Column("名录中的企业", lambda row: row.name, width=240),
    Column("代码", lambda row: row.code, width=168),
    Column("说明", lambda row: row.note, width=260, stretches=True, tone=lambda row: "warn"),  # noqa: ARG005
)
_MISSES: tuple[Column[PlatformMiss], ...] = (
    Column("行号", lambda row: str(row.row), lambda row: row.row, 48, CENTER),
    Column("文件中的名称", lambda row: row.name or "—", width=200),
    Column("代码", lambda row: row.code or "—", width=168),
    Column("不列入的原因和办法", lambda row: row.reason, width=320, stretches=True, tone=lambda row: "bad"),  # noqa: ARG005
)
_SIZE = (940, 660)


class PlatformDialog(WorkDialog):
    """Reads the list as soon as it is opened; ``taken_in`` carries the key of what was stored."""

    taken_in = Signal(int)

    def __init__(
        self, parent: QWidget | None, desk: Desk, services: Services, task: DrawTaskRow, path: Path
    ) -> None:
        self._desk = desk
        self._services = services
        self._task = task
        self._path = path
        self._preview: PlatformPreview | None = None
        self.file = FileField(desk.messages, title="选择平台抽取的名单", filters=LIST_FILTER, can_clear=False)
        self.number = QLineEdit()
        self.number.setMaxLength(60)
        self.number.setFixedWidth(240)
        self.drawn_at = MomentField("平台抽取")
        self.drawn_at.setFixedWidth(232)
        self.page = FileField(desk.messages, title="选择平台结果页面的截图", filters=PAGE_FILTER)
        self.leaves_out = QCheckBox()
        self.matches = RecordTableView(
            _MATCHES, name="platform/matches", settings=desk.settings, key=lambda row: row.row
        )
        self.misses = RecordTableView(
            _MISSES, name="platform/misses", settings=desk.settings, key=lambda row: row.row
        )
        self._summary, self._problem, self._missed = strong(), toned("", "bad"), toned("", "bad")
        self._matched = secondary("以下各户列入，全部检查：")
        self._problem.setWordWrap(True)
        self.form = Form(label_width=84)
        super().__init__(
            parent, f"按平台抽取的名单：{task.name}", self._content(), confirm="录入", size=_SIZE
        )
        self.file.set_value(path)
        self._show_nothing("")
        self.file.changed.connect(self._read_another)
        self.leaves_out.toggled.connect(self._show_state)
        self.read()

    @property
    def problem(self) -> str:
        """Why the file could not be read or taken in."""
        return self._problem.text()

    @property
    def summary(self) -> str:
        """The counts of the list."""
        return self._summary.text()

    def draft(self) -> PlatformDraft:
        """Return what was filled in."""
        return PlatformDraft(self.number.text().strip(), self.drawn_at.value(), self.page.value())

    def read(self) -> None:
        """Read the file and show what it would bring."""
        self.confirm_button.set_reason("正在读取文件…")
        self._desk.operations.query(
            partial(self._services.platform_draws.preview, path=self._path), self._show, self._fail
        )

    def confirm(self) -> None:
        """Store the list when nothing is missing."""
        preview = self._preview
        problems = check_platform_draft(self.draft(), self._services.workplace.clock.now())
        if self.drawn_at.problem:
            problems["drawn_at"] = self.drawn_at.problem
        self.form.show_problems(problems)
        if problems or preview is None or not self.confirm_button.isEnabled():
            return
        self.confirm_button.set_reason("正在录入…")
        self._desk.operations.change(
            partial(
                self._services.platform_draws.take_in,
                task_key=self._task.key,
                path=self._path,
                draft=self.draft(),
                previewed=preview,
                leaves_out=self.leaves_out.isChecked(),
            ),
            self._finish,
            self._refuse,
        )

    def _read_another(self) -> None:
        path = self.file.value()
        if path is not None:
            self._path = path
            self.read()

    def _show(self, preview: PlatformPreview) -> None:
        self._preview = preview
        self._problem.setText("")
        self._summary.setText(f"“{preview.file_name}”：{preview.summary}")
        self.matches.set_rows(preview.matches)
        self.misses.set_rows(preview.misses)
        for part in (self._matched, self.matches):
            part.setVisible(bool(preview.matches))
        for part in (self._missed, self.misses):
            part.setVisible(bool(preview.misses))
        self._missed.setText("以下各行不列入：")
        self.leaves_out.setVisible(bool(preview.unmatched and preview.matches))
        self.leaves_out.setChecked(False)
        self.leaves_out.setText(f"已看过，{preview.unmatched} 行对不上名录的不列入")
        self._show_state()

    def _show_state(self) -> None:
        preview = self._preview
        if preview is None:
            return
        self.confirm_button.setText(f"录入 {len(preview.matches)} 户")
        reason = None
        if not preview.matches:
            reason = "名单中没有一户在名录库中，请先在“名录库”中导入或更正。"
        elif preview.unmatched and not self.leaves_out.isChecked():
            reason = "有对不上名录的行：请先更正名录，或勾选不列入。"
        self.confirm_button.set_reason(reason)
        self.set_note(reason or "")

    def _show_nothing(self, problem: str) -> None:
        self._preview = None
        self._problem.setText(problem)
        self._summary.setText("")
        for part in (self._matched, self.matches, self.misses, self._missed, self.leaves_out):
            part.hide()
        self.confirm_button.set_reason(problem or "还没有读到名单。")

    def _fail(self, error: UserFacingError) -> None:
        self._show_nothing(error.message)

    def _refuse(self, error: UserFacingError) -> None:
        self._problem.setText(error.message)
        self._show_state()

    def _finish(self, changes: Changes) -> None:
        count = len(self._preview.matches) if self._preview is not None else 0
        self._desk.messages.toast(f"已录入平台抽取的 {count} 户，可以封存名单、抽取检查人员")
        self.accept()
        if changes.key is not None:
            self.taken_in.emit(changes.key)

    def _content(self) -> QWidget:
        self.form.add("file", "名单文件", self.file)
        self.form.add("number", "平台任务号", self.number, is_required=True)
        self.form.add("drawn_at", "抽取时间", self.drawn_at, is_required=True)
        self.form.add("page", "结果页面", self.page, is_required=True, hint="png、jpg 或 pdf，不超过 10 MB")
        content = QWidget()
        set_look(content, "clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self.form, self._problem, self._summary):
            layout.addWidget(part)
        layout.addWidget(self._missed)
        layout.addWidget(self.misses, 2)
        layout.addWidget(self.leaves_out)
        layout.addWidget(self._matched)
        layout.addWidget(self.matches, 3)
        for table in (self.matches, self.misses):
            table.setMinimumHeight(124)
        layout.addStretch(0)
        return content
