"""The form of one 抽查事项."""

from PySide6.QtWidgets import QWidget

from models.vocab import ItemCategory
from services.roster.item_rows import ItemDraft
from ui.roster.draft_form import SHORT, DraftForm, term_chooser

_METHODS_HINT = "例如：实地核查、书面检查"


class ItemForm(DraftForm[ItemDraft]):
    """Fields for a whole ItemDraft."""

    def __init__(self, draft: ItemDraft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self.title = self.add_text("title", "抽查事项", is_required=True)
        self.content = self.add_text("content", "抽查内容", lines=4, most_lines=14, is_required=True)
        self.category = self.add_chooser("category", "事项类别", term_chooser(ItemCategory))
        self.add_text("target", "抽查对象")
        self.add_text("method", "抽查方式", hint=_METHODS_HINT)
        self.basis = self.add_text("basis", "抽查依据", lines=2, most_lines=8)
        self.number = self.add_line("number", "序号", width=SHORT, hint="不填则排在最后")
        self._rebind(
            "number",
            lambda: _number(self.number.text()),
            lambda value: self.number.setText("" if value is None else str(value)),
        )
        self.effective_from = self.add_date("effective_from", "生效日期", hint="不填为今天")
        self.add_stretch()
        self.show_draft(draft)

    def own_problems(self) -> dict[str, str]:
        """Return what cannot even be put into a draft."""
        problems = super().own_problems()
        if self.number.text().strip() and _number(self.number.text()) is None:
            problems["number"] = "序号应为整数，例如 11。"
        return problems


def _number(typed: str) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None
