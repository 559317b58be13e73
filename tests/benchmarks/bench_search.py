"""How long a search and a page take among 1,000,000 检查对象, as ratios to reading every name in the same run.

    python -m tests.benchmarks.bench_search [rows]

Goals: the count of a two-character search ≤ 0.05 × ``LIKE '%..%'`` over all names (at most 10 % hits); a filtered and sorted page
of 100 rows ≤ 5 ms; CPU seconds, medians of interleaved runs.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping

from sqlalchemy import text

from models.vocab import EnterpriseStatus
from services.container import Services
from services.roster.enterprise_rows import EnterpriseFilter, EnterpriseOrder
from tests.benchmarks.roster_at_scale import ROWS, services_at_scale

_ROUNDS = 7


def main() -> None:
    """Print the medians and the ratios."""
    services = services_at_scale(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    service = services.enterprises
    total = service.count_enterprises()
    for word in ("鑫盛", "新福", "鑫"):
        found = service.count_enterprises(EnterpriseFilter(text=word))
        times = _compete(
            {
                "LIKE": lambda word=word: _count_by_reading(services, word),
                "count": lambda word=word: service.count_enterprises(EnterpriseFilter(text=word)),
                "keys": lambda word=word: service.find_enterprises(EnterpriseFilter(text=word)),
            }
        )
        print(
            f"search {word} ({found:,} of {total:,}): LIKE {times['LIKE'] * 1e3:.0f} ms, "
            f"count {times['count'] * 1e3:.1f} ms = {times['count'] / times['LIKE']:.4f} x (goal 0.05), "
            f"keys in order {times['keys'] * 1e3:.1f} ms"
        )
    for word in ("鑫盛源", "lyjx", "xinsheng", "139000012"):
        wanted = EnterpriseFilter(text=word)
        took = _compete({"count": lambda wanted=wanted: service.count_enterprises(wanted)})["count"]
        print(f"search {word} ({service.count_enterprises(wanted):,} hits): {took * 1e3:.0f} ms")
    wanted = EnterpriseFilter(towns=frozenset({"410307104"}), statuses=frozenset({EnterpriseStatus.ACTIVE}))
    keys = service.find_enterprises(wanted, EnterpriseOrder("name"))
    times = _compete(
        {
            "keys": lambda: service.find_enterprises(wanted, EnterpriseOrder("name")),
            "page": lambda: service.read_page(keys[len(keys) // 2 : len(keys) // 2 + 100]),
        }
    )
    print(
        f"town, status, sorted by name: {len(keys):,} keys {times['keys'] * 1e3:.0f} ms, "
        f"a page of 100 rows {times['page'] * 1e3:.1f} ms (goal 5)"
    )
    services.close()


def _count_by_reading(services: Services, word: str) -> object:
    with services.workplace.database.reading() as session:
        return session.scalar(
            text("SELECT count(*) FROM enterprises NOT INDEXED WHERE name LIKE :pattern"),
            {"pattern": f"%{word}%"},
        )


def _compete(runs: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _round in range(_ROUNDS):
        for name, run in runs.items():
            start = time.process_time()
            run()
            times[name].append(time.process_time() - start)
    return {name: statistics.median(one) for name, one in times.items()}


if __name__ == "__main__":
    main()
