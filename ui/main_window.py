"""The window: header, pages, progress, status bar. It shows at once; the tabs come when the database is open."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, QTime, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
    QShortcut,
    QShowEvent,
    QStatusTipEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from services import program
from ui.desk import Desk
from ui.header_bar import HeaderBar
from ui.progress_strip import ProgressStrip
from ui.start_pages import BrokenDatabasePage, LoadingPage
from ui.status_footer import StatusFooter

TITLES = ("名录库", "抽查计划", "随机抽取", "检查记录")
_USUAL = (1366, 768)
_SMALLEST = (880, 500)


class TabEntry(NamedTuple):
    """A tab by its title, and how its page is built when it is first opened."""

    title: str
    build: Callable[[], QWidget]


class MainWindow(QMainWindow):
    """The frame around the tabs."""

    first_painted = Signal()
    """The window stands before the user's eyes; what it need not wait for may begin."""
    retry_requested = Signal()
    """重试 on the page of the broken database."""
    settings_requested = Signal()
    due_requested = Signal()
    """今日到期 in the status bar: open the list it counts."""
    overdue_requested = Signal()
    certificates_requested = Signal()
    """执法证件到期 in the status bar: open the officers whose certificates end."""

    def __init__(self, desk: Desk, database: Path) -> None:
        super().__init__()
        self.desk = desk
        self._database = database
        self._entries: Sequence[TabEntry] = ()
        self._pages: dict[int, QWidget] = {}
        self._is_leaving = False
        self._was_painted = False
        self.header = HeaderBar(desk.year)
        self.footer = StatusFooter(database)
        self.strip = ProgressStrip(desk.operations)
        self._loading = LoadingPage()
        self._broken: BrokenDatabasePage | None = None
        self._stack = QStackedWidget()
        self._stack.setObjectName("page")
        self._stack.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()
        self._add_keys()
        self.setMinimumSize(*_SMALLEST)
        self.set_office("")
        self.header.set_titles(TITLES)
        self.footer.set_operator(desk.operator)
        desk.messages.stand_over(self)
        self.show_loading()

    def open(self) -> None:
        """Show the window where and as large as it was last time, at first as large as the screen allows up to 1366×768."""
        state = self.desk.settings.state("window")
        if state is not None and self.restoreGeometry(state):
            self.show()
            return
        room = self.screen().availableGeometry()
        # the size also for a desktop without window manager, where nobody carries out a wish to be maximized
        self.resize(min(room.width(), _USUAL[0]), min(room.height(), _USUAL[1]))
        if room.width() <= _USUAL[0] or room.height() <= _USUAL[1]:
            self.showMaximized()
        else:
            self.show()

    def come_to_front(self) -> None:
        """Answer the bell of a second start."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_office(self, name: str) -> None:
        """Show whose office this is."""
        self.header.set_office(name or program.NAME)
        self.setWindowTitle(f"{name} · {program.NAME}" if name else program.NAME)

    def set_years(self, years: Iterable[int]) -> None:
        """Offer the years for which there is anything, and the present one."""
        self.header.set_years(years, self.desk.year)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the focus on the page, not on the first button of a bar."""
        super().showEvent(event)
        self._stack.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the first paint is done; a zero timer alone would come before it."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def show_loading(self, text: str = "正在打开数据库…") -> None:
        """Show that the database is being opened."""
        self._loading.say(text)
        self.header.set_working(False)
        self._stack.setCurrentWidget(self._loading)

    def show_broken(self, reason: str) -> None:
        """Show why the database cannot be opened and what to do."""
        self.broken_page.say(reason)
        self.header.set_working(False)
        self._stack.setCurrentWidget(self.broken_page)

    def show_tabs(self, entries: Sequence[TabEntry]) -> None:
        """Put the tabs in; each page is built when it is first opened."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._entries = entries
        self.header.set_titles([entry.title for entry in entries])
        self.header.set_working(True)
        self.footer.set_saved(QTime.currentTime())
        self._show_page(0)

    def go_to(self, title: str) -> QWidget:
        """Bring the tab of that title to the front and return its page."""
        number = self.header.titles.index(title)
        self.header.go_to(number)
        return self._show_page(number)

    def ask_operator(self) -> None:
        """Ask who sits here; leaving the dialog changes nothing."""
        from ui.office.operator_dialog import ask_operator  # deferred: dialogs come after the first paint

        name = ask_operator(self, self.desk.settings)
        if name is not None:
            self.desk.set_operator(name)

    @property
    def page(self) -> QWidget:
        """The page on screen."""
        return self._stack.currentWidget() or self._loading

    @property
    def broken_page(self) -> BrokenDatabasePage:
        """The page of the broken database, made when it is first needed."""
        if self._broken is None:
            self._broken = BrokenDatabasePage(self._database)
            self._broken.retry.connect(self.retry_requested)
            self._broken.open_folder.connect(self._open_folder)
            self._broken.leave.connect(self.close)
            self._stack.addWidget(self._broken)
        return self._broken

    def event(self, event: QEvent) -> bool:
        """Show why a disabled button cannot work."""
        if isinstance(event, QStatusTipEvent):
            if event.tip():
                self.footer.hint(event.tip())
            return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave at once, or when the work that runs has ended."""
        if not self.desk.operations.is_busy:
            self._remember()
            event.accept()
            return
        event.ignore()
        if not self._is_leaving and self._agrees_to_leave():
            self._is_leaving = True
            self.setEnabled(False)
            if not self.desk.operations.is_busy:
                self.close()

    def _agrees_to_leave(self) -> bool:
        """Ask what becomes of long work; a short query needs no question."""
        job = self.desk.operations.running
        if job is None or not job.label:
            return True
        answer = self.desk.messages.choose(
            f"{job.label}，尚未完成。",
            (("完成后退出", "wait"), ("停止并退出", "stop")),
            detail="停止后，这项工作尚未保存的内容会撤回；此前已保存的不受影响。",
        )
        if answer == "stop":
            self.desk.operations.cancel_all()
        return answer is not None

    def _leave_when_idle(self) -> None:
        if self._is_leaving:
            self.close()

    def _on_shutdown(self) -> None:
        """The system is being shut down: what runs is stopped and rolled back or committed whole."""
        self._remember()
        self.desk.operations.stop()

    def _remember(self) -> None:
        self.desk.settings.set_state("window", self.saveGeometry())
        self.desk.settings.save()

    def _show_page(self, number: int) -> QWidget:
        if number not in self._pages:
            self._pages[number] = self._entries[number].build()
            self._stack.addWidget(self._pages[number])
        self._stack.setCurrentWidget(self._pages[number])
        return self._pages[number]

    def _on_tab(self, number: int) -> None:
        if 0 <= number < len(self._entries):
            self._show_page(number)

    def _lay_out(self) -> None:
        self._stack.addWidget(self._loading)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.strip)
        layout.addWidget(self.footer)
        self.setCentralWidget(holder)

    def _connect(self) -> None:
        self.header.tab_changed.connect(self._on_tab)
        self.header.year_chosen.connect(self.desk.set_year)
        self.header.settings_clicked.connect(self.settings_requested)
        self.footer.due_clicked.connect(self.due_requested)
        self.footer.overdue_clicked.connect(self.overdue_requested)
        self.footer.certificates_clicked.connect(self.certificates_requested)
        self.footer.operator_clicked.connect(self.ask_operator)
        self.desk.operator_changed.connect(self.footer.set_operator)
        self.desk.operations.changed.connect(self._on_changed)
        self.desk.operations.became_idle.connect(self._leave_when_idle)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # a window has one
        application.commitDataRequest.connect(self._on_shutdown, Qt.ConnectionType.DirectConnection)

    def _add_keys(self) -> None:
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        for number in range(len(TITLES)):
            QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self, lambda n=number: self.header.go_to(n))

    def _find(self) -> None:
        from ui.widgets.filter_bar import FilterBar  # deferred: no bar stands in the first paint

        bars = [bar for bar in self.page.findChildren(FilterBar) if bar.isVisible()]
        if bars:
            bars[0].focus_search()

    def _on_changed(self) -> None:
        self.footer.set_saved(QTime.currentTime())

    def _open_folder(self) -> None:
        self.desk.messages.open_path(self._database.parent)
