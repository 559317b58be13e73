"""筛选方案 ▾ in the filter bar: apply a saved one, save the conditions in force, rename and delete."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QMenu

from models.vocab import RosterNoun
from services.container import Services
from services.roster.saved_filters import LONGEST_NAME, SavedFilterRow
from ui.desk import Desk
from ui.roster.filter_bar import RosterFilterBar
from ui.widgets.buttons import link_button
from ui.widgets.toast import Link


class SavedFilterMenu(QObject):
    """Puts its button into the bar of a list."""

    def __init__(self, desk: Desk, services: Services, noun: RosterNoun, bar: RosterFilterBar[Any]) -> None:
        super().__init__(bar)
        self._desk = desk
        self._services = services
        self._noun = noun
        self._bar = bar
        self.filters: Sequence[SavedFilterRow] = ()
        self.button = link_button("筛选方案 ▾", hint="把常用的筛选条件存起来，随时再用")
        line = bar.layout()
        assert isinstance(line, QHBoxLayout)
        line.insertWidget(line.indexOf(bar.retired) + 1, self.button)
        self.button.clicked.connect(self._open)

    def reload(self) -> None:
        """Read what is saved."""
        work = partial(self._services.saved_filters.list_filters, self._noun)
        self._desk.operations.query(work, self._take)

    def menu(self) -> QMenu:
        """Return the menu as it stands now."""
        menu = QMenu(self._bar)
        for one in self.filters:
            menu.addAction(one.name, partial(self._bar.set_state, one.conditions))
        if self.filters:
            menu.addSeparator()
        save = menu.addAction("保存当前条件…", self.save)
        save.setEnabled(self._bar.is_set)
        save.setText("保存当前条件…" if self._bar.is_set else "保存当前条件…（还没有条件）")
        for title, act in (("改名", self.rename), ("删除", self.delete)):
            if self.filters:
                sub = menu.addMenu(title)
                for one in self.filters:
                    sub.addAction(one.name, partial(act, one))
        return menu

    def save(self) -> None:
        """Ask for a name and keep the conditions in force."""
        name = self._ask("保存筛选方案", "给当前的筛选条件起个名称；同名的会被替换。", "", "保存")
        if name is not None:
            service, state = self._services.saved_filters, self._bar.state()
            self._change(
                lambda: service.save_filter(noun=self._noun, name=name, conditions=state),
                f"已保存筛选方案：{name}",
            )

    def rename(self, row: SavedFilterRow) -> None:
        """Ask for another name."""
        name = self._ask("筛选方案改名", f"“{row.name}”改为：", row.name, "改名")
        if name is not None:
            service = self._services.saved_filters
            self._change(lambda: service.rename_filter(key=row.key, name=name), f"筛选方案已改名为：{name}")

    def delete(self, row: SavedFilterRow) -> None:
        """Throw one away; the toast brings it back."""
        service = self._services.saved_filters
        bring_back = Link(
            "撤销",
            lambda: self._change(
                lambda: service.save_filter(noun=self._noun, name=row.name, conditions=row.conditions),
                f"已恢复筛选方案：{row.name}",
            ),
        )
        self._change(lambda: service.delete_filter(key=row.key), f"已删除筛选方案：{row.name}", bring_back)

    def _change(self, work: Any, said: str, *links: Link) -> None:
        def done(_: object) -> None:
            self._desk.messages.toast(said, *links)
            self.reload()

        self._desk.operations.change(work, done)

    def _ask(self, title: str, text: str, initial: str, confirm: str) -> str | None:
        return self._desk.messages.ask_text(title, text, initial=initial, check=_problem, confirm=confirm)

    def _take(self, filters: Sequence[SavedFilterRow]) -> None:
        self.filters = filters

    def _open(self) -> None:
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))


def _problem(text: str) -> str | None:
    if not text.strip():
        return "请填写名称。"
    return None if len(text.strip()) <= LONGEST_NAME else f"请不要超过 {LONGEST_NAME} 个字。"
