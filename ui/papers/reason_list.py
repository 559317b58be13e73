"""Who is left out and why: one line a reason, with the names behind it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from services.records.rows import RecordRow
from ui.theme import set_look
from ui.widgets.labels import secondary, value_label

_NAMED = 6


class ReasonList(QWidget):
    """「不在其列 3 户」 and beneath it each reason with its enterprises; hidden while nobody is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = secondary()
        self._text = value_label()
        set_look(self._text, "warn")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._heading)
        layout.addWidget(self._text)
        self.show_rows(())

    @property
    def text(self) -> str:
        """What is on screen."""
        return self._text.text()

    def show_rows(self, left_out: Sequence[tuple[RecordRow, str]]) -> None:
        """Show these rows by their reasons."""
        names: dict[str, list[str]] = {}
        for row, reason in left_out:
            names.setdefault(reason, []).append(row.enterprise_name)
        self._heading.setText(f"不在其列 {len(left_out)} 户")
        self._text.setText("\n".join(_line(reason, those) for reason, those in names.items()))
        self._text.setToolTip("\n".join(row.enterprise_name for row, _ in left_out[:60]))
        self.setVisible(bool(left_out))


def _line(reason: str, names: Sequence[str]) -> str:
    shown = "、".join(names[:_NAMED])
    return f"{reason}（{len(names)} 户）：{shown}{' 等' if len(names) > _NAMED else ''}"
