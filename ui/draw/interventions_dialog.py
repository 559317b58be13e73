"""干预清单 on screen: the counts of every kind, then each act with time, person and grounds."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.files.interventions import InterventionLine, InterventionsView
from ui.settings_store import SettingsStore
from ui.table.model import Column
from ui.table.view import RecordTableView
from ui.widgets.buttons import action_button
from ui.widgets.labels import secondary
from ui.widgets.reading_dialog import ReadingDialog

COLUMNS: tuple[Column[InterventionLine], ...] = (
    Column("事项", lambda line: line.kind, width=122),
    Column("时间", lambda line: f"{line.at:%Y-%m-%d %H:%M}", lambda line: line.at, width=124),
    Column("操作人", lambda line: line.who, width=80),
    Column("操作", lambda line: line.text, width=380, stretches=True),
    Column("理由、批准人、依据", lambda line: line.grounds, width=200),
)


class InterventionsDialog(ReadingDialog):
    """Shows the sheet of one draw; ``print_clicked`` and ``save_clicked`` ask for the paper."""

    print_clicked = Signal()
    save_clicked = Signal()

    def __init__(self, parent: QWidget | None, sheet: InterventionsView, settings: SettingsStore) -> None:
        self.counts = secondary(
            f"封存前 {sheet.days} 日（{sheet.window_from:%Y-%m-%d} 起）和本任务各次抽取：{counts_text(sheet)}"
        )
        self.counts.setWordWrap(True)
        self.table = RecordTableView[InterventionLine](
            COLUMNS, name="draw/interventions", settings=settings, key=id
        )
        self.table.set_empty("没有发现应当列入的操作。")
        self.table.set_rows(sheet.lines)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.counts)
        layout.addWidget(self.table, 1)
        self.print_button = action_button(
            "打印…", icon_name="printer", hint="生成 PDF，在预览窗口中查看和打印"
        )
        self.save_button = action_button("保存 PDF…", icon_name="save")
        title = f"干预清单 {sheet.head.draw_code}"
        super().__init__(parent, title, content, buttons=(self.print_button, self.save_button))
        self.set_note(f"共 {len(sheet.lines)} 项，交监督人 {sheet.supervisor} 查阅")
        self.print_button.clicked.connect(self.print_clicked)
        self.save_button.clicked.connect(self.save_clicked)


def counts_text(sheet: InterventionsView) -> str:
    """Return the counts of all kinds in one line; kinds without lines say 0."""
    return "，".join(f"{kind} {count}" for kind, count in sheet.counts)
