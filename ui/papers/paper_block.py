"""One issued paper in the detail of an inspection: what it is, how it stands, and what can be done with it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from services.papers.rows import PaperRow
from ui.papers.paper_acts import PaperAct, act_obstacle
from ui.theme import set_look
from ui.widgets.buttons import Button, link_button
from ui.widgets.labels import ChipLabel, strong, toned, value_label

_LINKS = (PaperAct.LOOK, PaperAct.REPRINT, PaperAct.VOID)
_MENU = (PaperAct.SAVE, PaperAct.WORD, PaperAct.RECEIVED, PaperAct.SCANS, PaperAct.LOG)
_HINTS = {
    PaperAct.LOOK: "看这份文书，也可以在预览中打印",
    PaperAct.REPRINT: "直接打印；打印过的会注明补打第几次",
    PaperAct.VOID: "文号保留在登记簿中并注明理由",
}
_LINK_FRAME = 6


class PaperBlock(QWidget):
    """A paper of an inspection; ``void_obstacle`` says why it cannot be voided where the list knows."""

    asked = Signal(object, object)
    """Carries the PaperAct and the PaperRow."""

    def __init__(
        self, paper: PaperRow, void_obstacle: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._paper = paper
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 4)
        lines.setSpacing(1)
        lines.addLayout(self._head())
        if paper.number:
            lines.addWidget(value_label(paper.number))
        about = value_label(f"{paper.issued_on}　{paper.issued_by}制发{_uses(paper)}")
        set_look(about, "secondary")
        lines.addWidget(about)
        if paper.is_voided:
            note = toned(f"已作废：{paper.void_reason}", "bad")
            note.setWordWrap(True)
            lines.addWidget(note)
        elif paper.received_on is not None:
            lines.addWidget(value_label(f"{paper.received_on}　{paper.received_by or '已'}签收"))
        lines.addLayout(self._links(void_obstacle))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(strong(self._paper.kind.label))
        if self._paper.is_voided:
            head.addWidget(ChipLabel("作废", "bad"))
        elif self._paper.is_unreceived:
            head.addWidget(ChipLabel("未签收", "neutral"))
        if self._paper.scans:
            head.addWidget(ChipLabel(f"扫描件 {self._paper.scans}", "teal"))
        head.addStretch(1)
        return head

    def _links(self, void_obstacle: str | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for act in _LINKS:
            if self._paper.is_voided and act is not PaperAct.LOOK:
                continue
            made = link_button(act.value, hint=_HINTS[act])
            made.clicked.connect(partial(self.asked.emit, act, self._paper))
            if act is PaperAct.VOID:
                made.set_reason(void_obstacle)
            row.addWidget(_flush(made))
        row.addWidget(self._more())
        row.addStretch(1)
        return row

    def _more(self) -> Button:
        more = _flush(link_button("更多…", hint="存为 PDF 或 Word、登记签收、扫描件、打印记录"))
        menu = QMenu(more)
        menu.setToolTipsVisible(True)
        for act in _MENU:
            action = menu.addAction(act.value, partial(self.asked.emit, act, self._paper))
            reason = act_obstacle(act, self._paper)
            action.setEnabled(reason is None)
            action.setToolTip(reason or "")
        self.menu = menu
        more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        return more


def _uses(paper: PaperRow) -> str:
    return f"　打印 {paper.prints} 次" if paper.prints else ""


def _flush(made: Button) -> Button:
    """Let the words of a link stand beneath the words above it."""
    made.setStyleSheet("padding: 4px 0")
    made.setFixedWidth(made.fontMetrics().horizontalAdvance(made.text()) + _LINK_FRAME)
    return made
