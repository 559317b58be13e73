"""A form whose lines come and go, and whose problems go away one by one as they are solved."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from ui.widgets.form import Form

FIELD_HEIGHT = 30


class TaskFields(Form):
    """Like ``Form``; besides, the wheel scrolls past fields that are not in use, and Enter goes to the next one."""

    def set_shown(self, key: str, is_shown: bool) -> None:
        """Show a line, or hide it together with its hint and its problem."""
        self._labels[key].setVisible(is_shown)
        self._fields[key].setVisible(is_shown)
        self._problems[key].setVisible(is_shown and bool(self._problems[key].text()))
        if key in self._hints:
            self._hints[key].setVisible(is_shown)

    def set_label(self, key: str, label: str) -> None:
        """Call a line something else; its star stays."""
        old = self._fields[key].accessibleName()
        self._labels[key].setText(self._labels[key].text().replace(old, label, 1))
        self._fields[key].setAccessibleName(label)

    def drop_solved(self, problems: Mapping[str, str]) -> None:
        """Take away the problems that are no longer among these; show no new ones while the clerk is still typing."""
        for key, label in self._problems.items():
            if not label.text() or key in problems:
                continue
            label.setText("")
            label.hide()
            field = self._fields[key]
            field.setProperty("problem", False)
            field.style().unpolish(field)
            field.style().polish(field)

    def guard_keys(self) -> None:
        """Watch wheel and Enter; called once all fields are in."""
        for kind in (QComboBox, QSpinBox):
            for field in self.findChildren(kind):
                field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                field.installEventFilter(self)
        for line in self.findChildren(QLineEdit):
            line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the wheel to fields without focus; turn Enter into Tab."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        if _is_plain_enter(event) and isinstance(watched, QLineEdit | QSpinBox):
            self.focusNextPrevChild(True)
            return True
        return super().eventFilter(watched, event)


def _is_plain_enter(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        and event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
    )
