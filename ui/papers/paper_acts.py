"""What a clerk does with one issued paper, wherever it is listed: look, print again, save, receive, void, see its print log."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.vocab import PaperKind
from services.changes import Changes
from services.container import Services
from services.papers.rows import PaperRow, PrintRow
from ui.desk import Desk
from ui.papers.giving_out import GivingOut, paper_title, stack_title
from ui.papers.kept_scans_dialog import KeptScansDialog
from ui.papers.opening import open_dialog
from ui.papers.print_log_dialog import PrintLogDialog
from ui.papers.received_dialog import ReceivedDialog

_STEPS_BACK = frozenset({PaperKind.NOTICE, PaperKind.FEEDBACK})


class PaperAct(Enum):
    """The acts; the value is the word on the link or in the menu."""

    LOOK = "预览"
    REPRINT = "补打"
    SAVE = "存为 PDF…"
    WORD = "存为 Word…"
    RECEIVED = "登记签收…"
    SCANS = "扫描件…"
    LOG = "打印记录…"
    VOID = "作废…"


_IN_FORCE = frozenset({PaperAct.REPRINT, PaperAct.SAVE, PaperAct.WORD, PaperAct.RECEIVED, PaperAct.VOID})


def act_obstacle(act: PaperAct, paper: PaperRow) -> str | None:
    """Return why an act makes no sense for a paper, None where it does."""
    if act is PaperAct.SCANS and not paper.scans:
        return "还没有留存签字的扫描件"
    if paper.is_voided and act in _IN_FORCE:
        return "已作废的文书只能预览，不再打印和登记"
    return None


class PaperActs(QObject):
    """Carries the acts out."""

    def __init__(self, desk: Desk, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page
        self.giving_out = GivingOut(desk, services, page)

    def take(self, act: PaperAct, paper: PaperRow) -> None:
        """Do one of the acts with a paper."""
        {
            PaperAct.LOOK: self.look,
            PaperAct.REPRINT: self.reprint,
            PaperAct.SAVE: self.giving_out.save_one,
            PaperAct.WORD: self.giving_out.save_word,
            PaperAct.SCANS: self.show_scans,
            PaperAct.RECEIVED: self.receive_one,
            PaperAct.LOG: self.show_log,
            PaperAct.VOID: self.void,
        }[act](paper)

    def take_several(self, act: PaperAct, papers: Sequence[PaperRow]) -> None:
        """Look at or print several papers as one; voided ones are left out."""
        valid = [paper for paper in papers if not paper.is_voided]
        keys = [paper.key for paper in valid]
        if not keys:
            return
        title = stack_title(valid[0].kind, keys)
        if act is PaperAct.LOOK:
            self.giving_out.look(title, keys)
        elif act is PaperAct.REPRINT:
            self.giving_out.print_now(title, keys)

    def look(self, paper: PaperRow) -> None:
        """Show one paper, a voided one too."""
        if paper.is_voided:
            self.giving_out.look_only(paper)
        else:
            self.giving_out.look(paper_title(paper), [paper.key])

    def reprint(self, paper: PaperRow) -> None:
        """Print one paper again, marked 补打 where it was printed before."""
        self.giving_out.print_now(paper_title(paper), [paper.key])

    def receive_one(self, paper: PaperRow) -> None:
        """Ask when one paper was received."""
        self.receive([paper])

    def receive(self, papers: Sequence[PaperRow]) -> None:
        """Ask when papers were received and by whom, and enter it."""
        dialog = ReceivedDialog(self._page.window(), papers, self._services.workplace.clock.today())
        dialog.accepted.connect(partial(self._receive, dialog))
        open_dialog(dialog)

    def show_scans(self, paper: PaperRow) -> None:
        """List the scans of the signed paper, to be looked at or taken away."""
        KeptScansDialog(self._page.window(), self._desk, self._services, paper).stand_over()

    def show_log(self, paper: PaperRow) -> None:
        """Show when a paper was printed and saved, and by whom."""
        self._desk.operations.query(
            partial(self._services.papers.print_log, paper.key), partial(self._show_log, paper)
        )

    def void(self, paper: PaperRow) -> None:
        """Ask for the reason and void the paper; its number stays in the register."""
        back = "检查退回上一步，" if paper.kind in _STEPS_BACK else ""
        number = "文号保留在登记簿中不再使用" if paper.number else "登记簿中仍保留这一份"
        reason = self._desk.messages.ask_text(
            f"作废{paper.kind.label}",
            f"{paper.name}（{paper.subject}）作废后，{number}，{back}可以重新制发。请写明理由：",
            is_long=True,
            check=lambda typed: None if typed else "请写明作废的理由。",
            confirm="作废",
        )
        if reason:
            work = partial(self._services.papers.void_paper, paper.key, reason=reason)
            self._desk.operations.change(work, partial(self._on_voided, paper))

    # -- inside

    def _receive(self, dialog: ReceivedDialog) -> None:
        received_on, received_by = dialog.received_on, dialog.received_by
        assert received_on is not None  # checked by the dialog
        work = partial(
            self._services.papers.set_received,
            [paper.key for paper in dialog.papers],
            received_on=received_on,
            received_by=received_by,
        )
        self._desk.operations.change(work, partial(self._on_received, dialog.papers, received_on))

    def _on_received(self, papers: Sequence[PaperRow], received_on: date, changes: Changes) -> None:
        del changes
        what = papers[0].name if len(papers) == 1 else f" {len(papers)} 份文书"
        self._desk.messages.toast(f"已登记{what}的签收：{received_on}")

    def _show_log(self, paper: PaperRow, lines: Sequence[PrintRow]) -> None:
        PrintLogDialog(self._page.window(), paper, lines, self._desk.settings).stand_over()

    def _on_voided(self, paper: PaperRow, changes: Changes) -> None:
        del changes
        self._desk.messages.toast(f"已作废 {paper.name}，理由已记入登记簿")
