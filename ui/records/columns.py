"""The columns of the record tab: who, how far, until when; then papers and the three publication clocks."""

from datetime import date

from models.vocab import DrawOrigin, EntryKind, PublicationChannel, RecordOutcome, RecordStage
from services.records.rows import ClockRow, RecordRow
from ui.table.model import RIGHT, Chip, Column

STAGE_TONES = {
    RecordStage.PENDING: "neutral",
    RecordStage.NOTIFIED: "info",
    RecordStage.INSPECTED: "warn",
    RecordStage.FED_BACK: "ok",
    RecordStage.ENDED: "neutral",
}
OUTCOME_TONES = {
    RecordOutcome.NORMAL: "ok",
    RecordOutcome.PROBLEM: "warn",
    RecordOutcome.PENDING_ACTION: "violet",
    RecordOutcome.REFUSED: "bad",
}
CHANNEL_TITLES = {
    PublicationChannel.PLATFORM: "平台录入",
    PublicationChannel.CREDIT_SYSTEM: "信用公示",
    PublicationChannel.PORTAL: "门户公开",
}
STICKY = (0, 3)
"""The columns that stay in sight: the check box and 检查对象, counted with the check box."""
UNCERTAIN = "＊"
"""Stands behind a date that was counted through a year whose holidays are not announced yet."""


def kind_chip(row: RecordRow) -> Chip:
    """Return 抽中, 必查 or 平台抽取."""
    if row.origin is DrawOrigin.PLATFORM:
        return Chip(row.kind_label, "teal")
    return Chip(row.kind_label, "bad" if row.kind is EntryKind.COMPULSORY else "info")


def stage_chips(row: RecordRow) -> list[Chip]:
    """Return how far the inspection has come, and 逾期 in red where something was missed."""
    chips = [Chip(row.stage.label, STAGE_TONES[row.stage])]
    return [*chips, Chip("逾期", "bad")] if row.is_overdue else chips


def is_uncertain(row: RecordRow) -> bool:
    """Whether a date of the row rests on holidays that are not announced yet."""
    return any(not clock.is_certain for clock in row.clocks)


def visit_text(row: RecordRow) -> str:
    """Return the days of the visit, or those the notice announces."""
    if row.inspected_from is not None and row.inspected_to is not None:
        first, last = row.inspected_from.date(), row.inspected_to.date()
        return str(first) if first == last else f"{first} 至 {last:%m-%d}"
    if row.visit_from is None or row.visit_to is None or not row.notice_number:
        return ""
    return f"拟 {row.visit_from} 至 {row.visit_to:%m-%d}"


def clock_text(clock: ClockRow) -> str:
    """Return the day a clock was met, or the day it runs out."""
    mark = "" if clock.is_certain else UNCERTAIN
    if clock.done_on is not None:
        return f"{clock.done_on} {'迟办' if clock.is_overdue else '已办'}"
    return f"{clock.due_on}{mark} {'逾期' if clock.is_overdue else '前'}"


def clock_tone(clock: ClockRow) -> str | None:
    """Return the colour of a clock: met, met late, missed; None while it runs."""
    if clock.done_on is not None:
        return "warn" if clock.is_overdue else "ok"
    return "bad" if clock.is_overdue else None


def _due_text(row: RecordRow) -> str:
    if row.next_due_on is None or row.stage is RecordStage.ENDED:
        return ""
    mark = UNCERTAIN if is_uncertain(row) else ""
    return f"{row.next_due_on}{mark} 逾期" if row.is_overdue else f"{row.next_due_on}{mark}"


def _due_day(row: RecordRow) -> date | None:
    return None if row.stage is RecordStage.ENDED else row.next_due_on


def visit_with_text(row: RecordRow) -> str:
    """Return 与 2022-01-1 合并检查, "" for a visit of its own."""
    return f"与 {row.visit_with} 合并检查" if row.visit_with else ""


def _clock_column(channel: PublicationChannel) -> Column[RecordRow]:
    def text(row: RecordRow) -> str:
        clock = row.clock(channel)
        return clock_text(clock) if clock is not None else ""

    def tone(row: RecordRow) -> str | None:
        clock = row.clock(channel)
        return clock_tone(clock) if clock is not None else None

    def day(row: RecordRow) -> date | None:
        clock = row.clock(channel)
        return None if clock is None else clock.done_on or clock.due_on

    return Column(CHANNEL_TITLES[channel], text, day, width=132, tone=tone, is_searched=False)


def _number_key(number: str) -> tuple[str, int] | None:
    """Sort 〔2022〕10号 behind 〔2022〕9号."""
    if not number:
        return None
    series, _, serial = number.rpartition("〕")
    digits = serial.rstrip("号")
    return series, int(digits) if digits.isdecimal() else 0


COLUMNS: tuple[Column[RecordRow], ...] = (
    Column(
        "任务",
        lambda row: str(row.task_number),
        lambda row: (row.task_number, row.draw_code, row.position),
        width=46,
        align=RIGHT,
        is_searched=False,
    ),
    Column(
        "序",
        lambda row: str(row.position),
        lambda row: row.position,
        width=40,
        align=RIGHT,
        is_searched=False,
    ),
    Column("检查对象", lambda row: row.enterprise_name, width=212),
    Column(
        "状态",
        lambda row: "、".join(chip.text for chip in stage_chips(row)),
        lambda row: (list(RecordStage).index(row.stage), not row.is_overdue),
        width=116,
        chips=stage_chips,
        is_searched=False,
    ),
    Column(
        "最迟日期",
        _due_text,
        _due_day,
        width=116,
        tone=lambda row: "bad" if row.is_overdue else None,
        is_searched=False,
    ),
    Column("检查人员", lambda row: row.officer_names, width=116),
    Column("镇街", lambda row: row.town_name, width=88),
    Column(
        "类别",
        lambda row: row.kind_label,
        lambda row: row.kind is not EntryKind.COMPULSORY,
        width=62,
        chips=lambda row: [kind_chip(row)],
        is_searched=False,
    ),
    Column(
        "结果",
        lambda row: row.outcome.label if row.outcome is not None else "",
        lambda row: list(RecordOutcome).index(row.outcome) if row.outcome is not None else None,
        width=88,
        tone=lambda row: OUTCOME_TONES[row.outcome] if row.outcome is not None else None,
        is_searched=False,
    ),
    Column(
        "检查日期",
        visit_text,
        lambda row: row.inspected_from.date() if row.inspected_from is not None else row.visit_from,
        width=164,
        tone=lambda row: "secondary" if row.inspected_from is None else None,
        is_searched=False,
    ),
    Column(
        "通知书文号", lambda row: row.notice_number, lambda row: _number_key(row.notice_number), width=192
    ),
    Column(
        "反馈函文号", lambda row: row.letter_number, lambda row: _number_key(row.letter_number), width=160
    ),
    *(_clock_column(channel) for channel in PublicationChannel),
    Column("任务名称", lambda row: row.task_name, width=240),
    Column("抽取编号", lambda row: row.draw_code, width=104),
    Column("合并检查", visit_with_text, width=152),
    Column("统一社会信用代码", lambda row: row.credit_code, width=168),
)
