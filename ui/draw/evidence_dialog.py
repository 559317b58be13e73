"""依据材料 of a draw: what was written and filed with each act, with 另存为; scans of the signed papers are added here."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.vocab import EvidenceKind
from services.container import Services
from services.draw.evidence_rows import EvidenceRow
from services.draw.rows import DrawRow
from services.files.writing import safe_file_name
from ui.desk import Desk
from ui.draw.file_field import PAPER_FILTER
from ui.table.model import RIGHT, Chip, Column
from ui.table.view import RecordTableView
from ui.theme import set_look
from ui.widgets.buttons import Button, button
from ui.widgets.labels import secondary
from ui.widgets.reading_dialog import ReadingDialog

_TONES = {
    EvidenceKind.PLATFORM_PAGE: "teal",
    EvidenceKind.VOID: "bad",
    EvidenceKind.SUBSTITUTION: "violet",
    EvidenceKind.REPLACEMENT: "warn",
    EvidenceKind.SIGNED_PAPER: "ok",
}


def size_text(size: int) -> str:
    """Return the size of a file: 820 KB, 1.4 MB."""
    if not size:
        return ""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(size // 1024, 1)} KB"


def _what(row: EvidenceRow) -> str:
    if row.is_file:
        return row.name
    return f"{row.about}　依据：{row.text}" if row.text else row.about


_COLUMNS: tuple[Column[EvidenceRow], ...] = (
    Column("时间", lambda row: f"{row.at:%Y-%m-%d %H:%M}", lambda row: row.at, 124),
    Column(
        "种类",
        lambda row: row.kind.label,
        width=92,
        chips=lambda row: [Chip(row.kind.label, _TONES[row.kind])],
    ),
    Column("文件，或理由和依据", _what, width=340, stretches=True),
    Column("大小", lambda row: size_text(row.size), lambda row: row.size, 72, RIGHT),
    Column("留存人", lambda row: row.by, width=84),
    Column("SHA-256", lambda row: row.digest[:12], width=112),
)


class EvidenceDialog(ReadingDialog):
    """The lines in the order of time."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services, row: DrawRow) -> None:
        self._desk = desk
        self._services = services
        self._row = row
        self.table = RecordTableView(
            _COLUMNS,
            name="draw-evidence",
            settings=desk.settings,
            key=lambda line: (line.key, line.kind, line.at, line.about),
        )
        self.table.set_empty("还没有留存材料：签字后的封存单、确认单、会议记录可以扫描后留存")
        self.save_button: Button = button("另存为…", icon_name="save")
        self.add_button: Button = button("留存签字原件…", icon_name="plus")
        content = QWidget()
        set_look(content, "clear")
        note = secondary("作废、递补、补抽时附的文件随该事项留存；每份不超过 10 MB，留存后不能替换或删除。")
        note.setWordWrap(True)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(note)
        layout.addWidget(self.table, 1)
        buttons = (self.add_button, self.save_button)
        super().__init__(parent, f"依据材料 {row.draw_code}", content, buttons=buttons, size=(920, 480))
        self.table.current_changed.connect(self._show_choice)
        self.save_button.clicked.connect(self._save)
        self.add_button.clicked.connect(self._add)
        self.load()

    def load(self) -> None:
        """Read the lines."""
        self._desk.operations.query(
            partial(self._services.evidence.list_evidence, draw_key=self._row.key), self._show
        )

    def _show(self, rows: list[EvidenceRow]) -> None:
        self.table.set_rows(rows)
        self._show_choice()

    def _show_choice(self, _: object = None) -> None:
        row = self.table.current_row()
        self.save_button.set_reason(None if row is not None and row.is_file else "请先选中一行有文件的材料。")

    def _save(self) -> None:
        row = self.table.current_row()
        if row is None or row.key is None:
            return
        suffix = Path(row.name).suffix
        name = f"{safe_file_name(Path(row.name).stem)}{suffix}"
        target = self._desk.messages.ask_save_file(
            "另存材料", name, f"{row.kind.label} (*{suffix})", purpose="evidence"
        )
        if target is None:
            return
        self._desk.operations.query(
            partial(self._services.evidence.save_copy, evidence_key=row.key, target=target),
            partial(self._desk.messages.toast_file, f"已另存 {target.name}"),
        )

    def _add(self) -> None:
        path = self._desk.messages.ask_open_file("选择签字原件的扫描件", PAPER_FILTER, purpose="evidence")
        if path is None:
            return
        self._desk.operations.change(
            partial(self._services.evidence.add, draw_key=self._row.key, path=path),
            lambda _: self._desk.messages.toast(f"已留存签字原件 {path.name}"),
            on_end=self.load,
        )
