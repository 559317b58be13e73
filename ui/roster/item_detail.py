"""The 抽查事项 in use with its full text, and what it said before."""

from typing import Any

from models.rules.sub_items import split_content
from services.roster.cells import show
from services.roster.item_rows import ItemDraft, ItemRow, SubItem
from services.roster.sub_item_text import show_cell
from ui.roster.item_columns import ItemLine, edition_words, mark_chips, state_chips
from ui.roster.item_sub_items import sub_item_words
from ui.roster.wording import chip_line
from ui.widgets.detail_pane import DetailPane

_COMPARED = {
    "title": "抽查事项",
    "content": "抽查内容",
    "sub_items": "检查子项",
    "category": "事项类别",
    "kind": "内容种类",
    "subject": "检查主体",
    "target": "抽查对象",
    "industries": "适用行业",
    "method": "抽查方式",
    "ratio_frequency": "比例和频次",
    "staff_requirement": "人员要求",
    "basis": "抽查依据",
    "is_key": "关键项",
    "is_veto": "否决项",
    "score": "分值",
    "number": "序号",
}


def show_item(pane: DetailPane, line: ItemLine) -> None:
    """Fill the detail pane."""
    row, draft = line.latest, line.latest.draft
    pane.begin(f"{draft.number}. {row.title}" if draft.number else row.title)
    if line.is_retired:
        pane.add_note(f"施行至 {row.effective_to}，已退出清单；用过它的计划和记录不受影响。", tone="warn")
    pane.add_widget("类别", chip_line([*state_chips(line), *mark_chips(draft)]))
    pane.add("版本", f"{edition_words(row)} 起施行" + _ended_words(line))
    _show_columns(pane, draft)
    _show_content(pane, draft)
    pane.add_section("抽查依据")
    for sentence in content_lines(draft.basis) or ["—"]:
        pane.add_note(sentence)
    if line.earlier:
        pane.add_section("以前的版本")
        newer = row
        for edition in line.earlier:
            pane.add(f"第 {edition.edition} 版", _earlier_words(edition, newer))
            newer = edition
    pane.end()


def content_lines(text: str) -> list[str]:
    """Return a text that lists several things, one a line."""
    return list(split_content(text))


def sub_item_text(sub: SubItem) -> str:
    """Return a sub-item with what is said of it beneath."""
    marks = ["关键项"] if sub.is_key else []
    marks += ["否决项"] if sub.is_veto else []
    marks += [f"{sub.score} 分"] if sub.score is not None else []
    marks += [show(sub.industries)] if sub.industries else []
    told = [" · ".join(marks)] if marks else []
    told += [f"方法：{sub.method}"] if sub.method else []
    told += [f"依据：{sub.basis}"] if sub.basis else []
    return "\n".join([sub.content, *told])


def _show_columns(pane: DetailPane, draft: ItemDraft) -> None:
    pane.add("内容种类", draft.kind.label)
    pane.add("检查主体", draft.subject)
    pane.add("抽查对象", draft.target)
    pane.add("适用行业", show(draft.industries) or "全部行业")
    pane.add("抽查方式", draft.method)
    pane.add("比例频次", draft.ratio_frequency)
    pane.add("人员要求", draft.staff_requirement)
    if draft.score_sum is not None:
        pane.add("分值", f"合计 {draft.score_sum} 分")


def _show_content(pane: DetailPane, draft: ItemDraft) -> None:
    """Show the content, or its sub-items where they are the content, part by part."""
    if "".join(sub.content for sub in draft.sub_items) != draft.content:
        pane.add_section("抽查内容")
        for sentence in content_lines(draft.content):
            pane.add_note(sentence)
    if draft.sub_items:
        pane.add_section("检查子项")
        pane.add("共", sub_item_words(draft.sub_items))
        for sub in draft.sub_items:
            pane.add(str(sub.number), sub_item_text(sub))


def _ended_words(line: ItemLine) -> str:
    ends = line.latest.effective_to
    return f"，至 {ends}" if ends is not None and not line.is_retired else ""


def _earlier_words(edition: ItemRow, newer: ItemRow) -> str:
    changed = [
        f"{title}：{_show(getattr(edition.draft, name))}"
        for name, title in _COMPARED.items()
        if getattr(edition.draft, name) != getattr(newer.draft, name)
    ]
    period = f"{edition.draft.effective_from} 至 {edition.effective_to}"
    return "\n".join([period, *changed])


def _show(value: Any) -> str:
    return show_cell(value) or "（空）"
