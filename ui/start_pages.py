"""What stands in the window before the tabs do: 正在打开数据库, and what to do when that cannot be done."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.icons import picture
from ui.widgets.buttons import button, primary_button
from ui.widgets.labels import card, secondary, section_title, value_label


class LoadingPage(QWidget):
    """A calm line while the database is opened and brought up to date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = secondary("正在打开数据库…")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(200)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(self._text)
        layout.addWidget(bar, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)

    def say(self, text: str) -> None:
        """Say what is being done."""
        self._text.setText(text)


class BrokenDatabasePage(QWidget):
    """The database cannot be opened: which file, what is wrong, what to do."""

    retry = Signal()
    open_folder = Signal()
    leave = Signal()

    def __init__(self, database: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason = value_label()
        panel = card()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(32, 28, 32, 24)
        inside.setSpacing(12)
        inside.addLayout(self._heading())
        inside.addWidget(self._reason)
        inside.addWidget(secondary("数据库文件"))
        inside.addWidget(value_label(str(database)))
        advice = secondary(
            "程序没有改动这个文件。请先打开数据文件夹，将它改名保留，再把最近一份备份改成同名文件放回原处，然后重试；"
            "备份之后发出的文书不在备份里，打开后先在“文书登记簿”用“跳号”跳过它们的文号，再发新的文书。"
            "没有把握时请勿删除任何文件，先联系维护人员。"
        )
        advice.setWordWrap(True)
        inside.addWidget(advice)
        inside.addSpacing(8)
        inside.addLayout(self._buttons())
        panel.setFixedWidth(640)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(
            panel
        )  # by stretches, not by alignment: an aligned panel does not grow with wrapped text
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)

    def say(self, reason: str) -> None:
        """Say what is wrong."""
        self._reason.setText(reason)

    @property
    def reason(self) -> str:
        """The sentence on the page."""
        return self._reason.text()

    def _heading(self) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(picture("triangle-alert", "warn", 24, self.devicePixelRatioF()))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(sign)
        line.addWidget(section_title("数据库没有打开"), 1)
        return line

    def _buttons(self) -> QHBoxLayout:
        again = primary_button("重试")
        folder = button("打开数据文件夹", icon_name="folder-open")
        leave = button("退出")
        again.clicked.connect(self.retry)
        folder.clicked.connect(self.open_folder)
        leave.clicked.connect(self.leave)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(again)
        line.addWidget(folder)
        line.addStretch(1)
        line.addWidget(leave)
        return line
