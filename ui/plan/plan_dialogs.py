"""The small dialogs of the plan: who approved it and when; the texts of its 汇总表 and 通知; the platform's numbers of a task."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from services.plan.rows import PlanRow, TaskRow
from services.plan.service import LONGEST_PLATFORM_NUMBER
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.growing_text import GrowingText
from ui.widgets.labels import value_label


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved the plan and on which day."""

    approved_by: str
    approved_on: date


@dataclass(frozen=True, slots=True)
class PlanTexts:
    """The plan's own texts."""

    title: str
    document_title: str
    document_number: str


class ApprovalDialog(WorkDialog):
    """Asks for the approver and the day."""

    def __init__(
        self, parent: QWidget | None, plan: PlanRow, numbers: str, approver: str, today: date
    ) -> None:
        self._today = today
        self.approved_by = QLineEdit(approver)
        self.approved_by.setMaxLength(50)
        self.approved_by.setFixedWidth(240)
        self.approved_on = DateField(today)
        self.form = Form()
        self.form.add("plan", "抽查计划", _words(f"{plan.year} 年度 · {numbers}"))
        self.form.add("approved_by", "审批人", self.approved_by, is_required=True)
        self.form.add("approved_on", "审批日期", self.approved_on, is_required=True)
        self.form.add("effect", "", _words("审批后任务不能再改动；锁定之前，可以写明理由退回编制。"))
        self.form.add_stretch()
        super().__init__(parent, "审批抽查计划", self.form, confirm="确认审批(&S)", size=(500, 290))
        self.approved_by.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, plan: PlanRow, *, numbers: str, approver: str, today: date
    ) -> Approval | None:
        """Show the dialog; None when the clerk left it."""
        dialog = cls(parent, plan, numbers, approver, today)
        return dialog.approval() if dialog.exec() else None

    def approval(self) -> Approval:
        """Return what was filled in."""
        return Approval(self.approved_by.text().strip(), self.approved_on.value() or self._today)

    def confirm(self) -> None:
        """Accept a name and a day that is not to come."""
        problems = self._problems()
        self.form.show_problems(problems)
        if not problems:
            self.accept()

    def _problems(self) -> Mapping[str, str]:
        problems = {} if self.approved_by.text().strip() else {"approved_by": "请填写审批人姓名。"}
        day = self.approved_on.value()
        if day is None:
            problems["approved_on"] = "请填写审批日期，例如 2022-05-25。"
        elif day > self._today:
            problems["approved_on"] = "审批日期不能晚于今天。"
        return problems


class PlanTextsDialog(WorkDialog):
    """Asks for the title of the 汇总表 and for title and number of the 通知 that sends it out."""

    def __init__(self, parent: QWidget | None, plan: PlanRow) -> None:
        self.document_number = QLineEdit(plan.document_number)
        self.document_number.setMaxLength(50)
        self.document_number.setFixedWidth(240)
        self.document_number.setPlaceholderText(f"例如：偃应急〔{plan.year}〕17号")
        self.document_title, self.title_field = GrowingText(), GrowingText()
        self.document_title.setText(plan.document_title)
        self.title_field.setText(plan.title)
        self.form = Form()
        self.form.add("document_number", "文号", self.document_number)
        self.form.add("document_title", "文件标题", self.document_title, hint="印发计划的通知")
        self.form.add("title", "汇总表标题", self.title_field, is_required=True, hint="印在汇总表第一行")
        self.form.add_stretch()
        super().__init__(parent, f"{plan.year} 年度抽查计划", self.form, size=(600, 330))
        self.document_number.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, plan: PlanRow) -> PlanTexts | None:
        """Show the dialog; None when the clerk left it."""
        dialog = cls(parent, plan)
        return dialog.texts() if dialog.exec() else None

    def texts(self) -> PlanTexts:
        """Return what was filled in."""
        return PlanTexts(
            self.title_field.text(), self.document_title.text(), self.document_number.text().strip()
        )

    def confirm(self) -> None:
        """Accept when the 汇总表 has a title and nothing is too long."""
        problems = {
            key: "不超过 200 个字。"
            for key, field in (("title", self.title_field), ("document_title", self.document_title))
            if len(field.text()) > 200
        }
        if not self.title_field.text():
            problems["title"] = "请填写汇总表标题。"
        self.form.show_problems(problems)
        if not problems:
            self.accept()


class PlatformNumbersDialog(WorkDialog):
    """Asks for the numbers that the provincial platform gave to the plan and to a task (R58)."""

    def __init__(self, parent: QWidget | None, task: TaskRow) -> None:
        self.plan_number = _number_field(task.draft.platform_plan_number)
        self.task_number = _number_field(task.draft.platform_task_number)
        self.form = Form()
        self.form.add("task", "抽查任务", _words(f"{task.number} {task.draft.name}"))
        self.form.add("plan_number", "平台计划编号", self.plan_number)
        self.form.add("task_number", "平台任务编号", self.task_number)
        self.form.add(
            "effect", "", _words("锁定以后也可以填写。以后制发的文书印上它；已制发的，补打时印在页眉。")
        )
        self.form.add_stretch()
        super().__init__(parent, "平台编号", self.form, size=(620, 290))
        self.plan_number.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, task: TaskRow) -> tuple[str, str] | None:
        """Show the dialog; the numbers of plan and task, None when the clerk left it."""
        dialog = cls(parent, task)
        return (dialog.plan_number.text(), dialog.task_number.text()) if dialog.exec() else None


def _number_field(text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setMaxLength(LONGEST_PLATFORM_NUMBER)
    made.setFixedWidth(280)
    return made


def _words(text: str) -> QLabel:
    """Make a read-only line that stands level with its label."""
    label = value_label(text)
    label.setContentsMargins(0, 6, 0, 0)
    return label
