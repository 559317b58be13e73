"""Garbage that holds Qt objects is never collected by another thread."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.garbage import GarbageCollector


class InACycle(QObject):
    """Kept by nobody but itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector() -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    yield collector
    collector.stop()


def test_a_busy_thread_leaves_the_garbage_to_the_event_loop(
    qtbot: QtBot, collector: GarbageCollector
) -> None:
    kept: list[list[int]] = []
    seen = weakref.ref(InACycle())
    worker = threading.Thread(target=lambda: kept.extend([number] for number in range(100_000)))

    worker.start()
    worker.join()
    was_left = seen() is not None
    qtbot.waitUntil(lambda: seen() is None)

    assert was_left


def test_python_collects_again_when_the_program_is_closed(collector: GarbageCollector) -> None:
    is_on_while_open = gc.isenabled()

    collector.stop()

    assert not is_on_while_open
    assert gc.isenabled()
