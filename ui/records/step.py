"""What the selected inspections wait for: notice, result, letter, publication; and why a row cannot take a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from models.vocab import PaperKind, PublicationChannel, RecordStage
from services.records.rows import RecordRow

_PAST = {
    RecordStage.PENDING: "还没有发检查通知书",
    RecordStage.NOTIFIED: "还没有检查结果",
    RecordStage.INSPECTED: "已录入结果，待发反馈函",
    RecordStage.FED_BACK: "已发反馈函",
    RecordStage.ENDED: "检查已终止",
}


class Step(Enum):
    """A step of the tab; the value is its button while nobody is ready for it."""

    NOTICE = "制发检查通知书"
    RESULT = "录入检查结果"
    LETTER = "制发反馈函"
    PUBLICATION = "登记公示"

    def words(self, count: int) -> str:
        """Say what the button does and to how many."""
        if count == 0 or (self is Step.RESULT and count == 1):
            return self.value
        if self is Step.RESULT:
            return f"逐户录入 {count} 户检查结果"
        if self is Step.PUBLICATION:
            return f"登记公示 {count} 户"
        return f"为 {count} 户{self.value}"


_STAGES = {
    Step.NOTICE: RecordStage.PENDING,
    Step.RESULT: RecordStage.NOTIFIED,
    Step.LETTER: RecordStage.INSPECTED,
}


STEP_PAPERS = {Step.NOTICE: PaperKind.NOTICE, Step.LETTER: PaperKind.FEEDBACK}
"""The steps that issue a paper."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The selected rows as one step sees them."""

    step: Step
    ready: tuple[RecordRow, ...]
    left_out: tuple[tuple[RecordRow, str], ...]  # with the reason

    @property
    def reason(self) -> str | None:
        """Why the step cannot be taken, None when it can."""
        if self.ready:
            return None
        if not self.left_out:
            return "请先在列表中选择检查对象"
        return f"所选对象不能{self.step.value}：{self.left_out[0][1]}"


def sort_out(step: Step, rows: Sequence[RecordRow]) -> Sorted:
    """Tell the rows that are ready for a step from those that are not."""
    reasons = [(row, _obstacle(step, row)) for row in rows]
    return Sorted(
        step,
        tuple(row for row, reason in reasons if reason is None),
        tuple((row, reason) for row, reason in reasons if reason is not None),
    )


def obstacle_of(kind: PaperKind, row: RecordRow, visit_to: date | None) -> str | None:
    """Return why a paper cannot be issued for a row as far as the list knows; else the desk of papers says it."""
    step = next((step for step, paper in STEP_PAPERS.items() if paper is kind), None)
    if step is None:
        return None
    if step is Step.NOTICE and visit_to is not None and visit_to > row.due_on:
        return _obstacle(step, row) or f"检查时间超出检查期限 {row.due_on}"
    return _obstacle(step, row)


def next_step(rows: Sequence[RecordRow]) -> Step:
    """Return the earliest step that any of the rows waits for; the last one when nothing is left to do."""
    waiting = next((step for step in Step if sort_out(step, rows).ready), None)
    return waiting or (Step.PUBLICATION if any(row.clocks for row in rows) else Step.NOTICE)


def open_channels(row: RecordRow) -> tuple[PublicationChannel, ...]:
    """Return the channels on which the result still has to be published, the most urgent first."""
    waiting = sorted((clock for clock in row.clocks if clock.done_on is None), key=lambda clock: clock.due_on)
    return tuple(clock.channel for clock in waiting)


def _obstacle(step: Step, row: RecordRow) -> str | None:
    if step is Step.PUBLICATION:
        return _publication_obstacle(row)
    if row.stage is _STAGES[step]:
        return None
    if step is Step.NOTICE and row.notice_number:
        return "已发检查通知书"
    return _PAST[row.stage]


def _publication_obstacle(row: RecordRow) -> str | None:
    if row.stage is RecordStage.ENDED or not row.clocks:
        return _PAST[row.stage]
    return None if open_channels(row) else "三个渠道均已登记公示"
