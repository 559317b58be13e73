"""The line above a roster list: search, conditions, the retired ones, and counts that open what they count.

When nothing is found it says which condition stands in the way.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from ui.settings_store import SettingsStore
from ui.table.model import Column
from ui.table.order import Search, search_text
from ui.theme import roles
from ui.widgets.filter_bar import FilterBar
from ui.widgets.multi_chooser import MultiChooser


class RosterRow(Protocol):
    """What every row of a roster can tell."""

    @property
    def key(self) -> int:
        """What identifies it."""
        ...

    @property
    def is_retired(self) -> bool:
        """Whether it has left the list."""
        ...


R = TypeVar("R", bound=RosterRow)


@dataclass(frozen=True, slots=True)
class Condition(Generic[R]):
    """A chooser, and the values of a row that it looks at."""

    title: str
    chooser: MultiChooser
    values: Callable[[R], Iterable[Hashable]]

    def accepts(self, row: R) -> bool:
        """Whether a row passes."""
        return self.chooser.accepts_any(self.values(row))


@dataclass(frozen=True, slots=True)
class Advice:
    """Which condition to drop: a sentence, the words of its button, and what drops it."""

    text: str
    button: str
    drop: Callable[[], object]


class RosterFilterBar(FilterBar, Generic[R]):
    """Search, conditions and 含已退出; ``count_clicked`` carries the name of the count that was clicked."""

    count_clicked = Signal(str)

    def __init__(
        self,
        hint: str,
        conditions: Sequence[Condition[R]],
        *,
        retired_text: str = "含已退出",
        parent: QWidget | None = None,
    ) -> None:
        self._conditions = list(conditions)
        self._keys: frozenset[int] = frozenset()
        self._memory: tuple[SettingsStore, str] | None = None
        self.retired = QCheckBox(retired_text)
        super().__init__(hint, [condition.chooser for condition in conditions], parent)
        self._search.setToolTip(f"输入其中任何一部分：{hint}等；几个词用空格隔开，须同时符合")
        for condition in conditions:
            condition.chooser.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = self.layout()
        assert isinstance(line, QHBoxLayout)
        line.insertWidget(line.indexOf(self._clear), self.retired)
        self.retired.toggled.connect(self._tell)
        self._count.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._count.linkActivated.connect(self.count_clicked)

    @property
    def is_set(self) -> bool:
        """Whether anything is filtered; 含已退出 widens the list and is no condition."""
        return super().is_set or bool(self._keys)

    @property
    def with_retired(self) -> bool:
        """Whether the retired ones are shown too."""
        return self.retired.isChecked()

    def accepts(self, row: R) -> bool:
        """Whether a row passes, the search apart."""
        return self._is_wanted(row) and all(condition.accepts(row) for condition in self._conditions)

    def narrow_to(self, rows: Iterable[R]) -> None:
        """Show these rows only, until the filter is cleared."""
        self._keys = frozenset(row.key for row in rows)
        self._tell()

    def show_only(self, title: str, values: Iterable[Hashable]) -> None:
        """Drop every other condition and set this one."""
        chooser = next(condition.chooser for condition in self._conditions if condition.title == title)
        self.blockSignals(True)
        self.clear()
        chooser.set_values(values)
        self.blockSignals(False)
        self._tell()

    def remember_in(self, settings: SettingsStore, name: str) -> None:
        """Set the conditions of last time, and note each change from now on; call it when all values are offered."""
        if self._memory is not None:
            return
        for condition in self._conditions:
            values = settings.choice(f"filter/{name}/{condition.title}", "")
            condition.chooser.set_values(value for value in values.split("|") if value)
        self._memory = (settings, name)

    def state(self) -> dict[str, Any]:
        """Return the conditions in force as JSON, to be set again by ``set_state``; a selection is no condition."""
        chosen = {one.title: sorted(str(value) for value in one.chooser.values()) for one in self._conditions}
        return {
            "typed": self.typed.strip(),
            "with_retired": self.with_retired,
            "conditions": {title: values for title, values in chosen.items() if values},
        }

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Set the conditions that ``state`` gave and drop all others; tell once."""
        self.blockSignals(True)
        self.clear()
        conditions = state.get("conditions", {})
        for one in self._conditions:
            one.chooser.set_values(conditions.get(one.title, ()))
        self.retired.setChecked(bool(state.get("with_retired")))
        self.set_typed(str(state.get("typed", "")))
        self.blockSignals(False)
        self._tell()

    def clear(self) -> None:
        """Drop every condition and tell once."""
        self._keys = frozenset()
        super().clear()

    def advise(self, rows: Sequence[R], columns: Sequence[Column[R]], noun: str, measure: str) -> Advice:
        """Say which condition to drop when nothing is found: the one without which most would be."""
        search = Search(self.typed)
        found = [row for row in rows if _holds(row, columns, search)]
        offers: list[tuple[int, str, str, Callable[[], object]]] = []
        if self.typed.strip():
            hits = sum(self.accepts(row) for row in rows)
            offers.append((hits, f"“{self.typed.strip()}”", "清空搜索", partial(self.set_typed, "")))
        for condition in self._conditions:
            chooser = condition.chooser
            if chooser.values():
                others = [one for one in self._conditions if one is not condition]
                hits = sum(self._is_wanted(row) and all(one.accepts(row) for one in others) for row in found)
                words = f"“{condition.title}：{chooser.summary}”"
                drop = partial(chooser.set_values, ())
                offers.append((hits, words, f"去掉{condition.title}条件", drop))
        return self._advice(max(offers, key=_hits, default=None), found, noun, measure)

    def _advice(
        self,
        best: tuple[int, str, str, Callable[[], object]] | None,
        found: Sequence[R],
        noun: str,
        measure: str,
    ) -> Advice:
        retired = 0 if self.with_retired else sum(row.is_retired for row in found if self._passes(row))
        if retired:
            text = f"没有在册的{noun}符合条件，已退出的有 {retired:,} {measure}"
            return Advice(text, "显示已退出的", partial(self.retired.setChecked, True))
        if best is not None and best[0]:
            text = f"没有符合条件的{noun}。去掉{best[1]}，可看到 {best[0]:,} {measure}"
            return Advice(text, best[2], best[3])
        return Advice(f"没有符合条件的{noun}，几个条件同时去掉才有", "清除全部条件", self.clear)

    def _tell(self) -> None:
        if self._memory is not None:
            settings, name = self._memory
            for condition in self._conditions:
                values = "|".join(sorted(str(value) for value in condition.chooser.values()))
                settings.set_choice(f"filter/{name}/{condition.title}", values)
        super()._tell()

    def _is_wanted(self, row: R) -> bool:
        return (self.with_retired or not row.is_retired) and (not self._keys or row.key in self._keys)

    def _passes(self, row: R) -> bool:
        return all(condition.accepts(row) for condition in self._conditions)


def _holds(row: R, columns: Sequence[Column[R]], search: Search) -> bool:
    texts = (column.text(row) for column in columns if column.is_searched)
    return search.finds(search_text("\n".join(texts)))


def count_link(target: str, text: str, role: str = "accent") -> str:
    """Return a count that can be clicked."""
    return f"<a href='{target}' style='text-decoration:none; color:{getattr(roles(), role)}'>{text}</a>"


def _hits(offer: tuple[int, Any, Any, Any]) -> int:
    return offer[0]
