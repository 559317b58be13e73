"""A coloured strip with sentences: what stands in the way, or what is worth knowing; and the one act that removes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.icons import picture
from ui.theme import roles
from ui.widgets.buttons import Button, button

_MOST = 4


class Banner(QFrame):
    """Hidden as long as there is nothing to say; ``tone`` is bad, warn, info or neutral."""

    acted = Signal()
    """The act that was offered was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        self.action_button: Button = button("")
        self.action_button.clicked.connect(self.acted)
        self.action_button.hide()
        line.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def text(self) -> str:
        """The sentences, one a line."""
        return self._text.text()

    def say(self, sentences: Sequence[str], tone: str, *, action: str = "") -> None:
        """Show sentences, or nothing; ``action`` names the act that is offered beside them."""
        self.action_button.setText(action)
        self.action_button.setVisible(bool(action))
        shown = list(sentences[:_MOST])
        if len(sentences) > _MOST:
            shown.append(f"……另有 {len(sentences) - _MOST} 条。")
        self._text.setText("\n".join(shown))
        self._text.setToolTip("\n".join(sentences) if len(sentences) > _MOST else "")
        self.setVisible(bool(shown))
        if not shown:
            return
        icon_name = {"bad": "circle-alert", "warn": "triangle-alert"}.get(tone, "info")
        self._sign.setPixmap(picture(icon_name, tone, 18, self.devicePixelRatioF()))
        ground, text = getattr(roles(), f"{tone}_soft"), getattr(roles(), tone)
        self.setStyleSheet(
            f"QFrame#banner {{ background: {ground}; border-radius: 4px; }} QFrame#banner QLabel {{ color: {text}; }}"
        )
