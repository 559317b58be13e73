"""The question before an act that stays on record: what it means, why, and who approved it. 作废 and 递补 ask it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.draw.file_field import FileField
from ui.messages import Messages
from ui.theme import set_look
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.growing_text import GrowingText
from ui.widgets.labels import value_label

_REASON_HEIGHT = 84
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, and with whose approval."""

    reason: str
    approved_by: str
    evidence: str = ""  # 依据, in words
    evidence_path: Path | None = None  # and as a file


def check_reason(given: Reason) -> dict[str, str]:
    """Return what is missing, by field."""
    problems: dict[str, str] = {}
    if not given.reason:
        problems["reason"] = "请写明理由和依据，它会写进以后的抽取证书。"
    elif len(given.reason) > _LONGEST:
        problems["reason"] = f"理由不超过 {_LONGEST} 字，现为 {len(given.reason)} 字。"
    if not given.approved_by:
        problems["approved_by"] = "请填写批准人。"
    return problems


class ReasonDialog(WorkDialog):
    """Says what the act means and asks for reason and approver; ``confirm`` names the act and how many."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        meaning: str,
        *,
        confirm: str,
        hint: str = "",
        is_dangerous: bool = False,
        messages: Messages | None = None,
    ) -> None:
        self.evidence = GrowingText(hint="文号、公告、记录等，可不填")
        self.file = None if messages is None else FileField(messages, title="选择依据文件")
        self.reason, self.approved_by = QPlainTextEdit(), QLineEdit()
        self.reason.setFixedHeight(_REASON_HEIGHT)
        self.reason.setPlaceholderText(hint)
        self.reason.setTabChangesFocus(True)
        self.approved_by.setMaxLength(50)
        self.approved_by.setFixedWidth(200)
        self.form = Form(label_width=64)
        self._add_fields(self.form)
        self.form.add("reason", "理由", self.reason, is_required=True)
        self.form.add("approved_by", "批准人", self.approved_by, is_required=True)
        if self.file is not None:
            self.form.add("evidence", "依据", self.evidence)
            self.form.add("file", "依据文件", self.file, hint="不超过 10 MB，连同摘要留存")
        super().__init__(
            parent,
            title,
            self._content(meaning),
            confirm=confirm,
            size=(560, 440 if self.file is None else 560),
            is_dangerous=is_dangerous,
        )

    def _content(self, meaning: str) -> QWidget:
        content = QWidget()
        set_look(content, "clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(value_label(meaning))
        layout.addWidget(self.form)
        layout.addStretch(1)
        return content

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        meaning: str,
        *,
        confirm: str,
        hint: str = "",
        is_dangerous: bool = False,
        messages: Messages | None = None,
    ) -> Reason | None:
        """Show the dialog; None when the user left. With ``messages`` it asks for 依据 too."""
        dialog = cls(
            parent,
            title,
            meaning,
            confirm=confirm,
            hint=hint,
            is_dangerous=is_dangerous,
            messages=messages,
        )
        return dialog.given() if dialog.exec() else None

    def given(self) -> Reason:
        """Return what was filled in."""
        return Reason(
            self.reason.toPlainText().strip(),
            self.approved_by.text().strip(),
            self.evidence.text(),
            None if self.file is None else self.file.value(),
        )

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        return check_reason(self.given())

    def confirm(self) -> None:
        """Accept when nothing is missing."""
        problems = self.problems()
        self.form.show_problems(problems)
        if not problems:
            self.accept()

    def _add_fields(self, form: Form) -> None:
        """Add what a particular act asks beside reason and approver."""
