"""The result of one inspection: when, what was found on each item, and the ground where an enterprise refused.

No result is chosen beforehand: an item nobody looked at must not read 未发现问题.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.vocab import RefusalGround, ResultCode
from services.records.rows import RecordDetail, ResultDraft
from ui.records.finding_editor import FindingEditor
from ui.theme import roles
from ui.widgets.buttons import button
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.growing_text import GrowingText
from ui.widgets.labels import card, secondary, section_title, toned
from ui.widgets.moment_field import MomentField

_FINDING = "finding:"


class ResultForm(QWidget):
    """Shows a detail's result and gives a ``ResultDraft`` back; ``show_problems`` puts each problem beside its field."""

    changed = Signal()

    def __init__(self, detail: RecordDetail, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = detail.row
        self.starts = MomentField("检查开始", row.inspected_from)
        self.ends = MomentField("检查结束", row.inspected_to)
        self.result_on = DateField(row.result_on)
        self.result_on.setAccessibleName("检查结果产生日期")
        self.editors = [FindingEditor(item, self) for item in detail.findings]
        self.ground: Chooser[RefusalGround] = Chooser(
            [(ground, ground.label) for ground in RefusalGround], none_text="请选择"
        )
        self.ground.set_value(detail.refusal_ground)
        self.remark = GrowingText(most_lines=8, name="备注")
        self.remark.setText(detail.remark)
        self.rest_button = button("其余未发现问题", icon_name="list-checks")
        self.rest_button.clicked.connect(self.fill_rest)
        self._count = section_title()
        self._problems = {key: _problem_label() for key in ("inspected_to", "result_on", "refusal_ground")}
        self._ground_card = self._lay_out_ground()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._lay_out_times())
        layout.addLayout(self._lay_out_bar())
        layout.addLayout(self._lay_out_items())
        layout.addWidget(self._ground_card)
        layout.addLayout(self._lay_out_remark())
        layout.addStretch(1)
        self._connect()
        self._refresh()

    def draft(self) -> ResultDraft:
        """Return what is filled in."""
        return ResultDraft(
            inspected_from=self.starts.value(),
            inspected_to=self.ends.value(),
            result_on=self.result_on.value(),
            findings={editor.item.item_key: editor.finding() for editor in self.editors},
            refusal_ground=self.ground.value() if self._is_refused() else None,
            remark=self.remark.text(),
        )

    @property
    def typed(self) -> tuple[object, ...]:
        """Everything that stands in the fields, to see whether anything was touched."""
        times = (*self.starts.typed, *self.ends.typed, self.result_on.text())
        findings = tuple(editor.typed for editor in self.editors)
        return (*times, findings, self.ground.value(), self.remark.toPlainText())

    def own_problems(self) -> dict[str, str]:
        """Return what is wrong with the typing itself, by field name."""
        problems = {f"{_FINDING}{editor.item.item_key}": editor.own_problem for editor in self.editors}
        problems["inspected_to"] = self.starts.problem or self.ends.problem
        if not self.result_on.is_valid:
            problems["result_on"] = "日期应为年-月-日，例如 2022-06-08。"
        return {key: text for key, text in problems.items() if text}

    def fill_rest(self) -> None:
        """其余未发现问题: choose 1 for the items nothing was chosen for, and for no others."""
        for editor in self.editors:
            if editor.result.value() is None:
                editor.result.set_value(ResultCode.NO_PROBLEM)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show these problems and no others; go to the first field that has one."""
        fields: dict[str, QWidget] = {"inspected_to": self.ends, "result_on": self.result_on}
        for key, label in self._problems.items():
            label.setText(problems.get(key, ""))
            label.setVisible(bool(label.text()))
        for editor in self.editors:
            key = f"{_FINDING}{editor.item.item_key}"
            editor.show_problem(problems.get(key, ""))
            fields[key] = editor.result
        fields["refusal_ground"] = self.ground
        first = next((field for key, field in fields.items() if key in problems), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self, key: str) -> str:
        """Return the problem that stands beside a field, ``finding:KEY`` for an item."""
        if key in self._problems:
            return self._problems[key].text()
        return next(editor.problem for editor in self.editors if key == f"{_FINDING}{editor.item.item_key}")

    def _connect(self) -> None:
        self.starts.changed.connect(self._follow_start)
        self.ends.changed.connect(self._follow_end)
        for editor in self.editors:
            editor.changed.connect(self._refresh)

    def _follow_start(self) -> None:
        """Most inspections end on the day they begin."""
        if not self.ends.day.text():
            self.ends.day.set_value(self.starts.day.value())

    def _follow_end(self) -> None:
        """Most results are known on the day the inspection ends."""
        if not self.result_on.text():
            self.result_on.set_value(self.ends.day.value())

    def _is_refused(self) -> bool:
        return any(editor.result.value() is ResultCode.REFUSED for editor in self.editors)

    def _refresh(self) -> None:
        empty = sum(editor.result.value() is None for editor in self.editors)
        total = len(self.editors)
        self._count.setText(f"检查事项 {total} 项，已选结果 {total - empty} 项")
        which = "全部" if empty == total else "其余"
        self.rest_button.setText(f"{which} {empty} 项未发现问题" if empty else "其余未发现问题")
        self.rest_button.set_reason(None if empty else "每一项都已选择检查结果")
        self._ground_card.setVisible(self._is_refused())
        self.changed.emit()

    def _lay_out_times(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(3, 1)
        fields = (
            ("检查开始时间", self.starts, None),
            ("检查结束时间", self.ends, "inspected_to"),
            ("检查结果产生日期", self.result_on, "result_on"),
        )
        for column, (words, field, key) in enumerate(fields):
            label = _required(words)
            label.setBuddy(field)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column, Qt.AlignmentFlag.AlignLeft)
            if key is not None:
                grid.addWidget(self._problems[key], 2, column)
        return grid

    def _lay_out_bar(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 0, 0)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self.rest_button)
        return line

    def _lay_out_items(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 3)
        grid.setColumnStretch(3, 2)
        heads = ("抽查事项", "检查结果", "发现的情况", "整改要求（文号）", "整改期限")
        for column, words in enumerate(heads):
            grid.addWidget(secondary(words), 0, column)
        for number, editor in enumerate(self.editors):
            editor.put_into(grid, 1 + 2 * number)
        return grid

    def _lay_out_ground(self) -> QWidget:
        panel = card()
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        label = _required("不配合检查的情形（细则第二十一条）")
        label.setBuddy(self.ground)
        layout.addWidget(label)
        layout.addWidget(self.ground)
        layout.addWidget(self._problems["refusal_ground"])
        return panel

    def _lay_out_remark(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        label = QLabel("备注")
        label.setBuddy(self.remark)
        column.addWidget(label)
        column.addWidget(self.remark)
        return column


def _required(words: str) -> QLabel:
    label = QLabel(f"{words}<span style='color:{roles().bad}'> *</span>")
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


def _problem_label() -> QLabel:
    label = toned("", "bad")
    label.setWordWrap(True)
    label.setMaximumWidth(260)
    label.hide()
    return label
