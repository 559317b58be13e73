"""Finding the preview that stands on the screen."""

from PySide6.QtWidgets import QApplication

from ui.papers.preview_window import PreviewWindow


def shown_previews() -> list[PreviewWindow]:
    """Return every preview on the screen."""
    windows = QApplication.topLevelWidgets()
    return [window for window in windows if isinstance(window, PreviewWindow) and window.isVisible()]


def shown_preview() -> PreviewWindow:
    """Return the one preview on the screen."""
    [window] = shown_previews()
    return window


def preview_title() -> str:
    """Return what the one preview on the screen shows, after 预览：."""
    return shown_preview().windowTitle().removeprefix("预览：")
