"""文书: the papers of the draw on screen behind one button. Each opens in the preview, to be printed or kept there.

A paper that makes no sense yet stays in the menu, disabled, and its tooltip says when it will.
"""

from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.vocab import DrawStage
from services.container import Services
from services.files.interventions import InterventionsView
from services.files.writing import write_file
from ui.desk import Desk
from ui.draw.interventions_dialog import InterventionsDialog
from ui.draw.loading import TaskView
from ui.draw.paper_check_dialog import PaperCheckDialog
from ui.draw.printing import paper_file_name, show_paper, write_paper
from ui.papers.task_notes_dialog import TaskNotesDialog
from ui.widgets.buttons import Button

PURPOSE = "draw-papers"
NOTES = "派发单、任务通知书…"
_PDF = "PDF 文件 (*.pdf)"


class DrawPaper(Enum):
    """The papers in the order of the meeting; the value is the name in the menu."""

    SCHEME = "工作方案"
    SEAL_SHEET = "封存单"
    CONFIRMATION = "抽取结果确认单"
    MINUTES = "抽取会议记录"
    INTERVENTIONS = "干预清单"


def obstacle(paper: DrawPaper, view: TaskView | None) -> str | None:
    """Return why a paper cannot be printed of what is on screen, or None."""
    if view is None:
        return "先选择一项抽查任务。"
    detail = view.detail
    if paper is DrawPaper.SCHEME:
        title = (
            detail.scheme_title if detail is not None else view.preview.scheme_title if view.preview else ""
        )
        return None if title else "本任务还没有工作方案。"
    if detail is None:
        return f"名单还没有封存，封存以后才有{paper.value}。"
    if paper in (DrawPaper.CONFIRMATION, DrawPaper.MINUTES) and detail.row.drawn_at is None:
        return f"{detail.row.draw_code} 还没有抽取，抽取以后才有{paper.value}。"
    return None


def notes_obstacle(view: TaskView | None) -> str | None:
    """Return why the draw on screen has no 派发单 yet, or None (R36)."""
    if view is None or view.detail is None:
        return "还没有派发，派发以后才有派发单。" if view is not None else "先选择一项抽查任务。"
    detail = view.detail
    code = detail.row.draw_code
    if detail.row.stage is DrawStage.VOIDED:
        return f"{code} 已作废，没有派发单。"
    if detail.row.stage is not DrawStage.DISPATCHED:
        return f"{code} 还没有派发，派发以后才有派发单。"
    places = [place for place in detail.places if place.is_live]
    if places and all(place.is_unopened for place in places):
        return f"{code} 的派人结果尚未启封，由组长启封以后才能制作派发单。"
    return None


