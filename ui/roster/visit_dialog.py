"""登记其他检查: a 复查, 个案检查, 专项 or 联合检查 of one enterprise that this program did not draw."""

from datetime import date

from PySide6.QtWidgets import QWidget

from models.vocab import VisitKind
from services.roster.visit_rows import OtherVisitDraft
from services.roster.visits import visit_problems
from ui.roster.draft_form import DraftForm, term_chooser
from ui.widgets.dialog import WorkDialog


class VisitForm(DraftForm[OtherVisitDraft]):
    """Fields for an OtherVisitDraft."""

    def __init__(self, draft: OtherVisitDraft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self.kind = self.add_chooser("kind", "检查类型", term_chooser(VisitKind))
        self.visited_on = self.add_date("visited_on", "检查日期", is_required=True)
        self.ground = self.add_text(
            "ground",
            "检查事由",
            lines=2,
            is_required=True,
            hint="例如：12345 投诉举报、上级交办文号、整改复查",
        )
        self.unit = self.add_text("unit", "检查单位", hint="例如：工矿商贸监管科，或协同部门名称")
        self.add_stretch()
        self.show_draft(draft)


class VisitDialog(WorkDialog):
    """Asks for an inspection of one enterprise."""

    def __init__(self, parent: QWidget | None, name: str, form: VisitForm, today: date) -> None:
        self.form = form
        self._today = today
        super().__init__(parent, f"登记其他检查：{name}", form, confirm="登记检查(&S)", size=(600, 400))
        self.set_note("计入年度检查频次；复查、个案检查是否计入，由设置决定。")
        form.guard_keys()
        form.visited_on.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, name: str, draft: OtherVisitDraft, today: date
    ) -> OtherVisitDraft | None:
        """Show the dialog; return the draft, or None when the user left."""
        dialog = cls(parent, name, VisitForm(draft), today)
        return dialog.form.draft() if dialog.exec() else None

    def confirm(self) -> None:
        """Accept a draft without problems."""
        problems = {**visit_problems(self.form.draft(), self._today), **self.form.own_problems()}
        self.form.show_problems(problems)
        if not problems:
            self.accept()
