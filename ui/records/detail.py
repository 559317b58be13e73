"""The right half of the record tab: one inspection, read first: who, when it must be done, what was found, its papers."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.vocab import PaperKind, RecordStage, ResultCode
from services.records.rows import ClockRow, FindingRow, PaperRow, PublicationRow, RecordDetail, RecordRow
from ui.records.columns import CHANNEL_TITLES, KIND_CHIPS, OUTCOME_TONES, clock_tone, stage_chips, visit_text
from ui.table.model import Chip
from ui.theme import set_look
from ui.widgets.buttons import Button, button, link_button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.labels import ChipLabel, secondary, toned, value_label

_GOOD = frozenset({ResultCode.NO_PROBLEM, ResultCode.NO_SUCH_ACTIVITY})
_MOMENT = "%Y-%m-%d %H:%M"


class RecordDetailPane(DetailPane):
    """Shows a ``RecordDetail``; what is clicked on it goes out by signals."""

    paper_opened = Signal(object)
    """Carries the PaperRow to be looked at or printed."""
    paper_voided = Signal(object)
    """Carries the PaperRow to be voided."""
    result_asked = Signal(object)
    """Carries the RecordRow whose result is to be entered or changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("选中一户，这里显示它的检查、期限和文书", parent)
        self._detail: RecordDetail | None = None
        self.result_button: Button = self.add_button(button("录入检查结果", icon_name="pencil"))
        self.result_button.clicked.connect(self._ask_result)

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
        self._add_enterprise(detail)
        self._add_visit(detail)
        self._add_clocks(row, today)
        self._add_findings(detail)
        self._add_papers(detail.papers)
        self._add_publications(detail.publications)
        self.end()
        self._show_button(row.stage)

    def _add_state(self, row: RecordRow) -> None:
        self.add_widget("状态", _chips([*stage_chips(row), KIND_CHIPS[row.kind]]))
        if row.ended_reason:
            self.add("终止原因", row.ended_reason, tone="warn")
        self.add("任务", f"{row.task_number} {row.task_name}")
        self.add("抽取编号", f"{row.draw_code}　第 {row.position} 户")

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

    def _add_clocks(self, row: RecordRow, today: date) -> None:
        self.add_section("期限")
        if not row.clocks:
            is_open = row.stage in {RecordStage.PENDING, RecordStage.NOTIFIED}
            self.add(
                "检查期限",
                f"{row.due_on}　{_days_left(row.due_on, today)}" if is_open else str(row.due_on),
                tone="bad" if row.is_overdue else "",
            )
        for clock in row.clocks:
            self.add(CHANNEL_TITLES[clock.channel], _clock_line(clock, today), tone=clock_tone(clock) or "")
        if any(not clock.is_certain for clock in row.clocks):
            self.add_note(
                "所涉年份的节假日安排尚未公布，期限暂按周一至周五计算，公布后可能变化。", tone="warn"
            )

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
        block = QWidget()
        lines = QVBoxLayout(block)
        lines.setContentsMargins(0, 0, 0, 4)
        lines.setSpacing(2)
        title = value_label(finding.title)
        title.setToolTip(finding.content)
        lines.addWidget(title)
        if finding.result is not None:
            result = toned(finding.result.label, "ok" if finding.result in _GOOD else "bad")
            result.setWordWrap(True)
            lines.addWidget(result)
        for words in (finding.text, f"整改：{finding.measure}" if finding.measure else ""):
            if words:
                lines.addWidget(value_label(words))
        if finding.rectify_by is not None:
            lines.addWidget(value_label(f"整改期限 {finding.rectify_by}"))
        self.add_wide(f"第 {finding.number} 项", block)

    def _add_papers(self, papers: tuple[PaperRow, ...]) -> None:
        self.add_section("文书")
        if not papers:
            self.add_note("尚未制发。", tone="secondary")
        for paper in papers:
            self.add_wide("通知书" if paper.kind is PaperKind.NOTICE else "反馈函", self._paper_block(paper))

    def _paper_block(self, paper: PaperRow) -> QWidget:
        block = QWidget()
        lines = QVBoxLayout(block)
        lines.setContentsMargins(0, 0, 0, 4)
        lines.setSpacing(0)
        number = value_label(paper.number)
        about = value_label(f"{paper.issued_on}　{paper.issued_by}制发")
        set_look(about, "secondary")
        lines.addWidget(number)
        lines.addWidget(about)
        if paper.is_voided:
            note = toned(f"已作废：{paper.void_reason}", "bad")
            note.setWordWrap(True)
            lines.addWidget(note)
        look = link_button("预览 / 打印", icon_name="printer", hint="用系统的 PDF 阅读器打开，可在其中打印")
        look.clicked.connect(partial(self.paper_opened.emit, paper))
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(look)
        if not paper.is_voided:
            void = link_button("作废…", hint="文号保留在登记簿中并注明理由，检查退回上一步")
            void.clicked.connect(partial(self.paper_voided.emit, paper))
            buttons.addWidget(void)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        return block

    def _add_publications(self, publications: tuple[PublicationRow, ...]) -> None:
        self.add_section("公示")
        if not publications:
            self.add_note("尚未登记。", tone="secondary")
        for line in publications:
            self.add(
                CHANNEL_TITLES[line.channel],
                f"{line.published_on}　{line.published_by}\n凭据 {line.reference or '—'}",
            )

    def add_wide(self, key: str, block: QWidget) -> None:
        """Add a line whose value is a widget as wide as the pane."""
        row = self._grid.rowCount()
        self._grid.addWidget(secondary(key), row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(block, row, 1)

    def _show_button(self, stage: RecordStage) -> None:
        can_change = stage is RecordStage.INSPECTED
        self.result_button.setText("修改检查结果" if can_change else "录入检查结果")
        self.result_button.setVisible(stage in {RecordStage.NOTIFIED, RecordStage.INSPECTED})

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
