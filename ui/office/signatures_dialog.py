"""签名图: the signatures that may be placed on papers; added from a picture or drawn, shown, withdrawn."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from services.container import Services
from services.papers.signatures import SignatureRow
from ui.desk import Desk
from ui.office.list_dialog import ListDialog
from ui.office.signature_pad import SignaturePad
from ui.table.model import Chip, Column
from ui.widgets.buttons import link_button
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form

_INTRO = "签名图须经本人同意。制发文书时不会自动放置，逐次选定才放到相应的签名处；停用后不能再用，已制发的文书不变。"
_PICTURES = "图片 (*.png *.jpg *.jpeg)"
_SHOWN = (220, 88)
_LONGEST_NAME = 50


def state_chips(row: SignatureRow) -> list[Chip]:
    """Return whether a signature may be placed."""
    return [Chip("停用", "neutral") if row.is_withdrawn else Chip("在用", "ok")]


COLUMNS: tuple[Column[SignatureRow], ...] = (
    Column("签名人", lambda row: row.person, width=140, stretches=True),
    Column("在名录中", lambda row: "执法检查人员" if row.officer_key is not None else "", width=110),
    Column("添加人", lambda row: row.added_by, width=100),
    Column("添加时间", lambda row: f"{row.added_at:%Y-%m-%d}", lambda row: row.added_at, width=100),
    Column("状态", lambda row: state_chips(row)[0].text, width=68, chips=state_chips),
)


class DrawSignatureDialog(WorkDialog):
    """Asks for the name and the signature."""

    def __init__(self, parent: QWidget | None) -> None:
        self.person = QLineEdit()
        self.person.setMaxLength(_LONGEST_NAME)
        self.pad = SignaturePad()
        self.clear_link = link_button("重写")
        self.clear_link.clicked.connect(self.pad.clear)
        self.form = Form()
        self.form.add("person", "签名人", self.person, is_required=True)
        self.form.add(
            "strokes", "签名", self.pad, is_required=True, hint="用鼠标、手写笔或触摸屏在框内书写。"
        )
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(self.clear_link, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        super().__init__(parent, "手写签名", content, size=(660, 420))

    def confirm(self) -> None:
        """Accept a name with a signature."""
        problems: dict[str, str] = {}
        if not self.person.text().strip():
            problems["person"] = "请填写签名人的姓名。"
        if not self.pad.strokes():
            problems["strokes"] = "还没有签名，请在框内书写。"
        self.form.show_problems(problems)
        if not problems:
            self.accept()


class SignaturesDialog(ListDialog[SignatureRow]):
    """Adds, shows and withdraws signatures."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        super().__init__(
            parent, desk, title="签名图", name="signatures", intro=_INTRO, columns=COLUMNS, key=_key, nouns=("signature",)
        )  # fmt: skip
        self._service = services.signatures
        self.picture = QLabel()
        self.picture.setFixedSize(*_SHOWN)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setStyleSheet("background: white")
        self.picture.setAccessibleName("签名图")
        self.file_button = self.add_side_button(
            "从图片添加…", self.add_file, hint="白纸黑字的签名，PNG 或 JPG"
        )
        self.draw_button = self.add_side_button("手写添加…", self.draw)
        self.withdraw_button = self.add_side_button("停用", self.withdraw)
        self._side.addWidget(self.picture)
        self.reload()

    def reload(self) -> None:
        """Read the signatures again."""
        work: Callable[[], list[SignatureRow]] = partial(self._service.list_signatures, with_withdrawn=True)
        self.desk.operations.query(work, self.show_lines)

    def show_state(self) -> None:
        """Say which buttons can work, and show the signature in use."""
        row = self.table.current_row()
        none = "请先选中一个签名图。" if row is None else None
        self.withdraw_button.set_reason(none or ("该签名图已停用。" if row and row.is_withdrawn else None))
        if row is None:
            self.picture.clear()
        else:
            self.desk.operations.query(partial(self._service.picture, row.key), self._show_picture)

    def add_file(self) -> None:
        """Ask for the name and the picture."""
        person = self.desk.messages.ask_text(
            "添加签名图",
            "签名人的姓名：",
            check=lambda text: None if text.strip() else "请填写签名人的姓名。",
        )
        if person is None:
            return
        path = self.desk.messages.ask_open_file(f"{person}的签名图", _PICTURES, purpose="signature")
        if path is not None:
            self.change(partial(self._service.add_file, person=person, path=path), f"已添加{person}的签名图")

    def draw(self) -> None:
        """Let somebody sign on the screen."""
        dialog = DrawSignatureDialog(self)
        if dialog.exec():
            person = dialog.person.text().strip()
            work = partial(self._service.add_strokes, person=person, strokes=dialog.pad.strokes())
            self.change(work, f"已添加{person}的签名图")

    def withdraw(self) -> None:
        """Let the signature in use be placed no more."""
        row = self.table.current_row()
        if row is not None and self.desk.messages.confirm(
            f"停用{row.person}的签名图？", detail="停用后不能再放到文书上；已制发的文书不变。", yes="停用"
        ):
            self.change(partial(self._service.withdraw, row.key), f"已停用{row.person}的签名图")

    def _show_picture(self, png: bytes) -> None:
        shown = QPixmap()
        shown.loadFromData(png)
        kept = Qt.AspectRatioMode.KeepAspectRatio
        self.picture.setPixmap(shown.scaled(*_SHOWN, kept, Qt.TransformationMode.SmoothTransformation))


def _key(row: SignatureRow) -> int:
    return row.key
