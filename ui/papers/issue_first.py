"""Papers of a list printed or saved as a whole: those that are missing are issued first; what failed is listed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.vocab import PaperKind
from services.papers.rows import IssueOutcome
from ui.desk import Desk
from ui.papers.giving_out import GivingOut, stack_title
from ui.papers.issue_report import issued_text
from ui.papers.opening import open_dialog
from ui.papers.outcome_dialog import OutcomeDialog

Issue = Callable[[], IssueOutcome]
GiveOut = Callable[[Sequence[int]], object]


class IssueFirst(QObject):
    """``issue`` is None where every paper of the list is there already."""

    def __init__(self, desk: Desk, page: QWidget, giving_out: GivingOut) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._giving_out = giving_out

    def print_all(self, kind: PaperKind, paper_keys: Sequence[int], issue: Issue | None) -> None:
        """Issue what is missing, then print all."""
        self._go(kind, paper_keys, issue, partial(self._print, kind))

    def save_all(self, kind: PaperKind, paper_keys: Sequence[int], issue: Issue | None) -> None:
        """Ask for the folder first: whoever leaves that question wants nothing issued."""
        folder = self._giving_out.ask_folder(kind.label)
        if folder is not None:
            self._go(kind, paper_keys, issue, partial(self._giving_out.save_each, folder=folder))

    # -- inside

    def _go(self, kind: PaperKind, keys: Sequence[int], issue: Issue | None, give_out: GiveOut) -> None:
        if issue is None:
            give_out(tuple(keys))
            return
        self._desk.operations.change(
            issue, partial(self._on_issued, kind, tuple(keys), give_out), label=f"正在制发{kind.label}"
        )

    def _on_issued(
        self, kind: PaperKind, keys: tuple[int, ...], give_out: GiveOut, outcome: IssueOutcome
    ) -> None:
        if outcome.issued:
            self._desk.messages.toast(issued_text(kind, outcome.issued))
        everything = (*keys, *(paper.key for paper in outcome.issued))
        if everything:
            give_out(everything)
        if outcome.failed:
            open_dialog(OutcomeDialog(self._page.window(), f"没有制发的{kind.label}", outcome.failed))

    def _print(self, kind: PaperKind, keys: Sequence[int]) -> None:
        self._giving_out.print_now(stack_title(kind, keys), keys)
