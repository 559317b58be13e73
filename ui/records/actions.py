"""What the clerk does on the record tab: one method for one act, from the dialog to the toast."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from models.rules.deadlines import add_working_days
from models.vocab import PaperKind
from services.changes import Changes
from services.container import Services
from services.office.calendar import work_calendar
from services.papers.rows import IssueOutcome
from services.records.rows import RecordDetail, RecordRow, ResultDraft
from ui.desk import Desk
from ui.papers.giving_out import PURPOSE
from ui.papers.issue_report import AFTER, AfterIssue
from ui.papers.opening import open_dialog
from ui.records.issue_dialog import IssueDialog, IssueDraft
from ui.records.paper_actions import PaperActions
from ui.records.publication_dialog import PublicationDialog, PublicationDraft
from ui.records.result_dialog import Entered, ResultDialog
from ui.records.step import STEP_PAPERS, Step, sort_out
from ui.widgets.toast import Link

_VISIT_DAYS = 10  # working days a new notice proposes for the visit


class RecordActions(QObject):
    """The steps of an inspection; ``papers`` prints, saves and voids what was issued."""

    def __init__(self, desk: Desk, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page
        self._last_visit: tuple[date, date] | None = None
        self.papers = PaperActions(desk, services, page)

    def take(self, step: Step, rows: Sequence[RecordRow]) -> None:
        """Take a step with those of the rows that are ready for it."""
        if step is Step.RESULT:
            self.enter_results([row.key for row in sort_out(step, rows).ready])
        elif step is Step.PUBLICATION:
            self.publish(rows)
        else:
            self.issue(step, rows)

    # -- notices and letters

    def issue(self, step: Step, rows: Sequence[RecordRow]) -> None:
        """Ask for the dates, then issue notices or letters in the background."""
        sorted_rows = sort_out(step, rows)
        defaults = self._issue_defaults(STEP_PAPERS[step], sorted_rows.ready)
        dialog = IssueDialog(self._page.window(), sorted_rows, defaults, self._desk.messages)
        dialog.accepted.connect(partial(self._issue, dialog))
        dialog.preview_asked.connect(self._look)
        open_dialog(dialog)

    def _issue_defaults(self, kind: PaperKind, rows: Sequence[RecordRow]) -> IssueDraft:
        today = self._services.workplace.clock.today()
        after = AfterIssue.__members__.get(self._desk.settings.choice(AFTER, ""), AfterIssue.NOTHING)
        draft = IssueDraft(kind, tuple(rows), today, self._desk.settings.folder(PURPOSE), after=after)
        if kind is not PaperKind.NOTICE:
            return draft
        visit_from, visit_to = self._last_visit or (today, today)
        if visit_from <= today:
            visit_from = add_working_days(today, 1, work_calendar())
            visit_to = add_working_days(visit_from, _VISIT_DAYS, work_calendar())
        last = min((row.due_on for row in rows if row.due_on >= visit_from), default=visit_to)
        return replace(draft, visit_from=visit_from, visit_to=min(visit_to, last))

    def _issue(self, dialog: IssueDialog) -> None:
        draft = dialog.draft()
        papers = self._services.papers
        assert draft.issued_on is not None  # checked by the dialog
        self._desk.settings.set_choice(AFTER, draft.after.name)
        if draft.visit_from is not None and draft.visit_to is not None:
            self._last_visit = draft.visit_from, draft.visit_to
        work = partial(
            papers.issue,
            draft.kind,
            draft.keys,
            visit_from=draft.visit_from,
            visit_to=draft.visit_to,
            issued_on=draft.issued_on,
        )
        self._desk.operations.change(
            work, partial(self._on_issued, draft), label=f"正在制发{draft.kind.label}"
        )

    def _look(self, draft: IssueDraft) -> None:
        """Show what would be issued."""
        assert draft.issued_on is not None  # checked by the dialog
        self.papers.giving_out.preview(
            draft.kind,
            draft.keys,
            issued_on=draft.issued_on,
            visit_from=draft.visit_from,
            visit_to=draft.visit_to,
        )

    def _on_issued(self, draft: IssueDraft, outcome: IssueOutcome) -> None:
        self.papers.report.tell(draft.kind, outcome, after=draft.after, folder=draft.folder)

    # -- other papers

    def offer_papers(self, row: RecordRow, place: QPoint) -> None:
        """Show every 文种 that an inspection can have; those that cannot be issued now say why."""
        self.papers.offer(row, place, self._make_paper)

    def ask_batch(self, rows: Sequence[RecordRow], task_rows: Sequence[RecordRow]) -> None:
        """Ask for papers of several inspections at once."""
        draft = self._issue_defaults(PaperKind.NOTICE, rows)
        assert draft.visit_from is not None and draft.visit_to is not None  # notices have them
        self.papers.ask_batch(rows, task_rows, (draft.visit_from, draft.visit_to))

    def _make_paper(self, kind: PaperKind, row: RecordRow) -> None:
        step = next((step for step, paper in STEP_PAPERS.items() if paper is kind), None)
        if step is not None:
            self.issue(step, [row])
        else:
            self.papers.entries.make(kind, [row])

    # -- results

    def enter_results(self, record_keys: Sequence[int]) -> None:
        """Enter the results of several inspections, one after the other."""
        if record_keys:
            self._open_result(tuple(record_keys), 0)

    def _open_result(self, keys: tuple[int, ...], place: int) -> None:
        self._desk.operations.query(
            partial(self._services.records.get_record, keys[place]), partial(self._show_result, keys, place)
        )

    def _show_result(self, keys: tuple[int, ...], place: int, detail: RecordDetail) -> None:
        dialog = ResultDialog(
            self._page.window(), detail, self._desk.messages, number=place + 1, count=len(keys)
        )
        dialog.submitted.connect(partial(self._store_result, dialog))
        dialog.accepted.connect(partial(self._after_result, keys, place))
        open_dialog(dialog)

    def _store_result(self, dialog: ResultDialog, draft: ResultDraft) -> None:
        work = partial(_enter, self._services, dialog.detail.row.key, draft)
        self._desk.operations.change(work, dialog.answer, on_end=dialog.unlock)

    def _after_result(self, keys: tuple[int, ...], place: int) -> None:
        if place + 1 < len(keys):
            self._open_result(keys, place + 1)
            return
        self._desk.messages.toast(
            f"已录入 {len(keys)} 户检查结果",
            Link("制发反馈函", partial(self._issue_letters_for, frozenset(keys))),
        )

    def _issue_letters_for(self, keys: frozenset[int]) -> None:
        self._desk.operations.query(
            partial(self._services.records.list_records, year=self._desk.year),
            partial(self._offer_letters, keys),
        )

    def _offer_letters(self, keys: frozenset[int], rows: Sequence[RecordRow]) -> None:
        self.issue(Step.LETTER, [row for row in rows if row.key in keys])

    # -- publication

    def publish(self, rows: Sequence[RecordRow]) -> None:
        """Register the publication of results on one channel."""
        dialog = PublicationDialog(
            self._page.window(),
            sort_out(Step.PUBLICATION, rows),
            today=self._services.workplace.clock.today(),
            operator=self._desk.operator,
        )
        dialog.accepted.connect(partial(self._publish, dialog))
        open_dialog(dialog)

    def _publish(self, dialog: PublicationDialog) -> None:
        draft = dialog.draft()
        assert draft.published_on is not None  # checked by the dialog
        work = partial(
            self._services.records.publish,
            record_keys=[row.key for row in draft.rows],
            channel=draft.channel,
            published_on=draft.published_on,
            published_by=draft.published_by,
            reference=draft.reference,
        )
        self._desk.operations.change(work, partial(self._on_published, draft), label="正在登记公示")

    def _on_published(self, draft: PublicationDraft, changes: Changes) -> None:
        del changes
        self._desk.messages.toast(f"已登记 {len(draft.rows)} 户在{draft.channel.label}的公示")


def _enter(services: Services, record_key: int, draft: ResultDraft) -> Entered:
    """Check and store in one go, so that a second click finds nothing left to do."""
    problems = services.records.check_result(record_key=record_key, draft=draft)
    if problems:
        return Entered(problems, Changes())
    return Entered({}, services.records.enter_result(record_key=record_key, draft=draft))
