"""检查对象: the register of who may be inspected (细则 art. 5, 11)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from pathlib import Path

from models.vocab import RosterNoun
from services.changes import Changes
from services.container import Services
from services.roster.enterprise_finding import FoundEnterprises
from services.roster.enterprise_rows import (
    EnterpriseDraft,
    EnterpriseOrder,
    EnterpriseRow,
)
from services.roster.platform_export import ENTERPRISE_TITLE
from ui.desk import Desk
from ui.operations import Job
from ui.roster import actions
from ui.roster.bulk_actions import bulk_scopes, open_bulk_edit, open_cleanup
from ui.roster.bulk_dialog import BulkEditDialog
from ui.roster.cleanup_dialog import CleanupDialog
from ui.roster.dossier_dialog import ask_dossier
from ui.roster.draft_form import DraftForm
from ui.roster.enterprise_columns import (
    LOOK,
    ORDERS,
    OUTSIDE,
    PENDING,
    VisitBook,
    enterprise_columns,
)
from ui.roster.enterprise_file import EnterpriseFile
from ui.roster.enterprise_filter_bar import EnterpriseFilterBar
from ui.roster.enterprise_form import EnterpriseForm
from ui.roster.enterprise_loading import (
    NOTHING_FOUND,
    EnterprisePage,
    common_keys,
    confirm_industries,
    count_each,
    load_page,
    notes_on,
    other_keys,
)
from ui.roster.filter_bar import count_link
from ui.roster.import_history import undo_links
from ui.roster.importing import Imported, Importer, enterprise_importer, outcome_words
from ui.roster.paged_table import PagedRosterTable
from ui.roster.record_writer import Answer
from ui.roster.roster_list import ListWords, RosterList
from ui.roster.saved_filters import SavedFilterMenu
from ui.widgets.buttons import action_button, button
from ui.widgets.toast import Link

WORDS = ListWords("检查对象", "户", "名录", "enterprises")


class EnterpriseList(RosterList[EnterpriseRow, EnterpriseDraft]):
    """The first list of the roster tab."""

    roster_noun = RosterNoun.ENTERPRISE
    has_platform_sheet = True

    def __init__(self, desk: Desk, services: Services) -> None:
        self._book = VisitBook()
        self._page: EnterprisePage | None = None
        self.confirm_button = action_button("确认行业")
        self.bulk_button = action_button("批量修改…", hint="给所选的或筛选出的检查对象改同一项，先看后改")
        self.cleanup_button = action_button("名录体检…", hint="逐户核对镇街、行业、代码、许可证，列出建议")
        self._found = NOTHING_FOUND
        self._searching: Job[FoundEnterprises] | None = None
        bar = EnterpriseFilterBar()
        self.bar = bar
        self.town, self.industry, self.status, self.mark = bar.town, bar.industry, bar.status, bar.mark
        table = PagedRosterTable[EnterpriseRow](
            enterprise_columns(self._book),
            LOOK,
            name="enterprises",
            settings=desk.settings,
            key=attrgetter("key"),
            read_page=services.enterprises.read_page,
        )
        self.paged = table
        super().__init__(
            desk,
            services,
            "enterprise",
            "record",
            "recusal",
            "office",
            "visit",
            words=WORDS,
            filter_bar=bar,
            table=table,
        )

        self._file = EnterpriseFile(desk, services, self.detail, table.current_row)
        self.body.insertWidget(self.body.indexOf(bar) + 1, bar.further_line)
        self.saved_filters = SavedFilterMenu(desk, services, RosterNoun.ENTERPRISE, bar)
        table.order_wanted.connect(self._search)
        table.copy_refused.connect(self._refuse_copy)
        self.dossier_button = self.detail.add_button(
            button("一企一档", hint="登记、抽取、检查、回避和全部变更，一页看完，可以打印")
        )
        self.dossier_button.clicked.connect(self.show_dossier)
        self.confirm_button.clicked.connect(self.confirm_industries)
        self.add_foot_button(self.confirm_button)
        self.bulk_button.clicked.connect(self.edit_many)
        self.cleanup_button.clicked.connect(self.clean_up)
        self.add_foot_button(self.bulk_button)
        self.add_foot_button(self.cleanup_button)

    def reload(self) -> None:
        """Read the register again."""
        work = partial(load_page, self.services, self.desk.year, self.bar.wanted, self._order())
        self.desk.operations.query(work, self._show_page)
        self.saved_filters.reload()

    @property
    def rows(self) -> Sequence[EnterpriseRow]:
        """The rows on screen; taking one reads its page."""
        return self.table.rows

    @property
    def selected_keys(self) -> Sequence[int]:
        """The keys of the selected rows; none of them is read."""
        return self.paged.selected_keys()

    def show_record(self, key: int) -> None:
        """Go to a record; a filter that hides it is dropped."""
        self._wanted = key
        if key in self._found.keys:
            self._select_wanted()
        else:
            self._search()

    def show_unplaced(self) -> None:
        """Show those whose 镇街 is not known."""
        self.filter_bar.show_only("镇街", [PENDING])

    def show_dossier(self) -> None:
        """Show everything that ever happened to the enterprise in use."""
        row = self.table.current_row()
        if row is not None:
            ask_dossier(self, self.desk, self.services, row.key)

    def confirm_industries(self) -> None:
        """Take the guessed industries of the selected rows as right."""
        keys = common_keys(self.selected_keys, self._found.guessed)
        who = self._who(keys)
        self.desk.operations.change(
            partial(confirm_industries, self.services, keys),
            lambda _: self.desk.messages.toast(f"已确认{who}的行业"),
            label="正在确认行业",
        )

    def edit_many(self) -> BulkEditDialog | None:
        """Open 批量修改 for the selected rows, if there are several, and for all that are on screen."""
        page = self._page
        if page is None:
            return None
        scopes = bulk_scopes(self.selected_keys, self._found.keys, is_filtered=self.filter_bar.is_set)
        return open_bulk_edit(
            self, self.desk, self.services, scopes=scopes, towns=page.towns, words=page.words
        )

    def clean_up(self) -> CleanupDialog:
        """Open 名录体检."""
        return open_cleanup(self, self.desk, self.services, self.show_record)

    # -- what the list is made of

    def make_form(self, row: EnterpriseRow | None) -> DraftForm[EnterpriseDraft]:
        """Make the form; a new record is filled in from name, code and address as they are typed."""
        page = self._page
        draft = row.draft if row is not None else EnterpriseDraft()
        form = EnterpriseForm(page.towns if page else (), draft, page.words if page else None)
        form.suggestion_wanted.connect(self._suggest)
        return form

    def answer(self, draft: EnterpriseDraft, key: int | None) -> Answer:
        """Check a draft; a new one also gets its suggestion."""
        service = self.services.enterprises
        suggestion = service.suggest(draft) if key is None else None
        return Answer(service.check(draft, key=key), notes_on(self.services, draft), suggestion)

    def show_answer(self, answer: Answer) -> None:
        """Show problems and notes, and fill in what the clerk has not decided."""
        super().show_answer(answer)
        form = self.editor.form
        if answer.suggestion is not None and isinstance(form, EnterpriseForm) and self.editor.is_changed:
            form.show_suggestion(answer.suggestion)

    def store(self, draft: EnterpriseDraft, row: EnterpriseRow | None, why: str = "") -> Changes:
        """Add the draft or change the row."""
        service = self.services.enterprises
        if row is None:
            return service.add_enterprise(draft=draft)
        return service.update_enterprise(key=row.key, row_version=row.row_version, draft=draft, why=why)

    def asks_why(self, row: EnterpriseRow | None) -> bool:
        """Ask why a known record changes; a new one has no history yet."""
        return row is not None

    def show_detail(self, row: EnterpriseRow) -> None:
        """Show the row with what belongs to it."""
        self._file.show(row)

    def retire_keys(self, keys: Sequence[int]) -> None:
        """Ask for the reason and take records off the roster."""
        service = self.services.enterprises
        actions.retire(
            self.desk,
            what=WORDS.noun,
            measure=WORDS.measure,
            names=[row.name for row in service.read_page(keys)] if len(keys) == 1 else [""] * len(keys),
            keys=keys,
            work=lambda key, reason: service.retire_enterprise(key=key, reason=reason),
            undo=lambda key: service.restore_enterprise(key=key),
        )

    def _retire(self) -> None:
        self.retire_keys(other_keys(self.selected_keys, self._found.retired))

    def _restore(self) -> None:
        service = self.services.enterprises
        keys = common_keys(self.selected_keys, self._found.retired)
        who = self._who(keys, WORDS.noun)
        actions.restore(self.desk, who=who, keys=keys, work=lambda key: service.restore_enterprise(key=key))

    def _who(self, keys: Sequence[int], noun: str = "") -> str:
        """Name one record, count several."""
        if len(keys) != 1:
            return f"{len(keys):,} 户{noun}"
        return "、".join(f"“{row.name}”" for row in self.services.enterprises.read_page(keys))

    def importer(self) -> Importer:
        """Return the import of 检查对象."""
        return enterprise_importer(self.services)

    def say_imported(self, done: Imported) -> None:
        """Say what an import did; what remains to be done is one click away."""
        report = done.report
        links = undo_links(self.desk, self.importer(), done)
        if pending := sum(not row.is_outside for row in report.unplaced):
            links.append(Link(f"查看镇街待定 {pending:,} 户", self.show_unplaced))
        links.append(Link("查看全部", self.filter_bar.clear))
        self.desk.messages.toast(outcome_words(report, WORDS.measure), *links)

    def export(self) -> None:
        """Write the rows on screen as a workbook."""
        keys = self._found.keys

        def write(path: Path) -> None:
            self.services.enterprises.export_found(path=path, keys=keys)

        self._export_as("检查对象名录", f"{len(keys):,} 户", write)

    def export_platform(self) -> None:
        """Write what the filter leaves in the columns of the provincial platform."""
        keys = self._found.keys

        def write(path: Path) -> None:
            self.services.platform_export.export_enterprises(path=path, keys=keys)

        self._export_as(ENTERPRISE_TITLE, f"{len(keys):,} 户", write)

    def show_counts(self) -> None:
        """Count enterprises and towns, each a link to what it counts."""
        found, selected = self._found, self.table.selected_count
        of_all = f" / {count_link('all', f'{found.total:,}')}" if self.filter_bar.is_set else ""
        self.filter_bar.set_count(
            f"企业 <b>{len(found.keys):,}</b>{of_all} 户",
            count_link("towns", f"镇街 {found.towns} 个"),
            count_link("selected", f"已选 {selected:,}") if selected else "已选 0",
        )
        self._show_guesses()
        self.bulk_button.set_reason(None if len(self._found.keys) else "列表中没有检查对象。")
        self.cleanup_button.set_reason(None if self._found.total else "名录中还没有检查对象。")

    def follow_count(self, target: str) -> None:
        """Open the list that a count counts."""
        if target == "all":
            self.filter_bar.clear()
        elif target == "towns":
            self.town.open_popup()
        else:
            self.bar.narrow_to_keys(self.selected_keys)

    def draft_name(self, draft: EnterpriseDraft) -> str:
        """Return the 企业名称."""
        return draft.name

    def row_name(self, row: EnterpriseRow) -> str:
        """Return the 企业名称."""
        return row.name

    def first_field(self, row: EnterpriseRow | None) -> str:
        """Begin with the name."""
        del row
        return "name"

    # -- inner steps

    def _order(self) -> EnterpriseOrder:
        """Return the order of the column whose title is clicked."""
        if self.paged.sorted_by is None:
            return EnterpriseOrder()
        title, descends = self.paged.sorted_by
        by = ORDERS[title]
        ranks = (
            tuple((key, self._book.count(key)) for key in self._book.standings.counts) if by == "rank" else ()
        )
        return EnterpriseOrder(by, descends, ranks)

    def _apply_filter(self) -> None:
        self._search()

    def _search(self) -> None:
        """Ask for the keys that the filter leaves; only the latest question is worth an answer."""
        if self._searching is not None:
            self._searching.cancel()
        work = partial(self.services.enterprises.search_enterprises, self.bar.wanted, self._order())
        self._searching = self.desk.operations.query(work, self._show_found)

    def _show_page(self, page: EnterprisePage) -> None:
        self._page = page
        self._book.standings, self._book.visits = page.standings, page.visits
        self._file.use(page, self._book)
        towns = [(town.code, town.name) for town in page.towns if town.in_district]
        self.town.set_options([*towns, (PENDING, "待定"), (OUTSIDE, "区外")])
        self.bar.offer_words(page.words)
        self._show_found(page.found)
        self.filter_bar.remember_in(self.desk.settings, self.words.name)

    def _show_found(self, found: FoundEnterprises) -> None:
        self._found = found
        self.paged.set_keys(found.keys, found.stored)
        self._select_wanted()
        self._show_current()

    def _select_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted in self._found.keys:
            self.table.select_keys([wanted])
        elif wanted is not None and self.filter_bar.is_set:
            self._wanted = wanted
            self.filter_bar.clear()
        self.table.select_first()

    def _advise(self, shown: int, total: int) -> None:
        """Say which condition to drop when there are records but none is found."""
        if not shown and total:
            wanted = [replace(self.bar.wanted, with_retired=True), *(one.wanted for one in self.bar.offers())]
            work = partial(count_each, self.services, wanted)
            self.desk.operations.query(work, self._say_advice)

    def _say_advice(self, hits: Sequence[int]) -> None:
        if self._found.keys:
            return
        advice = self.bar.advice(list(hits[1:]), hits[0], self.words.noun, self.words.measure)
        self.table.empty_page.say(advice.text, advice.button, advice.drop)

    def _count_chosen(self) -> tuple[int, int, int]:
        chosen, gone = len(self.selected_keys), len(common_keys(self.selected_keys, self._found.retired))
        return chosen, chosen - gone, gone

    def _refuse_copy(self, most: int) -> None:
        self.desk.messages.toast(f"一次最多复制 {most:,} 户，更多的请用“导出”。")

    def _show_guesses(self) -> None:
        """Offer 确认行业 while there are guesses to confirm."""
        guessed = len(common_keys(self.selected_keys, self._found.guessed))
        self.confirm_button.setVisible(bool(self._found.guessed))
        self.confirm_button.setText(f"确认行业（{guessed:,} 户）" if guessed > 1 else "确认行业")
        self.confirm_button.set_hint("行业是推测的，核对无误后在此确认；可先按“标记：行业为推测”筛选，再多选")
        self.confirm_button.set_reason(None if guessed else "所选检查对象的行业不是推测的，不需要确认。")

    def _suggest(self) -> None:
        form = self.editor.form
        if isinstance(form, EnterpriseForm):
            work = partial(self.services.enterprises.suggest, form.draft())
            self.desk.operations.query(work, partial(form.show_suggestion, replaces=True))
