"""The 执法检查人员 in use, read first: whether the officer can be drawn and why not, and from whom the officer stands aside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from services.roster.officer_rows import LeaveRow, OfficerRow, RecusalRow, SectionPeriod
from ui.roster.officer_columns import (
    STATUS_TONES,
    drawable_chips,
    expiry_tone,
    expiry_words,
    industry_words,
    second_expiry_tone,
    second_expiry_words,
)
from ui.roster.wording import chip_line, period_words
from ui.table.model import Chip
from ui.widgets.buttons import link_button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.labels import secondary


@dataclass(frozen=True, slots=True)
class OfficerBook:
    """What is kept of an officer beside the record itself."""

    recusals: Sequence[RecusalRow] = ()
    leaves: Sequence[LeaveRow] = ()
    sections: Sequence[SectionPeriod] = ()


def show_officer(
    pane: DetailPane,
    row: OfficerRow,
    book: OfficerBook,
    today: date,
    *,
    end_recusal: Callable[[RecusalRow], object],
    cancel_leave: Callable[[LeaveRow], object],
) -> None:
    """Fill the detail pane; each 回避 in force has a link that ends it, each leave to come one that takes it back."""
    draft = row.draft
    pane.begin(row.name)
    if row.is_retired:
        pane.add_note(f"已于 {row.retired_at:%Y-%m-%d} 退出名录：{row.retired_reason}", tone="warn")
    pane.add_widget("抽取", chip_line(drawable_chips(row)))
    if row.obstacle is not None:
        pane.add("原因", row.obstacle, tone="bad")
    pane.add("执法证号", draft.certificate_number)
    pane.add("有效期至", expiry_words(row), tone=expiry_tone(row) or "")
    if draft.second_certificate_number or draft.second_certificate_expires_on:
        pane.add("第二证号", draft.second_certificate_number)
        pane.add("有效期至", second_expiry_words(row), tone=second_expiry_tone(row) or "")
    pane.add_widget("状态", chip_line([Chip(draft.status.label, STATUS_TONES[draft.status])]))
    pane.add("科室", draft.section_name)
    if len(book.sections) > 1:
        pane.add("科室沿革", section_words(book.sections))
    pane.add("岗位", " · ".join(part for part in (draft.post, draft.title) if part))
    pane.add("编制", "正式工作人员" if draft.is_regular else "辅助人员")
    pane.add("在组中", _seat_words(row))
    pane.add("专业行业", industry_words(row) or "不限")
    pane.add("负责镇街", "、".join(sorted(draft.towns)) or "不分镇街")
    pane.add("联系电话", draft.phone)
    for key, value in (("单位工号", draft.staff_number), ("学历", draft.education)):
        if value:
            pane.add(key, value)
    if draft.remark:
        pane.add("备注", draft.remark)
    _show_leaves(pane, book.leaves, today, cancel_leave)
    _show_recusals(pane, book.recusals, end_recusal)
    pane.add_section("登记")
    pane.add_widget("更新", secondary(f"{row.updated_at:%Y-%m-%d %H:%M}"))
    pane.end()


def recusal_words(recusal: RecusalRow) -> str:
    """Return why the officer stands aside, and how long."""
    draft = recusal.draft
    basis = f"，依据：{draft.basis}" if draft.basis else ""
    ended = "" if recusal.is_in_force else "，已结束" if draft.ends_on else "，尚未开始"
    return f"{draft.reason}{basis}（{period_words(draft.starts_on, draft.ends_on)}{ended}）"


def section_words(periods: Sequence[SectionPeriod]) -> str:
    """Return the 科室 one after another with the days of change."""
    first, *later = periods
    moves = "，".join(f"{period.since} 起 {period.section_name or '未定'}" for period in later)
    return f"{first.section_name or '未定'}，{moves}"


def leave_words(leave: LeaveRow) -> str:
    """Return how long an officer is away, and why."""
    days = f"{leave.starts_on}" if leave.days == 1 else f"{leave.starts_on} 至 {leave.ends_on}"
    reason = f"，{leave.reason}" if leave.reason else ""
    return f"{days}，{leave.days} 天{reason}"


def _show_leaves(
    pane: DetailPane, leaves: Sequence[LeaveRow], today: date, cancel_leave: Callable[[LeaveRow], object]
) -> None:
    ahead = sum(leave.ends_on >= today for leave in leaves)
    pane.add_section(f"请假公差 {ahead} 条" if ahead else "请假公差")
    if not leaves:
        pane.add_note("没有登记。检查期限内过半天数不在岗的，不参加该次抽取。", tone="secondary")
    for leave in leaves:
        is_past = leave.ends_on < today
        tone = "secondary" if is_past else "warn" if leave.starts_on <= today else ""
        pane.add(leave.kind.label, leave_words(leave), tone=tone)
        if not is_past:
            link = link_button("撤销", hint="登记有误或没有成行；记录保留")
            link.clicked.connect(partial(cancel_leave, leave))
            pane.add_widget("", link)


def _show_recusals(
    pane: DetailPane, recusals: Sequence[RecusalRow], end_recusal: Callable[[RecusalRow], object]
) -> None:
    in_force = sum(recusal.is_in_force for recusal in recusals)
    pane.add_section(f"回避 {in_force} 户" if in_force else "回避")
    if not recusals:
        pane.add_note("没有登记回避。抽取时不会把本人派往回避的检查对象。", tone="secondary")
    for recusal in recusals:
        tone = "" if recusal.is_in_force else "secondary"
        pane.add("检查对象", recusal.enterprise_name, tone=tone)
        pane.add("原因", recusal_words(recusal), tone=tone)
        if recusal.draft.ends_on is None:
            link = link_button("结束回避…", hint=f"从某日起不再回避“{recusal.enterprise_name}”")
            link.clicked.connect(partial(end_recusal, recusal))
            pane.add_widget("", link)


def _seat_words(row: OfficerRow) -> str:
    draft = row.draft
    seats = [
        text for text, can in (("组长", draft.is_leader_qualified), ("专业人员", draft.is_expert)) if can
    ]
    return "、".join([*seats, "组员"])
