"""Puts the window together: it shows at once, the database and the tabs follow from a zero timer.

Nothing but what the frame shows is imported before the first paint: not the database, not a dialog, not the bell.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtWidgets import QApplication, QWidget

from models.errors import UserFacingError
from services import program
from ui.crash_dialog import CrashReporter, log_qt_messages
from ui.desk import Desk
from ui.main_window import TITLES, MainWindow, TabEntry
from ui.messages import Messages
from ui.operations import Operations
from ui.settings_store import FILE_NAME, SettingsStore
from ui.single_instance import Bell

if TYPE_CHECKING:
    from services.changes import Changes
    from services.container import Services
    from services.roster.officer_rows import ExpiringCertificate


def tab_entries(desk: Desk, services: "Services", go_to: Callable[[str], object]) -> list[TabEntry]:
    """Return the four tabs of the design card; each is imported and built when it is first opened.

    ``go_to`` brings another tab to the front by its title: tabs do not know each other.
    """

    def roster() -> QWidget:
        from ui.roster.tab import RosterTab

        return RosterTab(desk, services)

    def plan() -> QWidget:
        from ui.plan.tab import PlanTab

        return PlanTab(desk, services)

    def draw() -> QWidget:
        from ui.draw.tab import DrawTab

        page = DrawTab(desk, services)
        page.tab_requested.connect(go_to)
        return page

    def records() -> QWidget:
        from ui.records.tab import RecordTab

        page = RecordTab(desk, services)
        page.tab_requested.connect(go_to)
        return page

    return [
        TabEntry(title, build) for title, build in zip(TITLES, (roster, plan, draw, records), strict=True)
    ]


class Application(QObject):
    """One running window on one data folder; it holds the folder's lock as long as it lives."""

    def __init__(
        self, data_dir: Path, lock: QLockFile, log_path: Path | None, settings: SettingsStore
    ) -> None:
        super().__init__()
        self._data_dir = data_dir
        self._lock = lock
        self._reporter = CrashReporter(log_path, self)
        self._reporter.install()
        log_qt_messages()
        messages = Messages(settings)
        self._operations = Operations(messages, self)
        self.desk = Desk(operations=self._operations, messages=messages, settings=settings)
        self.window = MainWindow(self.desk, data_dir / program.DATABASE_NAME)
        self._services: Services | None = None
        self._bell: Bell | None = None
        self._connect()

    def start(self) -> None:
        """Show the window; the rest begins when it is painted."""
        self.window.open()

    def close(self) -> None:
        """Let the work end and fold the database into its one file."""
        self._operations.stop()
        if self._services is not None:
            self._services.close()
            self._services = None
        self._lock.unlock()

    def _connect(self) -> None:
        self.window.first_painted.connect(self._begin)
        self.window.retry_requested.connect(self._open_database)
        self.window.settings_requested.connect(self._show_settings)
        self.window.due_requested.connect(partial(self._show_due, only_overdue=False))
        self.window.overdue_requested.connect(partial(self._show_due, only_overdue=True))
        self.window.certificates_requested.connect(self._show_certificates)
        self.desk.year_changed.connect(self._refresh_frame)
        self.desk.operator_changed.connect(self._seat_operator)
        self._operations.changed.connect(self._on_changed)

    def _begin(self) -> None:
        """Do what the first paint need not wait for."""
        from ui.collector import Collector
        from ui.immortal import make_constants_immortal

        make_constants_immortal()
        self._collector = Collector(self)
        self._bell = Bell(self._data_dir, self)
        self._bell.rung.connect(self.window.come_to_front)
        self._open_database()

    def _open_database(self) -> None:
        self.window.show_loading()
        self._operations.query(self._load_services, self._on_open, on_error=self._on_broken)

    def _load_services(self) -> "Services":
        from services.container import open_services

        return open_services(self._data_dir, operator=self.desk.operator)

    def _on_broken(self, error: UserFacingError) -> None:
        self.window.show_broken(error.message)

    def _on_open(self, services: "Services") -> None:
        self._services = services
        self.window.show_tabs(tab_entries(self.desk, services, self.window.go_to))
        self._refresh_frame()
        self._warn_of_certificates()
        if not self.desk.operator:
            self.window.ask_operator()
        self._operations.query(services.office.back_up_daily, label="正在备份数据")

    def _seat_operator(self, name: str) -> None:
        if self._services is not None:
            self._services.workplace.operator = name

    def _on_changed(self, changes: "Changes") -> None:
        if changes.touches("office", "plan", "record", "draw"):
            self._refresh_frame()
        if changes.touches("officer"):
            self._warn_of_certificates()

    def _warn_of_certificates(self) -> None:
        """Count the officers whose certificates end within 60 days or have ended (R3)."""
        if self._services is not None:
            self._operations.query(self._services.officers.list_expiring, self._show_expiring)

    def _show_expiring(self, expiring: "Sequence[ExpiringCertificate]") -> None:
        from services.roster.officer_rows import expiry_lines

        people = {one.officer_key for one in expiring}
        self.window.footer.set_certificates(len(people), "\n".join(expiry_lines(expiring)))

    def _show_certificates(self) -> None:
        from ui.roster.officer_list import OfficerList
        from ui.roster.tab import RosterTab

        page = self.window.go_to("名录库")
        officers = page.open_list("执法检查人员") if isinstance(page, RosterTab) else None
        if isinstance(officers, OfficerList):
            officers.show_expiring()

    def _refresh_frame(self) -> None:
        """Read what the frame shows: the office's name, the years, what is due."""
        services = self._services
        if services is None:
            return

        year = self.desk.year

        def read() -> tuple[str, list[int], tuple[int, int]]:
            settings = services.office.get_settings()
            return settings.window_name, services.plans.list_years(), services.records.count_due(year=year)

        self._operations.query(read, self._show_frame)

    def _show_frame(self, frame: tuple[str, list[int], tuple[int, int]]) -> None:
        name, years, due = frame
        self.window.set_office(name)
        if years and not self.desk.settings.choice("year", ""):
            self.desk.set_year(years[0])
        self.window.set_years(years)
        self.window.footer.set_due(*due)

    def _show_settings(self) -> None:
        if self._services is None:
            return
        from ui.office.actions import open_settings

        open_settings(self.desk, self._services, self.window)

    def _show_due(self, *, only_overdue: bool) -> None:
        from ui.records.tab import RecordTab

        page = self.window.go_to("检查记录")
        if isinstance(page, RecordTab) and only_overdue:
            page.show_overdue()
        elif isinstance(page, RecordTab):
            page.show_due()


def run_window(qt: QApplication, data_dir: Path, lock: QLockFile, log_path: Path | None) -> int:
    """Run the window until it is closed; return the exit code."""
    application = Application(data_dir, lock, log_path, SettingsStore(data_dir / FILE_NAME))
    application.start()
    code = qt.exec()
    application.close()
    return code
