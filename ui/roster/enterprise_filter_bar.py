"""The line above the list of 检查对象: its conditions become a filter of the database; further ones stand behind ＋条件."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from models.vocab import (
    EnterpriseStatus,
    EntityKind,
    Hazard,
    Industry,
    RiskClass,
    RosterGroup,
    Scale,
    Standardization,
)
from services.roster.enterprise_rows import EnterpriseFilter, EnterpriseRow, EnterpriseWords, Mark
from ui.roster.enterprise_columns import OUTSIDE, PENDING
from ui.roster.filter_bar import Advice, Condition, RosterFilterBar
from ui.widgets.buttons import link_button
from ui.widgets.multi_chooser import MultiChooser

_WIDTH = 112
_FURTHER_WIDTH = 176

Put = Callable[[EnterpriseFilter, frozenset[Any]], EnterpriseFilter]


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out of a filter without hits: in words, on a button, what it does, and the filter that it leads to."""

    words: str
    button: str
    drop: Callable[[], object]
    wanted: EnterpriseFilter


def _towns(wanted: EnterpriseFilter, values: frozenset[Any]) -> EnterpriseFilter:
    codes = frozenset(None if one == PENDING else one for one in values if one != OUTSIDE)
    return replace(wanted, towns=codes, is_outside=OUTSIDE in values)


def _marks(wanted: EnterpriseFilter, values: frozenset[Any]) -> EnterpriseFilter:
    hazards = {str(one): one for one in Hazard}
    return replace(wanted, marks=frozenset(hazards.get(one) or Mark(one) for one in values))


def _field(name: str, term: Callable[[Any], Any]) -> Put:
    def put(wanted: EnterpriseFilter, values: frozenset[Any]) -> EnterpriseFilter:
        fields: dict[str, Any] = {name: frozenset(map(term, values))}
        return replace(wanted, **fields)

    return put


def _chooser(title: str, terms: Iterable[Any], width: int) -> MultiChooser:
    return MultiChooser(title, [(str(one), one.label) for one in terms], width=width)


