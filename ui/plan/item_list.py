"""检查内容 of a task: one check box an item, 全选 above them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from services.roster.item_rows import ItemRow
from ui.widgets.labels import secondary

_TIP_WIDTH = 40


class ItemCheckList(QWidget):
    """The current items; editions that have been revised since stay with the task until their line is unticked."""

    changed = Signal()

    def __init__(self, items: Sequence[ItemRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._old: frozenset[int] = frozenset()
        self._boxes = {item.key: _box_of(item) for item in items}
        self._old_box = QCheckBox()
        self._old_box.hide()
        self.select_all_box = QCheckBox("全选")
        self._count: QLabel = secondary()
        head = QHBoxLayout()
        head.addWidget(self.select_all_box)
        head.addStretch(1)
        head.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        for box in (*self._boxes.values(), self._old_box):
            box.toggled.connect(self._tell)
            layout.addWidget(box)
        self.select_all_box.clicked.connect(self._tick_all)
        self.setFocusProxy(self.select_all_box)
        self._show_count()

    def keys(self) -> frozenset[int]:
        """Return the keys of the ticked items."""
        ticked = frozenset(key for key, box in self._boxes.items() if box.isChecked())
        return ticked | (self._old if self._old_box.isChecked() else frozenset())

    def set_keys(self, keys: Iterable[int]) -> None:
        """Tick these items only."""
        wanted = frozenset(keys)
        self._old = wanted - self._boxes.keys()
        self._old_box.setText(f"编制时的旧版内容 {len(self._old)} 项（清单此后已修订）")
        self._old_box.setVisible(bool(self._old))
        self._old_box.setChecked(bool(self._old))
        for key, box in self._boxes.items():
            box.setChecked(key in wanted)
        self._tell()

    def _tick_all(self) -> None:
        is_all = all(box.isChecked() for box in self._boxes.values())
        for box in self._boxes.values():
            box.setChecked(not is_all)
        self._show_count()

    def _tell(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        ticked = sum(box.isChecked() for box in self._boxes.values())
        states = {0: Qt.CheckState.Unchecked, len(self._boxes): Qt.CheckState.Checked}
        self.select_all_box.setCheckState(states.get(ticked, Qt.CheckState.PartiallyChecked))
        self._count.setText(f"已选 {ticked} / {len(self._boxes)} 项")


def _box_of(item: ItemRow) -> QCheckBox:
    box = QCheckBox(f"{item.draft.number}. {item.title}" if item.draft.number is not None else item.title)
    content = item.draft.content
    box.setToolTip("\n".join(content[at : at + _TIP_WIDTH] for at in range(0, len(content), _TIP_WIDTH)))
    return box
