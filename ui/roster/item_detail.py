"""The 抽查事项 in use with its full text, and what it said before."""

import re

from services.roster.item_rows import ItemRow
from ui.roster.item_columns import ItemLine, edition_words, state_chips
from ui.roster.wording import chip_line
from ui.widgets.detail_pane import DetailPane

_COMPARED = {
    "title": "抽查事项",
    "content": "抽查内容",
    "category": "事项类别",
    "target": "抽查对象",
    "method": "抽查方式",
    "basis": "抽查依据",
    "number": "序号",
}


def show_item(pane: DetailPane, line: ItemLine) -> None:
    """Fill the detail pane."""
    row, draft = line.latest, line.latest.draft
    pane.begin(f"{draft.number}. {row.title}" if draft.number else row.title)
    if line.is_retired:
        pane.add_note(f"{row.effective_to} 起退出清单；用过它的计划和记录不受影响。", tone="warn")
    pane.add_widget("类别", chip_line(state_chips(line)))
    pane.add("版本", f"{edition_words(row)} 起施行")
    pane.add("抽查对象", draft.target)
    pane.add("抽查方式", draft.method)
    pane.add_section("抽查内容")
    for sentence in content_lines(draft.content):
        pane.add_note(sentence)
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
    return [part.strip() for part in re.findall(r"[^；]+；?", text) if part.strip()]


def _earlier_words(edition: ItemRow, newer: ItemRow) -> str:
    changed = [
        f"{title}：{_show(getattr(edition.draft, name))}"
        for name, title in _COMPARED.items()
        if getattr(edition.draft, name) != getattr(newer.draft, name)
    ]
    period = f"{edition.draft.effective_from} 至 {edition.effective_to}"
    return "\n".join([period, *changed])


def _show(value: object) -> str:
    label = getattr(value, "label", None)
    return str(label or value or "（空）")
