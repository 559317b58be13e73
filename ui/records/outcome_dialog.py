"""What a batch could not do: each enterprise with its reason, to be copied and mended."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.settings_store import SettingsStore
from ui.table.model import Column
from ui.table.view import RecordTableView
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import secondary, section_title

Failure = tuple[str, str]
"""Enterprise and sentence."""

_COLUMNS: tuple[Column[Failure], ...] = (
    Column("检查对象", lambda failure: failure[0], width=240),
    Column("原因", lambda failure: failure[1], width=420, stretches=True),
)


class OutcomeDialog(WorkDialog):
    """Lists the failures of a batch; the rest was done."""

    def __init__(
        self, parent: QWidget | None, title: str, failures: Sequence[Failure], settings: SettingsStore
    ) -> None:
        self.failures = tuple(failures)
        table = RecordTableView(_COLUMNS, name="records-failures", settings=settings, key=lambda one: one)
        table.set_rows(self.failures)
        table.setMinimumHeight(180)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(section_title(f"{len(self.failures)} 户没有制发，其余已完成"))
        hint = secondary("这些检查对象没有占用文号。按原因改正后，可以再次选中制发。Ctrl+C 可复制选中的行。")
        hint.setWordWrap(True)
        layout.addWidget(hint)
        layout.addWidget(table, 1)
        super().__init__(parent, title, content, confirm="知道了", size=(760, 400))
        self.cancel_button.hide()