class PaperMenu(QObject):
    """The menu of a button, filled for the draw on screen."""

    draw_chosen = Signal(int, int)
    """Carries the keys of the task and the draw to which a paper led."""

    def __init__(self, desk: Desk, services: Services, button: Button, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page
        self._view: TaskView | None = None
        self.actions: dict[DrawPaper, QAction] = {}
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for paper in DrawPaper:
            self.actions[paper] = menu.addAction(_entry(paper), partial(self.take, paper))
        self.notes_action = menu.addAction(NOTES, self.make_notes)
        menu.addSeparator()
        self.save_all_action = menu.addAction("全部保存到文件夹…", self.save_all)
        menu.addSeparator()
        self.check_action = menu.addAction("核对纸面编码…", self.check_paper)
        button.setMenu(menu)
        self.show_view(None)

    def show_view(self, view: TaskView | None) -> None:
        """Offer the papers of another draw."""
        self._view = view
        for paper, action in self.actions.items():
            reason = obstacle(paper, view)
            action.setEnabled(reason is None)
            action.setToolTip(reason or "")
            action.setStatusTip(reason or "")
        reason = notes_obstacle(view)
        self.notes_action.setEnabled(reason is None)
        self.notes_action.setToolTip(reason or "")
        self.notes_action.setStatusTip(reason or "")
        self.save_all_action.setEnabled(any(action.isEnabled() for action in self.actions.values()))

    def take(self, paper: DrawPaper) -> None:
        """Open a paper in the preview; the 干预清单 is shown on screen first."""
        if self._view is None or obstacle(paper, self._view) is not None:
            return
        if paper is DrawPaper.INTERVENTIONS:
            self._ask_interventions()
        else:
            self._open(paper)

    def make_notes(self) -> None:
        """Show to whom the 派发单 of the draw on screen go, to be issued and printed."""
        view = self._view
        if view is None or view.detail is None or notes_obstacle(view) is not None:
            return
        row = view.detail.row
        TaskNotesDialog(self._page.window(), self._desk, self._services, row.key, row.draw_code).stand_over()

    def save_all(self) -> None:
        """Write every paper there is into one folder."""
        view = self._view
        papers = [paper for paper in DrawPaper if obstacle(paper, view) is None]
        if view is None or not papers:
            return
        folder = self._desk.messages.ask_folder(f"保存 {len(papers)} 份文书到", purpose=PURPOSE)
        if folder is None:
            return

        def work() -> Path:
            for paper in papers:
                write_file(folder / _file_name(paper, view), self._renderer(paper, view)())
            return folder

        text = f"已保存 {len(papers)} 份文书到“{folder.name}”"
        self._desk.operations.query(work, partial(self._desk.messages.toast_file, text), label="正在生成文书")

    def check_paper(self) -> None:
        """Ask for the 校验码 of a paper, or a certificate file, and compute the draw again."""
        dialog = PaperCheckDialog(self._page.window(), self._desk, self._services)
        dialog.draw_chosen.connect(self.draw_chosen)
        dialog.stand_over()

    def _ask_interventions(self) -> None:
        view = self._view
        if view is None or view.draw_key is None:
            return
        self._desk.operations.query(
            partial(self._services.draw_papers.list_interventions, view.draw_key), self._show_interventions
        )

    def _show_interventions(self, sheet: InterventionsView) -> None:
        dialog = InterventionsDialog(self._page.window(), sheet, self._desk.settings)
        dialog.print_clicked.connect(partial(self._open, DrawPaper.INTERVENTIONS))
        dialog.save_clicked.connect(partial(self._save, DrawPaper.INTERVENTIONS))
        dialog.stand_over()

    def _open(self, paper: DrawPaper) -> None:
        view = self._view
        if view is None:
            return
        show_paper(self._desk, paper.value, _code(paper, view), self._renderer(paper, view))

    def _save(self, paper: DrawPaper) -> None:
        view = self._view
        if view is None:
            return
        path = self._desk.messages.ask_save_file(
            f"保存{paper.value}", _file_name(paper, view), _PDF, purpose=PURPOSE
        )
        if path is not None:
            said = partial(self._desk.messages.toast_file, f"已保存{paper.value} {path.name}")
            write_paper(self._desk, paper.value, path, self._renderer(paper, view), said)

    def _renderer(self, paper: DrawPaper, view: TaskView) -> Callable[[], bytes]:
        papers = self._services.draw_papers
        if paper is DrawPaper.SCHEME:
            return partial(papers.scheme, view.task.key, draw_key=view.draw_key)
        render = {
            DrawPaper.SEAL_SHEET: papers.seal_sheet,
            DrawPaper.CONFIRMATION: papers.confirmation,
            DrawPaper.MINUTES: papers.minutes,
            DrawPaper.INTERVENTIONS: papers.interventions,
        }[paper]
        assert view.draw_key is not None  # the obstacle says so
        return partial(render, view.draw_key)


def _entry(paper: DrawPaper) -> str:
    """Return the name in the menu; only the 干预清单 opens a dialog."""
    return f"{paper.value}…" if paper is DrawPaper.INTERVENTIONS else paper.value


def _code(paper: DrawPaper, view: TaskView) -> str:
    """Return what a paper belongs to: the draw, but the 工作方案 to the task."""
    if view.detail is None or paper is DrawPaper.SCHEME:
        return f"{view.task.year}-{view.task.number:02d}"
    return view.detail.row.draw_code


def _file_name(paper: DrawPaper, view: TaskView) -> str:
    return paper_file_name(paper.value, _code(paper, view))
