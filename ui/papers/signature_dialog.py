"""签名图: whose signature may be placed on papers; added from a picture or written by hand, stopped when it is to be used no more."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from services.changes import Changes
from services.container import Services
from services.papers.signatures import SignatureRow
from services.roster.officer_rows import OfficerRow
from ui.desk import Desk
from ui.papers.opening import open_dialog
from ui.papers.signature_pad import SignaturePad
from ui.table.model import Column
from ui.table.view import RecordTableView
from ui.theme import set_look
from ui.widgets.buttons import Button, button, link_button
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary
from ui.widgets.reading_dialog import ReadingDialog

_PICTURES = "图片 (*.png *.jpg *.jpeg)"
_PICTURE_SIZE = (280, 112)
_NAME_WIDTH = 220
_COLUMNS: tuple[Column[SignatureRow], ...] = (
    Column("姓名", lambda row: row.person, width=140),
    Column("添加人", lambda row: row.added_by, width=120),
    Column("添加时间", lambda row: f"{row.added_at:%Y-%m-%d %H:%M}", lambda row: row.added_at, width=140),
)


class PersonDialog(WorkDialog):
    """Asks whose signature it is, and has it written where it does not come from a picture."""

    def __init__(
        self, parent: QWidget | None, officers: Sequence[OfficerRow], *, picture: Path | None = None
    ) -> None:
        self.picture = picture
        self.person = QComboBox()
        self.person.setEditable(True)
        self.person.addItems([one.name for one in officers])
        self.person.setCurrentText("")
        self.person.setFixedWidth(_NAME_WIDTH)
        self.pad = SignaturePad()
        self._form = Form()
        self._form.add("person", "姓名", self.person, is_required=True)
        if picture is None:
            self._form.add("pad", "签名", self.pad, is_required=True, hint="用鼠标或手写笔写在框内")
        else:
            self._form.add("pad", "图片", QLabel(picture.name))
        self.clear_button: Button = button("重写")
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)
        layout.addStretch(1)
        size = (660, 380) if picture is None else (480, 240)
        super().__init__(parent, "添加签名图", content, confirm="添加(&S)", size=size)
        self.foot.insertWidget(1, self.clear_button)
        self.clear_button.setVisible(picture is None)
        self.clear_button.clicked.connect(self.pad.clear)

    @property
    def name(self) -> str:
        """The name that is filled in."""
        return self.person.currentText().strip()

    def problem(self, key: str) -> str:
        """Return what stands beside a field."""
        return self._form.problem(key)

    def confirm(self) -> None:
        """Accept a name with its signature."""
        problems: dict[str, str] = {}
        if not self.name:
            problems["person"] = "请填写签名人的姓名。"
        if self.picture is None and not self.pad.strokes:
            problems["pad"] = "还没有签名，请先在框内书写。"
        self._form.show_problems(problems)
        if not problems:
            self.accept()


class SignatureDialog(ReadingDialog):
    """The list, the picture of the one in use, and what can be done."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        self._desk, self._services = desk, services
        self.table: RecordTableView[SignatureRow] = RecordTableView(
            _COLUMNS, name="signatures", settings=desk.settings, key=lambda row: row.key
        )
        self.table.set_empty("还没有签名图。可以扫描本人签名添加，或当面手写。")
        self.picture = QLabel()
        self.picture.setFixedSize(*_PICTURE_SIZE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(self.picture, "card")
        self.file_button: Button = button("从图片添加…", icon_name="folder-open")
        self.draw_button: Button = button("手写添加…", icon_name="pencil")
        self.stop_button: Button = link_button("停用")
        super().__init__(
            parent, "签名图", self._content(), buttons=(self.file_button, self.draw_button), size=(800, 440)
        )
        self.table.current_changed.connect(self._show_current)
        self.file_button.clicked.connect(self._ask_file)
        self.draw_button.clicked.connect(self._ask_writing)
        self.stop_button.clicked.connect(self._stop)
        desk.operations.changed.connect(self._on_changed)
        self._show_current(None)
        self.reload()

    def reload(self) -> None:
        """Read the signatures that are in use."""
        self._desk.operations.query(self._services.signatures.list_signatures, self._show_rows)

    def _content(self) -> QWidget:
        content = QWidget()
        layout = QHBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.table, 1)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(self.picture)
        note = secondary("签名图只在制发时由经办人逐份选用；停用后不再可选，已制发的文书不变。")
        note.setWordWrap(True)
        note.setFixedWidth(_PICTURE_SIZE[0])
        side.addWidget(note)
        side.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignLeft)
        side.addStretch(1)
        layout.addLayout(side)
        return content

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("signature"):
            self.reload()

    def _show_rows(self, rows: Sequence[SignatureRow]) -> None:
        self.table.set_rows(rows)
        self.table.select_first()

    def _show_current(self, row: SignatureRow | None) -> None:
        self.stop_button.set_reason(None if row is not None else "请先选中一张签名图")
        self.picture.setPixmap(QPixmap())
        if row is not None:
            self._desk.operations.query(
                partial(self._services.signatures.picture, row.key), self._show_picture
            )

    def _show_picture(self, png: bytes) -> None:
        found = QPixmap()
        found.loadFromData(png)
        room = self.picture.size() * 0.9
        self.picture.setPixmap(
            found.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )

    def _ask_file(self) -> None:
        path = self._desk.messages.ask_open_file("选择签名图片", _PICTURES, purpose="signature")
        if path is not None:
            self._ask_person(path)

    def _ask_writing(self) -> None:
        self._ask_person(None)

    def _ask_person(self, picture: Path | None) -> None:
        self._desk.operations.query(
            self._services.officers.list_officers, partial(self._show_person, picture)
        )

    def _show_person(self, picture: Path | None, officers: Sequence[OfficerRow]) -> None:
        dialog = PersonDialog(self, officers, picture=picture)
        dialog.accepted.connect(partial(self._add, dialog))
        open_dialog(dialog)

    def _add(self, dialog: PersonDialog) -> None:
        signatures = self._services.signatures
        if dialog.picture is None:
            work = partial(signatures.add_strokes, person=dialog.name, strokes=dialog.pad.strokes)
        else:
            work = partial(signatures.add_file, person=dialog.name, path=dialog.picture)
        self._desk.operations.change(work, partial(self._on_added, dialog.name))

    def _on_added(self, name: str, changes: Changes) -> None:
        del changes
        self._desk.messages.toast(f"已添加{name}的签名图")

    def _stop(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        question = f"停用{row.person}的这张签名图？"
        if self._desk.messages.confirm(question, detail="停用后不能恢复，需要时可以重新添加。", yes="停用"):
            self._desk.operations.change(partial(self._services.signatures.withdraw, row.key))
