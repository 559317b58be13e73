"""The form of one 抽查任务: shows a draft and gives one back, with problems beside the fields. It knows no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from models.rules.ratios import parse_percent, percent_text
from models.vocab import DrawMethod, ItemCategory, OfficerMode
from services.office.rows import SectionRow, TownRow
from services.plan.rows import TaskDraft
from services.roster.item_rows import ItemRow
from ui.plan.class_ratio_field import ClassRatioField
from ui.plan.item_list import ItemCheckList
from ui.plan.task_conditions import TaskConditions, condition_chooser, term_options
from ui.plan.task_fields import FIELD_HEIGHT, TaskFields
from ui.plan.wording import METHOD_TEXTS, OFFICER_MODE_TEXTS
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.growing_text import GrowingText
from ui.widgets.multi_chooser import MultiChooser

_METHODS = ("现场检查", "书面检查", "网络监测", "现场检查、书面检查")
_LONGEST = {"subject": 200, "name": 200, "target": 200}
_CHOOSER_WIDTH = 300
_LINE_WIDTH = 240
_SPIN_MARGIN = 7


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What the form offers: the office's own 镇街, 科室, current 抽查事项, its name on the 汇总表, 许可证 and 标签
    in use, and the usual ratio of each risk class."""

    towns: tuple[TownRow, ...]
    sections: tuple[SectionRow, ...]
    items: tuple[ItemRow, ...]
    department: str
    licences: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    class_ratios: Mapping[str, str] = field(default_factory=dict)


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
        for name, line in self.texts.items():
            line.setText(getattr(draft, name))
        self.ratio.setText(f"{draft.ratio}%" if draft.ratio else "")
        self.category.set_value(draft.category)
        self.inspection_method.setCurrentText(draft.inspection_method)
        self.section.set_value(draft.section_key)
        self.scope_fields.show_scope(draft.scope)
        self.has_classes.setChecked(draft.class_ratios is not None)
        self.class_ratios.set_ratios(draft.class_ratios or self._usual_ratios)
        self.starts_on.set_value(draft.starts_on)
        self.ends_on.set_value(draft.ends_on)
        self.method.set_value(draft.method)
        self.officer_mode.set_value(draft.officer_mode)
        self.batches.setValue(draft.batches)
        self.team_size.setValue(draft.team_size)
        self.teams.setValue(draft.teams or 1)
        self.need_leader.setChecked(draft.need_leader)
        self.need_expert.setChecked(draft.need_expert)
        self.officer_sections.set_values(draft.officer_sections)
        self.items.set_keys(draft.items)
        self._is_filling = False
        self.show_reason(is_needed=False)
        self._show_teams()
        self._show_classes()

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
            scope=self.scope_fields.scope(),
            class_ratios=self.class_ratios.ratios() if self.has_classes.isChecked() else None,
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
            officer_sections=self.officer_sections.values() | (self._draft.officer_sections - self._offered),
        )

    @property
    def conditions(self) -> dict[str, MultiChooser]:
        """The chooser of each condition by its name."""
        return self.scope_fields.choosers

    def own_problems(self) -> dict[str, str]:
        """Return what cannot even be put into a draft: unreadable dates, texts longer than the record holds."""
        problems = {
            name: f"不超过 {longest} 个字。"
            for name, longest in _LONGEST.items()
            if len(self.texts[name].text()) > longest
        }
        for name, day in (("starts_on", self.starts_on), ("ends_on", self.ends_on)):
            if day.value() is None:
                problems[name] = "请填写日期，例如 2022-05-25。"
        return problems

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put each problem beside its field and go to the first."""
        self.show_reason(is_needed="ratio_reason" in problems)
        self.fields.show_problems(problems)

    def show_reason(self, *, is_needed: bool) -> None:
        """Show 低于下限理由 when the ratio needs it, or when there is one."""
        self.fields.set_shown("ratio_reason", is_needed or bool(self.texts["ratio_reason"].text()))

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
        self.category = Chooser[ItemCategory](term_options(ItemCategory))
        self.inspection_method = QComboBox()
        self.inspection_method.setEditable(True)
        self.inspection_method.addItems(_METHODS)
        self.section = Chooser[int]([(row.key, row.name) for row in choices.sections], none_text="未定")
        self.scope_fields = TaskConditions(choices.towns, choices.licences, choices.tags, self)
        self.has_classes = QCheckBox("按信用风险分类分别抽取")
        self.class_ratios = ClassRatioField()
        self.ratio = _line(10, hint="例如 6%")
        self.ratio.setFixedWidth(96)
        self.starts_on, self.ends_on = DateField(), DateField()
        self.method = Chooser[DrawMethod](METHOD_TEXTS.items())
        self.officer_mode = Chooser[OfficerMode](OFFICER_MODE_TEXTS.items())
        self._usual_ratios = choices.class_ratios
        self._offered = frozenset(row.key for row in choices.sections)
        self.officer_sections = condition_chooser(
            [(row.key, row.name) for row in choices.sections], "全部科室"
        )
        self.batches = _spin(1, 99, " 批")
        self.teams, self.team_size = _spin(1, 99, " 组"), _spin(2, 20, " 人")
        self.need_leader = QCheckBox("每组（每户）须有一名有组长资格的人员")
        self.need_expert = QCheckBox("每组（每户）须有一名本行业的专业人员")
        for box in (self.need_leader, self.need_expert, self.has_classes):
            box.setMinimumHeight(FIELD_HEIGHT)
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
        self.scope_fields.add_to(self.fields)
        add("has_classes", "分类抽取", self.has_classes)
        add(
            "class_ratios",
            "分类比例",
            self.class_ratios,
            is_required=True,
            hint="信用风险 A 低、B 一般、C 较高、D 高",
        )
        add("ratio", "抽查比例", self.ratio, is_required=True)
        add("ratio_reason", "低于下限理由", self.texts["ratio_reason"], is_required=True)
        add("starts_on", "抽查时间 起", self.starts_on, is_required=True)
        add("ends_on", "抽查时间 止", self.ends_on, is_required=True)

    def _add_drawing(self) -> None:
        add = self.fields.add
        self.fields.add_section("抽取与派员")
        add("method", "抽查类型", self.method)
        add("batches", "批次", self.batches)
        add(
            "officer_sections",
            "参加科室",
            self.officer_sections,
            hint="只从这些科室的检查人员中抽取；不选则不限科室",
        )
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
        for box in (self.need_leader, self.need_expert, self.has_classes):
            box.toggled.connect(self._tell)
        for part in (self.scope_fields, self.class_ratios, self.officer_sections, self.items):
            part.changed.connect(self._tell)
        self.has_classes.toggled.connect(self._show_classes)
        self.officer_mode.currentIndexChanged.connect(self._show_teams)

    def _show_teams(self) -> None:
        self.fields.set_shown("teams", self.officer_mode.value() is OfficerMode.TEAMS)

    def _show_classes(self) -> None:
        """Ask for four ratios where each class has its own; the plain one is then for those without a class."""
        has_classes = self.has_classes.isChecked()
        self.fields.set_shown("class_ratios", has_classes)
        self.fields.set_label("ratio", "未分类比例" if has_classes else "抽查比例")

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit()


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
