"""Collects cyclic garbage on the main thread only.

Python's own collector runs in whichever thread happens to allocate. In the database thread it would take apart widgets
and timers that the screen has finished with, which ends the program: Qt's objects belong to the thread that made them.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 500


class Collector(QObject):
    """Switches Python's collector off for all threads and does its work from a timer of the main thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> None:
    """Collect the oldest generation whose turn has come; call it on the main thread."""
    due = [
        generation
        for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > limit > 0
    ]
    if due:
        gc.collect(due[-1])