class EnterpriseFilterBar(RosterFilterBar[EnterpriseRow]):
    """Gives ``wanted``, the filter that the conditions make."""

    def __init__(self) -> None:
        self.town = MultiChooser("镇街", width=_WIDTH)
        self.industry = _chooser("行业", Industry, _WIDTH)
        self.status = _chooser("状态", EnterpriseStatus, _WIDTH)
        self.mark = _chooser("标记", (*Hazard, *Mark), _WIDTH)
        self.licence = MultiChooser("许可证", width=_FURTHER_WIDTH)
        self.tag = MultiChooser("标签", width=_FURTHER_WIDTH)
        first: list[tuple[str, MultiChooser, Put]] = [
            ("镇街", self.town, _towns),
            ("行业", self.industry, _field("industries", Industry)),
            ("状态", self.status, _field("statuses", EnterpriseStatus)),
            ("标记", self.mark, _marks),
        ]
        self._further: list[tuple[str, MultiChooser, Put]] = [
            (title, _chooser(title, term, _FURTHER_WIDTH), _field(name, term))
            for title, name, term in (
                ("名录类别", "groups", RosterGroup),
                ("主体类型", "kinds", EntityKind),
                ("信用风险", "risk_classes", RiskClass),
                ("规模", "scales", Scale),
                ("标准化等级", "standardizations", Standardization),
            )
        ]
        self._further += [
            ("许可证", self.licence, _field("licence_kinds", str)),
            ("标签", self.tag, _field("tags", str)),
        ]
        self._puts = {title: put for title, _chooser, put in (*first, *self._further)}
        self.further_line = QWidget()
        self.more = link_button("＋条件", hint="按名录类别、信用风险、规模、标准化等级、许可证、标签筛选")
        super().__init__(
            "名称、代码、地址、人员、拼音",
            [Condition(title, chooser, _nothing) for title, chooser, _put in (*first, *self._further)],
        )
        self._lay_out_further()
        self.changed.connect(self._show_further)

    @property
    def wanted(self) -> EnterpriseFilter:
        """The filter in force."""
        return self._wanted_without("", self.typed)

    def offer_words(self, words: EnterpriseWords) -> None:
        """Offer the kinds of 许可证 and the 标签 that are in use."""
        self.licence.set_options((one, one) for one in words.licence_kinds)
        self.tag.set_options((one, one) for one in words.tags)

    def narrow_to_keys(self, keys: Iterable[int]) -> None:
        """Show these records only, until the filter is cleared."""
        self._keys = frozenset(keys)
        self._tell()

    def further_menu(self) -> QMenu:
        """Return the menu of the further conditions; each line brings its chooser to the second line and opens it."""
        menu = QMenu(self)
        for title, chooser, _put in self._further:
            menu.addAction(title, partial(self.show_further, chooser))
        return menu

    def show_further(self, chooser: MultiChooser) -> None:
        """Bring a further condition to the second line and open it."""
        self.further_line.show()
        chooser.show()
        chooser.open_popup()

    def offers(self) -> list[Offer]:
        """Return the conditions that could be dropped, each with the filter that would be left."""
        found: list[Offer] = []
        if typed := self.typed.strip():
            wanted = self._wanted_without("", "")
            found.append(Offer(f"“{typed}”", "清空搜索", partial(self.set_typed, ""), wanted))
        for condition in self._conditions:
            chooser, title = condition.chooser, condition.title
            if chooser.values():
                words, drop = f"“{title}：{chooser.summary}”", partial(chooser.set_values, ())
                wanted = self._wanted_without(title, self.typed)
                found.append(Offer(words, f"去掉{title}条件", drop, wanted))
        return found

    def advice(self, hits: list[int], retired: int, noun: str, measure: str) -> Advice:
        """Say which condition to drop, from the hits of each of the ``offers`` and of the filter with the retired."""
        if retired:
            text = f"没有在册的{noun}符合条件，已退出的有 {retired:,} {measure}"
            return Advice(text, "显示已退出的", partial(self.retired.setChecked, True))
        best = max(zip(hits, self.offers(), strict=False), key=lambda pair: pair[0], default=None)
        if best is not None and best[0]:
            count, offer = best
            text = f"没有符合条件的{noun}。去掉{offer.words}，可看到 {count:,} {measure}"
            return Advice(text, offer.button, offer.drop)
        return Advice(f"没有符合条件的{noun}，几个条件同时去掉才有", "清除全部条件", self.clear)

    def _wanted_without(self, left_out: str, typed: str) -> EnterpriseFilter:
        wanted = EnterpriseFilter(text=typed.strip(), with_retired=self.with_retired, keys=self._keys)
        for condition in self._conditions:
            values = condition.chooser.values()
            if values and condition.title != left_out:
                wanted = self._puts[condition.title](wanted, frozenset(values))
        return wanted

    def _lay_out_further(self) -> None:
        line = self.layout()
        assert isinstance(line, QHBoxLayout)
        second = QHBoxLayout(self.further_line)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        for _title, chooser, _put in self._further:
            line.removeWidget(chooser)
            second.addWidget(chooser)
        second.addStretch(1)
        line.insertWidget(line.indexOf(self.retired), self.more)
        self.more.clicked.connect(self._ask_further)
        self._show_further()

    def _ask_further(self) -> None:
        menu = self.further_menu()
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _show_further(self) -> None:
        """Keep the second line for the conditions that are set."""
        for _title, chooser, _put in self._further:
            chooser.setVisible(bool(chooser.values()))
        self.further_line.setVisible(any(chooser.values() for _title, chooser, _put in self._further))


def _nothing(row: EnterpriseRow) -> tuple[Hashable, ...]:
    del row
    return ()
