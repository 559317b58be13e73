"""What follows when papers were issued: the toast with the numbers, the print or the files asked for, the list of what failed."""

from collections.abc import Sequence
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.vocab import PaperKind
from services.papers.rows import IssueOutcome, PaperRow
from ui.desk import Desk
from ui.papers.giving_out import GivingOut, stack_title
from ui.papers.opening import open_dialog
from ui.papers.outcome_dialog import OutcomeDialog
from ui.widgets.toast import Link

AFTER = "issue/after"
"""Where the desk remembers what becomes of papers that are issued."""


class AfterIssue(Enum):
    """What becomes of papers as soon as they are issued; the value is what the dialog says."""

    NOTHING = "先不打印"
    LOOK = "打开预览"
    PRINT = "直接打印"


class IssueReport(QObject):
    """Tells what a batch came to and goes on as the clerk chose."""

    def __init__(self, desk: Desk, page: QWidget, giving_out: GivingOut) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._giving_out = giving_out

    def tell(
        self,
        kind: PaperKind,
        outcome: IssueOutcome,
        *,
        after: AfterIssue = AfterIssue.NOTHING,
        folder: Path | None = None,
        duplex: bool = False,
    ) -> None:
        """Say what was issued, list what was not, then print, show or save."""
        if outcome.issued:
            self._give_out(kind, outcome, after=after, folder=folder, duplex=duplex)
        elif outcome.left:
            self._desk.messages.toast(f"已取消，没有制发{kind.label}")
        if outcome.failed:
            title = f"没有制发的{kind.label}"
            open_dialog(OutcomeDialog(self._page.window(), title, outcome.failed))

    def _give_out(
        self, kind: PaperKind, outcome: IssueOutcome, *, after: AfterIssue, folder: Path | None, duplex: bool
    ) -> None:
        keys = [paper.key for paper in outcome.issued]
        title = stack_title(kind, keys)
        look = partial(self._giving_out.look, title, keys, duplex=duplex)
        if after is AfterIssue.LOOK:
            look()
        elif after is AfterIssue.PRINT:
            self._giving_out.print_now(title, keys, duplex=duplex)
        said, rest = issued_text(kind, outcome.issued), _left_text(outcome)
        self._desk.messages.toast(said + rest, Link("预览 / 打印", look))
        if folder is not None:
            self._giving_out.save_each(keys, folder, said, rest)


def issued_text(kind: PaperKind, papers: Sequence[PaperRow]) -> str:
    """Return 已制发检查通知书 60 份：…1号至60号."""
    first, last = papers[0].name, papers[-1].name
    numbers = first if first == last else f"{first}至{last.rpartition('〕')[2]}"
    return f"已制发{kind.label} {len(papers)} 份：{numbers}"


def _left_text(outcome: IssueOutcome) -> str:
    return f"；取消后还有 {outcome.left} 户未制发" if outcome.left else ""
