"""What an import shows while it reads or writes: what is being done, and how far it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.operations import JobProgress
from ui.progress_strip import describe
from ui.widgets.labels import secondary, section_title

_STEPS = 1000


class WorkingPage(QWidget):
    """What is being done and how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = section_title()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(480)
        self._count = secondary()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for part in (self._title, self._bar, self._count):
            part.setMinimumWidth(480)
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)

    @property
    def texts(self) -> tuple[str, str]:
        """What is being done, and how far it is."""
        return self._title.text(), self._count.text()

    def say(self, text: str) -> None:
        """Begin with other work."""
        self._title.setText(text)
        self._count.setText("")
        self._bar.setRange(0, 0)

    def show_progress(self, progress: JobProgress) -> None:
        """Show how far it is."""
        if progress.total:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(progress.done / progress.total * _STEPS))
        self._count.setText(describe(progress))
