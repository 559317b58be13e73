"""The preview of an import of tasks: counts, tasks, problems; nothing is written until it is confirmed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.rules.class_ratios import ratio_words
from models.rules.planning import period_text
from ui.plan.importing import ImportableTask, RefusedTask, TaskPreview
from ui.settings_store import SettingsStore
from ui.table.model import CENTER, RIGHT, Column
from ui.table.view import RecordTableView
from ui.theme import set_look
from ui.widgets.dialog import WorkDialog
from ui.widgets.labels import secondary, section_title, strong, toned

_TASK_COLUMNS: tuple[Column[ImportableTask], ...] = (
    Column("行号", lambda row: str(row.row), sort_key=lambda row: row.row, width=48, align=CENTER),
    Column("抽查任务名称", lambda row: row.draft.name, width=230),
    Column("抽取条件", lambda row: row.scope_text, width=220, stretches=True),
    Column(
        "抽查比例", lambda row: ratio_words(row.draft.ratio, row.draft.class_ratios), width=72, align=RIGHT
    ),
    Column("抽查时间", lambda row: period_text(row.draft.starts_on, row.draft.ends_on), width=124),
    Column("类型", lambda row: row.draft.method.label, width=64),
    Column(
        "预计检查",
        lambda row: f"{row.count.inspections:,}",
        sort_key=lambda row: row.count.inspections,
        width=76,
        align=RIGHT,
    ),
)
_REFUSED_COLUMNS: tuple[Column[RefusedTask], ...] = (
    Column("行号", lambda row: str(row.row), sort_key=lambda row: row.row, width=48, align=CENTER),
    Column("列或任务", lambda row: row.about, width=220),
    Column("原因", lambda row: row.message, width=300, stretches=True, tone=lambda row: "bad"),  # noqa: ARG005
)


class TaskImportDialog(WorkDialog):
    """Shows what would come in; its button says how many."""

    def __init__(self, parent: QWidget | None, preview: TaskPreview, settings: SettingsStore) -> None:
        content = QWidget()
        set_look(content, "clear")
        self.tasks = RecordTableView(
            _TASK_COLUMNS, name="import-tasks", settings=settings, key=lambda row: row.row
        )
        self.refused = RecordTableView(
            _REFUSED_COLUMNS, name="import-refused", settings=settings, key=lambda row: row.number
        )
        self.tasks.set_rows(preview.tasks)
        self.tasks.set_empty("没有可以导入的任务")
        self.refused.set_rows(preview.refused)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(section_title(preview.summary))
        layout.addWidget(
            secondary(f"{preview.file_name} → {preview.plan.year} 年度抽查计划。确认之前什么也不写入。")
        )
        layout.addWidget(strong("可导入的任务"))
        layout.addWidget(self.tasks, 3)
        if preview.refused:
            layout.addWidget(toned("不导入的行，请在表格中改正后重新导入", "bad"))
            layout.addWidget(self.refused, 2)
        count = len(preview.tasks)
        super().__init__(
            parent,
            "导入抽查任务",
            content,
            confirm=f"导入 {count} 项任务(&S)",
            size=(960, 560 if preview.refused else 440),
        )
        self.confirm_button.set_reason(None if count else "没有可以导入的任务。")

    @classmethod
    def agrees(cls, parent: QWidget | None, preview: TaskPreview, settings: SettingsStore) -> bool:
        """Show the preview; return whether to import."""
        return bool(cls(parent, preview, settings).exec())
