"""The strip above the status bar: what long work is doing, how far it is, how long it takes, 取消."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.operations import Job, JobProgress, Operations
from ui.widgets.buttons import button
from ui.widgets.labels import rule, secondary

_SHOWN_AFTER_MS = 300
_STEPS = 1000
_GUESS_AFTER_SECONDS = 2.0
_MINUTE = 60


class ProgressStrip(QWidget):
    """Shows the running job that has a label, once it takes longer than a moment."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._job: Job[Any] | None = None
        self._label = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(240)
        self._count = secondary()
        self._cancel = button("取消")
        self._cancel.clicked.connect(self._on_cancel)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._timer.timeout.connect(self.show)
        line = QHBoxLayout()
        line.setContentsMargins(16, 4, 16, 4)
        line.setSpacing(12)
        for part in (self._label, self._bar, self._count):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rule())
        layout.addLayout(line)
        self.hide()
        operations.started.connect(self._on_start)
        operations.progressed.connect(self._on_progress)
        operations.became_idle.connect(self._on_idle)

    @property
    def count_text(self) -> str:
        """What the strip says about how far it is."""
        return self._count.text()

    def _on_start(self, job: Job[Any]) -> None:
        self._timer.stop()
        self.hide()
        self._job = job
        self._label.setText(f"{job.label}…")
        self._count.setText("")
        self._bar.setRange(0, 0)
        self._cancel.set_reason(None)
        if job.label:
            self._timer.start()

    def _on_progress(self, progress: JobProgress) -> None:
        if progress.job is not self._job:
            return
        if progress.total:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(progress.done / progress.total * _STEPS))
        self._count.setText(describe(progress))

    def _on_idle(self) -> None:
        self._timer.stop()
        self._job = None
        self.hide()

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.set_reason("正在停止，尚未写入的内容会撤回")


def describe(progress: JobProgress) -> str:
    """Return the progress in words: text, count, remaining time once it can be guessed."""
    parts = [progress.text] if progress.text else []
    if progress.total:
        parts.append(f"{progress.done:,} / {progress.total:,}")
        if progress.seconds > _GUESS_AFTER_SECONDS and 0 < progress.done < progress.total:
            left = progress.seconds * (progress.total - progress.done) / progress.done
            minutes, seconds = divmod(round(left), _MINUTE)
            parts.append(f"约剩 {minutes} 分 {seconds} 秒" if minutes else f"约剩 {max(seconds, 1)} 秒")
    elif progress.done:
        parts.append(f"已处理 {progress.done:,}")
    return " · ".join(parts)
