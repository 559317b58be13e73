"""跳号: serials that no paper of this program will bear, up to which one, and why."""

from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from models.vocab import PaperKind
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.growing_text import GrowingText
from ui.widgets.labels import section_title, value_label

_MOST = 99_999
_LONGEST = 200


class SkipDialog(WorkDialog):
    """Asks up to which serial, the next one being ``first``."""

    def __init__(self, parent: QWidget | None, kind: PaperKind, year: int, first: int) -> None:
        self._first = first
        self.last_serial = QSpinBox()
        self.last_serial.setRange(first, _MOST)
        self.last_serial.setValue(first)
        self.last_serial.setFixedWidth(120)
        self.last_serial.lineEdit().setTextMargins(6, 0, 0, 0)
        self.reason = GrowingText(lines=2, name="理由", hint="例如：使用本程序以前已手工编到此号")
        self._what = value_label()
        self._form = Form()
        self._form.add("last", "跳到第", self.last_serial, is_required=True, hint="含这一号")
        self._form.add("reason", "理由", self.reason, is_required=True)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(section_title(f"{kind.label}　{year} 年"))
        layout.addWidget(self._what)
        layout.addWidget(self._form)
        layout.addStretch(1)
        super().__init__(parent, "跳号", content, confirm="跳号(&S)", size=(520, 340))
        self.last_serial.valueChanged.connect(self._show)
        self._show()

    @property
    def last(self) -> int:
        """The last serial that is left out."""
        return self.last_serial.value()

    @property
    def what(self) -> str:
        """What will happen, as on screen."""
        return self._what.text()

    def problem(self, key: str) -> str:
        """Return what stands beside a field."""
        return self._form.problem(key)

    def confirm(self) -> None:
        """Accept with a reason."""
        problems: dict[str, str] = {}
        if not self.reason.text():
            problems["reason"] = "请写明跳号的理由，登记簿中会注明。"
        elif len(self.reason.text()) > _LONGEST:
            problems["reason"] = f"理由超过 {_LONGEST} 个字，请改短。"
        self._form.show_problems(problems)
        if not problems:
            self.accept()

    def _show(self) -> None:
        span = f"第 {self._first} 号" if self.last == self._first else f"第 {self._first} 至 {self.last} 号"
        self._what.setText(f"{span}不再使用，下一份从第 {self.last + 1} 号编起。")
