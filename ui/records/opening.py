"""How this tab opens its dialogs: over the window, without a loop of their own, gone when closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog


def open_dialog(dialog: QDialog) -> None:
    """Open a dialog at the size it asks for; Qt alone would allow it two thirds of the screen."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(dialog.sizeHint())
    dialog.open()
