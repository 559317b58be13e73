"""How far a print job is, how long it takes, 取消. Modal to its window, which stays alive beneath it."""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.papers.print_job import PrintJob
from ui.widgets.buttons import button
from ui.widgets.labels import secondary, strong

_GUESS_AFTER_SECONDS = 2.0
_MINUTE = 60


class PrintProgress(QDialog):
    """Stands as long as the job runs; Esc and the cross cancel it."""

    def __init__(self, parent: QWidget | None, title: str, printer: str, job: PrintJob) -> None:
        super().__init__(parent)
        self.setWindowTitle("正在打印")
        self._job = job
        self._begun_at = time.monotonic()
        job.setParent(self)
        heading = strong(f"正在把“{title}”交给打印机“{printer}”")
        heading.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, job.total)
        self.count = secondary(f"0 / {job.total:,} 面")
        self.cancel_button = button("取消", hint="Esc；还没有印出来的不再印，不登记为已打印")
        self.cancel_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self.bar)
        layout.addLayout(foot)
        self.setMinimumWidth(440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        job.progressed.connect(self._show)

    def reject(self) -> None:
        """Cancel the job, with the dialog out of the way of what is said about it."""
        super().reject()
        self._job.cancel()

    def _show(self, done: int, total: int) -> None:
        self.bar.setValue(done)
        words = f"{done:,} / {total:,} 面"
        seconds = time.monotonic() - self._begun_at
        if seconds > _GUESS_AFTER_SECONDS and 0 < done < total:
            left = round(seconds * (total - done) / done)
            minutes, rest = divmod(left, _MINUTE)
            words += f" · 约剩 {minutes} 分 {rest} 秒" if minutes else f" · 约剩 {max(rest, 1)} 秒"
        self.count.setText(words)
