"""A roster of a million made-up 检查对象, made once and kept for the benchmarks of search and list."""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from models.vocab import EnterpriseStatus, Industry
from services.container import Services, open_services
from services.roster.enterprise_reading import DRAFT_COLUMNS
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.enterprise_writing import EnterpriseWriter
from tests.benchmarks.bench_import import generated_rows

ROWS = 1_000_000
_CHUNK = 10_000
_INDUSTRIES = (Industry.MACHINERY, Industry.LIGHT, Industry.TEXTILE, Industry.BUILDING_MATERIALS)
_STATUSES = (EnterpriseStatus.ACTIVE,) * 8 + (EnterpriseStatus.CANCELLED, EnterpriseStatus.REVOKED)


def services_at_scale(rows: int = ROWS) -> Services:
    """Open the data folder with so many records; it is made when it is not there yet."""
    folder = Path(tempfile.gettempdir()) / f"shuangsuiji-bench-{rows}"
    ready = folder / "ready"
    services = open_services(folder)
    if not ready.exists():
        started = time.perf_counter()
        _fill(services, rows)
        ready.touch()
        print(f"made {rows:,} records in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return services


def _fill(services: Services, rows: int) -> None:
    workplace = services.workplace
    towns = [town.code for town in services.office.list_towns() if town.in_district]
    made = _records(rows, random.Random(1), towns)
    with workplace.database.transaction() as session:
        writer = EnterpriseWriter(workplace, session)
        while chunk := list(islice(made, _CHUNK)):
            writer.add(chunk)
        writer.close()


def _records(rows: int, rng: random.Random, towns: list[str]) -> Iterator[dict[str, Any]]:
    blank = {name: getattr(EnterpriseDraft(), name) for name in DRAFT_COLUMNS}
    for row in generated_rows(rows, rng):
        yield blank | {
            "credit_code": row[0],
            "name": row[1],
            "legal_representative": row[2],
            "registrar": row[3],
            "town_code": rng.choice(towns),
            "address": row[5],
            "industry": rng.choice(_INDUSTRIES),
            "status": rng.choice(_STATUSES),
            "phone": row[10],
            "business_scope": row[13],
        }
