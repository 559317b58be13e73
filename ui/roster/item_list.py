"""随机抽查事项清单: what is looked at. A change is a new edition; plans and records keep the one they used (细则 art. 8)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from models.vocab import ItemCategory, RosterNoun
from services.changes import Changes
from services.container import Services
from services.roster.item_rows import ItemDraft
from ui.desk import Desk
from ui.roster import actions
from ui.roster.draft_form import DraftForm
from ui.roster.filter_bar import Condition, RosterFilterBar, count_link
from ui.roster.importing import Importer, item_importer
from ui.roster.item_columns import ITEM_COLUMNS, LOOK, ItemLine
from ui.roster.item_detail import show_item
from ui.roster.item_form import ItemForm
from ui.roster.item_printing import ItemPage, edit_facts, load_page, print_check_sheet, publish
from ui.roster.item_versions import VersionBar
from ui.roster.record_writer import Answer
from ui.roster.roster_list import ListWords, RosterList
from ui.roster.roster_table import RosterTable
from ui.widgets.multi_chooser import MultiChooser

WORDS = ListWords("抽查事项", "项", "清单", "items")


class ItemList(RosterList[ItemLine, ItemDraft]):
    """The third list of the roster tab."""

    roster_noun = RosterNoun.ITEM

    def __init__(self, desk: Desk, services: Services) -> None:
        self.category = MultiChooser("类别", [(one, one.label) for one in ItemCategory], width=128)
        bar = RosterFilterBar[ItemLine](
            "事项、内容、依据",
            (Condition("类别", self.category, lambda line: (line.latest.draft.category,)),),
        )
        self.versions = VersionBar()
        table = RosterTable[ItemLine](ITEM_COLUMNS, LOOK, name="items", settings=desk.settings, key=_key)
        super().__init__(desk, services, "item", words=WORDS, filter_bar=bar, table=table)
        self.restore_button.hide()
        self.body.insertWidget(0, self.versions)
        self._connect_versions()

    def reload(self) -> None:
        """Read the version on screen again."""
        self.desk.operations.query(partial(load_page, self.services, self.versions.version), self._show_page)

    def _show_page(self, page: ItemPage) -> None:
        self.versions.show_page(page.years, page.known)
        self.filter_bar.retired.setEnabled(self.versions.version.is_present)
        self.filter_bar.retired.setToolTip(self._why_only_read() or "")
        self.show_rows(page.lines)

    def _connect_versions(self) -> None:
        bar, desk, services = self.versions, self.desk, self.services
        bar.changed.connect(self.reload)
        bar.facts_button.clicked.connect(lambda: edit_facts(desk, services, bar.version, self.window()))
        bar.workbook_action.triggered.connect(lambda: publish(desk, services, bar.version, ".xlsx"))
        bar.paper_action.triggered.connect(lambda: publish(desk, services, bar.version, ".pdf"))
        bar.check_button.clicked.connect(
            lambda: print_check_sheet(desk, services, bar.version, self.window())
        )

    def _show_state(self) -> None:
        """Say too that a past list is only read."""
        super()._show_state()
        self.versions.set_reason("正在填写，请先保存或取消。" if self.writer.is_open else None)
        if (reason := self._why_only_read()) is not None:
            self.add_button.set_reason(reason)
            self.retire_button.set_reason(reason)

    def _why_only_read(self) -> str | None:
        version = self.versions.version
        return None if version.is_present else f"{version.words}只供查看，修改请先选回“现行清单”。"

    # -- what the list is made of

    def make_form(self, row: ItemLine | None) -> DraftForm[ItemDraft]:
        """Make the form; a new edition begins today unless the clerk says another day."""
        if row is None:
            return ItemForm(self._usual())
        today = self.services.workplace.clock.today()
        begun = row.latest.draft.effective_from
        return ItemForm(replace(row.latest.draft, effective_from=max(today, begun or today)))

    def _usual(self) -> ItemDraft:
        """Return what a new item starts with: by whom and how the last one of the list is looked into."""
        known = [line.latest.draft for line in self.rows if not line.is_retired]
        return _blank(known[-1]) if known else ItemDraft()

    def lead_of(self, row: ItemLine | None) -> str:
        """Say that a change is a new edition."""
        if row is None:
            return ""
        edition = row.latest.edition
        return (
            f"保存后成为第 {edition + 1} 版，自生效日期起用于新的计划；"
            f"第 {edition} 版保留，用过它的计划和记录不变。"
        )

    def answer(self, draft: ItemDraft, key: int | None) -> Answer:
        """Check a draft."""
        return Answer(self.services.items.check(draft, key=key), self.services.items.notes(draft))

    def store(self, draft: ItemDraft, row: ItemLine | None, why: str = "") -> Changes:
        """Add the draft, or bring it into force as a new edition."""
        del why
        if row is None:
            return self.services.items.add_item(draft=draft)
        return self.services.items.update_item(key=row.key, draft=draft)

    def saved_text(self, name: str, *, is_new: bool) -> str:
        """Say which edition it has become."""
        if is_new:
            return super().saved_text(name, is_new=True)
        line = self.table.current_row()
        edition = f"第 {line.latest.edition} 版" if line is not None else "新版本"
        return f"“{name}”已存为{edition}，以前的版本保留"

    def show_detail(self, row: ItemLine) -> None:
        """Fill the detail pane."""
        show_item(self.detail, row)

    def why_not_edit(self, row: ItemLine) -> str | None:
        """Say that an item which has left the list, and a past list, are only read."""
        return self._why_only_read() or ("已退出清单，不能再改。" if row.is_retired else None)

    def is_retirable(self, row: ItemLine) -> bool:
        """Whether an item can be taken off the list: not off a past one."""
        return not row.is_retired and not row.is_of_then

    def edit(self) -> None:
        """Open the form, unless the item has left the list or the list is a past one."""
        line = self.table.current_row()
        if line is not None and self.why_not_edit(line) is None:
            super().edit()

    def retire(self, rows: Sequence[ItemLine]) -> None:
        """Ask, for it cannot be taken back, then take items off the list."""
        who = f"“{rows[0].latest.title}”" if len(rows) == 1 else f"{len(rows)} 项抽查事项"
        agrees = self.desk.messages.confirm(
            f"{who}退出清单？",
            detail="从今天起新的计划不能再选用；用过它的计划和记录不受影响。退出后不能恢复，需要时可以重新新增。",
            yes="退出清单",
            is_dangerous=True,
        )
        if agrees:
            keys = [row.key for row in rows]
            self.desk.operations.change(
                partial(actions.for_each, keys, lambda key: self.services.items.retire_item(key=key)),
                lambda _: self.desk.messages.toast(f"{who}已退出清单"),
            )

    def restore(self, rows: Sequence[ItemLine]) -> None:
        """Do nothing: an item that left the list is written anew."""

    def importer(self) -> Importer:
        """Return the import of 抽查事项."""
        return item_importer(self.services)

    def export(self) -> None:
        """Write the rows on screen as a workbook."""
        rows = [line.latest for line in self.table.rows]

        def write(path: Path) -> None:
            self.services.items.export_items(path=path, rows=rows)

        actions.export(
            self.desk,
            title="随机抽查事项清单",
            count=f"{len(rows)} 项",
            today=self.services.workplace.clock.today(),
            purpose="export-roster",
            write=write,
        )

    def show_counts(self) -> None:
        """Count the items."""
        rows = self.table.rows
        total = sum(not row.is_retired for row in self.rows)
        selected = len(self.table.selected_rows())
        of_all = f" / {count_link('all', str(total))}" if self.filter_bar.is_set else ""
        self.filter_bar.set_count(
            f"事项 <b>{len(rows)}</b>{of_all} 项",
            count_link("selected", f"已选 {selected}") if selected else "已选 0",
        )

    def follow_count(self, target: str) -> None:
        """Open the list that a count counts."""
        if target == "all":
            self.filter_bar.clear()
        else:
            self.filter_bar.narrow_to(self.table.selected_rows())

    def draft_name(self, draft: ItemDraft) -> str:
        """Return the 抽查事项."""
        return draft.title

    def row_name(self, row: ItemLine) -> str:
        """Return the 抽查事项."""
        return row.latest.title

    def first_field(self, row: ItemLine | None) -> str:
        """Begin with the name of a new item, with the content of a known one."""
        return "title" if row is None else "content"


def _blank(draft: ItemDraft) -> ItemDraft:
    """Return a new draft that is looked into by whom and how the given one is."""
    return ItemDraft(
        subject=draft.subject,
        target=draft.target,
        method=draft.method,
        ratio_frequency=draft.ratio_frequency,
        staff_requirement=draft.staff_requirement,
    )


def _key(line: ItemLine) -> str:
    return line.latest.lineage
