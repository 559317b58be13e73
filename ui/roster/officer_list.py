"""执法检查人员: who inspects, who of them can be drawn today, and who stands aside from whom (细则 art. 10, 13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from models.rules.officer_pool import OfficerFacts, Window, exclusion
from models.vocab import OfficerStatus, RosterNoun
from services.changes import Changes
from services.container import Services
from services.office.rows import SectionRow, TownRow
from services.roster.enterprise_rows import EnterpriseRow
from services.roster.officer_rows import LeaveRow, OfficerDraft, OfficerRow, RecusalDraft, RecusalRow
from services.roster.platform_export import OFFICER_TITLE
from ui.desk import Desk
from ui.roster import actions, leave_actions
from ui.roster.draft_form import DraftForm
from ui.roster.filter_bar import Condition, RosterFilterBar, count_link
from ui.roster.importing import Importer, officer_importer
from ui.roster.officer_columns import (
    BARRED,
    DRAWABLE,
    EXPIRED,
    LOOK,
    NO_DATE,
    OFFICER_COLUMNS,
    SOON,
    expiry_values,
)
from ui.roster.officer_detail import OfficerBook, show_officer
from ui.roster.officer_form import OfficerForm
from ui.roster.record_writer import Answer
from ui.roster.recusal_dialog import RecusalDialog
from ui.roster.roster_list import ListWords, RosterList
from ui.roster.roster_table import RosterTable
from ui.widgets.buttons import button
from ui.widgets.date_field import read_date
from ui.widgets.multi_chooser import MultiChooser

WORDS = ListWords("执法检查人员", "人", "名录", "officers")
_CHOOSER_WIDTH = 112


@dataclass(frozen=True, slots=True)
class OfficerPage:
    """Everything the list shows."""

    rows: Sequence[OfficerRow]
    sections: Sequence[SectionRow]
    towns: Sequence[TownRow]
    books: dict[int, OfficerBook]


def load_page(services: Services) -> OfficerPage:
    """Read the officers with their 回避, those in force first, their leaves and the 科室 they were in."""
    today = services.workplace.clock.today()
    recusals = sorted(services.officers.list_recusals(with_ended=True), key=lambda row: not row.is_in_force)
    leaves = [row for row in services.leaves.list_leaves() if row.ends_on.year >= today.year]
    sections = services.officers.list_section_periods()
    rows = services.officers.list_officers(with_retired=True)
    books = {
        row.key: OfficerBook(
            [one for one in recusals if one.draft.officer_key == row.key],
            [one for one in leaves if one.officer_key == row.key],
            sections.get(row.key, ()),
        )
        for row in rows
    }
    return OfficerPage(rows, services.office.list_sections(), services.office.list_towns(), books)


class OfficerList(RosterList[OfficerRow, OfficerDraft]):
    """The second list of the roster tab."""

    roster_noun = RosterNoun.OFFICER
    has_platform_sheet = True

    def __init__(self, desk: Desk, services: Services) -> None:
        self._page: OfficerPage | None = None
        self._shows_expiring = False
        self.section = MultiChooser("科室", width=_CHOOSER_WIDTH)
        self.pool = MultiChooser("抽取", [(DRAWABLE, "可抽取"), (BARRED, "不可抽取")], width=_CHOOSER_WIDTH)
        self.expiry = MultiChooser(
            "证件",
            [(EXPIRED, "已过期"), (SOON, "60 日内到期"), (NO_DATE, "未填有效期")],
            width=_CHOOSER_WIDTH,
        )
        self.status = MultiChooser("状态", [(one, one.label) for one in OfficerStatus], width=_CHOOSER_WIDTH)
        bar = RosterFilterBar[OfficerRow](
            "姓名、证号、岗位、专业",
            (
                Condition("科室", self.section, lambda row: (row.draft.section_name,)),
                Condition("抽取", self.pool, lambda row: (DRAWABLE if row.is_drawable else BARRED,)),
                Condition("证件", self.expiry, expiry_values),
                Condition("状态", self.status, lambda row: (row.draft.status,)),
            ),
        )
        table = RosterTable[OfficerRow](
            OFFICER_COLUMNS, LOOK, name="officers", settings=desk.settings, key=_key
        )
        super().__init__(
            desk,
            services,
            "officer",
            "recusal",
            "leave",
            "section",
            "town",
            words=WORDS,
            filter_bar=bar,
            table=table,
        )
        self.recusal_button = self.detail.add_button(button("回避…", hint="登记本人不参加检查的对象"))
        self.recusal_button.clicked.connect(self.add_recusal)
        self.leave_button = self.detail.add_button(button("请假…", hint="登记请假、公差、培训的起止日期"))
        self.leave_button.clicked.connect(self.add_leave)

    def reload(self) -> None:
        """Read the officers again."""
        self.desk.operations.query(partial(load_page, self.services), self._show_page)

    # -- 回避

    def add_recusal(self) -> None:
        """Ask from whom the officer in use stands aside; the enterprises are read first."""
        row = self.table.current_row()
        if row is not None:
            self.desk.operations.query(
                self.services.enterprises.list_enterprises, partial(self._ask_recusal, row)
            )

    def end_recusal(self, recusal: RecusalRow) -> None:
        """Ask for the last day and end a 回避; it stays on record."""
        today = self.services.workplace.clock.today()
        typed = self.desk.messages.ask_text(
            "结束回避",
            f"{recusal.officer_name}回避“{recusal.enterprise_name}”的最后一天（次日起可以派往）：",
            initial=today.isoformat(),
            check=lambda text: _day_problem(text, recusal.draft.starts_on),
            confirm="结束回避",
        )
        day = read_date(typed) if typed is not None else None
        if day is not None:
            self.desk.operations.change(
                partial(self.services.officers.end_recusal, key=recusal.key, ends_on=day),
                lambda _: self.desk.messages.toast(
                    f"{recusal.officer_name}对“{recusal.enterprise_name}”的回避到 {day} 结束"
                ),
            )

    def _ask_recusal(self, row: OfficerRow, enterprises: Sequence[EnterpriseRow]) -> None:
        draft = RecusalDialog.ask(
            self.window(),
            row.name,
            RecusalDraft(officer_key=row.key, enterprise_key=0, reason=""),
            enterprises,
            self.services.officers.check_recusal,
        )
        if draft is not None:
            self.desk.operations.change(
                partial(self.services.officers.add_recusal, draft=draft),
                lambda _: self.desk.messages.toast(f"已登记{row.name}的回避，抽取时不会派往该检查对象"),
            )

    # -- 请假、公差、培训

    def add_leave(self) -> None:
        """Ask on which days the officer in use is away."""
        row = self.table.current_row()
        if row is not None:
            leave_actions.add_leave(self.desk, self.services, self.window(), row)

    def cancel_leave(self, leave: LeaveRow) -> None:
        """Take a leave back; it stays on record."""
        leave_actions.cancel_leave(self.desk, self.services, leave)

    # -- what the list is made of

    def make_form(self, row: OfficerRow | None) -> DraftForm[OfficerDraft]:
        """Make the form."""
        page = self._page
        draft = row.draft if row is not None else OfficerDraft()
        return OfficerForm(page.sections if page else (), page.towns if page else (), draft, self._today())

    def answer(self, draft: OfficerDraft, key: int | None) -> Answer:
        """Check a draft, and say when the officer could not be drawn with it."""
        service = self.services.officers
        obstacle = _obstacle(draft, self._today())
        notes = service.notes(draft)
        if obstacle is not None and draft.name:
            notes = (*notes, f"按现在填写的内容不可抽取：{obstacle}。")
        return Answer(service.check(draft, key=key), notes)

    def store(self, draft: OfficerDraft, row: OfficerRow | None, why: str = "") -> Changes:
        """Add the draft or change the row."""
        service = self.services.officers
        if row is None:
            return service.add_officer(draft=draft)
        return service.update_officer(key=row.key, row_version=row.row_version, draft=draft, why=why)

    def asks_why(self, row: OfficerRow | None) -> bool:
        """Ask for the reason of a change; a new officer needs none."""
        return row is not None

    def show_detail(self, row: OfficerRow) -> None:
        """Fill the detail pane."""
        book = self._page.books.get(row.key) if self._page is not None else None
        show_officer(
            self.detail,
            row,
            book or OfficerBook(),
            self._today(),
            end_recusal=self.end_recusal,
            cancel_leave=self.cancel_leave,
        )
        self.leave_button.set_reason("已退出名录，不再抽取，不需要登记请假。" if row.is_retired else None)
        self.recusal_button.set_reason("已退出名录，不再抽取，不需要登记回避。" if row.is_retired else None)

    def retire(self, rows: Sequence[OfficerRow]) -> None:
        """Ask for the reason and take officers off the roster."""
        service = self.services.officers
        actions.retire(
            self.desk,
            what=WORDS.noun,
            measure=WORDS.measure,
            names=[row.name for row in rows],
            keys=[row.key for row in rows],
            work=lambda key, reason: service.retire_officer(key=key, reason=reason),
            undo=lambda key: service.restore_officer(key=key),
        )

    def restore(self, rows: Sequence[OfficerRow]) -> None:
        """Put retired officers back on the roster."""
        service = self.services.officers
        who = f"“{rows[0].name}”" if len(rows) == 1 else f"{len(rows):,} 人"
        keys = [row.key for row in rows]
        actions.restore(self.desk, who=who, keys=keys, work=lambda key: service.restore_officer(key=key))

    def importer(self) -> Importer:
        """Return the import of 执法检查人员."""
        return officer_importer(self.services)

    def export(self) -> None:
        """Write the rows on screen as a workbook."""
        rows = list(self.table.rows)

        def write(path: Path) -> None:
            self.services.officers.export_officers(path=path, rows=rows)

        self._export_as("执法检查人员名录", f"{len(rows):,} 人", write)

    def export_platform(self) -> None:
        """Write the rows on screen in the columns of the provincial platform."""
        rows = list(self.table.rows)

        def write(path: Path) -> None:
            self.services.platform_export.export_officers(path=path, rows=rows)

        self._export_as(OFFICER_TITLE, f"{len(rows):,} 人", write)

    def show_counts(self) -> None:
        """Count officers, those who can be drawn, and certificates that end soon."""
        rows = self.table.rows
        total = sum(not row.is_retired for row in self.rows)
        ending = sum(bool(expiry_values(row)) for row in rows if not row.is_retired)
        selected = len(self.table.selected_rows())
        of_all = f" / {count_link('all', f'{total:,}')}" if self.filter_bar.is_set else ""
        parts = [
            f"人员 <b>{len(rows):,}</b>{of_all} 人",
            count_link("drawable", f"可抽取 {sum(row.is_drawable for row in rows):,}"),
        ]
        parts += [count_link("expiry", f"证件待办 {ending:,}", "warn")] if ending else []
        parts.append(count_link("selected", f"已选 {selected:,}") if selected else "已选 0")
        self.filter_bar.set_count(*parts)

    def follow_count(self, target: str) -> None:
        """Open the list that a count counts."""
        if target == "all":
            self.filter_bar.clear()
        elif target == "selected":
            self.filter_bar.narrow_to(self.table.selected_rows())
        elif target == "expiry":
            self.expiry.set_values([EXPIRED, SOON, NO_DATE])
        else:
            self.pool.set_values([DRAWABLE])

    def show_expiring(self) -> None:
        """Show the officers whose certificates end soon or have ended, and no other condition."""
        self._shows_expiring = self._page is None  # the filter of last time comes with the first rows
        if not self._shows_expiring:
            self.filter_bar.show_only("证件", [EXPIRED, SOON])

    def draft_name(self, draft: OfficerDraft) -> str:
        """Return the 姓名."""
        return draft.name

    def row_name(self, row: OfficerRow) -> str:
        """Return the 姓名."""
        return row.name

    def first_field(self, row: OfficerRow | None) -> str:
        """Begin with the name."""
        del row
        return "name"

    def _today(self) -> date:
        return self.services.workplace.clock.today()

    def _show_page(self, page: OfficerPage) -> None:
        self._page = page
        self.section.set_options((section.name, section.name) for section in page.sections)
        self.show_rows(page.rows)
        if self._shows_expiring:
            self.show_expiring()


def _obstacle(draft: OfficerDraft, today: date) -> str | None:
    facts = OfficerFacts(
        certificate_number=draft.certificate_number,
        certificate_expires_on=draft.certificate_expires_on,
        is_regular=draft.is_regular,
        status=draft.status,
        is_leader_qualified=draft.is_leader_qualified,
        is_expert=draft.is_expert,
        industries=draft.industries,
    )
    return exclusion(facts, Window(today, today))


def _day_problem(typed: str, starts_on: date | None) -> str | None:
    day = read_date(typed)
    if day is None:
        return "请写成日期，例如 2022-05-25。"
    return f"不能早于开始日期 {starts_on}。" if starts_on is not None and day < starts_on else None


def _key(row: OfficerRow) -> int:
    return row.key
