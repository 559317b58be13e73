"""Entering results: one inspection after the other, as many as were selected."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.changes import Changes
from services.records.rows import RecordDetail, ResultDraft
from ui.messages import Messages
from ui.records.columns import visit_text
from ui.records.result_form import ResultForm
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import secondary, section_title, toned

_SAVING = "正在保存…"


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a draft: stored, or the problems that kept it from being stored."""

    problems: dict[str, str]
    changes: Changes


class ResultDialog(WorkDialog):
    """Holds the result form; what is filled in goes out by ``submitted`` and the dialog stays until it is stored."""

    submitted = Signal(object)
    """Carries the ResultDraft; hand what became of it to ``answer``."""

    def __init__(
        self,
        parent: QWidget | None,
        detail: RecordDetail,
        messages: Messages,
        *,
        number: int = 1,
        count: int = 1,
    ) -> None:
        self.detail = detail
        self.form = ResultForm(detail)
        self._messages = messages
        self._refusal = toned("", "bad")
        self._refusal.setWordWrap(True)
        self._refusal.hide()
        self._confirm_text = "保存，下一户(&S)" if number < count else "保存(&S)"
        title = "修改检查结果" if detail.row.outcome is not None else "录入检查结果"
        super().__init__(
            parent,
            f"{title}（第 {number} 户，共 {count} 户）" if count > 1 else title,
            self._lay_out(),
            confirm=self._confirm_text,
            size=(1040, 640),
        )
        self._untouched = self.form.typed
        self.form.starts.day.setFocus()

    @property
    def is_touched(self) -> bool:
        """Whether anything was filled in or changed."""
        return self.form.typed != self._untouched

    def confirm(self) -> None:
        """Give the draft out, unless its dates cannot be read."""
        problems = self.form.own_problems()
        if problems:
            self.show_problems(problems)
            return
        self.confirm_button.set_reason(_SAVING)
        self.submitted.emit(self.form.draft())

    def answer(self, entered: Entered) -> None:
        """Close when the draft was stored, else show its problems; nothing that was typed is lost."""
        if entered.problems:
            self.show_problems(entered.problems)
            return
        self._untouched = self.form.typed
        self.accept()

    def unlock(self) -> None:
        """Let the draft be sent again."""
        self.confirm_button.set_reason(None)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show what keeps the result from being stored."""
        self._refusal.setText(problems.get("stage", ""))
        self._refusal.setVisible("stage" in problems)
        self.form.show_problems(problems)
        self.set_note(f"还有 {len(problems)} 处需要填写或改正" if problems else "")

    def reject(self) -> None:
        """Leave; ask first when something was typed, so that a stray Esc loses nothing."""
        if not self.is_touched or self._messages.confirm(
            "放弃已填写的检查结果？",
            detail=f"{self.detail.row.enterprise_name}的检查结果尚未保存。",
            yes="放弃填写",
            is_dangerous=True,
        ):
            super().reject()

    def draft(self) -> ResultDraft:
        """Return what is filled in."""
        return self.form.draft()

    def _lay_out(self) -> QWidget:
        row = self.detail.row
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        facts = [f"检查人员 {row.officer_names}", row.notice_number, visit_text(row), row.address]
        about = secondary("　·　".join(fact for fact in facts if fact))
        about.setWordWrap(True)
        heading = QVBoxLayout()
        heading.setSpacing(4)
        heading.addWidget(section_title(row.enterprise_name))
        heading.addWidget(about)
        layout.addLayout(heading)
        layout.addWidget(self._refusal)
        layout.addWidget(self.form)
        return content
