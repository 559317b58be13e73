"""Who sits at this desk: asked at the first start, written into every line of the operation log."""

from PySide6.QtWidgets import QWidget

from ui.settings_store import SettingsStore
from ui.widgets.text_dialog import TextDialog

_LONGEST = 20


def check_operator(name: str) -> str | None:
    """Return what is wrong with an operator's name, or None."""
    if not name:
        return "请填写姓名：操作日志逐条记录操作人。"
    if len(name) > _LONGEST:
        return f"姓名不超过 {_LONGEST} 个字。"
    return None


class OperatorDialog(TextDialog):
    """Asks for the name; leaving it keeps the name that was there."""

    def __init__(self, parent: QWidget | None, settings: SettingsStore) -> None:
        super().__init__(
            parent,
            "操作人",
            "请填写您的姓名。今后的每一次录入、审批、抽取和打印都会以这个姓名记入操作日志，可随时在窗口右下角更改。",
            initial=settings.operator,
            check=check_operator,
            confirm="确定",
        )


def ask_operator(parent: QWidget | None, settings: SettingsStore) -> str | None:
    """Ask for the name and remember it; None when the user left the dialog."""
    dialog = OperatorDialog(parent, settings)
    if not dialog.exec():
        return None
    settings.operator = dialog.text()
    return settings.operator
