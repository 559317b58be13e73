"""How long the window stands still while a file of 100,000 rows is imported in the database thread.

    python -m tests.benchmarks.bench_gap [rows]

A heartbeat of 5 ms beats on the main thread, where Qt would paint; the longest gap between two beats is what a clerk feels.
Goal: ≤ 200 ms. The idle control says what the machine itself adds.
"""

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from services.container import open_services
from services.files.tables import Table, write_tables
from tests.benchmarks.bench_import import _HEADER, generated_rows

_BEAT = 0.005


def longest_gap(work: Callable[[], object]) -> float:
    """Return the longest wait of the heartbeat, in seconds beyond its own, while ``work`` runs in another thread."""
    thread = threading.Thread(target=work)
    longest = 0.0
    thread.start()
    last = time.perf_counter()
    while thread.is_alive():
        time.sleep(_BEAT)
        now = time.perf_counter()
        longest = max(longest, now - last - _BEAT)
        last = now
    return longest


def main() -> None:
    """Print the longest gap of preview and import beside that of an idle thread."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "roster.xlsx"
        write_tables(sheet, Table("名录", _HEADER, generated_rows(rows, random.Random(1))))
        services = open_services(Path(folder) / "data")
        idle = longest_gap(lambda: time.sleep(1))
        preview = longest_gap(lambda: services.enterprises.preview_import(path=sheet))
        commit = longest_gap(lambda: services.enterprises.commit_import(path=sheet))
        services.close()
    print(
        f"longest gap, {rows} rows: preview {preview * 1000:.0f} ms, import {commit * 1000:.0f} ms, "
        f"idle {idle * 1000:.0f} ms (goal 200 ms)"
    )


if __name__ == "__main__":
    main()
