"""检查对象: the register of who may be inspected (细则 art. 5, 11)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from models.vocab import EnterpriseStatus, Hazard, Industry, RosterNoun
from services.changes import Changes
from services.container import Services
from services.office.rows import OfficeSettings, TownRow
from services.progress import Progress
from services.records.rows import RecordRow
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseFilter, EnterpriseRow, EnterpriseWords
from services.roster.officer_rows import RecusalRow
from ui.desk import Desk
from ui.roster import actions
from ui.roster.draft_form import DraftForm
from ui.roster.enterprise_columns import (
    DISHONEST,
    GUESSED,
    LOOK,
    OUTSIDE,
    PENDING,
    VisitBook,
    enterprise_columns,
    mark_values,
    town_value,
)
from ui.roster.enterprise_detail import EnterpriseBackground, show_enterprise
from ui.roster.enterprise_form import EnterpriseForm
from ui.roster.filter_bar import Condition, RosterFilterBar, count_link
from ui.roster.import_history import undo_links
from ui.roster.importing import Imported, Importer, enterprise_importer, outcome_words
from ui.roster.record_writer import Answer
from ui.roster.roster_list import ListWords, RosterList
from ui.roster.roster_table import RosterTable
from ui.widgets.buttons import action_button
from ui.widgets.multi_chooser import MultiChooser
from ui.widgets.toast import Link

WORDS = ListWords("检查对象", "户", "名录", "enterprises")
_CHOOSER_WIDTH = 112


@dataclass(frozen=True, slots=True)
class EnterprisePage:
    """Everything the list shows."""

    rows: Sequence[EnterpriseRow]
    towns: Sequence[TownRow]
    settings: OfficeSettings
    visits: dict[int, list[RecordRow]]
    recusals: dict[int, list[RecusalRow]]
    year: int
    words: EnterpriseWords


def load_page(services: Services, year: int) -> EnterprisePage:
    """Read the register with what has come of each enterprise."""
    visits: dict[int, list[RecordRow]] = {}
    for planned in services.plans.list_years():
        for record in services.records.list_records(year=planned):
            visits.setdefault(record.enterprise_key, []).append(record)
    for records in visits.values():
        records.sort(key=lambda record: (record.year, record.key), reverse=True)
    recusals: dict[int, list[RecusalRow]] = {}
    for recusal in services.officers.list_recusals(with_ended=True):
        recusals.setdefault(recusal.draft.enterprise_key, []).append(recusal)
    return EnterprisePage(
        rows=services.enterprises.list_enterprises(EnterpriseFilter(with_retired=True)),
        towns=services.office.list_towns(),
        settings=services.office.get_settings(),
        visits=visits,
        recusals=recusals,
        year=year,
        words=services.enterprises.list_words(),
    )


class EnterpriseList(RosterList[EnterpriseRow, EnterpriseDraft]):
    """The first list of the roster tab."""

    roster_noun = RosterNoun.ENTERPRISE

    def __init__(self, desk: Desk, services: Services) -> None:
        self._book = VisitBook()
        self._page: EnterprisePage | None = None
        self._notes: dict[tuple[int, int], tuple[str, ...]] = {}
        self.confirm_button = action_button("确认行业")
        self.town = MultiChooser("镇街", width=_CHOOSER_WIDTH)
        self.industry = MultiChooser("行业", [(one, one.label) for one in Industry], width=_CHOOSER_WIDTH)
        self.status = MultiChooser(
            "状态", [(one, one.label) for one in EnterpriseStatus], width=_CHOOSER_WIDTH
        )
        marks = [(str(one), one.label) for one in Hazard]
        self.mark = MultiChooser(
            "标记", [(DISHONEST, "严重失信"), *marks, (GUESSED, "行业为推测")], width=_CHOOSER_WIDTH
        )
        bar = RosterFilterBar[EnterpriseRow](
            "名称、代码、地址、人员",
            (
                Condition("镇街", self.town, lambda row: (town_value(row),)),
                Condition("行业", self.industry, lambda row: (row.draft.industry,)),
                Condition("状态", self.status, lambda row: (row.draft.status,)),
                Condition("标记", self.mark, mark_values),
            ),
        )
        table = RosterTable[EnterpriseRow](
            enterprise_columns(self._book), LOOK, name="enterprises", settings=desk.settings, key=_key
        )
        super().__init__(
            desk,
            services,
            "enterprise",
            "record",
            "recusal",
            "office",
            words=WORDS,
            filter_bar=bar,
            table=table,
        )

        self.confirm_button.clicked.connect(self.confirm_industries)
        self.add_foot_button(self.confirm_button)

    def reload(self) -> None:
        """Read the register again."""
        self.desk.operations.query(partial(load_page, self.services, self.desk.year), self._show_page)

    def show_unplaced(self) -> None:
        """Show those whose 镇街 is not known."""
        self.filter_bar.show_only("镇街", [PENDING])

    def confirm_industries(self) -> None:
        """Take the guessed industries of the selected rows as right."""
        rows = [row for row in self.table.selected_rows() if row.draft.industry_is_guess]
        who = f"“{rows[0].name}”" if len(rows) == 1 else f"{len(rows):,} 户"
        self.desk.operations.change(
            partial(_confirm_industries, self.services, rows),
            lambda _: self.desk.messages.toast(f"已确认{who}的行业"),
            label="正在确认行业",
        )

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
        return Answer(service.check(draft, key=key), _notes(self.services, draft), suggestion)

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
        """Show the row, and its notes as soon as the database thread has them."""
        notes = self._notes.get((row.key, row.row_version))
        self._fill_detail(row, notes or ())
        if notes is None:
            self.desk.operations.query(
                partial(_notes, self.services, row.draft), partial(self._take_notes, row)
            )

    def retire(self, rows: Sequence[EnterpriseRow]) -> None:
        """Ask for the reason and take rows off the roster."""
        service = self.services.enterprises
        actions.retire(
            self.desk,
            what=WORDS.noun,
            measure=WORDS.measure,
            names=[row.name for row in rows],
            keys=[row.key for row in rows],
            work=lambda key, reason: service.retire_enterprise(key=key, reason=reason),
            undo=lambda key: service.restore_enterprise(key=key),
        )

    def restore(self, rows: Sequence[EnterpriseRow]) -> None:
        """Put retired rows back on the roster."""
        service = self.services.enterprises
        who = f"“{rows[0].name}”" if len(rows) == 1 else f"{len(rows):,} 户检查对象"
        keys = [row.key for row in rows]
        actions.restore(self.desk, who=who, keys=keys, work=lambda key: service.restore_enterprise(key=key))

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
        rows = list(self.table.rows)

        def write(path: Path) -> None:
            self.services.enterprises.export_enterprises(path=path, rows=rows)

        today = self.services.workplace.clock.today()
        actions.export(
            self.desk,
            title="检查对象名录",
            count=f"{len(rows):,} 户",
            today=today,
            purpose="export-roster",
            write=write,
        )

    def show_counts(self) -> None:
        """Count enterprises and towns, each a link to what it counts."""
        rows = self.table.rows
        total = sum(not row.is_retired for row in self.rows)
        towns = len({row.draft.town_code for row in rows if row.is_in_district and row.draft.town_code})
        selected = len(self.table.selected_rows())
        of_all = f" / {count_link('all', f'{total:,}')}" if self.filter_bar.is_set else ""
        self.filter_bar.set_count(
            f"企业 <b>{len(rows):,}</b>{of_all} 户",
            count_link("towns", f"镇街 {towns} 个"),
            count_link("selected", f"已选 {selected:,}") if selected else "已选 0",
        )
        self._show_guesses()

    def follow_count(self, target: str) -> None:
        """Open the list that a count counts."""
        if target == "all":
            self.filter_bar.clear()
        elif target == "towns":
            self.town.open_popup()
        else:
            self.filter_bar.narrow_to(self.table.selected_rows())

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

    def _show_page(self, page: EnterprisePage) -> None:
        self._page = page
        self._notes.clear()
        self._book.year = page.year
        self._book.visits = page.visits
        towns = [(town.code, town.name) for town in page.towns if town.in_district]
        self.town.set_options([*towns, (PENDING, "待定"), (OUTSIDE, "区外")])
        self.show_rows(page.rows)

    def _show_guesses(self) -> None:
        """Offer 确认行业 while there are guesses to confirm."""
        guessed = sum(row.draft.industry_is_guess for row in self.table.selected_rows())
        self.confirm_button.setVisible(any(row.draft.industry_is_guess for row in self.rows))
        self.confirm_button.setText(f"确认行业（{guessed:,} 户）" if guessed > 1 else "确认行业")
        self.confirm_button.set_hint("行业是推测的，核对无误后在此确认；可先按“标记：行业为推测”筛选，再多选")
        self.confirm_button.set_reason(None if guessed else "所选检查对象的行业不是推测的，不需要确认。")

    def _fill_detail(self, row: EnterpriseRow, notes: Sequence[str]) -> None:
        if self._page is not None:
            recusals = self._page.recusals.get(row.key, [])
            today = self.services.workplace.clock.today()
            background = EnterpriseBackground(self._page.settings, self._book, recusals, today, notes)
            show_enterprise(self.detail, row, background)

    def _take_notes(self, row: EnterpriseRow, notes: tuple[str, ...]) -> None:
        self._notes[row.key, row.row_version] = notes
        if notes and self.table.current_row() == row:
            self._fill_detail(row, notes)

    def _suggest(self) -> None:
        form = self.editor.form
        if isinstance(form, EnterpriseForm):
            work = partial(self.services.enterprises.suggest, form.draft())
            self.desk.operations.query(work, partial(form.show_suggestion, replaces=True))


def _confirm_industries(services: Services, rows: Sequence[EnterpriseRow], progress: Progress) -> Changes:
    changes = Changes()
    for number, row in enumerate(rows, 1):
        draft = replace(row.draft, industry_is_guess=False)
        changes |= services.enterprises.update_enterprise(
            key=row.key, row_version=row.row_version, draft=draft
        )
        progress(number, len(rows))
    return changes


def _notes(services: Services, draft: EnterpriseDraft) -> tuple[str, ...]:
    """Return what deserves a look; that the industry is a guess, its own chip says."""
    return services.enterprises.notes(replace(draft, industry_is_guess=False))


def _key(row: EnterpriseRow) -> int:
    return row.key
