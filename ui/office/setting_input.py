"""The field of one setting, with its default beside it and the way back to it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ui.office.kind_tables import KindTable
from ui.office.settings_fields import WORDS, Setting
from ui.widgets.buttons import link_button
from ui.widgets.chooser import Chooser
from ui.widgets.labels import secondary

_HEIGHT = 34
_SPIN_MARGIN = 7


class SettingInput(QWidget):
    """A line, number, choice or claim; ``default`` None shows no default (the operator has none)."""

    changed = Signal()

    def __init__(
        self,
        setting: Setting,
        default: Any,
        parent: QWidget | None = None,
        *,
        control: KindTable | None = None,
    ) -> None:
        super().__init__(parent)
        self._default = default
        self.control = control or _control_of(setting)
        self._words = "" if default is None else f"默认：{_default_text(setting, default)}"
        self._default_label = secondary(self._words)
        self.back_button = link_button(self._words.replace("默认", "恢复默认", 1))
        self.back_button.clicked.connect(self._restore)
        is_table = isinstance(self.control, KindTable)
        line = QVBoxLayout(self) if is_table else QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.control)
        line.addSpacing(6)
        line.addWidget(self._default_label)
        line.addWidget(self.back_button)
        if not is_table:
            line.addStretch(1)
            self.setFixedHeight(_HEIGHT)
        self.setFocusProxy(self.control)
        self._connect()
        self._show_way_back()

    @property
    def default_text(self) -> str:
        """What stands beside the field."""
        return self._words

    def value(self) -> Any:
        """Return the value as the settings hold it."""
        control = self.control
        if isinstance(control, QCheckBox):
            return control.isChecked()
        if isinstance(control, QSpinBox):
            return control.value()
        return control.value() if isinstance(control, Chooser | KindTable) else control.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a value."""
        control = self.control
        if isinstance(control, QCheckBox):
            control.setChecked(value)
        elif isinstance(control, QSpinBox):
            control.setValue(value)
        elif isinstance(control, Chooser | KindTable):
            control.set_value(value)
        else:
            control.setText(value)
            control.setCursorPosition(0)

    def mark(self, has_problem: bool) -> None:
        """Draw the control red while it has a problem."""
        if self.control.property("problem") != has_problem:
            self.control.setProperty("problem", has_problem)
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)

    def _restore(self) -> None:
        self.set_value(self._default)
        self.control.setFocus()

    def _connect(self) -> None:
        control = self.control
        if isinstance(control, QCheckBox):
            signal = control.toggled
        elif isinstance(control, QSpinBox):
            signal = control.valueChanged
        elif isinstance(control, KindTable):
            signal = control.changed
        else:
            signal = control.currentIndexChanged if isinstance(control, Chooser) else control.textChanged
        signal.connect(self._show_way_back)
        signal.connect(self.changed)

    def _show_way_back(self) -> None:
        """Offer the default once the value is another one; until then only say it."""
        is_other = self._default is not None and self.value() != self._default
        self._default_label.setVisible(not is_other)
        self.back_button.setVisible(is_other)


class _Number(QSpinBox):
    """A number that the wheel leaves alone while the page is being scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _control_of(setting: Setting) -> QCheckBox | QSpinBox | Chooser[Any] | QLineEdit:
    if setting.claim:
        return QCheckBox(setting.claim)
    if setting.most is not None:
        number = _Number()
        number.setRange(0, setting.most)
        number.setSuffix(setting.suffix)
        number.lineEdit().setTextMargins(_SPIN_MARGIN, 0, 0, 0)
        number.setFixedWidth(96)
        return number
    if setting.choices:
        return Chooser[Any](setting.choices)
    line = QLineEdit()
    line.setMaxLength(setting.longest)
    line.setFixedWidth(setting.width)
    return line


def _default_text(setting: Setting, default: Any) -> str:
    if setting.claim:
        return "是" if default else "否"
    if setting.table:
        return "通行用字" if setting.table == WORDS else "都随执法文书式样"
    if setting.choices:
        return dict(setting.choices)[default]
    return f"{default}{setting.suffix}" or "空"
