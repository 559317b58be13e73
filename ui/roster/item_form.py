"""The form of one 抽查事项."""

from PySide6.QtWidgets import QLineEdit, QWidget

from models.vocab import Industry, ItemCategory, ItemKind
from services.roster.item_rows import ItemDraft
from ui.roster.draft_form import SHORT, DraftForm, term_chooser
from ui.roster.item_sub_items import SubItemsField

_METHODS_HINT = "例如：实地核查、书面检查"
_STAFF_HINT = "例如：2名以上持有效执法证件的执法人员"


class ItemForm(DraftForm[ItemDraft]):
    """Fields for a whole ItemDraft, in the order of the published list."""

    def __init__(self, draft: ItemDraft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self.title = self.add_text("title", "抽查事项", is_required=True)
        self.content = self.add_text("content", "抽查内容", lines=4, most_lines=12, is_required=True)
        self.sub_items = SubItemsField()
        self.sub_items.changed.connect(self._tell)
        self._bind("sub_items", "检查子项", self.sub_items, self.sub_items.value, self.sub_items.set_value)
        self.category = self.add_chooser("category", "事项类别", term_chooser(ItemCategory))
        self.kind = self.add_chooser("kind", "内容种类", term_chooser(ItemKind))
        self.add_text("subject", "检查主体")
        self.add_text("target", "抽查对象")
        self.add_terms("industries", "适用行业", Industry, none_text="全部行业")
        self.basis = self.add_text(
            "basis", "抽查依据", lines=2, most_lines=8, hint="请写到条，例如：《…法》第六十五条"
        )
        self.add_text("method", "抽查方式", hint=_METHODS_HINT)
        self.add_text("ratio_frequency", "比例和频次", hint="例如：按年度抽查计划确定")
        self.add_text("staff_requirement", "人员要求", hint=_STAFF_HINT)
        self.is_key = self.add_check("is_key", "关键项", "本事项是关键项")
        self.is_veto = self.add_check("is_veto", "否决项", "不合格时一票否决")
        self.score = self._add_number("score", "分值", "没有子项分值时使用")
        self.number = self._add_number("number", "序号", "不填则排在最后")
        self.effective_from = self.add_date("effective_from", "生效日期", hint="不填为今天")
        self.add_stretch()
        self.show_draft(draft)

    def own_problems(self) -> dict[str, str]:
        """Return what cannot even be put into a draft."""
        problems = super().own_problems()
        for key, what, line in (("number", "序号", self.number), ("score", "分值", self.score)):
            if line.text().strip() and _number(line.text()) is None:
                problems[key] = f"{what}应为整数，例如 11。"
        return problems

    def _add_number(self, key: str, label: str, hint: str) -> QLineEdit:
        line = self.add_line(key, label, width=SHORT, hint=hint)
        self._rebind(
            key,
            lambda: _number(line.text()),
            lambda value: line.setText("" if value is None else str(value)),
        )
        return line


def _number(typed: str) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None
