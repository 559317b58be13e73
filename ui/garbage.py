"""Garbage is collected on the screen's thread only.

Python collects in whichever thread happens to allocate. A QObject whose last reference is a cycle would then die in the
database thread while its timers run here, and the program with it: PySide 6.12 ends in a segmentation fault.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 1000


class GarbageCollector(QObject):
    """Does once a second, from the event loop, what Python would do by itself anywhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again, once no other thread runs."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        limits = gc.get_threshold()
        due = [generation for generation, count in enumerate(gc.get_count()) if count > limits[generation]]
        if due:
            gc.collect(due[-1])
