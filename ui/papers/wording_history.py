"""版本记录 of a form's words: who changed what, when and why; an earlier version can be brought back."""

from collections.abc import Sequence

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from services.papers.wording_rows import WordingVersionRow
from ui.desk import Desk
from ui.table.model import Column
from ui.table.view import RecordTableView
from ui.theme import set_look
from ui.widgets.buttons import button
from ui.widgets.labels import secondary, strong, value_label
from ui.widgets.reading_dialog import ReadingDialog

COLUMNS: tuple[Column[WordingVersionRow], ...] = (
    Column("版本", lambda row: f"第 {row.version} 版" + ("（现用）" if row.is_in_force else ""), width=110),
    Column("保存时间", lambda row: f"{row.saved_at:%Y-%m-%d %H:%M}", width=140),
    Column("保存人", lambda row: row.saved_by, width=100),
    Column("改动", lambda row: f"{len(row.changes)} 处", lambda row: len(row.changes), width=64),
    Column("修改说明", lambda row: row.note, width=240, stretches=True),
)


class WordingHistoryDialog(ReadingDialog):
    """The versions, the latest first, and what the one in use changed."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, title: str, rows: Sequence[WordingVersionRow]
    ) -> None:
        self.restored: int | None = None
        self.table = RecordTableView[WordingVersionRow](
            COLUMNS, name="wording_versions", settings=desk.settings, key=_key
        )
        self.table.setMinimumHeight(120)
        self._changes = QVBoxLayout()
        self._changes.setSpacing(4)
        holder = QWidget()
        set_look(holder, "clear")
        holder.setLayout(self._changes)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setMinimumHeight(90)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.table, 2)
        layout.addWidget(area, 3)
        self.restore_button = button("恢复这一版", hint="作为新的一版保存，已制发的文书不变")
        self.restore_button.clicked.connect(self.restore)
        super().__init__(
            parent, f"版本记录：{title}", content, buttons=(self.restore_button,), size=(860, 600)
        )
        self.set_note("已制发的文书保留制发时的文字。")
        self.table.current_changed.connect(self.show_row)
        self.table.set_rows(rows)
        self.table.select_first()
        self.show_row()

    def show_row(self) -> None:
        """Show what the version in use changed, and whether it can come back."""
        row = self.table.current_row()
        while (item := self._changes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        reason = "请先选中一个版本。" if row is None else ("这一版正在使用。" if row.is_in_force else None)
        self.restore_button.set_reason(reason)
        for change in row.changes if row is not None else ():
            self._changes.addWidget(strong(change.name))
            self._changes.addWidget(secondary("原来"))
            self._changes.addWidget(value_label(change.before or "（空）"))
            self._changes.addWidget(secondary("改为"))
            self._changes.addWidget(value_label(change.after or "（空）"))
        self._changes.addStretch(1)

    def restore(self) -> None:
        """Choose the version in use and leave."""
        row = self.table.current_row()
        if row is not None:
            self.restored = row.version
            self.accept()


def _key(row: WordingVersionRow) -> int:
    return row.version
