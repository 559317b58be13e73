"""How the list of 1,000,000 检查对象 paints and what memory it takes, each in a process of its own.

    python -m tests.benchmarks.bench_view [rows]

Goals: a jump anywhere ≤ 2 × the same list over a model that answers constants; the list ≤ 120 MiB over the empty program.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from services.container import open_services
from services.roster.enterprise_rows import EnterpriseRow
from tests.benchmarks.roster_at_scale import ROWS, services_at_scale

_JUMPS = 40
_ROUNDS = 3


def main() -> None:
    """Print the medians and the ratios."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    services_at_scale(rows).close()
    empty = Path(tempfile.mkdtemp())
    open_services(empty).close()  # or the empty program would hold what its migrations took
    measured: dict[str, list[dict[str, float]]] = {"empty": [], "constants": [], "register": []}
    for _round in range(_ROUNDS):
        for kind, results in measured.items():
            ran = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.bench_view", "--child", kind, str(rows), str(empty)],
                capture_output=True,
                text=True,
                check=True,
                env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            )
            results.append(json.loads(ran.stdout.splitlines()[-1]))
    middle = {
        kind: {name: statistics.median(one[name] for one in results) for name in results[0]}
        for kind, results in measured.items()
    }
    ours, floor = middle["register"], middle["constants"]
    print(
        f"list of {rows:,}: shown in {ours['shown']:.2f} s (empty roster {middle['empty']['shown']:.2f} s); "
        f"jump {ours['jump'] * 1e3:.0f} ms, constants {floor['jump'] * 1e3:.0f} ms, "
        f"{ours['jump'] / floor['jump']:.2f} x (goal 2); "
        f"memory {ours['memory'] - middle['empty']['memory']:.0f} MiB over the empty program (goal 120)"
    )


def child(kind: str, rows: int, folder: Path) -> dict[str, float]:
    """Show the list once and jump about in it."""
    from PySide6.QtWidgets import QApplication

    from ui.desk import Desk
    from ui.operations import InlineOperations
    from ui.recorded_messages import RecordedMessages
    from ui.roster.tab import RosterTab
    from ui.settings_store import SettingsStore
    from ui.theme import apply_theme

    application = QApplication([])
    application.setStyle("Fusion")
    apply_theme(application)
    services = services_at_scale(rows) if kind == "register" else open_services(folder)
    settings = SettingsStore(folder / "desk.ini")
    messages = RecordedMessages(settings)
    tab = RosterTab(
        Desk(operations=InlineOperations(messages), messages=messages, settings=settings), services
    )
    started = time.process_time()
    tab.resize(1366, 700)
    tab.show()
    tab.grab()
    shown = time.process_time() - started
    table: Any = tab.current.table
    if kind == "constants":
        _answer_constants(table, rows)
    jumps: list[float] = []
    rng = Random(5)
    count = len(table.rows)
    for _jump in range(_JUMPS if count else 0):
        started = time.process_time()
        table.scrollTo(table.model().index(rng.randrange(count), 0))
        application.processEvents()
        table.viewport().grab()
        jumps.append(time.process_time() - started)
    result = {"shown": shown, "jump": statistics.median(jumps) if jumps else 0.0, "memory": _resident()}
    services.close()
    return result


def _answer_constants(table: Any, rows: int) -> None:
    """Let the list paint one and the same row without asking anybody."""
    from ui.table.model import ALIGN_ROLE, DISPLAY_ROLE, LEFT

    def data(index: object, role: int = DISPLAY_ROLE) -> Any:
        del index
        return "洛阳样例机械制造有限公司" if role == DISPLAY_ROLE else LEFT if role == ALIGN_ROLE else None

    def nothing(keys: Sequence[int]) -> list[EnterpriseRow]:
        del keys
        return []

    model = table.model()
    model.paged._read = nothing
    model.data = data
    table.set_keys(array("q", range(rows)), rows)


def _resident() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    if "--child" in sys.argv:
        print(json.dumps(child(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))))
    else:
        main()
