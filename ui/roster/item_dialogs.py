"""The small dialogs of the 清单: its number and publication, the day to look at, the industry of a check sheet."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from models.vocab import Industry
from services.roster.item_rows import ItemListDraft
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.growing_text import GrowingText

Check = Callable[[ItemListDraft], Mapping[str, str]]


class ItemListDialog(WorkDialog):
    """Asks how the 清单 of a year was decided and made public."""

    def __init__(self, parent: QWidget | None, draft: ItemListDraft, check: Check) -> None:
        self._year = draft.year
        self._check = check
        self.document_number = QLineEdit(draft.document_number)
        self.document_number.setMaxLength(50)
        self.document_number.setFixedWidth(240)
        self.document_number.setPlaceholderText(f"例如：偃应急〔{draft.year}〕17号")
        self.basis = GrowingText(lines=3, most_lines=6)
        self.basis.setText(draft.basis)
        self.published_on = DateField(draft.published_on)
        self.published_on.setFixedWidth(160)
        self.form = Form()
        self.form.add("document_number", "文号", self.document_number)
        self.form.add("basis", "制定依据", self.basis, hint="印在公布稿标题之下")
        self.form.add("published_on", "公布日期", self.published_on)
        self.form.add_stretch()
        super().__init__(parent, f"{draft.year} 年随机抽查事项清单", self.form, size=(560, 320))
        self.document_number.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, draft: ItemListDraft, check: Check) -> ItemListDraft | None:
        """Show the dialog; None when the clerk left it."""
        dialog = cls(parent, draft, check)
        return dialog.draft() if dialog.exec() else None

    def draft(self) -> ItemListDraft:
        """Return what was filled in."""
        return ItemListDraft(
            self._year, self.document_number.text().strip(), self.basis.text(), self.published_on.value()
        )

    def confirm(self) -> None:
        """Accept what can be saved."""
        problems = dict(self._check(self.draft()))
        if not self.published_on.is_valid:
            problems["published_on"] = "请写成日期，例如 2022-05-25。"
        self.form.show_problems(problems)
        if not problems:
            self.accept()


class DayDialog(WorkDialog):
    """Asks for the day of which the list is looked at."""

    def __init__(self, parent: QWidget | None, day: date | None) -> None:
        self.day = DateField(day)
        self.day.setFixedWidth(160)
        self.form = Form()
        self.form.add("day", "日期", self.day, is_required=True, hint="显示这一天施行的各事项版本")
        self.form.add_stretch()
        super().__init__(parent, "按日期查看清单", self.form, confirm="查看", size=(420, 210))
        self.enter_confirms = True
        self.day.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, day: date | None) -> date | None:
        """Show the dialog; None when the clerk left it."""
        dialog = cls(parent, day)
        return dialog.day.value() if dialog.exec() else None

    def confirm(self) -> None:
        """Accept a day."""
        is_day = self.day.is_valid and self.day.value() is not None
        self.form.show_problems({} if is_day else {"day": "请填写日期，例如 2022-05-25。"})
        if is_day:
            self.accept()


class CheckSheetDialog(WorkDialog):
    """Asks for which industry the check sheet is."""

    def __init__(self, parent: QWidget | None, list_words: str) -> None:
        self.industry = Chooser[Industry](
            [(one, one.label) for one in Industry], none_text="全部行业（通用）"
        )
        self.industry.setFixedWidth(220)
        self.form = Form()
        hint = f"取自{list_words}；只列适用于该行业的事项和子项，没有限定行业的都列入"
        self.form.add("industry", "行业", self.industry, hint=hint)
        self.form.add_stretch()
        super().__init__(parent, "打印检查表", self.form, confirm="生成 PDF…", size=(460, 220))
        self.industry.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, list_words: str) -> tuple[Industry | None] | None:
        """Show the dialog; None when the clerk left it."""
        dialog = cls(parent, list_words)
        return (dialog.industry.value(),) if dialog.exec() else None
