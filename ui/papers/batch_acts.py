"""A batch carried out: what is missing is issued, then all is shown, printed or saved; what failed is listed."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from services.container import Services
from ui.desk import Desk
from ui.papers.batch import BatchDraft, BatchIssued, Destination, issue_missing, paper_keys
from ui.papers.batch_dialog import BatchDialog, BatchSubject, Obstacle
from ui.papers.entry_acts import EntryActs
from ui.papers.giving_out import GivingOut, stack_title
from ui.papers.opening import open_dialog
from ui.papers.outcome_dialog import OutcomeDialog
from ui.widgets.toast import Link


class BatchActs(QObject):
    """From the dialog to the toast."""

    def __init__(
        self, desk: Desk, services: Services, page: QWidget, entries: EntryActs, giving_out: GivingOut
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page
        self._entries = entries
        self._giving_out = giving_out

    def ask(self, subject: BatchSubject, obstacle: Obstacle) -> None:
        """Open the dialog."""
        dialog = BatchDialog(self._page.window(), subject, obstacle, self._desk.settings)
        dialog.accepted.connect(partial(self._begin, dialog))
        dialog.filling_asked.connect(self._entries.make)
        open_dialog(dialog)

    # -- inside

    def _begin(self, dialog: BatchDialog) -> None:
        """Ask where to before anything is issued: whoever leaves that question wants nothing done."""
        draft = dialog.draft()
        count = len(paper_keys(draft)) + (draft.missing_count if draft.issues_missing else 0)
        said, target = f"{_names(draft)}（{count}份）", None
        if draft.destination is Destination.BLANK:
            self._giving_out.show_blanks(draft.kinds)
            return
        if draft.destination is Destination.MERGED:
            target = self._giving_out.ask_file(said, said)
        elif draft.destination is Destination.SINGLE:
            target = self._giving_out.ask_folder(said)
        if target is None and draft.destination in {Destination.MERGED, Destination.SINGLE}:
            return
        if not draft.issues_missing or not draft.missing_count:
            self._give_out(draft, target, paper_keys(draft))
            return
        self._desk.operations.change(
            partial(issue_missing, self._services, draft),
            partial(self._on_issued, draft, target),
            label=f"正在制发{_names(draft)}",
        )

    def _on_issued(self, draft: BatchDraft, target: Path | None, outcome: BatchIssued) -> None:
        keys = paper_keys(draft, outcome.issued)
        count = len(outcome.issued)
        if outcome.left:  # 取消: nothing is printed that nobody waits for any more
            look = Link("预览 / 打印", partial(self._look, draft, keys))
            said = f"已取消：制发了 {count} 份，还有 {outcome.left} 份未制发"
            self._desk.messages.toast(said, *([look] if keys else []))
        elif keys:
            self._give_out(draft, target, keys)
            if target is None and count:
                self._desk.messages.toast(f"已制发{_names(draft)} {count} 份")
        if outcome.failed:
            open_dialog(OutcomeDialog(self._page.window(), "没有制发的文书", outcome.failed))

    def _give_out(self, draft: BatchDraft, target: Path | None, keys: tuple[int, ...]) -> None:
        if draft.destination is Destination.VIEW:
            self._look(draft, keys)
        elif draft.destination is Destination.PRINT:
            self._giving_out.print_now(_title(draft, keys), keys, duplex=draft.duplex)
        elif draft.destination is Destination.MERGED and target is not None:
            said = f"{_names(draft)}（{len(keys)}份）"
            self._giving_out.save_merged(said, keys, target, duplex=draft.duplex)
        elif target is not None:
            self._giving_out.save_each(keys, target)

    def _look(self, draft: BatchDraft, keys: tuple[int, ...]) -> None:
        self._giving_out.look(_title(draft, keys), keys, duplex=draft.duplex)


def _names(draft: BatchDraft) -> str:
    return draft.kinds[0].label if len(draft.kinds) == 1 else f"检查文书 {len(draft.kinds)} 种"


def _title(draft: BatchDraft, keys: tuple[int, ...]) -> str:
    return stack_title(draft.kinds[0] if len(draft.kinds) == 1 else None, keys)
