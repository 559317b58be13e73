"""One file that goes with an act: its name, 选择文件… and 不附. What is in it the service reads."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.messages import Messages
from ui.widgets.buttons import Button, button, link_button

PAGE_FILTER = "截图或 PDF (*.png *.jpg *.jpeg *.pdf)"
PAPER_FILTER = "材料 (*.pdf *.png *.jpg *.jpeg *.ofd *.doc *.docx *.wps *.xls *.xlsx *.et)"
LIST_FILTER = "表格 (*.xlsx *.xls *.et *.ods *.csv)"
_NAME_WIDTH = 240


class FileField(QWidget):
    """Holds a path or none."""

    changed = Signal()

    def __init__(
        self,
        messages: Messages,
        *,
        title: str,
        filters: str = PAPER_FILTER,
        can_clear: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._title = title
        self._filters = filters
        self._can_clear = can_clear
        self._path: Path | None = None
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.choose_button: Button = button("选择文件…")
        self.clear_button: Button = link_button("不附")
        self.setFocusProxy(self.choose_button)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.choose_button)
        line.addWidget(self._name)
        line.addWidget(self.clear_button)
        line.addStretch(1)
        self.choose_button.clicked.connect(self._ask)
        self.clear_button.clicked.connect(self._clear)
        self.set_value(None)

    def value(self) -> Path | None:
        """Return the file that was chosen."""
        return self._path

    def set_value(self, path: Path | None) -> None:
        """Choose a file, or none."""
        self._path = path
        text = "" if path is None else path.name
        self._name.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH))
        self._name.setToolTip("" if path is None else str(path))
        self.clear_button.setVisible(path is not None and self._can_clear)
        self.changed.emit()

    def _ask(self) -> None:
        path = self._messages.ask_open_file(self._title, self._filters, purpose="evidence")
        if path is not None:
            self.set_value(path)

    def _clear(self) -> None:
        self.set_value(None)
