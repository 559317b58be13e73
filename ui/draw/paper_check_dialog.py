"""核对纸面编码: a 校验码 is typed or scanned, or a certificate file opened; the draw is found and computed again.

A scanner types the whole text of the QR code and then Enter: nothing has to be clicked.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.errors import UserFacingError
from services.container import Services
from ui.desk import Desk
from ui.draw.paper_check import PaperCheck, check_code, check_file
from ui.theme import color
from ui.widgets.buttons import Button, button, primary_button
from ui.widgets.labels import ChipLabel, secondary, value_label
from ui.widgets.reading_dialog import ReadingDialog

_HINT = "输入纸面上的校验码（16 位），或用扫描枪扫二维码；也可以打开别人给的证书文件。"
_FILES = "证书文件 (*.json);;所有文件 (*)"
_SIZE = (720, 560)


class PaperCheckDialog(ReadingDialog):
    """The field, what was found, and the lines of the check."""

    draw_chosen = Signal(int, int)
    """Carries the keys of the task and of the draw that is to be shown."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        self._desk, self._services = desk, services
        self._check: PaperCheck | None = None
        self.code = QLineEdit()
        self.code.setPlaceholderText("A1B2-C3D4-E5F6-0718")
        self.code.setAccessibleName("校验码")
        self.code.setMaxLength(200)
        self.check_button: Button = primary_button("核对")
        self.file_button: Button = button("打开证书文件…", icon_name="folder-open")
        self.show_button: Button = button("查看这次抽取")
        self.chip = ChipLabel()
        self.sentence = value_label()
        self.lines = QListWidget()
        self.lines.setAccessibleName("核对结果")
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        super().__init__(
            parent, "核对纸面编码", self._content(), buttons=(self.file_button, self.show_button), size=_SIZE
        )
        self.show_button.setVisible(False)
        self.check_button.clicked.connect(self.check_code)
        self.file_button.clicked.connect(self.open_file)
        self.show_button.clicked.connect(self._choose)
        self.code.setFocus()

    @property
    def found(self) -> PaperCheck | None:
        """What was said last."""
        return self._check

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check on Enter, wherever the focus is but on a button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not isinstance(
            self.focusWidget(), Button
        ):
            self.check_code()
            return
        super().keyPressEvent(event)

    def check_code(self) -> None:
        """Find the draw of what was typed and compute it again."""
        typed = self.code.text().strip()
        self.code.selectAll()  # the next scan replaces it
        if typed:
            self._ask(partial(check_code, self._services, typed))

    def open_file(self) -> None:
        """Ask for a certificate file and verify it."""
        path = self._desk.messages.ask_open_file("打开证书文件", _FILES, purpose="certificate")
        if path is not None:
            self.code.clear()
            self._ask(partial(check_file, self._services, path))

    def show_check(self, check: PaperCheck) -> None:
        """Show what was found, a difference in red."""
        self._check = check
        self.chip.show_state(check.word, check.tone)
        self.sentence.setText(check.sentence)
        self.lines.clear()
        for line in check.lines:
            item = QListWidgetItem(line)
            if not line.startswith("√"):
                item.setForeground(QColor(color("bad")))
            self.lines.addItem(item)
        self.lines.setVisible(bool(check.lines))
        if check.tone == "bad":
            self.lines.scrollToBottom()  # the difference is the last line
        agreed = sum(line.startswith("√") for line in check.lines)
        self.set_note(f"{len(check.lines)} 项，{agreed} 项一致" if check.lines else "")
        is_shown = check.row is not None and check.row.year == self._desk.year
        self.show_button.setVisible(is_shown)

    def _ask(self, work: partial[PaperCheck]) -> None:
        self.check_button.set_reason("正在核对…")
        self._desk.operations.query(
            work, self.show_check, self._show_problem, on_end=self._allow_next, label="正在核对"
        )

    def _show_problem(self, error: UserFacingError) -> None:
        self.show_check(PaperCheck("不能核对", "bad", error.message))

    def _allow_next(self) -> None:
        self.check_button.set_reason(None)

    def _choose(self) -> None:
        row = self._check.row if self._check is not None else None
        if row is not None:
            self.draw_chosen.emit(row.task_key, row.key)
            self.accept()

    def _content(self) -> QWidget:
        content = QWidget()
        hint = secondary(_HINT)
        hint.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.code, 1)
        line.addWidget(self.check_button)
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.sentence, 1)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(hint)
        layout.addLayout(line)
        layout.addLayout(state)
        layout.addWidget(self.lines, 1)
        self.lines.setVisible(False)
        layout.addStretch(0)
        return content
