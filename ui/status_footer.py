"""The status bar: when it was last saved, into which file, what is due, who sits here."""

from pathlib import Path

from PySide6.QtCore import Qt, QTime, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import set_look
from ui.widgets.buttons import Button
from ui.widgets.labels import rule, secondary, toned

_HINT_MS = 6000


class StatusFooter(QWidget):
    """One line of 28 px; each count opens the list it counts."""

    due_clicked = Signal()
    overdue_clicked = Signal()
    certificates_clicked = Signal()
    operator_clicked = Signal()

    def __init__(self, database: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._saved = QLabel()
        self._saved.hide()
        self._file = secondary(f"数据库 {database.name}")
        self._file.setToolTip(str(database))
        self._due = _count_button("warn")
        self._overdue = _count_button("bad")
        self._certificates = _count_button("warn")
        self._hint = toned("", "warn")
        self._operator = _count_button("secondary")
        self._due.clicked.connect(self.due_clicked)
        self._overdue.clicked.connect(self.overdue_clicked)
        self._certificates.clicked.connect(self.certificates_clicked)
        self._operator.clicked.connect(self.operator_clicked)
        self._operator.set_hint("更改操作人")
        self._timer = QTimer(self, singleShot=True, interval=_HINT_MS)
        self._timer.timeout.connect(self._drop_hint)
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(16)
        for part in (self._saved, self._file, self._due, self._overdue, self._certificates):
            line.addWidget(part)
        line.addWidget(self._hint, 1)
        line.addStretch(0)
        line.addWidget(self._operator)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rule())
        layout.addLayout(line)
        self.setFixedHeight(29)
        self.set_due(0, 0)
        self.set_certificates(0, "")
        self.set_operator("")

    def set_saved(self, at: QTime) -> None:
        """Say when the last change was committed."""
        self._saved.setTextFormat(Qt.TextFormat.PlainText)
        self._saved.setText(f"● 已保存 {at.toString('HH:mm')}")
        set_look(self._saved, "ok")
        self._saved.show()

    def set_due(self, today: int, overdue: int) -> None:
        """Show how many deadlines end today and how many have passed; none of either shows nothing."""
        self._due.setText(f"今日到期 {today} 项")
        self._due.setVisible(today > 0)
        self._overdue.setText(f"逾期 {overdue} 项")
        self._overdue.setVisible(overdue > 0)

    def set_certificates(self, people: int, details: str) -> None:
        """Show how many officers have a certificate that ends within 60 days or has ended; the tooltip says which (R3)."""
        self._certificates.setText(f"执法证件到期 {people} 人")
        self._certificates.set_hint(details)
        self._certificates.setVisible(people > 0)

    def set_operator(self, name: str) -> None:
        """Show who sits here."""
        self._operator.setText(f"操作人：{name or '未填写'}")

    def hint(self, text: str) -> None:
        """Show a sentence for some seconds, e.g. why a button cannot work."""
        self._hint.setText(text)
        self._timer.start()

    @property
    def texts(self) -> list[str]:
        """What is shown, from left to right."""
        counts = (self._due, self._overdue, self._certificates)
        parts = (self._saved, self._file, *counts, self._hint, self._operator)
        return [part.text() for part in parts if not part.isHidden() and part.text()]

    def _drop_hint(self) -> None:
        self._hint.setText("")


def _count_button(tone: str) -> Button:
    made = Button("")
    made.setProperty("tone", tone)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    set_look(made, "count")
    return made
