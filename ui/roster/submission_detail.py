"""One submission: its state and days, the file with its counts, the 联合名单 it brought, and what was done with it."""

from collections.abc import Mapping, Sequence

from services.submissions.receiving import counts_words
from services.submissions.rows import SubmissionEvent, SubmissionRow
from ui.roster.submission_columns import state_chip
from ui.roster.wording import chip_line, person_words
from ui.widgets.detail_pane import DetailPane

_DIGEST_SHOWN = 16


def show_submission(pane: DetailPane, row: SubmissionRow, events: Sequence[SubmissionEvent]) -> None:
    """Fill the detail pane."""
    pane.begin(f"{row.section_name} · {row.kind.label}")
    if row.returned_reason:
        pane.add_note(f"已退回：{row.returned_reason}", tone="warn")
    pane.add_widget("状态", chip_line([state_chip(row)]))
    pane.add("截止日期", row.due_on.isoformat())
    if row.submitted_on is not None:
        late = f"（迟 {row.days_late} 天）" if row.days_late and not row.is_missing else ""
        pane.add("报送", f"{row.submitted_on.isoformat()}{late}　{row.submitted_by}".rstrip())
    if row.merged_on is not None:
        pane.add("汇总", row.merged_on.isoformat())
    if row.file_name:
        _show_file(pane, row)
    if row.remark:
        pane.add("备注", row.remark)
    if row.content:
        pane.add_section(f"联合名单（{len(row.content)}）")
        for one in row.content:
            pane.add_note(partner_words(one))
    if events:
        pane.add_section("经过")
        for event in events:
            pane.add(f"{event.at:%m-%d %H:%M}", f"{_act_of(event, row)}\n{event.who}")
    pane.end()


def partner_words(partner: Mapping[str, str]) -> str:
    """Return one line of the 联合名单."""
    person = person_words(partner.get("contact", ""), partner.get("phone", ""))
    parts = [partner.get("partner", ""), partner.get("matter", ""), person, partner.get("remark", "")]
    return "；".join(part for part in parts if part)


def _show_file(pane: DetailPane, row: SubmissionRow) -> None:
    pane.add("文件", row.file_name)
    if row.counts is None:
        pane.add("内容", "只登记文件，没有读入")
    else:
        refused = row.counts.get("refused", 0)
        pane.add("内容", counts_words(row.counts), tone="warn" if refused else "")
    pane.add("校验", f"SHA-256 {row.file_digest[:_DIGEST_SHOWN]}…").setToolTip(row.file_digest)


def _act_of(event: SubmissionEvent, row: SubmissionRow) -> str:
    return event.summary.removeprefix(f"{row.year} 年度{row.section_name}“{row.kind.label}”")
