"""The box over the window: a known failure in one sentence, or a question with its named answers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import set_look
from ui.widgets.buttons import button, danger_button, primary_button


class SentenceBox(QDialog):
    """A sentence with an icon and one, two or a few buttons."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        detail: str,
        *,
        icon_name: str,
        role: str,
        yes: str = "",
        answers: Sequence[str] = (),
        is_dangerous: bool = False,
    ) -> None:
        super().__init__(parent)
        self.chosen: int | None = None
        self.setWindowTitle(title if len(title) < 20 else "请确认")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(20)
        layout.addLayout(self._words(title, detail, icon_name, role))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        layout.addLayout(foot)
        if answers:
            self._add_answers(foot, answers)
        else:
            self._add_yes(foot, yes, is_dangerous)

    def _words(self, title: str, detail: str, icon_name: str, role: str) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(picture(icon_name, role, 24, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(8)
        for text, look in ((title, "section"), (detail, "plain")):
            if not text:
                continue
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMinimumWidth(400)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            set_look(label, look)
            words.addWidget(label)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _add_yes(self, foot: QHBoxLayout, yes: str, is_dangerous: bool) -> None:
        leave = button("取消")
        leave.clicked.connect(self.reject)
        leave.setVisible(bool(yes))
        agree = danger_button(yes) if is_dangerous else primary_button(yes or "知道了")
        agree.clicked.connect(self.accept)
        foot.addWidget(leave)
        foot.addWidget(agree)
        usual = leave if is_dangerous else agree
        usual.setDefault(True)
        usual.setFocus()

    def _add_answers(self, foot: QHBoxLayout, answers: Sequence[str]) -> None:
        leave = button("取消")
        leave.clicked.connect(self.reject)
        foot.addWidget(leave)
        for number in reversed(range(len(answers))):
            made = primary_button(answers[number]) if number == 0 else button(answers[number])
            made.setProperty("answer", number)
            made.clicked.connect(self._choose)
            made.setDefault(number == 0)
            foot.addWidget(made)
            made.setFocus()

    def _choose(self) -> None:
        sender = self.sender()
        self.chosen = int(sender.property("answer")) if sender is not None else None
        self.accept()
