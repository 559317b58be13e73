"""扫描件归档: signed papers from the scanner are sorted by the code on them, looked over, and kept with their papers."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from services.container import Services
from services.papers.rows import PaperRow
from services.papers.scan_rows import KeepOutcome, ScannedPaper, SortedScans
from ui.desk import Desk
from ui.papers.scan_lines import SCAN_COLUMNS, ScanLine, ScanState, after_keeping, given_to, lines_of
from ui.table.view import RecordTableView
from ui.widgets.buttons import Button, button, primary_button
from ui.widgets.labels import secondary
from ui.widgets.reading_dialog import ReadingDialog

_SIZE = (1120, 600)
_CODE_WIDTH = 260
_PURPOSE = "scans"
_FILTER = "扫描件 (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
_SUFFIXES = {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
_INTRO = "把签字后的文书整摞扫描成 PDF 或图片，选文件或文件夹，程序按首页的二维码分到各份文书；没有二维码的页归到它前面那份。"


class ScansDialog(ReadingDialog):
    """A stack of scans on its way to the papers; nothing is stored before 保存到文书."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        self._desk, self._services = desk, services
        self._lines: list[ScanLine] = []
        self.file_button: Button = button("扫描文件…", icon_name="file-text")
        self.folder_button: Button = button("扫描文件夹…", icon_name="folder-open")
        self.code = QLineEdit()
        self.code.setPlaceholderText("输入或扫描文书的校验码")
        self.code.setAccessibleName("文书的校验码")
        self.code.setMaxLength(200)
        self.code.setFixedWidth(_CODE_WIDTH)
        self.give_button: Button = button("把所选页归到这份文书")
        self.keep_button: Button = primary_button("保存到文书(&S)")
        self.table: RecordTableView[ScanLine] = RecordTableView(
            SCAN_COLUMNS, name="paper-scans", settings=desk.settings, key=lambda line: line.place
        )
        super().__init__(parent, "扫描件归档", self._content(), buttons=(self.keep_button,), size=_SIZE)
        self.setAcceptDrops(True)
        self.setProperty("carries_toasts", True)  # what is done here is said here
        self.file_button.clicked.connect(self.choose_files)
        self.folder_button.clicked.connect(self.choose_folder)
        self.give_button.clicked.connect(self.give)
        self.code.returnPressed.connect(self.give)
        self.code.textChanged.connect(self._show_state)
        self.keep_button.clicked.connect(self.keep)
        self.table.selection_changed.connect(self._show_state)
        self._show_lines([])

    @property
    def lines(self) -> Sequence[ScanLine]:
        """What the dialog shows."""
        return self._lines

    def choose_files(self) -> None:
        """Ask for scanned files and sort them."""
        paths = self._desk.messages.ask_open_files("选择扫描文件", _FILTER, purpose=_PURPOSE)
        if paths:
            self.sort(paths)

    def choose_folder(self) -> None:
        """Ask for the folder of the scanner and sort all its scans, in the order of their names."""
        folder = self._desk.messages.ask_folder("选择扫描件所在的文件夹", purpose=_PURPOSE)
        if folder is None:
            return
        try:
            paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
        except OSError:
            self._desk.messages.error(f"文件夹“{folder.name}”读不出来，可能已断开或没有权限，请另选。")
            return
        if paths:
            self.sort(paths)
        else:
            self._desk.messages.error(f"文件夹“{folder.name}”里没有扫描件（pdf、png、jpg、tif），请另选。")

    def sort(self, paths: Sequence[Path]) -> None:
        """Sort files by the codes on their pages."""
        self._desk.operations.query(
            partial(self._services.paper_scans.sort, list(paths)), self._show_sorted, label="正在识别扫描件"
        )

    def give(self) -> None:
        """Give the selected loose pages to the paper whose 校验码 is typed, or to the one selected with them."""
        typed, papers = self.code.text().strip(), self._chosen_papers()
        if not self._loose_places():
            return
        if typed:
            self._desk.operations.query(partial(self._services.papers.find, typed), self._on_found)
        elif len(papers) == 1:
            self._on_found(papers[0])

    def keep(self) -> None:
        """Keep every paper that was recognised."""
        scanned = self._to_keep()
        if scanned:
            self._desk.operations.change(
                partial(self._services.paper_scans.keep, scanned), self._on_kept, label="正在保存扫描件"
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in the field from pressing a button of the dialog."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not isinstance(self.focusWidget(), Button):
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Sort the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.sort(paths)

    # -- inside

    def _content(self) -> QWidget:
        content = QWidget()
        intro = secondary(_INTRO)
        intro.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.file_button)
        head.addWidget(self.folder_button)
        head.addStretch(1)
        head.addWidget(self.code)
        head.addWidget(self.give_button)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(intro)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        self.table.set_empty("选择扫描仪存下的文件或文件夹，也可以把文件拖到这里。")
        return content

    def _show_sorted(self, found: SortedScans) -> None:
        self._show_lines(lines_of(found))

    def _on_found(self, paper: PaperRow | None) -> None:
        if paper is None:
            self._desk.messages.error("登记簿里没有这个校验码的文书，请核对后重新输入。")
            return
        self.code.clear()
        self._show_lines(given_to(self._lines, self._loose_places(), paper))

    def _on_kept(self, outcome: KeepOutcome) -> None:
        self._show_lines(after_keeping(self._lines, outcome))
        said = f"已保存 {len(outcome.kept)} 份扫描件"
        said += f"，{len(outcome.failed)} 份未保存，原因见“说明”栏" if outcome.failed else ""
        said += f"；取消后还有 {outcome.left} 份未保存" if outcome.left else ""
        self._desk.messages.toast(said)

    def _show_lines(self, lines: list[ScanLine]) -> None:
        self._lines = lines
        self.table.set_rows(lines)
        self._show_state()

    def _to_keep(self) -> list[ScannedPaper]:
        found = [line.scanned for line in self._lines if line.state is ScanState.FOUND]
        return [scanned for scanned in found if scanned is not None]

    def _loose_places(self) -> set[int]:
        return {line.place for line in self.table.selected_rows() if line.state is ScanState.LOOSE}

    def _chosen_papers(self) -> list[PaperRow]:
        """Return the papers on the selected lines that still take pages."""
        lines = [line for line in self.table.selected_rows() if line.state is ScanState.FOUND]
        return [line.paper for line in lines if line.paper is not None]

    def _show_state(self) -> None:
        found = len(self._to_keep())
        loose = sum(line.state is ScanState.LOOSE for line in self._lines)
        self.set_note(f"待保存 {found} 份，未认出 {loose} 页" if self._lines else "")
        self.keep_button.set_reason(None if found else "没有待保存的扫描件。")
        nothing = None if self._loose_places() else "请先在表中选择“未认出”的页。"
        is_told = self.code.text().strip() or len(self._chosen_papers()) == 1
        untold = "请输入文书的校验码，或者按住 Ctrl 同时选中那份文书。"
        self.give_button.set_reason(nothing or (None if is_told else untold))
