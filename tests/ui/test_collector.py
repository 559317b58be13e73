"""Cyclic garbage with Qt's objects in it is taken apart on the main thread, never in the database thread."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.collector import Collector, collect_due


class Knot(QObject):
    """A QObject that only the cyclic collector can free."""

    def __init__(self) -> None:
        super().__init__()
        self.knot = self


def allocate_much() -> None:
    kept = [[number] for number in range(20_000)]
    kept.clear()


def test_the_database_thread_collects_nothing(qtbot: QtBot) -> None:
    collector = Collector()
    gc.collect()
    seen = weakref.ref(Knot())

    worker = threading.Thread(target=allocate_much)
    worker.start()
    worker.join()
    alive_after_work = seen() is not None
    gc.collect()

    assert not gc.isenabled()
    assert alive_after_work
    assert seen() is None
    del collector


def test_the_main_thread_collects_when_enough_has_piled_up(qtbot: QtBot) -> None:
    gc.disable()
    gc.collect()
    seen = weakref.ref(Knot())
    kept = [[number] for number in range(gc.get_threshold()[0] + 100)]

    collect_due()

    assert kept
    assert seen() is None
