"""Where the PDFs go: a box to tick, the folder, and 更改…."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from ui.messages import Messages
from ui.widgets.buttons import link_button
from ui.widgets.labels import secondary


class FolderField(QWidget):
    """A folder that is written into only while the box is ticked; it is remembered by purpose."""

    def __init__(
        self,
        text: str,
        folder: Path | None,
        messages: Messages,
        *,
        purpose: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._purpose = purpose
        self._folder = folder
        self._box = QCheckBox(text)
        self._box.setChecked(folder is not None)
        self._box.toggled.connect(self._on_toggle)
        self._path: QLabel = secondary()
        change = link_button("更改…")
        change.clicked.connect(self.ask)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._box)
        line.addWidget(self._path, 1)
        line.addWidget(change)
        self._show()

    @property
    def folder(self) -> Path | None:
        """The folder to write into, None when the box is not ticked."""
        return self._folder if self._box.isChecked() else None

    def set_ticked(self, is_ticked: bool) -> None:
        """Tick the box or take the tick away."""
        self._box.setChecked(is_ticked)

    def ask(self) -> None:
        """Ask for another folder."""
        chosen = self._messages.ask_folder("PDF 存放文件夹", purpose=self._purpose)
        if chosen is not None:
            self._folder = chosen
        self._box.setChecked(self._folder is not None)
        self._show()

    def _on_toggle(self, is_ticked: bool) -> None:
        if is_ticked and self._folder is None:
            self.ask()

    def _show(self) -> None:
        text = str(self._folder) if self._folder is not None else "尚未选择文件夹"
        self._path.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, 300))
        self._path.setToolTip(text)
