"""The approval of a 工作方案: a named person answers for it, on a day that is neither to come nor before it was written."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from services.plan.scheme_rows import SchemeRow
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import value_label


@dataclass(frozen=True, slots=True)
class SchemeApproval:
    """Who approved it and on which day."""

    approved_by: str
    approved_on: date


class SchemeApprovalDialog(WorkDialog):
    """Asks for the approver and the day."""

    def __init__(self, parent: QWidget | None, scheme: SchemeRow, today: date) -> None:
        self._scheme = scheme
        self._today = today
        self.approved_by = QLineEdit()
        self.approved_by.setMaxLength(50)
        self.approved_by.setFixedWidth(200)
        self.approved_on = DateField(today)
        self.form = Form(label_width=72)
        words = value_label(f"第 {scheme.edition} 稿　{scheme.draft.title}")
        words.setContentsMargins(0, 6, 0, 0)
        self.form.add("scheme", "工作方案", words)
        self.form.add("approved_by", "批准人", self.approved_by, is_required=True)
        self.form.add("approved_on", "批准日期", self.approved_on, is_required=True)
        self.form.add_stretch()
        super().__init__(parent, "批准工作方案", self.form, confirm="批准", size=(500, 270))
        self.approved_by.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, scheme: SchemeRow, *, today: date) -> SchemeApproval | None:
        """Show the dialog; None when the clerk left it."""
        dialog = cls(parent, scheme, today)
        return dialog.approval() if dialog.exec() else None

    def approval(self) -> SchemeApproval:
        """Return what was filled in."""
        return SchemeApproval(self.approved_by.text().strip(), self.approved_on.value() or self._today)

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        problems = {} if self.approved_by.text().strip() else {"approved_by": "请填写批准人姓名。"}
        day, written_on = self.approved_on.value(), self._scheme.draft.written_on
        if day is None:
            problems["approved_on"] = "请填写批准日期，例如 2022-05-25。"
        elif day > self._today:
            problems["approved_on"] = "批准日期不能晚于今天。"
        elif written_on is not None and day < written_on:
            problems["approved_on"] = f"批准日期早于拟稿日期（{written_on.isoformat()}），请核对。"
        return problems

    def confirm(self) -> None:
        """Accept when nothing is missing."""
        problems = self.problems()
        self.form.show_problems(problems)
        if not problems:
            self.accept()
