"""The right half of the record tab: one inspection, read first: who, when it must be done, what was found, its papers."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.vocab import PaperKind, RecordStage, ResultCode
from services.papers.rows import PaperRow
from services.records.rows import ClockRow, FindingRow, PublicationRow, RecordDetail, RecordRow
from ui.papers.paper_block import PaperBlock
from ui.records.columns import (
    CHANNEL_TITLES,
    OUTCOME_TONES,
    clock_tone,
    kind_chip,
    stage_chips,
    visit_text,
    visit_with_text,
)
from ui.table.model import Chip
from ui.widgets.buttons import Button, button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.labels import ChipLabel

_GOOD = frozenset({ResultCode.NO_PROBLEM, ResultCode.NO_SUCH_ACTIVITY})
_MOMENT = "%Y-%m-%d %H:%M"


class RecordDetailPane(DetailPane):
    """Shows a ``RecordDetail``; what is clicked on it goes out by signals."""

    paper_asked = Signal(object, object)
    """Carries the PaperAct and the PaperRow it is about."""
    papers_asked = Signal(object)
    """Carries the RecordRow for which another paper is to be issued."""
    result_asked = Signal(object)
    """Carries the RecordRow whose result is to be entered or changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("选中一户，这里显示它的检查、期限和文书", parent)
        self._detail: RecordDetail | None = None
        self.result_button: Button = self.add_button(button("录入检查结果", icon_name="pencil"))
        self.result_button.clicked.connect(self._ask_result)
        self.issue_button: Button = self.add_button(button("制发文书…", icon_name="file-text"))
        self.issue_button.set_hint("这次检查可以制发的各种文书")
        self.issue_button.clicked.connect(self._ask_papers)

    @property
    def record_key(self) -> int | None:
        """The record on screen."""
        return self._detail.row.key if self._detail is not None and not self.is_empty else None

    def show_record(self, detail: RecordDetail, today: date) -> None:
        """Show an inspection as it stands today."""
        self._detail = detail
        row = detail.row
        self.begin(row.enterprise_name)
        self._add_state(row)
        self._add_clocks(detail, today)
        self._add_papers(detail)
        self._add_enterprise(detail)
        self._add_visit(detail)
        self._add_findings(detail)
        self.end()
        self._show_button(row.stage)

    def _add_state(self, row: RecordRow) -> None:
        self.add_widget("状态", _chips([*stage_chips(row), kind_chip(row)]))
        if row.ended_reason:
            self.add("终止原因", row.ended_reason, tone="warn")
        self.add("任务", f"{row.task_number} {row.task_name}")
        self.add("抽取编号", f"{row.draw_code}　第 {row.position} 户")
        if row.visit_with:
            self.add("综合查一次", f"{visit_with_text(row)}，各自记录结果")

    def _add_enterprise(self, detail: RecordDetail) -> None:
        row = detail.row
        self.add_section("检查对象")
        self.add("代码", row.credit_code)
        self.add("地址", row.address)
        self.add("镇街行业", f"{row.town_name}　{row.industry}")
        self.add("法定代表", detail.legal_representative)
        self.add("联系人", "　".join(part for part in (detail.contact, detail.phone) if part))

    def _add_visit(self, detail: RecordDetail) -> None:
        row = detail.row
        self.add_section("检查人员与时间")
        for officer in row.officers:
            number = officer.certificate_number or "未填写"
            self.add(officer.seat.label, f"{officer.name}　证号 {number}")
        if row.inspected_from is not None and row.inspected_to is not None:
            self.add("开始", row.inspected_from.strftime(_MOMENT))
            self.add("结束", row.inspected_to.strftime(_MOMENT))
            self.add("结果产生", str(row.result_on or ""))
        else:
            self.add("检查日期", visit_text(row) or "尚未通知")

    def _add_clocks(self, detail: RecordDetail, today: date) -> None:
        row = detail.row
        self.add_section("期限与公示")
        if not row.clocks:
            is_open = row.stage in {RecordStage.PENDING, RecordStage.NOTIFIED}
            self.add(
                "检查期限",
                f"{row.due_on}　{_days_left(row.due_on, today)}" if is_open else str(row.due_on),
                tone="bad" if row.is_overdue else "",
            )
        lines = {line.channel: line for line in detail.publications}
        for clock in row.clocks:
            title = CHANNEL_TITLES[clock.channel]
            self.add(title, _clock_line(clock, today), tone=clock_tone(clock) or "")
            if clock.channel in lines:
                self._add_publication(lines[clock.channel])
        if any(not clock.is_certain for clock in row.clocks):
            self.add_note(
                "所涉年份的节假日安排尚未公布，期限暂按周一至周五计算，公布后可能变化。", tone="warn"
            )

    def _add_publication(self, line: PublicationRow) -> None:
        self.add("", f"{line.published_by}登记\n凭据 {line.reference or '—'}", tone="secondary")

    def _add_findings(self, detail: RecordDetail) -> None:
        row = detail.row
        self.add_section(f"检查结果（{len(detail.findings)} 项）")
        if row.outcome is None:
            self.add_note("尚未录入，没有录入的事项不视为正常。", tone="secondary")
            return
        self.add_widget("结论", ChipLabel(row.outcome.label, OUTCOME_TONES[row.outcome]))
        if detail.refusal_ground is not None:
            self.add("不配合情形", detail.refusal_ground.label, tone="bad")
        for finding in detail.findings:
            self._add_finding(finding)
        if detail.remark:
            self.add("备注", detail.remark)
        self.add("录入人", detail.entered_by)

    def _add_finding(self, finding: FindingRow) -> None:
        key = f"第 {finding.number} 项"
        if finding.result is None:
            self.add(key, f"{finding.title}：未检查", tone="warn").setToolTip(finding.content)
            return
        is_good = finding.result in _GOOD
        words = [f"{finding.title}：{finding.result.label}"]
        words += [finding.text] if finding.text else []
        words += [f"整改：{finding.measure}"] if finding.measure else []
        words += [f"整改期限：{finding.rectify_by}"] if finding.rectify_by else []
        self.add(key, "\n".join(words), tone="" if is_good else "bad").setToolTip(finding.content)

    def _add_papers(self, detail: RecordDetail) -> None:
        self.add_section("文书")
        if not detail.papers:
            self.add_note("尚未制发。", tone="secondary")
        for paper in detail.papers:
            block = PaperBlock(paper, self._void_obstacle(paper, detail.row.stage))
            block.asked.connect(self.paper_asked)
            self._add_across(block)

    def _void_obstacle(self, paper: PaperRow, stage: RecordStage) -> str | None:
        is_over = paper.kind is PaperKind.NOTICE and stage is not RecordStage.NOTIFIED
        return "检查已录入结果或已终止，通知书不能再作废" if is_over else None

    def _add_across(self, block: QWidget) -> None:
        """Add a widget as wide as the pane."""
        self._grid.addWidget(block, self._grid.rowCount(), 0, 1, 2)

    def _show_button(self, stage: RecordStage) -> None:
        can_change = stage is RecordStage.INSPECTED
        self.result_button.setText("修改检查结果" if can_change else "录入检查结果")
        self.result_button.setVisible(stage in {RecordStage.NOTIFIED, RecordStage.INSPECTED})

    def _ask_papers(self) -> None:
        if self._detail is not None:
            self.papers_asked.emit(self._detail.row)

    def _ask_result(self) -> None:
        if self._detail is not None:
            self.result_asked.emit(self._detail.row)


def _clock_line(clock: ClockRow, today: date) -> str:
    if clock.done_on is not None:
        late = f"，晚于 {clock.due_on}" if clock.is_overdue else ""
        return f"{clock.done_on} 已办{late}"
    return f"{clock.due_on}　{_days_left(clock.due_on, today)}"


def _days_left(due_on: date, today: date) -> str:
    days = (due_on - today).days
    if days < 0:
        return f"逾期 {-days} 天"
    return f"还剩 {days} 天" if days else "今日到期"


def _chips(chips: list[Chip]) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    for chip in chips:
        line.addWidget(ChipLabel(chip.text, chip.tone))
    return holder
