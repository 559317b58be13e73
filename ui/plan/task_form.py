"""The form of one 抽查任务: shows a draft and gives one back, with problems beside the fields. It knows no database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from models.rules.ratios import parse_percent, percent_text
from models.rules.scope import Scope
from models.vocab import (
    DrawMethod,
    EntityKind,
    Hazard,
    Industry,
    ItemCategory,
    OfficerMode,
    RiskClass,
    RosterGroup,
    Term,
)
from services.office.rows import SectionRow, TownRow
from services.plan.rows import TaskDraft
from services.roster.item_rows import ItemRow
from ui.plan.item_list import ItemCheckList
from ui.plan.task_fields import TaskFields
from ui.plan.wording import METHOD_TEXTS, OFFICER_MODE_TEXTS
from ui.widgets.buttons import link_button
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.growing_text import GrowingText
from ui.widgets.multi_chooser import MultiChooser

T = TypeVar("T", bound=Term)

_METHODS = ("现场检查", "书面检查", "网络监测", "现场检查、书面检查")
_LONGEST = {"subject": 200, "name": 200, "target": 200}
_CHOOSER_WIDTH = 300
_LINE_WIDTH = 240
_FURTHER = ("groups", "risk_classes", "licences", "tags")
_FIELD_HEIGHT = 30
_SPIN_MARGIN = 7


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What the form offers: the office's own 镇街, 科室, current 抽查事项, its name on the 汇总表, 许可证 and 标签 in use."""

    towns: tuple[TownRow, ...]
    sections: tuple[SectionRow, ...]
    items: tuple[ItemRow, ...]
    department: str
    licences: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class TaskForm(QWidget):
    """One widget per draft field; ``changed`` is emitted whenever the clerk changes anything."""

    changed = Signal()

    def __init__(self, choices: FormChoices, draft: TaskDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._is_filling = False
        self.fields = TaskFields()
        self._make_fields(choices)
        self._add_words()
        self._add_scope()
        self._add_drawing()
        self._add_rest()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fields)
        layout.addStretch(1)
        self._connect()
        self.fields.guard_keys()
        self.show_draft(draft)

    def show_draft(self, draft: TaskDraft) -> None:
        """Fill the fields."""
        self._draft = draft
        self._is_filling = True
        for name, field in self.texts.items():
            field.setText(getattr(draft, name))
        self.ratio.setText(f"{draft.ratio}%" if draft.ratio else "")
        self.category.set_value(draft.category)
        self.inspection_method.setCurrentText(draft.inspection_method)
        self.section.set_value(draft.section_key)
        for name, chooser in self.conditions.items():
            chooser.set_values(getattr(draft.scope, name))
        self.only_abnormal.setChecked(draft.scope.only_abnormal)
        self.starts_on.set_value(draft.starts_on)
        self.ends_on.set_value(draft.ends_on)
        self.method.set_value(draft.method)
        self.officer_mode.set_value(draft.officer_mode)
        self.batches.setValue(draft.batches)
        self.team_size.setValue(draft.team_size)
        self.teams.setValue(draft.teams or 1)
        self.need_leader.setChecked(draft.need_leader)
        self.need_expert.setChecked(draft.need_expert)
        self.items.set_keys(draft.items)
        self._is_filling = False
        self.show_reason(is_needed=False)
        self._show_teams()
        self._unfold(is_open=any(getattr(draft.scope, name) for name in (*_FURTHER, "only_abnormal")))

    def draft(self) -> TaskDraft:
        """Return what the fields say; a date that cannot be read keeps its last value (see ``own_problems``)."""
        percent = parse_percent(self.ratio.text())
        mode = self.officer_mode.value() or OfficerMode.EACH
        return replace(
            self._draft,
            **{name: field.text().strip() for name, field in self.texts.items()},
            ratio=percent_text(percent) if percent is not None else self.ratio.text().strip(),
            category=self.category.value() or ItemCategory.GENERAL,
            inspection_method=self.inspection_method.currentText().strip(),
            section_key=self.section.value(),
            scope=self._scope(),
            starts_on=self.starts_on.value() or self._draft.starts_on,
            ends_on=self.ends_on.value() or self._draft.ends_on,
            method=self.method.value() or DrawMethod.DIRECTED,
            officer_mode=mode,
            batches=self.batches.value(),
            team_size=self.team_size.value(),
            teams=self.teams.value() if mode is OfficerMode.TEAMS else None,
            need_leader=self.need_leader.isChecked(),
            need_expert=self.need_expert.isChecked(),
            items=self.items.keys(),
        )

    def own_problems(self) -> dict[str, str]:
        """Return what cannot even be put into a draft: unreadable dates, texts longer than the record holds."""
        problems = {
            name: f"不超过 {longest} 个字。"
            for name, longest in _LONGEST.items()
            if len(self.texts[name].text()) > longest
        }
        for name, field in (("starts_on", self.starts_on), ("ends_on", self.ends_on)):
            if field.value() is None:
                problems[name] = "请填写日期，例如 2022-05-25。"
        return problems

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put each problem beside its field and go to the first."""
        self.show_reason(is_needed="ratio_reason" in problems)
        self.fields.show_problems(problems)

    def show_reason(self, *, is_needed: bool) -> None:
        """Show 低于下限理由 when the ratio needs it, or when there is one."""
        self.fields.set_shown("ratio_reason", is_needed or bool(self.texts["ratio_reason"].text()))

    def _scope(self) -> Scope:
        """Return the conditions; a 镇街, 许可证 or 标签 that is no longer offered stays as it was."""
        values: dict[str, Any] = {name: chooser.values() for name, chooser in self.conditions.items()}
        for name, offered in self._offered.items():
            values[name] |= getattr(self._draft.scope, name) - offered
        return Scope(**values, only_abnormal=self.only_abnormal.isChecked())

    def _unfold(self, *, is_open: bool) -> None:
        """Show the conditions that few tasks have, or the link that opens them."""
        for name in (*_FURTHER, "only_abnormal"):
            self.fields.set_shown(name, is_open)
        self.fields.set_shown("more", not is_open)

    def _make_fields(self, choices: FormChoices) -> None:
        self.texts: dict[str, GrowingText | QLineEdit] = {
            "subject": GrowingText(),
            "name": GrowingText(hint="例如：机械、轻工、纺织、建材等工贸行业随机抽查"),
            "target": GrowingText(hint="照此印入汇总表，例如：机械、轻工等工贸企业"),
            "ratio_reason": GrowingText(lines=2),
            "department": _line(50, hint=choices.department),
            "platform_plan_number": _line(30),
            "platform_task_number": _line(30),
            "remark": GrowingText(lines=2),
        }
        self.category = Chooser[ItemCategory](_options(ItemCategory))
        self.inspection_method = QComboBox()
        self.inspection_method.setEditable(True)
        self.inspection_method.addItems(_METHODS)
        self.section = Chooser[int]([(row.key, row.name) for row in choices.sections], none_text="未定")
        towns = [(row.code, row.name) for row in choices.towns if row.in_district]
        self._offered = {
            "towns": frozenset(code for code, _ in towns),
            "licences": frozenset(choices.licences),
            "tags": frozenset(choices.tags),
        }
        self.conditions = {
            "industries": _condition(_options(Industry)),
            "hazards": _condition(_options(Hazard)),
            "without_hazards": _condition(_options(Hazard), "不排除"),
            "towns": _condition(towns),
            "kinds": _condition(_options(EntityKind)),
            "groups": _condition(_options(RosterGroup)),
            "risk_classes": _condition(_options(RiskClass)),
            "licences": _condition([(kind, kind) for kind in choices.licences]),
            "tags": _condition([(tag, tag) for tag in choices.tags]),
        }
        self.only_abnormal = QCheckBox("只查列入经营异常名录的")
        self.more_button = link_button("更多条件…", hint="名录类别、信用风险、许可证、标签、经营异常")
        self.more_button.setMaximumWidth(self.more_button.sizeHint().width())
        self.ratio = _line(10, hint="例如 6%")
        self.ratio.setFixedWidth(96)
        self.starts_on, self.ends_on = DateField(), DateField()
        self.method = Chooser[DrawMethod](METHOD_TEXTS.items())
        self.officer_mode = Chooser[OfficerMode](OFFICER_MODE_TEXTS.items())
        self.batches = _spin(1, 99, " 批")
        self.teams, self.team_size = _spin(1, 99, " 组"), _spin(2, 20, " 人")
        self.need_leader = QCheckBox("每组（每户）须有一名有组长资格的人员")
        self.need_expert = QCheckBox("每组（每户）须有一名本行业的专业人员")
        for box in (self.need_leader, self.need_expert, self.only_abnormal):
            box.setMinimumHeight(_FIELD_HEIGHT)
        self.items = ItemCheckList(choices.items)
        for chooser in (self.category, self.inspection_method, self.section, self.method, self.officer_mode):
            chooser.setMaximumWidth(_CHOOSER_WIDTH)

    def _add_words(self) -> None:
        add = self.fields.add
        add("subject", "抽查事项", self.texts["subject"], is_required=True)
        add("name", "抽查任务名称", self.texts["name"], is_required=True)
        add("target", "检查对象", self.texts["target"], is_required=True)
        add("category", "检查方式", self.category, hint="事项类别，照此印入汇总表的“检查方式”栏")
        add("inspection_method", "检查方法", self.inspection_method)
        add("section", "承办科室", self.section)

    def _add_scope(self) -> None:
        add = self.fields.add
        self.fields.add_section("范围与比例")
        titles = (
            "行业",
            "重点标记",
            "排除标记",
            "镇街",
            "主体类型",
            "名录类别",
            "信用风险",
            "许可证",
            "标签",
        )
        hints = {
            "hazards": "有其中任何一项标记即在范围内",
            "without_hazards": "有其中任何一项标记即不在范围内",
            "groups": "细则第五条的六类，属于其中任何一类即在范围内",
            "licences": "" if self._offered["licences"] else "名录中还没有登记许可证",
            "tags": "" if self._offered["tags"] else "名录中还没有标签",
        }
        for (name, chooser), title in zip(self.conditions.items(), titles, strict=True):
            add(name, title, chooser, hint=hints.get(name, ""))
        add("only_abnormal", "经营异常", self.only_abnormal)
        add("more", "", self.more_button)
        add("ratio", "抽查比例", self.ratio, is_required=True)
        add("ratio_reason", "低于下限理由", self.texts["ratio_reason"], is_required=True)
        add("starts_on", "抽查时间 起", self.starts_on, is_required=True)
        add("ends_on", "抽查时间 止", self.ends_on, is_required=True)

    def _add_drawing(self) -> None:
        add = self.fields.add
        self.fields.add_section("抽取与派员")
        add("method", "抽查类型", self.method)
        add("batches", "批次", self.batches)
        add("officer_mode", "派员方式", self.officer_mode)
        add("teams", "组数", self.teams)
        add("team_size", "每组人数", self.team_size, hint="不得少于 2 人；逐户派员时为每户人数")
        add("need_leader", "组长", self.need_leader)
        add("need_expert", "专业人员", self.need_expert)

    def _add_rest(self) -> None:
        add = self.fields.add
        self.fields.add_section("检查内容")
        add("items", "随机抽查事项", self.items, is_required=True)
        self.fields.add_section("其他")
        add("department", "区直部门名称", self.texts["department"], hint="不填则用本单位名称，照此印入汇总表")
        add("platform_plan_number", "平台计划编号", self.texts["platform_plan_number"])
        add("platform_task_number", "平台任务编号", self.texts["platform_task_number"])
        add("remark", "备注", self.texts["remark"])

    def _connect(self) -> None:
        for text in (*self.texts.values(), self.ratio, self.starts_on, self.ends_on):
            text.textChanged.connect(self._tell)
        for chooser in (self.category, self.section, self.method, self.officer_mode):
            chooser.currentIndexChanged.connect(self._tell)
        self.inspection_method.currentTextChanged.connect(self._tell)
        for number in (self.batches, self.teams, self.team_size):
            number.valueChanged.connect(self._tell)
        for box in (self.need_leader, self.need_expert, self.only_abnormal):
            box.toggled.connect(self._tell)
        self.more_button.clicked.connect(lambda: self._unfold(is_open=True))
        for part in (*self.conditions.values(), self.items):
            part.changed.connect(self._tell)
        self.officer_mode.currentIndexChanged.connect(self._show_teams)

    def _show_teams(self) -> None:
        self.fields.set_shown("teams", self.officer_mode.value() is OfficerMode.TEAMS)

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit()


def _options(vocabulary: type[T]) -> list[tuple[T, str]]:
    return [(term, term.label) for term in vocabulary]


def _line(longest: int, *, hint: str = "") -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(longest)
    line.setPlaceholderText(hint)
    line.setFixedWidth(_LINE_WIDTH)
    return line


def _spin(lowest: int, highest: int, suffix: str) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(lowest, highest)
    spin.setSuffix(suffix)
    spin.lineEdit().setTextMargins(_SPIN_MARGIN, 0, 0, 0)
    spin.setFixedWidth(96)
    return spin


def _condition(options: list[tuple[Any, str]], all_text: str = "不限") -> MultiChooser:
    chooser = MultiChooser("", options, all_text=all_text)
    chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return chooser
