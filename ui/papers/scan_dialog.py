"""扫描归档: a stack of signed papers from the scanner, sorted to its papers by the code on them, looked over, and kept.

Nothing is guessed: a page that belongs to no paper is put to one by hand, or left out.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.errors import UserFacingError
from services.container import Services
from services.papers.rows import PaperRow
from services.papers.scan_rows import KeepOutcome, ScannedPage, ScannedPaper, SortedScans
from ui.desk import Desk
from ui.papers.opening import open_dialog
from ui.papers.outcome_dialog import NOT_KEPT, OutcomeDialog
from ui.table.model import RIGHT, Column
from ui.table.view import RecordTableView
from ui.theme import set_look
from ui.widgets.buttons import Button, button, link_button
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import secondary, strong, toned

_FILES = "扫描文件 (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
_LIST_HEIGHT = 96


def _pages(row: ScannedPaper) -> str:
    return "、".join(page.name for page in row.pages)


_COLUMNS: tuple[Column[ScannedPaper], ...] = (
    Column("文书", lambda row: row.paper.name, width=208),
    Column("对象", lambda row: row.paper.subject, width=196),
    Column("页数", lambda row: str(len(row.pages)), lambda row: len(row.pages), width=52, align=RIGHT),
    Column("页", _pages, width=220, stretches=True),
    Column("已有", lambda row: str(row.paper.scans or ""), width=52, align=RIGHT),
)


class ScanDialog(WorkDialog):
    """Choose files, see which page went to which paper, put the rest to their papers, keep."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        self._desk, self._services = desk, services
        self._papers: list[ScannedPaper] = []
        self.table: RecordTableView[ScannedPaper] = RecordTableView(
            _COLUMNS,
            name="scans",
            settings=desk.settings,
            key=lambda row: (row.paper.key, row.pages[0].path, row.pages[0].number),
        )
        self.table.set_empty(
            "选择扫描仪存下的文件，或者把文件拖到这里；程序按纸上的二维码归到各份文书。",
            "选择扫描文件…",
            self.ask_files,
        )
        self.unassigned = QListWidget()
        self.unassigned.setAccessibleName("没有归到文书的页")
        self.add_button: Button = button("选择扫描文件…", icon_name="folder-open")
        self.join_button: Button = link_button("归入上面选中的文书")
        self.code_button: Button = link_button("输入校验码归入…")
        self._problem = toned("", "bad")
        super().__init__(parent, "扫描归档", self._lay_out(), confirm="留存 0 份", size=(920, 600))
        self.foot.insertWidget(1, self.add_button)
        self.setAcceptDrops(True)
        self.add_button.clicked.connect(self.ask_files)
        self.join_button.clicked.connect(self._join_selected)
        self.code_button.clicked.connect(self._ask_code)
        self.table.selection_changed.connect(self._refresh)
        self.unassigned.currentRowChanged.connect(self._refresh)
        self._refresh()

    def ask_files(self) -> None:
        """Ask for the files of the scanner."""
        self.sort(self._desk.messages.ask_open_files("选择扫描文件", _FILES, purpose="scans"))

    def sort(self, paths: Sequence[Path]) -> None:
        """Sort files to the papers whose codes they bear; nothing is stored yet."""
        if paths:
            self.add_button.set_reason("正在识别…")
            self._desk.operations.query(
                partial(self._services.paper_scans.sort, list(paths)),
                self.show_sorted,
                on_end=self._allow_next,
                label="正在识别扫描件",
            )

    def show_sorted(self, scans: SortedScans) -> None:
        """Show what a stack came to."""
        self._papers = list(scans.papers)
        self.unassigned.clear()
        for page, reason in scans.unassigned:
            item = QListWidgetItem(f"{page.name}：{reason}")
            item.setData(Qt.ItemDataRole.UserRole, page)
            self.unassigned.addItem(item)
        self._problem.setText("\n".join(f"{name}：{sentence}" for name, sentence in scans.unreadable))
        self._problem.setVisible(bool(scans.unreadable))
        self._show_papers()

    def confirm(self) -> None:
        """Keep each paper's pages with it."""
        self.confirm_button.set_reason("正在保存…")
        self._desk.operations.change(
            partial(self._services.paper_scans.keep, tuple(self._papers)),
            self._on_kept,
            on_end=self._refresh,
            label="正在保存扫描件",
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Sort the files that were dropped."""
        self.sort([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # -- inside

    def _lay_out(self) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(4)
        head = QHBoxLayout()
        self._rest_title = strong()
        head.addWidget(self._rest_title)
        head.addWidget(secondary("不归入的不留存"))
        head.addStretch(1)
        head.addWidget(self.join_button)
        head.addWidget(self.code_button)
        rest.addLayout(head)
        set_look(self.unassigned, "options")
        self.unassigned.setFixedHeight(_LIST_HEIGHT)
        rest.addWidget(self.unassigned)
        layout.addWidget(self._rest)
        self._problem.setWordWrap(True)
        self._problem.hide()
        layout.addWidget(self._problem)
        return content

    def _show_papers(self) -> None:
        self.table.set_rows(self._papers)
        self._refresh()

    def _refresh(self) -> None:
        count, rest = len(self._papers), self.unassigned.count()
        self.confirm_button.setText(f"留存 {count} 份")
        self.confirm_button.set_reason(None if count else "还没有归到文书的扫描页")
        self._rest.setVisible(bool(rest))
        self._rest_title.setText(f"没有归到文书的 {rest} 页")
        no_page = None if self.unassigned.currentRow() >= 0 else "请先选中一页"
        is_one = len(self.table.selected_rows()) == 1
        self.join_button.set_reason(no_page or (None if is_one else "请在上面选中一份文书"))
        self.code_button.set_reason(no_page)

    def _allow_next(self) -> None:
        self.add_button.set_reason(None)

    def _join_selected(self) -> None:
        wanted = self.table.selected_rows()[0]
        page = self._take_page()
        place = self._papers.index(wanted)
        self._papers[place] = replace(wanted, pages=(*wanted.pages, page))
        self._show_papers()

    def _ask_code(self) -> None:
        typed = self._desk.messages.ask_text("归入文书", "输入那份文书上的校验码（16 位）：")
        if typed:
            self._desk.operations.query(
                partial(self._services.papers.find, typed), self._join_found, self._tell_not_found
            )

    def _join_found(self, paper: PaperRow | None) -> None:
        if paper is None:
            self._desk.messages.error("登记簿里没有这个校验码的文书，请核对后再输。")
        elif self.unassigned.currentRow() >= 0:
            self._papers.append(ScannedPaper(paper, (self._take_page(),)))
            self._show_papers()

    def _tell_not_found(self, error: UserFacingError) -> None:
        self._desk.messages.error(error.message)

    def _take_page(self) -> ScannedPage:
        """Take the page in use out of the list of those that belong nowhere."""
        item = self.unassigned.takeItem(self.unassigned.currentRow())
        page = item.data(Qt.ItemDataRole.UserRole)
        assert isinstance(page, ScannedPage)
        return page

    def _on_kept(self, outcome: KeepOutcome) -> None:
        """Close when all is kept; what is not stays on screen, to be kept again."""
        self._papers = [one for one in self._papers if one not in outcome.kept]
        left = f"，还有 {outcome.left} 份没有留存" if outcome.left else ""
        self._desk.messages.toast(f"已留存 {len(outcome.kept)} 份文书的扫描件{left}")
        if not self._papers:
            self.accept()
            return
        self._show_papers()
        if outcome.failed:
            failures = [(one.name, sentence) for one, sentence in outcome.failed]
            open_dialog(OutcomeDialog(self, "没有留存的扫描件", failures, NOT_KEPT))
