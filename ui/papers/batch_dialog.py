"""批量文书: which 文种, for which enterprises, in which order; issue what is missing; look, print or save."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from models.vocab import PaperKind
from services.records.rows import RecordRow
from ui.papers.batch import BatchDraft, Destination, Order, in_order
from ui.papers.reason_list import ReasonList
from ui.settings_store import SettingsStore
from ui.widgets.buttons import Button, button
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary, strong

E = TypeVar("E", Order, Destination)

Obstacle = Callable[[PaperKind, RecordRow, date | None], str | None]
"""Says why a paper cannot be issued for a row, as far as the list knows; the date is the last day of the visit."""

_CONFIRM = {
    Destination.VIEW: "预览 {} 份",
    Destination.PRINT: "打印 {} 份",
    Destination.MERGED: "保存 {} 份…",
    Destination.SINGLE: "保存 {} 份…",
}
_KIND_WIDTH = 288
_CHOOSER_WIDTH = 325


@dataclass(frozen=True, slots=True)
class BatchSubject:
    """What a batch can be about: the 文种, the rows selected, all rows of their task, and the days proposed."""

    kinds: tuple[PaperKind, ...]
    rows: tuple[RecordRow, ...]
    task_rows: tuple[RecordRow, ...]
    issued_on: date
    visit_from: date
    visit_to: date


class BatchDialog(WorkDialog):
    """Asks all that in one go; what it was told last time is proposed again."""

    filling_asked = Signal(object, object)
    """Carries the 文种 and the RecordRows whose papers are to be filled in and issued."""

    def __init__(
        self, parent: QWidget | None, subject: BatchSubject, obstacle: Obstacle, settings: SettingsStore
    ) -> None:
        self._subject = subject
        self._obstacle = obstacle
        self._settings = settings
        self.kinds = {kind: QCheckBox(kind.label) for kind in subject.kinds}
        self._counts = {kind: secondary() for kind in subject.kinds}
        self.scope = QButtonGroup()
        self.only_lacking = QCheckBox()
        self.order: Chooser[Order] = Chooser([(one, one.value) for one in Order])
        self.issues = QCheckBox()
        self.issued_on = DateField(subject.issued_on)
        self.visit_from = DateField(subject.visit_from)
        self.visit_to = DateField(subject.visit_to)
        self.destination: Chooser[Destination] = Chooser([(one, one.value) for one in Destination])
        self.duplex = QCheckBox("双面打印（每份从新的一张纸开始）")
        for chooser in (self.order, self.destination):
            chooser.setFixedWidth(_CHOOSER_WIDTH)
        self._form = Form(label_width=72)
        self._visit = QWidget()
        self._left_out = ReasonList()
        content = self._lay_out()
        super().__init__(parent, "批量文书", content, size=(880, 500))
        self.scope.setParent(self)
        self.fill_button: Button = button("填写内容…", icon_name="pencil")
        self.fill_button.clicked.connect(self._fill_in)
        self.foot.insertWidget(1, self.fill_button)
        self._propose()
        self._connect()
        self._refresh()

    def choose(self, *kinds: PaperKind, destination: Destination, issues: bool = False) -> None:
        """Choose as clicks would."""
        for kind, box in self.kinds.items():
            box.setChecked(kind in kinds)
        self.destination.set_value(destination)
        self.issues.setChecked(issues)

    def fill(self, *, visit_from: date | None, visit_to: date | None, issued_on: date | None) -> None:
        """Fill in the dates."""
        self.visit_from.set_value(visit_from)
        self.visit_to.set_value(visit_to)
        self.issued_on.set_value(issued_on)

    def draft(self) -> BatchDraft:
        """Return what is chosen."""
        kinds = tuple(kind for kind, box in self.kinds.items() if box.isChecked())
        rows = self._subject.task_rows if self.scope.checkedId() == 1 else self._subject.rows
        if self.only_lacking.isChecked():
            rows = tuple(row for row in rows if any(row.paper_key(kind) is None for kind in kinds))
        issues = self.issues.isChecked() and self._destination is not Destination.BLANK
        draft = BatchDraft(
            kinds=kinds,
            rows=in_order(rows, self.order.value() or Order.DRAWN),
            destination=self._destination,
            duplex=self.duplex.isChecked() and self.duplex.isEnabled(),
            issues_missing=issues,
            issued_on=self.issued_on.value(),
            visit_from=self.visit_from.value(),
            visit_to=self.visit_to.value(),
        )
        return replace(draft, skipped=frozenset((kind, row.key) for kind, row, _ in self._skipped(draft)))

    @property
    def left_out_text(self) -> str:
        """For whom nothing is issued and why, as on screen."""
        return self._left_out.text

    @property
    def problems(self) -> dict[str, str]:
        """What stands beside the fields."""
        return {key: text for key in ("issued_on", "visit") if (text := self._form.problem(key))}

    def confirm(self) -> None:
        """Accept dates that agree with each other, and remember the choices."""
        draft = self.draft()
        problems = _problems(draft)
        self._form.show_problems(problems)
        if problems:
            return
        self._settings.set_choice("batch/order", (self.order.value() or Order.DRAWN).name)
        self._settings.set_choice("batch/duplex", "1" if self.duplex.isChecked() else "")
        if draft.destination is not Destination.BLANK:
            self._settings.set_choice("batch/destination", draft.destination.name)
        self.accept()

    # -- inside

    @property
    def _destination(self) -> Destination:
        return self.destination.value() or Destination.VIEW

    def _propose(self) -> None:
        issued = [kind for row in self._subject.rows for kind, _ in row.papers]
        last = next((kind for kind in reversed(self._subject.kinds) if kind in issued), None)
        for kind, box in self.kinds.items():
            box.setChecked(kind is (last or self._subject.kinds[0]))
        self.order.set_value(_remembered(Order, self._settings.choice("batch/order", "")))
        self.destination.set_value(_remembered(Destination, self._settings.choice("batch/destination", "")))
        self.duplex.setChecked(bool(self._settings.choice("batch/duplex", "")))

    def _connect(self) -> None:
        for box in (*self.kinds.values(), self.only_lacking, self.issues, self.duplex):
            box.toggled.connect(self._refresh)
        for chooser in (self.order, self.destination):
            chooser.currentIndexChanged.connect(self._refresh)
        for field in (self.issued_on, self.visit_from, self.visit_to):
            field.changed.connect(self._refresh)
        self.scope.idToggled.connect(self._refresh)

    def _lay_out(self) -> QWidget:
        content = QWidget()
        line = QHBoxLayout(content)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(24)
        line.addWidget(self._kinds_part(), 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(12)
        self._form.add("scope", "检查对象", self._scope_part())
        self._form.add("order", "排列次序", self.order)
        self._form.add("issues", "先制发", self.issues)
        span = QHBoxLayout(self._visit)
        span.setContentsMargins(0, 0, 0, 0)
        span.setSpacing(8)
        for part in (self.visit_from, secondary("至"), self.visit_to):
            span.addWidget(part)
        span.addStretch(1)
        self._form.add("issued_on", "发文日期", self.issued_on)
        self._form.add("visit", "检查时间", self._visit, hint="写在检查通知书上")
        self._form.add("destination", "然后", self.destination)
        self._form.add("duplex", "", self.duplex)
        right.addWidget(self._form)
        right.addWidget(self._left_out)
        right.addStretch(1)
        line.addLayout(right, 1)
        return content

    def _kinds_part(self) -> QWidget:
        part = QWidget()
        part.setFixedWidth(_KIND_WIDTH)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(strong("文种"))
        for kind, box in self.kinds.items():
            line = QHBoxLayout()
            line.addWidget(box, 1)
            line.addWidget(self._counts[kind])
            column.addLayout(line)
        return part

    def _scope_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        texts = [f"所选 {len(self._subject.rows)} 户"]
        if len(self._subject.task_rows) > len(self._subject.rows):
            texts.append(f"本任务全部 {len(self._subject.task_rows)} 户")
        for number, text in enumerate(texts):
            made = QRadioButton(text)
            self.scope.addButton(made, number)
            column.addWidget(made)
        self.scope.button(0).setChecked(True)
        column.addWidget(self.only_lacking)
        return part

    def _fill_in(self) -> None:
        draft = self.draft()
        kind = draft.kinds[0]
        self.reject()
        self.filling_asked.emit(kind, draft.missing(kind))

    def _skipped(self, draft: BatchDraft) -> list[tuple[PaperKind, RecordRow, str]]:
        visit_to = draft.visit_to if draft.issues_missing else None
        return [
            (kind, row, reason)
            for kind in draft.kinds
            for row in draft.rows
            if row.paper_key(kind) is None and (reason := self._obstacle(kind, row, visit_to)) is not None
        ]

    def _refresh(self) -> None:
        draft = self.draft()
        is_blank = draft.destination is Destination.BLANK
        self._count_kinds()
        self.only_lacking.setText("只要还缺所选文书的")
        self.issues.setText(f"把缺少的 {draft.missing_count} 份制发出来，编上文号")
        self.issues.setEnabled(draft.missing_count > 0 and not is_blank)
        is_issuing = draft.issues_missing and draft.missing_count > 0
        self.issued_on.setEnabled(is_issuing)
        self._visit.setEnabled(is_issuing and draft.announces_visit)
        self.duplex.setEnabled(draft.destination in {Destination.VIEW, Destination.PRINT, Destination.MERGED})
        self.order.setEnabled(not is_blank)
        left_out = self._skipped(draft) if draft.issues_missing else []
        self._left_out.show_rows([(row, f"{kind.label}：{reason}") for kind, row, reason in left_out])
        self.fill_button.set_reason(_filling_obstacle(draft))
        self._say_confirm(draft, is_issuing=is_issuing)

    def _count_kinds(self) -> None:
        rows = self._subject.task_rows if self.scope.checkedId() == 1 else self._subject.rows
        for kind, words in self._counts.items():
            count = sum(row.paper_key(kind) is not None for row in rows)
            words.setText(f"已制发 {count:,} / {len(rows):,}")

    def _say_confirm(self, draft: BatchDraft, *, is_issuing: bool) -> None:
        if draft.destination is Destination.BLANK:
            self.confirm_button.setText(f"打开 {len(draft.kinds)} 种空白表格")
            self.confirm_button.set_reason(None if draft.kinds else "请先勾选文种")
            return
        fresh = draft.missing_count if is_issuing else 0
        words = _CONFIRM[draft.destination].format(draft.issued_count + fresh)
        self.confirm_button.setText(f"制发 {fresh} 份并{words}" if fresh else words)
        reason = None
        if not draft.kinds:
            reason = "请先勾选文种"
        elif not draft.issued_count + fresh:
            reason = "所选对象还没有制发这些文书；勾选“先制发”，或者打印空白表格"
        self.confirm_button.set_reason(reason)


def _remembered(kind: type[E], name: str) -> E | None:
    return kind[name] if name in kind.__members__ else None


def _filling_obstacle(draft: BatchDraft) -> str | None:
    """Return why nothing can be filled in for a batch."""
    if len(draft.kinds) != 1:
        return "请只勾选一个文种，再填写它的内容"
    if draft.kinds[0] is PaperKind.NOTICE:
        return "检查通知书没有要填写的内容"
    return None if draft.missing_count else "这些检查对象都已制发，或者还不能制发"


def _problems(draft: BatchDraft) -> dict[str, str]:
    """Return field → sentence for what keeps the missing papers from being issued."""
    problems: dict[str, str] = {}
    if not draft.issues_missing or not draft.missing_count:
        return problems
    if draft.issued_on is None:
        problems["issued_on"] = "请填写发文日期，例如 2022-05-25。"
    if not draft.announces_visit:
        return problems
    if draft.visit_from is None or draft.visit_to is None:
        problems["visit"] = "请填写检查时间的开始和结束日期。"
    elif draft.visit_to < draft.visit_from:
        problems["visit"] = "检查时间的结束日期早于开始日期。"
    elif draft.issued_on is not None and draft.issued_on > draft.visit_to:
        problems["issued_on"] = "发文日期晚于检查时间的结束日期。"
    return problems
