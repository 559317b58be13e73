"""A file dropped on the roster tab opens the import of the list on screen."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.messages import Messages
from ui.roster.importing import SUFFIXES

_SUFFIXES = (*SUFFIXES, ".tsv", ".txt")


def why_not_import(paths: Sequence[Path]) -> str | None:
    """Return why what was dropped cannot be imported, or None."""
    if len(paths) != 1:
        return f"一次只能导入一个文件，拖进来的有 {len(paths)} 个，请逐个拖入。"
    path = paths[0]
    if path.is_dir():
        return f"“{path.name}”是文件夹，请拖入其中的表格文件。"
    if path.suffix.lower() not in _SUFFIXES:
        return f"“{path.name}”不是表格文件。可以导入的有 {'、'.join(SUFFIXES)}，请另存为其中一种再拖入。"
    return None


class FileDrop(QObject):
    """Takes files dropped on a widget and hands the path on; what cannot be imported gets its sentence."""

    def __init__(self, target: QWidget, messages: Messages, take: Callable[[Path], object]) -> None:
        super().__init__(target)
        self._messages = messages
        self._take = take
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept files, and act when the drop is over: a dialog in the middle of it would hold up the file manager."""
        if isinstance(event, QDropEvent | QDragEnterEvent | QDragMoveEvent):
            paths = _files(event)
            if not paths:
                event.ignore()
            else:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    QTimer.singleShot(0, self, lambda: self._dropped(paths))
            return True
        return super().eventFilter(watched, event)

    def _dropped(self, paths: Sequence[Path]) -> None:
        if problem := why_not_import(paths):
            self._messages.error(problem)
        else:
            self._take(paths[0])


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
