"""How long the export of 100,000 检查对象 takes, against rustpy-xlsxwriter alone on the same rows of cells, in one run.

    python -m tests.benchmarks.bench_export [rows]

Goal: writing ≤ 1.2 × rustpy-xlsxwriter (CPU seconds, medians of interleaved runs); what reading the database adds is said too.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rustpy_xlsxwriter import FastExcel

from services.files.tables import Table, write_tables
from services.roster.enterprise_sheet import ENTERPRISE_LAYOUT
from tests.benchmarks.roster_at_scale import services_at_scale

_ROUNDS = 3


def main() -> None:
    """Print the medians and the ratios."""
    services = services_at_scale(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    service = services.enterprises
    keys = service.find_enterprises()
    header = ENTERPRISE_LAYOUT.header
    cells = list(service.cells_of(keys))
    times: dict[str, list[float]] = {"peer": [], "writing": [], "export": []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "名录.xlsx"
        runs: dict[str, Callable[[], object]] = {
            "peer": lambda: FastExcel(str(path)).sheet("名录", _records(header, cells)).save(),
            "writing": lambda: write_tables(path, Table("名录", header, cells)),
            "export": lambda: service.export_found(path=path, keys=keys),
        }
        for _round in range(_ROUNDS):
            for name, run in runs.items():
                started = time.process_time()
                run()
                times[name].append(time.process_time() - started)
    services.close()
    peer, writing, export = (statistics.median(times[name]) for name in ("peer", "writing", "export"))
    print(
        f"export of {len(keys):,} x {len(header)}: rustpy-xlsxwriter {peer:.2f} s, our writing {writing:.2f} s = "
        f"{writing / peer:.2f} x (goal 1.2); with reading from the database {export:.2f} s = {export / peer:.2f} x"
    )


def _records(header: Sequence[str], cells: Iterable[list[str]]) -> Iterable[dict[str, str]]:
    """Yield rows as the peer takes them."""
    return (dict(zip(header, row, strict=True)) for row in cells)


if __name__ == "__main__":
    main()
