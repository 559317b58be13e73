"""The top of the plan tab: which plan, how far it has come, what comes in and goes out."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from services.plan.rows import PlanRow
from ui.plan.wording import STATUS_TONES, approval_text
from ui.widgets.buttons import button, link_button
from ui.widgets.labels import ChipLabel, secondary, section_title


class PlanHeader(QWidget):
    """Title, state, approval; 导入 and 导出 at the right, as on every tab."""

    texts_clicked = Signal()
    import_clicked = Signal()
    workbook_clicked = Signal()
    pdf_clicked = Signal()
    sheet_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title: QLabel = section_title()
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title.setMinimumWidth(120)
        self._chip = ChipLabel()
        self._approval: QLabel = secondary()
        self._approval.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.texts_button = link_button("文号与标题…", icon_name="pencil")
        self.import_button = button("导入任务…", icon_name="upload", hint="从表格读入任务，预览确认后才写入")
        self.export_button = button("导出", icon_name="download")
        self.texts_button.clicked.connect(self.texts_clicked)
        self.import_button.clicked.connect(self.import_clicked)
        self.export_button.setMenu(self._menu())
        self._lay_out()

    @property
    def texts(self) -> tuple[str, str, str]:
        """Title, state and approval as they stand on screen."""
        return self._title.text(), self._chip.text(), self._approval.text()

    def export_action(self, text: str) -> QAction:
        """Return a line of the 导出 menu."""
        return next(action for action in self.export_button.menu().actions() if action.text() == text)

    def show_plan(self, plan: PlanRow) -> None:
        """Show another plan or another state."""
        self._title.setText(plan.title)
        self._title.setToolTip(plan.title)
        self._chip.show_state(plan.status.label, STATUS_TONES[plan.status])
        self._approval.setText(approval_text(plan))
        self._approval.setToolTip(plan.document_title)

    def set_reasons(self, reasons: Mapping[str, str | None]) -> None:
        """Disable what cannot be done now."""
        self.texts_button.set_reason(reasons["texts"])
        self.import_button.set_reason(reasons["import"])
        self.export_button.set_reason(reasons["export"])

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for text, signal in (
            ("汇总表（Excel）…", self.workbook_clicked),
            ("汇总表（PDF）…", self.pdf_clicked),
            ("抽查计划（可再导入）…", self.sheet_clicked),
        ):
            menu.addAction(text).triggered.connect(signal)
        return menu

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._title)
        first.addWidget(self._chip)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._approval)
        second.addWidget(self.texts_button)
        second.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(first)
        words.addLayout(second)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(words, 1)
        layout.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignTop)
