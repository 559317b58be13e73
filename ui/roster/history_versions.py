"""名录版本: the versions of one roster, 核对确认, and the way to any past day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.vocab import RosterNoun
from services.changes import Changes
from services.container import Services
from services.roster.as_of import end_of, just_after
from services.roster.version_rows import RosterStanding, VersionRow
from services.roster.versions import CONFIRMATION
from ui.desk import Desk
from ui.roster.history_columns import VERSION_LOOK, VERSIONS
from ui.roster.history_past import PastRoster, PastRosterDialog
from ui.roster.roster_table import RosterTable
from ui.theme import set_look
from ui.widgets.buttons import button, primary_button
from ui.widgets.date_field import DateField
from ui.widgets.labels import section_title, toned, value_label
from ui.widgets.reading_dialog import ReadingDialog


@dataclass(frozen=True, slots=True)
class VersionPage:
    """Everything the dialog shows."""

    standing: RosterStanding
    versions: Sequence[VersionRow]


def load_versions(services: Services, noun: RosterNoun) -> VersionPage:
    """Read the versions of a roster; runs in the database thread."""
    return VersionPage(services.versions.standing(noun), services.versions.list_versions(noun))


def load_day(services: Services, day: date) -> PastRoster:
    """Read the roster of a day; runs in the database thread."""
    history = services.history
    return PastRoster(history.roster_as_of(day), history.undone_imports(end_of(day)))


def load_version(services: Services, version: VersionRow) -> PastRoster:
    """Read the roster of a version; runs in the database thread."""
    history = services.history
    undone = history.undone_imports(just_after(version.at))
    return PastRoster(history.roster_of_version(version.key), undone)


class VersionsDialog(ReadingDialog):
    """The versions of one roster. Only the 检查对象 of a past day are shown; the other two keep their changes."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services, page: VersionPage) -> None:
        self._desk, self._services, self._noun = desk, services, page.standing.noun
        self.table = RosterTable[VersionRow](
            VERSIONS, VERSION_LOOK, name="versions", settings=desk.settings, key=lambda row: row.key
        )
        self.table.set_empty("还没有版本。导入、核对确认和封存都会记下一版。")
        self.state = value_label()
        self.warning = toned("", "warn")
        self.warning.setWordWrap(True)
        self.day = DateField()
        self.day_problem = toned("", "bad")
        self.day_button = button("查看这一天", hint="当天结束时的名录，只读")
        self.version_button = button("查看所选版本", hint="双击也可以；只读")
        self.confirm_button = primary_button(
            "核对确认…", hint="名录核对过、没有多少变动时用：记为新版本，一年之期重新算起"
        )
        super().__init__(parent, f"{self._noun.label}名录版本", self._content(), buttons=(), size=(860, 560))
        self._connect()
        self.show_page(page)

    def show_page(self, page: VersionPage) -> None:
        """Show the versions as they are now."""
        standing = page.standing
        self.table.set_rows(page.versions)
        self.table.select_first()
        self.state.setText(_state_words(standing))
        self.warning.setText(standing.warning)
        self.warning.setVisible(bool(standing.warning))
        none = "名录是空的，没有可以核对的。"
        self.confirm_button.set_reason(None if standing.record_count else none)
        self._show_buttons()

    def reload(self) -> None:
        """Read the versions again."""
        self._desk.operations.query(partial(load_versions, self._services, self._noun), self.show_page)

    def confirm_roster(self) -> None:
        """Ask what was checked, and make a version of it."""
        reason = self._desk.messages.ask_text(
            f"核对确认{self._noun.label}名录",
            "请写明核对的情况。确认后记为新版本，一年更新之期从今天重新算起（细则第五条）。",
            initial=CONFIRMATION,
            is_long=True,
            check=lambda text: None if text else "请写明核对的情况。",
            confirm="核对确认",
        )
        if reason is not None:
            self._desk.operations.change(
                partial(self._services.versions.confirm_roster, self._noun, reason), self._say_confirmed
            )

    def show_day(self) -> None:
        """Show the roster of the day that was typed."""
        day = self.day.value()
        problem = self._day_problem(day)
        self.day_problem.setText(problem)
        if problem or day is None:
            return
        self._desk.operations.query(
            partial(load_day, self._services, day),
            partial(self._show_past, f"{day.isoformat()} 的名录"),
            label=f"正在查看 {day.isoformat()} 的名录",
        )

    def show_version(self, chosen: VersionRow) -> None:
        """Show the roster of a version."""
        if self._noun is RosterNoun.ENTERPRISE:
            self._desk.operations.query(
                partial(load_version, self._services, chosen),
                partial(self._show_past, f"{chosen.code} 版（{chosen.at:%Y-%m-%d}）名录"),
                label=f"正在查看 {chosen.code} 版名录",
            )

    def _show_chosen(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.show_version(row)

    def _show_past(self, title: str, past: PastRoster) -> None:
        PastRosterDialog(self, self._desk, self._services, title, past).stand_over()

    def _day_problem(self, day: date | None) -> str:
        if day is None:
            return "请填写日期，如 2025-12-31。"
        return "请填写今天或以前的日期。" if day > self._services.workplace.clock.today() else ""

    def _say_confirmed(self, _changes: Changes) -> None:
        self._desk.messages.toast(f"已核对确认{self._noun.label}名录，记为新版本")
        self.reload()

    def _show_buttons(self) -> None:
        self.version_button.set_reason(
            None if self.table.current_row() is not None else "还没有版本可以查看。"
        )

    def _connect(self) -> None:
        self.confirm_button.clicked.connect(self.confirm_roster)
        self.day_button.clicked.connect(self.show_day)
        self.day.returnPressed.connect(self.show_day)
        self.version_button.clicked.connect(self._show_chosen)
        self.table.opened.connect(self.show_version)
        self.table.current_changed.connect(self._show_buttons)

    def _content(self) -> QWidget:
        content = QWidget()
        set_look(content, "clear")
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(section_title(f"{self._noun.label}名录"))
        words.addWidget(self.state)
        words.addWidget(self.warning)
        head.addLayout(words, 1)
        head.addWidget(self.confirm_button)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        past = QWidget()
        line = QHBoxLayout(past)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (QLabel("查看某一天的名录"), self.day, self.day_button, self.day_problem):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.version_button)
        past.setVisible(self._noun is RosterNoun.ENTERPRISE)
        layout.addWidget(past)
        return content


def _state_words(standing: RosterStanding) -> str:
    """Return which version the roster is, and when it was renewed."""
    if standing.updated_at is None:
        return "名录还是空的。"
    version = f"{standing.version} 版" if standing.version else "还没有版本"
    changed = "，之后有变动" if standing.version and standing.is_changed else ""
    return f"{version}{changed} · 最近更新 {standing.updated_at:%Y-%m-%d} · 在册 {standing.record_count:,}"


def ask_versions(parent: QWidget, desk: Desk, services: Services, noun: RosterNoun) -> None:
    """Read the versions of a roster, then show them over the window."""

    def show(page: VersionPage) -> None:
        VersionsDialog(parent.window(), desk, services, page).stand_over()

    desk.operations.query(partial(load_versions, services, noun), show)
