"""What was imported before, and taking an import back: 撤销本次导入."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.roster.import_rows import ImportRow
from ui.desk import Desk
from ui.roster.importing import Imported, Importer
from ui.roster.roster_table import RosterTable, TableLook
from ui.table.model import RIGHT, Chip, Column
from ui.theme import set_look
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import secondary
from ui.widgets.toast import Link

_MOMENT = "%Y-%m-%d %H:%M"
_SIZE = (1000, 520)
_NUMBER_WIDTH = 72


def undo_import(
    desk: Desk,
    importer: Importer,
    *,
    key: int,
    file_name: str,
    added: int,
    then: Callable[[], object] | None = None,
) -> None:
    """Take an import back; asks first where that removes records."""
    measure, place = importer.measure, importer.place
    if added and not desk.messages.confirm(
        f"撤销“{file_name}”的导入？",
        detail=f"这次新增的 {added:,} {measure}会从{place}中删除，变更和退出的恢复原样。",
        yes="撤销本次导入",
        is_dangerous=True,
    ):
        return

    def say(_: object) -> None:
        desk.messages.toast(f"已撤销“{file_name}”的导入，{place}恢复到导入之前")
        if then is not None:
            then()

    desk.operations.change(partial(importer.undo, key), say, label="正在撤销导入")


def undo_links(desk: Desk, importer: Importer, done: Imported) -> list[Link]:
    """Return the link beside the words of an import that takes it back, if it wrote anything."""
    report = done.report
    if report.import_key is None:
        return []
    act = partial(
        undo_import,
        desk,
        importer,
        key=report.import_key,
        file_name=report.file_name,
        added=report.added,
    )
    return [Link("撤销本次导入", act)]


class ImportHistoryDialog(WorkDialog):
    """The imports of one list, the latest first; the one in use can be taken back."""

    def __init__(self, parent: QWidget | None, desk: Desk, importer: Importer) -> None:
        self.table = RosterTable[ImportRow](
            _COLUMNS,
            TableLook("文件"),
            name="import-history",
            settings=desk.settings,
            key=lambda row: row.key,
        )
        self.table.set_empty(f"还没有导入过{importer.noun}")
        content = QWidget()
        set_look(content, "clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(secondary(f"撤销一次导入：新增的从{importer.place}中删除，变更和退出的恢复原样。"))
        layout.addWidget(self.table, 1)
        super().__init__(
            parent, f"{importer.noun}的导入记录", content, confirm="撤销这次导入", cancel="关闭", size=_SIZE
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._importer = importer
        self.table.current_changed.connect(self._show_state)
        self._show_state()

    def reload(self) -> None:
        """Read the imports again."""
        self._desk.operations.query(self._importer.history, self._show_rows)

    def confirm(self) -> None:
        """Take the import in use back; the list stays open."""
        row = self.table.current_row()
        if row is not None:
            undo_import(
                self._desk,
                self._importer,
                key=row.key,
                file_name=row.file_name,
                added=row.counts.get("added", 0),
                then=self.reload,
            )

    def _show_rows(self, rows: Sequence[ImportRow]) -> None:
        self.table.set_rows(rows)
        self.table.select_first()
        self._show_state()

    def _show_state(self) -> None:
        row = self.table.current_row()
        if row is None:
            reason = "请先选中一次导入。" if self.table.rows else "还没有可以撤销的导入。"
        elif row.undone_at is not None:
            by = f"由{row.undone_by}" if row.undone_by else ""
            reason = f"这次导入已于 {row.undone_at.strftime(_MOMENT)} {by}撤销。"
        else:
            reason = None
        self.confirm_button.set_reason(reason)
        self.set_note(reason or "")


def open_history(parent: QWidget, desk: Desk, importer: Importer) -> ImportHistoryDialog:
    """Show what was imported before."""
    dialog = ImportHistoryDialog(parent, desk, importer)
    dialog.open()
    dialog.reload()
    return dialog


def _number(title: str, name: str) -> Column[ImportRow]:
    return Column(
        title,
        lambda row: f"{row.counts.get(name, 0):,}",
        lambda row: row.counts.get(name, 0),
        width=_NUMBER_WIDTH,
        align=RIGHT,
    )


def _state(row: ImportRow) -> str:
    return "已撤销" if row.is_undone else "有效"


def _state_chips(row: ImportRow) -> Sequence[Chip]:
    return (Chip(_state(row), "neutral" if row.is_undone else "ok"),)


_COLUMNS: tuple[Column[ImportRow], ...] = (
    Column("时间", lambda row: row.at.strftime(_MOMENT), lambda row: row.at, width=136),
    Column("文件", lambda row: row.file_name, width=240),
    Column("操作人", lambda row: row.who, width=96),
    _number("新增", "added"),
    _number("变更", "updated"),
    _number("未变", "unchanged"),
    _number("退出", "retired"),
    _number("未导入", "refused"),
    Column("状态", _state, width=80, chips=_state_chips),
)
