"""The form of a 工作方案: a draft in, a draft out, problems beside their fields. The chapters are free text and keep their lines."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.rules.planning import check_scheme
from services.plan.scheme_rows import SchemeDraft
from ui.theme import set_look
from ui.widgets.date_field import DateField
from ui.widgets.form import Form
from ui.widgets.growing_text import GrowingText

CHAPTERS = (
    ("basis", "检查依据"),
    ("objects", "对象和抽取"),
    ("content", "检查内容"),
    ("organisation", "组织分工"),
    ("steps", "实施步骤"),
    ("requirements", "工作要求"),
)
"""Field of the draft and title of the chapter, in the order of the paper."""

_LONGEST_TITLE = 200


class SchemeForm(QWidget):
    """Title, six chapters, who wrote it and when."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "clear")
        self.title = GrowingText(most_lines=2)
        self.chapters = {key: GrowingText(lines=2, most_lines=12, keeps_lines=True) for key, _ in CHAPTERS}
        self.written_by = QLineEdit()
        self.written_by.setMaxLength(50)
        self.written_by.setFixedWidth(200)
        self.written_on = DateField()
        self.form = Form(label_width=84)
        self.form.add("title", "方案名称", self.title, is_required=True)
        for key, title in CHAPTERS:
            self.form.add(key, title, self.chapters[key], is_required=key == "content")
        self.form.add("written_by", "拟稿人", self.written_by, is_required=True)
        self.form.add("written_on", "拟稿日期", self.written_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.addWidget(self.form)
        layout.addStretch(1)
        for field in (self.title, *self.chapters.values()):
            field.changed.connect(self.changed)
        self.written_by.textChanged.connect(self.changed)
        self.written_on.changed.connect(self.changed)

    def draft(self) -> SchemeDraft:
        """Return what was written."""
        return SchemeDraft(
            title=self.title.text(),
            written_by=self.written_by.text().strip(),
            written_on=self.written_on.value(),
            **{key: field.text() for key, field in self.chapters.items()},
        )

    def show_draft(self, draft: SchemeDraft, *, is_editable: bool) -> None:
        """Show a draft, to be written on or only read."""
        self.title.setText(draft.title)
        for key, field in self.chapters.items():
            field.setText(getattr(draft, key))
        self.written_by.setText(draft.written_by)
        self.written_on.set_value(draft.written_on)
        for field in (self.title, *self.chapters.values()):
            field.setReadOnly(not is_editable)
        for line in (self.written_by, self.written_on):
            line.setReadOnly(not is_editable)
        self.form.show_problems({})

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        draft = self.draft()
        problems = check_scheme(draft.title, draft.content, draft.written_by)
        if len(draft.title) > _LONGEST_TITLE:
            problems["title"] = f"方案名称不超过 {_LONGEST_TITLE} 字，现为 {len(draft.title)} 字。"
        if not self.written_on.is_valid:
            problems["written_on"] = "请填写拟稿日期，例如 2022-05-20。"
        return problems

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show each problem beside its field."""
        self.form.show_problems(problems)
