"""Making papers that ask something: the dialog opened, the drafts kept, a look at them, 制发."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.vocab import PaperKind
from services.changes import Changes
from services.container import Services
from services.records.rows import RecordRow
from ui.desk import Desk
from ui.papers.entry_dialog import EntryDialog
from ui.papers.entry_sheet import Checked, Drafts, EntrySheet, read_sheet
from ui.papers.giving_out import GivingOut
from ui.papers.issue_report import IssueReport
from ui.papers.opening import open_dialog


class EntryActs(QObject):
    """One method for one act with the 填写项."""

    def __init__(
        self, desk: Desk, services: Services, page: QWidget, giving_out: GivingOut, report: IssueReport
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page
        self._giving_out = giving_out
        self._report = report

    def make(self, kind: PaperKind, rows: Sequence[RecordRow]) -> None:
        """Ask what a paper of one 文种 says for these inspections, then issue it."""
        self._desk.operations.query(
            partial(read_sheet, self._services, kind, tuple(rows)), self.ask, label="正在准备文书"
        )

    def ask(self, sheet: EntrySheet) -> None:
        """Open the dialog on a sheet."""
        today = self._services.workplace.clock.today()
        dialog = EntryDialog(self._page.window(), sheet, today, self._desk.messages)
        dialog.draft_left.connect(partial(self._keep, sheet.kind))
        dialog.preview_asked.connect(partial(self._look, dialog))
        dialog.submitted.connect(partial(self._submit, dialog))
        dialog.accepted.connect(partial(self._issue, dialog))
        open_dialog(dialog)

    # -- inside

    def _keep(self, kind: PaperKind, drafts: Drafts) -> None:
        self._desk.operations.change(
            partial(save_entries, self._services, kind, drafts), partial(self._on_kept, len(drafts))
        )

    def _on_kept(self, count: int, changes: Changes) -> None:
        del changes
        self._desk.messages.toast(f"已保留 {count} 户填写的内容，下次打开接着填")

    def _look(self, dialog: EntryDialog) -> None:
        """Keep what was typed, for a preview is made of what is kept; then show it."""
        kind, keys, issued_on = dialog.sheet.kind, dialog.shown_keys, dialog.issued_on
        assert issued_on is not None  # checked by the dialog
        if dialog.drafts.is_changed:
            drafts = dialog.drafts.changed
            self._desk.operations.change(partial(save_entries, self._services, kind, drafts))
            dialog.drafts.note_saved(drafts)
        self._giving_out.preview(kind, keys, issued_on=issued_on)

    def _submit(self, dialog: EntryDialog) -> None:
        """Keep what was typed and have it checked against the inspection, which a form alone cannot do."""
        work = partial(
            save_and_check, self._services, dialog.sheet.kind, tuple(dialog.keys), dialog.drafts.changed
        )
        self._desk.operations.change(work, dialog.answer, on_end=dialog.unlock, label="正在核对")

    def _issue(self, dialog: EntryDialog) -> None:
        kind, issued_on = dialog.sheet.kind, dialog.issued_on
        assert issued_on is not None  # checked by the dialog
        work = partial(
            self._services.papers.issue, kind, dialog.keys, issued_on=issued_on, signed_by=dialog.signed_by
        )
        self._desk.operations.change(work, partial(self._report.tell, kind), label=f"正在制发{kind.label}")


def save_entries(services: Services, kind: PaperKind, drafts: Drafts) -> Changes:
    """Keep what was typed for several inspections."""
    changes = Changes.of("paper")
    for record_key, values in drafts.items():
        changes |= services.papers.save_entry(kind=kind, record_key=record_key, values=values)
    return changes


def save_and_check(
    services: Services, kind: PaperKind, record_keys: Sequence[int], drafts: Drafts
) -> Checked:
    """Keep what was typed; return what still keeps the papers of these inspections from being issued."""
    changes = save_entries(services, kind, drafts)
    problems = {key: services.papers.entry(kind=kind, record_key=key).problems for key in record_keys}
    return Checked(drafts, {key: found for key, found in problems.items() if found}, changes)
