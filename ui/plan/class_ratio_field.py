"""The four ratios of a task that is drawn by risk class: A to D side by side, each a percentage (细则 art. 14 ¶5; R21)."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from models.rules.ratios import parse_percent, percent_text
from models.vocab import RiskClass
from ui.theme import set_look

_WIDTH = 58


class ClassRatioField(QWidget):
    """Four short fields; ``ratios`` gives back what they say, readable or not."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "clear")
        self.lines: dict[str, QLineEdit] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for risk in RiskClass:
            line = QLineEdit()
            line.setMaxLength(10)
            line.setFixedWidth(_WIDTH)
            line.setAccessibleName(f"{risk}类抽查比例")
            line.setToolTip(f"信用风险 {risk.label}")
            line.textChanged.connect(self.changed)
            word = QLabel(str(risk))
            word.setBuddy(line)
            layout.addWidget(word)
            layout.addWidget(line)
            layout.addSpacing(6)
            self.lines[str(risk)] = line
        layout.addStretch(1)
        self.setFocusProxy(self.lines[str(RiskClass.A)])

    def set_ratios(self, ratios: Mapping[str, str]) -> None:
        """Fill the fields."""
        for risk, line in self.lines.items():
            line.setText(f"{ratios[risk]}%" if ratios.get(risk) else "")

    def ratios(self) -> dict[str, str]:
        """Return risk class → percentage in the shortest text; what is no percentage comes back as typed."""
        return {risk: _shortest(line.text()) for risk, line in self.lines.items()}


def _shortest(text: str) -> str:
    percent = parse_percent(text)
    return text.strip() if percent is None else percent_text(percent)
