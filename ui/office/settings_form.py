"""The settings in pages, each with its default beside it; the open questions of the rules say that they are open."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.rules.numbering import office_words, paper_number
from models.vocab import FormSet, PaperKind
from services.office.rows import OfficeSettings
from ui.office.kind_tables import KindTable, SetsTable, WordsTable
from ui.office.setting_input import SettingInput
from ui.office.settings_fields import GROUPS, OPERATOR, SETS, WORDS, Setting, SettingGroup
from ui.theme import set_look
from ui.widgets.buttons import SegmentBar, button, link_button
from ui.widgets.form import Form
from ui.widgets.labels import secondary, value_label

TABLES_TITLE = "基础表"
TABLES = {
    "科室": "增加、改名、并入、排序、停用；旧名称留作曾用名称，旧表照样认得。",
    "镇街": "抽取分层用的 13 个镇街和开发区；地址用词决定怎样从地址认出镇街。",
    "行业对照": "国民经济行业代码对应的工贸行业；可以恢复内置对照。",
    "签名图": "经本人同意留存的签名，制发文书时可选定放到签名处。",
    "文书文字": "各种文书的固定文字，边改边看样张；每次保存留一个版本，已制发的文书不变。",
}
_LABEL_WIDTH = 136
_SAMPLE_YEAR = 2022


class SettingsForm(QWidget):
    """Shows the settings and the operator, and gives both back. No database in it.

    The last page leads to the lists of the office, which are stored on their own; ``table_requested`` carries the title of one.
    """

    table_requested = Signal(str)

    def __init__(
        self,
        settings: OfficeSettings,
        defaults: OfficeSettings,
        operator: str,
        form_sets: Mapping[PaperKind, Sequence[FormSet]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = WordsTable()
        self.sets = SetsTable(form_sets)
        self._settings = settings
        self._defaults = defaults
        self._inputs: dict[str, SettingInput] = {}
        self._pages: dict[str, int] = {}
        self._forms: list[Form] = []
        self._samples: list[str] = []
        self._numbers = value_label()
        self._numbers.setContentsMargins(0, 6, 0, 0)
        self.bar = SegmentBar([*(group.title for group in GROUPS), TABLES_TITLE])
        self._stack = QStackedWidget()
        for place, group in enumerate(GROUPS):
            self._stack.addWidget(self._page_of(place, group))
        self._stack.addWidget(self._page_of_tables())
        self.bar.changed.connect(self._stack.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._stack, 1)
        for field in fields(settings):
            self._inputs[field.name].set_value(getattr(settings, field.name))
        self._inputs["operator"].set_value(operator)
        for key in ("number_prefix", "notice_word", "letter_prefix", "series_words"):
            self._inputs[key].changed.connect(self._show_numbers)
        self._show_numbers()

    def settings(self) -> OfficeSettings:
        """Return the settings as they stand in the fields."""
        return replace(
            self._settings,
            **{field.name: self._inputs[field.name].value() for field in fields(self._settings)},
        )

    def operator(self) -> str:
        """Return the operator's name."""
        return self._inputs["operator"].value()

    def input(self, key: str) -> SettingInput:
        """Return the field of a setting."""
        return self._inputs[key]

    def problem(self, key: str) -> str:
        """Return the problem beside a setting."""
        return self._forms[self._pages[key]].problem(key)

    @property
    def number_samples(self) -> str:
        """How the numbers of the papers will look, one of each 文种."""
        return "　".join([self._numbers.text(), *self._samples])

    def go_to(self, key: str) -> None:
        """Turn to the page of a setting and put the cursor there."""
        self.bar.set_current(self._pages[key])
        self._inputs[key].setFocus()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put each problem beside its field and turn to the page of the first."""
        for form in self._forms:
            form.show_problems(problems)
        for key, field in self._inputs.items():
            field.mark(key in problems)
        first = next((key for key in self._inputs if key in problems), None)
        if first is not None:
            self.go_to(first)

    def _page_of(self, place: int, group: SettingGroup) -> QWidget:
        form = Form(label_width=_LABEL_WIDTH)
        self._forms.append(form)
        if place == 0:
            self._add(form, place, OPERATOR, None)
        for setting in group.settings:
            self._add(form, place, setting, getattr(self._defaults, setting.key))
            if setting.key == "letter_prefix":
                form.add("numbers", "文号示例", self._numbers)
        holder = QWidget()
        set_look(holder, "clear")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 4, 12, 4)
        inside.setSpacing(12)
        inside.addWidget(form)
        if place == len(GROUPS) - 1:
            self._add_index(inside)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        return area

    def _page_of_tables(self) -> QWidget:
        page = QWidget()
        set_look(page, "clear")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 4, 12, 4)
        layout.setSpacing(6)
        layout.addWidget(secondary("名录、计划、导入和文书都用这几张表；打开后逐项改，每项改动立即保存。"))
        for title, words in TABLES.items():
            open_button = button(f"{title}…")
            open_button.clicked.connect(partial(self.table_requested.emit, title))
            open_button.setMinimumWidth(108)
            explained = secondary(words)
            explained.setWordWrap(True)
            line = QHBoxLayout()
            line.setSpacing(16)
            line.setContentsMargins(0, 8, 0, 0)
            line.addWidget(open_button)
            line.addWidget(explained, 1)
            layout.addLayout(line)
        layout.addStretch(1)
        return page

    def _add(self, form: Form, place: int, setting: Setting, default: object) -> None:
        tables: dict[str, KindTable] = {WORDS: self.words, SETS: self.sets}
        field = SettingInput(setting, default, control=tables.get(setting.table))
        mark = f"待定事项 {setting.question}：" if setting.question is not None else ""
        form.add(
            setting.key,
            setting.label,
            field,
            is_required=setting.is_required,
            hint=mark + setting.explanation,
        )
        self._inputs[setting.key] = field
        self._pages[setting.key] = place

    def _add_index(self, layout: QVBoxLayout) -> None:
        """Say where the open questions stand that belong to the subject of another page."""
        others: dict[int, tuple[Setting, str]] = {}
        for group in GROUPS[:-1]:
            for setting in group.settings:
                if setting.question is not None:
                    others.setdefault(setting.question, (setting, group.title))
        layout.addWidget(secondary("其余待定事项在各自的页中："))
        links = QGridLayout()
        links.setSpacing(0)
        links.setColumnStretch(2, 1)
        for place, (question, (setting, title)) in enumerate(sorted(others.items())):
            link = link_button(f"{question}　{setting.label}（{title}）")
            link.clicked.connect(partial(self.go_to, setting.key))
            links.addWidget(link, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(links)

    def _show_numbers(self) -> None:
        prefix, letter_prefix, notice_word, series_words = (
            self._inputs[name].value()
            for name in ("number_prefix", "letter_prefix", "notice_word", "series_words")
        )
        words = office_words(prefix, letter_prefix, notice_word, series_words)
        own = [paper_number(kind, _SAMPLE_YEAR, 1, words) for kind in (PaperKind.NOTICE, PaperKind.FEEDBACK)]
        self._numbers.setText("　".join(own))
        self._samples = self.words.show_numbers(words)
