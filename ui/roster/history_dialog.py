"""变更记录 of one record: when, what, from what to what, why, by whom. Read only."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.vocab import RosterNoun
from services.container import Services
from services.roster.change_rows import ChangeRow
from ui.desk import Desk
from ui.roster.history_columns import CHANGE_LOOK, CHANGES
from ui.roster.roster_table import RosterTable
from ui.settings_store import SettingsStore
from ui.theme import set_look
from ui.widgets.labels import section_title
from ui.widgets.reading_dialog import ReadingDialog


class HistoryDialog(ReadingDialog):
    """The changes of one record, the newest first."""

    def __init__(
        self, parent: QWidget | None, name: str, changes: Sequence[ChangeRow], settings: SettingsStore
    ) -> None:
        self.table = RosterTable[ChangeRow](
            CHANGES, CHANGE_LOOK, name="history", settings=settings, key=lambda row: row
        )
        self.table.set_rows(changes)
        content = QWidget()
        set_look(content, "clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        title = section_title(name)
        title.setWordWrap(True)
        layout.addWidget(title)
        layout.addWidget(self.table, 1)
        super().__init__(parent, "变更记录", content, size=(1080, 560))
        changed = len(changes) - 1
        self.set_note(f"共 {changed:,} 处变更" if changed else "登记以来没有变更")


def ask_history(
    parent: QWidget, desk: Desk, services: Services, noun: RosterNoun, key: int, name: str
) -> None:
    """Read the changes of a record, then show them over the window."""

    def show(changes: Sequence[ChangeRow]) -> None:
        HistoryDialog(parent.window(), name, changes, desk.settings).stand_over()

    desk.operations.query(partial(services.history.list_changes, noun, key), show)
