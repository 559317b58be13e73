"""The 执法检查人员 in use, read first: whether the officer can be drawn and why not, and from whom the officer stands aside."""

from collections.abc import Callable, Sequence
from functools import partial

from services.roster.officer_rows import OfficerRow, RecusalRow
from ui.roster.officer_columns import (
    STATUS_TONES,
    drawable_chips,
    expiry_tone,
    expiry_words,
    industry_words,
)
from ui.roster.wording import chip_line, period_words
from ui.table.model import Chip
from ui.widgets.buttons import link_button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.labels import secondary


def show_officer(
    pane: DetailPane,
    row: OfficerRow,
    recusals: Sequence[RecusalRow],
    end_recusal: Callable[[RecusalRow], object],
) -> None:
    """Fill the detail pane; each 回避 in force has a link that ends it."""
    draft = row.draft
    pane.begin(row.name)
    if row.is_retired:
        pane.add_note(f"已于 {row.retired_at:%Y-%m-%d} 退出名录：{row.retired_reason}", tone="warn")
    pane.add_widget("抽取", chip_line(drawable_chips(row)))
    if row.obstacle is not None:
        pane.add("原因", row.obstacle, tone="bad")
    pane.add("执法证号", draft.certificate_number)
    pane.add("有效期至", expiry_words(row), tone=expiry_tone(row) or "")
    pane.add_widget("状态", chip_line([Chip(draft.status.label, STATUS_TONES[draft.status])]))
    pane.add("科室", draft.section_name)
    pane.add("岗位", " · ".join(part for part in (draft.post, draft.title) if part))
    pane.add("编制", "正式工作人员" if draft.is_regular else "辅助人员")
    pane.add("在组中", _seat_words(row))
    pane.add("专业行业", industry_words(row) or "不限")
    pane.add("联系电话", draft.phone)
    if draft.remark:
        pane.add("备注", draft.remark)
    _show_recusals(pane, recusals, end_recusal)
    pane.add_section("登记")
    pane.add_widget("更新", secondary(f"{row.updated_at:%Y-%m-%d %H:%M}"))
    pane.end()


def recusal_words(recusal: RecusalRow) -> str:
    """Return why the officer stands aside, and how long."""
    draft = recusal.draft
    basis = f"，依据：{draft.basis}" if draft.basis else ""
    ended = "" if recusal.is_in_force else "，已结束" if draft.ends_on else "，尚未开始"
    return f"{draft.reason}{basis}（{period_words(draft.starts_on, draft.ends_on)}{ended}）"


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
