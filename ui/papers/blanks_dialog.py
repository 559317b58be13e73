"""空白表格: every form of the office, empty, to be filled in by hand."""

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.vocab import PaperKind
from ui.widgets.buttons import link_button
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import secondary

_SIZE = (520, 460)
_COLUMNS = 2


class BlanksDialog(WorkDialog):
    """Asks which forms; they open in one preview, where they are printed or kept."""

    def __init__(self, parent: QWidget | None) -> None:
        self.kinds = {kind: QCheckBox(kind.label) for kind in PaperKind}
        self.all_link = link_button("全选")
        self.none_link = link_button("全不选")
        super().__init__(parent, "空白表格", self._lay_out(), confirm="打开 0 种空白表格", size=_SIZE)
        for box in self.kinds.values():
            box.toggled.connect(self._refresh)
        self.all_link.clicked.connect(self._choose_all)
        self.none_link.clicked.connect(self._choose_none)
        self._refresh()

    @property
    def chosen(self) -> tuple[PaperKind, ...]:
        """The forms that are ticked, in the order of the office's list."""
        return tuple(kind for kind, box in self.kinds.items() if box.isChecked())

    def _lay_out(self) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        about = secondary("按“设置”中选定的文书式样和文字；没有文号，不登记。")
        about.setWordWrap(True)
        layout.addWidget(about)
        head = QHBoxLayout()
        head.addWidget(self.all_link)
        head.addWidget(self.none_link)
        head.addStretch(1)
        layout.addLayout(head)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        rows = -(-len(self.kinds) // _COLUMNS)
        for place, box in enumerate(self.kinds.values()):
            grid.addWidget(box, place % rows, place // rows)
        layout.addLayout(grid)
        layout.addStretch(1)
        return content

    def _choose_all(self) -> None:
        for box in self.kinds.values():
            box.setChecked(True)

    def _choose_none(self) -> None:
        for box in self.kinds.values():
            box.setChecked(False)

    def _refresh(self) -> None:
        count = len(self.chosen)
        self.confirm_button.setText(f"打开 {count} 种空白表格")
        self.confirm_button.set_reason(None if count else "请先勾选表格")
