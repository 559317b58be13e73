"""The conditions of a task in its form: whom of the roster it is about. Few tasks need the last five; a link opens them."""

from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from models.rules.scope import Scope
from models.vocab import EntityKind, Hazard, Industry, RiskClass, RosterGroup, Term
from services.office.rows import TownRow
from ui.plan.task_fields import FIELD_HEIGHT, TaskFields
from ui.widgets.buttons import link_button
from ui.widgets.multi_chooser import MultiChooser

T = TypeVar("T", bound=Term)

_FURTHER = ("groups", "risk_classes", "licences", "tags")
_TITLES = {
    "industries": "行业",
    "hazards": "重点标记",
    "without_hazards": "排除标记",
    "towns": "镇街",
    "kinds": "主体类型",
    "groups": "名录类别",
    "risk_classes": "信用风险",
    "licences": "许可证",
    "tags": "标签",
}


class TaskConditions(QObject):
    """One chooser for each condition; ``changed`` is emitted whenever one of them is."""

    changed = Signal()

    def __init__(
        self, towns: tuple[TownRow, ...], licences: tuple[str, ...], tags: tuple[str, ...], parent: QObject
    ) -> None:
        super().__init__(parent)
        offered = [(row.code, row.name) for row in towns if row.in_district]
        self._scope = Scope()
        self._offered = {
            "towns": frozenset(code for code, _ in offered),
            "licences": frozenset(licences),
            "tags": frozenset(tags),
        }
        self.choosers = {
            "industries": condition_chooser(term_options(Industry)),
            "hazards": condition_chooser(term_options(Hazard)),
            "without_hazards": condition_chooser(term_options(Hazard), "不排除"),
            "towns": condition_chooser(offered),
            "kinds": condition_chooser(term_options(EntityKind)),
            "groups": condition_chooser(term_options(RosterGroup)),
            "risk_classes": condition_chooser(term_options(RiskClass)),
            "licences": condition_chooser([(kind, kind) for kind in licences]),
            "tags": condition_chooser([(tag, tag) for tag in tags]),
        }
        self.only_abnormal = QCheckBox("只查列入经营异常名录的")
        self.only_abnormal.setMinimumHeight(FIELD_HEIGHT)
        self.more_button = link_button("更多条件…", hint="名录类别、信用风险、许可证、标签、经营异常")
        self.more_button.setMaximumWidth(self.more_button.sizeHint().width())
        for chooser in self.choosers.values():
            chooser.changed.connect(self.changed)
        self.only_abnormal.toggled.connect(self.changed)

    def add_to(self, fields: TaskFields) -> None:
        """Put the conditions into the form, one line each."""
        hints = {
            "hazards": "有其中任何一项标记即在范围内",
            "without_hazards": "有其中任何一项标记即不在范围内",
            "groups": "细则第五条的六类，属于其中任何一类即在范围内",
            "licences": "" if self._offered["licences"] else "名录中还没有登记许可证",
            "tags": "" if self._offered["tags"] else "名录中还没有标签",
        }
        self._fields = fields
        for name, chooser in self.choosers.items():
            fields.add(name, _TITLES[name], chooser, hint=hints.get(name, ""))
        fields.add("only_abnormal", "经营异常", self.only_abnormal)
        fields.add("more", "", self.more_button)
        self.more_button.clicked.connect(lambda: self._unfold(is_open=True))

    def show_scope(self, scope: Scope) -> None:
        """Fill the choosers; the rare conditions are unfolded where one of them is given."""
        self._scope = scope
        for name, chooser in self.choosers.items():
            chooser.set_values(getattr(scope, name))
        self.only_abnormal.setChecked(scope.only_abnormal)
        self._unfold(is_open=any(getattr(scope, name) for name in (*_FURTHER, "only_abnormal")))

    def scope(self) -> Scope:
        """Return the conditions; a 镇街, 许可证 or 标签 that is no longer offered stays as it was."""
        values: dict[str, Any] = {name: chooser.values() for name, chooser in self.choosers.items()}
        for name, offered in self._offered.items():
            values[name] |= getattr(self._scope, name) - offered
        return Scope(**values, only_abnormal=self.only_abnormal.isChecked())

    def _unfold(self, *, is_open: bool) -> None:
        """Show the conditions that few tasks have, or the link that opens them."""
        for name in (*_FURTHER, "only_abnormal"):
            self._fields.set_shown(name, is_open)
        self._fields.set_shown("more", not is_open)


def term_options(vocabulary: type[T]) -> list[tuple[T, str]]:
    """Return what a chooser offers of a vocabulary."""
    return [(term, term.label) for term in vocabulary]


def condition_chooser(options: list[tuple[Any, str]], all_text: str = "不限") -> MultiChooser:
    """Make a chooser of several values as wide as the form."""
    chooser = MultiChooser("", options, all_text=all_text)
    chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return chooser
