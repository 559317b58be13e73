"""How long the meeting waits: from the last digit of the seed until the stored result is back for the screen.

    python -m tests.benchmarks.bench_district_draw

A district of 3,000 enterprises and 60 officers, 逐户, through the services on a real database; the sealed draw has been on
screen before, as it always has, and the collector is off, as in the window. Goal 200 ms without painting.
"""

import gc
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path

from models.tables.base import BEIJING
from models.tables.enterprise import Enterprise
from models.vocab import DrawMethod, EnterpriseStatus, EntityKind, Industry, OfficerMode
from services.clock import SimulatedClock
from services.container import Services, open_services
from tests.services.draw.builders import SEED, TOWNS, add_officer, code_of, lock_task, seal, thrown

_ENTERPRISES, _OFFICERS, _ROUNDS = 3_000, 60, 3


def found(services: Services) -> int:
    """Fill the rosters and seal a draw; return its key."""
    workplace = services.workplace
    with workplace.database.transaction() as session:
        for number in range(_ENTERPRISES):
            enterprise = Enterprise(
                credit_code=code_of(number),
                name=f"样例机械厂{number}",
                kind=EntityKind.ENTERPRISE,
                status=EnterpriseStatus.ACTIVE,
                town_code=TOWNS[number % len(TOWNS)],
                industry=Industry.MACHINERY,
            )
            workplace.add(session, enterprise)
    for number in range(_OFFICERS):
        add_officer(services, number)
    task_key = lock_task(
        services,
        ratio="6",
        method=DrawMethod.STRATIFIED,
        officer_mode=OfficerMode.EACH,
        teams=None,
        need_expert=False,
    )
    return seal(services, task_key)


def wait_for_result(folder: Path) -> tuple[float, float]:
    """Return the seconds until the result is stored, and from there until it is read back."""
    clock = SimulatedClock(datetime(2022, 5, 25, 9, 0, tzinfo=BEIJING))
    services = open_services(folder, operator="样例操作人", clock=clock)
    draw_key = found(services)
    services.draws.get_draw(draw_key=draw_key)
    begun = time.perf_counter()
    services.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    stored = time.perf_counter()
    services.draws.get_draw(draw_key=draw_key)
    read = time.perf_counter()
    services.close()
    return stored - begun, read - stored


def main() -> None:
    """Print the median wait."""
    gc.disable()
    rounds: list[tuple[float, float]] = []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(wait_for_result(Path(folder)))
        gc.collect()
    stored, read = (statistics.median(part) * 1e3 for part in zip(*rounds, strict=True))
    print(
        f"district of {_ENTERPRISES:,} enterprises and {_OFFICERS} officers: stored {stored:.0f} ms after the seed, "
        f"read back after {stored + read:.0f} ms (goal 200)"
    )


if __name__ == "__main__":
    main()
