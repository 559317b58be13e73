"""Issuing papers: to whom, with which dates, where the PDFs go, and who is left out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.vocab import PaperKind
from services.records.rows import RecordRow
from ui.messages import Messages
from ui.papers.giving_out import PURPOSE
from ui.papers.issue_report import AfterIssue
from ui.papers.reason_list import ReasonList
from ui.records.folder_field import FolderField
from ui.records.step import Sorted, Step
from ui.widgets.buttons import Button, button
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary, section_title

_CHOOSER_WIDTH = 200


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """What the dialog gives back; the dates of the visit are those of notices."""

    kind: PaperKind
    rows: tuple[RecordRow, ...]
    issued_on: date | None
    folder: Path | None
    visit_from: date | None = None
    visit_to: date | None = None
    after: AfterIssue = AfterIssue.NOTHING

    @property
    def keys(self) -> list[int]:
        """The records to issue for."""
        return [row.key for row in self.rows]


def check_issue(draft: IssueDraft) -> dict[str, str]:
    """Return field name → sentence for everything that keeps the papers from being issued."""
    problems: dict[str, str] = {}
    if draft.issued_on is None:
        problems["issued_on"] = "请填写发文日期，例如 2022-05-25。"
    if draft.kind is not PaperKind.NOTICE:
        return problems
    if draft.visit_from is None or draft.visit_to is None:
        problems["visit"] = "请填写检查时间的开始和结束日期。"
    elif draft.visit_to < draft.visit_from:
        problems["visit"] = "检查时间的结束日期早于开始日期。"
    elif draft.issued_on is not None and draft.issued_on > draft.visit_to:
        problems["issued_on"] = "发文日期晚于检查时间的结束日期。"
    return problems


def fits(draft: IssueDraft, row: RecordRow) -> bool:
    """Whether the announced visit lies within the time the task allows for this row."""
    return draft.visit_to is None or draft.visit_to <= row.due_on


class IssueDialog(WorkDialog):
    """Asks for the dates of a batch of notices or letters."""

    preview_asked = Signal(object)
    """Carries the IssueDraft whose papers are to be looked at before they are issued."""

    def __init__(
        self,
        parent: QWidget | None,
        rows: Sorted,
        defaults: IssueDraft,
        messages: Messages,
    ) -> None:
        self._sorted = rows
        self._defaults = defaults
        self._is_notice = defaults.kind is PaperKind.NOTICE
        self._visit_from = DateField(defaults.visit_from)
        self._visit_to = DateField(defaults.visit_to)
        self._issued_on = DateField(defaults.issued_on)
        self.after: Chooser[AfterIssue] = Chooser([(one, one.value) for one in AfterIssue])
        self.after.set_value(defaults.after)
        self.after.setFixedWidth(_CHOOSER_WIDTH)
        self._folder = FolderField("同时保存到", defaults.folder, messages, purpose=PURPOSE)
        self._summary = section_title()
        self._hint = secondary(
            "每户一个文号，由程序按年度顺序编号；不能打印的不占用文号，其余照常制发。"
            if self._is_notice
            else "逐户反馈：每户一份，由程序按年度顺序编号；发出后检查结果不能再改。"
        )
        self._hint.setWordWrap(True)
        self._left_out = ReasonList()
        self._form = Form()
        super().__init__(
            parent,
            Step(rows.step).value,
            self._lay_out(),
            confirm="制发",
            size=(600, 480 if self._is_notice else 420),
        )
        self.preview_button: Button = button("预览", icon_name="search")
        self.preview_button.set_hint("先看一看：没有文号，不登记")
        self.preview_button.clicked.connect(self._look)
        self.foot.insertWidget(1, self.preview_button)
        for field in (self._visit_from, self._visit_to, self._issued_on):
            field.changed.connect(self._refresh)
        self._refresh()

    def draft(self) -> IssueDraft:
        """Return what is filled in, with the rows that fit it."""
        draft = replace(
            self._defaults,
            rows=self._sorted.ready,
            issued_on=self._issued_on.value(),
            folder=self._folder.folder,
            visit_from=self._visit_from.value() if self._is_notice else None,
            visit_to=self._visit_to.value() if self._is_notice else None,
            after=self.after.value() or AfterIssue.NOTHING,
        )
        return replace(draft, rows=tuple(row for row in draft.rows if fits(draft, row)))

    def fill(self, *, visit_from: date | None, visit_to: date | None, issued_on: date | None) -> None:
        """Fill in the dates."""
        for field, day in (
            (self._visit_from, visit_from),
            (self._visit_to, visit_to),
            (self._issued_on, issued_on),
        ):
            field.set_value(day)

    @property
    def folder_field(self) -> FolderField:
        """Where the PDFs go."""
        return self._folder

    @property
    def left_out_text(self) -> str:
        """Who is left out, as on screen."""
        return self._left_out.text

    @property
    def summary(self) -> str:
        """To how many the papers go, as on screen."""
        return self._summary.text()

    @property
    def problems(self) -> Mapping[str, str]:
        """What stands beside the fields."""
        keys = ("visit", "issued_on") if self._is_notice else ("issued_on",)
        return {key: text for key in keys if (text := self._form.problem(key))}

    def confirm(self) -> None:
        """Accept dates that agree with each other."""
        if self._is_sound():
            self.accept()

    def _look(self) -> None:
        if self._is_sound():
            self.preview_asked.emit(self.draft())

    def _is_sound(self) -> bool:
        draft = self.draft()
        problems = check_issue(draft)
        self._form.show_problems(problems)
        return bool(draft.rows) and not problems

    def _lay_out(self) -> QWidget:
        if self._is_notice:
            span = QWidget()
            line = QHBoxLayout(span)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            line.addWidget(self._visit_from)
            line.addWidget(secondary("至"))
            line.addWidget(self._visit_to)
            line.addStretch(1)
            self._visit_from.setAccessibleName("检查开始日期")
            self._visit_to.setAccessibleName("检查结束日期")
            self._form.add("visit", "检查时间", span, is_required=True)
        self._form.add("issued_on", "发文日期", self._issued_on, is_required=True)
        self._form.add("after", "制发以后", self.after)
        self._form.add("folder", "PDF", self._folder)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._summary)
        layout.addWidget(self._hint)
        layout.addWidget(self._form)
        layout.addWidget(self._left_out)
        layout.addStretch(1)
        return content

    def _refresh(self) -> None:
        draft = self.draft()
        name = draft.kind.label
        self._summary.setText(f"将为 {len(draft.rows)} 户制发{name}")
        self._left_out.show_rows([*self._sorted.left_out, *self._too_late(draft)])
        self.confirm_button.setText(f"制发 {len(draft.rows)} 份")
        reason = None if draft.rows else "没有可以制发的检查对象，请看“不在其列”的原因"
        self.confirm_button.set_reason(reason)
        self.preview_button.set_reason(reason)

    def _too_late(self, draft: IssueDraft) -> Sequence[tuple[RecordRow, str]]:
        return [
            (row, f"检查时间超出检查期限 {row.due_on}") for row in self._sorted.ready if not fits(draft, row)
        ]
