"""The sub-items of a 抽查事项: a field of the form that counts them, and the dialog with the table in which they are written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.roster.cells import CellError
from services.roster.item_rows import SubItem
from services.roster.sub_item_text import sub_item_problem
from ui.roster.item_sub_table import SubItemTable
from ui.theme import set_look
from ui.widgets.buttons import Button, button
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import secondary, toned, value_label

_HINT = "直接在格子里填写：Enter 到下一格，空格勾选“关键”“否决”。可从 Excel 复制多行，在表中按 Ctrl+V 粘贴为多个子项。"


class SubItemsField(QWidget):
    """Says how many sub-items there are; its button opens the table."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: tuple[SubItem, ...] = ()
        self._words = value_label()
        self.edit_button = button(
            "编辑子项…", hint="逐条填写检查内容、方法、依据、适用行业、关键项、否决项和分值"
        )
        self.edit_button.clicked.connect(self.edit)
        self.setFocusProxy(self.edit_button)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._words, 1)
        line.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignTop)
        self._show()

    def value(self) -> tuple[SubItem, ...]:
        """Return the sub-items."""
        return self._value

    def set_value(self, sub_items: tuple[SubItem, ...]) -> None:
        """Show other sub-items."""
        if sub_items != self._value:
            self._value = sub_items
            self._show()
            self.changed.emit()

    @property
    def words(self) -> str:
        """What stands beside the button."""
        return self._words.text()

    def edit(self) -> None:
        """Open the table."""
        answer = SubItemsDialog.ask(self.window(), self._value)
        if answer is not None:
            self.set_value(answer)

    def _show(self) -> None:
        self._words.setText(sub_item_words(self._value) or "没有子项")


class SubItemsDialog(WorkDialog):
    """The table of the sub-items with its buttons."""

    def __init__(self, parent: QWidget | None, sub_items: tuple[SubItem, ...]) -> None:
        self.table = SubItemTable()
        self.add_button = button("添加", icon_name="plus", hint="在所选行之后添加（Ctrl+N）")
        self.remove_button = button("删除", hint="删除所选行（Ctrl+Delete）")
        self.up_button = button("上移", hint="Alt+↑")
        self.down_button = button("下移", hint="Alt+↓")
        self._sum = secondary()
        self._problem = toned("", "bad")
        self._problem.setWordWrap(True)
        self._problem.hide()
        super().__init__(parent, "检查子项", self._content(), confirm="确定", size=(1120, 620))
        self._connect()
        self.table.set_sub_items(sub_items)
        self._show_state()
        self.table.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, sub_items: tuple[SubItem, ...]) -> tuple[SubItem, ...] | None:
        """Show the dialog; None when the clerk left it."""
        dialog = cls(parent, sub_items)
        return dialog.table.sub_items() if dialog.exec() else None

    @property
    def problem(self) -> str:
        """The sentence under the table."""
        return self._problem.text()

    @property
    def sum_words(self) -> str:
        """What stands beside the buttons."""
        return self._sum.text()

    def confirm(self) -> None:
        """Accept sub-items that a sheet could hold."""
        self.table.finish_editing()
        try:
            problem = sub_item_problem(self.table.sub_items()) or ""
        except CellError as error:
            problem = str(error)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if not problem:
            self.accept()

    def _show_state(self) -> None:
        place, count = self.table.currentRow(), self.table.rowCount()
        none = None if place >= 0 else "请先在表中选中一行。"
        self.remove_button.set_reason(none)
        self.up_button.set_reason(none or (None if place > 0 else "已经是第一行。"))
        self.down_button.set_reason(none or (None if place < count - 1 else "已经是最后一行。"))
        try:
            self._sum.setText(sub_item_words(self.table.sub_items()))
        except CellError as error:
            self._sum.setText(str(error))

    def _connect(self) -> None:
        acts: tuple[tuple[Button, str], ...] = (
            (self.add_button, "Ctrl+N"),
            (self.remove_button, "Ctrl+Delete"),
            (self.up_button, "Alt+Up"),
            (self.down_button, "Alt+Down"),
        )
        for made, keys in acts:
            QShortcut(QKeySequence(keys), self, made.click)
        self.add_button.clicked.connect(self.table.add)
        self.remove_button.clicked.connect(self.table.remove)
        self.up_button.clicked.connect(self.table.move_up)
        self.down_button.clicked.connect(self.table.move_down)
        self.table.edited.connect(self._show_state)

    def _content(self) -> QWidget:
        line = QHBoxLayout()
        line.setSpacing(8)
        for made in (self.add_button, self.remove_button, self.up_button, self.down_button):
            line.addWidget(made)
        line.addStretch(1)
        line.addWidget(self._sum)
        content = QWidget()
        set_look(content, "clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._problem)
        layout.addWidget(secondary(_HINT))
        return content


def sub_item_words(sub_items: tuple[SubItem, ...]) -> str:
    """Return how many there are and what they add up to."""
    scores = [sub.score for sub in sub_items if sub.score is not None]
    keys, vetoes = sum(sub.is_key for sub in sub_items), sum(sub.is_veto for sub in sub_items)
    parts = [f"{len(sub_items)} 个子项"] if sub_items else []
    parts += [f"关键项 {keys}"] if keys else []
    parts += [f"否决项 {vetoes}"] if vetoes else []
    parts += [f"合计 {sum(scores)} 分"] if scores else []
    return " · ".join(parts)
