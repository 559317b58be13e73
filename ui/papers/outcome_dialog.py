"""What a batch could not do: each enterprise with its reason, to be copied and mended."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import card, secondary, section_title, value_label

Failure = tuple[str, str]
"""Enterprise or paper, and sentence."""

NOT_ISSUED = "没有制发"
NOT_SAVED = "没有保存"
_HINTS = {
    NOT_ISSUED: "它们没有占用文号。按原因改正后，可以再次选中制发。",
    NOT_SAVED: "文号和登记簿不受影响。按原因改正后，可以再次保存。",
}
_NAME_WIDTH = 220


class OutcomeDialog(WorkDialog):
    """Lists the failures of a batch; the rest was done. ``fate`` says what did not become of them."""

    def __init__(
        self, parent: QWidget | None, title: str, failures: Sequence[Failure], fate: str = NOT_ISSUED
    ) -> None:
        self.failures = tuple(failures)
        self._fate = fate
        self.copy_button = button("复制清单", icon_name="copy")
        self.copy_button.clicked.connect(self.copy)
        super().__init__(parent, title, self._lay_out(), confirm="知道了", size=(720, 400))
        self.cancel_button.hide()

    def copy(self) -> None:
        """Put the list on the clipboard as Excel pastes it."""
        lines = ["对象\t原因", *("\t".join(failure) for failure in self.failures)]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        self.set_note("已复制，可粘贴到 Excel")

    def _lay_out(self) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(section_title(f"{len(self.failures)} 份{self._fate}，其余已完成"), 1)
        head.addWidget(self.copy_button)
        layout.addLayout(head)
        hint = secondary(_HINTS[self._fate])
        hint.setWordWrap(True)
        layout.addWidget(hint)
        panel = card()
        grid = QGridLayout(panel)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, (name, sentence) in enumerate(self.failures):
            words = value_label(name)
            words.setFixedWidth(_NAME_WIDTH)
            grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value_label(sentence), row, 1)
        layout.addWidget(panel)
        layout.addStretch(1)
        return content
