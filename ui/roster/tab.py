"""名录库: who may be inspected, who inspects, and what is looked at. Three lists, one of them on screen."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from services.container import Services
from ui.desk import Desk
from ui.roster.enterprise_list import EnterpriseList
from ui.roster.import_drop import FileDrop
from ui.roster.item_list import ItemList
from ui.roster.officer_list import OfficerList
from ui.roster.roster_list import RosterList
from ui.tab_page import TabPage
from ui.widgets.buttons import SegmentBar, button

TITLES = ("检查对象", "执法检查人员", "抽查事项清单")
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
        self._lists: dict[int, RosterList[Any, Any]] = {}
        self.segments = SegmentBar(TITLES)
        self.import_button = button("导入…", icon_name="upload")
        self.export_button = button("导出", icon_name="download")
        self.import_menu = QMenu(self)
        self.import_menu.addAction("粘贴…\tCtrl+V", self._paste)
        self.import_menu.addAction("导入记录…", self._show_imports)
        self.more_button = button("更多　　")
        self.more_button.setMenu(self.import_menu)
        self._stack = QStackedWidget()
        self._drop = FileDrop(self, desk.messages, self._import_dropped)
        self._lay_out()
        self.segments.changed.connect(self._switch)
        self.import_button.clicked.connect(self._import)
        self.export_button.clicked.connect(self._export)
        self._switch(0)

    @property
    def current(self) -> RosterList[Any, Any]:
        """The list on screen."""
        return self._lists[self.segments.current]

    def open_list(self, title: str) -> RosterList[Any, Any]:
        """Bring the list of that title to the front and return it."""
        self.segments.set_current(TITLES.index(title))
        return self.current

    def reload(self) -> None:
        """Count the three lists again."""
        self.desk.operations.query(partial(count_rosters, self._services), self._show_sizes)

    def _show_sizes(self, sizes: RosterSizes) -> None:
        for number, size in enumerate((sizes.enterprises, sizes.officers, sizes.items)):
            self.segments.set_count(number, size)

    def _switch(self, number: int) -> None:
        if number not in self._lists:
            self._lists[number] = self._build(number)
        self._stack.setCurrentWidget(self._lists[number])
        self._show_state()

    def _build(self, number: int) -> RosterList[Any, Any]:
        made = _LISTS[number](self.desk, self._services)
        words = made.words
        made.table.set_empty(
            f"{words.place}里还没有{words.noun}。先从表格导入，也可以逐{words.measure}新增。",
            f"导入{words.noun}…",
            made.import_file,
        )
        made.listed.connect(self._show_state)
        made.resize(self._stack.size())  # or its splitter divides a room that it does not get
        self._stack.addWidget(made)
        return made

    def _import(self) -> None:
        self.current.import_file()

    def _import_dropped(self, path: Path) -> None:
        self.current.import_path(path)

    def _paste(self) -> None:
        self.current.paste()

    def _show_imports(self) -> None:
        self.current.show_imports()

    def _export(self) -> None:
        self.current.export()

    def _show_state(self) -> None:
        """Say what 导入 and 导出 would do to the list on screen."""
        words, shown = self.current.words, len(self.current.table.rows)
        self.import_button.set_hint(f"从 .xlsx、.xls、.et、.ods 或 .csv 导入{words.noun}，预览确认后才写入")
        self.export_button.set_hint(f"把列表中的 {shown:,} {words.measure}导出为 .xlsx，可以再导入")
        self.export_button.set_reason(None if shown else "列表是空的，没有可以导出的。")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.segments)
        line.addStretch(1)
        line.addWidget(self.import_button)
        line.addWidget(self.export_button)
        line.addWidget(self.more_button)
        self.body.addLayout(line)
        self.body.addWidget(self._stack, 1)
