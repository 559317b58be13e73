"""文书文字: the office's words of each form, edited beside the sample that they make.

Every stroke is tried after a short rest: what cannot stand is said beside its text, the sample shows what would be printed.
Nothing is kept before 保存.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from services.container import Services
from services.papers.wording_rows import WordingFormRow, WordingState, WordingTrial, WordingVersionRow
from ui.desk import Desk
from ui.papers.sample_pages import SamplePages
from ui.papers.wording_field import WordingField
from ui.papers.wording_history import WordingHistoryDialog
from ui.theme import set_look
from ui.widgets.buttons import button
from ui.widgets.chooser import Chooser
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import ChipLabel

_REST = 400  # milliseconds without a stroke before the words are tried
_LONGEST_NOTE = 200
_CHOOSER_WIDTH = 300


class WordingDialog(WorkDialog):
    """The forms, the texts of one, its sample."""

    tried = Signal()
    """The words as they stand have been tried; problems and sample are shown."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        self.desk = desk
        self._service = services.wordings
        self._state: WordingState | None = None
        self._trial = 0
        self._problems: dict[str, str] = {}
        self.fields: list[WordingField] = []
        self.chooser = Chooser[str](can_type=True)
        self.chooser.setAccessibleName("文书")
        self.chooser.setMaximumWidth(_CHOOSER_WIDTH)
        self.state_chip = ChipLabel()
        self.history_button = button("版本记录…", hint="谁在何时改了什么；可以恢复以前的版本")
        self.own_button = button("恢复程序文字", hint="整份文书改回程序自带的文字，作为新的一版保存")
        self.note_field = QLineEdit()
        self.note_field.setMaxLength(_LONGEST_NOTE)
        self.note_field.setPlaceholderText("修改说明，如：按法制科意见")
        self.note_field.setAccessibleName("修改说明")
        self.sample = SamplePages()
        self._texts = QVBoxLayout()
        content = self._content()
        super().__init__(parent, "文书文字", content, cancel="关闭", size=(1240, 700))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self.try_out)
        self.chooser.currentIndexChanged.connect(self._choose)
        self.history_button.clicked.connect(self.show_history)
        self.own_button.clicked.connect(self.restore_own)
        self.show_state()
        desk.operations.query(self._service.list_forms, self._show_forms)

    # -- what is shown

    @property
    def is_changed(self) -> bool:
        """Whether something is written that is not kept."""
        if self._state is None:
            return False
        return self.texts() != {text.key: text.text for text in self._state.texts}

    def texts(self) -> dict[str, str]:
        """Return all texts as they are written."""
        return {field.key: field.text() for field in self.fields}

    def field(self, key: str) -> WordingField:
        """Return the field of a text."""
        return next(field for field in self.fields if field.key == key)

    def show_state(self) -> None:
        """Say how the words stand and which buttons can work."""
        row = self._state.form if self._state is not None else None
        version = row.version if row is not None else 0
        self.state_chip.show_state(
            f"第 {version} 版，与程序文字有 {row.changed} 处不同" if row and row.changed else "程序文字",
            "info" if row and row.changed else "neutral",
        )
        count = len(self._problems)
        if not self.is_changed:
            self.confirm_button.set_reason("没有改动。")
        else:
            self.confirm_button.set_reason(f"有 {count} 处问题，请先改正。" if count else None)
        self.history_button.set_reason(None if version else "还没有改过，没有版本记录。")
        self.own_button.set_reason(None if row and row.changed else "现在用的就是程序文字。")
        whole = self._problems.get("", "")
        self.set_note(
            whole or (f"有 {count} 处问题。" if count else "保存后制发的文书用新文字，已制发的不变。")
        )

    # -- acts

    def try_out(self) -> None:
        """Try the words as they stand; an answer to older ones is not shown."""
        if self._state is None:
            return
        self._timer.stop()
        self._trial += 1
        work = partial(self._service.try_out, self._state.form.name, self.texts())
        self.desk.operations.query(work, partial(self._show_trial, self._trial))

    def confirm(self) -> None:
        """Keep the words as the next version."""
        if self._state is None or not self.is_changed:
            return
        form = self._state.form
        work = partial(self._service.save, form.name, texts=self.texts(), note=self.note_field.text())
        self.desk.operations.change(
            work, partial(self._kept, f"已保存“{form.title}”的文字，以后制发的文书用新文字")
        )

    def restore_own(self) -> None:
        """Go back to the program's own words of the whole form."""
        if self._state is None:
            return
        form = self._state.form
        if self.desk.messages.confirm(
            f"把“{form.title}”的 {form.changed} 处文字恢复为程序文字？",
            detail="作为新的一版保存，以前的版本留在版本记录里；已制发的文书不变。",
            yes="恢复程序文字",
        ):
            self._restore(0, f"“{form.title}”已恢复程序文字")

    def show_history(self) -> None:
        """Show the versions of the form."""
        if self._state is not None:
            self.desk.operations.query(
                partial(self._service.history, self._state.form.name), self._show_versions
            )

    def reject(self) -> None:
        """Leave; words that are not kept are asked about."""
        if self._may_leave():
            self._timer.stop()
            super().reject()

    # -- inside

    def _content(self) -> QWidget:
        holder = QWidget()
        set_look(holder, "clear")
        holder.setLayout(self._texts)
        self._texts.setContentsMargins(0, 0, 12, 0)
        self._texts.setSpacing(16)
        self.texts_area = QScrollArea()
        self.texts_area.setWidgetResizable(True)
        self.texts_area.setFrameShape(QFrame.Shape.NoFrame)
        self.texts_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.texts_area.setWidget(holder)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.texts_area)
        split.addWidget(self.sample)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([600, 460])
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.chooser)
        head.addWidget(self.state_chip)
        head.addStretch(1)
        head.addWidget(self.history_button)
        head.addWidget(self.own_button)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(split, 1)
        layout.addWidget(self.note_field)
        return content

    def _show_forms(self, rows: Sequence[WordingFormRow]) -> None:
        self.chooser.set_options(
            (row.name, row.title if row.is_in_use else f"{row.title} · 未采用") for row in rows
        )
        self._load()

    def _choose(self) -> None:
        name = self.chooser.value()
        if name is None or (self._state is not None and name == self._state.form.name):
            return
        if self._may_leave():
            self.sample.begin()
            self._load()
        elif self._state is not None:
            self.chooser.set_value(self._state.form.name)

    def _load(self) -> None:
        name = self.chooser.value()
        if name is not None:
            self.desk.operations.query(partial(self._service.get, name), self._show)

    def _show(self, state: WordingState) -> None:
        self._state = state
        self._problems = {}
        while (item := self._texts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = [WordingField(text) for text in state.texts]
        for field in self.fields:
            self._texts.addWidget(field)
            field.changed.connect(self._on_changed)
        self._texts.addStretch(1)
        self.texts_area.verticalScrollBar().setValue(0)
        self.note_field.clear()
        self.show_state()
        self.try_out()

    def _on_changed(self) -> None:
        self._timer.start()
        self.show_state()

    def _show_trial(self, ordinal: int, trial: WordingTrial) -> None:
        if ordinal != self._trial:
            return
        self._problems = dict(trial.problems)
        for field in self.fields:
            field.show_problem(trial.problems.get(field.key, ""))
        if trial.pdf is None:
            self.sample.show_stale()
        else:
            self.sample.show_pdf(trial.pdf)
        self.show_state()
        self.tried.emit()

    def _show_versions(self, rows: Sequence[WordingVersionRow]) -> None:
        assert self._state is not None
        form = self._state.form
        dialog = WordingHistoryDialog(self, self.desk, form.title, rows)
        dialog.exec()
        if dialog.restored is not None and self._may_leave():
            self._restore(dialog.restored, f"“{form.title}”的文字已恢复为第 {dialog.restored} 版")

    def _restore(self, version: int, done: str) -> None:
        assert self._state is not None
        work = partial(self._service.restore, self._state.form.name, version=version)
        self.desk.operations.change(work, partial(self._kept, done))

    def _kept(self, done: str, _changes: object) -> None:
        self.desk.messages.toast(done)
        self._load()

    def _may_leave(self) -> bool:
        if not self.is_changed:
            return True
        assert self._state is not None
        return self.desk.messages.confirm(
            f"放弃对“{self._state.form.title}”文字的改动？", detail="改动还没有保存。", yes="放弃改动"
        )
