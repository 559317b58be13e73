"""登记请假: which kind, from which day to which, why; above it the year as it stands."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.vocab import LeaveKind
from services.roster.leaves import leave_problems
from services.roster.officer_rows import LeaveDraft, LeaveRow
from ui.roster.draft_form import DraftForm, term_chooser
from ui.roster.year_of_leave import YearOfLeave
from ui.theme import set_look
from ui.widgets.dialog import WorkDialog


class LeaveForm(DraftForm[LeaveDraft]):
    """Fields for a LeaveDraft."""

    def __init__(self, draft: LeaveDraft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self.kind = self.add_chooser("kind", "类别", term_chooser(LeaveKind))
        self.starts_on = self.add_date("starts_on", "第一天", is_required=True)
        self.ends_on = self.add_date("ends_on", "最后一天", is_required=True)
        self.reason = self.add_text("reason", "事由", hint="可以不填")
        self.show_draft(draft)


class LeaveDialog(WorkDialog):
    """Asks for a leave of one officer."""

    def __init__(
        self,
        parent: QWidget | None,
        officer_name: str,
        form: LeaveForm,
        leaves: Sequence[LeaveRow],
        year: int,
    ) -> None:
        self.form = form
        self.year = YearOfLeave(leaves, year)
        self._leaves = leaves
        content = QWidget()
        set_look(content, "clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(form)
        layout.addWidget(self.year)
        layout.addStretch(1)
        super().__init__(
            parent, f"登记请假：{officer_name}", content, confirm="登记请假(&S)", size=(600, 560)
        )
        self.set_note("检查期限内过半天数不在岗的，不参加该次抽取。")
        form.changed.connect(self._preview)
        form.guard_keys()
        form.starts_on.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        officer_name: str,
        draft: LeaveDraft,
        leaves: Sequence[LeaveRow],
        year: int,
    ) -> LeaveDraft | None:
        """Show the dialog; return the draft, or None when the user left."""
        dialog = cls(parent, officer_name, LeaveForm(draft), leaves, year)
        return dialog.form.draft() if dialog.exec() else None

    def confirm(self) -> None:
        """Accept a draft without problems."""
        problems = {**leave_problems(self.form.draft(), self._leaves), **self.form.own_problems()}
        self.form.show_problems(problems)
        if not problems:
            self.accept()

    def _preview(self) -> None:
        """Show the typed days in the year at once."""
        draft = self.form.draft()
        self.year.show_typed(draft.starts_on, draft.ends_on)
