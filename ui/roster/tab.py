"""名录库: who may be inspected, who inspects, what is looked at, and what the 科室 hand in. Four pages, one of them on screen."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from services.container import Services
from services.roster.version_rows import RosterStanding
from ui.desk import Desk
from ui.roster.enterprise_list import EnterpriseList
from ui.roster.history_versions import ask_versions
from ui.roster.import_drop import FileDrop
from ui.roster.item_list import ItemList
from ui.roster.officer_list import OfficerList
from ui.roster.roster_list import RosterList
from ui.roster.submission_page import SubmissionPage
from ui.tab_page import TabPage
from ui.theme import set_look
from ui.widgets.buttons import SegmentBar, button
from ui.widgets.labels import secondary

TITLES = ("检查对象", "执法检查人员", "抽查事项清单", "科室报送")
_SUBMISSIONS = TITLES.index("科室报送")
Page = RosterList[Any, Any] | SubmissionPage
_LISTS: tuple[Callable[[Desk, Services], RosterList[Any, Any]], ...] = (EnterpriseList, OfficerList, ItemList)


@dataclass(frozen=True, slots=True)
class RosterSizes:
    """How many stand on each list."""

    enterprises: int
    officers: int
    items: int


def count_rosters(services: Services) -> RosterSizes:
    """Count what is on the three lists."""
    return RosterSizes(
        enterprises=services.enterprises.count_enterprises(),
        officers=len(services.officers.list_officers()),
        items=len(services.items.list_items()),
    )


class RosterTab(TabPage):
    """The first tab of the window. A list is built when it is first opened, and reads its own rows when it is seen."""

    def __init__(self, desk: Desk, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(desk, "enterprise", "officer", "item", parent=parent)
        self._services = services
        self._lists: dict[int, Page] = {}
        self.segments = SegmentBar(TITLES)
        self.age_label = secondary()
        self.versions_button = button("名录版本…", hint="版本、核对确认、查看某一天的名录")
        self.import_button = button("导入…", icon_name="upload")
        self.export_button = button("导出", icon_name="download")
        self.import_menu = QMenu(self)
        self.import_menu.addAction("粘贴…\tCtrl+V", self._paste)
        self.import_menu.addAction("导入记录…", self._show_imports)
        self.platform_action = self.import_menu.addAction("按省平台格式导出…", self._export_platform)
        self.more_button = button("更多　　")
        self.more_button.setMenu(self.import_menu)
        self._stack = QStackedWidget()
        self._drop = FileDrop(self, desk.messages, self._import_dropped)
        self._lay_out()
        self.segments.changed.connect(self._switch)
        self.versions_button.clicked.connect(self.show_versions)
        self.import_button.clicked.connect(self._import)
        self.export_button.clicked.connect(self._export)
        self._switch(0)

    @property
    def current(self) -> Page:
        """The page on screen."""
        return self._lists[self.segments.current]

    def open_list(self, title: str) -> Page:
        """Bring the page of that title to the front and return it."""
        self.segments.set_current(TITLES.index(title))
        return self.current

    @property
    def _roster(self) -> RosterList[Any, Any] | None:
        """The list on screen, None when it is 科室报送, which is no roster."""
        return self.current if isinstance(self.current, RosterList) else None

    def show_versions(self) -> None:
        """Show the versions of the list on screen, and the way to its past days."""
        if self._roster is not None:
            ask_versions(self, self.desk, self._services, self._roster.roster_noun)

    def reload(self) -> None:
        """Count the three lists again, and say quietly how old the list on screen is."""
        self._load_age()
        self.desk.operations.query(partial(count_rosters, self._services), self._show_sizes)

    def _show_sizes(self, sizes: RosterSizes) -> None:
        for number, size in enumerate((sizes.enterprises, sizes.officers, sizes.items)):
            self.segments.set_count(number, size)

    def _switch(self, number: int) -> None:
        if number not in self._lists:
            self._lists[number] = self._build(number)
        self._stack.setCurrentWidget(self._lists[number])
        self._show_state()
        self._load_age()

    def _load_age(self) -> None:
        if self._roster is not None:
            noun = self._roster.roster_noun
            self.desk.operations.query(partial(self._services.versions.standing, noun), self._show_age)

    def _show_age(self, standing: RosterStanding) -> None:
        if self._roster is None or standing.noun is not self._roster.roster_noun:
            return  # the clerk has turned to another list meanwhile
        version = f"{standing.version} 版" if standing.version else ""
        old = f"{standing.age.days} 天未更新" if standing.age.is_due else ""
        self.age_label.setText(" · ".join(part for part in (version, old) if part))
        self.age_label.setToolTip(standing.warning)
        set_look(self.age_label, "warn" if old else "secondary")

    def _build(self, number: int) -> Page:
        made = self._make_page(number)
        made.listed.connect(self._show_state)
        made.resize(self._stack.size())  # or its splitter divides a room that it does not get
        self._stack.addWidget(made)
        return made

    def _make_page(self, number: int) -> Page:
        if number == _SUBMISSIONS:
            return SubmissionPage(self.desk, self._services)
        made = _LISTS[number](self.desk, self._services)
        words = made.words
        made.table.set_empty(
            f"{words.place}里还没有{words.noun}。先从表格导入，也可以逐{words.measure}新增。",
            f"导入{words.noun}…",
            made.import_file,
        )
        return made

    def _import(self) -> None:
        self.current.import_file()

    def _import_dropped(self, path: Path) -> None:
        self.current.import_path(path)

    def _paste(self) -> None:
        if self._roster is not None:
            self._roster.paste()

    def _show_imports(self) -> None:
        if self._roster is not None:
            self._roster.show_imports()

    def _export_platform(self) -> None:
        if self._roster is not None:
            self._roster.export_platform()

    def _export(self) -> None:
        self.current.export()

    def _show_state(self) -> None:
        """Say what 导入 and 导出 would do to the page on screen."""
        has_rows = self.current.export_words[1] is None
        self.platform_action.setEnabled(
            self._roster is not None and self._roster.has_platform_sheet and has_rows
        )
        for made, (hint, reason) in (
            (self.import_button, self.current.import_words),
            (self.export_button, self.current.export_words),
        ):
            made.set_hint(hint)
            made.set_reason(reason)
        for part in (self.age_label, self.versions_button, self.more_button):
            part.setVisible(self._roster is not None)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.segments)
        line.addStretch(1)
        line.addWidget(self.age_label)
        line.addWidget(self.versions_button)
        line.addWidget(self.import_button)
        line.addWidget(self.export_button)
        line.addWidget(self.more_button)
        self.body.addLayout(line)
        self.body.addWidget(self._stack, 1)
